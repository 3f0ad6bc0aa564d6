#include "chengjie/effect/table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/effect/sample.h"

namespace chengjie::effect {
namespace {

constexpr auto kLabour = "VA001";   // 劳动者报酬
constexpr auto kHouseholds = "HH";  // 居民消费
constexpr double kTruncated = 0;    // households' own row is not output
constexpr int kRounds = 6;          // the error of a multiplier shrinks by ten a round

std::optional<std::size_t> index_of(std::vector<std::string> const& names, std::string_view name) {
  auto const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) { return std::nullopt; }
  return static_cast<std::size_t>(found - names.begin());
}

std::vector<double> less(std::vector<double> a, std::vector<double> const& b) {
  for (std::size_t i = 0; i != a.size(); ++i) { a[i] -= b[i]; }
  return a;
}

// Households' spending on home products by CNY of labour income.
std::vector<double> spending_of(economy::National const& national,
                                std::vector<double> const& import_share, std::size_t households,
                                double labour) {
  std::vector<double> out;
  for (std::size_t i = 0; i != national.table.size(); ++i) {
    out.push_back((1 - import_share[i]) * national.table.final_demand(i, households) / labour);
  }
  return out;
}

Result<Done> add_households(Operators& out, economy::National const& national,
                            economy::Brings const& brings, economy::Leontief const& leontief) {
  auto const& t = national.table;
  auto const labour_row = index_of(t.value_added_names, kLabour);
  auto const households = index_of(t.final_names, kHouseholds);
  auto labour = 0.0;
  if (labour_row) {
    for (auto const v : t.value_added.row(*labour_row)) { labour += v; }
  }
  if (!labour_row || !households || !(labour > 0)) {
    out.lacks = "表中没有劳动者报酬或居民消费列，诱发效应（第二类乘数）不能算";
    return kDone;
  }
  auto const type_two =
      economy::TypeTwo::of(leontief, economy::per_output(t.value_added.row(*labour_row), t.x),
                           spending_of(national, brings.import_share, *households, labour));
  if (!type_two) { return type_two.error(); }
  auto const induced = [&](economy::Multipliers const& m) {
    return less(type_two->effect(m, kTruncated), m.effect);
  };
  out.induced_output = induced(brings.output);
  out.induced_value_added = induced(brings.value_added);
  out.induced_tax = induced(brings.tax);
  out.induced_jobs = induced(brings.jobs);
  out.convention =
      "第二类乘数，截尾：居民内生，收入为劳动者报酬，支出为居民消费的国产部分除以全部劳动"
      "者报酬，不计居民行自身";
  return kDone;
}

}  // namespace

Result<Operators> operators_of(economy::National const& national, economy::Brings const& brings) {
  auto home = economy::domestic(national.table);
  if (!home) { return home.error(); }
  Operators out;
  out.coefficients = economy::input_coefficients(home->table.z, national.table.x);
  auto const leontief = economy::Leontief::of(out.coefficients, national.table.sectors);
  if (!leontief) { return leontief.error(); }
  auto inverse = leontief->inverse();
  if (!inverse) { return inverse.error(); }
  out.inverse = *std::move(inverse);
  if (auto const added = add_households(out, national, brings, *leontief); !added) {
    return added.error();
  }
  return out;
}

namespace {

// m' = m0' + (m' dA) L by rounds; `change` is dA.
std::vector<double> moved_multipliers(std::vector<double> const& stated, Matrix const& change,
                                      Matrix const& inverse) {
  auto m = stated;
  for (auto round = 0; round != kRounds; ++round) {
    auto const through = solve::multiply_transposed(inverse, solve::multiply_transposed(change, m));
    for (std::size_t j = 0; j != m.size(); ++j) { m[j] = stated[j] + through[j]; }
  }
  return m;
}

// Drawn over stated, for the part that suppliers bring.
std::vector<Range> spreads(std::vector<std::vector<double>>& drawn,
                           std::vector<double> const& stated) {
  std::vector<Range> out;
  for (std::size_t j = 0; j != stated.size(); ++j) {
    for (auto& m : drawn[j]) { m = stated[j] > 1 ? (m - 1) / (stated[j] - 1) : 1; }
    auto const r = spread_of(drawn[j]);
    out.push_back({std::min(r.low, 1.0), 1, std::max(r.high, 1.0)});
  }
  return out;
}

template <class Change>
std::vector<Range> drawn_error(Operators const& ops, std::vector<double> const& stated, int draws,
                               Change change_of) {
  std::vector<std::vector<double>> drawn(stated.size());
  for (auto d = 0; d != draws; ++d) {
    auto const m = moved_multipliers(stated, change_of(), ops.inverse);
    for (std::size_t j = 0; j != m.size(); ++j) { drawn[j].push_back(m[j]); }
  }
  return spreads(drawn, stated);
}

}  // namespace

