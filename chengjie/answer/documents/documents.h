// The documents a ledger keeps: their text, and where on which page a clause of it stands.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/answer/reconciling/contradictions.h"
#include "chengjie/files/document.h"
#include "chengjie/store/store.h"

namespace chengjie::answer {

// Of every document of the book, the bytes that offsets count in (kept_document).
Result<std::vector<DocumentText>> document_texts(store::Store&, Book const&);

struct KeptDocument {
  std::string hash, name;
  std::string format;  // text, html, docx, pdf
  std::string bytes;   // what the offsets of its clauses count in: as on disk, or as extracted
  std::vector<files::Segment> segments;  // empty for text
};
// Current or superseded. not_found when the ledger has no such document.
Result<KeptDocument> kept_document(store::Store&, std::string_view hash);

// The pages and boxes that a clause covers, one for each page and column; none when unknown.
struct Place {
  std::uint32_t page{};  // from 1
  files::Box box;        // points from the upper left corner; empty where a format has no boxes
};
std::vector<Place> places_of(std::vector<files::Segment> const&, std::size_t begin,
                             std::size_t end);
Result<std::vector<Place>> places_of(store::Store&, Clause const&);

}  // namespace chengjie::answer
