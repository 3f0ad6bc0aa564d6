#include "chengjie/place/swap_tabu.h"

#include <algorithm>
#include <numeric>

#include "chengjie/base/random.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/pair_bound.h"
#include "chengjie/place/swap_family.h"
#include "chengjie/place/wide.h"

namespace chengjie::place {
namespace {

constexpr auto kSearches = 4;      // logical searches, whatever the threads
constexpr auto kRun = 4LL;         // moves of one tabu search, by item
constexpr auto kExactMost = 4e15;  // doubles count exactly up to here

// row[k] += (ui - u[k]) * (vi - v[k]); all are integers held exactly, so that the order and the
// width of the operations cannot change the answer.
CJ_WIDE void add_products(double* row, double const* u, double const* v, double ui, double vi,
                          int n) {
  for (auto k = 0; k < n; ++k) { row[k] += (ui - u[k]) * (vi - v[k]); }
}

// Sum of (a[k] - b[k]) * (d[k] - c[k]), exact as above.
CJ_WIDE double sum_products(double const* a, double const* b, double const* c, double const* d,
                            int n) {
  double sum[8] = {};
  auto k = 0;
  for (; k + 8 <= n; k += 8) {
    for (auto lane = 0; lane < 8; ++lane) {
      sum[lane] += (a[k + lane] - b[k + lane]) * (d[k + lane] - c[k + lane]);
    }
  }
  for (; k < n; ++k) { sum[0] += (a[k] - b[k]) * (d[k] - c[k]); }
  return sum[0] + sum[1] + sum[2] + sum[3] + sum[4] + sum[5] + sum[6] + sum[7];
}

CJ_WIDE double least_of(double const* row, int count) {
  double least[8];
  for (auto& x : least) { x = 1e300; }
  auto k = 0;
  for (; k + 8 <= count; k += 8) {
    for (auto lane = 0; lane < 8; ++lane) {
      least[lane] = row[k + lane] < least[lane] ? row[k + lane] : least[lane];
    }
  }
  for (; k < count; ++k) { least[0] = std::min(least[0], row[k]); }
  return *std::min_element(least, least + 8);
}

// One item a site, moved by swaps.
class Tabu {
 public:
  Tabu(Problem const& p, std::vector<std::int32_t> const& group, std::uint64_t seed)
      : n_(p.items), random_(seed), group_(group) {
    auto const cells = static_cast<std::size_t>(n_) * n_;
    a_.assign(p.pairs.traffic.begin(), p.pairs.traffic.end());
    b_.assign(p.pairs.distance.begin(), p.pairs.distance.end());
    symmetric_ = same_across(a_) && same_across(b_);
    linear_.assign(p.cost.begin(), p.cost.end());
    plain_ = std::all_of(linear_.begin(), linear_.end(), [](double c) { return c == 0.0; });
    if (!symmetric_) { a_across_ = across(a_); }
    here_.resize(cells);
    delta_.resize(cells);
    tabu_.resize(cells);
    perm_.resize(n_);
    std::iota(perm_.begin(), perm_.end(), 0);
    restart(perm_);
  }

  double best() const { return best_; }  // since the last restart
  std::vector<std::int32_t> const& best_perm() const { return best_perm_; }

  // Forgets all that was learned. Marks count from zero again: old ones would all be overdue.
  void restart(std::vector<std::int32_t> const& from) {
    perm_ = from;
    std::fill(tabu_.begin(), tabu_.end(), 0);
    move_ = 0;
    value_ = value();
    place_distances();
    for (auto i = 0; i != n_; ++i) {
      for (auto j = i + 1; j != n_; ++j) { delta_[cell(i, j)] = fresh_delta(i, j); }
    }
    best_ = 1e300;
    keep();
  }

  void run(std::int64_t moves, std::function<bool()> const& stop) {
    for (auto k = std::int64_t{0}; k != moves; ++k) {
      if (k % 256 == 0 && stop()) { return; }
      step();
    }
  }

