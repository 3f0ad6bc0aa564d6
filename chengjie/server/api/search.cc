// Full text search over the documents.
#include <algorithm>

#include "chengjie/answer/documents/documents.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/house.h"
#include "chengjie/server/api/texts.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

constexpr auto kSnippets = std::size_t{3};   // of one document
constexpr auto kAround = std::size_t{40};    // characters before and after a hit
constexpr auto kHitsMax = std::int64_t{50};  // documents on a page

Json snippet(PlainText const& text, std::size_t at, std::size_t length) {
  auto const from = at > kAround ? at - kAround : 0;
  auto const end = at + length;
  return {{"before", text.utf8(from, at)},
          {"hit", text.utf8(at, end)},
          {"after", text.utf8(end, std::min(end + kAround, text.size()))},
          {"begin", text.utf16_at(at)},
          {"end", text.utf16_at(end)}};
}

Json hit_json(Ask const& ask, Record const& record, std::vector<std::string> const& words) {
  auto snippets = Json::array();
  auto count = std::size_t{0};
  auto reader = ask.house.ledger->reader();
  auto const kept = reader ? answer::kept_document(**reader, record.key)
                           : Result<answer::KeptDocument>{reader.error()};
  auto const text = kept ? PlainText::of(kept->bytes, kept->name) : Result<PlainText>{kept.error()};
  for (auto const& word : words) {
    if (!text) { break; }
    auto const needle = text::utf32(word);
    auto of_word = std::size_t{0};
    for (auto const at : text->find(needle, kSnippets, of_word)) {
      if (snippets.size() < kSnippets) { snippets.push_back(snippet(*text, at, needle.size())); }
    }
    count += of_word;
  }
  return {{"hash", record.key},
          {"name", record.text("name")},
          {"count", count},
          {"snippets", std::move(snippets)}};
}

Result<Json> search_json(Ask const& ask, Snapshot const& shown, std::string const& q,
                         Paging const& paging) {
  auto const words = words_in(q);
  auto const hits = ask.house.searching.find(*ask.house.ledger, shown, words, paging.offset,
                                             std::min(paging.limit, kHitsMax));
  if (!hits) { return hits.error(); }
  auto list = Json::array();
  for (auto const& hash : hits->hashes) {
    auto const* record = shown.book.find(kDocuments, hash);
    if (record != nullptr) { list.push_back(hit_json(ask, *record, words)); }
  }
  return Json{{"q", q},
              {"version", shown.version},
              {"total", hits->total},
              {"hits_total", hits->total},
              {"offset", paging.offset},
              {"hits", std::move(list)}};
}

}  // namespace

Outcome search(Ask const& ask) {
  auto const q = text_of(ask.request, "q", 600);
  if (!q) { return q.error(); }
  if (q->find_first_not_of(' ') == std::string::npos) {
    return Error{Code::bad_usage, "要写找什么", "q", {}};
  }
  auto const paging = paging_of(ask.request);
  if (!paging) { return paging.error(); }
  auto const shown = ask.house.ledger->now();  // whoever may search sees all documents
  return cached(ask, shown->version, [&] { return search_json(ask, *shown, *q, *paging); });
}

}  // namespace chengjie::server::api
