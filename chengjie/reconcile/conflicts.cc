#include "chengjie/reconcile/conflicts.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kKindNames = std::to_array<std::string_view>(
    {"different_values", "parts_against_whole", "implied_total", "stock_as_flow",
     "boundary_changed", "target_scope_changed", "money_mixed", "coverage_mixed",
     "growth_against_level", "ratio_out_of_range", "misplaced_point"});
constexpr auto kSeverityNames = std::to_array<std::string_view>({"note", "caution", "conflict"});

using Rule = Conflicts (*)(Books const&);
constexpr auto kRules =
    std::to_array<Rule>({different_values, parts_against_whole, implied_total, stock_as_flow,
                         boundary_changed, target_scope_changed, money_mixed, coverage_mixed,
                         growth_against_level, ratio_out_of_range, misplaced_point});

}  // namespace

std::string_view name_of(ConflictKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Severity severity) {
  return kSeverityNames[static_cast<std::size_t>(severity)];
}

void add_pairs(std::vector<std::size_t> const& group, Pairs& pairs) {
  for (auto i = std::size_t{0}; i != group.size(); ++i) {
    for (auto j = i + 1; j != group.size(); ++j) { pairs.emplace_back(group[i], group[j]); }
  }
}

Pairs all_pairs(std::size_t n) {
  auto all = std::vector<std::size_t>(n);
  std::iota(all.begin(), all.end(), std::size_t{0});
  auto pairs = Pairs{};
  add_pairs(all, pairs);
  return pairs;
}

void in_order(Pairs& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

std::vector<Conflict> find_conflicts(Input const& input, Options const& options) {
  auto const books = books_of(input, options);
  auto all = Conflicts{};
  for (auto const rule : kRules) {
    for (auto& conflict : rule(books)) { all.push_back(std::move(conflict)); }
  }
  auto order = std::vector<std::size_t>(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    return all[a].severity != all[b].severity ? all[a].severity > all[b].severity : a < b;
  });
  auto sorted = Conflicts{};
  for (auto const at : order) {
    if (sorted.size() < options.conflicts_max) { sorted.push_back(std::move(all[at])); }
  }
  return sorted;
}

}  // namespace chengjie::reconcile
