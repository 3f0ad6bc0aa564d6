// ARIO as section 4.8 of the methods tells it, with every order stored and one line a sentence:
// slow and plain. ario.cc, which never stores an order, must give the same path.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "chengjie/base/random.h"
#include "chengjie/economy/ario.h"

namespace chengjie::economy {
namespace {

using Column = std::vector<double>;

bool close(Matrix const& a, Matrix const& b) {
  auto same = true;
  for (std::size_t i = 0; i != a.cells().size(); ++i) {
    same = same && std::abs(a.cells()[i] - b.cells()[i]) <= 1e-8 + 1e-5 * std::abs(b.cells()[i]);
  }
  return same;
}

struct Path {
  std::vector<Column> production, capacity, asked, to_recover;
  // The first step at which demand equals the last production but for rounding while capacity is
  // still stretched: "q = 0" then hangs on the order of sums, and paths may part.
  std::size_t sure{};
};

Path plain(ArioModel const& m, std::vector<ArioEvent> const& events, int steps) {
  auto const n = m.x.size(), kinds = m.sectors;
  auto const capital = ario_capital(m);
  auto const day = [&](double yearly) { return yearly / m.steps_per_year; };
  auto const theta = [&](std::size_t k) {
    return m.inventories.empty() ? m.inventory_steps : m.inventories[k];
  };
  Matrix kind(kinds, n), t(kinds, n), stock(kinds, n), orders(n, n);
  for (std::size_t i = 0; i != n; ++i) {
    for (std::size_t j = 0; j != n; ++j) {
      kind(i % kinds, j) += m.z(i, j);
      orders(i, j) = day(m.z(i, j));
    }
  }
  for (std::size_t k = 0; k != kinds; ++k) {
    for (std::size_t j = 0; j != n; ++j) {
      t(k, j) = m.x[j] > 0 ? kind(k, j) / m.x[j] : 0;
      stock(k, j) = std::isinf(theta(k)) ? HUGE_VAL : day(m.x[j]) * t(k, j) * theta(k);
    }
  }
  // left[e](i, j): what event e still asks of i for j.
  std::vector<Matrix> left(events.size(), Matrix(n, n));
  std::vector<Column> damage(events.size(), Column(n));
  Column alpha(n, m.overproduction_base), x(n);
  Path path;
  path.sure = static_cast<std::size_t>(steps);
  for (auto step = 0; step != steps; ++step) {
    Column d(n), lost(n), recover(n), asked(n), cap(n), rebuilt(n);
    for (std::size_t e = 0; e != events.size(); ++e) {
      auto const& event = events[e];
      auto const late = event.kind == ArioEvent::Kind::arbitrary ? 1 : 0;
      if (step == event.occurrence + late) { damage[e] = event.loss; }
      if (event.kind != ArioEvent::Kind::rebuild || step != event.occurrence + event.duration) {
        continue;
      }
      for (std::size_t i = 0; i != n; ++i) {
        for (std::size_t j = 0; j != n; ++j) {
          auto const k = i % kinds;
          if (kind(k, j) > 0) {
            left[e](i, j) = event.loss[j] * event.rebuilders[k] * m.z(i, j) / kind(k, j);
          }
        }
      }
    }
    for (std::size_t e = 0; e != events.size(); ++e) {
      for (std::size_t j = 0; j != n; ++j) {
        if (events[e].kind == ArioEvent::Kind::arbitrary) {
          lost[j] = std::max(lost[j], damage[e][j]);
        } else {
          recover[j] += damage[e][j];
        }
        for (std::size_t i = 0; i != n; ++i) { asked[i] += left[e](i, j) / events[e].tau; }
      }
    }
    for (std::size_t j = 0; j != n; ++j) {
      if (capital[j] > 0) { lost[j] = std::min(1.0, lost[j] + recover[j] / capital[j]); }
    }
    for (std::size_t i = 0; i != n; ++i) {
      for (std::size_t j = 0; j != n; ++j) { d[i] += orders(i, j); }
      for (auto const v : m.demand.row(i)) { d[i] += day(v); }
      d[i] += asked[i];
      auto const q = d[i] > 0 ? (d[i] - x[i]) / d[i] : 0;
      if (step > 1) {
        if (std::abs(q) < 1e-12 && alpha[i] > 1) {
          path.sure = std::min(path.sure, static_cast<std::size_t>(step));
        }
        auto const back = q == 0 ? m.overproduction_base - alpha[i] : 0;
        alpha[i] += ((m.overproduction_max - alpha[i]) * q + back) / m.overproduction_tau;
        alpha[i] = std::max(1.0, alpha[i]);
      }
      cap[i] = day(m.x[i]) * (1 - lost[i]) * alpha[i];
      x[i] = std::min(d[i], cap[i]);
    }
    for (std::size_t j = 0; j != n; ++j) {
      auto limit = 1.0;
      for (std::size_t k = 0; k != kinds; ++k) {
        auto const need = x[j] * t(k, j) * theta(k) * m.psi;
        if (std::isinf(theta(k)) || !(kind(k, j) > 1e-5 * day(m.x[j])) || !(need > 0)) { continue; }
        limit = std::min(limit, stock(k, j) / need);
      }
      x[j] *= limit;
    }
    path.production.push_back(x);
    path.capacity.push_back(cap);
    path.asked.push_back(asked);
    path.to_recover.push_back(recover);
    Matrix came(kinds, n), used(kinds, n), goal(kinds, n);
    auto const filled = [&](std::size_t i) { return d[i] > 0 ? x[i] / d[i] : 0; };
    for (std::size_t i = 0; i != n; ++i) {
      rebuilt[i] = asked[i] * filled(i);
      for (std::size_t j = 0; j != n; ++j) { came(i % kinds, j) += orders(i, j) * filled(i); }
    }
    for (std::size_t k = 0; k != kinds; ++k) {
      for (std::size_t j = 0; j != n; ++j) {
        used(k, j) = x[j] * t(k, j);
        goal(k, j) = std::isinf(theta(k))
                         ? HUGE_VAL
                         : std::min(d[j] - rebuilt[j], cap[j]) * t(k, j) * theta(k);
      }
    }
    if (!close(came, used)) {
      for (std::size_t i = 0; i != stock.cells().size(); ++i) {
        stock.cells()[i] += came.cells()[i] - used.cells()[i];
      }
    }
    for (std::size_t e = 0; e != events.size(); ++e) {
      auto const& event = events[e];
      auto const since = step - event.occurrence - event.duration;
      auto const arbitrary = event.kind == ArioEvent::Kind::arbitrary;
      if (since < 0 || (arbitrary && step == event.occurrence)) { continue; }
      auto const decimals = arbitrary ? 6 : std::floor(std::log10(m.unit)) + 1;
      for (std::size_t j = 0; j != n; ++j) {
        if (event.kind == ArioEvent::Kind::rebuild) {
          damage[e][j] = 0;
          for (std::size_t i = 0; i != n; ++i) {
            left[e](i, j) -= left[e](i, j) / event.tau * filled(i);
            damage[e][j] += left[e](i, j);
          }
          continue;
        }
        auto const share = event.curve == ArioEvent::Curve::linear
                               ? std::max(0.0, 1 - since / event.tau)
                               : std::pow(1 - 1 / event.tau, since);
        auto const scale = std::pow(10, decimals);
        damage[e][j] = std::nearbyint(event.loss[j] * share * scale) / scale;
      }
    }
    // |goal - goal| of endless stocks is no number: they count as full.
    auto full = true;
    for (std::size_t i = 0; i != goal.cells().size(); ++i) {
      auto const g = goal.cells()[i], s = stock.cells()[i];
      full = full && (std::isinf(g) || std::abs(s - g) <= 1e-8 + 1e-5 * std::abs(g));
    }
    Column weight(n, 1.0);
    if (m.alternative_suppliers) {
      for (std::size_t i = 0; i != n; ++i) { weight[i] = m.x[i] > 0 ? cap[i] / day(m.x[i]) : 0; }
    }
    for (std::size_t i = 0; i != n; ++i) {
      for (std::size_t j = 0; j != n; ++j) {
        auto const k = i % kinds;
        auto whole = 0.0;
        for (auto s = k; s < n; s += kinds) { whole += m.z(s, j) * weight[s]; }
        auto const gap = full || std::isinf(theta(k)) ? 0 : std::max(0.0, goal(k, j) - stock(k, j));
        auto const order = gap / m.restoration_tau + used(k, j);
        orders(i, j) = whole > 0 ? order * m.z(i, j) * weight[i] / whole : 0;
      }
    }
  }
  return path;
}

// A few regions and sectors; every input kind is bought from someone, some flows are none.
ArioModel drawn_model(Random& random) {
  ArioModel m;
  m.sectors = 2 + random.below(3);
  auto const n = m.sectors * (1 + random.below(3));
  m.z = Matrix(n, n);
  m.demand = Matrix(n, 2);
  m.x.assign(n, 0.0);
  for (std::size_t i = 0; i != n; ++i) {
    for (auto& v : m.z.row(i)) { v = random.below(4) == 0 ? 0 : 100 * random.unit(); }
    for (auto& v : m.demand.row(i)) { v = 400 * random.unit() * static_cast<double>(n); }
    for (auto const v : m.z.row(i)) { m.x[i] += v; }
    for (auto const v : m.demand.row(i)) { m.x[i] += v; }
  }
  m.unit = random.below(2) == 0 ? 1e6 : 1000;
  m.psi = 0.5 + 0.5 * random.unit();
  m.inventory_steps = 3 + random.below(60);
  m.restoration_tau = 2 + random.below(80);
  m.overproduction_tau = 20 + random.below(400);
  m.overproduction_max = 1 + random.unit();
  m.alternative_suppliers = random.below(2) == 0;
  if (random.below(4) == 0) {
    for (std::size_t k = 0; k != m.sectors; ++k) {
      m.inventories.push_back(k == 0 ? HUGE_VAL : 2 + random.below(50));
    }
  }
  return m;
}

ArioEvent drawn_event(Random& random, ArioModel const& m) {
  ArioEvent e;
  e.kind = static_cast<ArioEvent::Kind>(random.below(3));
  e.curve = random.below(2) == 0 ? ArioEvent::Curve::linear : ArioEvent::Curve::convex;
  e.occurrence = static_cast<int>(random.below(9));
  e.duration = static_cast<int>(random.below(12));
  e.tau = 3 + random.below(60);
  auto const capital = ario_capital(m);
  for (std::size_t j = 0; j != m.x.size(); ++j) {
    auto const share = random.below(3) == 0 ? 0.45 * random.unit() : 0;
    e.loss.push_back(e.kind == ArioEvent::Kind::arbitrary ? share : share * capital[j]);
  }
  if (e.kind != ArioEvent::Kind::rebuild) { return e; }
  // Only sectors that each damaged industry buys from: the plain version knows no other suppliers.
  e.rebuilders.assign(m.sectors, 0.0);
  std::size_t builder = random.below(static_cast<std::uint32_t>(m.sectors));
  e.rebuilders[builder] = 1;
  for (std::size_t j = 0; j != m.x.size(); ++j) {
    auto bought = 0.0;
    for (auto i = builder; i < m.x.size(); i += m.sectors) { bought += m.z(i, j); }
    if (!(bought > 0)) { e.loss[j] = 0; }
  }
  return e;
}

TEST_CASE("ario agrees with the version that stores every order: all kinds of events") {
  std::size_t compared = 0;
  for (auto seed = std::uint64_t{1}; seed != 301; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    auto const m = drawn_model(random);
    std::vector<ArioEvent> events{drawn_event(random, m)};
    if (random.below(3) == 0) { events.push_back(drawn_event(random, m)); }
    auto const steps = 80;
    auto const want = plain(m, events, steps);
    auto worst = 0.0;
    compared += want.sure;
    REQUIRE(ario(m, events, steps, [&](ArioStep const& s) {
      auto const t = static_cast<std::size_t>(s.step);
      if (t >= want.sure) { return; }
      for (std::size_t i = 0; i != m.x.size(); ++i) {
        auto const x0 = m.x[i] / m.steps_per_year;
        worst = std::max({worst, std::abs(s.production[i] - want.production[t][i]) / x0,
                          std::abs(s.capacity[i] - want.capacity[t][i]) / x0,
                          std::abs(s.rebuild_demand[i] - want.asked[t][i]) / x0,
                          std::abs(s.capital_to_recover[i] - want.to_recover[t][i]) / m.x[i]});
      }
    }));
    CHECK(worst < 1e-9);
  }
  CHECK(compared > 300 * 70);
}

}  // namespace
}  // namespace chengjie::economy
