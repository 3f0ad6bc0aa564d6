// How a project grows into its full production, quarter by quarter. The curve is a straight line
// from the quarter in which production begins to the one in which it is full: two numbers, each
// with a range, that anyone can check against a plant they know.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/effect/quantity.h"

namespace chengjie::effect {

struct Ramp {
  Range start;   // quarters from now until production begins; 0 = it has begun
  Range length;  // quarters from there to full production; at least 1 counts
};

struct Quarter {
  int year{};
  int quarter{};  // 1..4
  Quarter plus(int quarters) const;
  std::string name() const;  // "2027-Q1"
};
Quarter quarter_of(int year, int month);

// Share of full production within quarter `q` from now (0 = the present one), the mean over it:
// the integral of min(1, (t - start) / length) from q to q + 1.
double ramp_share(double start, double length, int q);
// The same as a mean over the four quarters of a year that starts at quarter `q` from now; quarters
// before now count nothing.
double ramp_year(double start, double length, int q);

// 5, 50 and 95 % of the share in each of `count` quarters, start and length drawn apart.
std::vector<Range> ramp_path(Ramp const&, int count, std::uint64_t seed, int draws = 400);

}  // namespace chengjie::effect
