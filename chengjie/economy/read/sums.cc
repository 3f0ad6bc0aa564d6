#include <cmath>

#include "chengjie/economy/read/assemble.h"

namespace chengjie::economy::read {
namespace {

using Numbers = std::vector<double>;

// Tables are rounded: sums agree to a ten-thousandth of the line, all cells taken together.
constexpr double kAgree = 1e-4;
// A line that calls itself a sum is left out even when a cell of the table is wrong.
constexpr double kAbout = 0.3;
constexpr std::size_t kManyNumbers = 6;

double size_of(Numbers const& v) {
  auto sum = 0.0;
  for (auto const x : v) { sum += std::abs(x); }
  return sum;
}

bool agree(Numbers const& sum, Numbers const& line, double within = kAgree) {
  auto off = 0.0;
  for (std::size_t i = 0; i != line.size(); ++i) { off += std::abs(sum[i] - line[i]); }
  return off <= within * size_of(line);
}

void add(Numbers& to, Numbers const& v) {
  for (std::size_t i = 0; i != to.size(); ++i) { to[i] += v[i]; }
}

}  // namespace

std::vector<bool> sums_among(std::vector<Numbers> const& lines, Numbers const& flows,
                             std::vector<bool> const& may_be_one) {
  std::vector<bool> out(lines.size());
  auto const known = [&](std::size_t k) { return out[k] || size_of(lines[k]) == 0; };
  // Of many numbers, a line that repeats its neighbour is a sum of one part.
  auto const one_will_do = [&](std::size_t c) {
    return may_be_one[c] || lines[c].size() >= kManyNumbers;
  };
  // Upwards from the line, then the flows; a run of one counts when `one_will_do`.
  auto const before = [&](std::size_t c) {
    Numbers sum(lines[c].size());
    auto const within = may_be_one[c] ? kAbout : kAgree;
    auto parts = 0;
    for (auto k = c; k-- != 0;) {
      if (known(k)) { continue; }
      add(sum, lines[k]);
      ++parts;
      if (parts == 1 && one_will_do(c) && agree(sum, lines[c])) { return true; }
      if (parts > 1 && agree(sum, lines[c], within)) { return true; }
    }
    add(sum, flows);
    return size_of(flows) > 0 && agree(sum, lines[c], within);
  };
  auto const after = [&](std::size_t c) {
    Numbers sum(lines[c].size());
    auto parts = 0;
    for (auto k = c + 1; k != lines.size(); ++k) {
      if (known(k)) { continue; }
      add(sum, lines[k]);
      ++parts;
      if (parts > 1 && agree(sum, lines[c])) { return true; }
    }
    return false;
  };
  for (std::size_t c = 0; c != lines.size(); ++c) {
    if (size_of(lines[c]) > 0) { out[c] = before(c) || after(c); }
  }
  return out;
}

}  // namespace chengjie::economy::read
