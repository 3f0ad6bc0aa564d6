#include "chengjie/economy/ario.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace chengjie::economy {
namespace {

constexpr double kCapitalPerValueAdded = 4;
constexpr double kMatters = 1e-5;  // an input under it (yearly flow to daily output) never binds
constexpr int kStepsMax = 100'000;

// numpy's allclose, on which the peer's stock rules rest.
bool agree(std::span<double const> a, std::span<double const> b) {
  for (std::size_t i = 0; i != a.size(); ++i) {
    if (!(std::abs(a[i] - b[i]) <= 1e-8 + 1e-5 * std::abs(b[i]))) { return false; }
  }
  return true;
}

double rounded(double value, double decimals) {
  auto const scale = std::pow(10.0, decimals);
  return std::nearbyint(value * scale) / scale;
}

// Orders are never stored: o_ij = z_ij * weight_i * order_kj / base_kj, with k the sector of i.
class Run {
 public:
  Run(ArioModel const& m, ArioEvent const& e)
      : m_(m),
        e_(e),
        n_(m.x.size()),
        s_(m.sectors),
        x0_(n_),
        f0_(n_),
        capital_(ario_capital(m)),
        inputs_(s_, n_),
        per_output_(s_, n_),
        stock_(s_, n_),
        ratio_(s_, n_),
        binds_(s_, n_),
        weight_(n_, 1.0),
        alpha_(n_, m.overproduction_base),
        demand_(n_),
        capacity_(n_),
        production_(n_),
        delivered_(n_),
        unmet_(m.demand.columns()),
        rebuild_(n_),
        rebuild_made_(n_),
        to_recover_(n_),
        lost_(n_),
        add_(s_, n_),
        base_(s_, n_),
        goal_(s_, n_),
        use_(s_, n_) {
    for (std::size_t i = 0; i != n_; ++i) {
      x0_[i] = m.x[i] / m.steps_per_year;
      for (auto const v : m.demand.row(i)) { f0_[i] += v / m.steps_per_year; }
      auto in = inputs_.row(i % s_);
      auto const row = m.z.row(i);
      for (std::size_t j = 0; j != n_; ++j) { in[j] += row[j]; }
    }
    for (std::size_t k = 0; k != s_; ++k) {
      for (std::size_t j = 0; j != n_; ++j) {
        per_output_(k, j) = m.x[j] > 0 ? inputs_(k, j) / m.x[j] : 0;
        stock_(k, j) = x0_[j] * per_output_(k, j) * m.inventory_steps;
        ratio_(k, j) = 1 / m.steps_per_year;
        binds_(k, j) =
            inputs_(k, j) > kMatters * x0_[j] ? per_output_(k, j) * m.inventory_steps * m.psi : 0;
      }
    }
  }

  void step(int t, std::function<void(ArioStep const&)> const& seen) {
    begin_event(t);
    sum_demand();
    if (t > 1) { overproduce(); }
    produce();
    deliver();
    seen({t, capacity_, production_, unmet_, rebuild_, rebuild_made_, to_recover_});
    recover(t);
    restock();
  }

 private:
  double factor(std::size_t i) const { return (1 - lost_[i]) * alpha_[i]; }

  void begin_event(int t) {
    auto const arbitrary = e_.kind == ArioEvent::Kind::arbitrary;
    if (t == e_.occurrence + (arbitrary ? 1 : 0)) {
      for (std::size_t j = 0; j != n_; ++j) {
        if (arbitrary) {
          lost_[j] = e_.loss[j];
        } else {
          to_recover_[j] = e_.loss[j];
          lost_[j] = capital_[j] > 0 ? e_.loss[j] / capital_[j] : 0;
        }
      }
    }
    if (e_.kind == ArioEvent::Kind::rebuild && t == e_.occurrence + e_.duration) { address(); }
    if (!works_.empty()) {
      std::fill(rebuild_.begin(), rebuild_.end(), 0.0);
      for (auto const& w : works_) { rebuild_[w.supplier] += w.left / e_.tau; }
    }
  }

  // Who is asked to rebuild: by the shares in which each damaged industry buys from the regions.
  void address() {
    for (std::size_t j = 0; j != n_; ++j) {
      if (!(e_.loss[j] > 0)) { continue; }
      for (std::size_t k = 0; k != s_; ++k) {
        if (!(e_.rebuilders[k] > 0)) { continue; }
        auto made = 0.0;
        for (auto i = k; i < n_; i += s_) { made += m_.x[i]; }
        for (auto i = k; i < n_; i += s_) {
          auto const share =
              inputs_(k, j) > 0 ? m_.z(i, j) / inputs_(k, j) : (made > 0 ? m_.x[i] / made : 0);
          if (share > 0) { works_.push_back({i, j, e_.loss[j] * e_.rebuilders[k] * share}); }
        }
      }
    }
  }

  void sum_demand() {
    for (std::size_t i = 0; i != n_; ++i) {
      demand_[i] = weight_[i] * solve::dot(m_.z.row(i), ratio_.row(i % s_)) + f0_[i] + rebuild_[i];
    }
  }

