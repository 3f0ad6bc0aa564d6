// Firms: a list by name or code, and one with its standing under every rule.
#include <algorithm>
#include <set>

#include "chengjie/access/rights.h"
#include "chengjie/answer/how/how.h"
#include "chengjie/server/api/asking.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/wire/firm.h"
#include "chengjie/wire/page.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

constexpr auto kFirms = "enterprises";

std::string code_of(Record const& record) {
  auto code = record.text("uscc");
  return code.empty() ? record.text("name") : code;
}

std::string products_of(Record const& record) {
  auto const* field = record.find("main_product");
  return field == nullptr ? std::string{} : wire::cell_words(record, *field);
}

bool matches(Record const& record, std::string const& q) {
  if (q.empty() || record.text("name").find(q) != std::string::npos ||
      record.text("uscc").find(q) != std::string::npos) {
    return true;
  }
  auto const aliases = record.list("aliases");
  return std::any_of(aliases.begin(), aliases.end(),
                     [&](std::string const& alias) { return alias.find(q) != std::string::npos; });
}

Json firm_row(Record const& record) {
  return {{"code", code_of(record)},
          {"name", record.text("name")},
          {"uscc", or_null(record.text("uscc"))},
          {"place", or_null(record.text("place"))},
          {"products", or_null(products_of(record))},
          {"record", record.key}};
}

// A firm has a row a period; it is listed once, by the first.
Json list_json(Snapshot const& shown, std::string const& q, Paging const& paging) {
  auto list = Json::array();
  auto told = std::set<std::string>{};
  auto total = std::int64_t{0};
  for (auto const& record : shown.book.all(kFirms)) {
    if (!matches(record, q) || !told.insert(code_of(record)).second) { continue; }
    if (total >= paging.offset && total < paging.offset + paging.limit) {
      list.push_back(firm_row(record));
    }
    ++total;
  }
  return {{"version", shown.version},
          {"total", total},
          {"offset", paging.offset},
          {"firms", std::move(list)}};
}

// The program's own rules, read once.
Result<rules::Packs> const& packs() {
  static auto const read = answer::shipped_packs();
  return read;
}

// What bears on one firm: its own rows, and the books that its rights are read from.
Book book_of_firm(Snapshot const& shown, std::string const& code) {
  auto records = std::vector<Record>{};
  for (auto const* row : shown.rows_of_firm(code)) { records.push_back(*row); }
  for (auto const* kind :
       {"policies", "assumptions", "regions", "projects", "visits", "cases", "claims"}) {
    auto const& all = shown.book.all(kind);
    records.insert(records.end(), all.begin(), all.end());
  }
  return Book{std::move(records)};
}

Result<Json> firm_json(Ask const& ask, Asking const& about, std::string const& code) {
  if (!packs()) { return packs().error(); }
  auto basis = answer::Basis{};
  auto const book = book_of_firm(*about.shown, code);
  auto const context = answer::Context{book, about.region, about.today, ask.caller, basis};
  auto const found = answer::firm_verdicts(context, *packs(), code);
  if (!found) { return found.error(); }
  for (auto const& figure : answer::figures_of(answer::shown_of(*found))) { basis.use(figure); }
  ask.house.shown.figures(basis, Shown::Keep::always);
  auto json = wire::json_of(*found);
  auto const& record = *found->firm;
  auto const* spec = kind_named(kFirms);
  json["version"] = about.shown->version;
  json["columns"] = wire::columns_json(spec, wire::used_columns(spec, {record}));
  json["record"] = wire::row_json(
      record, [&ask](std::string const& mark, Record const& row, Field const& field) {
        ask.house.shown.cell(mark, {row.kind, row.key, field.column});
      });
  return json;
}

}  // namespace

Outcome firms(Ask const& ask) {
  auto const q = text_of(ask.request, "q");
  if (!q) { return q.error(); }
  auto const paging = paging_of(ask.request);
  if (!paging) { return paging.error(); }
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  return cached(ask, shown->version,
                [&]() -> Result<Json> { return list_json(*shown, *q, *paging); });
}

Outcome firm(Ask const& ask) {
  auto const today = day_of(ask.request, "today", ask.today);
  if (!today) { return today.error(); }
  // A firm's own book has no region, and needs none.
  auto const about = Asking{ask.house.ledger->seen_by(ask.caller), {}, *today};
  auto const& code = ask.request.parameters.at("code");
  return cached(ask, about.shown->version, [&] { return firm_json(ask, about, code); });
}

}  // namespace chengjie::server::api
