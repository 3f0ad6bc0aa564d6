#include "chengjie/place/district.h"

#include <cmath>
#include <map>
#include <numeric>

#include "chengjie/place/district_explain.h"
#include "chengjie/place/district_plain.h"
#include "chengjie/place/district_prices.h"
#include "chengjie/place/district_shift.h"
#include "chengjie/place/district_solve.h"

namespace chengjie::place::district {
namespace {

// Beyond so many pairs of project and site only the one asked about is tried elsewhere.
constexpr auto kDisplacedMost = std::size_t{4'000};
constexpr auto kPolishMost = 2'000;  // shifts after a search that did not prove its plan best

// Every plan passes through the plain version before anyone sees it.
void judge_plan(Ground const& g, Model const& m, Found const& found) {
  auto plan = std::vector<Standing>(m.items);
  for (auto j = 0; j != m.items; ++j) {
    auto const c = found.choices[j];
    if (c < 0) { continue; }
    plan[j] = {m.choices[c].site, m.choices[c].second, m.years[m.choices[c].year]};
  }
  auto const points = plain_points(g, plan);
  CJ_CHECK(points);
  auto const error = 1e-6 * (1.0 + std::abs(*points)) + 2.0 * (m.items + 1) / m.worth_scale;
  CJ_CHECK(std::abs(*points - points_of(m, found.value)) <= error);
}

// A plan that no shift betters: what is tried from it is then worth what it gains.
void polish(State& state, Found& found) {
  auto sites = std::vector<int>(state.model().sites);
  std::iota(sites.begin(), sites.end(), 0);
  settle_by_shifts(state, std::move(sites), kPolishMost);
  found.choices = state.choices();
  found.value = state.value();
}

std::string prices_note(std::size_t all, std::size_t again) {
  auto out = "有约束的容量 " + std::to_string(all) + " 处，“多一点值多少”都核验过：";
  if (again > 0) { out += std::to_string(again) + " 处重新求解"; }
  if (again > 0 && again < all) { out += "，"; }
  if (again < all) { out += std::to_string(all - again) + " 处逐个项目试挪"; }
  return out;
}

std::vector<Part> shared_parts(State const& state) {
  auto const& m = state.model();
  auto pairs = std::int64_t{0};
  for (auto j = 0; j != m.items; ++j) { pairs += state.pair_points(j); }
  auto extended = 0.0;
  for (auto k = 0; k != static_cast<int>(m.groups.size()); ++k) {
    extended += static_cast<double>(state.over(k)) * m.groups[k].price;
  }
  auto out = std::vector<Part>{};
  auto const add = [&](char const* name, double points) {
    if (points != 0.0) { out.push_back({name, points / m.worth_scale}); }
  };
  add("上下游就近", 0.5 * static_cast<double>(pairs));
  add("扩容的代价", -extended);
  add("同质重复的代价", -static_cast<double>(state.segment_cost()));
  return out;
}

}  // namespace

Result<Plan> place_projects(Input const& input, DistrictOptions const& options, Kept const* kept) {
  auto const model = model_of(input);
  if (!model) { return model.error(); }
  if (auto const done = check_pins(input, *model); !done) { return done.error(); }
  auto const ground = Ground::of(input);
  if (!ground) { return ground.error(); }
  auto solved = solve_model(input, *model, options.solve, options.passes, kept);
  if (solved.found.choices.empty() && model->items > 0) { return pins_contradict(input, *model); }
  auto state = State{*model};
  state.set(solved.found.choices);
  if (solved.found.stop != Stop::proved_best) { polish(state, solved.found); }
  judge_plan(*ground, *model, solved.found);
  auto plan = Plan{};
  plan.stop = solved.found.stop;
  plan.points = points_of(*model, solved.found.value);
  plan.points_bound = points_of(*model, solved.found.bound);
  plan.bound_with_pairs = model->has_pairs() && plan.stop != Stop::proved_best;
  if (plan.points_bound != 0.0) {
    plan.gap = (plan.points_bound - plan.points) / std::abs(plan.points_bound);
  }
  plan.parts = shared_parts(state);
  plan.lacks = model->lacks;
  plan.notes = model->notes;
  auto const small = input.projects.size() * input.parks.size() <= kDisplacedMost;
  plan.decisions = explain(*ground, state, {options.project, small || !options.project.empty()});
  plan.kept = kept_of(input, *model, solved);
  plan.prices = capacity_prices(*ground, state, solved.prices, plan.decisions);
  if (options.prices_max > 0 && !plan.prices.empty()) {
    auto const again = verify_prices(*ground, state, solved.prices, plan, options);
    plan.notes.push_back(prices_note(plan.prices.size(), static_cast<std::size_t>(again)));
  }
  return plan;
}

std::vector<Move> moves_between(Plan const& before, Plan const& after) {
  auto was = std::map<std::string, Decision const*>{};
  for (auto const& decision : before.decisions) { was[decision.project] = &decision; }
  auto out = std::vector<Move>{};
  for (auto const& decision : after.decisions) {
    auto const old = was.find(decision.project);
    auto const known = old != was.end();
    auto const from = known ? old->second->park : std::string{};
    auto const year = known && !from.empty() ? old->second->year : 0;
    auto const second = known ? old->second->second : std::string{};
    if (from != decision.park || year != decision.year || second != decision.second) {
      out.push_back({decision.project, from, decision.park, year, decision.year});
    }
    if (known) { was.erase(old); }
  }
  for (auto const& [project, decision] : was) {
    if (!decision->park.empty()) {
      out.push_back({project, decision->park, "", decision->year, 0});
    }
  }
  return out;
}

}  // namespace chengjie::place::district
