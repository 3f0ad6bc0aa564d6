#include "chengjie/choose/pull.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "chengjie/choose/wants.h"

namespace chengjie::choose {
namespace {

void sort_into(Pull& pull, Chains const& chains, std::size_t n, Thresholds const& thresholds) {
  auto const& node = chains.nodes[n];
  auto const state = judge(node, thresholds).state;
  pull.unlocks += state == State::missing || state == State::broken ? 1 : 0;
  auto& list = !node.local.empty()     ? pull.present
               : !node.city.empty()    ? pull.city
               : !node.outside.empty() ? pull.outside
                                       : pull.nobody;
  list.push_back(n);
}

std::string reason_of(Pull const& pull, Lead const& lead) {
  auto const all =
      pull.present.size() + pull.city.size() + pull.outside.size() + pull.nobody.size();
  if (all == 0) { return lead.name + "：链上没有写明它的上游环节。"; }
  return lead.name + "的上游共 " + std::to_string(all) + " 个环节：本地有 " +
         std::to_string(pull.present.size()) + " 个，仅市内有 " + std::to_string(pull.city.size()) +
         " 个，仅市外有 " + std::to_string(pull.outside.size()) + " 个，未见供应商 " +
         std::to_string(pull.nobody.size()) + " 个；可为 " + std::to_string(pull.unlocks) +
         " 个缺、断环节带来订单。";
}

}  // namespace

Result<std::vector<Pull>> pull_of(Built const& built, std::vector<Lead> const& leads,
                                  Thresholds const& thresholds) {
  auto const& chains = built.chains;
  auto const sound = check(chains);
  if (!sound) { return sound.error(); }
  auto out = std::vector<Pull>{};
  for (auto i = std::size_t{0}; i != leads.size(); ++i) {
    auto up = std::set<std::size_t>{};
    for (auto const n : leads[i].nodes) {
      if (n >= chains.nodes.size()) {
        return Error{Code::bad_input, "链主“" + leads[i].name + "”指向不存在的环节", leads[i].mark,
                     "先补上该环节"};
      }
      for (auto const at : upstream(chains, n)) { up.insert(at); }
    }
    for (auto const n : leads[i].nodes) { up.erase(n); }
    auto pull = Pull{};
    pull.lead = i;
    for (auto const n : up) {
      if (!built.junction[n]) { sort_into(pull, chains, n, thresholds); }
    }
    auto const all =
        pull.present.size() + pull.city.size() + pull.outside.size() + pull.nobody.size();
    pull.local_share =
        all == 0 ? 0 : static_cast<double>(pull.present.size()) / static_cast<double>(all);
    pull.reason = reason_of(pull, leads[i]);
    out.push_back(std::move(pull));
  }
  std::sort(out.begin(), out.end(), [&](Pull const& a, Pull const& b) {
    if (a.unlocks != b.unlocks) { return a.unlocks > b.unlocks; }
    return std::tie(leads[a.lead].name, a.lead) < std::tie(leads[b.lead].name, b.lead);
  });
  return out;
}

std::vector<Lead> leads_of(Built const& built) {
  auto const& chains = built.chains;
  auto feeds = std::vector<bool>(chains.nodes.size());
  auto fed = std::vector<bool>(chains.nodes.size());
  for (auto const& edge : chains.edges) {
    if (!built.junction[edge.to]) { feeds[edge.from] = true; }
    fed[edge.to] = true;
  }
  auto by_name = std::map<std::string, Lead>{};
  for (auto n = std::size_t{0}; n != chains.nodes.size(); ++n) {
    if (feeds[n] || !fed[n]) { continue; }
    for (auto const& firm : chains.nodes[n].local) {
      auto& lead = by_name[firm.name];
      lead.name = firm.name;
      lead.local = true;
      lead.mark = firm.mark;
      lead.nodes.push_back(n);
    }
  }
  auto out = std::vector<Lead>{};
  for (auto& [name, lead] : by_name) { out.push_back(std::move(lead)); }
  return out;
}

std::vector<Overlap> overlap_of(std::vector<Declared> const& parks, double least) {
  auto out = std::vector<Overlap>{};
  for (auto a = std::size_t{0}; a != parks.size(); ++a) {
    for (auto b = a + 1; b != parks.size(); ++b) {
      auto overlap = Overlap{.a = a, .b = b, .share = 0, .same = {}};
      auto taken = std::set<std::string>{};
      for (auto const& x : parks[a].segments) {
        for (auto const& y : parks[b].segments) {
          if (name_closeness(x, y) < least || !taken.insert(y).second) { continue; }
          overlap.same.emplace_back(x, y);
          break;
        }
      }
      auto const smaller = std::min(parks[a].segments.size(), parks[b].segments.size());
      overlap.share = smaller == 0
                          ? 0
                          : static_cast<double>(overlap.same.size()) / static_cast<double>(smaller);
      out.push_back(std::move(overlap));
    }
  }
  return out;
}

}  // namespace chengjie::choose
