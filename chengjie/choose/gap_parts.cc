#include "chengjie/choose/gap_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/base/check.h"

namespace chengjie::choose {
namespace {

constexpr auto kGroupDigits = std::size_t{3};  // 中类: the same machines and trades
constexpr auto kMarksMax = std::size_t{6};

constexpr auto kNames = std::to_array<WeightName>({
    {"downstream_firms", "下游企业", "worth", &GapWeights::downstream_firms},
    {"downstream_output", "下游产值", "worth", &GapWeights::downstream_output},
    {"demand", "外购需求", "worth", &GapWeights::demand},
    {"value_added", "增加值率", "worth", &GapWeights::value_added},
    {"complexity", "复杂度", "worth", &GapWeights::complexity},
    {"wanted", "承接方向", "worth", &GapWeights::wanted},
    {"key", "关键环节", "worth", &GapWeights::key},
    {"severity", "缺口程度", "worth", &GapWeights::severity},
    {"reach", "产业接近度", "reach", &GapWeights::reach},
    {"skills", "同类企业", "reach", &GapWeights::skills},
    {"room", "承载", "reach", &GapWeights::room},
    {"city", "市内可引", "pull", &GapWeights::city},
    {"who", "候选企业", "pull", &GapWeights::who},
});

double severity_of(State state) {
  switch (state) {
    case State::broken:
      return 1;
    case State::missing:
      return 0.8;
    case State::weak:
      return 0.4;
    case State::has:
      break;
  }
  return 0;
}

std::string yi_text(double cny) {
  auto const tenths = static_cast<long long>(std::llround(cny / 1e7));
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " 亿元";
}

std::string percent_text(double share) {
  return std::to_string(static_cast<int>(std::lround(share * 100))) + "%";
}

// Large counts should not drown the rest: log(1+n) against the largest.
double scaled(double value, double most) {
  return most > 0 ? std::log1p(value) / std::log1p(most) : 0;
}

// A part before it has its name and weight.
Part point(double value, std::string reason, std::vector<std::string> marks = {}) {
  return {{}, {}, 0, std::clamp(value, 0.0, 1.0), std::move(reason), std::move(marks), {}};
}

Part firms_part(Hanging const& hanging, double most) {
  if (hanging.nodes.empty()) { return point(0, "链上没有写明哪个环节用它。"); }
  return point(scaled(static_cast<double>(hanging.firms), most),
               "下游 " + std::to_string(hanging.nodes.size()) + " 个环节有 " +
                   std::to_string(hanging.firms) + " 家本地企业要用它。",
               hanging.marks);
}

Part output_part(Hanging const& hanging, double most) {
  if (hanging.output_known == 0) { return point(0, "下游企业的产值未载，此项按 0 计。"); }
  return point(most > 0 ? hanging.output_cny / most : 0,
               "下游 " + std::to_string(hanging.output_known) + " 家载有产值的企业年产值合计 " +
                   yi_text(hanging.output_cny) + "。",
               hanging.marks);
}

Closeness const* of_code(std::vector<Closeness> const& all, std::string const& code) {
  auto const* best = static_cast<Closeness const*>(nullptr);
  for (auto const& one : all) {
    if (!one.code.empty() && code.starts_with(one.code) &&
        (best == nullptr || one.code.size() > best->code.size())) {
      best = &one;
    }
  }
  return best;
}

Part city_part(Node const& node) {
  if (node.city.empty()) { return point(0, "市内没有已知企业可就近引来。"); }
  auto marks = std::vector<std::string>{};
  for (auto const& firm : node.city) { marks.push_back(firm.mark); }
  return point(1,
               "市内有 " + node.city.front().name + " 等 " + std::to_string(node.city.size()) +
                   " 家可就近引来。",
               std::move(marks));
}

}  // namespace

std::span<WeightName const> weight_names() { return kNames; }

std::optional<double> bought_outside(Node const& node) {
  if (!(node.demand_cny > 0)) { return std::nullopt; }
  if (node.local_rate) { return node.demand_cny * (1 - *node.local_rate); }
  if (node.local.empty()) { return node.demand_cny; }
  return std::nullopt;  // some is made here, nobody says how much
}

void Most::take(Hanging const& hanging, Node const& node) {
  firms = std::max(firms, static_cast<double>(hanging.firms));
  output_cny = std::max(output_cny, hanging.output_cny);
  outside_cny = std::max(outside_cny, bought_outside(node).value_or(0));
}

PartsOfGaps::PartsOfGaps(GapInput const& input, GapOptions const& options, Most const& most)
    : in_(input), options_(options), most_(most) {
  auto const take = [&](std::string const& code, std::string const& name, std::string const& mark) {
    if (code.size() >= kGroupDigits) { kin_[code.substr(0, kGroupDigits)].emplace(name, mark); }
  };
  for (auto const& firm : in_.firms) { take(firm.industry_code, firm.name, firm.mark); }
  for (auto const& node : in_.built.chains.nodes) {
    for (auto const& firm : node.local) { take(node.industry_code, firm.name, firm.mark); }
  }
  CJ_CHECK(in_.room.empty() || in_.room.size() == in_.built.chains.nodes.size());
}

Part PartsOfGaps::demand(Node const& node) const {
  auto const outside = bought_outside(node);
  if (!outside) {
    return point(0, node.demand_cny > 0 ? "载有年需求而没有本地配套率，外购多少未知，此项按 0 计。"
                                        : "本地年需求未载，此项按 0 计。");
  }
  return point(scaled(*outside / 1e8, most_.outside_cny / 1e8),
               "本地每年外购 " + yi_text(*outside) + "。", {node.demand_mark});
}

Part PartsOfGaps::by_industry(std::vector<Closeness> const& all, Node const& node,
                              std::string_view unknown, std::string_view said) const {
  auto const* one = of_code(all, node.industry_code);
  if (one == nullptr) { return point(0, std::string{unknown}); }
  return point(one->value,
               "行业 " + one->code + " " + std::string{said} + percent_text(one->value) + "。",
               {one->mark});
}

Part PartsOfGaps::wanted(std::vector<Match> const& matches) const {
  if (matches.empty()) { return point(0, "没有承接方向点名它。"); }
  auto reason = std::string{};
  auto marks = std::vector<std::string>{};
  for (auto const& match : matches) {
    reason += (reason.empty() ? "" : "；") + match.reason;
    marks.push_back(in_.wants[match.want].mark);
    if (marks.size() == 3) { break; }
  }
  return point(matches.front().closeness, reason + "。", std::move(marks));
}

Part PartsOfGaps::skills(Node const& node) const {
  if (node.industry_code.size() < kGroupDigits) {
    return point(0, "该环节没有行业代码，本地有无同类企业未知。");
  }
  auto const group = node.industry_code.substr(0, kGroupDigits);
  auto const at = kin_.find(group);
  if (at == kin_.end()) { return point(0, "本地没有已知的行业 " + group + " 企业。"); }
  auto marks = std::vector<std::string>{};
  for (auto const& [name, mark] : at->second) {
    if (marks.size() < kMarksMax && !mark.empty()) { marks.push_back(mark); }
  }
  auto const count = at->second.size();
  return point(1 - std::pow(0.5, static_cast<double>(count)),
               "本地有行业 " + group + " 企业 " + std::to_string(count) + " 家，工人和工艺相通。",
               std::move(marks));
}

Part PartsOfGaps::room(std::size_t node) const {
  if (in_.room.empty()) { return point(0, "没有园区台账，有无承载空间未知。"); }
  return point(in_.room[node].value, in_.room[node].reason, in_.room[node].marks);
}

Part PartsOfGaps::who(Gap const& gap) const {
  if (gap.who.empty()) { return point(0, "没有已知的候选企业。"); }
  auto const& w = options_.who;
  auto const most = w.fit + w.scale + w.signs + w.orders + w.near;
  auto marks = std::vector<std::string>{};
  for (auto const& part : gap.who.front().parts) {
    for (auto const& mark : part.marks) {
      if (marks.size() < kMarksMax) { marks.push_back(mark); }
    }
  }
  return point(most > 0 ? gap.who.front().score / most : 0,
               "候选 " + std::to_string(gap.who.size()) + " 家，首位 " +
                   in_.candidates[gap.who.front().candidate].name + "。",
               std::move(marks));
}

std::vector<Part> PartsOfGaps::of(Gap const& gap, Hanging const& hanging) const {
  auto const& node = in_.built.chains.nodes[gap.node];
  auto parts = std::vector<Part>{
      firms_part(hanging, most_.firms),
      output_part(hanging, most_.output_cny),
      demand(node),
      by_industry(in_.value_added, node, "没有该行业的增加值率，此项按 0 计。",
                  "的增加值率在各行业中为最高者的"),
      by_industry(in_.complexity, node, "没有地区行业表，复杂度未知，此项按 0 计。",
                  "的复杂度高于其他行业的"),
      wanted(gap.wants),
      point(node.key ? 1 : 0, node.key ? "台账列为关键环节。" : "台账未列为关键环节。",
            {node.mark}),
      point(severity_of(gap.judged.state), gap.judged.reason, {node.mark}),
      by_industry(in_.closeness, node, "没有该行业的接近度数据，此项按 0 计。",
                  "与本地现有产业的接近度为 "),
      skills(node),
      room(gap.node),
      city_part(node),
      who(gap)};
  CJ_CHECK(parts.size() == kNames.size());
  for (auto i = std::size_t{0}; i != parts.size(); ++i) {
    parts[i].name = kNames[i].name;
    parts[i].title = kNames[i].title;
    parts[i].group = kNames[i].group;
    parts[i].weight = options_.weights.*kNames[i].of;
    std::erase(parts[i].marks, "");
  }
  return parts;
}

}  // namespace chengjie::choose
