// chengjie economy table FILE: a published input-output table as it was read, how it balances, its
// largest multipliers and key sectors.
#include <algorithm>
#include <numeric>

#include "chengjie/answer/line.h"
#include "chengjie/base/hash.h"
#include "chengjie/base/tree.h"
#include "chengjie/cli/commands.h"
#include "chengjie/economy/read/summary.h"
#include "chengjie/files/open.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

using economy::CsvRow;
using economy::read::Summary;
using economy::read::TableFile;

struct Opened {
  std::vector<CsvRow> rows;
  std::string hash;
};

// The sheet with most cells, as text.
std::vector<CsvRow> rows_of(files::Grid const& grid) {
  auto const* sheet = &grid.sheets.front();
  for (auto const& s : grid.sheets) {
    if (s.cells.size() > sheet->cells.size()) { sheet = &s; }
  }
  auto out = std::vector<CsvRow>{};
  for (auto r = std::size_t{0}; r != sheet->rows.size(); ++r) {
    auto row = CsvRow{};
    for (auto const* cell = sheet->row_begin(r); cell != sheet->row_end(r); ++cell) {
      row.resize(cell->column + std::size_t{1});
      row.back() = cell->is_number() ? economy::text_of(cell->number) : std::string(cell->text());
    }
    out.push_back(std::move(row));
  }
  return out;
}

Result<Opened> open_rows(std::string const& path) {
  auto const bytes = read_file(path);
  if (!bytes) { return bytes.error(); }
  auto const opened = files::open_table(*bytes);
  auto const* grid = std::get_if<files::Grid>(&opened);
  if (grid == nullptr || grid->sheets.empty()) {
    return Error{Code::bad_input, "读不成表格", path, "请给 CSV、XLSX、XLS 或 ODS 文件"};
  }
  return Opened{rows_of(*grid), sha256_hex(*bytes).substr(0, 12)};
}

Result<TableFile> read_all(EconomyTable const& args, std::string& hash) {
  auto table = open_rows(args.file);
  if (!table) { return table.error(); }
  hash = table->hash;
  auto make = Result<Opened>{Opened{}};
  if (!args.make.empty()) { make = open_rows(args.make); }
  if (!make) { return make.error(); }
  auto out = args.make.empty() ? economy::read::read_table(std::move(table->rows), args.file)
                               : economy::read::read_supply_use(std::move(make->rows), args.make,
                                                                std::move(table->rows), args.file);
  if (!out) { return out; }
  for (auto const& path : args.accounts) {
    auto const beside = open_rows(path);
    if (!beside) { return beside.error(); }
    auto const added = economy::read::add_accounts(*out, beside->rows, path);
    if (!added) { return added.error(); }
  }
  return args.balance ? economy::read::balanced(*out) : out;
}

