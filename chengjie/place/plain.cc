#include "chengjie/place/plain.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/place/judge.h"
#include "chengjie/place/plan.h"

namespace chengjie::place {
namespace {

bool late(Options const& options) {
  return options.seconds > 0.0 && options.clock && options.clock() >= options.seconds;
}

Error too_many() {
  return Error{Code::limit, "方案数过多，不能逐一列举", "", "请改用带上界的求解器"};
}

Error no_split() { return Error{Code::unsupported, "逐项落位的求解器不处理可拆分的需求", "", ""}; }

// Arcs of each item by what they cost at the prices, cheapest first; -1 stands for skipping.
struct Choice {
  int arc{};
  double priced{};
};

double priced_cost(Problem const& p, Prices const& prices, int arc) {
  auto out = static_cast<double>(p.cost[arc]);
  for (auto r = 0; r != p.resources; ++r) {
    out += prices.of[static_cast<std::size_t>(p.site[arc]) * p.resources + r] *
           static_cast<double>(p.use_of(arc, r));
  }
  return out;
}

std::vector<std::vector<Choice>> choices_of(Problem const& p, Prices const& prices) {
  auto out = std::vector<std::vector<Choice>>(p.items);
  for (auto j = 0; j != p.items; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      out[j].push_back({a, priced_cost(p, prices, a)});
    }
    if (p.skip_of(j) != kNever) { out[j].push_back({-1, static_cast<double>(p.skip_of(j))}); }
    std::stable_sort(out[j].begin(), out[j].end(),
                     [](auto const& a, auto const& b) { return a.priced < b.priced; });
  }
  return out;
}

// Those with most to lose from their second choice come first.
std::vector<int> by_regret(std::vector<std::vector<Choice>> const& choices) {
  auto order = std::vector<int>(choices.size());
  std::iota(order.begin(), order.end(), 0);
  auto const regret = [&](int j) {
    return choices[j].size() < 2 ? 1e300 : choices[j][1].priced - choices[j][0].priced;
  };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return regret(a) > regret(b); });
  return order;
}

bool place_directly(Plan& plan, int item, std::vector<Choice> const& choices) {
  for (auto const& choice : choices) {
    if (choice.arc < 0) { return true; }
    if (plan.fits(item, choice.arc)) {
      plan.put(item, choice.arc);
      return true;
    }
  }
  return false;
}

// Makes room by moving one other item elsewhere.
bool place_by_ejection(Plan& plan, int item, std::vector<std::vector<Choice>> const& choices) {
  auto const& p = plan.problem();
  for (auto const& choice : choices[item]) {
    if (choice.arc < 0) { return true; }
    auto const here = plan.at(p.site[choice.arc]);
    for (auto const other : here) {
      if (!plan.fits_without(item, choice.arc, other)) { continue; }
      for (auto const& exit : choices[other]) {
        if (exit.arc < 0 || p.site[exit.arc] == p.site[choice.arc]) { continue; }
        if (!plan.fits(other, exit.arc) || !plan.apart_ok(other, p.site[exit.arc], -1)) {
          continue;
        }
        plan.take(other);
        plan.put(other, exit.arc);
        if (plan.fits(item, choice.arc)) {
          plan.put(item, choice.arc);
          return true;
        }
      }
    }
  }
  return false;
}

bool shift_better(Plan& plan, int item) {
  auto const& p = plan.problem();
  auto const before = plan.linear_cost();
  auto const old = plan.arc_of(item);
  for (auto a = p.first[item]; a != p.first[item + 1]; ++a) {
    if (a == old || !plan.fits(item, a)) { continue; }
    plan.take(item);
    plan.put(item, a);
    if (plan.linear_cost() < before || (old < 0 && p.skip_of(item) == kNever)) { return true; }
    plan.take(item);
    if (old >= 0) { plan.put(item, old); }
  }
  if (old < 0 || p.skip_of(item) == kNever) { return false; }
  plan.take(item);
  if (plan.linear_cost() < before) { return true; }
  plan.put(item, old);
  return false;
}

bool swap_better(Plan& plan, int a, int b) {
  auto const& p = plan.problem();
  auto const at_a = plan.site_at(a);
  auto const at_b = plan.site_at(b);
  if (at_a < 0 || at_b < 0 || at_a == at_b) { return false; }
  auto const to_b = p.arc_of(a, at_b);
  auto const to_a = p.arc_of(b, at_a);
  if (to_a < 0 || to_b < 0 || !plan.fits_without(a, to_b, b) || !plan.fits_without(b, to_a, a)) {
    return false;
  }
  if (p.cost[to_a] + p.cost[to_b] >= p.cost[plan.arc_of(a)] + p.cost[plan.arc_of(b)]) {
    return false;
  }
  plan.take(a);
  plan.take(b);
  plan.put(a, to_b);
  plan.put(b, to_a);
  return true;
}

void descend(Plan& plan, Options const& options, std::int64_t& moves) {
  auto const n = plan.problem().items;
  for (auto better = true; better;) {
    better = false;
    for (auto a = 0; a != n; ++a) {
      if (moves >= options.moves || late(options)) { return; }
      ++moves;
      better |= shift_better(plan, a);
      for (auto b = a + 1; b != n; ++b) { better |= swap_better(plan, a, b); }
    }
  }
}

