// Documents: the list, the text of one with its facts in place, taking one in, facts beside each
// other.
#include <algorithm>
#include <map>
#include <tuple>

#include "chengjie/answer/documents/documents.h"
#include "chengjie/answer/documents/library.h"
#include "chengjie/answer/figures.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/server/api/asking.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/texts.h"
#include "chengjie/server/api/upload.h"
#include "chengjie/wire/page.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

std::map<std::string, int> facts_by_document(Book const& book) {
  auto counts = std::map<std::string, int>{};
  for (auto const& fact : book.all(kFacts)) { ++counts[fact.origin.table]; }
  return counts;
}

Json document_row(Record const& record, int facts) {
  return {{"hash", record.key},
          {"name", record.text("name")},
          {"date", or_null(record.text("date"))},
          {"title", or_null(record.text("title"))},
          {"facts", facts}};
}

Json list_json(Snapshot const& shown, std::string const& q, Paging const& paging) {
  auto const facts = facts_by_document(shown.book);
  auto found = std::vector<Record const*>{};
  for (auto const& record : shown.book.all(kDocuments)) {
    if (q.empty() || record.text("name").find(q) != std::string::npos ||
        record.text("title").find(q) != std::string::npos) {
      found.push_back(&record);
    }
  }
  std::sort(found.begin(), found.end(), [](Record const* a, Record const* b) {
    return std::pair{a->text("name"), a->key} < std::pair{b->text("name"), b->key};
  });
  auto list = Json::array();
  auto const total = static_cast<std::int64_t>(found.size());
  for (auto i = paging.offset; i < std::min(total, paging.offset + paging.limit); ++i) {
    auto const& record = *found[static_cast<std::size_t>(i)];
    auto const at = facts.find(record.key);
    list.push_back(document_row(record, at == facts.end() ? 0 : at->second));
  }
  return {{"version", shown.version},
          {"total", total},
          {"offset", paging.offset},
          {"documents", std::move(list)}};
}

// In the order of the text; where several clauses begin together, the shorter first.
Json facts_in_text(Book const& book, std::string const& hash, PlainText const& text) {
  struct Place {
    std::size_t begin, end, at;
    Figure figure;
  };
  auto places = std::vector<Place>{};
  for (auto const& record : book.all(kFacts)) {
    if (record.origin.table != hash) { continue; }
    auto figure = fact_of(record);
    if (!figure) { continue; }
    auto const& clause = std::get<Clause>(figure->evidence);
    auto const begin = text.utf16_at(text.char_at(clause.begin));
    auto const end = text.utf16_at(text.char_at(clause.end));
    places.push_back(
        {begin, std::max(begin, end), text.utf16_at(text.char_at(clause.at)), std::move(*figure)});
  }
  std::sort(places.begin(), places.end(), [](Place const& a, Place const& b) {
    return std::tie(a.begin, a.end, a.at) < std::tie(b.begin, b.end, b.at);
  });
  auto list = Json::array();
  for (auto const& place : places) {
    list.push_back({{"begin", place.begin},
                    {"end", place.end},
                    {"at", place.at},
                    {"figure", wire::json_of(place.figure)}});
  }
  return list;
}

Result<Json> document_json(Ask const& ask, Snapshot const& shown, std::string const& hash) {
  auto const* record = shown.book.find(kDocuments, hash);
  if (record == nullptr) { return Error{Code::not_found, "没有这份文件", hash.substr(0, 64), {}}; }
  auto reader = ask.house.ledger->reader();
  if (!reader) { return reader.error(); }
  auto const kept = answer::kept_document(**reader, hash);
  if (!kept) { return kept.error(); }
  auto const text = PlainText::of(kept->bytes, kept->name);
  if (!text) { return text.error(); }
  return Json{{"hash", hash},
              {"name", kept->name},
              {"version", shown.version},
              {"encoding", text->encoding()},
              {"date", or_null(record->text("date"))},
              {"text", text->utf8()},
              {"facts", facts_in_text(shown.book, hash, *text)}};
}

std::string where_of(Figure const& figure) {
  if (auto const* clause = std::get_if<Clause>(&figure.evidence)) { return clause->name; }
  if (auto const* cell = std::get_if<Cell>(&figure.evidence)) { return cell->file; }
  return {};
}

struct Wanted {
  std::string q, subject, indicator;
  bool holds(Figure const& figure) const {
    auto const has = [](std::string const& text, std::string const& part) {
      return part.empty() || text.find(part) != std::string::npos;
    };
    auto const* clause = std::get_if<Clause>(&figure.evidence);
    return (subject.empty() || figure.subject == subject) &&
           (indicator.empty() || figure.indicator == indicator) &&
           (has(figure.subject + " " + figure.indicator, q) ||
            (clause != nullptr && has(clause->text, q)));
  }
};

