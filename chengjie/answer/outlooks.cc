#include "chengjie/answer/outlooks.h"

#include <algorithm>
#include <cmath>

#include "chengjie/answer/figures.h"
#include "chengjie/base/date.h"
#include "chengjie/effect/target.h"

namespace chengjie::answer {
namespace {

constexpr auto kSeed = std::uint64_t{20'261'125};
constexpr auto kDraws = 20'000;

int year_of(std::string const& period) {
  auto const parsed = parse_period(period);
  return parsed && parsed->until ? parsed->until->year : 0;
}

// A level of a whole year: no half year, no month, no sum over years, nothing newly added.
bool level(Figure const& f) {
  auto const period = parse_period(f.period);
  auto const whole_year = period && period->until &&
                          period->from == Date{period->until->year, 1, 1} &&
                          *period->until == Date{period->until->year, 12, 31};
  return whole_year && f.kind == Kind::actual && f.unit != "percent" &&
         f.scope.measure != Measure::newly_added && f.scope.measure != Measure::cumulative;
}

// A known level, and how it was bridged to the target's scope.
struct Start {
  Figure figure;
  std::optional<Figure> bridge;
};

bool same_unit(Figure const& a, Figure const& b) { return a.unit == b.unit; }

// Levels of the target's own indicator and subject; the newest first.
std::optional<Figure> own_level(std::vector<Figure> const& all, Figure const& target) {
  auto best = std::optional<Figure>{};
  for (auto const& f : all) {
    if (!level(f) || f.subject != target.subject || f.indicator != target.indicator ||
        !same_unit(f, target)) {
      continue;
    }
    if (!best || year_of(f.period) > year_of(best->period)) { best = f; }
  }
  return best;
}

// What a part and its share of the whole imply: 1007.8 亿元 is 72.2 % of the district's.
std::optional<Figure> implied_level(Context const& context, std::vector<Figure> const& all,
                                    std::string const& region, std::string const& indicator) {
  for (auto const& share : all) {
    if (share.kind != Kind::share || share.value <= 0 || share.value > 100) { continue; }
    if (share.scope.boundary != region) { continue; }
    for (auto const& part : all) {
      if (!level(part) || part.subject != share.subject || part.subject == region ||
          part.indicator != indicator || part.period != share.period) {
        continue;
      }
      if (!share.indicator.starts_with(part.indicator)) { continue; }
      auto d = Basis::Derived{region,
                              part.indicator + "（由占比推得）",
                              part.value / (share.value / 100),
                              part.unit,
                              part.subject + part.indicator + " ÷ 占全区比重",
                              {part, share}};
      d.period = part.period;
      d.scope = part.scope;
      return context.basis.derive(std::move(d));
    }
  }
  return std::nullopt;
}

// A bridge is an assumption "bridge/FROM→TO" between two indicators.
std::optional<Start> bridged(Context const& context, std::vector<Figure> const& all,
                             Figure const& target) {
  constexpr auto kArrow = std::string_view{"→"};
  for (auto const& record : context.book.all("assumptions")) {
    if (!record.key.starts_with("bridge/") ||
        !record.key.ends_with(std::string{kArrow} + target.indicator)) {
      continue;
    }
    auto const from =
        record.key.substr(7, record.key.size() - 7 - kArrow.size() - target.indicator.size());
    auto const bridge = context.book.assumption(record.key);
    auto wanted = target;
    wanted.indicator = from;
    auto known = own_level(all, wanted);
    if (!known) { known = implied_level(context, all, target.subject, from); }
    if (known && bridge) { return Start{*known, bridge}; }
  }
  return std::nullopt;
}

effect::Ratio ratio_of(Figure const& f) {
  auto const range = f.range.value_or(Interval{f.value, f.value});
  return {{range.low, f.value, range.high}, mark_of(f), source_of(f)};
}

effect::Unit unit_of(std::string const& unit) {
  if (unit == "CNY") { return effect::Unit::cny; }
  if (unit == "person") { return effect::Unit::person; }
  if (unit == "percent") { return effect::Unit::percent; }
  return effect::Unit::ratio;
}

std::optional<effect::Growth> growth_of(Context const& context, std::string const& indicator,
                                        std::vector<Figure>& inputs) {
  auto const mean = context.book.assumption("growth/" + indicator);
  auto const spread = context.book.assumption("growth/" + indicator + "/spread");
  if (!mean || !spread) { return std::nullopt; }
  inputs.push_back(*mean);
  inputs.push_back(*spread);
  auto growth = effect::Growth{};
  growth.mean = mean->value / 100;
  growth.spread = spread->value / 100;
  growth.basis = std::get<Assumption>(mean->evidence).basis;
  growth.mark = mark_of(*mean);
  return growth;
}

Item unanswered(Figure const& target, std::string const& why) {
  auto item = Item{};
  item.id = target.subject + "/" + target.indicator + "/" + target.period;
  item.state = "no_level";
  item.title = Line{"目标 " + target.period + "：" + target.subject + target.indicator + " "}
               << target;
  item.lines.emplace_back(why);
  return item;
}

Item answered(Context const& context, Figure const& target, Start const& start) {
  auto inputs = std::vector<Figure>{target, start.figure};
  auto t = effect::Target{};
  t.id = target.subject + "/" + target.indicator + "/" + target.period;
  t.name = target.subject + target.indicator;
  t.unit = unit_of(target.unit);
  t.value = target.value;
  t.year = year_of(target.period);
  t.scope = target.indicator;
  t.mark = mark_of(target);
  t.known = {start.figure.value, static_cast<double>(year_of(start.figure.period)),
             start.bridge ? start.figure.indicator : target.indicator, mark_of(start.figure),
             weakest_of(start.figure)};
  if (start.bridge) {
    t.bridge = effect::Bridge{ratio_of(*start.bridge), start.bridge->subject.substr(7)};
    inputs.push_back(*start.bridge);
  }
  // What the chance rests on beside what the needed growth does.
  auto chance_inputs = inputs;
  t.growth = growth_of(context, target.indicator, chance_inputs);
  auto item = unanswered(target, "");
  item.lines.clear();
  auto known = Line{"已知 "} << start.figure.subject << start.figure.indicator << " "
                             << start.figure << "（" << start.figure.period << "）";
  if (start.bridge) { known << "，口径换算 × " << *start.bridge; }
  item.lines.push_back(std::move(known));
  auto const found = effect::outlook(t, {.seed = kSeed, .draws = kDraws});
  if (!found) {
    item.state = "no_answer";
    item.lines.emplace_back(found.error().line());
    return item;
  }
  item.state = "open";
  auto const needed = context.basis.derive(
      {t.name, "所需年均增长", found->needed_growth * 100, "percent", found->formula, inputs});
  item.figures.emplace_back("needed_growth", needed);
  auto line = Line{"到 " + target.period + " 年每年须增长 "} << needed;
  if (found->chance) {
    auto const chance = context.basis.derive({t.name, "达成概率", *found->chance * 100, "percent",
                                              "年增长按假设的均值和离散度分布", chance_inputs});
    auto reached = Basis::Derived{
        t.name,       "届时水平", found->reached.mid, target.unit, "已知水平按假设增长推到目标年",
        chance_inputs};
    reached.range = Interval{found->reached.low, found->reached.high};
    reached.period = target.period;
    item.figures.emplace_back("chance", chance);
    line << "；按假设的增长，达成概率 " << chance << "，届时 "
         << context.basis.derive(std::move(reached));
  } else {
    line << "；没有增长的假设，不给概率";
  }
  item.lines.push_back(std::move(line));
  return item;
}

}  // namespace

std::vector<Item> target_outlooks(Context const& context, std::vector<std::string>& lacks) {
  auto const all = statements(context.book);
  auto items = std::vector<Item>{};
  for (auto const& target : all) {
    if (target.kind != Kind::target || year_of(target.period) == 0 ||
        year_of(target.period) < std::stoi(context.today.substr(0, 4))) {
      continue;
    }
    // The same target from a table and from a document is one.
    auto const id = target.subject + "/" + target.indicator + "/" + target.period;
    if (std::any_of(items.begin(), items.end(), [&](Item const& item) { return item.id == id; })) {
      continue;
    }
    auto start = std::optional<Start>{};
    if (auto own = own_level(all, target)) { start = Start{*own, std::nullopt}; }
    if (!start) { start = bridged(context, all, target); }
    if (!start) {
      items.push_back(
          unanswered(target, "现值未知（没有同一主体、同一指标的年度数），算不出所需增长"));
      lacks.push_back(target.subject + target.indicator + "的现值（" + target.period +
                      " 年目标已知）");
      continue;
    }
    items.push_back(answered(context, target, *start));
  }
  return items;
}

}  // namespace chengjie::answer
