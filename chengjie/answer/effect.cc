#include "chengjie/answer/effect.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "chengjie/answer/figures.h"
#include "chengjie/answer/national.h"
#include "chengjie/answer/outlooks.h"
#include "chengjie/answer/where.h"
#include "chengjie/effect/claim.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

// The engine works on numbers and marks; the figures behind the marks stay here.
using Sources = std::map<std::string, Figure>;

std::string remember(Sources& sources, Figure const& figure) {
  auto mark = mark_of(figure);
  sources.emplace(mark, figure);
  return mark;
}

std::vector<Figure> figures_of_marks(Sources const& sources,
                                     std::vector<std::string> const& marks) {
  auto figures = std::vector<Figure>{};
  for (auto const& mark : marks) {
    if (auto const at = sources.find(mark); at != sources.end()) { figures.push_back(at->second); }
  }
  return figures;
}

// The engine's default ratios, each an assumption of the ledger where one is kept.
effect::Ratios ratios_of(Book const& book, Sources& sources) {
  auto marks = std::vector<std::pair<std::string, std::string>>{};
  auto ranges = std::map<std::string, effect::Range>{};
  for (auto const& assumed : effect::default_assumptions()) {
    auto figure =
        setting(book, assumed.key, assumed.range.mid, "times", assumed.name + "：" + assumed.basis);
    if (!book.assumption(assumed.key)) {
      figure.range = Interval{assumed.range.low, assumed.range.high};
    }
    auto const range = figure.range
                           ? effect::Range{figure.range->low, figure.value, figure.range->high}
                           : effect::Range{figure.value, figure.value, figure.value};
    marks.emplace_back(assumed.key, remember(sources, figure));
    ranges[assumed.key] = range;
  }
  auto ratios = effect::default_ratios(marks);
  struct Row {
    char const* key;
    effect::Ratio* ratio;
  };
  for (auto const& row :
       {Row{"effect/realised", &ratios.realised},
        Row{"effect/output_per_invest", &ratios.output_per_invest},
        Row{"effect/value_added", &ratios.value_added}, Row{"effect/tax", &ratios.tax},
        Row{"effect/jobs", &ratios.jobs}, Row{"effect/energy", &ratios.energy},
        Row{"effect/indirect", &ratios.indirect}}) {
    row.ratio->range = ranges[row.key];
  }
  return ratios;
}

std::optional<effect::Stated> stated(std::optional<Figure> const& figure, Sources& sources) {
  if (!figure || figure->value <= 0) { return std::nullopt; }
  auto out = effect::Stated{};
  out.value = figure->value;
  out.mark = remember(sources, *figure);
  out.source = source_of(*figure);
  return out;
}

// One money only, never added: contracted before agreed before landed before fixed; what is stated
// before what is assumed.
std::optional<Figure> investment_of(Book const& book, Record const& project) {
  constexpr auto kColumns = std::to_array<char const*>(
      {"contract_invest_cny", "agreed_total_cny", "landed_cny", "industrial_cny", "fixed_cny"});
  for (auto const column : kColumns) {
    if (auto figure = figure_of(project, column)) { return figure; }
  }
  for (auto const column : kColumns) {
    if (auto figure = book.figure("projects", project.key, column)) { return figure; }
  }
  return std::nullopt;
}

effect::Project project_of(Context const& context, NationalTable const& national,
                           Record const& project, Sources& sources, std::string& why) {
  auto out = effect::Project{};
  out.id = project.key;
  out.name = project.text("name");
  auto const get = [&](char const* column) {
    return context.book.figure("projects", project.key, column);
  };
  out.output = stated(get("output_cny"), sources);
  out.tax = stated(get("tax_cny"), sources);
  out.jobs = stated(need_of(context.book, project, "staff", "labour"), sources);
  out.energy = stated(get("energy_tce"), sources);
  out.invest = stated(investment_of(context.book, project), sources);
  if (auto const choice = sector_of_project(national, project)) {
    auto const mark = remember(sources, sector_figure(national, choice->sector));
    out.sector = effect::coefficients_of(national.table, national.brings, choice->sector, mark,
                                         SourceKind::ledger);
    why = "按全国“" + national.table.sectors[choice->sector].name + "”部门（" + choice->why + "）";
  }
  return out;
}

std::string part_words(std::string const& part) {
  if (part == "direct") { return "直接"; }
  if (part == "indirect") { return "带动（供应链，全国）"; }
  if (part == "indirect_local") { return "带动（本区）"; }
  return "合计";
}

Figure figure_of_quantity(Context const& context, Sources const& sources,
                          std::string const& subject, effect::Quantity const& q) {
  auto d = Basis::Derived{};
  d.subject = subject;
  d.indicator = part_words(q.part) + q.indicator;
  d.value = q.range.mid;
  d.unit = std::string{effect::name_of(q.unit)};
  d.formula = q.formula;
  d.inputs = figures_of_marks(sources, q.inputs);
  d.kind = Kind::plan;
  if (q.range.low != q.range.high) { d.range = Interval{q.range.low, q.range.high}; }
  return context.basis.derive(std::move(d));
}