Json facts_json(Ask const& ask, Snapshot const& shown, Wanted const& wanted, Paging const& paging) {
  auto found = std::vector<Figure>{};
  for (auto& figure : answer::statements(shown.book)) {
    if (wanted.holds(figure)) { found.push_back(std::move(figure)); }
  }
  std::stable_sort(found.begin(), found.end(), [](Figure const& a, Figure const& b) {
    return std::tie(a.subject, a.indicator, a.period) < std::tie(b.subject, b.indicator, b.period);
  });
  auto list = Json::array();
  auto basis = answer::Basis{};
  auto const total = static_cast<std::int64_t>(found.size());
  for (auto i = paging.offset; i < std::min(total, paging.offset + paging.limit); ++i) {
    auto const& figure = basis.use(found[static_cast<std::size_t>(i)]);
    auto const* clause = std::get_if<Clause>(&figure.evidence);
    list.push_back({{"figure", wire::json_of(figure)},
                    {"where", where_of(figure)},
                    {"hash", clause == nullptr ? Json(nullptr) : Json(clause->document)},
                    {"clause", clause == nullptr ? Json(nullptr) : Json(clause->text)}});
  }
  ask.house.shown.figures(basis, Shown::Keep::for_now);
  return {{"version", shown.version},
          {"total", total},
          {"offset", paging.offset},
          {"facts", std::move(list)}};
}

// What the job that reads a document does.
Result<std::string> take_in(House& house, Spooled const& file, std::string const& name,
                            answer::ReadOptions const& options, store::Stamp const& stamp,
                            Progress& progress) {
  progress.say(0, 2, "读取 " + name);
  auto const bytes = file.bytes();
  if (!bytes) { return bytes.error(); }
  auto reader = house.ledger->reader();
  if (!reader) { return reader.error(); }
  auto library = answer::Library::open(**reader);
  if (!library) { return library.error(); }
  auto const read = library->read(*bytes, name, options);
  if (!read) { return read.error(); }
  if (progress.cancelled()) { return Error{Code::unavailable, "已取消", name, {}}; }
  progress.say(1, 2, "记入账本");
  auto notes = std::vector<std::string>{};
  auto const done = house.ledger->write([&](store::Store& store) -> Result<std::int64_t> {
    auto kept = library->keep(store, *read, *bytes, stamp);
    if (!kept) { return kept.error(); }
    notes = std::move(*kept);
    return store.version();
  });
  if (!done) { return done.error(); }
  return wire::dump({{"version", *done},
                     {"hash", read->hash},
                     {"name", name},
                     {"facts", read->reading.facts.size()},
                     {"notes", notes}});
}

}  // namespace

Outcome documents(Ask const& ask) {
  auto const q = text_of(ask.request, "q", 600);
  if (!q) { return q.error(); }
  auto const paging = paging_of(ask.request);
  if (!paging) { return paging.error(); }
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  return cached(ask, shown->version,
                [&]() -> Result<Json> { return list_json(*shown, *q, *paging); });
}

Outcome document(Ask const& ask) {
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  auto const& hash = ask.request.parameters.at("hash");
  return cached(ask, shown->version, [&] { return document_json(ask, *shown, hash); });
}

Outcome upload_document(Ask const& ask) {
  auto const name = file_name_of(ask.request);
  if (!name) { return name.error(); }
  auto const date = day_of(ask.request, "date", {});
  if (!date) { return date.error(); }
  auto options = answer::ReadOptions{};
  options.date = parse_date(*date);
  auto file = spooled(ask);
  if (!file) { return file.error(); }
  auto const stamp = ask.house.stamp(ask.caller, "read " + *name);
  return started(
      ask, "read",
      [&house = ask.house, file = std::move(*file), name = *name, options, stamp](
          Progress& progress) { return take_in(house, *file, name, options, stamp, progress); });
}

Outcome facts(Ask const& ask) {
  auto wanted = Wanted{};
  for (auto const& [name, into] : {std::pair{"q", &wanted.q}, std::pair{"subject", &wanted.subject},
                                   std::pair{"indicator", &wanted.indicator}}) {
    auto const text = text_of(ask.request, name, 600);
    if (!text) { return text.error(); }
    *into = *text;
  }
  auto const paging = paging_of(ask.request);
  if (!paging) { return paging.error(); }
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  return cached(ask, shown->version,
                [&]() -> Result<Json> { return facts_json(ask, *shown, wanted, *paging); });
}

}  // namespace chengjie::server::api
