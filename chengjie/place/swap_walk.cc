#include "chengjie/place/swap_walk.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "chengjie/base/random.h"
#include "chengjie/place/swap_kernels.h"

namespace chengjie::place {
namespace {

constexpr auto kSmallMost = 1.0e9;  // changes up to here are counted in 32 bits
constexpr auto kStopEvery = 256;    // moves between two looks at the clock
constexpr auto kTenureMost = 8.0;   // by item

// What the items of a part pay each other where they stand is no linear cost of theirs.
void take_out_inner(SwapModel& part) {
  auto const n = static_cast<std::size_t>(part.n);
  for (auto i = std::size_t{0}; i != n; ++i) {
    auto const* t = part.traffic.data() + i * n;
    for (auto x = std::size_t{0}; x != n; ++x) {
      auto inner = 0.0;
      for (auto k = std::size_t{0}; k != n; ++k) {
        inner += t[k] * (part.distance[x * n + k] - part.distance[i * n + k]);
        if (!part.symmetric) {
          inner += part.traffic[k * n + i] * (part.distance[k * n + x] - part.distance[k * n + i]);
        }
      }
      part.linear[i * n + x] -= inner;
    }
  }
}

// `T` is unsigned 32 bits or double.
template <class T>
class Walk final : public SwapWalk {
  using S = Signed<T>;

 public:
  Walk(SwapModel const& model, std::uint64_t seed)
      : model_(model),
        n_(model.n),
        stride_((model.n + kSwapLanes - 1) / kSwapLanes * kSwapLanes),
        layers_(model.symmetric ? 1 : 2),
        random_(seed) {
    auto const cells = static_cast<std::size_t>(n_) * stride_;
    traffic_[0] = held(model.traffic, false);
    distance_ = held(model.distance, false);
    linear_ = held(model.linear, false);
    if (layers_ == 2) { traffic_[1] = held(model.traffic, true); }
    for (auto layer = 0; layer != layers_; ++layer) {
      here_[layer].resize(cells);
      u_[layer].resize(stride_);
      v_[layer].resize(stride_);
    }
    table_.resize(cells);
    delta_.resize(cells);
    tabu_.resize(cells);
    for (auto* row : {&column_r_, &column_s_, &own_, &fresh_}) { row->resize(stride_); }
    for (auto i = 0; i != n_; ++i) { alike_ = alike_ || model.group[i] != i; }
    least_.assign(n_, static_cast<S>(kNo<T>));
  }

  std::int64_t best() const override { return best_; }
  SitePlan const& best_plan() const override { return best_plan_; }
  SitePlan const& plan() const override { return plan_; }
  std::int64_t value() const override { return value_; }
  std::int64_t change(int i, int j) const override {
    if (model_.group[i] == model_.group[j]) { return 0; }
    return static_cast<std::int64_t>(static_cast<S>(delta_[cell(i, j)]));
  }

  void restart(SitePlan const& from) override {
    plan_ = from;
    std::fill(tabu_.begin(), tabu_.end(), 0);
    move_ = 0;
    value_ = cost_of(model_, plan_);
    place_distances();
    fill_table();
    for (auto i = 0; i != n_; ++i) {
      for (auto j = i + 1; j != n_; ++j) { delta_[cell(i, j)] = fresh(i, j); }
    }
    for (auto layer = 0; layer != layers_; ++layer) {
      std::fill(u_[layer].begin(), u_[layer].end(), T{});
    }
    settle(delta_.data(), u_[0].data(), u_[0].data(), least_.data(), n_, stride_);
    best_ = value_;
    best_plan_ = plan_;
  }

  SwapModel part(std::vector<std::int32_t> const& items) const override {
    auto out = SwapModel{};
    out.n = static_cast<int>(items.size());
    out.symmetric = layers_ == 1;
    for (auto const i : items) {
      for (auto const x : items) {
        out.traffic.push_back(read(traffic_[0][cell(i, x)]));
        out.distance.push_back(read(here_[0][cell(i, x)]));
        out.linear.push_back(read(table_[cell(i, x)] - table_[cell(i, i)]));
      }
    }
    take_out_inner(out);
    return out;
  }

  void go_to_best() override {
    auto items = std::vector<std::int32_t>{};
    auto to = std::vector<std::int32_t>{};
    for (auto i = 0; i != n_; ++i) {
      if (plan_[i] != best_plan_[i]) { items.push_back(i), to.push_back(best_plan_[i]); }
    }
    move_to(items, to);
  }

