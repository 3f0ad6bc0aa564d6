// Coverage of each chain and what lead firms pull.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/figures.h"
#include "chengjie/answer/what/what_gaps.h"
#include "chengjie/answer/what/what_region.h"
#include "chengjie/choose/pull.h"

namespace chengjie::answer {
namespace {

constexpr auto kLeadsTold = 5;
constexpr auto kNamesTold = std::size_t{6};

std::vector<std::string> products(choose::Chains const& chains,
                                  std::vector<std::size_t> const& nodes) {
  auto out = std::vector<std::string>{};
  for (auto const n : nodes) { out.push_back(chains.nodes[n].product); }
  return out;
}

// --- lead firms ---

// Firms that a book says supply this one or work with it.
struct Supplier {
  std::string name;
  Figure said;
};

class LeadTeller {
 public:
  LeadTeller(Context const& context, Sources const& sources, RegionFirms const& firms,
             WhatInput const& input)
      : c_(context), s_(sources), in_(input), names_(firms.names), told_(statements(c_.book)) {
    for (auto const& node : chains().nodes) {
      for (auto const& firm : node.local) { here_.insert(names_.of(firm.name)); }
    }
  }

  Line line(choose::Lead const& lead, choose::Pull const& pull) const {
    auto const inputs = s_.of({lead.mark});
    auto const count = [&](std::string name, std::size_t value, std::string formula) {
      return c_.basis.derive({lead.name, std::move(name), static_cast<double>(value), "count",
                              std::move(formula), inputs, "个"});
    };
    auto line = Line{"招链主带链条：" + lead.name + (lead.local ? "（本地）" : "（区外）") +
                     "的上游有缺口 "}
                << count("可带动的缺断环节数", pull.unlocks, "其上游状态为缺或断的环节数");
    auto const list = [&](char const* words, std::vector<std::size_t> const& nodes,
                          std::string const& name) {
      if (nodes.empty()) { return; }
      line << words << count(name, nodes.size(), "其上游" + name + "，逐环节计数") << "（"
           << joined(products(chains(), nodes), kNamesTold) << "）";
    };
    list("；本地已有 ", pull.present, "本地有供应商的环节数");
    list("；仅市内有 ", pull.city, "仅市内有供应商的环节数");
    list("；仅市外有 ", pull.outside, "仅市外有供应商的环节数");
    list("；未见供应商 ", pull.nobody, "没有已知供应商的环节数");
    add_pull_through(lead, line);
    return line;
  }

 private:
  choose::Chains const& chains() const { return in_.gaps.built.chains; }

  std::vector<Supplier> suppliers(std::string const& lead) const {
    auto out = std::vector<Supplier>{};
    auto const take = [&](Record const& row, char const* from, char const* to) {
      auto const name = names_.of(row.text(from));
      if (row.text("relation") != "supplies" || names_.of(row.text(to)) != lead) { return; }
      auto const same = [&](Supplier const& s) { return s.name == name; };
      if (std::none_of(out.begin(), out.end(), same)) { out.push_back({name, cite(row, to)}); }
    };
    for (auto const& row : c_.book.all("links")) { take(row, "from_firm", "to"); }
    for (auto const& row : c_.book.all("relations")) { take(row, "enterprise", "target"); }
    return out;
  }

  // What was said it would bring, against the suppliers that books name; how far they stand.
  void add_pull_through(choose::Lead const& lead, Line& line) const {
    auto const name = names_.of(lead.name);
    auto const came = suppliers(name);
    for (auto const& figure : told_) {
      if (names_.of(figure.subject) == name && figure.unit == "count" &&
          figure.indicator.find("配套") != std::string::npos) {
        line << "；说法是" << figure.indicator << " " << figure;
      }
    }
    if (came.empty()) { return; }
    auto inputs = std::vector<Figure>{};
    auto local = std::size_t{0};
    auto words = std::vector<std::string>{};
    for (auto const& one : came) {
      inputs.push_back(one.said);
      local += here_.contains(one.name) ? 1 : 0;
      words.push_back(one.name + far(name, one.name));
    }
    line << "；账上写明给它供货的 "
         << c_.basis.derive({lead.name, "写明供货的企业数", static_cast<double>(came.size()),
                             "count", "企业关联和文件里写明给它供货的企业，去重", inputs, "家"})
         << "（" << joined(words, kNamesTold) << "），其中本地 "
         << c_.basis.derive({lead.name, "写明供货的本地企业数", static_cast<double>(local), "count",
                             "其中在本区的", inputs, "家"});
  }

