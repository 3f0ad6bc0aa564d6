#include "chengjie/effect/shock.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace chengjie::effect {
namespace {

constexpr int kDaysMax = 3'650;
constexpr int kWeek = 7;
constexpr double kUsual = 0.99;  // a week under it counts as below
constexpr double kSoldWithin =
    0.9;  // of its output a district's sector sells at most so much to itself
constexpr double kWorthTelling = 0.005;  // of the loss: a buffer that spares less is not told

Error bad(std::string what, std::string where = "") {
  return {Code::bad_input, std::move(what), std::move(where), "请核对后再试"};
}

std::optional<Error> problem(DistrictEconomy const& d) {
  auto const n = d.national.size();
  if (n == 0 || d.sectors.size() != n || d.district.size() != n || d.jobs_per_output.size() != n ||
      d.storable.size() != n || d.coefficients.rows() != n || d.coefficients.columns() != n) {
    return bad("冲击模型的各部门数据个数不一致");
  }
  if (!(d.local_share >= 0 && d.local_share <= 1)) {
    return bad("本区自供份额应在 0 至 1 之间", "effect/local_purchase");
  }
  auto all = 0.0;
  for (std::size_t i = 0; i != n; ++i) {
    if (!(d.district[i] >= 0) || !(d.national[i] >= 0) || !std::isfinite(d.national[i]) ||
        d.district[i] > d.national[i]) {
      return bad("本区产出为负，或大于全国", d.sectors[i]);
    }
    all += d.district[i];
  }
  if (!(all > 0)) { return bad("本区各部门产出都是零，冲击无从算起"); }
  return std::nullopt;
}

std::optional<Error> problem(DistrictEconomy const& d, Shock const& s, ShockOptions const& o) {
  if (!(s.loss > 0 && s.loss <= 1)) { return bad("损失份额应大于 0、不超过 100%", s.name); }
  if (s.days < 1 || s.recovery_days < 1 || s.days > kDaysMax || s.recovery_days > kDaysMax ||
      o.horizon_days < kWeek || o.horizon_days > kDaysMax) {
    return bad("天数应在 1 至 3650 之间，推演期不少于 7 天", s.name);
  }
  if (!(o.stock_days > 0) || !(o.overproduction >= 1)) {
    return bad("库存天数应为正，超产上限应不低于 1", s.name);
  }
  if (s.kind == ShockKind::power) { return std::nullopt; }
  if (s.sector >= d.national.size()) { return bad("没有这个部门", s.name); }
  if (s.kind == ShockKind::firm && !(d.district[s.sector] > 0)) {
    return bad("本区没有“" + d.sectors[s.sector] + "”的产出", s.name);
  }
  return std::nullopt;
}

}  // namespace

Result<economy::ArioModel> two_regions(DistrictEconomy const& d, ShockOptions const& o) {
  if (auto const wrong = problem(d)) { return *wrong; }
  auto const n = d.national.size();
  economy::ArioModel out;
  out.sectors = n;
  out.z = solve::Matrix(2 * n, 2 * n);
  out.demand = solve::Matrix(2 * n, 1);
  out.x.resize(2 * n);
  for (std::size_t i = 0; i != n; ++i) {
    auto const x = d.district[i], rest = d.national[i] - x;
    out.x[i] = x;
    out.x[n + i] = rest;
    // Bought within the district, cut evenly where it would be more than the sector can sell there.
    auto wanted = 0.0, nation_sells = 0.0;
    for (std::size_t j = 0; j != n; ++j) {
      wanted += d.local_share * d.coefficients(i, j) * d.district[j];
      nation_sells += d.coefficients(i, j) * d.national[j];
    }
    auto const cut = wanted > kSoldWithin * x ? kSoldWithin * x / wanted : 1;
    auto sold_there = 0.0, bought_elsewhere = 0.0;
    for (std::size_t j = 0; j != n; ++j) {
      auto const buys = d.coefficients(i, j) * d.district[j];
      out.z(i, j) = cut * d.local_share * buys;
      out.z(n + i, j) = buys - out.z(i, j);
      sold_there += out.z(i, j);
      bought_elsewhere += out.z(n + i, j);
    }
    // What is left of the district's output goes to users elsewhere and to final demand as the
    // nation's output does.
    auto const users = nation_sells - sold_there - bought_elsewhere;  // intermediate, elsewhere
    auto const final = std::max(0.0, d.national[i] - nation_sells);
    auto const left = x - sold_there;
    auto const to_users = users + final > 0 ? std::min(left * users / (users + final), users) : 0;
    for (std::size_t j = 0; j != n; ++j) {
      auto const buys = d.coefficients(i, j) * (d.national[j] - d.district[j]);
      auto const from_here = users > 0 ? to_users * buys / users : 0;
      out.z(i, n + j) = from_here;
      out.z(n + i, n + j) = buys - from_here;
    }
    out.demand(i, 0) = left - to_users;
    out.demand(n + i, 0) = std::max(0.0, rest - bought_elsewhere - (users - to_users));
    out.inventories.push_back(d.storable[i] ? o.stock_days
                                            : std::numeric_limits<double>::infinity());
  }
  out.inventory_steps = o.stock_days;
  out.overproduction_max = o.overproduction;
  return out;
}

