// What answers become when the numbers they rest on are drawn: final demand, the coefficients of
// the table, the shares of imports. Random numbers come from the seed alone, one stream a draw, so
// that any draw can be made again and the answer does not hang on their order.
// First order: x + L (dA x + df); solved: (I - A - dA) x = f + df by steps with the stated L.
// Shares drawn by columns: Dirichlet. Miller & Blair 2009, ch. 12.3; Lahr & Stevens 2002 on errors.
#pragma once
#include <cstdint>
#include <vector>

#include "chengjie/economy/leontief.h"

namespace chengjie::economy {

struct Interval {
  double low{}, mid{}, high{};  // 5, 50, 95 %
};
// Linear between order statistics (Hyndman & Fan 1996, type 7). Not of an empty list.
Interval interval(std::vector<double> draws);
std::vector<Interval> intervals(Matrix const& draws);  // of each column

// f_i = mean_i exp(s_i z_i + shared z_0), scaled so that its mean stays mean_i; z standard normal.
struct DemandDraws {
  std::vector<double> mean;    // n
  std::vector<double> spread;  // n, s_i >= 0; 0: fixed but for the shared shock
  double shared{};             // standard deviation of the log of what all sectors share
  std::size_t count{10'000};
  std::uint64_t seed{};
};
// count x K: what each draw brings to K accounts. `effects` is K x n, a row an account, as
// Multipliers::effect. `bad_input`: sizes, numbers that are none, a spread under 0 or over 5.
Result<Matrix> demand_draws(Matrix const& effects, DemandDraws const&);

struct TableDraws {
  // lognormal: each cell by itself, its mean kept. dirichlet: each column's shares together with
  // value added, so that they add up to 1 in every draw; a column with sum over 1 is `bad_input`.
  enum class Law { lognormal, dirichlet };
  Law law{Law::lognormal};
  double spread{0.041};                // mean absolute miss of a column's cells, weighted, relative
  std::vector<double> import_share{};  // n or empty: m, drawn too; then A = (I - m) A_stated
  double import_spread{};              // standard deviation of log m
  std::vector<double> demand_spread{};  // n or empty: f drawn as in DemandDraws
  bool solved{true};                    // false: first order only
  std::size_t count{1'000};
  std::uint64_t seed{};
};

struct Drawn {
  Matrix results;              // count x K: s'x of each account
  std::vector<double> stated;  // K: without any draw
  double first_order_gap{};    // the largest relative difference of first order to solved
  std::size_t refused{};       // draws whose system is not productive, drawn again
};
// `stated`: the system of the table as it stands (with import_share: with imports inside).
// `accounts` K x n per unit of output, `demand` n. Draws that are not productive are drawn again,
// up to as many as count, then `infeasible`. Costs n^2 a draw and step.
Result<Drawn> table_draws(Leontief const& stated, Matrix const& accounts,
                          std::vector<double> const& demand, TableDraws const&);

}  // namespace chengjie::economy
