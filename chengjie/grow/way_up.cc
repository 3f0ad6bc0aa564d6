#include "chengjie/grow/way_up.h"

#include <cmath>
#include <queue>

#include "chengjie/rules/pack_read.h"

namespace chengjie::grow {
namespace {

using rules::State;

struct Usable {
  Lever lever;
  int id{};
  std::string year;  // "" of what holds now
  double from{};
};

struct Box {
  std::vector<int> least;  // steps of each lever
  std::vector<int> most;
  double cost{};  // of the corner `least`
  int order{};    // first come, first served among equals
};
struct Dearer {
  bool operator()(Box const& a, Box const& b) const {
    return std::pair{a.cost, a.order} > std::pair{b.cost, b.order};
  }
};

rules::Indicator const& row_of(int id) { return rules::indicators()[static_cast<std::size_t>(id)]; }

Result<Done> check(Lever const& lever) {
  auto const id = rules::indicator_named(lever.indicator);
  auto const good = id && row_of(*id).holds == rules::Holds::number && row_of(*id).formula.empty();
  if (!good) {
    return Error{Code::bad_usage, "“" + lever.indicator + "”不能作为可调指标", lever.indicator,
                 "用原始数值指标，例如 rd"};
  }
  auto const numbers = std::isfinite(lever.step) && lever.step != 0 &&
                       std::isfinite(lever.cost_per_step) && lever.cost_per_step > 0;
  if (!numbers || lever.steps_max < 0 || lever.steps_max > kLeverStepsMax) {
    return Error{Code::bad_usage, "可调指标的步长、步数或成本不对", lever.indicator,
                 "步长不为 0，成本大于 0，步数不超过 100 万"};
  }
  return kDone;
}

std::optional<double> present(rules::FactTable const& facts, int id, int year) {
  auto const& row = row_of(id);
  auto const* fact = row.yearly ? facts.of_year(id, year, year) : facts.now(id);
  if (fact == nullptr || fact->bound != Bound::exact || fact->upto) { return std::nullopt; }
  auto const unit = rules::unit_named(fact->unit.empty() ? row.unit : std::string_view{fact->unit});
  if (!unit || !(unit->dimension == rules::unit_named(row.unit)->dimension)) {
    return std::nullopt;
  }
  auto const value = unit->to_base(fact->value);
  return std::isfinite(value) ? std::optional{value} : std::nullopt;
}

struct Search {
  Firm const& firm;
  rules::Pack const& pack;
  WayOptions const& options;
  std::vector<Usable> levers{};

  // The firm with its levers anywhere in the box. A moved fact goes first, and the first one
  // counts.
  rules::Verdict at(Box const& box) const {
    auto facts = rules::Facts{};
    for (auto i = std::size_t{0}; i != levers.size(); ++i) {
      auto const& l = levers[i];
      auto const a = l.from + l.lever.step * box.least[i];
      auto const b = l.from + l.lever.step * box.most[i];
      auto const& row = row_of(l.id);
      auto const base = rules::unit_named(row.unit);
      facts.facts.push_back({std::string{row.name},
                             l.year,
                             base->from_base(std::min(a, b)),
                             "",
                             "",
                             "",
                             {},
                             base->from_base(std::max(a, b))});
    }
    facts.facts.insert(facts.facts.end(), firm.facts.facts.begin(), firm.facts.facts.end());
    return rules::evaluate(pack, facts, for_rules(options.base, options.applies));
  }

  double cost_of(std::vector<int> const& steps) const {
    auto cost = 0.0;
    for (auto i = std::size_t{0}; i != levers.size(); ++i) {
      cost += levers[i].lever.cost_per_step * steps[i];
    }
    return cost;
  }

  // The lever with the widest range is cut in two; the halves share no point.
  std::pair<Box, Box> split(Box const& box) const {
    auto widest = std::size_t{0};
    for (auto i = std::size_t{0}; i != levers.size(); ++i) {
      if (box.most[i] - box.least[i] > box.most[widest] - box.least[widest]) { widest = i; }
    }
    auto low = box;
    auto high = box;
    low.most[widest] = box.least[widest] + (box.most[widest] - box.least[widest]) / 2;
    high.least[widest] = low.most[widest] + 1;
    high.cost = cost_of(high.least);
    return {low, high};
  }

  void tell(Box const& point, WayUp& out) const {
    out.cost = point.cost;
    for (auto i = std::size_t{0}; i != levers.size(); ++i) {
      if (point.least[i] == 0) { continue; }
      auto const& l = levers[i];
      auto const to = l.from + l.lever.step * point.least[i];
      auto const& row = row_of(l.id);
      auto const unit = rules::unit_named(row.unit)->dimension;
      out.moves.push_back({std::string{row.name}, std::string{row.title}, l.from, to,
                           std::string{row.title} + "：" + rules::words_of(l.from, unit) + " → " +
                               rules::words_of(to, unit),
                           l.lever.cost_per_step * point.least[i]});
    }
    auto const verdict = at(point);
    auto const gap = rules::shortfall(verdict.root);
    out.unknown = obstacles_of(gap.unknown);
    out.failing = obstacles_of(gap.failing);
  }