std::vector<std::size_t> largest(std::vector<double> const& v, std::size_t count) {
  auto out = std::vector<std::size_t>(v.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::stable_sort(out.begin(), out.end(), [&](auto a, auto b) { return v[a] > v[b]; });
  out.resize(std::min(count, out.size()));
  return out;
}

std::string number(double v) { return answer::number_words(v); }
std::string percent(double v) {  // what rounding leaves is no difference
  return v > 0 && v < 1e-7 ? "不到 0.00001%" : number(v * 100) + "%";
}

std::string sector(TableFile const& file, std::size_t i) {
  auto const& t = file.table;
  auto const name = t.codes[i] == t.sectors[i] ? t.codes[i] : t.codes[i] + " " + t.sectors[i];
  auto const shown = file.regions.empty() || name.starts_with(file.regions[i]);
  return shown ? name : file.regions[i] + " " + name;
}

std::string home_words(TableFile const& file, Summary const& s) {
  if (file.imported_inputs) {
    return "国内部分：系数只含国内产品，进口产品占全部中间投入的 " + percent(s.import_share);
  }
  if (file.table.imports.empty()) { return "国内部分：表中没有进口，系数含全部流量"; }
  auto out = "国内部分：进口占国内使用的 " + percent(s.import_share) +
             "（假设每种产品各处使用的进口比例相同）";
  if (s.home.clipped.empty()) { return out; }
  return out + "；" + std::to_string(s.home.clipped.size()) + " 个部门进口大于使用，按 100% 计";
}

void tell(TableFile const& file, Summary const& s, EconomyTable const& args,
          std::string const& hash) {
  auto const& t = file.table;
  say(t.name + "：" + std::string(economy::read::name_of(file.layout)) + "，单位" +
      (t.unit.empty() ? "：文件未写明" : " " + t.unit));
  say("来源：" + args.file + "（SHA-256 " + hash + "）；算法：docs/methods/economy.md");
  auto finals = std::string{}, primary = std::string{};
  for (auto const& name : t.final_names) { finals += (finals.empty() ? "" : "、") + name; }
  for (auto const& name : t.value_added_names) { primary += (primary.empty() ? "" : "、") + name; }
  if (t.final_names.size() > 40) { finals = std::to_string(t.final_names.size()) + " 列"; }
  say("最终使用：" + finals + "；初始投入：" + (primary.empty() ? "表中没有" : primary));
  say("平衡：行合计与总产出共差 " + percent(file.row_gap) + "，最大 " + percent(file.balance.row) +
      "（" + sector(file, file.balance.row_sector) + "）；列最大差 " +
      (primary.empty() ? std::string("（无初始投入，不能核对）")
                       : percent(file.balance.column) + "（" +
                             sector(file, file.balance.column_sector) + "）"));
  if (!file.error.empty()) {
    say("误差列：绝对值合计为总产出的 " + percent(file.error_share) + "，不参与系数计算");
  }
  if (file.row_gap > 0.001) { say("  可加 --balance 用 GRAS 平衡到总产出和增加值后再算"); }
  say(home_words(file, s));
  for (auto const& note : file.notes) { say("说明：" + note); }
  say("产出乘数最大的部门（第一类；每一单位最终需求带动的总产出）：");
  for (auto const i : largest(s.output.effect, args.top)) {
    auto line = "  " + number(s.output.effect[i]);
    if (s.type_two) { line += "（含居民消费 " + number((*s.type_two)[i]) + "）"; }
    say(line + "  " + sector(file, i));
  }
  if (!s.type_two) { say("  没有第二类乘数：" + s.no_type_two); }
  auto keys = std::string{};
  auto count = std::size_t{0};
  for (auto const i : largest(s.output.effect, t.size())) {
    if (s.key[i] != economy::KeyClass::key || count++ >= args.top) { continue; }
    keys += (keys.empty() ? "" : "、") + sector(file, i);
  }
  say("关键部门（前后向关联都不低于平均）共 " + std::to_string(count) + " 个：" + keys);
  for (auto const& a : s.accounts) {
    auto const i = largest(a.multipliers.effect, 1).front();
    say(a.name + "：合计 " + number(a.total) + "；每单位最终需求带动最大 " +
        number(a.multipliers.effect[i]) + "（" + sector(file, i) + "）");
  }
  say("系数矩阵谱半径不超过 " + number(s.radius_bound) + "，条件数 " + number(s.condition) +
      "，相对残差 " + economy::text_of(s.residual, 2));
}

wire::Json json_of(TableFile const& file, Summary const& s, EconomyTable const& args,
                   std::string const& hash) {
  auto const& t = file.table;
  auto sectors = wire::Json::array();
  for (auto i = std::size_t{0}; i != t.size(); ++i) {
    auto row = wire::Json{{"code", t.codes[i]},
                          {"name", t.sectors[i]},
                          {"output", t.x[i]},
                          {"import_share", s.home.import_share[i]},
                          {"multiplier_type1", s.output.effect[i]},
                          {"forward", s.forward[i]},
                          {"class", economy::name_of(s.key[i])}};
    if (!file.regions.empty()) { row["region"] = file.regions[i]; }
    if (s.type_two) { row["multiplier_type2"] = (*s.type_two)[i]; }
    for (auto const& a : s.accounts) {
      row["accounts"][a.name] = {{"direct", a.multipliers.direct[i]},
                                 {"effect", a.multipliers.effect[i]}};
    }
    sectors.push_back(std::move(row));
  }
  auto const& b = file.balance;
  auto json = wire::Json{
      {"name", t.name},
      {"file", args.file},
      {"sha256", hash},
      {"layout", economy::read::name_of(file.layout)},
      {"year", t.year > 0 ? wire::Json(t.year) : wire::Json(nullptr)},
      {"unit", t.unit.empty() ? wire::Json(nullptr) : wire::Json(t.unit)},
      {"final_demand", t.final_names},
      {"primary_inputs", t.value_added_names},
      {"balance",
       {{"row_gap", file.row_gap},
        {"row_worst", b.row},
        {"row_sector", t.codes[b.row_sector]},
        {"column_worst", t.value_added_names.empty() ? wire::Json(nullptr) : wire::Json(b.column)},
        {"column_sector", t.codes[b.column_sector]},
        {"error_share", file.error_share}}},
      {"import_share", s.import_share},
      {"condition", s.condition},
      {"radius_bound", s.radius_bound},
      {"residual", s.residual},
      {"notes", file.notes}};
  json["no_type_two"] = s.type_two ? wire::Json(nullptr) : wire::Json(s.no_type_two);
  json["sectors"] = std::move(sectors);
  return json;
}

}  // namespace

int economy_table(Common const& common, EconomyTable const& args) {
  auto hash = std::string{};
  auto const file = read_all(args, hash);
  if (!file) { return fail(file.error()); }
  auto const summary = economy::read::summary_of(*file);
  if (!summary) { return fail(summary.error()); }
  if (common.json) {
    say(wire::dump(json_of(*file, *summary, args, hash)));
  } else {
    tell(*file, *summary, args, hash);
  }
  return kYes;
}

}  // namespace chengjie::cli
