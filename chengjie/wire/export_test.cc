// What is exported reads back equal, for every kind, and holds nothing that the caller may not see.
#include "chengjie/wire/export.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "chengjie/base/random.h"
#include "chengjie/base/tree.h"
#include "chengjie/files/open.h"
#include "chengjie/ledger/kinds.h"
#include "chengjie/tables/code.h"
#include "chengjie/tables/import.h"
#include "chengjie/wire/content.h"

using namespace chengjie;
using namespace chengjie::wire;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("chengjie-export-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(std::string const& name) const { return (path / name).string(); }
};

std::size_t pick(Random& random, std::size_t below) {
  return random.below(static_cast<std::uint32_t>(below));
}

template <std::size_t N>
std::string one_of(Random& random, char const* const (&list)[N]) {
  return list[pick(random, N)];
}

// Texts as people type them, and as nobody should: each reads back as it is.
std::string some_text(Random& random) {
  static constexpr char const* kTexts[] = {
      "青石镇",          "=SUM(A1:A9)", "+86 23 6866",    "-甲",        "@某人",
      "a,b;c",           "他说\"好\"",  "一行\n两行",     "\"引号开头", "x",
      "00123",           "1.5",         "2024-03-01",     "'撇号",      "_x0041_",
      "𠮷野 精密（渝）", "TRUE",        "规上<>&amp;\tb", "12%",        "#REF"};
  return one_of(random, kTexts) + (pick(random, 3) == 0 ? std::to_string(pick(random, 99)) : "");
}

std::string some_code(Random& random) {
  auto code = "91500198MA" + std::to_string(1'000'000 + pick(random, 8'999'999));
  return code + tables::check_character(code);
}

double some_number(Random& random, bool negative) {
  auto const digits = static_cast<double>(random.next() % 100'000'000);
  static constexpr double kScales[] = {1, 1, 0.01, 1e-4, 1e6, 1e-8};
  auto const value = digits * kScales[pick(random, 6)] / (pick(random, 4) == 0 ? 7 : 1);
  return negative && pick(random, 3) == 0 ? -value : value;
}

std::string some_date(Random& random) {
  static constexpr char const* kDates[] = {"2024",       "2024-H1",          "2024-Q4",   "2024-03",
                                           "2024-02-29", "2023-11-05T09:05", "2031-12-31"};
  return one_of(random, kDates);
}

std::string unit_for(Random& random, ColumnSpec const& spec, std::string const& factor) {
  static constexpr char const* kFigures[] = {"CNY", "percent", "count",          "person",    "mu",
                                             "tce", "kWh",     "CNY_per_person", "CNY_per_mu"};
  static constexpr char const* kOwn[] = {"套", "吨", "千克"};
  static constexpr std::pair<char const*, char const*> kFactors[] = {
      {"land", "mu"},     {"power", "kva"},  {"water", "m3d"},     {"gas", "m3d"},
      {"sewage", "m3d"},  {"heat", "th"},    {"labour", "person"}, {"money", "cny"},
      {"carbon", "tco2"}, {"energy", "tce"}, {"floor", "m2"},      {"cod", "t"},
      {"nox", "t"}};
  if (spec.unit == kUnitOwn) { return one_of(random, kOwn); }
  if (spec.unit == kUnitOfRow) { return one_of(random, kFigures); }
  auto const found =
      std::ranges::find(kFactors, factor, &std::pair<char const*, char const*>::first);
  return found == std::ranges::end(kFactors) ? "" : found->second;
}

Field some_field(Random& random, ColumnSpec const& spec, Record const& so_far) {
  auto field = Field{std::string{spec.name}, {}, {}, {}, {}};
  switch (spec.type) {
    case ColumnType::number:
    case ColumnType::percent: {
      field.value = some_number(random, spec.negative);
      static constexpr Bound kBounds[] = {Bound::over, Bound::under, Bound::about, Bound::at_least};
      if (!spec.cap && pick(random, 6) == 0) { field.bound = kBounds[pick(random, 4)]; }
      if (spec.unit.starts_with('~')) {
        field.unit = unit_for(random, spec, so_far.text("factor"));
      }
      break;
    }
    case ColumnType::date:
      field.value = some_date(random);
      break;
    case ColumnType::flag:
      field.value = pick(random, 2) == 0;
      break;
    case ColumnType::word: {
      auto const entry = spec.words[pick(random, spec.words.size())];
      field.value = std::string{entry.substr(0, entry.find('='))};
      break;
    }
    case ColumnType::list: {
      auto list = std::vector<std::string>{};
      for (auto i = pick(random, 3) + 1; i != 0; --i) {
        list.push_back("项" + std::to_string(pick(random, 50)));
      }
      field.value = std::move(list);
      break;
    }
    case ColumnType::code18:
      field.value = some_code(random);
      break;
    case ColumnType::code4:
      field.value = std::string{pick(random, 2) == 0 ? "0810" : "3670"};
      break;
    case ColumnType::text:
    case ColumnType::long_text:
    case ColumnType::row_unit:
      field.value = some_text(random);
      break;
  }
  return field;
}

