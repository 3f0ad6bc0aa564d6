#include "chengjie/place/district_bound.h"

#include <algorithm>
#include <cmath>

#include "chengjie/place/district_pairs.h"

namespace chengjie::place::district {
namespace {

constexpr auto kIdlePasses = 20;  // without a better bound before the step is halved
constexpr auto kStepLeast = 1e-4;

std::vector<double> optimist_of(Model const& m) {
  auto out = std::vector<double>(m.choices.size(), 0.0);
  auto most = PairsMost{m};
  for (auto j = 0; j != m.items; ++j) {
    auto at = -1;  // choices of one site need one look
    auto more = 0.0;
    for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
      if (m.choices[c].site != at) {
        at = m.choices[c].site;
        more = m.pairs[j].empty() ? 0.0 : most.at(j, at);
      }
      out[c] = static_cast<double>(m.choices[c].points) + more;
    }
  }
  return out;
}

struct Pass {
  double value{};
  std::vector<double> slope;  // by row: capacity left at these prices
};

class Descent {
 public:
  explicit Descent(Model const& m, std::vector<double> const& optimist)
      : m_(m), optimist_(optimist), unit_(m.rows.size(), 1.0) {
    // Mu and kilowatts count alike: a row is measured in shares of its capacity.
    for (auto k = std::size_t{0}; k != m.rows.size(); ++k) {
      unit_[k] = std::max(1.0, static_cast<double>(m.rows[k].capacity));
    }
    for (auto const& use : m.uses) {
      unit_[use.row] = std::max(unit_[use.row], static_cast<double>(use.amount));
    }
  }

  double unit(std::size_t row) const { return unit_[row]; }

  void look(std::vector<double> const& prices, Pass& out) const {
    out.value = 0.0;
    out.slope.assign(m_.rows.size(), 0.0);
    for (auto j = 0; j != m_.items; ++j) {
      auto best = m_.skip[j] == kNever ? -1e300 : -static_cast<double>(m_.skip[j]);
      auto chosen = -1;
      for (auto c = m_.first[j]; c != m_.first[j + 1]; ++c) {
        auto const got = priced(m_, optimist_, prices, c);
        if (got > best) { best = got, chosen = c; }
      }
      out.value += best <= -1e300 ? 0.0 : best;
      if (chosen < 0) { continue; }
      for (auto u = m_.choices[chosen].first_use; u != m_.uses_end(chosen); ++u) {
        out.slope[m_.uses[u].row] -= static_cast<double>(m_.uses[u].amount);
      }
    }
    for (auto k = std::size_t{0}; k != m_.rows.size(); ++k) {
      auto const room = static_cast<double>(m_.rows[k].capacity);
      out.value += prices[k] * room;
      out.slope[k] += room;
    }
    for (auto const& group : m_.groups) {
      if (group.most == 0) { continue; }
      auto total = 0.0;
      for (auto k = group.first; k != group.last; ++k) { total += prices[k]; }
      if (total <= group.price) { continue; }
      out.value += (total - group.price) * static_cast<double>(group.most);
      for (auto k = group.first; k != group.last; ++k) {
        out.slope[k] += static_cast<double>(group.most);
      }
    }
  }

 private:
  Model const& m_;
  std::vector<double> const& optimist_;
  std::vector<double> unit_;
};

}  // namespace

double priced(Model const& m, std::span<double const> points, std::span<double const> prices,
              int choice) {
  auto out = points[choice];
  for (auto u = m.choices[choice].first_use; u != m.uses_end(choice); ++u) {
    out -= prices[m.uses[u].row] * static_cast<double>(m.uses[u].amount);
  }
  return out;
}

std::int64_t bound_of(Model const& m, std::span<double const> optimist,
                      std::span<double const> prices) {
  auto total = 0.0L;
  auto size = 0.0L;  // of all that was added, whatever its sign
  auto const add = [&](long double term) {
    total += term;
    size += std::abs(term);
  };
  for (auto j = 0; j != m.items; ++j) {
    auto best = m.skip[j] == kNever ? -1e300L : -static_cast<long double>(m.skip[j]);
    for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
      auto got = static_cast<long double>(optimist[c]);
      for (auto u = m.choices[c].first_use; u != m.uses_end(c); ++u) {
        auto const term = static_cast<long double>(prices[m.uses[u].row]) *
                          static_cast<long double>(m.uses[u].amount);
        got -= term;
        size += term;
      }
      best = std::max(best, got);
    }
    if (best > -1e300L) { add(best); }
  }
  for (auto k = std::size_t{0}; k != m.rows.size(); ++k) {
    add(static_cast<long double>(prices[k]) * static_cast<long double>(m.rows[k].capacity));
  }
  for (auto const& group : m.groups) {
    auto sum = -static_cast<long double>(group.price);
    for (auto k = group.first; k != group.last; ++k) { sum += prices[k]; }
    if (sum > 0.0L) { add(sum * static_cast<long double>(group.most)); }
  }
  // 64 bits of mantissa: each of the sums errs by far less than this share; the price of an
  // extension is rounded to a unit once a group.
  auto const slack = size * 1e-15L + static_cast<long double>(m.groups.size()) * 0.5L;
  // Whole points only where nothing is halved or priced by the unit.
  return static_cast<std::int64_t>(std::floor(total + slack + 1e-6L));
}

RowPrices find_row_prices(Model const& m, RowPriceOptions const& options) {
  auto out = RowPrices{};
  out.optimist = optimist_of(m);
  auto const descent = Descent{m, out.optimist};
  auto prices = std::vector<double>(m.rows.size(), 0.0);
  if (options.start.size() == prices.size()) {
    prices.assign(options.start.begin(), options.start.end());
  }
  out.of = prices;
  auto pass = Pass{};
  auto best = 1e300;
  auto direction = std::vector<double>(prices.size(), 0.0);
  auto step = 1.0;
  auto idle = 0;
  for (; out.passes < options.passes && step > kStepLeast; ++out.passes) {
    if (options.enough && options.enough()) { break; }
    descent.look(prices, pass);
    if (pass.value < best - 1e-9 * std::abs(best)) {
      idle = 0;
      best = pass.value;
      out.of = prices;
    } else if (++idle == kIdlePasses) {
      idle = 0;
      step *= 0.6;
      prices = out.of;
      std::fill(direction.begin(), direction.end(), 0.0);
      continue;
    }
    // Polyak's step towards a level just below the best, or to the plan that is known.
    auto const level =
        options.known ? static_cast<double>(*options.known) : best - 0.02 * std::abs(best) - 1.0;
    auto length = 0.0;
    for (auto k = std::size_t{0}; k != prices.size(); ++k) {
      auto const scaled = pass.slope[k] / descent.unit(k);
      auto const stuck = prices[k] <= 0.0 && scaled > 0.0;
      direction[k] = stuck ? 0.0 : scaled + 0.3 * direction[k];
      length += direction[k] * direction[k];
    }
    if (length < 1e-18) { break; }
    auto const by = step * std::max(pass.value - level, 1e-9) / length;
    for (auto k = std::size_t{0}; k != prices.size(); ++k) {
      prices[k] = std::max(0.0, prices[k] - by * direction[k] / descent.unit(k));
    }
  }
  out.bound = bound_of(m, out.optimist, out.of);
  return out;
}

}  // namespace chengjie::place::district