  void rearrange(std::vector<std::int32_t> const& items, SitePlan const& of_part) override {
    auto to = std::vector<std::int32_t>{};
    for (auto const site : of_part) { to.push_back(plan_[items[site]]); }
    move_to(items, to);
    if (value_ < best_) { best_ = value_, best_plan_ = plan_; }
  }

  void run(std::int64_t moves, std::function<bool()> const& stop) override {
    for (auto k = std::int64_t{0}; k != moves; ++k) {
      if (k % kStopEvery == 0 && stop()) { return; }
      step();
    }
  }

 private:
  std::size_t cell(int i, int j) const { return static_cast<std::size_t>(i) * stride_ + j; }

  static double read(T x) { return static_cast<double>(static_cast<S>(x)); }

  // These items to these sites, which are theirs in another order.
  void move_to(std::vector<std::int32_t> const& items, SitePlan const& to) {
    for (auto i = std::size_t{0}; i != items.size(); ++i) {
      if (plan_[items[i]] == to[i]) { continue; }
      auto j = i + 1;
      while (plan_[items[j]] != to[i]) { ++j; }
      auto const r = std::min(items[i], items[j]);
      auto const s = std::max(items[i], items[j]);
      value_ += change(r, s);
      swap(r, s);
    }
  }

  std::vector<T> held(std::vector<double> const& m, bool across) const {
    auto out = std::vector<T>(static_cast<std::size_t>(n_) * stride_);
    for (auto i = 0; i != n_; ++i) {
      for (auto j = 0; j != n_; ++j) {
        auto const x = m[static_cast<std::size_t>(across ? j : i) * n_ + (across ? i : j)];
        out[cell(i, j)] = static_cast<T>(static_cast<std::int64_t>(x));
      }
    }
    return out;
  }

  // The distances by item instead of by site, so that rows are read in order. The second layer is
  // the other direction.
  void place_distances() {
    for (auto i = 0; i != n_; ++i) {
      auto const* row = distance_.data() + cell(plan_[i], 0);
      for (auto k = 0; k != n_; ++k) {
        here_[0][cell(i, k)] = row[plan_[k]];
        if (layers_ == 2) { here_[1][cell(k, i)] = row[plan_[k]]; }
      }
    }
  }

  // table_[i][j]: what item i would pay at the site of item j, all others staying.
  void fill_table() {
    for (auto i = 0; i != n_; ++i) {
      auto* row = table_.data() + cell(i, 0);
      for (auto j = 0; j != n_; ++j) { row[j] = linear_[cell(i, plan_[j])]; }
      for (auto layer = 0; layer != layers_; ++layer) {
        add_rows(row, traffic_[layer].data() + cell(i, 0), here_[layers_ - 1 - layer].data(), n_,
                 stride_);
      }
    }
  }

  T fresh(int i, int j) const {
    if (model_.group[i] == model_.group[j]) { return kNo<T>; }
    auto const& t = traffic_[0];
    auto const& h = here_[0];
    auto const between = layers_ == 1
                             ? T{2} * t[cell(i, j)] * h[cell(i, j)]
                             : (t[cell(i, j)] + t[cell(j, i)]) * (h[cell(i, j)] + h[cell(j, i)]);
    return table_[cell(i, j)] + table_[cell(j, i)] - table_[cell(i, i)] - table_[cell(j, j)] +
           between;
  }

  void step() {
    ++move_;
    auto best_i = -1;
    auto best_j = -1;
    auto least = static_cast<S>(kNo<T>);
    auto const to_best = static_cast<double>(best_ - value_);
    auto const aspire = static_cast<S>(
        std::is_same_v<T, std::uint32_t> ? std::max(to_best, -2.0 * kSmallMost) : to_best);
    for (auto i = 0; i + 1 < n_; ++i) {
      if (least_[i] >= least) { continue; }
      auto const* row = delta_.data() + cell(i, 0);
      auto const* tabu_i = tabu_.data() + cell(i, 0);
      auto const site = plan_[i];
      for (auto j = i + 1; j != n_; ++j) {
        auto const delta = static_cast<S>(row[j]);
        if (delta >= least) { continue; }
        if (delta < aspire || tabu_i[plan_[j]] < move_ || tabu_[cell(j, site)] < move_) {
          best_i = i, best_j = j, least = delta;
        }
      }
    }
    if (best_i < 0) { return; }
    tabu_[cell(best_i, plan_[best_i])] = move_ + tenure();
    tabu_[cell(best_j, plan_[best_j])] = move_ + tenure();
    value_ += static_cast<std::int64_t>(least);
    swap(best_i, best_j);
    if (value_ < best_) { best_ = value_, best_plan_ = plan_; }
  }