 private:
  std::size_t cell(int i, int j) const { return static_cast<std::size_t>(i) * n_ + j; }

  bool same_across(std::vector<double> const& m) const {
    for (auto i = 0; i != n_; ++i) {
      for (auto j = 0; j != i; ++j) {
        if (m[cell(i, j)] != m[cell(j, i)]) { return false; }
      }
    }
    return true;
  }

  double value() const {
    auto total = 0.0;
    for (auto i = 0; i != n_; ++i) {
      total += linear_[cell(i, perm_[i])];
      for (auto j = 0; j != n_; ++j) { total += a_[cell(i, j)] * b_[cell(perm_[i], perm_[j])]; }
    }
    return total;
  }

  // `here_` is the distances by item instead of by site, so that rows are read in order.
  void place_distances() {
    for (auto i = 0; i != n_; ++i) {
      for (auto k = 0; k != n_; ++k) { here_[cell(i, k)] = b_[cell(perm_[i], perm_[k])]; }
    }
    if (!symmetric_) { here_across_ = across(here_); }
  }

  void swap_distances(std::vector<double>& m, int r, int s) {
    std::swap_ranges(m.begin() + static_cast<long>(cell(r, 0)),
                     m.begin() + static_cast<long>(cell(r, 0)) + n_,
                     m.begin() + static_cast<long>(cell(s, 0)));
    for (auto k = 0; k != n_; ++k) { std::swap(m[cell(k, r)], m[cell(k, s)]); }
  }

  std::vector<double> across(std::vector<double> const& m) const {
    auto out = m;
    for (auto i = 0; i != n_; ++i) {
      for (auto k = 0; k != n_; ++k) { out[cell(k, i)] = m[cell(i, k)]; }
    }
    return out;
  }

  // The part of a swap's change that runs over the others, along rows of both matrices.
  double along(std::vector<double> const& a, std::vector<double> const& b, int i, int j) const {
    auto const* ai = a.data() + cell(i, 0);
    auto const* aj = a.data() + cell(j, 0);
    auto const* bi = b.data() + cell(i, 0);
    auto const* bj = b.data() + cell(j, 0);
    return sum_products(ai, aj, bi, bj, n_) - (ai[i] - aj[i]) * (bj[i] - bi[i]) -
           (ai[j] - aj[j]) * (bj[j] - bi[j]);
  }

  double fresh_delta(int i, int j) const {
    auto const ii = cell(i, i);
    auto const jj = cell(j, j);
    auto const ij = cell(i, j);
    auto const ji = cell(j, i);
    auto const own =
        (a_[ii] - a_[jj]) * (here_[jj] - here_[ii]) + (a_[ij] - a_[ji]) * (here_[ji] - here_[ij]);
    auto const rows = along(a_, here_, i, j);
    return own + rows + (symmetric_ ? rows : along(a_across_, here_across_, i, j));
  }

  double linear_delta(int i, int j) const {
    if (plain_) { return 0.0; }
    return linear_[cell(i, perm_[j])] + linear_[cell(j, perm_[i])] - linear_[cell(i, perm_[i])] -
           linear_[cell(j, perm_[j])];
  }

