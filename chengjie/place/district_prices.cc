#include "chengjie/place/district_prices.h"

#include <algorithm>

#include "chengjie/place/district_solve.h"

namespace chengjie::place::district {
namespace {

struct Step {
  double amount{};
  std::string project;
};

// The least extra of one resource at one park that would let in a project that stands nowhere, or
// stands where it is worth less, all its other needs being met there.
std::optional<Step> step_of(std::vector<Decision> const& decisions, std::string const& park,
                            std::string const& resource) {
  auto best = std::optional<Step>{};
  auto const see = [&](Decision const& decision, NotThere const& why) {
    if (why.at != park || why.resource != resource || why.short_by <= 0.0) { return; }
    if (!best || why.short_by < best->amount) { best = Step{why.short_by, decision.project}; }
  };
  for (auto const& decision : decisions) {
    if (decision.fixed) { continue; }
    for (auto const& other : decision.others) { see(decision, other); }
    if (decision.sooner) { see(decision, *decision.sooner); }
  }
  return best;
}

// The plan's points with that much more of one resource at one park, in every year.
std::optional<std::pair<double, bool>> points_with(Input input, int park, int resource, double more,
                                                   Plan const& plan, DistrictOptions const& how) {
  auto& at = input.parks[park];
  auto const index = static_cast<std::size_t>(resource);
  if (index < at.capacity.size() && at.capacity[index]) { *at.capacity[index] += more; }
  for (auto& row : at.arrivals) {
    if (row.resource == input.resources[resource].id) { row.capacity += more; }
  }
  auto const model = model_of(input);
  if (!model) { return std::nullopt; }
  auto options = how.solve;
  options.moves = how.price_moves;
  options.target.reset();
  auto const got = solve_model(input, *model, options, how.passes, &plan.kept).found;
  if (got.choices.empty() && model->items > 0) { return std::nullopt; }
  return std::pair{points_of(*model, got.value), got.stop == Stop::proved_best};
}

}  // namespace

std::vector<CapacityPrice> capacity_prices(Ground const& g, State const& state,
                                           RowPrices const& prices,
                                           std::vector<Decision> const& decisions) {
  auto const& m = state.model();
  auto const& in = g.input();
  auto out = std::vector<CapacityPrice>{};
  for (auto k = 0; k != static_cast<int>(m.groups.size()); ++k) {
    auto const& group = m.groups[k];
    auto binding = group.first;
    auto total = 0.0;
    for (auto row = group.first; row != group.last; ++row) {
      total += prices.of[row];
      if (prices.of[row] > prices.of[binding]) { binding = row; }
    }
    auto const scale = m.scale[group.resource];
    auto price = CapacityPrice{};
    price.park = in.parks[group.park].id;
    price.resource = in.resources[group.resource].id;
    price.used = static_cast<double>(state.load(binding)) / scale;
    price.capacity = static_cast<double>(m.rows[binding].capacity) / scale;
    price.year = m.years[m.rows[binding].year];
    price.extended = static_cast<double>(state.over(k)) / scale;
    price.price = total * scale / m.worth_scale;
    if (auto const step = step_of(decisions, price.park, price.resource)) {
      price.step = step->amount;
      price.step_project = step->project;
    }
    if (price.price > 1e-9 || price.step) { out.push_back(std::move(price)); }
  }
  // Dearest first: what the whole capacity costs, so that mu and kilowatts compare.
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
    return a.price * a.capacity > b.price * b.capacity;
  });
  return out;
}

void verify_price(CapacityPrice& price, Input const& input, Plan const& plan,
                  DistrictOptions const& options) {
  auto const index = [&](auto const& rows, std::string const& id) {
    auto k = 0;
    while (rows[static_cast<std::size_t>(k)].id != id) { ++k; }
    return k;
  };
  auto const park = index(input.parks, price.park);
  auto const resource = index(input.resources, price.resource);
  auto const best = plan.stop == Stop::proved_best;
  auto const gain = [&](double points) { return std::max(0.0, points - plan.points); };
  if (auto const got = points_with(input, park, resource, 1.0, plan, options)) {
    price.gain_of_one = gain(got->first);
    price.proved = best && got->second;
  }
  if (!price.step) { return; }
  if (auto const got = points_with(input, park, resource, *price.step, plan, options)) {
    price.gain_of_step = gain(got->first);
    price.proved = price.proved && got->second;
  }
}

}  // namespace chengjie::place::district
