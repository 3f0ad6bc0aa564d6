#include "chengjie/place/pair_tabu.h"

#include <algorithm>
#include <memory>
#include <numeric>

#include "chengjie/base/random.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/pair_bound.h"

namespace chengjie::place {
namespace {

constexpr auto kSearches = 4;
constexpr auto kRound = std::int64_t{400};
constexpr auto kRestartAfter = 60;  // moves without a better plan, by item
constexpr auto kOften = 8;          // moves between two looks at the price of overload

class Walk {
 public:
  Walk(Problem const& p, std::uint64_t seed) : p_(p), n_(p.items), m_(p.sites), random_(seed) {
    auto const cells = static_cast<std::size_t>(n_) * m_;
    at_.resize(n_);
    table_.resize(cells);
    tabu_.resize(cells);
    auto largest = 1.0;
    for (auto const c : p.cost) { largest = std::max(largest, static_cast<double>(std::abs(c))); }
    start_random();
    auto const total = std::abs(static_cast<double>(cost_));
    auto use = 1.0;
    for (auto const u : p.use) {
      use += static_cast<double>(u) / static_cast<double>(std::max(1, m_));
    }
    price_ = std::max(1e-9, (total + largest) / use);
    price_least_ = price_ * 1e-3;
    price_most_ = price_ * 1e6;
  }

  std::optional<std::int64_t> best() const { return best_; }
  std::vector<std::int32_t> const& best_sites() const { return best_at_; }
  std::int64_t idle() const { return move_ - best_move_; }
  Random& random() { return random_; }

  void run(std::int64_t moves, std::function<bool()> const& stop) {
    for (auto k = std::int64_t{0}; k != moves; ++k) {
      if (k % 64 == 0 && stop()) { return; }
      step();
    }
  }

  void start_random() {
    for (auto j = 0; j != n_; ++j) {
      auto const arcs = static_cast<std::uint32_t>(p_.first[j + 1] - p_.first[j]);
      at_[j] = p_.site[p_.first[j] + static_cast<int>(random_.below(arcs))];
    }
    rebuild();
  }

  void start_shaken(std::vector<std::int32_t> const& from, int count) {
    at_ = from;
    for (auto k = 0; k != count; ++k) {
      auto const j = static_cast<int>(random_.below(static_cast<std::uint32_t>(n_)));
      auto const arcs = static_cast<std::uint32_t>(p_.first[j + 1] - p_.first[j]);
      at_[j] = p_.site[p_.first[j] + static_cast<int>(random_.below(arcs))];
    }
    rebuild();
  }

 private:
  std::size_t cell(int item, int site) const { return static_cast<std::size_t>(item) * m_ + site; }
  std::int64_t traffic(int j, int k) const {
    return p_.pairs.traffic[static_cast<std::size_t>(j) * n_ + k];
  }
  std::int64_t distance(int a, int b) const {
    return p_.pairs.distance[static_cast<std::size_t>(a) * m_ + b];
  }

  void rebuild() {
    load_.assign(p_.capacity.size(), 0);
    for (auto j = 0; j != n_; ++j) { add_use(j, at_[j], 1); }
    for (auto j = 0; j != n_; ++j) {
      for (auto i = 0; i != m_; ++i) { table_[cell(j, i)] = kNever; }
      for (auto a = p_.first[j]; a != p_.first[j + 1]; ++a) {
        auto const i = p_.site[a];
        auto here = p_.cost[a] + traffic(j, j) * distance(i, i);
        for (auto k = 0; k != n_; ++k) {
          if (k != j) {
            here += traffic(j, k) * distance(i, at_[k]) + traffic(k, j) * distance(at_[k], i);
          }
        }
        table_[cell(j, i)] = here;
      }
    }
    cost_ = cost_of(p_, at_);
    std::fill(tabu_.begin(), tabu_.end(), 0);
    best_move_ = move_;
    keep();
  }

  void add_use(int item, int site, int sign) {
    auto const arc = p_.arc_of(item, site);
    for (auto r = 0; r != p_.resources; ++r) {
      load_[static_cast<std::size_t>(site) * p_.resources + r] += sign * p_.use_of(arc, r);
    }
  }