  void overproduce() {
    for (std::size_t i = 0; i != n_; ++i) {
      auto const scarcity = demand_[i] > 0 ? (demand_[i] - production_[i]) / demand_[i] : 0;
      auto change = (m_.overproduction_max - alpha_[i]) * scarcity;
      if (scarcity == 0) { change += m_.overproduction_base - alpha_[i]; }
      alpha_[i] = std::max(1.0, alpha_[i] + change / m_.overproduction_tau);
    }
  }

  void produce() {
    for (std::size_t j = 0; j != n_; ++j) {
      capacity_[j] = x0_[j] * factor(j);
      production_[j] = std::min(demand_[j], capacity_[j]);
      limit_[j] = 1;
    }
    for (std::size_t k = 0; k != s_; ++k) {
      auto const stock = stock_.row(k);
      auto const binds = binds_.row(k);
      for (std::size_t j = 0; j != n_; ++j) {
        auto const need = production_[j] * binds[j];
        if (need > 0 && stock[j] < need) { limit_[j] = std::min(limit_[j], stock[j] / need); }
      }
    }
    for (std::size_t j = 0; j != n_; ++j) { production_[j] *= limit_[j]; }
  }

  // In proportion to demand, whoever asks.
  void deliver() {
    std::fill(unmet_.begin(), unmet_.end(), 0.0);
    for (std::size_t i = 0; i != n_; ++i) {
      delivered_[i] = demand_[i] > 0 ? production_[i] / demand_[i] : 0;
      rebuild_made_[i] = rebuild_[i] * delivered_[i];
      auto const row = m_.demand.row(i);
      for (std::size_t c = 0; c != row.size(); ++c) {
        unmet_[c] += row[c] / m_.steps_per_year * (1 - delivered_[i]);
      }
    }
  }

  void recover(int t) {
    auto const since = t - e_.occurrence - e_.duration;
    if (since < 0 || t < e_.occurrence) { return; }
    if (e_.kind == ArioEvent::Kind::rebuild) { return rebuild(); }
    auto const left = e_.curve == ArioEvent::Curve::linear
                          ? std::max(0.0, 1 - since / e_.tau)
                          : std::pow(std::max(0.0, 1 - 1 / e_.tau), since);
    auto const arbitrary = e_.kind == ArioEvent::Kind::arbitrary;
    if (arbitrary && t < e_.occurrence + 1) { return; }
    auto const decimals = arbitrary ? 6 : std::floor(std::log10(std::max(m_.unit, 1.0))) + 1;
    for (std::size_t j = 0; j != n_; ++j) {
      if (!(e_.loss[j] > 0)) { continue; }
      auto const now = rounded(e_.loss[j] * left, decimals);
      if (arbitrary) {
        lost_[j] = std::min(now, 1.0);
      } else {
        to_recover_[j] = now;
        lost_[j] = capital_[j] > 0 ? std::min(now / capital_[j], 1.0) : 0;
      }
    }
  }

  void rebuild() {
    std::fill(rebuild_.begin(), rebuild_.end(), 0.0);
    std::fill(to_recover_.begin(), to_recover_.end(), 0.0);
    for (auto& w : works_) {
      w.left = std::max(0.0, w.left - w.left / e_.tau * delivered_[w.supplier]);
      rebuild_[w.supplier] += w.left / e_.tau;
      to_recover_[w.buyer] += w.left;
    }
    for (std::size_t j = 0; j != n_; ++j) {
      lost_[j] = capital_[j] > 0 ? to_recover_[j] / capital_[j] : 0;
    }
  }

  // What arrived goes into stock, what was used leaves it; the gap to the wanted stock is ordered.
  // One pass over the flows serves this step's deliveries and the next step's shares.
  void restock() {
    auto const next = next_weights();
    std::fill(add_.cells().begin(), add_.cells().end(), 0.0);
    std::fill(base_.cells().begin(), base_.cells().end(), 0.0);
    for (std::size_t i = 0; i != n_; ++i) {
      auto const sent = weight_[i] * delivered_[i];
      auto const share = next[i];
      auto const* flow = m_.z.row(i).data();
      auto* add = add_.row(i % s_).data();
      auto* base = base_.row(i % s_).data();
      for (std::size_t j = 0; j != n_; ++j) {
        add[j] += sent * flow[j];
        base[j] += share * flow[j];
      }
    }
    auto const wanted = wanted_production();
    for (std::size_t k = 0; k != s_; ++k) {
      for (std::size_t j = 0; j != n_; ++j) {
        add_(k, j) *= ratio_(k, j);
        use_(k, j) = production_[j] * per_output_(k, j);
        goal_(k, j) = wanted[j] * per_output_(k, j) * m_.inventory_steps;
      }
    }
    if (!agree(add_.cells(), use_.cells())) {
      for (std::size_t i = 0; i != add_.cells().size(); ++i) {
        stock_.cells()[i] += add_.cells()[i] - use_.cells()[i];
      }
    }
    auto const full = agree(stock_.cells(), goal_.cells());
    for (std::size_t i = 0; i != ratio_.cells().size(); ++i) {
      auto const gap = full ? 0.0 : std::max(0.0, goal_.cells()[i] - stock_.cells()[i]);
      auto const order = gap / m_.restoration_tau + use_.cells()[i];
      ratio_.cells()[i] = base_.cells()[i] > 0 ? order / base_.cells()[i] : 0;
    }
    weight_ = next;
  }

