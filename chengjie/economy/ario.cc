#include "chengjie/economy/ario.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "chengjie/economy/ario_losses.h"

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

// Orders are never stored: o_ij = z_ij * weight_i * order_kj / base_kj, with k the sector of i.
class Run {
 public:
  Run(ArioModel const& m, std::vector<ArioEvent> const& events)
      : m_(m),
        n_(m.x.size()),
        s_(m.sectors),
        x0_(n_),
        f0_(n_),
        inputs_(s_, n_),
        losses_(m, events, inputs_),
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
        rebuild_made_(n_),
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
      // An endless stock never binds and is never filled: it is kept as none at all.
      auto const days = m.inventories.empty() ? m.inventory_steps : m.inventories[k];
      steps_.push_back(std::isfinite(days) ? days : 0);
      for (std::size_t j = 0; j != n_; ++j) {
        per_output_(k, j) = m.x[j] > 0 ? inputs_(k, j) / m.x[j] : 0;
        stock_(k, j) = x0_[j] * per_output_(k, j) * steps_[k];
        ratio_(k, j) = 1 / m.steps_per_year;
        binds_(k, j) =
            inputs_(k, j) > kMatters * x0_[j] ? per_output_(k, j) * steps_[k] * m.psi : 0;
      }
    }
  }

  void step(int t, std::function<void(ArioStep const&)> const& seen) {
    losses_.begin(t);
    sum_demand();
    if (t > 1) { overproduce(); }
    produce();
    deliver();
    seen({t, capacity_, production_, unmet_, losses_.rebuild(), rebuild_made_,
          losses_.to_recover()});
    losses_.recover(t, delivered_);
    restock();
  }

 private:
  double factor(std::size_t i) const { return (1 - losses_.lost()[i]) * alpha_[i]; }

  void sum_demand() {
    for (std::size_t i = 0; i != n_; ++i) {
      demand_[i] =
          weight_[i] * solve::dot(m_.z.row(i), ratio_.row(i % s_)) + f0_[i] + losses_.rebuild()[i];
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
      rebuild_made_[i] = losses_.rebuild()[i] * delivered_[i];
      auto const row = m_.demand.row(i);
      for (std::size_t c = 0; c != row.size(); ++c) {
        unmet_[c] += row[c] / m_.steps_per_year * (1 - delivered_[i]);
      }
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
        goal_(k, j) = wanted[j] * per_output_(k, j) * steps_[k];
      }
    }
    if (!agree(add_.cells(), use_.cells())) {
      for (std::size_t k = 0; k != s_; ++k) {
        if (!(steps_[k] > 0)) { continue; }
        for (std::size_t j = 0; j != n_; ++j) { stock_(k, j) += add_(k, j) - use_(k, j); }
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

  ArioModel const& m_;
  std::size_t n_, s_;
  std::vector<double> x0_, f0_, steps_;
  Matrix inputs_;
  ArioLosses losses_;
  Matrix per_output_, stock_, ratio_, binds_;
  std::vector<double> weight_, alpha_, demand_, capacity_, production_, delivered_, unmet_,
      rebuild_made_;
  Matrix add_, base_, goal_, use_;
  std::vector<double> limit_ = std::vector<double>(m_.x.size());
};

Error bad(std::string what) { return {Code::bad_input, std::move(what), "", ""}; }

bool positive(double v) { return v > 0 && std::isfinite(v); }

std::optional<Error> problem(ArioModel const& m) {
  auto const n = m.x.size();
  if (n == 0 || m.sectors == 0 || n % m.sectors != 0 || m.z.rows() != n || m.z.columns() != n ||
      m.demand.rows() != n || (!m.inventories.empty() && m.inventories.size() != m.sectors)) {
    return bad("冲击模型的表、需求或库存的大小不一致");
  }
  for (auto const cells : {m.z.cells(), m.demand.cells(), std::span<double const>(m.x)}) {
    if (!solve::all_finite(cells)) { return bad("冲击模型的数据中有不是数的格"); }
  }
  auto const negative = [](double v) { return v < 0; };
  if (std::any_of(m.z.cells().begin(), m.z.cells().end(), negative) ||
      std::any_of(m.x.begin(), m.x.end(), negative)) {
    return bad("冲击模型的中间流量或总产出为负");
  }
  for (auto const v : {m.steps_per_year, m.overproduction_tau, m.inventory_steps, m.psi,
                       m.restoration_tau, m.unit}) {
    if (!positive(v)) { return bad("冲击模型的时间参数应为正数"); }
  }
  if (!std::all_of(m.inventories.begin(), m.inventories.end(), [](double v) { return v > 0; })) {
    return bad("各部门的库存步数应为正数");
  }
  if (!(m.overproduction_base >= 0) || !(m.overproduction_max >= m.overproduction_base) ||
      !std::isfinite(m.overproduction_max)) {
    return bad("超产上限应不低于基准");
  }
  return std::nullopt;
}

std::optional<Error> problem(ArioModel const& m, std::vector<double> const& capital,
                             ArioEvent const& e) {
  if (e.loss.size() != m.x.size() || !solve::all_finite(e.loss)) {
    return bad("冲击的损失与产业的个数不一致，或不是数");
  }
  if (!positive(e.tau)) { return bad("冲击的恢复（重建）步数应为正数"); }
  if (e.occurrence < 0 || e.duration < 0 || e.occurrence > kStepsMax || e.duration > kStepsMax) {
    return bad("冲击的发生或持续步数不合理");
  }
  for (std::size_t j = 0; j != e.loss.size(); ++j) {
    auto const most = e.kind == ArioEvent::Kind::arbitrary ? 1 : capital[j];
    if (e.loss[j] < 0 || e.loss[j] > most) {
      return bad("第 " + std::to_string(j + 1) + " 个产业的损失为负，或超过它的全部资本（产能）");
    }
  }
  if (e.kind != ArioEvent::Kind::rebuild) { return std::nullopt; }
  auto sum = 0.0;
  for (auto const share : e.rebuilders) { sum += share; }
  if (e.rebuilders.size() != m.sectors || !(std::abs(sum - 1) <= 1e-6) ||
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

Result<Done> ario(ArioModel const& model, std::vector<ArioEvent> const& events, int steps,
                  std::function<void(ArioStep const&)> const& seen) {
  if (steps < 1 || steps > kStepsMax) { return bad("步数应在 1 至 100000 之间"); }
  if (auto const wrong = problem(model)) { return *wrong; }
  auto const capital = ario_capital(model);
  for (auto const& event : events) {
    if (auto const wrong = problem(model, capital, event)) { return *wrong; }
  }
  Run run(model, events);
  for (auto t = 0; t != steps; ++t) { run.step(t, seen); }
  return kDone;
}

Result<Done> ario(ArioModel const& model, ArioEvent const& event, int steps,
                  std::function<void(ArioStep const&)> const& seen) {
  return ario(model, std::vector<ArioEvent>{event}, steps, seen);
}

}  // namespace chengjie::economy
