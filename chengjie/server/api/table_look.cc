#include "chengjie/server/api/table_look.h"

#include <algorithm>
#include <set>

#include "chengjie/access/rights.h"
#include "chengjie/answer/documents/import_job.h"
#include "chengjie/base/tree.h"
#include "chengjie/tables/expected.h"
#include "chengjie/tables/import.h"
#include "chengjie/wire/page.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

constexpr auto kKeptBytes = std::size_t{32} << 20;  // of a file whose records are compared
constexpr auto kFirst = std::size_t{20};            // records shown
constexpr auto kRemarks = std::size_t{100};         // of each sort
constexpr auto kSayEvery = std::uint64_t{1000};

Json remarks_json(std::vector<tables::Remark> const& remarks) {
  auto list = Json::array();
  for (auto const& remark : remarks) {
    if (list.size() == kRemarks) { break; }
    list.push_back({{"sheet", remark.of_file ? Json(nullptr) : Json(remark.sheet)},
                    {"row", remark.row == 0 ? Json(nullptr) : Json(remark.row)},
                    {"column", or_null(remark.column)},
                    {"code", remark.code},
                    {"words", tables::words_of_code(remark.code)}});
  }
  return list;
}

Json columns_json(tables::Import const& import, KindSpec const& kind) {
  auto list = Json::array();
  for (auto const& column : import.columns) {
    auto const* spec =
        column_named(kind, std::string_view{column.name}.substr(0, column.name.find('@')));
    list.push_back({{"sheet", column.sheet},
                    {"column", column.column},
                    {"header", column.header},
                    {"name", or_null(column.name)},
                    {"title", spec == nullptr ? Json(nullptr) : Json(spec->title)}});
  }
  return list;
}

Json sheets_json(tables::Import const& import) {
  auto sheets = std::set<std::string>{};
  for (auto const& column : import.columns) { sheets.insert(column.sheet); }
  return sheets;
}

// What the records of a table would do to the book.
struct Effect {
  std::size_t records{}, fresh{}, changed{}, same{};
  bool compared{};  // the three above are known
  Json first = Json::array();
  std::optional<Error> forbidden;
};

// A blank cell of the table leaves what the book has.
bool same_values(Record const& old, Record const& fresh) {
  return std::all_of(fresh.fields.begin(), fresh.fields.end(), [&](Field const& field) {
    if (std::holds_alternative<std::monostate>(field.value)) { return true; }
    auto const* was = old.find(field.column);
    return was != nullptr && was->value == field.value && was->unit == field.unit &&
           was->bound == field.bound;
  });
}

Effect effect_of(Snapshot const& now, std::vector<Record> const& records) {
  auto effect = Effect{};
  for (auto const& record : records) {
    auto const* old = now.book.find(record.kind, record.key);
    if (old == nullptr) {
      ++effect.fresh;
    } else {
      ++(same_values(*old, record) ? effect.same : effect.changed);
    }
    if (effect.first.size() < kFirst) { effect.first.push_back(wire::row_json(record)); }
  }
  return effect;
}

Json preview_json(PendingImport const& pending, tables::Import const& import, KindSpec const& kind,
                  Effect&& effect, std::int64_t version) {
  auto refused = Json(nullptr);
  if (!import.refused.empty()) {
    refused = {{"code", import.refused}, {"message", import.error.line()}};
  } else if (effect.forbidden) {
    refused = {{"code", "forbidden"}, {"message", effect.forbidden->line()}};
  }
  auto map = Json::object();
  for (auto const& [header, column] : pending.map) { map[header] = column; }
  auto const& s = import.skipped;
  auto json = Json{{"id", pending.id},
                   {"kind", pending.kind},
                   {"name", pending.name},
                   {"refused", std::move(refused)},
                   {"sheets", sheets_json(import)},
                   {"sheet", or_null(pending.sheet)},
                   {"map", std::move(map)},
                   {"rows_read", import.rows_read},
                   {"records", effect.records},
                   {"rejected_total", import.rejected_rows.size()},
                   {"warnings_total", import.warnings.size()},
                   {"skipped",
                    {{"total_row", s.total_row},
                     {"repeated_header", s.repeated_header},
                     {"section_row", s.section_row},
                     {"note_row", s.note_row}}},
                   {"columns", columns_json(import, kind)},
                   {"first", std::move(effect.first)},
                   {"rejected", remarks_json(import.rejected)},
                   {"warnings", remarks_json(import.warnings)},
                   {"version", version}};
  if (effect.compared) {
    json["new"] = effect.fresh;
    json["changed"] = effect.changed;
    json["same"] = effect.same;
  }
  return json;
}