  std::vector<double> next_weights() const {
    std::vector<double> out(n_, 1.0);
    if (!m_.alternative_suppliers) { return out; }
    for (std::size_t i = 0; i != n_; ++i) { out[i] = x0_[i] > 0 ? capacity_[i] / x0_[i] : 0; }
    return out;
  }

  // What production is wanted: demand less what this step has rebuilt, within capacity. The peer
  // takes both as they were before recovery, and so do we.
  std::vector<double> wanted_production() const {
    std::vector<double> out(n_);
    for (std::size_t i = 0; i != n_; ++i) {
      out[i] = std::min(demand_[i] - rebuild_made_[i], capacity_[i]);
    }
    return out;
  }

  struct Work {
    std::size_t supplier{}, buyer{};
    double left{};
  };

  ArioModel const& m_;
  ArioEvent const& e_;
  std::size_t n_, s_;
  std::vector<double> x0_, f0_, capital_;
  Matrix inputs_, per_output_, stock_, ratio_, binds_;
  std::vector<double> weight_, alpha_, demand_, capacity_, production_, delivered_, unmet_,
      rebuild_, rebuild_made_, to_recover_, lost_;
  Matrix add_, base_, goal_, use_;
  std::vector<double> limit_ = std::vector<double>(m_.x.size());
  std::vector<Work> works_;
};

std::optional<Error> problem(ArioModel const& m, ArioEvent const& e, int steps) {
  auto const bad = [](std::string what) { return Error{Code::bad_input, std::move(what), "", ""}; };
  auto const n = m.x.size();
  if (n == 0 || m.sectors == 0 || n % m.sectors != 0 || m.z.rows() != n || m.z.columns() != n ||
      m.demand.rows() != n || e.loss.size() != n) {
    return bad("冲击模型的表、需求或损失的大小不一致");
  }
  for (auto const cells : {m.z.cells(), m.demand.cells(), std::span<double const>(m.x),
                           std::span<double const>(e.loss)}) {
    if (!solve::all_finite(cells)) { return bad("冲击模型的数据中有不是数的格"); }
  }
  if (std::any_of(m.z.cells().begin(), m.z.cells().end(), [](double v) { return v < 0; }) ||
      std::any_of(m.x.begin(), m.x.end(), [](double v) { return v < 0; })) {
    return bad("冲击模型的中间流量或总产出为负");
  }
  for (auto const v : {m.steps_per_year, m.overproduction_tau, m.inventory_steps, m.psi,
                       m.restoration_tau, e.tau, m.unit}) {
    if (!(v > 0) || !std::isfinite(v)) { return bad("冲击模型的时间参数应为正数"); }
  }
  if (!(m.overproduction_base >= 0) || !(m.overproduction_max >= m.overproduction_base)) {
    return bad("超产上限应不低于基准");
  }
  if (e.occurrence < 0 || e.duration < 0 || e.occurrence > kStepsMax || e.duration > kStepsMax) {
    return bad("冲击的发生或持续步数不合理");
  }
  if (steps < 1 || steps > kStepsMax) { return bad("步数应在 1 至 100000 之间"); }
  auto const capital = ario_capital(m);
  for (std::size_t j = 0; j != n; ++j) {
    auto const most = e.kind == ArioEvent::Kind::arbitrary ? 1 : capital[j];
    if (e.loss[j] < 0 || e.loss[j] > most) {
      return bad("第 " + std::to_string(j + 1) + " 个产业的损失为负，或超过它的全部资本（产能）");
    }
  }
  if (e.kind != ArioEvent::Kind::rebuild) { return std::nullopt; }
  auto sum = 0.0;
  for (auto const share : e.rebuilders) { sum += share; }
  if (e.rebuilders.size() != m.sectors || std::abs(sum - 1) > 1e-6 ||
      std::any_of(e.rebuilders.begin(), e.rebuilders.end(), [](double s) { return s < 0; })) {
    return bad("承担重建的各部门份额应不为负，且合计为 1");
  }
  return std::nullopt;
}

}  // namespace

std::vector<double> ario_capital(ArioModel const& m) {
  auto out = m.x;
  auto const inputs = solve::sum_of_columns(m.z);
  for (std::size_t j = 0; j != out.size(); ++j) {
    out[j] = kCapitalPerValueAdded * std::max(0.0, m.x[j] - inputs[j]);
  }
  return out;
}

Result<Done> ario(ArioModel const& model, ArioEvent const& event, int steps,
                  std::function<void(ArioStep const&)> const& seen) {
  if (auto const wrong = problem(model, event, steps)) { return *wrong; }
  Run run(model, event);
  for (auto t = 0; t != steps; ++t) { run.step(t, seen); }
  return kDone;
}

}  // namespace chengjie::economy