  // Cubed, as Taillard's later code draws it: mostly short, sometimes very long.
  std::int32_t tenure() {
    auto const u = random_.unit();
    return static_cast<std::int32_t>(u * u * u * kTenureMost * n_) + 2;
  }

  void swap(int r, int s) {
    for (auto layer = 0; layer != layers_; ++layer) {
      auto& u = u_[layer];
      auto& v = v_[layer];
      auto const& t = traffic_[layer];
      auto const& h = here_[layer];
      for (auto k = 0; k != n_; ++k) {
        u[k] = t[cell(r, k)] - t[cell(s, k)];
        v[k] = h[cell(s, k)] - h[cell(r, k)];
      }
      add_product(table_.data(), u.data(), v.data(), n_, stride_);
    }
    for (auto k = 0; k != n_; ++k) {
      auto* row = table_.data() + cell(k, 0);
      std::swap(row[r], row[s]);
      column_r_[k] = row[r], column_s_[k] = row[s], own_[k] = row[k];
    }
    for (auto layer = 0; layer != layers_; ++layer) { swap_distances(here_[layer], r, s); }
    std::swap(plan_[r], plan_[s]);
    refresh(r, column_r_.data());
    refresh(s, column_s_.data());
    for (auto layer = 0; layer != layers_; ++layer) {
      settle(delta_.data(), u_[layer].data(), v_[layer].data(), least_.data(), n_, stride_);
    }
  }

  void swap_distances(std::vector<T>& m, int r, int s) {
    std::swap_ranges(m.begin() + static_cast<long>(cell(r, 0)),
                     m.begin() + static_cast<long>(cell(r, 0)) + n_,
                     m.begin() + static_cast<long>(cell(s, 0)));
    for (auto k = 0; k != n_; ++k) { std::swap(m[cell(k, r)], m[cell(k, s)]); }
  }

  // All changes of item x, such that they come out right once all pairs have been settled.
  // `column`: what the others would pay at its site.
  void refresh(int x, T const* column) {
    auto* to = fresh_.data();
    auto const* row = table_.data() + cell(x, 0);
    auto const* t = traffic_[0].data() + cell(x, 0);
    auto const* h = here_[0].data() + cell(x, 0);
    auto const own = row[x];
    if (layers_ == 1) {
      for (auto k = 0; k != n_; ++k) {
        to[k] = row[k] + column[k] - own - own_[k] + T{2} * t[k] * h[k];
      }
    } else {
      auto const* t_back = traffic_[1].data() + cell(x, 0);
      auto const* h_back = here_[1].data() + cell(x, 0);
      for (auto k = 0; k != n_; ++k) {
        to[k] = row[k] + column[k] - own - own_[k] + (t[k] + t_back[k]) * (h[k] + h_back[k]);
      }
    }
    for (auto k = 0; k != n_ && alike_; ++k) {
      if (model_.group[k] == model_.group[x]) { to[k] = kNo<T>; }
    }
    for (auto layer = 0; layer != layers_; ++layer) {
      auto const* u = u_[layer].data();
      auto const* v = v_[layer].data();
      for (auto k = 0; k != n_; ++k) { to[k] += (u[x] - u[k]) * (v[x] - v[k]); }
    }
    for (auto k = 0; k != x; ++k) { delta_[cell(k, x)] = to[k]; }
    std::copy(to + x + 1, to + n_, delta_.begin() + static_cast<long>(cell(x, x + 1)));
  }

  SwapModel const& model_;
  int n_;
  int stride_;
  int layers_;
  bool alike_{};  // some items are
  Random random_;
  std::array<std::vector<T>, 2> traffic_, here_, u_, v_;
  std::vector<T> distance_, linear_, table_, delta_, column_r_, column_s_, own_, fresh_;
  std::vector<S> least_;
  std::vector<std::int32_t> tabu_;
  SitePlan plan_, best_plan_;
  std::int64_t value_{};
  std::int64_t best_{};
  std::int32_t move_{};
};

}  // namespace

std::unique_ptr<SwapWalk> make_swap_walk(SwapModel const& model, std::uint64_t seed, bool wide) {
  if (!wide && model.change_most <= kSmallMost) {
    return std::make_unique<Walk<std::uint32_t>>(model, seed);
  }
  return std::make_unique<Walk<double>>(model, seed);
}

}  // namespace chengjie::place
