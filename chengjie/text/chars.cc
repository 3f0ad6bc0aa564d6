#include "chengjie/text/chars.h"

namespace chengjie::text {

void Chars::reserve(std::size_t n) {
  text.reserve(n);
  verbatim.reserve(n);
  begin.reserve(n);
  end.reserve(n);
}

void Chars::push(char32_t folded, char32_t as_written, std::uint32_t from, std::uint32_t to) {
  text.push_back(folded);
  verbatim.push_back(as_written);
  begin.push_back(from);
  end.push_back(to);
}

void Chars::append(Chars const& other, std::size_t from, std::size_t to) {
  auto const n = to - from;
  text.append(other.text, from, n);
  verbatim.append(other.verbatim, from, n);
  auto const first = static_cast<std::ptrdiff_t>(from);
  auto const last = static_cast<std::ptrdiff_t>(to);
  begin.insert(begin.end(), other.begin.begin() + first, other.begin.begin() + last);
  end.insert(end.end(), other.end.begin() + first, other.end.begin() + last);
}

void Chars::resize(std::size_t n) {
  text.resize(n);
  verbatim.resize(n);
  begin.resize(n);
  end.resize(n);
}

char32_t fold(char32_t c) {
  // Han, and marks of their block: nearly all of a text.
  if (c > 0x3000 && c < 0xff00) { return c; }
  if (c < 0x80) { return c == U'\t' || c == 0x0b ? U' ' : c; }
  if (c >= 0xff01 && c <= 0xff5e) { return c - 0xfee0; }
  switch (c) {
    case 0x00a0:
    case 0x3000:
    case 0x2002:
    case 0x2003:
    case 0x2009:
    case 0x202f:
      return U' ';
    case 0x2236:
      return U':';
    case 0x2028:
    case 0x2029:
    case 0x0085:
      return U'\n';
    default:
      return c;
  }
}

namespace {

char* put(char* to, char32_t c) {
  auto const byte = [&](char32_t b) { *to++ = static_cast<char>(b); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xc0 | (c >> 6));
    byte(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    byte(0xe0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3f));
    byte(0x80 | (c & 0x3f));
  } else {
    byte(0xf0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3f));
    byte(0x80 | ((c >> 6) & 0x3f));
    byte(0x80 | (c & 0x3f));
  }
  return to;
}

}  // namespace

void append_utf8(std::string& to, char32_t c) {
  char bytes[4];
  to.append(bytes, static_cast<std::size_t>(put(bytes, c) - bytes));
}

std::string utf8(std::u32string_view text) {
  auto out = std::string(text.size() * 4, '\0');
  auto* end = out.data();
  for (auto const c : text) { end = put(end, c); }
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

std::u32string utf32(std::string_view bytes) {
  auto out = std::u32string{};
  out.reserve(bytes.size() / 2);
  auto const n = bytes.size();
  for (auto i = std::size_t{0}; i < n;) {
    auto const lead = static_cast<unsigned char>(bytes[i]);
    auto const more = lead < 0x80 ? 0U : lead >= 0xf0 ? 3U : lead >= 0xe0 ? 2U : 1U;
    auto c = more == 0 ? char32_t{lead} : char32_t{lead} & (0x3fU >> more);
    auto good = lead < 0x80 || (lead >= 0xc2 && lead <= 0xf4 && i + more < n);
    for (auto k = 1U; good && k <= more; ++k) {
      auto const b = static_cast<unsigned char>(bytes[i + k]);
      good = (b & 0xc0U) == 0x80;
      c = (c << 6) | (b & 0x3fU);
    }
    out.push_back(good ? c : char32_t{0xfffd});
    i += good ? more + 1 : 1;
  }
  return out;
}

}  // namespace chengjie::text
