#include "chengjie/server/api/texts.h"

#include <algorithm>

#include "chengjie/text/decode.h"

namespace chengjie::server::api {
namespace {

char32_t small(char32_t c) { return c >= U'A' && c <= U'Z' ? c + 32 : c; }

}  // namespace

std::u32string small_letters(std::u32string_view text) {
  auto out = std::u32string{text};
  std::transform(out.begin(), out.end(), out.begin(), small);
  return out;
}

Result<PlainText> PlainText::of(std::string_view bytes, std::string_view name) {
  auto decoded = text::decode(bytes, name);
  if (!decoded) { return decoded.error(); }
  auto plain = PlainText{};
  plain.encoding_ = text::name_of(decoded->encoding);
  plain.chars_ = std::move(decoded->chars);
  plain.utf16_.reserve(plain.chars_.size() + 1);
  auto units = std::uint32_t{0};
  for (auto const c : plain.chars_.verbatim) {
    plain.utf16_.push_back(units);
    units += c >= 0x10000 ? 2 : 1;
  }
  plain.utf16_.push_back(units);
  return plain;
}

std::string PlainText::utf8() const { return text::utf8(chars_.verbatim); }

std::string PlainText::utf8(std::size_t from, std::size_t to) const {
  return text::utf8(std::u32string_view{chars_.verbatim}.substr(from, to - from));
}

std::size_t PlainText::char_at(std::size_t byte) const {
  auto const at = std::upper_bound(chars_.end.begin(), chars_.end.end(), byte);
  return static_cast<std::size_t>(at - chars_.end.begin());
}

std::vector<std::size_t> PlainText::find(std::u32string const& needle, std::size_t most,
                                         std::size_t& count) const {
  auto places = std::vector<std::size_t>{};
  count = 0;
  if (needle.empty()) { return places; }
  auto at = chars_.verbatim.begin();
  auto const end = chars_.verbatim.end();
  for (;;) {
    at = std::search(at, end, needle.begin(), needle.end(),
                     [](char32_t a, char32_t b) { return small(a) == small(b); });
    if (at == end) { return places; }
    if (places.size() < most) {
      places.push_back(static_cast<std::size_t>(at - chars_.verbatim.begin()));
    }
    ++count;
    at += static_cast<std::ptrdiff_t>(needle.size());
  }
}

}  // namespace chengjie::server::api