  void step() {
    ++move_;
    auto best_i = -1;
    auto best_j = -1;
    auto least = 1e300;
    auto forced = false;
    auto const aspire = best_ - value_;
    auto const long_ago = move_ - kAspireAfter * n_ * n_;
    for (auto i = 0; i != n_; ++i) {
      auto const* row = delta_.data() + cell(i, 0);
      if (plain_ && long_ago <= 0) {
        auto const row_least = least_of(row + i + 1, n_ - i - 1);
        if (row_least >= least && row_least >= aspire) { continue; }
      }
      auto const* tabu_i = tabu_.data() + cell(i, 0);
      for (auto j = i + 1; j != n_; ++j) {
        auto const delta = row[j] + linear_delta(i, j);
        if (delta >= least && !(delta < aspire)) {
          // Only a pair that neither has tried for very long may still be forced.
          if (long_ago <= 0 || forced) { continue; }
        }
        if (group_[i] == group_[j]) { continue; }
        auto const mark_i = tabu_i[perm_[j]];
        auto const mark_j = tabu_[cell(j, perm_[i])];
        auto const allowed = mark_i < move_ || mark_j < move_;
        auto const force =
            delta < aspire || (long_ago > 0 && mark_i < long_ago && mark_j < long_ago);
        if ((force && !forced) || (force == forced && delta < least && (allowed || force))) {
          best_i = i, best_j = j, least = delta;
          forced = force;
        }
      }
    }
    if (best_i < 0) { return; }
    tabu_[cell(best_i, perm_[best_i])] = move_ + tenure();
    tabu_[cell(best_j, perm_[best_j])] = move_ + tenure();
    swap(best_i, best_j, least);
  }

  static constexpr std::int64_t kAspireAfter = 5;

  // Cubed, as Taillard's later code draws it: mostly short, sometimes very long.
  std::int64_t tenure() {
    auto const u = random_.unit();
    return static_cast<std::int64_t>(u * u * u * 8.0 * n_) + 2;
  }

  void swap(int r, int s, double delta) {
    u_.resize(n_), v_.resize(n_), w_.resize(n_), z_.resize(n_);
    for (auto k = 0; k != n_; ++k) {
      u_[k] = a_[cell(r, k)] - a_[cell(s, k)];
      v_[k] = (symmetric_ ? 2.0 : 1.0) * (here_[cell(r, k)] - here_[cell(s, k)]);
    }
    for (auto k = 0; k != n_ && !symmetric_; ++k) {
      w_[k] = a_across_[cell(r, k)] - a_across_[cell(s, k)];
      z_[k] = here_across_[cell(r, k)] - here_across_[cell(s, k)];
    }
    for (auto i = 0; i != n_; ++i) {
      auto const from = i + 1;
      auto* row = delta_.data() + cell(i, from);
      if (from == n_) { break; }
      add_products(row, u_.data() + from, v_.data() + from, u_[i], v_[i], n_ - from);
      if (!symmetric_) {
        add_products(row, w_.data() + from, z_.data() + from, w_[i], z_[i], n_ - from);
      }
    }
    std::swap(perm_[r], perm_[s]);
    swap_distances(here_, r, s);
    if (!symmetric_) { swap_distances(here_across_, r, s); }
    value_ += delta;
    for (auto k = 0; k != n_; ++k) {
      if (k != r) {
        delta_[cell(std::min(k, r), std::max(k, r))] = fresh_delta(std::min(k, r), std::max(k, r));
      }
      if (k != s && k != r) {
        delta_[cell(std::min(k, s), std::max(k, s))] = fresh_delta(std::min(k, s), std::max(k, s));
      }
    }
    keep();
  }

  void keep() {
    if (value_ < best_) { best_ = value_, best_perm_ = perm_; }
  }