Item item_of(Context const& context, Sources const& sources, effect::Effect const& effect,
             std::string const& why) {
  auto item = Item{};
  item.id = effect.id;
  item.state = effect.quantities.empty() ? "unknown" : "estimated";
  item.title = Line{effect.name};
  auto direct = Line{};
  auto indirect = Line{};
  for (auto const& quantity : effect.quantities) {
    auto const figure = figure_of_quantity(context, sources, effect.name, quantity);
    item.figures.emplace_back(quantity.part + "_" + quantity.indicator, figure);
    auto* const line = quantity.part == "direct"     ? &direct
                       : quantity.part == "indirect" ? &indirect
                                                     : nullptr;
    if (line == nullptr) { continue; }
    *line << (line->empty()
                  ? (quantity.part == "direct" ? "投产后每年：" : "供应链带动（全国，非本区）：")
                  : "；");
    *line << quantity.indicator << " " << figure;
  }
  for (auto& line : {direct, indirect}) {
    if (!line.empty()) { item.lines.push_back(line); }
  }
  if (!why.empty() && !effect.quantities.empty()) { item.lines.emplace_back(why); }
  for (auto const& lack : effect.lacks) { item.lines.push_back(Line{"缺："}.add(Line{lack})); }
  return item;
}

// Claims that people make for a project: only stated figures are checked, never our own estimates.
void check_claims(Context const& context, Sources const& sources, effect::Project const& project,
                  Item& item) {
  auto claims = effect::Claims{};
  claims.id = project.id;
  claims.name = project.name;
  auto const only_stated = [](std::optional<effect::Stated> const& s) {
    return s && s->source != SourceKind::assumed ? s : std::optional<effect::Stated>{};
  };
  claims.output = only_stated(project.output);
  claims.tax = only_stated(project.tax);
  claims.jobs = only_stated(project.jobs);
  claims.invest = only_stated(project.invest);
  if (project.sector) { claims.references = effect::references_of(*project.sector); }
  for (auto const& claim : effect::check_claims(claims)) {
    auto d = Basis::Derived{};
    d.subject = project.name;
    d.indicator = claim.name;
    d.value = claim.value;
    d.unit = std::string{effect::name_of(claim.unit)};
    d.formula = claim.formula;
    d.inputs = figures_of_marks(sources, claim.inputs);
    auto line = Line{"声明核对："} << claim.name << " " << context.basis.derive(std::move(d))
                                   << "，" << claim.sentence;
    if (!claim.question.empty()) { line << "；要问：" << claim.question; }
    item.lines.push_back(std::move(line));
  }
}

double direct_output(Item const& item) {
  for (auto const& [name, figure] : item.figures) {
    if (name == "direct_产值") { return figure.value; }
  }
  return 0;
}

// All projects together: what is direct adds up; ranges add as if they moved together.
void add_totals(Context const& context, Answer& answer) {
  for (auto const* name : {"产值", "增加值", "就业", "税收"}) {
    auto d = Basis::Derived{};
    for (auto const& item : answer.items) {
      for (auto const& [key, figure] : item.figures) {
        if (key != std::string{"direct_"} + name) { continue; }
        d.inputs.push_back(figure);
        d.value += figure.value;
        auto const range = figure.range.value_or(Interval{figure.value, figure.value});
        d.range = Interval{(d.range ? d.range->low : 0) + range.low,
                           (d.range ? d.range->high : 0) + range.high};
      }
    }
    if (d.inputs.size() < 2) { continue; }
    d.subject = context.region;
    d.indicator = std::string{"待落位项目直接"} + name;
    d.unit = d.inputs.front().unit;
    d.formula = "各项目之和（区间按同涨同跌相加，是最宽的一种）";
    d.kind = Kind::plan;
    auto const count = d.inputs.size();
    answer.notes.push_back(Line{std::to_string(count) + " 个项目全部投产后直接" + name + "合计 "}
                           << context.basis.derive(std::move(d)));
  }
}

}  // namespace

Result<Answer> effect(Context const& context, std::string const& wanted) {
  auto answer = answer_of(context, "effect");
  auto const table = national();
  if (!table) { return table.error(); }
  auto sources = Sources{};
  auto const ratios = ratios_of(context.book, sources);
  for (auto const& project : context.book.all("projects")) {
    if (!waits(project) ||
        (!wanted.empty() && project.key != wanted && project.text("name") != wanted)) {
      continue;
    }
    auto why = std::string{};
    auto const input = project_of(context, **table, project, sources, why);
    auto const found = effect::effect_of(input, ratios);
    if (!found) { return found.error(); }
    auto item = item_of(context, sources, *found, why);
    check_claims(context, sources, input, item);
    if (found->quantities.empty()) {
      answer.lacks.push_back(found->name + "：没有产值、投资、用工中的任何一个，成效无法估算");
    }
    answer.items.push_back(std::move(item));
  }
  if (!wanted.empty() && answer.items.empty()) {
    return Error{Code::not_found, "没有这个项目", wanted, "用 chengjie answer effect 查看全部项目"};
  }
  std::stable_sort(answer.items.begin(), answer.items.end(), [](Item const& a, Item const& b) {
    return direct_output(a) > direct_output(b);
  });
  if (wanted.empty()) {
    add_totals(context, answer);
    // Targets that can be reckoned lead; those without a known level come after the projects.
    auto targets = target_outlooks(context, answer.lacks);
    auto const open = std::stable_partition(targets.begin(), targets.end(),
                                            [](Item const& item) { return item.state == "open"; });
    answer.items.insert(answer.items.begin(), targets.begin(), open);
    answer.items.insert(answer.items.end(), open, targets.end());
    answer.lacks.emplace_back("没有分行业的区域就业，带动效应不能分到本区、本市和外地");
    if (answer.items.empty()) {
      answer.lacks.push_back("没有项目：请导入招商项目台账（chengjie import … --as projects）");
    }
  }
  if (!answer.items.empty()) {
    answer.notes.push_back(
        Line{"用表：" + (*table)->table.table.name + "；进口漏出已扣除；系数是全国平均，不是本区"});
  }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