bool is_key(KindSpec const& kind, std::string_view column) {
  return std::ranges::find(kind.keys, column) != kind.keys.end() || column == kind.also_key;
}

std::vector<Record> some_records(Random& random, KindSpec const& kind, std::size_t count) {
  auto records = std::vector<Record>{};
  for (auto i = std::size_t{0}; i != count; ++i) {
    auto record = Record{std::string{kind.name}, "k" + std::to_string(1'000 + i), {}, {}};
    for (auto const& spec : kind.columns) {
      auto const key = is_key(kind, spec.name);
      if (spec.type == ColumnType::row_unit || (!key && pick(random, 4) == 0)) { continue; }
      auto field = some_field(random, spec, record);
      // Texts of a key tell the rows apart.
      if (key && spec.type == ColumnType::text) {
        field.value = "第" + std::to_string(i) + "号" + some_text(random);
      }
      record.fields.push_back(std::move(field));
    }
    if (kind.name == "enterprises" && pick(random, 2) == 0) {
      record.fields.push_back({"revenue_cny@2023", some_number(random, false), {}, {}, {}});
    }
    record.origin = {"hash", "台账.xlsx", "表一", static_cast<int>(i) + 2};
    records.push_back(std::move(record));
  }
  return records;
}

std::unique_ptr<store::Store> ledger_of(std::vector<Record> const& records) {
  auto store = store::open(":memory:", store::Open::make_if_absent);
  REQUIRE(store);
  auto changes = std::vector<store::Change>{};
  for (auto const& record : records) { changes.push_back({record.kind, record.key, record}); }
  REQUIRE((*store)->apply(changes, {"测试", "2026-01-01T00:00:00", "test"}));
  return std::move(*store);
}

Exported exported(store::Store& store, std::string const& what, std::string const& path,
                  access::Caller const& caller = access::file_owner()) {
  auto const format = export_format_of(path);
  REQUIRE(format);
  auto const done = export_to(store, {what, *format, caller, "2026-11-25", {}, {}, {}}, path);
  REQUIRE_MESSAGE(done.ok(), (done ? "" : done.error().line()));
  return *done;
}

tables::Import imported(std::string const& path, KindSpec const& kind) {
  auto const bytes = read_file(path);
  REQUIRE(bytes);
  auto got = tables::import_table(*bytes, fs::path{path}.filename().string(), kind);
  REQUIRE(got);
  CAPTURE(got->error.line());
  REQUIRE(got->refused.empty());
  for (auto const& remark : got->rejected) {
    MESSAGE(remark.sheet << " " << remark.row << " " << remark.column << " " << remark.code);
  }
  REQUIRE(got->rejected.empty());
  return *std::move(got);
}

bool same_number(double a, double b, double tolerance) {
  return a == b || std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

// What a table says of a record: a blank cell is as good as none.
bool same(Field const* a, Field const* b, double tolerance) {
  auto const blank = [](Field const* f) {
    return f == nullptr || std::holds_alternative<std::monostate>(f->value);
  };
  if (blank(a) || blank(b)) { return blank(a) && blank(b); }
  if (a->bound != b->bound || a->unit != b->unit) { return false; }
  auto const* x = std::get_if<double>(&a->value);
  auto const* y = std::get_if<double>(&b->value);
  return x != nullptr && y != nullptr ? same_number(*x, *y, tolerance) : a->value == b->value;
}

void check_same(std::vector<Record> const& want, std::vector<Record> const& got, double tolerance) {
  REQUIRE(want.size() == got.size());
  for (auto i = std::size_t{0}; i != want.size(); ++i) {
    for (auto const* side : {&want[i], &got[i]}) {
      for (auto const& field : side->fields) {
        if (same(want[i].find(field.column), got[i].find(field.column), tolerance)) { continue; }
        CAPTURE(want[i].kind);
        CAPTURE(want[i].key);
        CAPTURE(field.column);
        auto const* a = want[i].find(field.column);
        auto const* b = got[i].find(field.column);
        CAPTURE((a == nullptr ? "(none)" : files::text_of(a->value) + "|" + a->unit));
        CAPTURE((b == nullptr ? "(none)" : files::text_of(b->value) + "|" + b->unit));
        FAIL_CHECK("differs");
      }
    }
  }
}

Record park(std::string const& name, std::vector<Field> fields) {
  auto record = Record{"parks", name, {{"name", name, {}, {}, {}}}, {}};
  for (auto& field : fields) { record.fields.push_back(std::move(field)); }
  return record;
}

}  // namespace

TEST_CASE("export: every kind reads back equal from CSV and XLSX") {
  Folder folder;
  for (auto const& kind : kinds()) {
    CAPTURE(kind.name);
    auto random = Random{20'261'125};
    auto const records = some_records(random, kind, 120);
    auto const store = ledger_of(records);
    for (std::string const ending : {".csv", ".xlsx"}) {
      CAPTURE(ending);
      // The library writes 16 significant digits; CSV is exact.
      auto const tolerance = ending == ".csv" ? 0 : 1e-15;
      auto const path = folder.file("out" + ending);
      auto const done = exported(*store, std::string{kind.name}, path);
      CHECK(done.rows == records.size());
      CHECK(done.cut.empty());
      auto const first = imported(path, kind);
      check_same(records, first.records, tolerance);
      // Once more, keys and all: a ledger made from the file is that ledger.
      auto const again = ledger_of(first.records);
      exported(*again, std::string{kind.name}, path);
      auto const second = imported(path, kind);
      auto by_key = first.records;
      std::ranges::sort(by_key, {}, &Record::key);
      check_same(by_key, second.records, tolerance);
      for (auto i = std::size_t{0}; i != by_key.size(); ++i) {
        CHECK(by_key[i].key == second.records[i].key);
      }
    }
  }
}

TEST_CASE("export: every header and unit is read back without a warning but for 依据") {
  Folder folder;
  for (auto const& kind : kinds()) {
    CAPTURE(kind.name);
    auto record = Record{std::string{kind.name}, "k", {}, {}};
    auto random = Random{7};
    for (auto const& spec : kind.columns) {
      if (spec.type != ColumnType::row_unit) {
        auto field = some_field(random, spec, record);
        field.bound = Bound::exact;
        if (spec.type == ColumnType::text || spec.type == ColumnType::long_text) {
          field.value = std::string{"甲"};
        }
        record.fields.push_back(std::move(field));
      }
    }
    auto const store = ledger_of({record});
    exported(*store, std::string{kind.name}, folder.file("a.csv"));
    for (auto const& warning : imported(folder.file("a.csv"), kind).warnings) {
      CAPTURE(warning.column);
      CAPTURE(warning.code);
      CHECK((warning.code == "unknown_column" || warning.code == "date_order"));
    }
  }
}

TEST_CASE("export: an empty book is a form with all its columns") {
  Folder folder;
  auto const store = ledger_of({});
  exported(*store, "needs", folder.file("a.csv"));
  CHECK(*read_file(folder.file("a.csv")) ==
        "\xef\xbb\xbf项目/"
        "企业,统一社会信用代码,要素,工种,数量,单位,需要时间,责任单位,状态,出处文件,出处日期,"
        "出处位置,假设依据,依据\r\n");
}

TEST_CASE("export: people's words, units and whole numbers") {
  Folder folder;
  auto const project = Record{"projects",
                              "P1",
                              {{"project_no", std::string{"P1"}, {}, {}, {}},
                               {"stage", std::string{"signed"}, {}, {}, {}},
                               {"agreed_total_cny", 3e8, {}, Bound::over, {}},
                               {"land_mu", 12.5, {}, {}, {}}},
                              {"h", "项目.xlsx", "一", 3}};
  auto const store = ledger_of({project});
  exported(*store, "projects", folder.file("a.csv"));
  CHECK(*read_file(folder.file("a.csv")) ==
        "\xef\xbb\xbf项目编号,协议总投资（元）,用地（亩）,阶段,依据\r\n"
        "P1,超300000000,12.5,签约,项目.xlsx 一 第3行\r\n");
}

TEST_CASE("export: what the caller may not see is left out, and the file says so") {
  Folder folder;
  auto const firm = Record{"enterprises",
                           "甲",
                           {{"name", std::string{"甲公司"}, {}, {}, {}},
                            {"phone", std::string{"13800000000"}, {}, {}, {}},
                            {"revenue_cny", 77'700.0, {}, {}, {}},
                            {"land_mu", 3.0, {}, {}, {}}},
                           {}};
  auto const store = ledger_of({firm});
  auto const caller = access::Caller{"办事员", false, access::Role::handler, {}};
  for (std::string const ending : {".csv", ".xlsx", ".jsonl"}) {
    CAPTURE(ending);
    auto const path = folder.file("a" + ending);
    auto const done = exported(*store, "enterprises", path, caller);
    CHECK(done.left_out == std::vector<std::string>{"联系电话", "营业收入（元）"});
    if (ending == ".jsonl") {
      auto const text = *read_file(path);
      CHECK(text.find("13800000000") == std::string::npos);
      CHECK(text.find("营业收入") != std::string::npos);
      continue;
    }
    auto const opened = files::open_table(*read_file(path));
    auto const& grid = std::get<files::Grid>(opened);
    auto told = false;
    for (auto const& sheet : grid.sheets) {
      for (auto const& cell : sheet.cells) {
        CHECK(cell.text() != "13800000000");
        CHECK(cell.number != 77'700);
        told = told || cell.text().find("营业收入") != std::string_view::npos;
      }
    }
    CHECK(told);
    auto const back = imported(path, *kind_named("enterprises"));
    CHECK(back.records.size() == 1);
  }
}

TEST_CASE("export: GeoJSON names what has no place") {
  Folder folder;
  auto const store =
      ledger_of({park("甲园区", {{"lon", 106.5, {}, {}, {}}, {"lat", 29.5, {}, {}, {}}}),
                 park("乙园区", {{"lon", 200.0, {}, {}, {}}, {"lat", 29.5, {}, {}, {}}}),
                 park("丙园区", {})});
  auto const done = exported(*store, "parks", folder.file("a.geojson"));
  CHECK(done.without_place == std::vector<std::string>{"丙园区", "乙园区"});
  auto const json = Json::parse(*read_file(folder.file("a.geojson")));
  CHECK(json["type"] == "FeatureCollection");
  REQUIRE(json["features"].size() == 1);
  CHECK(json["features"][0]["geometry"]["coordinates"] == Json::array({106.5, 29.5}));
  CHECK(json["features"][0]["properties"]["name"] == "甲园区");
  CHECK(json["chengjie"]["without_place"].size() == 2);
  auto const none = export_to(
      *store, {"policies", ExportFormat::geojson, access::file_owner(), "2026-11-25", {}, {}, {}},
      folder.file("b.geojson"));
  REQUIRE_FALSE(none);
  CHECK(none.error().code == Code::unsupported);
}

TEST_CASE("export: an answer is a table whose figures are numbers with marks") {
  auto figure = Figure{};
  figure.subject = "甲";
  figure.indicator = "直接产值";
  figure.value = 1.2e9;
  figure.unit = "CNY";
  figure.range = Interval{1e9, 2e9};
  figure.evidence = Assumption{"a", "某人", "2026-01-01", "估计"};
  auto answer = answer::Answer{};
  answer.question = "effect";
  answer::Line reason{"产值 "};
  reason << figure;
  answer.items = {{"甲", "estimated", "甲项目", {reason}, {{"output", figure}}},
                  {"乙", "unknown", "乙项目", {}, {}}};
  auto const content = content_of(answer);
  auto titles = std::vector<std::string>{};
  for (auto const& column : content->columns) { titles.push_back(column.title); }
  CHECK(titles == std::vector<std::string>{"名次", "名称", "状态", "直接产值", "直接产值（单位）",
                                           "直接产值（低）", "直接产值（高）", "直接产值（出处）",
                                           "理由", "依据"});
  auto rows = std::vector<Cells>{};
  REQUIRE(content->each([&](ContentRow const& row) -> Result<Done> {
    rows.emplace_back();
    row.cells(rows.back());
    return kDone;
  }));
  REQUIRE(rows.size() == 2);
  auto const mark = "[" + mark_of(figure) + "]";
  CHECK(rows[0][2] == files::OutValue{std::string{"已估算"}});
  CHECK(rows[0][3] == files::OutValue{1.2e9});
  CHECK(rows[0][6] == files::OutValue{2e9});
  CHECK(rows[0][9] == files::OutValue{mark});
  CHECK(std::get<std::string>(rows[0][8]).ends_with(mark));
  CHECK(rows[1].size() == rows[0].size());
  CHECK(rows[1][3] == files::OutValue{});
}

TEST_CASE("export: refused") {
  Folder folder;
  auto const store = ledger_of({park("甲园区", {})});
  struct Row {
    std::string what, as_of, name;
    Code code;
  };
  for (auto const& row : {Row{"none", "", "a.csv", Code::bad_usage},
                          {"conflicts", "2026-01-01", "a.csv", Code::unsupported},
                          {"parks", "", "none/a.csv", Code::unavailable},
                          {"parks", "", "none/a.xlsx", Code::unavailable}}) {
    CAPTURE(row.what);
    auto const done = export_to(*store,
                                {row.what,
                                 *export_format_of(row.name),
                                 access::file_owner(),
                                 "2026-11-25",
                                 row.as_of,
                                 "甲区",
                                 {}},
                                folder.file(row.name));
    REQUIRE_FALSE(done);
    CHECK(done.error().code == row.code);
  }
  auto const given_up = export_to(
      *store, {"parks", ExportFormat::csv, access::file_owner(), "2026-11-25", {}, {}, {}},
      folder.file("a.csv"), [](std::size_t, std::size_t) { return false; });
  CHECK_FALSE(given_up);
  CHECK(fs::is_empty(folder.path));
  CHECK_FALSE(export_format_of("a.pdf"));
}