namespace {

economy::ArioEvent event_of(DistrictEconomy const& d, Shock const& s) {
  auto const n = d.national.size();
  economy::ArioEvent out;
  out.kind = economy::ArioEvent::Kind::arbitrary;
  out.loss.assign(2 * n, 0.0);
  switch (s.kind) {
    case ShockKind::firm:
      out.loss[s.sector] = s.loss;
      break;
    case ShockKind::supplier:
      out.loss[n + s.sector] = s.loss;
      break;
    case ShockKind::power:
      std::fill_n(out.loss.begin(), n, s.loss);
      break;
  }
  out.duration = s.days;
  out.tau = s.recovery_days;
  return out;
}

// Sums days into weeks of what is lost against the usual.
class Weeks {
 public:
  Weeks(DistrictEconomy const& d, economy::ArioModel const& m) : d_(d), m_(m) {}

  void see(economy::ArioStep const& step) {
    auto const n = d_.national.size();
    auto lost = 0.0, lost_elsewhere = 0.0, idle = 0.0;
    for (std::size_t i = 0; i != n; ++i) {
      auto const day = m_.x[i] / m_.steps_per_year - step.production[i];
      lost += day;
      idle += std::max(0.0, day) * m_.steps_per_year * d_.jobs_per_output[i];
      lost_elsewhere += m_.x[n + i] / m_.steps_per_year - step.production[n + i];
    }
    auto const week = static_cast<std::size_t>(step.step / kWeek);
    if (week >= lost_.size()) {
      lost_.push_back(0);
      elsewhere_.push_back(0);
      idle_.push_back(0);
      days_.push_back(0);
    }
    lost_[week] += lost;
    elsewhere_[week] += lost_elsewhere;
    idle_[week] += idle;
    ++days_[week];
  }

  ShockPath path() const {
    ShockPath out;
    auto here = 0.0, there = 0.0;
    for (std::size_t i = 0; i != d_.national.size(); ++i) {
      here += m_.x[i] / m_.steps_per_year;
      there += m_.x[d_.national.size() + i] / m_.steps_per_year;
    }
    for (std::size_t w = 0; w != lost_.size(); ++w) {
      out.district.push_back(1 - lost_[w] / (here * days_[w]));
      out.elsewhere.push_back(there > 0 ? 1 - elsewhere_[w] / (there * days_[w]) : 1);
      out.jobs.push_back(idle_[w] / days_[w]);
      out.output_lost += lost_[w];
      out.output_lost_elsewhere += elsewhere_[w];
      out.weeks_below += out.district.back() < kUsual;
      if (out.jobs.back() > out.jobs_worst) {
        out.jobs_worst = out.jobs.back();
        out.worst_week = static_cast<int>(w) + 1;
      }
    }
    return out;
  }

 private:
  DistrictEconomy const& d_;
  economy::ArioModel const& m_;
  std::vector<double> lost_, elsewhere_, idle_;
  std::vector<int> days_;
};

Result<ShockPath> run(DistrictEconomy const& d, Shock const& s, ShockOptions const& o) {
  auto const model = two_regions(d, o);
  if (!model) { return model.error(); }
  Weeks weeks(d, *model);
  auto const done = economy::ario(*model, event_of(d, s), o.horizon_days,
                                  [&](economy::ArioStep const& step) { weeks.see(step); });
  if (!done) { return done.error(); }
  return weeks.path();
}

struct Try {
  std::string name;
  Shock shock;
  ShockOptions options;
};

std::string days(double n) { return std::to_string(static_cast<int>(std::lround(n))) + " 天"; }

// What could be kept ready: stocks twice as large, capacity to catch up, a shorter outage, half the
// loss (a second source, a second line).
std::vector<Try> tries(Shock const& s, ShockOptions const& o) {
  std::vector<Try> out;
  auto stocks = o;
  stocks.stock_days *= 2;
  out.push_back(
      {"常备库存由 " + days(o.stock_days) + "加到 " + days(stocks.stock_days), s, stocks});
  auto capacity = o;
  capacity.overproduction = o.overproduction + 0.15;
  out.push_back({"加班补产的能力由 " + say(o.overproduction * 100, Unit::percent) + "提到 " +
                     say(capacity.overproduction * 100, Unit::percent),
                 s, capacity});
  auto sooner = s;
  sooner.days = std::max(1, s.days / 2);
  sooner.recovery_days = std::max(1, s.recovery_days / 2);
  out.push_back({"停产和恢复的时间各缩短一半（备件、抢修、替代厂房）", sooner, o});
  auto half = s;
  half.loss /= 2;
  out.push_back({s.kind == ShockKind::firm       ? "另有一家同类企业可承担一半"
                 : s.kind == ShockKind::supplier ? "一半货源有第二供应地"
                                                 : "一半负荷有双回路或自备电源",
                 half, o});
  return out;
}

}  // namespace

Result<ShockPath> shock_path(DistrictEconomy const& d, Shock const& s, ShockOptions const& o) {
  if (auto const wrong = problem(d)) { return *wrong; }
  if (auto const wrong = problem(d, s, o)) { return *wrong; }
  return run(d, s, o);
}

Result<ShockResult> shock(DistrictEconomy const& d, Shock const& s, ShockOptions const& o) {
  auto path = shock_path(d, s, o);
  if (!path) { return path.error(); }
  ShockResult out{*std::move(path), {}};
  for (auto const& t : tries(s, o)) {
    auto const better = run(d, t.shock, t.options);
    if (!better) { return better.error(); }
    auto const spared = out.path.output_lost - better->output_lost;
    if (spared > kWorthTelling * out.path.output_lost) { out.buffers.push_back({t.name, spared}); }
  }
  std::stable_sort(out.buffers.begin(), out.buffers.end(),
                   [](Buffer const& a, Buffer const& b) { return a.spared > b.spared; });
  return out;
}

}  // namespace chengjie::effect
