#include "chengjie/choose/clusters.h"

#include <algorithm>
#include <map>

namespace chengjie::choose {
namespace {

constexpr auto kMarksMax = std::size_t{12};

// By cluster, in the order of names; of several prefixes of one cluster the longest counts.
std::map<std::string, double> shares_of(Member const& firm, std::vector<Membership> const& all) {
  auto best = std::map<std::string, Membership const*>{};
  for (auto const& one : all) {
    if (firm.code.empty() || one.code.empty() || !firm.code.starts_with(one.code)) { continue; }
    auto& at = best[one.cluster];
    if (at == nullptr || one.code.size() > at->code.size()) { at = &one; }
  }
  auto shares = std::map<std::string, double>{};
  for (auto const& [cluster, one] : best) {
    if (one->share > 0) { shares[cluster] = std::min(one->share, 1.0); }
  }
  for (auto const& cluster : firm.named) { shares[cluster] = 1; }
  return shares;
}

}  // namespace

Clusters clusters_of(std::vector<std::string> const& clusters,
                     std::vector<Membership> const& memberships,
                     std::vector<Member> const& members) {
  auto out = Clusters{};
  auto at = std::map<std::string, std::size_t>{};
  for (auto const& cluster : clusters) {
    if (at.emplace(cluster, out.sums.size()).second) { out.sums.push_back({cluster, 0, 0, 0, {}}); }
  }
  auto pairs = std::map<std::pair<std::string, std::string>, ClusterOverlap>{};
  for (auto const& firm : members) {
    auto shares = shares_of(firm, memberships);
    std::erase_if(shares, [&](auto const& one) { return !at.contains(one.first); });
    auto total = 0.0;
    for (auto const& [cluster, share] : shares) { total += share; }
    out.outside += shares.empty() ? 1 : 0;
    if (!shares.empty()) { out.net_cny += firm.output_cny * std::min(total, 1.0); }
    for (auto one = shares.begin(); one != shares.end(); ++one) {
      auto& sum = out.sums[at.at(one->first)];
      ++sum.firms;
      sum.gross_cny += firm.output_cny;
      sum.net_cny += firm.output_cny * one->second / std::max(total, 1.0);
      if (firm.output_cny > 0 && sum.marks.size() < kMarksMax) { sum.marks.push_back(firm.mark); }
      for (auto other = std::next(one); other != shares.end(); ++other) {
        auto& pair = pairs[{one->first, other->first}];
        pair.a = one->first;
        pair.b = other->first;
        ++pair.firms;
        pair.output_cny += firm.output_cny;
      }
    }
  }
  for (auto const& sum : out.sums) { out.gross_cny += sum.gross_cny; }
  for (auto& [key, pair] : pairs) { out.overlaps.push_back(std::move(pair)); }
  std::stable_sort(out.overlaps.begin(), out.overlaps.end(), [](auto const& a, auto const& b) {
    return a.output_cny != b.output_cny ? a.output_cny > b.output_cny : a.firms > b.firms;
  });
  return out;
}

}  // namespace chengjie::choose
