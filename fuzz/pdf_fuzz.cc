// Words anywhere on pages of any size, laid out: every segment is the text of its line. Input that
// is a PDF goes through the child process as well, which must answer whatever happens to it.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/check.h"
#include "chengjie/files/document.h"
#include "chengjie/files/pdf_layout.h"

using namespace chengjie;

namespace {

// Nine bytes a word: page step, four of the box, size, letters.
std::vector<files::PdfPage> pages_of(std::string_view bytes) {
  static constexpr char const* kWords[] = {"产值", "312", "亿元。", "GDP-", " ", "\t", "第 1 页",
                                           "2", "年，", "", "a", "《", "\xff\xfe"};
  auto pages = std::vector<files::PdfPage>{{400, 600, {}}};
  for (; bytes.size() >= 9; bytes.remove_prefix(9)) {
    auto const at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if (at(0) % 16 == 0) { pages.push_back({at(1) * 4.0F, at(2) * 4.0F, {}}); }
    auto number = 0.0F;
    std::memcpy(&number, bytes.data() + 1, sizeof number);
    auto const wild = at(0) % 16 == 1;
    auto const left = wild ? number : at(1) * 2.0F;
    auto const top = at(2) * 3.0F;
    pages.back().words.push_back({{left, top, left + at(3), top + at(4) * 0.2F},
                                  at(5) * 0.2F,
                                  kWords[at(6) % std::size(kWords)],
                                  at(7) % 2 == 0});
  }
  return pages;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data), size};
  auto const laid = files::layout_pages(pages_of(bytes));
  auto before = std::size_t{0};
  for (auto const& s : laid.segments) {
    CJ_CHECK(s.begin >= before && s.begin <= s.end && s.end <= laid.text.size() && s.page > 0);
    before = s.end;
  }
  CJ_CHECK(files::segments_of(files::map_json(laid.segments)).size() <= laid.segments.size());
  if (bytes.starts_with("%PDF-")) {
    auto const got = files::open_document(bytes, "fuzz");
    CJ_CHECK(got.ok() || !got.error().what.empty());
  }
  return 0;
}
