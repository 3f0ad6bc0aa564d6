#include "chengjie/answer/effect/outlooks.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "chengjie/answer/assumed/assumed_title.h"
#include "chengjie/answer/figures.h"
#include "chengjie/base/date.h"
#include "chengjie/effect/fit.h"

namespace chengjie::answer {
namespace {

constexpr auto kSeed = std::uint64_t{20'261'125};
constexpr auto kDraws = 4'000;  // those of the plan
constexpr auto kLevers = std::size_t{3};
constexpr auto kLeverWorth = 0.005;  // a project that moves the chance by less is not told

}  // namespace

int year_of(std::string const& period) {
  auto const parsed = parse_period(period);
  return parsed && parsed->until ? parsed->until->year : 0;
}

// A level of a whole year: no half year, no month, no sum over years, nothing newly added.
bool is_level(Figure const& f) {
  auto const period = parse_period(f.period);
  auto const whole_year = period && period->until &&
                          period->from == Date{period->until->year, 1, 1} &&
                          *period->until == Date{period->until->year, 12, 31};
  return whole_year && f.kind == Kind::actual && f.unit != "percent" &&
         f.scope.measure != Measure::newly_added && f.scope.measure != Measure::cumulative;
}

// Tables come after documents and win: what an office keeps is nearer to the truth than a speech.
std::vector<Figure> levels_of(std::vector<Figure> const& all, Figure const& like, int until) {
  auto by_year = std::map<int, Figure>{};
  for (auto const& f : all) {
    if (!is_level(f) || f.subject != like.subject || f.indicator != like.indicator ||
        f.unit != like.unit || year_of(f.period) > until) {
      continue;
    }
    auto& kept = by_year[year_of(f.period)];
    if (kept.unit.empty() || source_of(f) < source_of(kept)) { kept = f; }
  }
  auto out = std::vector<Figure>{};
  for (auto& [year, f] : by_year) { out.push_back(std::move(f)); }
  return out;
}

effect::Unit unit_of(std::string const& unit) {
  if (unit == "CNY") { return effect::Unit::cny; }
  if (unit == "person") { return effect::Unit::person; }
  if (unit == "percent") { return effect::Unit::percent; }
  return effect::Unit::ratio;
}

std::optional<effect::Growth> growth_of(Context const& context, std::vector<Figure> const& levels,
                                        std::string const& indicator, std::vector<Figure>& inputs) {
  auto series = std::vector<std::pair<int, double>>{};
  for (auto const& f : levels) { series.emplace_back(year_of(f.period), f.value); }
  if (auto growth = effect::growth_of_series(std::move(series))) {
    growth->mark = mark_of(levels.back());
    growth->source = SourceKind::derived;
    inputs.insert(inputs.end(), levels.begin(), levels.end());
    return growth;
  }
  auto const mean = context.book.assumption("growth/" + indicator);
  auto const spread = context.book.assumption("growth/" + indicator + "/spread");
  if (!mean || !spread) { return std::nullopt; }
  auto shared = setting(context.book, "growth/" + indicator + "/shared", 30, "percent",
                        "各年同受一个景气影响的部分没有估计，暂按方差的三成");
  for (auto const& f : {*mean, *spread, shared}) { inputs.push_back(under_title(f)); }
  auto growth = effect::Growth{};
  growth.mean = mean->value / 100;
  growth.spread = spread->value / 100;
  growth.shared = std::clamp(shared.value / 100, 0.0, 1.0);
  growth.basis = std::get<Assumption>(mean->evidence).basis;
  growth.mark = mark_of(*mean);
  return growth;
}

namespace {

// A known level, and how it was bridged to the target's scope.
struct Start {
  Figure figure;
  std::optional<Figure> bridge;
};

// The newest level of the target's own indicator and subject.
std::optional<Figure> own_level(std::vector<Figure> const& all, Figure const& target) {
  auto levels = levels_of(all, target, year_of(target.period) - 1);
  return levels.empty() ? std::nullopt : std::optional{levels.back()};
}

// What a part and its share of the whole imply: 1007.8 亿元 is 72.2 % of the district's.
std::optional<Figure> implied_level(Context const& context, std::vector<Figure> const& all,
                                    std::string const& region, std::string const& indicator) {
  for (auto const& share : all) {
    if (share.kind != Kind::share || share.value <= 0 || share.value > 100) { continue; }
    if (share.scope.boundary != region) { continue; }
    for (auto const& part : all) {
      if (!is_level(part) || part.subject != share.subject || part.subject == region ||
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
    auto bridge = context.book.assumption(record.key);
    if (bridge) { bridge = under_title(*std::move(bridge)); }
    auto wanted = target;
    wanted.indicator = from;
    auto known = own_level(all, wanted);
    if (!known) { known = implied_level(context, all, target.subject, from); }
    if (known && bridge) { return Start{*known, bridge}; }
  }
  return std::nullopt;
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

// What the waiting projects add to a level of output: a part of the region's, beyond what its
// trend holds already. Nothing of other indicators and subjects.
void add_pipeline(Context const& context, PlanOf const& plan, Figure const& target,
                  effect::Target& t, std::vector<Figure>& inputs) {
  if (target.unit != "CNY" || target.subject != context.region ||
      target.indicator.find("产值") == std::string::npos || plan.planned.empty()) {
    return;
  }
  auto const beyond = assumed(context.book, "effect/beyond_trend");
  inputs.push_back(beyond);
  t.common = plan.draws.common;
  auto const year = static_cast<int>(t.year);
  for (auto p = std::size_t{0}; p != plan.planned.size(); ++p) {
    auto addition = effect::Addition{};
    addition.name = plan.planned[p].name;
    addition.amount = plan.planned[p].output;
    addition.chance = plan.planned[p].chance;
    addition.mark = mark_of(beyond);
    for (auto d = std::size_t{0}; d != t.common.size(); ++d) {
      auto const part = [&](bool certain) {
        return static_cast<float>(
            beyond.value / 100 *
            effect::drawn_output(plan.draws, plan.planned, p, d, year, certain));
      };
      addition.drawn.push_back(part(false));
      addition.certain.push_back(part(true));
    }
    t.additions.push_back(std::move(addition));
    inputs.insert(inputs.end(), plan.inputs[p].begin(), plan.inputs[p].end());
  }
  inputs.insert(inputs.end(), plan.shocks.begin(), plan.shocks.end());
}

effect::Target target_of(Figure const& target, Start const& start) {
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
    auto const r = range_of(*start.bridge);
    t.bridge = effect::Bridge{{r, mark_of(*start.bridge), source_of(*start.bridge)},
                              start.bridge->subject};
  }
  return t;
}

// The growth that it takes, as wide as the bridge is.
Figure needed_figure(Context const& context, effect::Target const& t, effect::Outlook const& found,
                     std::vector<Figure> const& inputs) {
  auto const at = [&](double bridge) {
    return (std::pow(t.value / (t.known.value * bridge), 1 / found.years) - 1) * 100;
  };
  auto const bridge = t.bridge ? t.bridge->factor.range : effect::Range{1, 1, 1};
  auto const told = effect::rounded({at(bridge.high), found.needed_growth * 100, at(bridge.low)});
  auto d = Basis::Derived{t.name, "所需年均增长", told.mid, "percent", found.formula, inputs};
  d.kind = Kind::rate;
  if (told.low != told.high) { d.range = Interval{told.low, told.high}; }
  return context.basis.derive(std::move(d));
}

Figure chance_figure(Context const& context, std::string const& name, std::string indicator,
                     double chance, std::vector<Figure> const& inputs) {
  auto const certain = chance < 0.01 || chance > 0.99;
  auto d = Basis::Derived{name,
                          std::move(indicator),
                          effect::rounded_chance(chance) * 100,
                          "percent",
                          "增速按假设的分布、项目按阶段的成功和推迟，抽 4000 次中达到目标的份额",
                          inputs};
  d.kind = Kind::rate;
  if (certain) {
    d.value = chance < 0.5 ? 1 : 99;
    d.bound = chance < 0.5 ? Bound::under : Bound::over;
  }
  return context.basis.derive(std::move(d));
}

// The same level year by year, for the fan: growth with the projects in it.
void add_path(Context const& context, PlanOf const& plan, effect::Target const& target,
              Figure const& told, std::vector<Figure> const& inputs, Item& item) {
  for (auto year = target.known.year + 1; year <= target.year; ++year) {
    auto t = target;
    t.year = year;
    t.additions.clear();
    auto unused = std::vector<Figure>{};
    if (!target.additions.empty()) { add_pipeline(context, plan, told, t, unused); }
    auto const found = effect::outlook(t, {.seed = kSeed, .draws = kDraws});
    if (!found || !found->chance) { return; }
    auto const period = std::to_string(static_cast<int>(year));
    item.figures.emplace_back(
        "path_" + period,
        sum_figure(context, target.name, "预计水平", told.unit, found->reached,
                   "已知水平按增速的分布推到该年，加项目在该年的产值", inputs, period));
  }
}

void tell_levers(Context const& context, effect::Target const& t, effect::Outlook const& found,
                 std::vector<Figure> const& inputs, Item& item) {
  auto line = Line{};
  for (auto k = std::size_t{0}; k != std::min(kLevers, found.levers.size()); ++k) {
    auto const& lever = found.levers[k];
    if (lever.if_certain - lever.if_lost < kLeverWorth) { break; }
    line << (k == 0 ? "最能提高概率的项目：" : "；") << lever.name << "（确保投产则 "
         << chance_figure(context, t.name, "确保" + lever.name + "投产时的达成概率",
                          lever.if_certain, inputs)
         << "，失去则 "
         << chance_figure(context, t.name, "失去" + lever.name + "时的达成概率", lever.if_lost,
                          inputs)
         << "）";
  }
  if (line.empty() && !found.levers.empty()) {
    line << "单个项目都不足以明显改变概率：缺口远大于任何一个项目";
  }
  if (!line.empty()) { item.lines.push_back(std::move(line)); }
}

void tell_growth(effect::Growth const& growth, std::vector<Figure> const& growth_inputs,
                 Item& item) {
  auto line = Line{"增速依据："};
  if (growth.freedom > 0) {
    line << growth.basis;
  } else {
    for (auto k = std::size_t{0}; k != growth_inputs.size(); ++k) {
      line << (k == 0 ? "" : "；") << growth_inputs[k].subject << " " << growth_inputs[k];
    }
    line << "（" << growth.basis << "）";
  }
  item.lines.push_back(std::move(line));
}

Item answered(Context const& context, PlanOf const& plan, std::vector<Figure> const& all,
              Figure const& target, Start const& start) {
  auto inputs = std::vector<Figure>{target, start.figure};
  auto t = target_of(target, start);
  if (start.bridge) { inputs.push_back(*start.bridge); }
  auto growth_inputs = std::vector<Figure>{};
  t.growth = growth_of(context, levels_of(all, start.figure, year_of(target.period)),
                       target.indicator, growth_inputs);
  // What the chance rests on beside what the needed growth does.
  auto chance_inputs = inputs;
  chance_inputs.insert(chance_inputs.end(), growth_inputs.begin(), growth_inputs.end());
  if (t.growth) { add_pipeline(context, plan, target, t, chance_inputs); }
  auto item = unanswered(target, "");
  item.lines.clear();
  auto known = Line{"已知 "} << start.figure.subject << start.figure.indicator << " "
                             << start.figure << "（" << start.figure.period << "）";
  item.figures.emplace_back("known", start.figure);
  if (start.bridge) {
    known << "，口径换算：" << start.bridge->subject << " × " << *start.bridge;
    item.figures.emplace_back("bridge", *start.bridge);
  }
  item.lines.push_back(std::move(known));
  auto const found = effect::outlook(t, {.seed = kSeed, .draws = kDraws});
  if (!found) {
    item.state = "no_answer";
    item.lines.emplace_back(found.error().line());
    return item;
  }
  item.state = "open";
  auto const needed = needed_figure(context, t, *found, inputs);
  item.figures.emplace_back("needed_growth", needed);
  auto line = Line{"到 " + target.period + " 年每年须增长 "} << needed;
  if (found->chance) {
    auto const chance = chance_figure(context, t.name, "达成概率", *found->chance, chance_inputs);
    auto const reached = sum_figure(context, t.name, "届时水平", target.unit, found->reached,
                                    "已知水平按增速的分布推到目标年，加超出趋势的项目产值",
                                    chance_inputs, target.period);
    item.figures.emplace_back("chance", chance);
    item.figures.emplace_back("level", reached);
    line << "；达成概率 " << chance << "，届时 " << reached;
  } else {
    line << "；没有增长的假设，不给概率";
  }
  item.lines.push_back(std::move(line));
  if (t.growth) {
    tell_growth(*t.growth, growth_inputs, item);
    tell_levers(context, t, *found, chance_inputs, item);
    add_path(context, plan, t, target, chance_inputs, item);
  }
  return item;
}

}  // namespace

std::vector<Item> target_outlooks(Context const& context, PlanOf const& plan, Answer& answer) {
  auto const all = statements(context.book);
  auto const today = std::stoi(context.today.substr(0, 4));
  auto targets = std::vector<Figure>{};
  auto items = std::vector<Item>{};
  for (auto const& f : all) {
    if (f.kind == Kind::target && year_of(f.period) >= today) { targets.push_back(f); }
  }
  for (auto const& target : targets) {
    // The same target from a table and from a document is one.
    auto const id = target.subject + "/" + target.indicator + "/" + target.period;
    if (std::any_of(items.begin(), items.end(), [&](Item const& item) { return item.id == id; })) {
      continue;
    }
    auto start = std::optional<Start>{};
    if (auto own = own_level(all, target)) { start = Start{*own, std::nullopt}; }
    if (!start) { start = bridged(context, all, target); }
    if (start) {
      items.push_back(answered(context, plan, all, target, *start));
    } else {
      items.push_back(
          unanswered(target, "现值未知（没有同一主体、同一指标的年度数），算不出所需增长"));
      answer.lacks.push_back(target.subject + target.indicator + "的现值（" + target.period +
                             " 年目标已知）");
    }
    for (auto& line : contradicting_targets(targets, target)) {
      items.back().lines.push_back(std::move(line));
    }
  }
  for (auto& line : past_targets(context, all)) { answer.notes.push_back(std::move(line)); }
  return items;
}

}  // namespace chengjie::answer
