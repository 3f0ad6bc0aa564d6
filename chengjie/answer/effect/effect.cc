#include "chengjie/answer/effect/effect.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/answer/effect/effect_claims.h"
#include "chengjie/answer/effect/effect_plan.h"
#include "chengjie/answer/effect/outlooks.h"
#include "chengjie/answer/where/where.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kRampSeed = std::uint64_t{7};
constexpr auto kQuarters = 24;  // shown of one project
constexpr auto kFlows = std::size_t{8};
constexpr auto kReasons = std::size_t{3};

std::string part_words(std::string const& part) {
  if (part == "direct") { return "直接"; }
  if (part == "indirect") { return "带动（供应链，全国）"; }
  if (part == "indirect_local") { return "带动（本区）"; }
  if (part == "indirect_city") { return "带动（本市，含本区）"; }
  if (part == "induced") { return "诱发（居民消费，全国）"; }
  if (part == "net") { return "净增（扣除替代）"; }
  return "合计";
}

std::string lead_words(std::string const& part) {
  if (part == "direct") { return "达产后每年："; }
  if (part == "net") { return "扣除对本区已有企业的替代后净增："; }
  if (part == "indirect") { return "供应链带动（全国，非本区）："; }
  if (part == "indirect_local") { return "其中留在本区："; }
  if (part == "indirect_city") { return "其中留在本市（含本区）："; }
  if (part == "induced") { return "居民消费诱发（全国，上限的一部分）："; }
  return {};
}

Figure figure_of_quantity(Context const& context, FigureSources const& sources,
                          std::string const& subject, effect::Quantity const& q) {
  auto const told = effect::rounded(q.range);
  auto d = Basis::Derived{};
  d.subject = subject;
  d.indicator = part_words(q.part) + q.indicator;
  d.value = told.mid;
  d.unit = std::string{effect::name_of(q.unit)};
  d.formula = q.formula;
  d.inputs = sources.figures(q.inputs);
  d.kind = Kind::plan;
  if (told.low != told.high) { d.range = Interval{told.low, told.high}; }
  return context.basis.derive(std::move(d));
}

// Why the range is as wide as it is, largest first.
void add_reasons(Context const& context, FigureSources const& sources, effect::Effect const& effect,
                 Item& item) {
  for (auto const& q : effect.quantities) {
    if (q.indicator != "产值" || (q.part != "direct" && q.part != "indirect") ||
        q.reasons.empty()) {
      continue;
    }
    auto line = Line{part_words(q.part) + "产值的区间为什么这么宽："};
    for (auto k = std::size_t{0}; k != std::min(kReasons, q.reasons.size()); ++k) {
      auto d = Basis::Derived{};
      d.subject = effect.name;
      d.indicator = part_words(q.part) + "产值区间由“" + q.reasons[k].factor + "”造成的份额";
      d.value = std::round(q.reasons[k].share * 100);
      d.unit = "percent";
      d.kind = Kind::share;
      d.formula = "该因素高低两值之比的对数平方 ÷ 各因素之和";
      d.inputs = sources.figures(q.inputs);
      line << (k == 0 ? "" : "、") << q.reasons[k].factor << " "
           << context.basis.derive(std::move(d));
    }
    item.lines.push_back(std::move(line));
  }
}

Item item_of(Context const& context, FigureSources const& sources, effect::Effect const& effect,
             std::string const& why) {
  auto item = Item{};
  item.id = effect.id;
  item.state = effect.quantities.empty() ? "unknown" : "estimated";
  item.title = Line{effect.name};
  constexpr auto kParts = std::to_array<char const*>(
      {"direct", "net", "indirect", "indirect_local", "indirect_city", "induced"});
  auto lines = std::vector<Line>(kParts.size());
  for (auto const& quantity : effect.quantities) {
    auto const figure = figure_of_quantity(context, sources, effect.name, quantity);
    item.figures.emplace_back(quantity.part + "_" + quantity.indicator, figure);
    auto const at = std::find(kParts.begin(), kParts.end(), quantity.part);
    if (at == kParts.end()) { continue; }
    auto& line = lines[static_cast<std::size_t>(at - kParts.begin())];
    line << (line.empty() ? lead_words(quantity.part) : "；") << quantity.indicator << " "
         << figure;
  }
  for (auto& line : lines) {
    if (!line.empty()) { item.lines.push_back(line); }
  }
  add_reasons(context, sources, effect, item);
  if (!why.empty() && !effect.quantities.empty()) { item.lines.emplace_back(why); }
  for (auto const& lack : effect.lacks) { item.lines.push_back(Line{"缺："}.add(Line{lack})); }
  return item;
}

