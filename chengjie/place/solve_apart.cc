#include "chengjie/place/solve_apart.h"

#include <algorithm>
#include <memory>
#include <numeric>

#include "chengjie/base/random.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/location_bound.h"

namespace chengjie::place {
namespace {

constexpr auto kSearches = 2;
constexpr auto kRound = std::int64_t{500};
constexpr auto kFarShare = 0.004;  // how far above the record a plan may be, at the start

struct Part {
  std::int32_t site{};
  std::int64_t amount{};
};

class Ruin {
 public:
  Ruin(Problem const& p, std::uint64_t seed) : p_(p), random_(seed) {
    auto const cells = static_cast<std::size_t>(p.items) * p.sites;
    enemies_.resize(p.items);
    for (auto const& [a, b] : p.apart) {
      enemies_[a].push_back(b);
      enemies_[b].push_back(a);
    }
    near_.resize(cells);
    for (auto j = 0; j != p.items; ++j) {
      auto* row = near_.data() + static_cast<std::size_t>(j) * p.sites;
      std::iota(row, row + p.sites, 0);
      std::stable_sort(row, row + p.sites, [&](int a, int b) { return cost(j, a) < cost(j, b); });
    }
    room_.assign(p.capacity.begin(), p.capacity.end());
    here_.assign(p.sites, {});
    against_.assign(cells, 0);
    parts_.resize(p.items);
    auto all = std::vector<int>(p.items);
    std::iota(all.begin(), all.end(), 0);
    for (auto tries = 0; tries != 50 && !recreate(all); ++tries) {
      for (auto const j : all) { remove(j); }
    }
    record();
  }

  bool found() const { return best_cost_ < 1e299; }
  double best_cost() const { return best_cost_; }
  std::vector<std::vector<Part>> const& best() const { return best_; }

  // `far`: how far above the record a plan may be kept.
  void run(std::int64_t rounds, double far, std::function<bool()> const& stop) {
    if (!found()) { return; }
    for (auto k = std::int64_t{0}; k != rounds; ++k) {
      if (k % 16 == 0 && stop()) { return; }
      step(far);
    }
  }

 private:
  std::size_t cell(int item, int site) const {
    return static_cast<std::size_t>(item) * p_.sites + site;
  }
  double cost(int item, int site) const {
    auto const arc = p_.arc_of(item, site);
    return arc < 0 ? 1e300 : static_cast<double>(p_.cost[arc]);
  }
  std::int64_t demand(int item) const { return p_.use[p_.first[item]]; }
  double part_cost(int item, Part const& part) const {
    auto const whole = demand(item);
    return whole == 0 ? cost(item, part.site)
                      : cost(item, part.site) * static_cast<double>(part.amount) /
                            static_cast<double>(whole);
  }

  void add(int item, Part const& part) {
    auto& parts = parts_[item];
    auto const known = std::find_if(parts.begin(), parts.end(),
                                    [&](auto const& x) { return x.site == part.site; });
    total_ += part_cost(item, part);
    room_[part.site] -= part.amount;
    if (known != parts.end()) {
      known->amount += part.amount;
      return;
    }
    if (here_[part.site].empty()) { total_ += static_cast<double>(p_.open_of(part.site)); }
    parts.push_back(part);
    here_[part.site].push_back(item);
    for (auto const enemy : enemies_[item]) { ++against_[cell(enemy, part.site)]; }
  }

  void remove(int item) {
    for (auto const& part : parts_[item]) {
      total_ -= part_cost(item, part);
      room_[part.site] += part.amount;
      auto& here = here_[part.site];
      here.erase(std::find(here.begin(), here.end(), item));
      if (here.empty()) { total_ -= static_cast<double>(p_.open_of(part.site)); }
      for (auto const enemy : enemies_[item]) { --against_[cell(enemy, part.site)]; }
    }
    parts_[item].clear();
  }

  // The cheapest way in: whole at one site, or filled up from the cheapest sites with room.
  bool insert(int item) {
    auto const whole = demand(item);
    auto const weight = 0.2 + 0.8 * random_.unit();  // how much of an opening the first guest pays
    auto const* near = near_.data() + cell(item, 0);
    auto best = -1;
    auto best_cost = 1e300;
    auto split = std::vector<Part>{};
    auto left = whole;
    auto split_cost = 0.0;
    for (auto k = 0; k != p_.sites; ++k) {
      auto const site = near[k];
      auto const here = cost(item, site);
      if (here >= 1e299 || here >= best_cost) { break; }
      if (against_[cell(item, site)] != 0 || room_[site] <= 0) { continue; }
      auto const opening =
          here_[site].empty() ? weight * static_cast<double>(p_.open_of(site)) : 0.0;
      if (room_[site] >= whole && here + opening < best_cost) {
        best = site, best_cost = here + opening;
      }
      if (left > 0 && (opening <= 0.0 || room_[site] < whole)) {
        auto const amount = std::min(left, room_[site]);
        split.push_back({site, amount});
        split_cost += part_cost(item, split.back()) + opening;
        left -= amount;
      }
    }
    if (left == 0 && split_cost < best_cost) {
      for (auto const& part : split) { add(item, part); }
      return true;
    }
    if (best < 0) { return false; }
    add(item, {best, whole});
    return true;
  }

  bool recreate(std::vector<int>& items) {
    for (auto k = static_cast<int>(items.size()) - 1; k > 0; --k) {
      std::swap(items[k], items[random_.below(static_cast<std::uint32_t>(k + 1))]);
    }
    if (random_.below(2) == 0) {
      std::stable_sort(items.begin(), items.end(),
                       [&](int a, int b) { return demand(a) > demand(b); });
    }
    for (auto const item : items) {
      if (!insert(item)) { return false; }
    }
    return true;
  }