class Branching {
 public:
  Branching(Problem const& p, Prices const& prices, Placement best, Options const& options)
      : p_(p),
        options_(options),
        plan_(p),
        choices_(choices_of(p, prices)),
        best_(std::move(best)) {
    order_ = by_regret(choices_);
    // What every plan pays at these prices, apart from the losses that a plan adds.
    floor_ = static_cast<double>(pairs_floor(p));
    for (auto const& of_item : choices_) {
      floor_ += of_item.empty() ? 0.0 : of_item.front().priced;
    }
    for (auto i = 0; i != p.sites; ++i) {
      auto term = static_cast<double>(p.open_of(i));
      for (auto r = 0; r != p.resources; ++r) {
        auto const row = static_cast<std::size_t>(i) * p.resources + r;
        if (p.capacity[row] != kUnlimited) {
          term -= prices.of[row] * static_cast<double>(p.capacity[row]);
        }
      }
      floor_ += std::min(term, 0.0);
    }
    // Floating point may err by this much; cutting so much later costs nothing but nodes.
    slack_ = 1e-9 * (std::abs(floor_) + 1.0) + 1e-6;
  }

  Placement run() {
    descend(0, floor_);
    best_.stop = stopped_ ? stop_ : best_.value ? Stop::proved_best : Stop::infeasible;
    if (!stopped_) { best_.bound = best_.value; }
    return std::move(best_);
  }

 private:
  bool hopeless(double bound) const {
    return best_.value && bound > static_cast<double>(*best_.value) - 1.0 + slack_;
  }

  void descend(std::size_t depth, double bound) {
    if (stopped_ || hopeless(bound)) { return; }
    if (depth == order_.size()) { return keep(); }
    if (++nodes_ > options_.moves || (nodes_ % 1024 == 0 && late(options_))) {
      stopped_ = true;
      stop_ = nodes_ > options_.moves ? Stop::moves_spent : Stop::time_spent;
      return;
    }
    auto const item = order_[depth];
    for (auto const& choice : choices_[item]) {
      auto const next = bound + choice.priced - choices_[item].front().priced;
      if (hopeless(next)) { return; }
      if (choice.arc < 0) {
        descend(depth + 1, next);
      } else if (plan_.fits(item, choice.arc)) {
        plan_.put(item, choice.arc);
        descend(depth + 1, next);
        plan_.take(item);
      }
    }
  }

  void keep() {
    auto const site_of = plan_.site_of();
    auto const value = cost_of(p_, site_of);
    if (best_.value && value >= *best_.value) { return; }
    best_.site_of = site_of;
    best_.value = value;
    if (options_.clock) { best_.seconds_to_value = options_.clock(); }
    if (options_.target && value <= *options_.target) {
      stopped_ = true, stop_ = Stop::target_reached;
    }
  }

  Problem const& p_;
  Options const& options_;
  Plan plan_;
  std::vector<std::vector<Choice>> choices_;
  std::vector<int> order_;
  Placement best_;
  double floor_{};
  double slack_{};
  std::int64_t nodes_{};
  bool stopped_{};
  Stop stop_{Stop::moves_spent};
};

}  // namespace

Result<Placement> solve_exhaustive(Problem const& p, Options const& options) {
  if (auto const done = validate(p); !done) { return done.error(); }
  if (p.split) { return no_split(); }
  auto plans = 1.0;
  for (auto j = 0; j != p.items; ++j) {
    plans *= p.first[j + 1] - p.first[j] + (p.skip_of(j) == kNever ? 0 : 1);
    if (plans > kPlansMax) { return too_many(); }
  }
  auto best = Placement{};
  auto trial = Placement{};
  trial.site_of.assign(p.items, -1);
  auto const walk = [&](auto const& self, int item) -> void {
    if (item == p.items) {
      auto const value = judge(p, trial);
      if (value && (!best.value || *value < *best.value)) { best = trial, best.value = *value; }
      return;
    }
    for (auto a = p.first[item]; a != p.first[item + 1]; ++a) {
      trial.site_of[item] = p.site[a];
      self(self, item + 1);
    }
    trial.site_of[item] = -1;
    if (p.skip_of(item) != kNever) { self(self, item + 1); }
  };
  walk(walk, 0);
  best.bound = best.value;
  best.stop = best.value ? Stop::proved_best : Stop::infeasible;
  if (options.clock) { best.seconds_to_value = options.clock(); }
  return best;
}

Placement solve_branching(Problem const& p, Prices const& prices, Placement best,
                          Options const& options) {
  return Branching{p, prices, std::move(best), options}.run();
}

Result<Placement> solve_plain(Problem const& p, Options const& options) {
  if (auto const done = validate(p); !done) { return done.error(); }
  if (p.split) { return no_split(); }
  auto price_options = PriceOptions{};
  price_options.enough = [&] { return late(options); };
  auto const prices = find_prices(p, price_options);
  auto out = Placement{};
  if (!prices.bound) {
    out.stop = Stop::infeasible;
    return out;
  }
  auto plan = Plan{p};
  auto const choices = choices_of(p, prices);
  for (auto const item : by_regret(choices)) {
    if (!place_directly(plan, item, choices[item])) { place_by_ejection(plan, item, choices); }
  }
  auto moves = std::int64_t{0};
  if (p.pairs.empty()) { descend(plan, options, moves); }
  if (plan.missing() == 0) {
    out.site_of = plan.site_of();
    auto const value = judge(p, out);
    CJ_CHECK(value);
    out.value = *value;
    if (options.clock) { out.seconds_to_value = options.clock(); }
  } else {
    out.site_of.clear();
  }
  auto branch = options;
  branch.moves = std::max<std::int64_t>(0, options.moves - moves);
  out = solve_branching(p, prices, std::move(out), branch);
  if (out.stop != Stop::proved_best && out.stop != Stop::infeasible) { out.bound = prices.bound; }
  return out;
}

}  // namespace chengjie::place