std::string quarters_from(Context const& context, double quarters) {
  return quarter_now(context).plus(static_cast<int>(std::lround(quarters))).name();
}

// When it begins, how long it grows, whether it comes at all: each an assumption one can change.
void add_ramp(Context const& context, RampOf const& ramp, Item& item) {
  auto line = Line{"爬坡（假设）：投产约 " + quarters_from(context, ramp.ramp.start.mid) + "（" +
                   quarters_from(context, ramp.ramp.start.low) + "至" +
                   quarters_from(context, ramp.ramp.start.high) + "），"};
  for (auto const& f : ramp.start) { line << f.subject << " " << f; }
  for (auto const& f : ramp.length) { line << "；" << f.subject << " " << f; }
  for (auto const& f : ramp.success) { line << "；" << f.subject << " " << f; }
  item.lines.push_back(std::move(line));
}

// Quarter by quarter, if it comes: only of one project, since a table of all would be too long.
void add_quarters(Context const& context, RampOf const& ramp, Item& item) {
  auto inputs = ramp.start;
  inputs.insert(inputs.end(), ramp.length.begin(), ramp.length.end());
  auto const path = effect::ramp_path(ramp.ramp, kQuarters, kRampSeed);
  for (auto q = 0; q != kQuarters; ++q) {
    auto const& share = path[static_cast<std::size_t>(q)];
    auto const name = quarter_now(context).plus(q).name();
    auto const percent = effect::Range{share.low * 100, share.mid * 100, share.high * 100};
    item.figures.emplace_back(
        "ramp_" + name,
        sum_figure(context, item.id, "该季度产能占达产的份额", "percent", percent,
                   "投产前为 0，其后逐季直线升到 100%；投产时间和爬坡长短各抽 400 次", inputs,
                   name));
  }
}

// The suppliers' sectors that the project's demand reaches most: what flows between sectors.
void add_flows(Context const& context, TableOf const& table, FigureSources const& sources,
               ProjectInput const& input, effect::Effect const& effect, Item& item) {
  if (!input.sector) { return; }
  auto const* output = static_cast<effect::Quantity const*>(nullptr);
  for (auto const& q : effect.quantities) {
    if (q.indicator == "产值" && q.part == "direct") { output = &q; }
  }
  if (output == nullptr) { return; }
  auto const& inverse = table.national->operators.inverse;
  auto order = std::vector<std::pair<double, std::size_t>>{};
  for (auto i = std::size_t{0}; i != inverse.rows(); ++i) {
    order.emplace_back(inverse(i, *input.sector) - (i == *input.sector ? 1 : 0), i);
  }
  std::sort(order.rbegin(), order.rend());
  auto inputs = sources.figures(output->inputs);
  inputs.push_back(sector_figure(*table.national, *input.sector));
  auto line = Line{"带动最多的供应部门（全国）："};
  for (auto k = std::size_t{0}; k != std::min(kFlows, order.size()); ++k) {
    auto const [per, i] = order[k];
    auto const& name = table.national->table.sectors[i].name;
    auto const range =
        effect::Range{output->range.low * per, output->range.mid * per, output->range.high * per};
    auto const figure = sum_figure(context, effect.name, "对“" + name + "”的带动产值", "CNY", range,
                                   "达产产值 ×（L − I）中该部门一行", inputs, {});
    item.figures.emplace_back("flow_" + name, figure);
    if (k < kReasons) { line << (k == 0 ? "" : "；") << name << " " << figure; }
  }
  item.lines.push_back(std::move(line));
}