  // Some customers near one of them, or everyone at one or two sites (which then may close).
  std::vector<int> choose() {
    auto out = std::vector<int>{};
    auto const seed = static_cast<int>(random_.below(static_cast<std::uint32_t>(p_.items)));
    auto const take = [&](int item) {
      if (std::find(out.begin(), out.end(), item) == out.end()) { out.push_back(item); }
    };
    take(seed);
    auto const whole_sites = random_.below(3) != 0;
    auto const most = std::size_t{4} + random_.below(14);
    auto const* near = near_.data() + cell(seed, 0);
    auto sites = 0;
    auto const sites_most = 1 + static_cast<int>(random_.below(3));
    for (auto const& part : parts_[seed]) {
      for (auto const item : here_[part.site]) { take(item); }
      ++sites;
    }
    for (auto k = 0; k != std::min(p_.sites, 25); ++k) {
      if (whole_sites ? sites >= sites_most : out.size() >= most) { break; }
      if (random_.below(3) == 0) { continue; }
      auto const& here = here_[near[k]];
      if (here.empty()) { continue; }
      if (whole_sites) {
        for (auto const item : here) { take(item); }
        ++sites;
      } else {
        take(here[random_.below(static_cast<std::uint32_t>(here.size()))]);
      }
    }
    return out;
  }

  void step(double far) {
    auto const before = total_;
    auto items = choose();
    auto saved = std::vector<std::pair<int, std::vector<Part>>>{};
    for (auto const item : items) { saved.emplace_back(item, parts_[item]); }
    for (auto const item : items) { remove(item); }
    auto const complete = recreate(items);
    if (complete && (total_ < before - 1e-6 || total_ < best_cost_ + far)) {
      if (total_ < best_cost_ - 1e-6) { record(); }
      return;
    }
    for (auto const item : items) { remove(item); }
    for (auto const& [item, parts] : saved) {
      for (auto const& part : parts) { add(item, part); }
    }
  }

  void record() {
    for (auto const& parts : parts_) {
      if (parts.empty()) { return; }
    }
    best_ = parts_;
    best_cost_ = total_;
  }

  Problem const& p_;
  Random random_;
  std::vector<std::vector<std::int32_t>> enemies_, here_;
  std::vector<std::int32_t> near_;
  std::vector<std::int64_t> room_;
  std::vector<std::int16_t> against_;  // by item x site: its enemies that stand there
  std::vector<std::vector<Part>> parts_, best_;
  double total_{};
  double best_cost_{1e300};
};

std::vector<Flow> flows_of(Problem const& p, std::vector<std::vector<Part>> const& parts) {
  auto out = std::vector<Flow>{};
  for (auto j = 0; j != p.items; ++j) {
    auto const whole = p.use[p.first[j]];
    for (auto const& part : parts[j]) {
      out.push_back(
          {part.site, j,
           whole == 0 ? 1.0 : static_cast<double>(part.amount) / static_cast<double>(whole)});
    }
  }
  return out;
}

}  // namespace

bool is_split_apart(Problem const& p) {
  if (!p.split || p.apart.empty() || p.items == 0) { return false; }
  for (auto j = 0; j != p.items; ++j) {
    if (p.first[j] == p.first[j + 1]) { return false; }
  }
  return true;
}

Result<Placement> solve_apart(Problem const& p, Options const& options) {
  auto out = Placement{};
  auto const stop = [&] { return out_of_time(options); };
  auto bound = LocationBound{p};
  auto price = bound.starting_prices();
  auto const fate = std::vector<Fate>(p.sites, Fate::undecided);
  auto const began = now(options);
  if (bound
          .improve(
              price, fate, 400, 1e300,
              [&] { return stop() || seconds_left(options) < 0.7 * (options.seconds - began); })
          .infeasible) {
    out.stop = Stop::infeasible;
    return out;
  }
  out.bound = bound.exact(price, fate);
  auto ruins = std::vector<std::unique_ptr<Ruin>>{};
  for (auto k = 0; k != kSearches; ++k) {
    ruins.push_back(std::make_unique<Ruin>(p, options.seed * 1000 + static_cast<std::uint64_t>(k)));
  }
  auto spent = std::int64_t{0};
  auto const reached = [&] { return out.value && options.target && *out.value <= *options.target; };
  auto const keep = [&] {
    for (auto const& ruin : ruins) {
      if (!ruin->found()) { continue; }
      auto trial = Placement{};
      trial.flows = flows_of(p, ruin->best());
      auto const value = judge(p, trial);
      if (!value || (out.value && *value >= *out.value)) { continue; }
      out.flows = std::move(trial.flows);
      out.value = *value;
      out.seconds_to_value = now(options);
    }
  };
  keep();
  while (!reached() && spent + kRound * kSearches <= options.moves && !stop()) {
    // The band narrows as the time or the moves are used up.
    auto const by_time =
        options.seconds > 0.0 && options.clock ? now(options) / options.seconds : 0.0;
    auto const by_moves = static_cast<double>(spent) / static_cast<double>(options.moves);
    auto const left = 1.0 - std::min(1.0, std::max(by_time, by_moves));
    in_parallel(kSearches, options.threads, [&](int k) {
      ruins[k]->run(kRound, kFarShare * left * left * ruins[k]->best_cost(), stop);
    });
    spent += kRound * kSearches;
    keep();
  }
  if (out.value && out.bound) { out.bound = std::min(*out.bound, *out.value); }
  out.stop = out.value && out.bound && *out.value <= *out.bound ? Stop::proved_best
             : reached()                                        ? Stop::target_reached
             : stop()                                           ? Stop::time_spent
                                                                : Stop::moves_spent;
  return out;
}

}  // namespace chengjie::place
