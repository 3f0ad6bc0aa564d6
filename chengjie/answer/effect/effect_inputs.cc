#include "chengjie/answer/effect/effect_inputs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>

#include "chengjie/answer/assumed/assumed_title.h"
#include "chengjie/answer/where/where.h"
#include "chengjie/base/date.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kTableSeed = std::uint64_t{2020};
constexpr auto kJobsBy = std::string_view{"就业人数/"};  // indicator of a region's jobs in a sector
constexpr auto kSectorsMin = std::size_t{3};             // fewer say nothing about a structure

}  // namespace

std::string FigureSources::remember(Figure const& figure) {
  auto mark = mark_of(figure);
  by_mark_.emplace(mark, figure);
  return mark;
}

std::vector<Figure> FigureSources::figures(std::vector<std::string> const& marks) const {
  auto out = std::vector<Figure>{};
  for (auto const& mark : marks) {
    if (auto const at = by_mark_.find(mark); at != by_mark_.end()) { out.push_back(at->second); }
  }
  return out;
}

Figure assumed(Book const& book, std::string const& key, std::string const& project) {
  if (!project.empty()) {
    if (auto own = book.assumption(key + "/" + project)) { return under_title(std::move(*own)); }
  }
  auto const& fallback = effect::default_assumption(key);
  auto figure =
      setting(book, key, fallback.range.mid, fallback.unit, fallback.name + "：" + fallback.basis);
  if (!book.assumption(key) && fallback.range.low != fallback.range.high) {
    figure.range = Interval{fallback.range.low, fallback.range.high};
  }
  return under_title(std::move(figure));
}

effect::Range range_of(Figure const& f) {
  auto const range = f.range.value_or(Interval{f.value, f.value});
  return {range.low, f.value, range.high};
}

effect::Ratio ratio_of(Figure const& figure, FigureSources& sources) {
  return {range_of(figure), sources.remember(figure), source_of(figure)};
}

effect::Ratios ratios_of(Book const& book, FigureSources& sources) {
  auto ratios = effect::Ratios{};
  for (auto const& [key, ratio] : effect::keys_of(ratios)) {
    *ratio = ratio_of(assumed(book, std::string{key}), sources);
  }
  return ratios;
}

std::optional<effect::Stated> stated(std::optional<Figure> const& figure, FigureSources& sources) {
  if (!figure || figure->value <= 0) { return std::nullopt; }
  auto out = effect::Stated{};
  out.value = figure->value;
  out.mark = sources.remember(*figure);
  out.source = source_of(*figure);
  if (figure->range) {
    // A low of nothing has no logarithm; a hundredth of the middle is as good as nothing.
    constexpr auto kNothing = 0.01;
    out.range = effect::Range{std::max(figure->range->low, figure->value * kNothing), figure->value,
                              figure->range->high};
  }
  return out;
}

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

namespace {

// The table's error under two assumptions: the same for every request that leaves them alone.
Result<effect::TableError> error_of(NationalTable const& national, double cells, double imports) {
  struct Kept {
    double cells{}, imports{};
    std::shared_ptr<effect::TableError const> error;
  };
  static auto mutex = std::mutex{};
  static auto kept = Kept{};
  {
    auto const lock = std::scoped_lock{mutex};
    if (kept.error && kept.cells == cells && kept.imports == imports) { return *kept.error; }
  }
  auto error = effect::table_error(
      national.table, national.brings, national.operators,
      {.seed = kTableSeed, .draws = 200, .cell_sd = cells, .import_sd = imports});
  if (!error) { return error.error(); }
  auto const lock = std::scoped_lock{mutex};
  kept = {cells, imports, std::make_shared<effect::TableError const>(*error)};
  return error;
}

// Jobs by sector of the table that the ledger states of a place: indicator "就业人数/电池".
std::vector<double> jobs_in(Context const& context, NationalTable const& national,
                            std::string const& place, std::vector<Figure>& inputs) {
  auto out = std::vector<double>(national.table.sectors.size());
  auto known = std::size_t{0};
  for (auto const& record : context.book.all("indicators")) {
    auto const indicator = record.text("indicator");
    if (record.text("subject") != place || !indicator.starts_with(kJobsBy)) { continue; }
    auto const name = std::string_view{indicator}.substr(kJobsBy.size());
    auto figure = figure_of(record, "value");
    for (auto i = std::size_t{0}; figure && i != out.size(); ++i) {
      auto const& sector = national.table.sectors[i];
      if (sector.name != name && sector.code != name) { continue; }
      known += out[i] == 0;
      out[i] = figure->value;  // rows are in the order of their period: the newest stays
      inputs.push_back(*figure);
    }
  }
  return known < kSectorsMin ? std::vector<double>{} : out;
}

std::string city_of(Book const& book, std::string const& region) {
  for (auto const& record : book.all("regions")) {
    if (record.text("name") == region) { return record.text("parent"); }
  }
  return {};
}

}  // namespace

