#include "chengjie/economy/shift_share.h"

#include "chengjie/base/check.h"

namespace chengjie::economy {
namespace {

double total(std::vector<double> const& v) {
  auto sum = 0.0;
  for (auto const x : v) { sum += x; }
  return sum;
}

double change(double before, double after) { return before != 0 ? after / before : 1; }

}  // namespace

Result<ShiftShare> shift_share(std::vector<double> const& region_0,
                               std::vector<double> const& region_1,
                               std::vector<double> const& nation_0,
                               std::vector<double> const& nation_1) {
  auto const n = region_0.size();
  CJ_CHECK(region_1.size() == n && nation_0.size() == n && nation_1.size() == n);
  auto const e0 = total(region_0), e1 = total(region_1);
  auto const n0 = total(nation_0), n1 = total(nation_1);
  if (!(e0 > 0) || !(n0 > 0) || !(n1 > 0)) {
    return Error{Code::bad_input, "期初地区、期初或期末全国的就业合计不是正数", "",
                 "请检查是否缺数"};
  }
  ShiftShare out;
  out.growth = e1 - e0;
  auto const all = n1 / n0;
  auto expected = 0.0;  // of the region, had each of its industries gone as the nation's
  for (std::size_t i = 0; i != n; ++i) {
    auto const nation = change(nation_0[i], nation_1[i]);
    auto const own = region_1[i] - region_0[i] * nation;
    auto const region = change(region_0[i], region_1[i]);
    auto const homothetic = e0 * nation_0[i] / n0;
    out.national.push_back(region_0[i] * (all - 1));
    out.mix.push_back(region_0[i] * (nation - all));
    out.regional.push_back(own);
    out.homothetic_regional += homothetic * (region - nation);
    out.allocation += (region_0[i] - homothetic) * (region - nation);
    expected += region_0[i] * nation;
  }
  out.national_sum = total(out.national);
  out.mix_sum = total(out.mix);
  out.regional_sum = total(out.regional);
  out.gerfin_mix = expected / (e0 * all);
  out.gerfin_regional = expected > 0 ? e1 / expected : 0;
  return out;
}

}  // namespace chengjie::economy