Result<TableError> table_error(economy::National const& national, economy::Brings const& brings,
                               Operators const& ops, TableErrorOptions const& o) {
  constexpr auto kSdMax = 0.5;  // beyond it the rounds need not settle
  if (!(o.cell_sd >= 0 && o.cell_sd <= kSdMax) || !(o.import_sd >= 0 && o.import_sd <= kSdMax) ||
      o.draws < 1) {
    return Error{Code::bad_input, "投入系数和进口份额的误差应在 0 至 0.5 之间",
                 "effect/table_cells", "请改正这条假设"};
  }
  auto const n = national.table.size();
  Random random(o.seed);
  TableError out;
  out.cells = drawn_error(ops, brings.output.effect, o.draws, [&] {
    Matrix change(n, n);
    for (std::size_t i = 0; i != n; ++i) {
      for (std::size_t j = 0; j != n; ++j) {
        change(i, j) = ops.coefficients(i, j) * std::expm1(o.cell_sd * normal(random));
      }
    }
    return change;
  });
  out.imports = drawn_error(ops, brings.output.effect, o.draws, [&] {
    Matrix change(n, n);
    for (std::size_t i = 0; i != n; ++i) {
      auto const m = brings.import_share[i];
      auto const drawn = std::min(1.0, m * std::exp(o.import_sd * normal(random)));
      for (std::size_t j = 0; j != n; ++j) {
        change(i, j) = m < 1 ? ops.coefficients(i, j) * ((1 - drawn) / (1 - m) - 1) : 0;
      }
    }
    return change;
  });
  return out;
}

namespace {

// Supplier effect of one CNY in the region, as a share of the nation's: by sector at one delta.
Result<std::vector<double>> kept(Operators const& ops, economy::Sizes const& sizes, double delta,
                                 std::vector<std::string> const& names) {
  auto const leontief = economy::Leontief::of(
      economy::regional_coefficients(ops.coefficients, sizes, economy::Quotient::flq, delta),
      names);
  if (!leontief) { return leontief.error(); }
  auto const there = leontief->multipliers(std::vector<double>(names.size(), 1.0)).effect;
  auto const nation = solve::sum_of_columns(ops.inverse);
  std::vector<double> out;
  for (std::size_t j = 0; j != there.size(); ++j) {
    out.push_back(nation[j] > 1 ? std::clamp((there[j] - 1) / (nation[j] - 1), 0.0, 1.0) : 0);
  }
  return out;
}

Result<std::vector<Range>> stays_in(economy::National const& national, Operators const& ops,
                                    std::vector<double> const& jobs) {
  constexpr std::array kDeltas{0.5, 0.3, 0.1};  // a larger one keeps less
  economy::Sizes sizes{jobs, {}};
  for (auto const& s : national.sectors) { sizes.nation.push_back(s.jobs); }
  if (auto const fine = economy::check(sizes, national.table.sectors); !fine) {
    return fine.error();
  }
  std::array<std::vector<double>, 3> by_delta;
  for (std::size_t k = 0; k != kDeltas.size(); ++k) {
    auto share = kept(ops, sizes, kDeltas[k], national.table.sectors);
    if (!share) { return share.error(); }
    by_delta[k] = *std::move(share);
  }
  std::vector<Range> out;
  for (std::size_t j = 0; j != jobs.size(); ++j) {
    std::array three{by_delta[0][j], by_delta[1][j], by_delta[2][j]};
    std::sort(three.begin(), three.end());
    out.push_back({three[0], three[1], three[2]});
  }
  return out;
}

}  // namespace

Result<Stays> stays_of(economy::National const& national, Operators const& ops,
                       RegionJobs const& jobs) {
  Stays out;
  for (auto const& [from, into] :
       {std::pair{&jobs.district, &out.district}, {&jobs.city, &out.city}}) {
    if (from->empty()) { continue; }
    CJ_CHECK(from->size() == national.table.size());
    auto shares = stays_in(national, ops, *from);
    if (!shares) { return shares.error(); }
    *into = *std::move(shares);
  }
  // What stays in the district stays in its city.
  for (std::size_t j = 0; j != std::min(out.district.size(), out.city.size()); ++j) {
    auto& c = out.city[j];
    auto const& d = out.district[j];
    c = {std::max(c.low, d.low), std::max(c.mid, d.mid), std::max(c.high, d.high)};
  }
  return out;
}

Coefficients coefficients_of(economy::National const& national, economy::Brings const& brings,
                             std::size_t sector, std::string mark, SourceKind source) {
  CJ_CHECK(sector < national.sectors.size());
  auto const of = [&](economy::Multipliers const& m) {
    return PerOutput{m.direct[sector], m.effect[sector]};
  };
  Coefficients out;
  out.sector = national.sectors[sector].name;
  out.table = national.table.name;
  out.output = of(brings.output);
  out.value_added = of(brings.value_added);
  out.tax = of(brings.tax);
  out.jobs = of(brings.jobs);
  out.mark = std::move(mark);
  out.source = source;
  return out;
}

Coefficients coefficients_of(economy::National const& national, economy::Brings const& brings,
                             Operators const& ops, TableError const& error, std::size_t sector,
                             std::string mark, SourceKind source) {
  auto out = coefficients_of(national, brings, sector, std::move(mark), source);
  if (!ops.induced_output.empty()) {
    out.output.induced = ops.induced_output[sector];
    out.value_added.induced = ops.induced_value_added[sector];
    out.tax.induced = ops.induced_tax[sector];
    out.jobs.induced = ops.induced_jobs[sector];
  }
  out.cells = error.cells[sector];
  out.imports = error.imports[sector];
  return out;
}

}  // namespace chengjie::effect