struct Need {
  char const* words;
  char const* need_column;
  char const* factor;
  char const* park_column;
};
constexpr auto kNeeds = std::to_array<Need>({{"用地", "land_mu", "land", "free_mu"},
                                             {"用电", "power_kva", "power", "power_free_kva"},
                                             {"用工", "staff", "labour", "labour"}});

// Does its park have room for it alone? All projects together: answer where.
void check_capacity(Context const& context, Record const& project, std::string const& park,
                    Item& item) {
  if (park.empty()) {
    item.lines.emplace_back("容量核对：还没有园区，见“放哪里”");
    return;
  }
  auto line = Line{"容量核对（" + park + "）："};
  auto first = true;
  for (auto const& n : kNeeds) {
    auto const need = need_of(context.book, project, n.need_column, n.factor);
    if (!need) { continue; }
    auto const has = context.book.figure("parks", park, n.park_column);
    line << (first ? "" : "；") << n.words << " " << *need;
    first = false;
    if (!has) {
      line << "，园区余量未知";
    } else {
      line << (need->value <= has->value ? "，够，园区余 " : "，不够，园区余 ") << *has;
    }
  }
  if (!first) { item.lines.push_back(std::move(line)); }
}

double direct_output(Item const& item) {
  for (auto const& [name, figure] : item.figures) {
    if (name == "direct_产值") { return figure.value; }
  }
  return 0;
}

// The park that the ledger states of a project, by any of its names.
std::string stated_park(Book const& book, Record const& project) {
  for (auto const& park : book.all("parks")) {
    if (named(park, project.text("place"))) { return park.text("name"); }
  }
  return {};
}

void add_totals(Context const& context, PlanOf const& plan, Answer& answer) {
  auto full = plan;
  for (auto& p : full.planned) {
    p.chance = 1;
    p.ramp = {{0, 0, 0}, {1, 1, 1}};
  }
  if (full.planned.size() < 2 || !draw(full, context)) { return; }
  auto const year = full.draws.options.now.year + 3;
  constexpr auto kAll = std::to_array<std::pair<char const*, char const*>>(
      {{"产值", "CNY"}, {"增加值", "CNY"}, {"就业", "person"}, {"税收", "CNY"}});
  for (auto const& [name, unit] : kAll) {
    auto amounts = std::vector<effect::Range>{};
    auto inputs = std::vector<Figure>{};
    for (auto const& e : full.effects) {
      amounts.emplace_back();
      for (auto const& q : e.quantities) {
        if (q.indicator == name && q.part == "direct") { amounts.back() = q.range; }
      }
    }
    for (auto const& item : answer.items) {
      for (auto const& [key, figure] : item.figures) {
        if (key == std::string{"direct_"} + name) { inputs.push_back(figure); }
      }
    }
    if (inputs.size() < 2) { continue; }
    inputs.insert(inputs.end(), full.shocks.begin(), full.shocks.end());
    auto const range = effect::by_year(full.draws, full.planned, amounts, {year}).front();
    answer.notes.push_back(
        Line{std::to_string(full.planned.size()) + " 个项目若全部达产，直接" + name + "合计 "}
        << sum_figure(context, context.region, std::string{"待落位项目全部达产的直接"} + name, unit,
                      range, "各项目之和，共同和行业的波动各按假设的份额，抽 4000 次", inputs, {}));
  }
}

struct Made {
  std::vector<Item> items;
  PlanOf plan;
};

