// Benchmarks of the regional economy; see bench/economy.md for the command and the figures.
//   economy [scenario N...] [inverse N...] [complexity CxP...] [ario RxS...] [draws N]
//           [tables N...] [extraction N...]
// CPU seconds are the process's own; wall seconds stand beside them.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "chengjie/economy/ario.h"
#include "chengjie/economy/complexity.h"
#include "chengjie/economy/draws.h"
#include "chengjie/economy/leontief.h"
#include "chengjie/economy/linkages.h"
#include "chengjie/economy/synthetic.h"
#include "chengjie/solve/gemm.h"

namespace {

using namespace chengjie;
using namespace chengjie::economy;

struct Clock {
  std::chrono::steady_clock::time_point wall = std::chrono::steady_clock::now();
  double cpu = now();
  static double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
  void report(char const* what) {
    auto const seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count();
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    std::printf("%-44s wall %9.4f s  CPU %9.4f s  peak %ld MiB\n", what, seconds, now() - cpu,
                use.ru_maxrss / 1024);
    std::fflush(stdout);
    wall = std::chrono::steady_clock::now();
    cpu = now();
  }
};

void yardstick() {
  constexpr std::size_t kSide = 1024;
  Matrix a(kSide, kSide), b(kSide, kSide), c(kSide, kSide);
  for (std::size_t i = 0; i != a.cells().size(); ++i) {
    a.cells()[i] = synthetic_unit(1, i, 0);
    b.cells()[i] = synthetic_unit(2, i, 0);
  }
  auto const start = Clock::now();
  for (auto round = 0; round != 4; ++round) {
    solve::subtract_product(solve::block(c, 0, 0, kSide, kSide),
                            solve::block(a, 0, 0, kSide, kSide),
                            solve::block(b, 0, 0, kSide, kSide));
  }
  auto const flops = 4 * 2.0 * kSide * kSide * kSide;
  std::printf("our product, one thread: %.1f GF per CPU second (check %.6g)\n",
              flops / (Clock::now() - start) / 1e9, c(3, 5));
}

// Sizes are given as sectors in all; 42 a region where that divides.
Matrix table(std::size_t n) {
  return n % 42 == 0 ? synthetic_coefficients(n / 42, 42) : synthetic_coefficients(1, n);
}

void scenario(std::size_t n) {
  std::printf("-- scenario, all output multipliers and 4 accounts, n = %zu\n", n);
  auto a = table(n);
  std::vector<double> f(n);
  for (std::size_t i = 0; i != n; ++i) { f[i] = 10 + 990 * std::pow(synthetic_unit(4, i, 0), 2); }
  Clock clock;
  auto const leontief = Leontief::of(std::move(a));
  if (!leontief) { std::abort(); }
  clock.report("system (checked productive)");
  auto const x = leontief->output(f);
  clock.report("one scenario");
  auto const accounts = synthetic_accounts(x.x);
  std::vector<std::vector<double>> sides{std::vector<double>(n, 1.0)};
  for (std::size_t k = 0; k != accounts.rows(); ++k) {
    sides.push_back(per_output(accounts.row(k), x.x));
  }
  auto const m = leontief->multipliers_of(std::move(sides));
  clock.report("output multipliers and 4 accounts");
  std::printf("   residuals %.1e %.1e\n", x.residual, m.back().residual);
}

void inverse(std::size_t n) {
  std::printf("-- inverse, n = %zu\n", n);
  auto m = table(n);
  for (auto& v : m.cells()) { v = -v; }
  for (std::size_t i = 0; i != n; ++i) { m(i, i) += 1; }
  auto copy = m;
  Clock clock;
  auto const start = Clock::now();
  auto const l = solve::inverse_of(std::move(copy));
  auto const seconds = Clock::now() - start;
  clock.report("inverse in place");
  if (!l) { std::abort(); }
  auto const ones = std::vector<double>(n, 1.0);
  auto back = solve::multiply(m, solve::multiply(*l, ones));
  for (auto& v : back) { v -= 1; }
  std::printf("   %.1f GF per CPU second, |(I-A) L 1 - 1| %.1e\n",
              2.0 * std::pow(static_cast<double>(n), 3) / seconds / 1e9, solve::norm_max(back));
}

void complexities(std::size_t places, std::size_t products) {
  std::printf("-- complexity, %zu places x %zu products\n", places, products);
  Matrix values(places, products);
  for (std::size_t c = 0; c != places; ++c) {
    auto const strength = synthetic_unit(20, c, 0);
    for (std::size_t p = 0; p != products; ++p) {
      auto const chance = 1 / (1 + std::exp(-8 * (strength - synthetic_unit(21, p, 0))));
      if (synthetic_unit(22, c, p) < chance) {
        values(c, p) = std::exp(6 * synthetic_unit(23, c, p)) * (0.2 + strength);
      }
    }
  }
  Clock all, part;
  auto const rca = revealed_advantage(values);
  if (!rca) { std::abort(); }
  auto const m = presence(*rca);
  part.report("advantage and presence");
  auto const index = complexity(m);
  if (!index) { std::abort(); }
  part.report("ECI and PCI");
  auto const phi = proximity(m);
  part.report("proximity");
  auto const o = outlook(m, phi, index->product_weight);
  part.report("density, outlook, gain");
  all.report("all");
  std::printf("   %s eigenvalues %.6f %.6f, coi %.6f\n", index->undetermined.c_str(),
              index->second_eigenvalue, index->third_eigenvalue, o.outlook[0]);
}

void shock(std::size_t regions, std::size_t sectors) {
  std::printf("-- shock, %zu regions x %zu sectors, 365 steps\n", regions, sectors);
  ArioModel model;
  model.z = synthetic_coefficients(regions, sectors);
  model.demand = synthetic_demand(regions, sectors);
  auto const leontief = Leontief::of(model.z);
  if (!leontief) { std::abort(); }
  model.x = leontief->output(solve::sum_of_rows(model.demand)).x;
  for (std::size_t i = 0; i != model.x.size(); ++i) {
    for (std::size_t j = 0; j != model.x.size(); ++j) { model.z(i, j) *= model.x[j]; }
  }
  model.sectors = sectors;
  ArioEvent event;
  event.loss.assign(model.x.size(), 0.0);
  auto const capital = ario_capital(model);
  for (std::size_t j = 0; j != sectors / 2; ++j) { event.loss[j] = capital[j] * 0.2; }
  event.duration = 20;
  event.tau = 180;
  Clock clock;
  auto lost = 0.0;
  auto const done = ario(model, event, 365, [&](ArioStep const& s) {
    for (auto const v : s.demand_unmet) { lost += v; }
  });
  if (!done) { std::abort(); }
  clock.report("365 steps");
  std::printf("   unmet %.6g\n", lost);
}

// Every sector taken out, four kinds: one inverse and closed forms.
void extractions(std::size_t n) {
  std::printf("-- extraction of all sectors, 4 kinds, n = %zu\n", n);
  auto a = table(n);
  std::vector<double> f(n, 10.0);
  auto const first = Leontief::of(a);
  if (!first) { std::abort(); }
  auto const x = first->output(f).x;
  auto z = a;
  for (std::size_t i = 0; i != n; ++i) {
    for (std::size_t j = 0; j != n; ++j) { z(i, j) *= x[j]; }
  }
  Clock clock;
  constexpr auto kRounds = 20;
  auto check = 0.0;
  for (auto round = 0; round != kRounds; ++round) {
    auto const leontief = Leontief::of(input_coefficients(z, x));
    auto const ghosh = Ghosh::of(output_coefficients(z, x));
    if (!leontief || !ghosh) { std::abort(); }
    auto const l = leontief->inverse();
    std::vector<double> diagonal;
    for (std::size_t i = 0; i != n; ++i) { diagonal.push_back((*l)(i, i)); }
    auto const e = extraction(z, x, diagonal, solve::sum_of_columns(*l), ghosh->forward());
    check += e.forward_total[0];
  }
  clock.report("20 times extraction");
  std::printf("   check %.6g\n", check);
}

// Demand drawn, not tables: what 10,000 scenarios bring to 6 accounts is one product.
void draws(std::size_t count) {
  constexpr std::size_t kSectors = 1302, kAccounts = 6;
  std::printf("-- %zu draws of demand, n = %zu, %zu accounts\n", count, kSectors, kAccounts);
  auto const leontief = Leontief::of(table(kSectors));
  if (!leontief) { std::abort(); }
  std::vector<std::vector<double>> sides;
  for (std::size_t k = 0; k != kAccounts; ++k) {
    sides.emplace_back();
    for (std::size_t j = 0; j != kSectors; ++j) {
      sides.back().push_back(synthetic_unit(6 + k, 0, j));
    }
  }
  Clock clock;
  auto const multipliers = leontief->multipliers_of(std::move(sides));
  Matrix m(kAccounts, kSectors);
  for (std::size_t k = 0; k != kAccounts; ++k) {
    std::ranges::copy(multipliers[k].effect, m.row(k).begin());
  }
  clock.report("multipliers of 6 accounts");
  auto const got = demand_draws(m, {.mean = std::vector<double>(kSectors, 10.0),
                                    .spread = std::vector<double>(kSectors, 0.2),
                                    .shared = 0.05,
                                    .count = count,
                                    .seed = 1});
  if (!got) { std::abort(); }
  clock.report("draws");
  auto const bounds = intervals(*got);
  clock.report("5, 50, 95 %");
  std::printf("   first account %.6g %.6g %.6g\n", bounds[0].low, bounds[0].mid, bounds[0].high);
}

// The table drawn too, each draw solved.
void tables(std::size_t n) {
  std::printf("-- 1,000 draws of the table, n = %zu, solved\n", n);
  auto const leontief = Leontief::of(table(n));
  if (!leontief) { std::abort(); }
  Matrix accounts(6, n, 1.0);
  for (auto const law : {TableDraws::Law::lognormal, TableDraws::Law::dirichlet}) {
    Clock clock;
    auto const got =
        table_draws(*leontief, accounts, std::vector<double>(n, 10.0), {.law = law, .seed = 1});
    if (!got) { std::abort(); }
    clock.report(law == TableDraws::Law::lognormal ? "lognormal" : "dirichlet");
    std::printf("   first order off by at most %.2g\n", got->first_order_gap);
  }
}

}  // namespace

int main(int count, char** words) {
  std::string what = "yardstick";
  yardstick();
  for (auto i = 1; i < count; ++i) {
    std::string const word = words[i];
    auto const number = static_cast<std::size_t>(std::strtoull(word.c_str(), nullptr, 10));
    auto const cross = word.find('x');
    auto const second =
        cross != std::string::npos
            ? static_cast<std::size_t>(std::strtoull(word.c_str() + cross + 1, nullptr, 10))
            : 0;
    if (number == 0) {
      what = word;
    } else if (what == "scenario") {
      scenario(number);
    } else if (what == "inverse") {
      inverse(number);
    } else if (what == "complexity") {
      complexities(number, second);
    } else if (what == "ario") {
      shock(number, second);
    } else if (what == "draws") {
      draws(number);
    } else if (what == "tables") {
      tables(number);
    } else if (what == "extraction") {
      extractions(number);
    }
  }
}