  std::int64_t over(std::size_t row, std::int64_t load) const {
    return std::max<std::int64_t>(0, load - p_.capacity[row]);
  }

  // Change of the overload of a site when `in` comes and `out` goes (items; -1: none).
  std::int64_t over_change(int site, int in, int out) const {
    auto change = std::int64_t{0};
    auto const arc_in = in < 0 ? -1 : p_.arc_of(in, site);
    auto const arc_out = out < 0 ? -1 : p_.arc_of(out, site);
    for (auto r = 0; r != p_.resources; ++r) {
      auto const row = static_cast<std::size_t>(site) * p_.resources + r;
      auto const load = load_[row] + (arc_in < 0 ? 0 : p_.use_of(arc_in, r)) -
                        (arc_out < 0 ? 0 : p_.use_of(arc_out, r));
      change += over(row, load) - over(row, load_[row]);
    }
    return change;
  }

  std::int64_t overload() const {
    auto total = std::int64_t{0};
    for (auto row = std::size_t{0}; row != load_.size(); ++row) { total += over(row, load_[row]); }
    return total;
  }

  std::int64_t swap_change(int j, int k) const {
    auto const a = at_[j];
    auto const b = at_[k];
    auto const t = traffic(j, k) + traffic(k, j);
    return table_[cell(j, b)] - table_[cell(j, a)] + table_[cell(k, a)] - table_[cell(k, b)] +
           t * (distance(a, b) + distance(b, a) - distance(a, a) - distance(b, b));
  }

  struct Move {
    double worth{1e300};
    std::int64_t change{};
    int item{-1};
    int site{};
    int other{-1};
  };

  void consider(Move& best, std::int64_t change, std::int64_t over_by, bool tabu, int item,
                int site, int other) {
    auto const worth = static_cast<double>(change) + price_ * static_cast<double>(over_by);
    if (worth > best.worth) { return; }
    auto const aspires = over_now_ + over_by == 0 && (!best_ || cost_ + change < *best_);
    if (tabu && !aspires) { return; }
    if (worth == best.worth && random_.below(2) == 0) { return; }
    best = {worth, change, item, site, other};
  }

  void step() {
    ++move_;
    over_now_ = overload();
    auto best = Move{};
    for (auto j = 0; j != n_; ++j) {
      auto const leaving = over_change(at_[j], -1, j);
      for (auto a = p_.first[j]; a != p_.first[j + 1]; ++a) {
        auto const i = p_.site[a];
        if (i == at_[j]) { continue; }
        consider(best, table_[cell(j, i)] - table_[cell(j, at_[j])],
                 leaving + over_change(i, j, -1), tabu_[cell(j, i)] > move_, j, i, -1);
      }
      for (auto k = j + 1; k != n_; ++k) {
        if (at_[k] == at_[j] || table_[cell(j, at_[k])] == kNever ||
            table_[cell(k, at_[j])] == kNever) {
          continue;
        }
        auto const change = swap_change(j, k);
        if (static_cast<double>(change) - price_ * static_cast<double>(over_now_) > best.worth) {
          continue;
        }
        consider(best, change, over_change(at_[j], k, j) + over_change(at_[k], j, k),
                 tabu_[cell(j, at_[k])] > move_ && tabu_[cell(k, at_[j])] > move_, j, at_[k], k);
      }
    }
    if (best.item < 0) { return; }
    auto const from = at_[best.item];
    relocate(best.item, best.site);
    if (best.other >= 0) { relocate(best.other, from); }
    cost_ += best.change;
    adapt();
    keep();
  }

  void relocate(int item, int site) {
    auto const from = at_[item];
    tabu_[cell(item, from)] = move_ + tenure();
    add_use(item, from, -1);
    add_use(item, site, 1);
    at_[item] = site;
    auto const m = static_cast<std::size_t>(m_);
    auto const* old_row = p_.pairs.distance.data() + static_cast<std::size_t>(from) * m;
    auto const* new_row = p_.pairs.distance.data() + static_cast<std::size_t>(site) * m;
    for (auto k = 0; k != n_; ++k) {
      if (k == item) { continue; }
      auto const to = traffic(k, item);
      auto const back = traffic(item, k);
      if (to == 0 && back == 0) { continue; }
      for (auto a = p_.first[k]; a != p_.first[k + 1]; ++a) {
        auto const i = p_.site[a];
        table_[cell(k, i)] +=
            to * (distance(i, site) - distance(i, from)) + back * (new_row[i] - old_row[i]);
      }
    }
  }

