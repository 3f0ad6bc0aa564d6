#include "chengjie/place/district_prices.h"

#include <algorithm>
#include <cmath>

#include "chengjie/place/district_shift.h"
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

constexpr auto kShiftsTried = 40;  // for each amount of room that is tried

int group_of(Ground const& g, Model const& m, CapacityPrice const& price) {
  auto const park = g.park(price.park);
  auto const resource = g.resource(price.resource);
  for (auto k = 0; k != static_cast<int>(m.groups.size()); ++k) {
    if (m.groups[k].park == park && m.groups[k].resource == resource) { return k; }
  }
  return -1;
}

// The model with that much more of one capacity, in every year. What not even the empty place had
// room for is not among its choices.
Model with_more(Model m, int group, double more) {
  auto const& of = m.groups[group];
  for (auto k = of.first; k != of.last; ++k) {
    m.rows[k].capacity += std::llround(more * m.scale[of.resource]);
  }
  return m;
}

// The same by way of the Input, where such a project is what the room is for.
Input with_more(Input input, int park, int resource, double more) {
  auto& at = input.parks[park];
  auto const index = static_cast<std::size_t>(resource);
  if (index < at.capacity.size() && at.capacity[index]) { *at.capacity[index] += more; }
  for (auto& row : at.arrivals) {
    if (row.resource == input.resources[resource].id) { row.capacity += more; }
  }
  return input;
}

bool lets_in_too_large(CapacityPrice const& price, double more,
                       std::vector<Decision> const& decisions) {
  for (auto const& decision : decisions) {
    for (auto const& other : decision.others) {
      if (other.barrier == Barrier::too_large && other.at == price.park &&
          other.resource == price.resource && other.short_by <= more + 1e-9) {
        return true;
      }
    }
  }
  return false;
}

struct Points {
  double points{};
  bool proved{};
};

std::optional<Points> solved(Input const& input, Model const& m, Plan const& plan,
                             DistrictOptions const& how) {
  auto options = how.solve;
  options.moves = how.price_moves;
  options.target.reset();
  auto const got = solve_model(input, m, options, how.passes, &plan.kept).found;
  if (got.choices.empty() && m.items > 0) { return std::nullopt; }
  return Points{points_of(m, got.value), got.stop == Stop::proved_best};
}

bool overruns(Model const& m, int group, std::vector<int> const& choices) {
  auto state = State{m};
  state.set(choices);
  auto const& of = m.groups[group];
  for (auto k = of.first; k != of.last; ++k) {
    if (state.load(k) > m.rows[k].capacity + of.most) { return true; }
  }
  return false;
}

enum class Way { solve, search, shift };

struct Trial {
  Ground const& g;
  State const& state;
  RowPrices const& prices;
  Plan const& plan;
  DistrictOptions const& how;
};

// From the plan, which no shift betters. What a search finds that does not use the room is luck.
Points tried(Trial const& t, int group, double more, Way way) {
  auto const changed = with_more(t.state.model(), group, more);
  auto trial = State{changed};
  trial.set(t.state.choices());
  settle_by_shifts(trial, sites_within(changed, changed.groups[group].park), kShiftsTried);
  auto best = trial.value();
  if (way == Way::search) {
    auto options = t.how.solve;
    options.moves = t.how.price_moves;
    options.target.reset();
    auto const found = search_plan(changed, t.prices, trial.choices(), options);
    if (!found.choices.empty() && found.value > best &&
        overruns(t.state.model(), group, found.choices)) {
      best = found.value;
    }
  }
  return {points_of(changed, best), false};
}

std::optional<Points> points_with(Trial const& t, CapacityPrice const& price, double more,
                                  Way way) {
  auto const& m = t.state.model();
  auto const group = group_of(t.g, m, price);
  if (group < 0) { return std::nullopt; }
  if (way != Way::solve) { return tried(t, group, more, way); }
  if (lets_in_too_large(price, more, t.plan.decisions)) {
    auto const& of = m.groups[group];
    auto const input = with_more(t.g.input(), of.park, of.resource, more);
    auto const model = model_of(input);
    return model ? solved(input, *model, t.plan, t.how) : std::nullopt;
  }
  return solved(t.g.input(), with_more(m, group, more), t.plan, t.how);
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

int verify_prices(Ground const& g, State const& state, RowPrices const& prices, Plan& plan,
                  DistrictOptions const& options) {
  auto const trial = Trial{g, state, prices, plan, options};
  auto const best = plan.stop == Stop::proved_best;
  auto done = 0;
  for (auto& price : plan.prices) {
    auto const again = done < options.prices_max;
    auto const way = !again ? Way::shift : best ? Way::solve : Way::search;
    done += again ? 1 : 0;
    auto const gain = [&](double more) {
      auto got = points_with(trial, price, more, way);
      if (got) { got->points = std::max(0.0, got->points - plan.points); }
      return got;
    };
    if (auto const got = gain(1.0)) {
      price.gain_of_one = got->points;
      price.proved = best && got->proved;
    }
    if (!price.step) { continue; }
    if (auto const got = gain(*price.step)) {
      price.gain_of_step = got->points;
      price.proved = price.proved && got->proved;
    }
  }
  return done;
}

}  // namespace chengjie::place::district
