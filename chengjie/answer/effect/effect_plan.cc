#include "chengjie/answer/effect/effect_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "chengjie/answer/what/words.h"
#include "chengjie/answer/where/where.h"
#include "chengjie/effect/netting.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kSeed = std::uint64_t{20'261'125};
constexpr auto kDraws = 4'000;
constexpr auto kYears = 6;

struct Account {
  char const* indicator;
  char const* unit;
};
constexpr auto kAccounts = std::to_array<Account>(
    {{"产值", "CNY"}, {"增加值", "CNY"}, {"就业", "person"}, {"税收", "CNY"}});

effect::Range quantity_of(effect::Effect const& e, std::string_view indicator,
                          std::string_view part) {
  for (auto const& q : e.quantities) {
    if (q.indicator == indicator && q.part == part) { return q.range; }
  }
  return {};
}

std::vector<effect::Range> amounts(PlanOf const& plan, std::string_view indicator,
                                   std::string_view part) {
  auto out = std::vector<effect::Range>{};
  for (auto const& e : plan.effects) { out.push_back(quantity_of(e, indicator, part)); }
  return out;
}

std::vector<int> years_of(PlanOf const& plan) {
  auto out = std::vector<int>{};
  for (auto k = 1; k <= kYears; ++k) { out.push_back(plan.draws.options.now.year + k); }
  return out;
}

// What each project rests on, each once, and the shares in common.
std::vector<Figure> all_inputs(PlanOf const& plan, std::vector<double> const& weights = {}) {
  auto out = std::vector<Figure>{};
  auto seen = std::set<std::string>{};
  auto const take = [&](std::vector<Figure> const& figures) {
    for (auto const& f : figures) {
      if (seen.insert(mark_of(f)).second) { out.push_back(f); }
    }
  };
  for (auto p = std::size_t{0}; p != plan.inputs.size(); ++p) {
    if (weights.empty() || weights[p] > 0) { take(plan.inputs[p]); }
  }
  take(plan.shocks);
  return out;
}

}  // namespace

void add_project(PlanOf& plan, Context const& context, Record const& record,
                 ProjectInput const& input, effect::Effect const& effect,
                 FigureSources const& sources) {
  auto const output = quantity_of(effect, "产值", "direct");
  if (!(output.mid > 0)) { return; }
  auto const ramp = ramp_of(context, record);
  auto planned = effect::Planned{};
  planned.id = record.key;
  planned.name = record.text("name");
  planned.has_sector = input.sector.has_value();
  planned.sector = input.sector.value_or(0);
  planned.chance = ramp.chance;
  planned.ramp = ramp.ramp;
  planned.output = output;
  auto inputs = std::vector<Figure>{};
  for (auto const& q : effect.quantities) {
    if (q.part != "direct") { continue; }
    for (auto const& f : sources.figures(q.inputs)) { inputs.push_back(f); }
  }
  for (auto const* figures : {&ramp.start, &ramp.length, &ramp.success}) {
    inputs.insert(inputs.end(), figures->begin(), figures->end());
  }
  plan.records.push_back(&record);
  plan.effects.push_back(effect);
  plan.planned.push_back(std::move(planned));
  plan.ramps.push_back(ramp);
  plan.inputs.push_back(std::move(inputs));
}

Result<Done> draw(PlanOf& plan, Context const& context) {
  auto const common = assumed(context.book, "effect/shock_common");
  auto const sector = assumed(context.book, "effect/shock_sector");
  plan.shocks = {common, sector};
  auto draws = effect::draw_plan(plan.planned, {.seed = kSeed,
                                                .draws = kDraws,
                                                .common = common.value / 100,
                                                .sector = sector.value / 100,
                                                .now = quarter_now(context)});
  if (!draws) { return draws.error(); }
  plan.draws = *std::move(draws);
  return kDone;
}

std::map<std::string, std::string> placement_of(Context const& context) {
  auto out = std::map<std::string, std::string>{};
  auto basis = Basis{};
  auto const placed =
      where({context.book, context.region, context.today, context.caller, basis}, WhereAsk{});
  if (!placed) { return out; }
  for (auto const& item : placed->items) {
    if (item.state != "placed") { continue; }
    auto const title = text_of(item.title, Marks::hidden);
    auto best = std::string{};
    for (auto const& park : context.book.all("parks")) {
      auto const name = park.text("name");
      if (title.ends_with(name) && name.size() > best.size()) { best = name; }
    }
    if (!best.empty()) { out[item.id] = best; }
  }
  return out;
}