  std::int64_t tenure() {
    auto const base = std::max(4, n_ / 3);
    return 2 + static_cast<std::int64_t>(random_.below(static_cast<std::uint32_t>(2 * base)));
  }

  void adapt() {
    feasible_run_ += overload() == 0 ? 1 : 0;
    if (move_ % kOften != 0) { return; }
    if (feasible_run_ == 0) { price_ = std::min(price_most_, price_ * 1.5); }
    if (feasible_run_ == kOften) { price_ = std::max(price_least_, price_ / 1.5); }
    feasible_run_ = 0;
  }

  void keep() {
    if (overload() != 0 || (best_ && cost_ >= *best_)) { return; }
    best_ = cost_;
    best_at_ = at_;
    best_move_ = move_;
  }

  Problem const& p_;
  int n_;
  int m_;
  Random random_;
  std::vector<std::int32_t> at_, best_at_;
  std::vector<std::int64_t> table_, tabu_, load_;
  std::int64_t cost_{};
  std::int64_t over_now_{};
  std::optional<std::int64_t> best_;
  std::int64_t move_{};
  std::int64_t best_move_{};
  int feasible_run_{};
  double price_{1.0}, price_least_{}, price_most_{};
};

}  // namespace

bool is_pair_placement(Problem const& p) {
  return !p.pairs.empty() && p.items > 0 && p.open_cost.empty() && p.skip_cost.empty() &&
         p.apart.empty() && !p.split;
}

Result<Placement> solve_pair_tabu(Problem const& p, Options const& options) {
  auto out = Placement{};
  out.bound = pair_bound(p, options);
  if (!out.bound) {
    out.stop = Stop::infeasible;
    return out;
  }
  auto walks = std::vector<std::unique_ptr<Walk>>{};
  for (auto k = 0; k != kSearches; ++k) {
    walks.push_back(std::make_unique<Walk>(p, options.seed * 1000 + static_cast<std::uint64_t>(k)));
  }
  auto const floor = std::max(*out.bound, options.target.value_or(-kTotalMax));
  auto spent = std::int64_t{0};
  auto const round = std::clamp<std::int64_t>(options.moves / kSearches, 1, kRound);
  auto const stop = [&] { return out_of_time(options); };
  while (!(out.value && *out.value <= floor) && spent + round * kSearches <= options.moves &&
         !stop()) {
    in_parallel(kSearches, options.threads, [&](int k) { walks[k]->run(round, stop); });
    spent += round * kSearches;
    for (auto const& walk : walks) {
      if (!walk->best() || (out.value && *walk->best() >= *out.value)) { continue; }
      out.value = walk->best();
      out.site_of = walk->best_sites();
      out.seconds_to_value = now(options);
    }
    for (auto const& walk : walks) {
      if (walk->idle() < kRestartAfter * p.items) { continue; }
      auto& random = walk->random();
      auto const how = random.below(3);
      auto const count =
          2 + static_cast<int>(random.below(static_cast<std::uint32_t>(std::max(2, p.items / 2))));
      if (how == 0 || out.site_of.empty()) {
        walk->start_random();
      } else {
        walk->start_shaken(how == 1 || !walk->best() ? out.site_of : walk->best_sites(), count);
      }
    }
  }
  if (out.value) { CJ_CHECK(judge(p, out) && *judge(p, out) == *out.value); }
  out.stop = out.value && *out.value <= *out.bound                          ? Stop::proved_best
             : out.value && options.target && *out.value <= *options.target ? Stop::target_reached
             : stop()                                                       ? Stop::time_spent
                                                                            : Stop::moves_spent;
  return out;
}

}  // namespace chengjie::place
