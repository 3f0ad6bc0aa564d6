#include "chengjie/place/district.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "chengjie/place/district_model.h"
#include "chengjie/place/prices.h"
#include "chengjie/place/solvers.h"

namespace chengjie::place::district {
namespace {

double points_of(Model const& model, std::int64_t cost) {
  auto top = 0.0;
  for (auto const points : model.top) { top += points; }
  return top - static_cast<double>(cost) / model.worth_scale;
}

struct Step {
  double amount{};
  std::string project;
};

// The least extra of one resource at one park that would let in a project that stands nowhere, or
// stands where it is worth less, all its other needs being met there.
std::optional<Step> step_of(Plan const& plan, Input const& input, std::string const& park,
                            std::string const& resource) {
  auto best = std::optional<Step>{};
  for (auto j = std::size_t{0}; j != plan.decisions.size(); ++j) {
    for (auto const& other : plan.decisions[j].others) {
      if (other.park != park || other.resource != resource || plan.decisions[j].fixed) { continue; }
      if (!best || other.short_by < best->amount) {
        best = Step{other.short_by, input.projects[j].id};
      }
    }
  }
  return best;
}

// The plan's points with that much more of one resource at one park.
std::optional<std::pair<double, bool>> points_with(Input input, std::size_t park,
                                                   std::size_t resource, double more,
                                                   Options const& options) {
  *input.parks[park].capacity[resource] += more;
  auto const model = model_of(input);
  if (!model) { return std::nullopt; }
  auto const got = solve_best(model->problem, options);
  if (!got || !got->value) { return std::nullopt; }
  return std::pair{points_of(*model, *got->value), got->stop == Stop::proved_best};
}

std::vector<CapacityPrice> all_prices(Input const& input, Model const& model, Plan const& plan,
                                      std::vector<std::int32_t> const& park_of) {
  auto const& p = model.problem;
  auto const relaxed = find_prices(p, {});
  auto load = std::vector<std::int64_t>(p.capacity.size(), 0);
  for (auto j = 0; j != p.items; ++j) {
    if (park_of[j] < 0) { continue; }
    auto const arc = p.arc_of(j, park_of[j]);
    for (auto r = 0; r != p.resources; ++r) {
      load[static_cast<std::size_t>(park_of[j]) * p.resources + r] += p.use_of(arc, r);
    }
  }
  auto out = std::vector<CapacityPrice>{};
  for (auto i = 0; i != p.sites; ++i) {
    for (auto r = 0; r != p.resources; ++r) {
      auto const row = static_cast<std::size_t>(i) * p.resources + r;
      if (p.capacity[row] == kUnlimited) { continue; }
      auto price = CapacityPrice{};
      price.park = input.parks[i].id;
      price.resource = input.resources[r].id;
      price.used = static_cast<double>(load[row]) / model.scale[r];
      price.capacity = static_cast<double>(p.capacity[row]) / model.scale[r];
      price.price = relaxed.of[row] * model.scale[r] / model.worth_scale;
      if (auto const step = step_of(plan, input, price.park, price.resource)) {
        price.step = step->amount;
        price.step_project = step->project;
      }
      if (price.price > 1e-9 || price.step) { out.push_back(price); }
    }
  }
  // Dearest first: what the whole capacity costs, so that mu and kilowatts compare.
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
    return a.price * a.capacity > b.price * b.capacity;
  });
  return out;
}

template <class Rows>
std::size_t index_of(Rows const& rows, std::string const& id) {
  auto k = std::size_t{0};
  while (rows[k].id != id) { ++k; }
  return k;
}

void verify(CapacityPrice& price, Input const& input, Plan const& plan, Options const& options) {
  auto const park = index_of(input.parks, price.park);
  auto const resource = index_of(input.resources, price.resource);
  auto const best = plan.stop == Stop::proved_best;
  auto const gain = [&](double points) { return std::max(0.0, points - plan.points); };
  if (auto const got = points_with(input, park, resource, 1.0, options)) {
    price.gain_of_one = gain(got->first);
    price.proved = best && got->second;
  }
  if (!price.step) { return; }
  if (auto const got = points_with(input, park, resource, *price.step, options)) {
    price.gain_of_step = gain(got->first);
    price.proved = price.proved && got->second;
  }
}

}  // namespace

Result<Plan> place_projects(Input const& input, DistrictOptions const& options) {
  auto const model = model_of(input);
  if (!model) { return model.error(); }
  auto const got = solve_best(model->problem, options.solve);
  if (!got) { return got.error(); }
  if (!got->value) {
    return Error{Code::infeasible, "已固定的项目放不下，没有可行方案", "", "请放宽固定或核对容量"};
  }
  auto plan = Plan{};
  plan.stop = got->stop;
  plan.points = points_of(*model, *got->value);
  plan.points_bound = points_of(*model, got->bound.value_or(0));
  if (plan.points_bound != 0.0) {
    plan.gap = (plan.points_bound - plan.points) / std::abs(plan.points_bound);
  }
  plan.lacks = model->lacks;
  plan.notes = model->notes;
  plan.decisions = explain(input, *model, got->site_of);
  plan.prices = all_prices(input, *model, plan, got->site_of);
  auto again = options.solve;
  again.moves = options.price_moves;
  again.target.reset();
  for (auto k = std::size_t{0}; k != plan.prices.size(); ++k) {
    if (k == static_cast<std::size_t>(std::max(0, options.prices_max))) { break; }
    verify(plan.prices[k], input, plan, again);
  }
  return plan;
}

std::vector<Move> moves_between(Plan const& before, Plan const& after) {
  auto was = std::map<std::string, std::string>{};
  for (auto const& decision : before.decisions) { was[decision.project] = decision.park; }
  auto out = std::vector<Move>{};
  for (auto const& decision : after.decisions) {
    auto const old = was.find(decision.project);
    auto const from = old == was.end() ? std::string{} : old->second;
    if (from != decision.park) { out.push_back({decision.project, from, decision.park}); }
    if (old != was.end()) { was.erase(old); }
  }
  for (auto const& [project, park] : was) {
    if (!park.empty()) { out.push_back({project, park, ""}); }
  }
  return out;
}

}  // namespace chengjie::place::district