// Mappings are remembered for an office: the one that the scope names, else the role's.
std::string office_of(access::Caller const& caller) {
  if (!caller.scope.empty()) { return caller.scope; }
  return caller.role ? std::string{access::name_of(*caller.role)} : std::string{};
}

answer::ImportRequest request_of(PendingImport const& pending, std::string const& bytes,
                                 access::Caller const& caller, Progress& progress) {
  auto request = answer::ImportRequest{};
  request.bytes = bytes;
  request.file = pending.name;
  request.kind = pending.kind;
  request.sheet = pending.sheet;
  request.map = pending.map;
  request.office = office_of(caller);
  request.progress = [&progress](std::size_t rows) {
    if (rows % kSayEvery == 0) { progress.say(rows, 0, "读表"); }
  };
  return request;
}

// Whether the caller may write each record of a table, and what it would take the place of.
Result<Done> may_write_all(Book const& book, std::vector<Record> const& records,
                           access::Caller const& caller) {
  for (auto const& record : records) {
    auto may = access::may_write(caller, record);
    auto const* old = book.find(record.kind, record.key);
    if (may && old != nullptr) { may = access::may_write(caller, *old); }
    if (!may) { return may; }
  }
  return kDone;
}

}  // namespace

Result<TableLook> look_at(Ledger& ledger, PendingImport const& pending,
                          access::Caller const& caller, Progress& progress) {
  progress.say(0, 0, "读表 " + pending.name);
  auto const bytes = read_file(pending.path);
  if (!bytes) { return bytes.error(); }
  auto const now = ledger.now();
  auto request = request_of(pending, *bytes, caller, progress);
  request.keep_records = bytes->size() <= kKeptBytes;
  auto reader = ledger.reader();
  if (!reader) { return reader.error(); }
  auto done = answer::preview_import(&**reader, request);
  if (!done) { return done.error(); }
  auto effect = effect_of(*now, done->table.records);
  effect.records = done->records;
  effect.compared = request.keep_records;
  if (auto const may = may_write_all(now->book, done->table.records, caller); !may) {
    effect.forbidden = may.error();
  }
  auto corrected = pending;
  if (corrected.map.empty()) { corrected.map = done->remembered; }
  return TableLook{preview_json(corrected, done->table, *kind_named(pending.kind),
                                std::move(effect), now->version),
                   tables::rejected_csv(done->table)};
}

Result<Json> write_table(Ledger& ledger, PendingImport const& pending, access::Caller const& caller,
                         store::Stamp const& stamp, std::optional<std::int64_t> based_on,
                         Progress& progress) {
  progress.say(0, 0, "读表 " + pending.name);
  auto const bytes = read_file(pending.path);
  if (!bytes) { return bytes.error(); }
  auto const now = ledger.now();
  auto request = request_of(pending, *bytes, caller, progress);
  request.based_on = based_on;
  request.keep_records = caller.role && access::needs_scope(*caller.role);
  request.before_commit = [&](tables::Import const& table) -> Result<Done> {
    if (progress.cancelled()) { return Error{Code::unavailable, "已取消", pending.name, {}}; }
    if (!access::writes(caller, pending.kind)) {
      return Error{Code::bad_usage, "没有改这本台账的权限", pending.kind, {}};
    }
    return may_write_all(now->book, table.records, caller);
  };
  auto counts = store::Writer::Counts{};
  auto const version = ledger.write([&](store::Store& store) -> Result<std::int64_t> {
    auto done = answer::import_into(store, request, stamp);
    if (!done) { return done.error(); }
    if (!done->table.refused.empty()) { return done->table.error; }
    counts = done->counts;
    return done->version;
  });
  if (!version) { return version.error(); }
  return Json{{"version", *version}, {"records", counts.added + counts.changed}};
}

}  // namespace chengjie::server::api
