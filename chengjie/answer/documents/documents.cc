#include "chengjie/answer/documents/documents.h"

#include <algorithm>
#include <utility>

#include "chengjie/answer/documents/library.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/text/decode.h"

namespace chengjie::answer {
namespace {

Result<std::string> blob_of(store::Store& store, std::string const& hash) {
  auto blob = store.blob(hash);
  if (!blob) { return blob.error(); }
  return *blob ? std::move((*blob)->bytes) : std::string{};
}

// The document as the book has it, or as it was before a newer version took its place.
Result<Record> record_of(store::Store& store, std::string_view hash) {
  for (auto const kind : {std::string_view{kDocuments}, std::string_view{kSuperseded}}) {
    auto record = store.record(kind, hash);
    if (!record) { return record.error(); }
    if (*record) { return std::move(**record); }
  }
  return Error{Code::not_found, "账本里没有这个文件", std::string{hash}, {}};
}

bool is_empty(files::Box const& b) { return b.right <= b.left && b.bottom <= b.top; }

// Lines of one column: one below the other, over the same part of the width.
bool same_column(files::Box const& a, files::Box const& b) {
  return std::min(a.right, b.right) > std::max(a.left, b.left);
}

}  // namespace

Result<KeptDocument> kept_document(store::Store& store, std::string_view hash) {
  auto const record = record_of(store, hash);
  if (!record) { return record.error(); }
  auto out = KeptDocument{std::string{hash}, record->text("name"), record->text("format"), {}, {}};
  if (out.format.empty()) { out.format = "text"; }
  auto const text = record->text("text");
  auto bytes = blob_of(store, text.empty() ? out.hash : text);
  if (!bytes) { return bytes.error(); }
  out.bytes = std::move(*bytes);
  if (auto const map = record->text("map"); !map.empty()) {
    auto const json = blob_of(store, map);
    if (!json) { return json.error(); }
    out.segments = files::segments_of(*json);
  }
  return out;
}

Result<std::vector<DocumentText>> document_texts(store::Store& store, Book const& book) {
  auto texts = std::vector<DocumentText>{};
  for (auto const& record : book.all(kDocuments)) {
    auto const text = record.text("text");
    auto bytes = blob_of(store, text.empty() ? record.key : text);
    if (!bytes) { return bytes.error(); }
    if (!bytes->empty()) { texts.push_back({record.key, record.text("name"), std::move(*bytes)}); }
  }
  return texts;
}

std::vector<Place> places_of(std::vector<files::Segment> const& segments, std::size_t begin,
                             std::size_t end) {
  auto places = std::vector<Place>{};
  for (auto const& s : segments) {
    if (s.end <= begin || s.begin >= end || s.page == 0) { continue; }
    auto const goes_on = !places.empty() && places.back().page == s.page &&
                         (is_empty(s.box) || same_column(places.back().box, s.box));
    if (!goes_on) {
      places.push_back({s.page, s.box});
      continue;
    }
    auto& box = places.back().box;
    box = {std::min(box.left, s.box.left), std::min(box.top, s.box.top),
           std::max(box.right, s.box.right), std::max(box.bottom, s.box.bottom)};
  }
  return places;
}

Result<std::vector<Place>> places_of(store::Store& store, Clause const& clause) {
  auto const record = record_of(store, clause.document);
  if (!record) { return record.error(); }
  auto const map = record->text("map");
  if (map.empty()) { return std::vector<Place>{}; }
  auto const json = blob_of(store, map);
  if (!json) { return json.error(); }
  return places_of(files::segments_of(*json), clause.begin, clause.end);
}

}  // namespace chengjie::answer