  // 整零协同: how far a supplier's park is from the lead firm's, where both are on the map.
  std::string far(std::string const& a, std::string const& b) const {
    auto const x = park_of(a);
    auto const y = park_of(b);
    if (x == nullptr || y == nullptr) { return {}; }
    if (x == y) { return "，同园区"; }
    auto const lon_a = x->number("lon"), lat_a = x->number("lat");
    auto const lon_b = y->number("lon"), lat_b = y->number("lat");
    if (!lon_a || !lat_a || !lon_b || !lat_b) { return {}; }
    constexpr auto kDegree = std::numbers::pi / 180;
    constexpr auto kEarthKm = 6371.0;
    auto const h = std::pow(std::sin((*lat_b - *lat_a) * kDegree / 2), 2) +
                   std::cos(*lat_a * kDegree) * std::cos(*lat_b * kDegree) *
                       std::pow(std::sin((*lon_b - *lon_a) * kDegree / 2), 2);
    auto const km = 2 * kEarthKm * std::asin(std::sqrt(std::min(h, 1.0)));
    return "，园区相距约" + std::to_string(static_cast<int>(std::lround(km))) + "公里";
  }

  Record const* park_of(std::string const& firm) const {
    auto const* row = names_.row(firm);
    if (row == nullptr) { return nullptr; }
    auto const place = row->text("place");
    for (auto const& park : c_.book.all("parks")) {
      if (named(park, place)) { return &park; }
    }
    return nullptr;
  }

  Context const& c_;
  Sources const& s_;
  WhatInput const& in_;
  FirmNames const& names_;
  std::vector<Figure> told_;
  std::set<std::string> here_;
};

}  // namespace

void tell_coverage(Context const& context, Sources const& sources, WhatInput const& input,
                   Answer& answer) {
  auto const& built = input.gaps.built;
  for (auto const& coverage : choose::coverage_of(built, input.settings.options.gaps.thresholds)) {
    auto inputs = std::vector<Figure>{};
    for (auto const& node : built.chains.nodes) {
      if (node.chain != coverage.chain) { continue; }
      for (auto& figure : sources.of({node.mark})) { inputs.push_back(std::move(figure)); }
    }
    auto const count = [&](std::string name, std::size_t value) {
      return context.basis.derive({coverage.chain, std::move(name), static_cast<double>(value),
                                   "count", "按产业链台账逐环节计数", inputs, "个"});
    };
    auto const percent = [&](std::string name, double share, std::string formula) {
      return context.basis.derive(
          {coverage.chain, std::move(name), share * 100, "percent", std::move(formula), inputs});
    };
    auto const* tail = coverage.chain.ends_with("链") ? "：" : "链：";
    auto line = Line{coverage.chain + tail} << count("环节数", coverage.nodes) << "环节";
    for (auto const state :
         {choose::State::has, choose::State::weak, choose::State::missing, choose::State::broken}) {
      line << "，" << choose::title_of(state) << " "
           << count("状态为“" + std::string{choose::title_of(state)} + "”的环节",
                    coverage.by_state[static_cast<int>(state)]);
    }
    line << "，本地覆盖 " << percent("本地覆盖率", coverage.share, "（有 + 弱）÷ 环节数");
    auto const list = [&](char const* words, std::string const& name,
                          std::vector<std::size_t> const& nodes) {
      if (nodes.empty()) { return; }
      line << words << count(name, nodes.size()) << "（"
           << joined(products(built.chains, nodes), kNamesTold) << "）";
    };
    list("；单一来源 ", "只有一家本地企业的环节数", coverage.single_source);
    list("；单一集团 ", "本地企业同属一个集团的环节数", coverage.single_group);
    if (!coverage.top_group.empty()) {
      line << "；垂直整合：" << coverage.top_group << "占有企业的环节的 "
           << percent("垂直整合度", coverage.top_group_share,
                      coverage.top_group + "所在的环节 ÷ 有本地企业的环节");
    }
    answer.notes.push_back(std::move(line));
  }
}

void tell_pull(Context const& context, Sources const& sources, RegionFirms const& firms,
               WhatInput const& input, Answer& answer) {
  auto const& built = input.gaps.built;
  auto const leads = choose::leads_of(built);
  auto const pulls = choose::pull_of(built, leads, input.settings.options.gaps.thresholds);
  if (!pulls) { return; }
  auto const teller = LeadTeller{context, sources, firms, input};
  auto told = 0;
  for (auto const& pull : *pulls) {
    if (pull.unlocks == 0 || ++told > kLeadsTold) { break; }
    answer.notes.push_back(teller.line(leads[pull.lead], pull));
  }
}

}  // namespace chengjie::answer
