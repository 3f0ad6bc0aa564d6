#include "chengjie/place/swap_tabu.h"

#include <algorithm>
#include <numeric>

#include "chengjie/base/random.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/pair_bound.h"

namespace chengjie::place {
namespace {

constexpr auto kSearches = 4;           // logical searches, whatever the threads
constexpr auto kExactMost = 1LL << 52;  // doubles count exactly up to here

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__clang__)
#define CJ_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define CJ_WIDE
#endif

// row[k] += (ui - u[k]) * (vi - v[k]); all are integers held exactly, so that the order and the
// width of the operations cannot change the answer.
CJ_WIDE void add_products(double* row, double const* u, double const* v, double ui, double vi,
                          int n) {
  for (auto k = 0; k < n; ++k) { row[k] += (ui - u[k]) * (vi - v[k]); }
}

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
    delta_.resize(cells);
    tabu_.resize(cells);
    perm_.resize(n_);
    std::iota(perm_.begin(), perm_.end(), 0);
    shuffle(n_);
    best_perm_ = perm_;
    restart(perm_);
  }

  double best() const { return best_; }
  std::vector<std::int32_t> const& best_perm() const { return best_perm_; }
  std::int64_t since_best() const { return move_ - best_move_; }

  void restart(std::vector<std::int32_t> const& from) {
    perm_ = from;
    std::fill(tabu_.begin(), tabu_.end(), 0);
    value_ = value();
    for (auto i = 0; i != n_; ++i) {
      for (auto j = i + 1; j != n_; ++j) { delta_[cell(i, j)] = fresh_delta(i, j); }
    }
    keep();
    best_move_ = move_;
  }

  // Moves a random set of `count` items among their sites.
  std::vector<std::int32_t> shaken(std::vector<std::int32_t> from, int count) {
    auto picked = std::vector<int>(n_);
    std::iota(picked.begin(), picked.end(), 0);
    for (auto k = 0; k < count; ++k) {
      std::swap(picked[k],
                picked[k + static_cast<int>(random_.below(static_cast<std::uint32_t>(n_ - k)))]);
    }
    for (auto k = 0; k + 1 < count; ++k) { std::swap(from[picked[k]], from[picked[k + 1]]); }
    return from;
  }

  void run(std::int64_t moves, std::function<bool()> const& stop) {
    for (auto k = std::int64_t{0}; k != moves; ++k) {
      if (k % 256 == 0 && stop()) { return; }
      step();
    }
  }

  std::uint32_t draw(int bound) { return random_.below(static_cast<std::uint32_t>(bound)); }

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

  void shuffle(int count) {
    for (auto k = count - 1; k > 0; --k) { std::swap(perm_[k], perm_[draw(k + 1)]); }
  }

  double value() const {
    auto total = 0.0;
    for (auto i = 0; i != n_; ++i) {
      total += linear_[cell(i, perm_[i])];
      for (auto j = 0; j != n_; ++j) { total += a_[cell(i, j)] * b_[cell(perm_[i], perm_[j])]; }
    }
    return total;
  }

  double fresh_delta(int i, int j) const {
    auto const x = perm_[i];
    auto const y = perm_[j];
    auto d = (a_[cell(i, i)] - a_[cell(j, j)]) * (b_[cell(y, y)] - b_[cell(x, x)]) +
             (a_[cell(i, j)] - a_[cell(j, i)]) * (b_[cell(y, x)] - b_[cell(x, y)]);
    for (auto k = 0; k != n_; ++k) {
      if (k == i || k == j) { continue; }
      auto const z = perm_[k];
      d += (a_[cell(k, i)] - a_[cell(k, j)]) * (b_[cell(z, y)] - b_[cell(z, x)]) +
           (a_[cell(i, k)] - a_[cell(j, k)]) * (b_[cell(y, z)] - b_[cell(x, z)]);
    }
    return d;
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
    // Before the swap: u and v by item; see the header for the source of the update.
    auto const x = perm_[r];
    auto const y = perm_[s];
    u_.resize(n_), v_.resize(n_), w_.resize(n_), z_.resize(n_);
    for (auto k = 0; k != n_; ++k) {
      u_[k] = a_[cell(r, k)] - a_[cell(s, k)];
      v_[k] = b_[cell(x, perm_[k])] - b_[cell(y, perm_[k])];
      w_[k] = a_[cell(k, r)] - a_[cell(k, s)];
      z_[k] = b_[cell(perm_[k], x)] - b_[cell(perm_[k], y)];
    }
    if (symmetric_) {
      for (auto& v : v_) { v *= 2.0; }
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
    if (value_ < best_) { best_ = value_, best_perm_ = perm_, best_move_ = move_; }
  }

  int n_;
  Random random_;
  std::vector<std::int32_t> const& group_;
  std::vector<double> a_, b_, linear_, delta_, u_, v_, w_, z_;
  std::vector<std::int64_t> tabu_;
  std::vector<std::int32_t> perm_, best_perm_;
  bool symmetric_{};
  bool plain_{};
  double value_{};
  double best_{1e300};
  std::int64_t move_{};
  std::int64_t best_move_{};
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

bool is_pure_swap(Problem const& p) {
  if (p.pairs.empty() || p.items != p.sites || p.resources != 1 || p.items == 0 ||
      !p.open_cost.empty() || !p.skip_cost.empty() || !p.apart.empty() || p.split) {
    return false;
  }
  auto const one = [](auto v) { return v == 1; };
  auto const cells = static_cast<std::size_t>(p.items) * p.items;
  return p.site.size() == cells && std::all_of(p.use.begin(), p.use.end(), one) &&
         std::all_of(p.capacity.begin(), p.capacity.end(), one);
}

Result<Placement> solve_swap_tabu(Problem const& p, Options const& options) {
  auto largest_t = std::int64_t{0};
  auto largest_d = std::int64_t{0};
  for (auto const t : p.pairs.traffic) { largest_t = std::max(largest_t, std::abs(t)); }
  for (auto const d : p.pairs.distance) { largest_d = std::max(largest_d, std::abs(d)); }
  auto const cells = static_cast<double>(p.items) * p.items;
  if (8.0 * cells * static_cast<double>(largest_t) * static_cast<double>(largest_d) >
      1e3 * static_cast<double>(kExactMost)) {
    return Error{Code::limit, "往来与距离之积过大，不能精确计算", "", "请缩小单位"};
  }
  auto out = Placement{};
  out.bound = pair_bound(p, options);
  auto const group = alike(p);
  auto searches = std::vector<Tabu>{};
  for (auto k = 0; k != kSearches; ++k) {
    searches.emplace_back(p, group, options.seed * 1000 + k);
  }
  auto const floor = std::max(out.bound.value_or(-kTotalMax), options.target.value_or(-kTotalMax));
  auto const done = [&] { return out.value && *out.value <= floor; };
  auto const keep = [&] {
    for (auto const& search : searches) {
      auto const value = static_cast<std::int64_t>(search.best());
      if (out.value && value >= *out.value) { continue; }
      out.site_of = search.best_perm();
      out.value = value;
      out.seconds_to_value = now(options);
    }
  };
  keep();
  // A round is short enough to answer the clock and long enough to be worth the threads.
  auto const usual =
      std::max<std::int64_t>(200, 1'500'000 / (static_cast<std::int64_t>(p.items) * p.items));
  auto const round = std::clamp<std::int64_t>(options.moves / kSearches, 1, usual);
  auto spent = std::int64_t{0};
  while (!done() && p.items > 1 && spent + round * kSearches <= options.moves &&
         !out_of_time(options)) {
    in_parallel(kSearches, options.threads, [&](int k) {
      auto const stop = [&] { return out_of_time(options); };
      searches[k].run(round, stop);
    });
    spent += round * kSearches;
    keep();
    for (auto k = 0; k != kSearches; ++k) {
      auto& search = searches[k];
      // Half of the searches are patient; the others soon go on from a plan shaken a little, which
      // is what structured instances (Taillard b and e) need.
      auto const patient = k % 2 == 0;
      if (search.since_best() < (patient ? 1500LL : 40LL) * p.items) { continue; }
      auto const share =
          4 + static_cast<int>(search.draw(std::max(1, p.items / (patient ? 3 : 6))));
      auto const& from = search.draw(2) == 0 ? out.site_of : search.best_perm();
      search.restart(search.shaken(from, std::min(share, p.items)));
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
