// A source, as it lies in the document, the table, the formula or the list of assumptions.
#include <algorithm>

#include "chengjie/answer/documents/documents.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/marks.h"
#include "chengjie/server/api/texts.h"
#include "chengjie/wire/page.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

constexpr auto kAround = std::size_t{200};  // characters before and after a clause
constexpr auto kInputsMax = std::size_t{200};
constexpr auto kBesideMax = std::size_t{20};

// The clause as it lies on disk, with what stands around it.
Result<Done> add_text(Ask const& ask, Clause const& clause, Json& json) {
  json["hash"] = clause.document;
  auto reader = ask.house.ledger->reader();
  if (!reader) { return reader.error(); }
  auto const document = answer::kept_document(**reader, clause.document);
  if (!document) { return kDone; }  // read without being kept: the clause itself is all there is
  auto const text = PlainText::of(document->bytes, document->name);
  if (!text) { return kDone; }
  auto const begin = text->char_at(clause.begin);
  auto const end = std::max(begin, text->char_at(clause.end));
  auto const from = begin > kAround ? begin - kAround : 0;
  auto const to = std::min(end + kAround, text->size());
  json["text"] = {{"before", text->utf8(from, begin)},
                  {"clause", text->utf8(begin, end)},
                  {"after", text->utf8(end, to)},
                  {"begin", text->utf16_at(begin)},
                  {"end", text->utf16_at(end)}};
  return kDone;
}

void add_row(Book const& book, Cell const& cell, Json& json) {
  auto const found = cell_in(book, cell);
  if (!found) { return; }
  auto const& record = *found->record;
  auto cells = Json::array();
  auto const columns = wire::columns_json(kind_named(record.kind),
                                          wire::used_columns(kind_named(record.kind), {record}));
  for (auto const& column : columns) {
    auto const* field = record.find(column["name"].get<std::string>());
    cells.push_back({{"column", column["name"]},
                     {"title", column["title"]},
                     {"words", wire::cell_words(record, *field)},
                     {"at", field->at.empty() ? Json(nullptr) : Json(field->at)},
                     {"here", field == found->field}});
  }
  json["row"] = {{"kind", record.kind}, {"key", record.key}, {"cells", std::move(cells)}};
}

void add_inputs(Ask const& ask, Snapshot const& shown, Computation const& computed, Json& json) {
  auto figures = Json::array();
  for (auto const& mark : computed.inputs) {
    if (figures.size() == kInputsMax) { break; }
    auto const input = opened_mark(ask, shown, mark);
    if (input) { figures.push_back(wire::json_of(*input)); }
  }
  json["input_figures"] = std::move(figures);
}

// Other figures of the same subject and indicator, from documents.
Json beside(Book const& book, Figure const& figure) {
  auto list = Json::array();
  auto const own = mark_of(figure);
  for (auto const& record : book.all(kFacts)) {
    if (list.size() == kBesideMax) { break; }
    if (record.key == own || record.text("indicator") != figure.indicator ||
        record.text("subject") != figure.subject) {
      continue;
    }
    if (auto const other = fact_of(record)) { list.push_back(wire::json_of(*other)); }
  }
  return list;
}

Result<Json> source_json(Ask const& ask, Snapshot const& shown, std::string const& mark) {
  auto const figure = opened_mark(ask, shown, mark);
  if (!figure) { return figure.error(); }
  auto json = wire::source_json(*figure);
  if (auto const* clause = std::get_if<Clause>(&figure->evidence)) {
    if (auto const added = add_text(ask, *clause, json); !added) { return added.error(); }
  } else if (auto const* cell = std::get_if<Cell>(&figure->evidence)) {
    add_row(shown.book, *cell, json);
  } else if (auto const* computed = std::get_if<Computation>(&figure->evidence)) {
    add_inputs(ask, shown, *computed, json);
  }
  json["beside"] = beside(shown.book, *figure);
  return json;
}

}  // namespace

Outcome source(Ask const& ask) {
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  auto const& mark = ask.request.parameters.at("mark");
  return cached(ask, shown->version, [&] { return source_json(ask, *shown, mark); });
}

}  // namespace chengjie::server::api
