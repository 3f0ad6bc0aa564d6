#include "chengjie/effect/target.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "chengjie/effect/sample.h"

namespace chengjie::effect {
namespace {

constexpr int kDrawsMax = 10'000'000;
constexpr std::uint64_t kOwnStream = 0x6c65'7665'6c73'2121ULL;

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

std::string percent(double share) {
  char text[48];
  std::snprintf(text, sizeof text, "%.1f%%", share * 100);
  return text;
}

std::string years_in_words(double years) {
  char text[48];
  std::snprintf(text, sizeof text, years == std::floor(years) ? "%.0f年" : "%.2f年", years);
  return text;
}

// Mean and variance of ln(1 + g), when 1 + g is log-normal with the stated mean and spread.
struct LogGrowth {
  double mean{};
  double variance{};
};
LogGrowth log_of(Growth const& g) {
  auto const level = 1 + g.mean;
  auto const variance = std::log1p(g.spread * g.spread / (level * level));
  return {std::log(level) - variance / 2, variance};
}

// ln(level in the target's year) = mean + deviation z + common c + trend t: z the region's own
// years, c what all years (and all projects) share, both normal; t Student's, of a growth that a
// short series tells.
struct Path {
  double mean{};
  double deviation{};
  double common{};
  double trend{};
  int freedom{};
  double all() const { return std::sqrt(deviation * deviation + common * common + trend * trend); }
};

// A two-sided spread of a bridge is taken as its mean half-width: the level is one log-normal.
Path path_of(Target const& t, double years) {
  auto const growth = log_of(*t.growth);
  Path out;
  out.mean = std::log(t.known.value) + years * growth.mean;
  out.freedom = t.growth->freedom;
  auto const shared = growth.variance * t.growth->shared;
  auto variance = years * (growth.variance - shared);
  if (out.freedom > 0) {
    auto const seen = static_cast<double>(t.growth->years_seen);
    out.trend = std::sqrt(growth.variance * (years + years * years / seen));
    variance = 0;
  } else {
    out.common = years * std::sqrt(shared);
  }
  if (t.bridge) {
    auto const& r = t.bridge->factor.range;
    out.mean += std::log(r.mid);
    auto const sd = std::log(r.high / r.low) / (2 * kTail);
    variance += sd * sd;
  }
  out.deviation = std::sqrt(variance);
  return out;
}

void exact(Outlook& out, Target const& t, Path const& path) {
  auto const at = [&](double z) { return std::exp(path.mean + z * path.all()); };
  out.reached = {at(-kTail), at(0), at(kTail)};
  auto const distance = path.mean - std::log(t.value);
  out.chance = path.all() > 0 ? normal_cdf(distance / path.all()) : (distance >= 0 ? 1.0 : 0.0);
}

// The chance by a second look at the same draws, one addition made certain or taken away.
void pull_levers(Outlook& out, Target const& t, std::vector<double> const& levels) {
  for (auto const& a : t.additions) {
    if (a.drawn.empty()) { continue; }
    Lever lever{a.name, 0, 0};
    for (std::size_t d = 0; d != levels.size(); ++d) {
      auto const without = levels[d] - static_cast<double>(a.drawn[d]);
      lever.if_lost += without >= t.value;
      lever.if_certain += without + static_cast<double>(a.certain[d]) >= t.value;
    }
    auto const n = static_cast<double>(levels.size());
    lever.if_lost /= n;
    lever.if_certain /= n;
    out.levers.push_back(std::move(lever));
  }
  std::stable_sort(out.levers.begin(), out.levers.end(), [](Lever const& a, Lever const& b) {
    return a.if_certain - a.if_lost > b.if_certain - b.if_lost;
  });
}

void simulated(Outlook& out, Target const& t, Path const& path, TargetOptions const& options) {
  // Not the stream that the common shocks were drawn with: a caller may use one seed for both.
  Random random(options.seed ^ kOwnStream);
  std::vector<double> levels(static_cast<std::size_t>(options.draws));
  auto reached = 0;
  for (std::size_t d = 0; d != levels.size(); ++d) {
    auto& level = levels[d];
    auto const common = t.common.empty() ? normal(random) : t.common[d];
    auto const trend = path.trend > 0 ? path.trend * student(random, path.freedom) : 0;
    level = std::exp(path.mean + path.deviation * normal(random) + path.common * common + trend);
    for (auto const& a : t.additions) {
      if (!a.drawn.empty()) {
        level += static_cast<double>(a.drawn[d]);
        continue;
      }
      auto const amount = at(a.amount, normal(random));
      if (random.unit() < a.chance) { level += amount; }
    }
    reached += level >= t.value;
  }
  pull_levers(out, t, levels);
  out.reached = spread_of(levels);
  auto const chance = static_cast<double>(reached) / options.draws;
  out.chance = chance;
  out.chance_error = std::sqrt(chance * (1 - chance) / options.draws);
}

bool positive(double v) { return std::isfinite(v) && v > 0; }

std::optional<Error> problem(Target const& t, TargetOptions const& options) {
  auto const bad = [&](std::string what, std::string help) {
    return Error{Code::bad_input, std::move(what), t.name, std::move(help)};
  };
  if (!positive(t.value) || !positive(t.known.value)) {
    return bad("目标数和已知数都应为正数", "请改正");
  }
  if (!std::isfinite(t.year) || !std::isfinite(t.known.year) || !(t.year > t.known.year)) {
    return bad("目标年份不在已知年份之后", "请核对目标的期限");
  }
  if (t.bridge) {
    auto const& r = t.bridge->factor.range;
    if (!positive(r.low) || !std::isfinite(r.high) || r.low > r.mid || r.mid > r.high) {
      return bad("口径换算系数应为正，且低、中、高依次不减", "请改正这条假设");
    }
  }
  if (t.growth &&
      (!(t.growth->mean > -1) || !(t.growth->spread >= 0) || !std::isfinite(t.growth->mean) ||
       !std::isfinite(t.growth->spread) || !(t.growth->shared >= 0 && t.growth->shared <= 1))) {
    return bad("增速分布的均值、离散或共同部分不合理",
               "均值应大于 -100%，离散不为负，共同部分在 0 至 1 之间");
  }
  for (auto const& a : t.additions) {
    if (!positive(a.amount.low) || !std::isfinite(a.amount.high) || a.amount.low > a.amount.mid ||
        a.amount.mid > a.amount.high || !(a.chance >= 0 && a.chance <= 1)) {
      return bad("新增项目“" + a.name + "”的数额或概率不合理",
                 "数额应为正且依次不减，概率在 0 至 1 之间");
    }
  }
  auto const draws = static_cast<std::size_t>(std::max(options.draws, 0));
  auto const fits = [&](auto const& values) { return values.empty() || values.size() == draws; };
  for (auto const& a : t.additions) {
    if (!fits(a.drawn) || a.drawn.size() != a.certain.size()) {
      return bad("新增项目“" + a.name + "”的模拟数个数不符", "");
    }
  }
  if (!fits(t.common)) { return bad("共同波动的模拟数个数不符", ""); }
  if (t.growth && (t.growth->freedom < 0 || (t.growth->freedom > 0 && t.growth->years_seen < 2))) {
    return bad("增速序列太短", "请补年度数");
  }
  if (options.draws < 1 || options.draws > kDrawsMax) {
    return bad("模拟次数应在 1 至 1000 万之间", "");
  }
  return std::nullopt;
}

void list_assumptions(Outlook& out, Target const& t) {
  auto const uses = [&](std::string const& mark, SourceKind source) {
    if (!mark.empty() &&
        std::find(out.inputs.begin(), out.inputs.end(), mark) == out.inputs.end()) {
      out.inputs.push_back(mark);
    }
    out.weakest = std::max(out.weakest, source);
  };
  uses(t.mark, t.source);
  uses(t.known.mark, t.known.source);
  if (t.bridge) {
    uses(t.bridge->factor.mark, t.bridge->factor.source);
    out.assumptions.push_back("口径换算：" + t.bridge->name + "，系数" +
                              say(t.bridge->factor.range, Unit::ratio));
  }
  if (!t.growth) { return; }
  uses(t.growth->mark, t.growth->source);
  out.assumptions.push_back(
      "年增速均值" + percent(t.growth->mean) + "、标准差" + percent(t.growth->spread) + "，各年" +
      (t.growth->shared > 0 ? "方差的" + percent(t.growth->shared) + "为共同波动"
                            : std::string("相互独立")) +
      "（" + (t.growth->basis.empty() ? "依据未注明" : t.growth->basis) + "）");
  for (auto const& a : t.additions) {
    uses(a.mark, a.source);
    out.assumptions.push_back("新增项目“" + a.name + "”到期贡献" + say(rounded(a.amount), t.unit) +
                              "，投产概率" + percent(a.chance) + "，不在上述增速之内");
  }
}

}  // namespace

Result<Outlook> outlook(Target const& t, TargetOptions const& options) {
  if (auto const wrong = problem(t, options)) { return *wrong; }
  if (t.scope != t.known.scope && !t.bridge) {
    auto const named = [](std::string const& s) { return s.empty() ? std::string("未注明") : s; };
    return Error{Code::conflict,
                 "已知数的口径（" + named(t.known.scope) + "）与目标的口径（" + named(t.scope) +
                     "）不同，不能直接算增速",
                 t.name, "请给出口径换算系数并注明依据"};
  }
  Outlook out;
  out.id = t.id;
  out.years = t.year - t.known.year;
  auto const bridge = t.bridge ? t.bridge->factor.range.mid : 1;
  auto const start = t.known.value * bridge;
  out.needed_growth = std::pow(t.value / start, 1 / out.years) - 1;
  out.formula = "（目标" + say(t.value, t.unit) + " ÷ 已知" + say(t.known.value, t.unit) +
                (t.bridge ? " ÷ 口径换算" + say(bridge, Unit::ratio) : "") + "）的" +
                years_in_words(out.years) + "次方根 - 1 = " + percent(out.needed_growth);
  out.sentence =
      "到期还有" + years_in_words(out.years) + "，每年需增长" + percent(out.needed_growth);
  list_assumptions(out, t);
  if (!t.growth) {
    out.sentence += "；没有增速依据，不给概率";
    return out;
  }
  auto const path = path_of(t, out.years);
  if (t.additions.empty() && path.freedom == 0) {
    exact(out, t, path);
  } else {
    simulated(out, t, path, options);
  }
  out.sentence += "；在所列假设下到期水平" + say(rounded(out.reached), t.unit) + "，达成概率约" +
                  say_chance(*out.chance);
  return out;
}

}  // namespace chengjie::effect