Result<TableOf> table_of(Context const& context) {
  auto const table = national();
  if (!table) { return table.error(); }
  auto error = error_of(**table, assumed(context.book, "effect/table_cells").value,
                        assumed(context.book, "effect/table_imports").value);
  if (!error) { return error.error(); }
  auto out = TableOf{*table, *std::move(error), {}, {}};
  auto jobs = effect::RegionJobs{};
  jobs.district = jobs_in(context, **table, context.region, out.jobs_inputs);
  if (auto const city = city_of(context.book, context.region); !city.empty()) {
    jobs.city = jobs_in(context, **table, city, out.jobs_inputs);
  }
  auto stays = effect::stays_of((*table)->table, (*table)->operators, jobs);
  if (!stays) { return stays.error(); }
  out.stays = *std::move(stays);
  return out;
}

namespace {

// A share that is computed, with the employment it is computed from.
std::optional<effect::Ratio> share_of(Context const& context, TableOf const& table,
                                      std::vector<effect::Range> const& shares, std::size_t sector,
                                      std::string const& where, FigureSources& sources) {
  if (shares.empty()) { return std::nullopt; }
  auto const& r = shares[sector];
  auto d = Basis::Derived{};
  d.subject = where;
  d.indicator = "“" + table.national->table.sectors[sector].name + "”供应链带动留在本地的份额";
  d.value = r.mid;
  d.unit = "ratio";
  d.formula = "按分行业就业的区位商（FLQ，delta 0.1、0.3、0.5）裁剪投入系数后的带动 ÷ 全国的带动";
  d.inputs = table.jobs_inputs;
  d.range = Interval{r.low, r.high};
  return effect::Ratio{r, sources.remember(context.basis.derive(std::move(d))),
                       SourceKind::derived};
}

}  // namespace

ProjectInput input_of(Context const& context, TableOf const& table, Record const& project,
                      FigureSources& sources) {
  auto out = ProjectInput{};
  auto& p = out.project;
  p.id = project.key;
  p.name = project.text("name");
  auto const get = [&](char const* column) {
    return context.book.figure("projects", project.key, column);
  };
  p.output = stated(get("output_cny"), sources);
  p.tax = stated(get("tax_cny"), sources);
  p.jobs = stated(need_of(context.book, project, "staff", "labour"), sources);
  p.energy = stated(get("energy_tce"), sources);
  p.power_kva = stated(need_of(context.book, project, "power_kva", "power"), sources);
  p.invest = stated(investment_of(context.book, project), sources);
  auto const& national = *table.national;
  auto const choice = sector_of_project(national, project);
  if (!choice) { return out; }
  out.sector = choice->sector;
  out.why =
      "按全国“" + national.table.sectors[choice->sector].name + "”部门（" + choice->why + "）";
  p.sector = effect::coefficients_of(
      national.table, national.brings, national.operators, table.error, choice->sector,
      sources.remember(sector_figure(national, choice->sector)), SourceKind::ledger);
  p.district_share =
      share_of(context, table, table.stays.district, choice->sector, context.region, sources);
  p.city_share = share_of(context, table, table.stays.city, choice->sector,
                          city_of(context.book, context.region), sources);
  return out;
}

effect::Quarter quarter_now(Context const& context) {
  auto const today = parse_date(context.today);
  return today ? effect::quarter_of(today->year, today->month) : effect::Quarter{2026, 1};
}

namespace {

// A date that the ledger states, as quarters from now; nothing when it has passed.
std::optional<double> quarters_until(Context const& context, std::string const& date) {
  auto const period = parse_period(date);
  if (!period || !period->until) { return std::nullopt; }
  auto const now = quarter_now(context);
  auto const then = effect::quarter_of(period->until->year, period->until->month);
  auto const quarters = (then.year - now.year) * 4 + then.quarter - now.quarter;
  if (quarters < 0) { return std::nullopt; }
  return quarters;
}

// A stage that has assumptions of its own; any other, known or not, counts as talks.
std::string stage_of(Record const& project) {
  auto const stage = project.text("stage");
  auto const known = std::ranges::any_of(effect::default_assumptions(), [&](auto const& a) {
    return a.key == "effect/start/" + stage;
  });
  return known ? stage : "talks";
}

}  // namespace

RampOf ramp_of(Context const& context, Record const& project) {
  auto out = RampOf{};
  auto const stage = stage_of(project);
  auto const start_key = "effect/start/" + stage;
  auto const length = assumed(context.book, "effect/ramp_quarters", project.key);
  out.length = {length};
  out.ramp.length = range_of(length);
  if (auto const until = quarters_until(context, project.text("production_date"))) {
    auto const delay = assumed(context.book, "effect/delay", project.key);
    auto const r = range_of(delay);
    out.ramp.start = {*until + r.low, *until + r.mid, *until + r.high};
    out.start = {delay};
  } else {
    auto const start = assumed(context.book, start_key, project.key);
    out.ramp.start = range_of(start);
    out.start = {start};
  }
  auto const success = assumed(context.book, "effect/success/" + stage, project.key);
  out.chance = std::clamp(success.value / 100, 0.0, 1.0);
  out.success = {success};
  return out;
}

}  // namespace chengjie::answer