  int n_;
  Random random_;
  std::vector<std::int32_t> const& group_;
  std::vector<double> a_, a_across_, b_, here_, here_across_, linear_, delta_, u_, v_, w_, z_;
  std::vector<std::int64_t> tabu_;
  std::vector<std::int32_t> perm_, best_perm_;
  bool symmetric_{};
  bool plain_{};
  double value_{};
  double best_{1e300};
  std::int64_t move_{};
};

// Items that change nothing when they change places; swapping them is a wasted move.
std::vector<std::int32_t> alike(Problem const& p) {
  auto const n = static_cast<std::size_t>(p.items);
  auto const& t = p.pairs.traffic;
  auto out = std::vector<std::int32_t>(n, -1);
  auto const same = [&](std::size_t i, std::size_t j) {
    if (t[i * n + i] != t[j * n + j] || t[i * n + j] != t[j * n + i]) { return false; }
    for (auto k = std::size_t{0}; k != n; ++k) {
      if (p.cost[i * n + k] != p.cost[j * n + k]) { return false; }
      if (k != i && k != j && (t[i * n + k] != t[j * n + k] || t[k * n + i] != t[k * n + j])) {
        return false;
      }
    }
    return true;
  };
  for (auto j = std::size_t{0}; j != n; ++j) {
    for (auto i = std::size_t{0}; i != j && out[j] < 0; ++i) {
      if (out[i] == static_cast<std::int32_t>(i) && same(i, j)) {
        out[j] = static_cast<std::int32_t>(i);
      }
    }
    if (out[j] < 0) { out[j] = static_cast<std::int32_t>(j); }
  }
  return out;
}

}  // namespace

namespace {

// Whether every sum that the table needs can be held in a double.
bool countable(Problem const& p) {
  auto const size = [](auto v) { return std::abs(static_cast<double>(v)); };
  auto traffic = 0.0;
  auto farthest = 0.0;
  auto dearest = 0.0;
  for (auto const t : p.pairs.traffic) { traffic += size(t); }
  for (auto const d : p.pairs.distance) { farthest = std::max(farthest, size(d)); }
  for (auto const c : p.cost) { dearest = std::max(dearest, size(c)); }
  return 8.0 * traffic * farthest + dearest * p.items <= kExactMost;
}

}  // namespace

bool is_pure_swap(Problem const& p) {
  if (p.pairs.empty() || p.items != p.sites || p.resources != 1 || p.items == 0 ||
      !p.open_cost.empty() || !p.skip_cost.empty() || !p.apart.empty() || p.split) {
    return false;
  }
  auto const one = [](auto v) { return v == 1; };
  auto const cells = static_cast<std::size_t>(p.items) * p.items;
  return p.site.size() == cells && std::all_of(p.use.begin(), p.use.end(), one) &&
         std::all_of(p.capacity.begin(), p.capacity.end(), one) && countable(p);
}

Result<Placement> solve_swap_tabu(Problem const& p, Options const& options) {
  auto out = Placement{};
  out.bound = pair_bound(p, options);
  auto const group = alike(p);
  auto searches = std::vector<Tabu>{};
  for (auto k = 0; k != kSearches; ++k) {
    searches.emplace_back(p, group, options.seed * 1000 + k);
  }
  auto family = SwapFamily{p.items, kSearches, options.seed};
  auto const floor = std::max(out.bound.value_or(-kTotalMax), options.target.value_or(-kTotalMax));
  auto const done = [&] { return out.value && *out.value <= floor; };
  auto const keep = [&](Tabu const& search) {
    auto const value = static_cast<std::int64_t>(search.best());
    if (out.value && value >= *out.value) { return; }
    out.site_of = search.best_perm();
    out.value = value;
    out.seconds_to_value = now(options);
  };
  keep(searches.front());
  auto const round = std::clamp<std::int64_t>(options.moves / kSearches, 1, kRun * p.items);
  auto spent = std::int64_t{0};
  auto const stop = [&] { return done() || out_of_time(options); };
  while (p.items > 1 && spent + round * kSearches <= options.moves && !stop()) {
    auto starts = std::vector<std::vector<std::int32_t>>{};
    for (auto k = 0; k != kSearches; ++k) { starts.push_back(family.child()); }
    in_parallel(kSearches, options.threads, [&](int k) {
      searches[k].restart(starts[k]);
      searches[k].run(round, [&] { return out_of_time(options); });
    });
    spent += round * kSearches;
    for (auto const& search : searches) {
      keep(search);
      family.add(search.best_perm(), search.best());
    }
  }
  auto const value = judge(p, out);
  CJ_CHECK(value && *value == *out.value);
  auto const proved = out.bound && *out.value <= *out.bound;
  out.stop = proved                                            ? Stop::proved_best
             : options.target && *out.value <= *options.target ? Stop::target_reached
             : out_of_time(options)                            ? Stop::time_spent
                                                               : Stop::moves_spent;
  return out;
}

}  // namespace chengjie::place