  WayUp run() const {
    auto out = WayUp{};
    auto open = std::priority_queue<Box, std::vector<Box>, Dearer>{};
    auto all = Box{};
    for (auto const& l : levers) {
      all.least.push_back(0);
      all.most.push_back(l.lever.steps_max);
    }
    auto const end = all;
    open.push(std::move(all));
    auto order = 0;
    while (!open.empty()) {
      auto const box = open.top();
      open.pop();
      out.cost_bound = box.cost;
      if (out.boxes >= options.boxes_max) { return out; }
      auto corner = box;
      corner.most = corner.least;
      out.boxes += 1;
      if (at(corner).ordinary != State::not_met) {
        out.found = out.proved = true;
        tell(corner, out);
        return out;
      }
      if (box.least == box.most) { continue; }
      out.boxes += 1;
      if (at(box).ordinary == State::not_met) { continue; }
      auto [low, high] = split(box);
      low.order = ++order;
      high.order = ++order;
      open.push(std::move(low));
      open.push(std::move(high));
    }
    out.proved = true;
    auto top = end;
    top.least = top.most;
    auto const verdict = at(top);
    out.failing = obstacles_of(rules::shortfall(verdict.root).failing);
    return out;
  }
};

Result<Lever> read_lever(rules::Context const& context, Tree const& at) {
  if (auto const known = rules::only(
          context, at, {"indicator", "step", "steps_max", "cost", "source", "verified", "note"});
      !known) {
    return known.error();
  }
  auto name = rules::text_of(context, at, "indicator");
  if (!name) { return name.error(); }
  auto const step = rules::text_of(context, at, "step");
  if (!step) { return step.error(); }
  auto const literal = rules::read_literal(*step, context.place(*at.find("step")));
  if (!literal) { return literal.error(); }
  auto const id = rules::indicator_named(*name);
  auto const unit = id ? rules::unit_named(row_of(*id).unit) : std::nullopt;
  auto const same = unit && (unit->dimension == literal->dimension ||
                             (literal->bare && unit->dimension == rules::one(rules::Base::count)));
  if (!same) {
    return context.wrong(at, "没有这个数值指标，或 step 的单位不同",
                         "例如 indicator = \"rd\", step = \"10 万元\"");
  }
  auto const steps = at.number_or("steps_max", -1);
  if (!(steps >= 0 && steps <= kLeverStepsMax)) {
    return context.wrong(at, "steps_max 应在 0 与 100 万之间", "改正");
  }
  auto lever =
      Lever{*std::move(name), literal->value, static_cast<int>(steps), at.number_or("cost", 0)};
  if (auto const good = check(lever); !good) {
    return context.wrong(at, good.error().what, good.error().help);
  }
  return lever;
}

}  // namespace

Result<std::vector<Lever>> read_levers(std::string_view text, std::string_view file) {
  auto const tree = read_toml(text, file);
  if (!tree) { return tree.error(); }
  auto const context = rules::Context{.file = std::string{file}, .parameters = {}, .origin = {}};
  if (auto const known = rules::only(context, *tree, {"lever"}); !known) { return known.error(); }
  auto const* list = tree->find("lever");
  if (list == nullptr || list->list() == nullptr || list->list()->empty()) {
    return Error{Code::bad_input, "文件里没有可调指标", std::string{file} + ":1:1",
                 "每项以 [[lever]] 开头"};
  }
  if (list->list()->size() > kLeversMax) {
    return context.wrong(*list, "可调指标超过 12 项", "只留最要紧的");
  }
  auto out = std::vector<Lever>{};
  for (auto const& row : *list->list()) {
    auto lever = read_lever(context, row);
    if (!lever) { return lever.error(); }
    out.push_back(*std::move(lever));
  }
  return out;
}

Result<WayUp> cheapest_way(Firm const& firm, rules::Pack const& pack,
                           std::vector<Lever> const& levers, WayOptions const& options) {
  if (levers.size() > kLeversMax) {
    return Error{Code::limit, "可调指标超过 12 项", pack.id, "只留最要紧的"};
  }
  auto search = Search{firm, pack, options};
  auto unusable = std::vector<std::string>{};
  auto const facts = rules::FactTable{firm.facts};
  for (auto const& lever : levers) {
    if (auto const good = check(lever); !good) { return good.error(); }
    auto const id = *rules::indicator_named(lever.indicator);
    auto const from = present(facts, id, options.base.year);
    if (!from) {
      unusable.push_back(lever.indicator);
      continue;
    }
    search.levers.push_back(
        {lever, id, row_of(id).yearly ? std::to_string(options.base.year) : "", *from});
  }
  auto out = search.run();
  out.unusable = std::move(unusable);
  return out;
}

}  // namespace chengjie::grow