Result<Made> project_items(Context const& context, TableOf const& table, FigureSources& sources,
                           std::string const& wanted, Answer& answer) {
  auto made = Made{};
  auto const ratios = ratios_of(context.book, sources);
  auto const placement =
      wanted.empty() ? placement_of(context) : std::map<std::string, std::string>{};
  auto const peers = peers_of(context, table);
  for (auto const& project : context.book.all("projects")) {
    if (!waits(project) ||
        (!wanted.empty() && project.key != wanted && project.text("name") != wanted)) {
      continue;
    }
    auto const input = input_of(context, table, project, sources);
    auto const found = effect::effect_of(input.project, ratios);
    if (!found) { return found.error(); }
    auto item = item_of(context, sources, *found, input.why);
    auto const before = made.plan.planned.size();
    add_project(made.plan, context, project, input, *found, sources);
    auto const at = placement.find(project.key);
    auto const park = at != placement.end() ? at->second : stated_park(context.book, project);
    if (made.plan.planned.size() > before) {
      made.plan.planned.back().park = park;
      add_ramp(context, made.plan.ramps.back(), item);
      if (!wanted.empty()) { add_quarters(context, made.plan.ramps.back(), item); }
      add_flows(context, table, sources, input, *found, item);
    }
    if (!found->quantities.empty()) { check_capacity(context, project, park, item); }
    check_claims(context, sources, project, input, peers, item);
    if (found->quantities.empty()) {
      answer.lacks.push_back(found->name + "：没有产值、投资、用工中的任何一个，成效无法估算");
    }
    made.items.push_back(std::move(item));
  }
  return made;
}

void note_table(Context const& context, TableOf const& table, Answer& answer) {
  auto const& national = *table.national;
  answer.notes.push_back(
      Line{"用表：" + national.table.table.name + "；进口漏出已扣除；系数是全国平均，不是本区"});
  auto const& ops = national.operators;
  if (ops.convention.empty()) {
    answer.lacks.push_back(ops.lacks);
  } else {
    answer.notes.emplace_back("诱发效应按" + ops.convention);
  }
  answer.notes.push_back(Line{"表的误差按假设抽样："}
                         << assumed(context.book, "effect/table_cells") << "（投入系数）、"
                         << assumed(context.book, "effect/table_imports") << "（进口份额）");
  answer.notes.emplace_back("凡区间，末位只写到区间宽度首位的十分之一，且都不超过三位有效数字");
}

}  // namespace

Result<Answer> effect(Context const& context, std::string const& wanted) {
  auto answer = answer_of(context, "effect");
  auto const table = table_of(context);
  if (!table) { return table.error(); }
  auto sources = FigureSources{};
  auto made = project_items(context, *table, sources, wanted, answer);
  if (!made) { return made.error(); }
  answer.items = std::move(made->items);
  if (wanted.empty() || answer.items.empty()) {
    auto claims = stated_claims(context, *table, wanted);
    answer.items.insert(answer.items.end(), claims.begin(), claims.end());
  }
  if (!wanted.empty() && answer.items.empty()) {
    return Error{Code::not_found, "没有这个项目", wanted, "用 chengjie answer effect 查看全部项目"};
  }
  std::stable_sort(answer.items.begin(), answer.items.end(), [](Item const& a, Item const& b) {
    return direct_output(a) > direct_output(b);
  });
  if (wanted.empty()) {
    if (auto const drawn = draw(made->plan, context); !drawn) { return drawn.error(); }
    add_totals(context, made->plan, answer);
    auto plan = plan_items(context, *table, made->plan, answer.lacks);
    if (!plan) { return plan.error(); }
    // Targets that can be reckoned lead; those without a known level come after the projects.
    auto targets = target_outlooks(context, made->plan, answer);
    auto const open = std::stable_partition(targets.begin(), targets.end(),
                                            [](Item const& item) { return item.state == "open"; });
    answer.items.insert(answer.items.begin(), targets.begin(), open);
    answer.items.insert(answer.items.end(), plan->begin(), plan->end());
    answer.items.insert(answer.items.end(), open, targets.end());
    if (answer.items.empty()) {
      answer.lacks.push_back("没有项目：请导入招商项目台账（chengjie import … --as projects）");
    }
  }
  if (table->stays.district.empty() && !answer.items.empty()) {
    answer.lacks.emplace_back(
        "没有分行业的区域就业，带动效应不能分到本区、本市和外地：请在指标台账补“就业人数/部门名”");
  }
  if (!answer.items.empty()) { note_table(context, *table, answer); }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
