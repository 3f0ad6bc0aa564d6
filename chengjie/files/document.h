// Any document to its text, with the page and the place on it that every piece of the text stands
// at. What a file is, its content says, never its name. Only files/document*, html, docx and pdf
// know the formats.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::files {

enum class DocumentKind { text, html, docx, pdf };
std::string_view name_of(DocumentKind);

// Points (1/72 inch) from the upper left corner of the page.
struct Box {
  float left{}, top{}, right{}, bottom{};
  friend bool operator==(Box const&, Box const&) = default;
};

// A line of a page, or a paragraph where a format knows no lines.
struct Segment {
  std::uint32_t begin{};  // bytes of Document::text, end exclusive; ascending, not overlapping
  std::uint32_t end{};
  std::uint32_t page{};  // from 1; 0 unknown
  Box box;               // empty when unknown
  friend bool operator==(Segment const&, Segment const&) = default;
};

struct Document {
  DocumentKind kind{};
  // UTF-8, paragraphs parted by a blank line, cells of a row by a tab. "" for kind text: the bytes
  // are the text, and offsets are into them as they lie on disk.
  std::string text;
  std::vector<Segment> segments;
  std::string date;  // ISO day, where a page's own metadata states when it was published; or ""
};

// HTML, DOCX, PDF with text; anything else is taken for text. Errors tell what to do: bad_input
// (damaged, encrypted, no text: a scan), limit (the bounds below), unsupported (a table, an image,
// an old format). `name` stands in the error's place.
Result<Document> open_document(std::string_view bytes, std::string_view name);

// The segments as JSON, [[begin,end,page,left,top,right,bottom],..], and back.
std::string map_json(std::vector<Segment> const&);
std::vector<Segment> segments_of(std::string_view map_json);  // what is broken is left out

// Bounds against documents made to exhaust a machine.
inline constexpr std::size_t kDocumentTextMax = std::size_t{64} << 20;   // extracted
inline constexpr std::size_t kDocumentPartMax = std::size_t{256} << 20;  // of a DOCX, unpacked
inline constexpr std::size_t kPdfBytesMax = std::size_t{512} << 20;
inline constexpr int kPdfPagesMax = 20'000;
inline constexpr int kPdfSecondsMax = 120;  // of the processor

}  // namespace chengjie::files