Figure sum_figure(Context const& context, std::string subject, std::string indicator,
                  std::string unit, effect::Range const& range, std::string formula,
                  std::vector<Figure> inputs, std::string period) {
  auto const told = effect::rounded(range);
  auto d = Basis::Derived{};
  d.subject = std::move(subject);
  d.indicator = std::move(indicator);
  d.value = told.mid;
  d.unit = std::move(unit);
  d.formula = std::move(formula);
  d.inputs = std::move(inputs);
  d.kind = Kind::plan;
  d.period = std::move(period);
  if (told.low != told.high) { d.range = Interval{told.low, told.high}; }
  return context.basis.derive(std::move(d));
}

namespace {

constexpr auto kSumFormula =
    "各项目在该年的和：是否投产、何时投产、爬坡快慢、达产比例各抽 4000 次，取 5%、50%、95% 分位";

// What the supplier effects of a year count twice because the projects supply each other.
struct Overlap {
  double output{}, value_added{};
};
Result<std::vector<Overlap>> overlaps(TableOf const& table, PlanOf const& plan, double share,
                                      std::vector<int> const& years) {
  auto out = std::vector<Overlap>{};
  auto const& brings = table.national->brings;
  for (auto const year : years) {
    auto const expected = effect::expected_output(plan.draws, plan.planned, year);
    auto placed = std::vector<effect::Placed>{};
    for (auto p = std::size_t{0}; p != plan.planned.size(); ++p) {
      if (plan.planned[p].has_sector) { placed.push_back({plan.planned[p].sector, expected[p]}); }
    }
    auto const net = effect::net_of_supply(placed, table.national->operators.inverse, share);
    if (!net) { return net.error(); }
    auto overlap = Overlap{};
    for (auto p = std::size_t{0}; p != placed.size(); ++p) {
      auto const twice = placed[p].output - net->free[p];
      overlap.output += twice * brings.output.effect[placed[p].sector];
      overlap.value_added += twice * brings.value_added.effect[placed[p].sector];
    }
    out.push_back(overlap);
  }
  return out;
}

effect::Range less(effect::Range r, double twice) {
  auto const one = [&](double v) { return std::max(0.0, v - twice); };
  return {one(r.low), one(r.mid), one(r.high)};
}

Result<std::vector<Item>> year_items(Context const& context, TableOf const& table,
                                     PlanOf const& plan) {
  auto const years = years_of(plan);
  auto const mutual = assumed(context.book, "effect/mutual_supply");
  auto const twice = overlaps(table, plan, std::clamp(mutual.value / 100, 0.0, 1.0), years);
  if (!twice) { return twice.error(); }
  auto const inputs = all_inputs(plan);
  auto items = std::vector<Item>{};
  for (auto const year : years) {
    auto item = Item{};
    item.id = "plan/" + std::to_string(year);
    item.state = "plan_year";
    items.push_back(std::move(item));
  }
  for (auto const& account : kAccounts) {
    auto const ranges = effect::by_year(plan.draws, plan.planned,
                                        amounts(plan, account.indicator, "direct"), years);
    for (auto y = std::size_t{0}; y != years.size(); ++y) {
      auto const figure =
          sum_figure(context, context.region, "待落位项目直接" + std::string{account.indicator},
                     account.unit, ranges[y], kSumFormula, inputs, std::to_string(years[y]));
      auto& item = items[y];
      item.figures.emplace_back(std::string{"direct_"} + account.indicator, figure);
      if (item.title.empty()) {
        item.title = Line{std::to_string(years[y]) + " 年待落位项目直接产值 "} << figure;
        item.lines.emplace_back();
      } else {
        if (!item.lines.front().empty()) { item.lines.front() << "；"; }
        item.lines.front() << account.indicator << " " << figure;
      }
    }
  }
  auto with_mutual = inputs;
  with_mutual.push_back(mutual);
  auto const chain =
      effect::by_year(plan.draws, plan.planned, amounts(plan, "增加值", "total"), years);
  for (auto y = std::size_t{0}; y != years.size(); ++y) {
    auto const period = std::to_string(years[y]);
    auto const gross = sum_figure(context, context.region, "待落位项目直接和供应链增加值（毛）",
                                  "CNY", chain[y], kSumFormula, inputs, period);
    auto const overlap = sum_figure(
        context, context.region, "待落位项目互供的重复增加值", "CNY",
        {(*twice)[y].value_added, (*twice)[y].value_added, (*twice)[y].value_added},
        "Σ（O − f）× 每元产值的全部增加值；f = O − T f，T = 互供份额 ×（L − I）按同行业产值分摊，"
        "f 是不由同批项目买走的产值",
        with_mutual, period);
    auto const net = sum_figure(context, context.region, "待落位项目直接和供应链增加值（净）",
                                "CNY", less(chain[y], (*twice)[y].value_added), "毛数 − 互供的重复",
                                {gross, overlap}, period);
    items[y].figures.emplace_back("chain_gross_增加值", gross);
    items[y].figures.emplace_back("chain_net_增加值", net);
    items[y].lines.push_back(Line{"连同供应链（全国）增加值 "} << net << "，已扣同批项目互供的重复 "
                                                               << overlap);
  }
  return items;
}

// The clusters that a project counts for: by its direction, its name, or its investor among the
// members.
bool belongs(Record const& cluster, Record const& project) {
  auto const name = cluster.text("name");
  auto const direction = project.text("direction");
  if (direction == name || akin(name, direction, 2) || akin(name, project.text("name"), 2)) {
    return true;
  }
  auto const members = cluster.list("members");
  auto const investor = project.text("investor");
  return !investor.empty() && std::find(members.begin(), members.end(), investor) != members.end();
}

struct Memberships {
  std::vector<Record const*> clusters;  // those with a project
  std::vector<effect::Member> members;
  std::vector<Figure> shares;
};
Memberships memberships(Context const& context, PlanOf const& plan) {
  auto out = Memberships{};
  auto const& all = context.book.all("clusters");
  auto of_project = std::vector<std::vector<Record const*>>(plan.records.size());
  for (auto const& cluster : all) {
    auto any = false;
    for (auto p = std::size_t{0}; p != plan.records.size(); ++p) {
      if (!belongs(cluster, *plan.records[p])) { continue; }
      of_project[p].push_back(&cluster);
      any = true;
    }
    if (any) { out.clusters.push_back(&cluster); }
  }
  for (auto p = std::size_t{0}; p != plan.records.size(); ++p) {
    for (auto const* cluster : of_project[p]) {
      auto const at = std::find(out.clusters.begin(), out.clusters.end(), cluster);
      auto share = 100.0 / static_cast<double>(of_project[p].size());
      if (of_project[p].size() > 1) {
        auto figure = setting(context.book,
                              "effect/member/" + cluster->text("name") + "/" + plan.records[p]->key,
                              share, "percent", "项目同时属于几个集群，没有拆分依据，暂按平均分");
        figure.subject = plan.planned[p].name + "归入" + cluster->text("name") + "的份额";
        share = figure.value;
        out.shares.push_back(std::move(figure));
      }
      out.members.push_back({static_cast<std::size_t>(at - out.clusters.begin()), p, share / 100});
    }
  }
  return out;
}

Result<std::vector<Item>> cluster_items(Context const& context, PlanOf const& plan) {
  auto const found = memberships(context, plan);
  auto items = std::vector<Item>{};
  if (found.clusters.empty()) { return items; }
  auto const year = years_of(plan).back();
  auto const sums = effect::cluster_sums(plan.draws, plan.planned, amounts(plan, "产值", "direct"),
                                         found.members, found.clusters.size(), year);
  if (!sums) { return sums.error(); }
  auto const period = std::to_string(year);
  for (auto c = std::size_t{0}; c != found.clusters.size(); ++c) {
    auto const name = found.clusters[c]->text("name");
    auto weights = std::vector<double>(plan.planned.size());
    auto count = 0;
    for (auto const& m : found.members) {
      if (m.cluster == c) { weights[m.project] = 1, ++count; }
    }
    auto inputs = all_inputs(plan, weights);
    auto const gross = sum_figure(context, name, "项目直接产值（毛，成员全额）", "CNY",
                                  sums->gross[c], kSumFormula, inputs, period);
    inputs.insert(inputs.end(), found.shares.begin(), found.shares.end());
    auto const net = sum_figure(context, name, "项目直接产值（净，按归入份额）", "CNY",
                                sums->net[c], "各项目该年产值 × 归入份额，之和", inputs, period);
    auto item = Item{};
    item.id = "cluster/" + name;
    item.state = "cluster";
    item.title =
        Line{"集群 " + name + "：" + period + " 年 " + std::to_string(count) + " 个项目直接产值 "}
        << gross;
    item.lines.push_back(Line{"扣除与其他集群重叠后 "} << net);
    item.figures.emplace_back("gross_产值", gross);
    item.figures.emplace_back("net_产值", net);
    items.push_back(std::move(item));
  }
  auto const inputs = all_inputs(plan);
  auto const gross =
      sum_figure(context, context.region, "各集群项目产值相加（毛）", "CNY", sums->gross_all,
                 "各集群毛数相加，重叠的项目计了几次", inputs, period);
  auto const net = sum_figure(context, context.region, "各集群项目产值合计（净）", "CNY",
                              sums->net_all, "每个项目至多计一次", inputs, period);
  auto item = Item{};
  item.id = "cluster/";
  item.state = "cluster";
  item.title = Line{"各集群合计：" + period + " 年净产值 "} << net << "，简单相加是 " << gross;
  item.figures.emplace_back("gross_产值", gross);
  item.figures.emplace_back("net_产值", net);
  items.push_back(std::move(item));
  return items;
}

std::vector<Item> carbon_items(Context const& context, PlanOf const& plan,
                               std::vector<std::string>& lacks) {
  auto const carbon = amounts(plan, "碳排放", "direct");
  auto items = std::vector<Item>{};
  auto const years = years_of(plan);
  auto parks = std::set<std::string>{};
  for (auto p = std::size_t{0}; p != plan.planned.size(); ++p) {
    if (!(carbon[p].mid > 0)) {
      lacks.push_back(plan.planned[p].name + "：没有能耗也没有用电容量，碳排放不能估算");
    } else if (!plan.planned[p].park.empty()) {
      parks.insert(plan.planned[p].park);
    }
  }
  for (auto const& park : parks) {
    auto weights = std::vector<double>{};
    for (auto const& p : plan.planned) { weights.push_back(p.park == park ? 1 : 0); }
    auto const path = effect::by_year(plan.draws, plan.planned, carbon, years, weights);
    auto const inputs = all_inputs(plan, weights);
    auto item = Item{};
    item.id = "carbon/" + park;
    item.state = "park_carbon";
    auto line = Line{};
    for (auto y = std::size_t{0}; y != years.size(); ++y) {
      auto const period = std::to_string(years[y]);
      auto const figure = sum_figure(context, park, "待落位项目碳排放", "tCO2", path[y],
                                     kSumFormula, inputs, period);
      item.figures.emplace_back(period, figure);
      if (y + 1 == years.size()) {
        item.title = Line{park + "：" + period + " 年新项目碳排放 "} << figure;
      } else {
        line << (line.empty() ? "" : "；") << period + " 年 " << figure;
      }
    }
    item.lines.push_back(std::move(line));
    auto const* record = context.book.find("parks", park);
    auto const budget = record == nullptr ? std::nullopt : figure_of(*record, "carbon_t");
    item.lines.push_back(budget ? Line{"园区碳排放余量 "} << *budget
                                : Line{"园区碳排放余量未知：请补园区台账"});
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

Result<std::vector<Item>> plan_items(Context const& context, TableOf const& table,
                                     PlanOf const& plan, std::vector<std::string>& lacks) {
  if (plan.planned.size() < 2) { return std::vector<Item>{}; }
  auto items = year_items(context, table, plan);
  if (!items) { return items.error(); }
  auto clusters = cluster_items(context, plan);
  if (!clusters) { return clusters.error(); }
  auto carbon = carbon_items(context, plan, lacks);
  for (auto* more : {&*clusters, &carbon}) {
    items->insert(items->end(), std::make_move_iterator(more->begin()),
                  std::make_move_iterator(more->end()));
  }
  return items;
}

}  // namespace chengjie::answer
