#include "chengjie/place/district_solve.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "chengjie/place/solvers.h"

namespace chengjie::place::district {
namespace {

constexpr auto kBranchItems = 60;
constexpr auto kBranchNodes = std::int64_t{200'000};
constexpr auto kScoutMoves = std::int64_t{200};  // by project, before a small district is branched
constexpr auto kWarmPasses = 60;

std::vector<double> prices_from(Input const& in, Model const& m, Kept const& kept) {
  auto of = std::map<std::tuple<std::string, std::string, int>, double>{};
  for (auto const& price : kept.prices) {
    of[{price.park, price.resource, price.year}] = price.points;
  }
  auto out = std::vector<double>(m.rows.size(), 0.0);
  for (auto k = std::size_t{0}; k != m.rows.size(); ++k) {
    auto const& group = m.groups[m.rows[k].group];
    auto const found = of.find(
        {in.parks[group.park].id, in.resources[group.resource].id, m.years[m.rows[k].year]});
    if (found == of.end()) { continue; }
    out[k] = found->second * m.worth_scale / m.scale[group.resource];
  }
  return out;
}

std::vector<int> start_from(Input const& in, Model const& m, Kept const& kept) {
  auto at = std::map<std::string, std::size_t>{};
  for (auto k = std::size_t{0}; k != kept.stands.size(); ++k) { at[kept.stands[k].project] = k; }
  auto out = std::vector<int>(m.items, -1);
  for (auto j = 0; j != m.items; ++j) {
    auto const found = at.find(in.projects[j].id);
    if (found == at.end()) { continue; }
    auto const k = found->second;
    for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
      auto const& choice = m.choices[c];
      auto const second = choice.second < 0 ? std::string{} : in.parks[choice.second].id;
      if (in.parks[choice.site].id != kept.stands[k].park || second != kept.seconds[k]) {
        continue;
      }
      // The same year, or the last one before it that the input still tells apart.
      if (out[j] < 0 || m.years[choice.year] <= kept.years[k]) { out[j] = c; }
    }
  }
  return out;
}

// Where a Problem can say it all, the solvers of problems are the better searches.
std::optional<Found> solve_plainly(Model const& m, Options const& options) {
  auto const problem = plain_problem(m);
  if (!problem || m.items == 0) { return std::nullopt; }
  auto const got = solve_best(*problem, options);
  if (!got) { return std::nullopt; }
  auto const top = top_of(m);
  auto const most = std::accumulate(top.begin(), top.end(), std::int64_t{0});
  auto out = Found{};
  out.stop = got->stop;
  out.bound = most - got->bound.value_or(0);
  if (!got->value) { return out; }
  out.value = most - *got->value;
  out.choices.assign(m.items, -1);
  for (auto j = 0; j != m.items; ++j) {
    for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
      if (m.choices[c].site == got->site_of[j]) { out.choices[j] = c; }
    }
  }
  return out;
}

}  // namespace

double points_of(Model const& m, std::int64_t value) {
  return static_cast<double>(value) / m.worth_scale;
}

namespace {

// Whether the capacities together hold every project at its least need; else some must stay out.
bool holds_all(Model const& m) {
  auto const resources = m.scale.size();
  auto spare = std::vector<double>(resources);
  for (auto const& group : m.groups) {
    auto most = std::int64_t{0};
    for (auto r = group.first; r != group.last; ++r) {
      most = std::max(most, m.rows[static_cast<std::size_t>(r)].capacity);
    }
    spare[static_cast<std::size_t>(group.resource)] += static_cast<double>(most + group.most);
  }
  for (auto j = 0; j != m.items; ++j) {
    auto least = std::vector<double>(resources, std::numeric_limits<double>::infinity());
    for (auto c = m.first[static_cast<std::size_t>(j)];
         c != m.first[static_cast<std::size_t>(j) + 1]; ++c) {
      auto used = std::vector<double>(resources);
      for (auto u = m.choices[static_cast<std::size_t>(c)].first_use; u != m.uses_end(c); ++u) {
        auto const& use = m.uses[static_cast<std::size_t>(u)];
        auto const group = m.rows[static_cast<std::size_t>(use.row)].group;
        auto const of = m.groups[static_cast<std::size_t>(group)].resource;
        auto& amount = used[static_cast<std::size_t>(of)];
        amount = std::max(amount, static_cast<double>(use.amount));
      }
      for (auto r = std::size_t{0}; r != resources; ++r) { least[r] = std::min(least[r], used[r]); }
    }
    for (auto r = std::size_t{0}; r != resources; ++r) {
      if (std::isfinite(least[r])) { spare[r] -= least[r]; }
    }
  }
  return std::all_of(spare.begin(), spare.end(), [](double s) { return s >= 0.0; });
}

}  // namespace

bool plainly_better(Model const& m) { return m.items <= kBranchItems || holds_all(m); }

Solved solve_model(Input const& in, Model const& m, Options const& options, int passes,
                   Kept const* kept) {
  auto out = Solved{};
  auto priced = RowPriceOptions{};
  auto start = std::vector<double>{};
  auto stands = std::vector<int>{};
  priced.passes = passes;
  if (kept != nullptr) {
    start = prices_from(in, m, *kept);
    stands = start_from(in, m, *kept);
    priced.start = start;
    priced.passes = std::min(passes, kWarmPasses);
  } else if (auto plain = plainly_better(m) ? solve_plainly(m, options) : std::nullopt) {
    priced.known = plain->choices.empty() ? std::nullopt : std::optional{plain->value};
    out.prices = find_row_prices(m, priced);
    out.prices.bound = std::min(out.prices.bound, plain->bound);
    out.found = std::move(*plain);
    out.found.bound = out.prices.bound;
    if (out.found.stop == Stop::proved_best || out.found.stop == Stop::infeasible) { return out; }
    // With many resources the walk betters in the same time what the other search found.
    out.found = search_plan(m, out.prices, out.found.choices, options);
    return out;
  }
  out.prices = find_row_prices(m, priced);
  auto scout = options;
  auto const small = m.items <= kBranchItems;
  if (small) { scout.moves = std::min(options.moves, kScoutMoves * m.items); }
  out.found = search_plan(m, out.prices, stands, scout);
  if (small && out.found.stop != Stop::proved_best) {
    auto const nodes = std::min(kBranchNodes, 4 * options.moves);
    out.found = branch_plan(m, out.prices, std::move(out.found), nodes, options);
    if (out.found.stop == Stop::moves_spent && options.moves > scout.moves) {
      auto rest = options;
      rest.moves -= scout.moves;
      rest.seed += 1;
      out.found = search_plan(m, out.prices, out.found.choices, rest);
    }
  }
  return out;
}

Kept kept_of(Input const& in, Model const& m, Solved const& solved) {
  auto out = Kept{};
  for (auto k = std::size_t{0}; k != m.rows.size(); ++k) {
    auto const& group = m.groups[m.rows[k].group];
    if (solved.prices.of[k] <= 0.0) { continue; }
    out.prices.push_back({in.parks[group.park].id, in.resources[group.resource].id,
                          m.years[m.rows[k].year],
                          solved.prices.of[k] * m.scale[group.resource] / m.worth_scale});
  }
  for (auto j = 0; j != m.items; ++j) {
    auto const c = solved.found.choices[j];
    if (c < 0) { continue; }
    auto const& choice = m.choices[c];
    out.stands.push_back({in.projects[j].id, in.parks[choice.site].id});
    out.years.push_back(m.years[choice.year]);
    out.seconds.push_back(choice.second < 0 ? "" : in.parks[choice.second].id);
  }
  return out;
}

}  // namespace chengjie::place::district
