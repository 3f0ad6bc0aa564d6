#include "chengjie/economy/quotients.h"

#include <algorithm>
#include <cmath>

namespace chengjie::economy {
namespace {

double over(double a, double b) { return b != 0 ? a / b : 0; }

double total(std::vector<double> const& v) {
  auto sum = 0.0;
  for (auto const x : v) { sum += x; }
  return sum;
}

// The factor that a_ij is multiplied by.
double factor(Quotient q, std::size_t i, std::size_t j, std::vector<double> const& slq,
              double lambda) {
  auto const cross = i == j ? slq[i] : over(slq[i], slq[j]);
  switch (q) {
    case Quotient::slq:
      return std::min(slq[i], 1.0);
    case Quotient::cilq:
      return std::min(cross, 1.0);
    case Quotient::rlq:
      return std::min(over(slq[i], std::log2(1 + slq[j])), 1.0);
    case Quotient::flq:
      return std::min(cross * lambda, 1.0);
    case Quotient::aflq:
      return std::min(cross * lambda, 1.0) * (slq[j] > 1 ? std::log2(1 + slq[j]) : 1.0);
  }
  return 0;
}

}  // namespace

Result<Done> check(Sizes const& s, std::vector<std::string> const& names) {
  if (s.region.size() != s.nation.size() || s.region.empty()) {
    return Error{Code::bad_input, "地区和全国的部门数不一致，或没有部门", "", ""};
  }
  for (std::size_t i = 0; i != s.region.size(); ++i) {
    if (s.region[i] >= 0 && s.nation[i] >= 0) { continue; }
    auto const name = i < names.size() ? names[i] : std::to_string(i + 1);
    return Error{Code::bad_input, "部门“" + name + "”的就业（或产出）为负，或不是数", "", "请改正"};
  }
  if (!(total(s.region) > 0) || !(total(s.nation) > 0)) {
    return Error{Code::bad_input, "地区或全国的就业（或产出）合计为零", "", "请检查是否缺数"};
  }
  if (total(s.region) > total(s.nation)) {
    return Error{Code::bad_input, "地区的就业（或产出）合计大于全国", "", "请检查两列的单位和次序"};
  }
  return kDone;
}

std::vector<double> location_quotients(Sizes const& s) {
  auto const region = total(s.region);
  auto const nation = total(s.nation);
  std::vector<double> out(s.region.size());
  for (std::size_t i = 0; i != out.size(); ++i) {
    out[i] = over(over(s.region[i], region), over(s.nation[i], nation));
  }
  return out;
}

Matrix cross_industry_quotients(std::vector<double> const& slq) {
  Matrix out(slq.size(), slq.size());
  for (std::size_t i = 0; i != slq.size(); ++i) {
    for (std::size_t j = 0; j != slq.size(); ++j) { out(i, j) = over(slq[i], slq[j]); }
  }
  return out;
}

double region_size_factor(Sizes const& s, double delta) {
  return std::pow(std::log2(1 + over(total(s.region), total(s.nation))), delta);
}

Matrix regional_coefficients(Matrix const& national, Sizes const& sizes, Quotient q, double delta) {
  CJ_CHECK(national.rows() == sizes.region.size() && national.columns() == sizes.region.size());
  auto const slq = location_quotients(sizes);
  auto const lambda = region_size_factor(sizes, delta);
  Matrix out = national;
  for (std::size_t i = 0; i != slq.size(); ++i) {
    for (std::size_t j = 0; j != slq.size(); ++j) { out(i, j) *= factor(q, i, j, slq, lambda); }
  }
  return out;
}

}  // namespace chengjie::economy
