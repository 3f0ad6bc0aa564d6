#include "chengjie/files/fold.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cstdint>

namespace chengjie::files {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Bytes of the character of no width at `at`, else 0: U+200B..200F, U+2060, U+FEFF, U+00AD.
std::size_t no_width(std::string_view s, std::size_t at) {
  auto const here = s.substr(at, 3);
  if (here.size() == 3 && here[0] == '\xe2' && here[1] == '\x80') {
    return here[2] >= '\x8b' && here[2] <= '\x8f' ? 3 : 0;
  }
  if (here == "\xe2\x81\xa0" || here == "\xef\xbb\xbf") { return 3; }
  return here.substr(0, 2) == "\xc2\xad" ? 2 : 0;
}

// Bytes of the white space at `at`, else 0: ASCII, U+0085, U+00A0, U+1680, U+2000..200A, U+2028,
// U+2029, U+202F, U+205F, U+3000.
std::size_t white(std::string_view s, std::size_t at) {
  if (is_space(s[at])) { return 1; }
  auto const here = s.substr(at, 3);
  if (here.substr(0, 2) == "\xc2\xa0" || here.substr(0, 2) == "\xc2\x85") { return 2; }
  if (here.size() < 3) { return 0; }
  if (here == "\xe3\x80\x80" || here == "\xe1\x9a\x80" || here == "\xe2\x81\x9f") { return 3; }
  if (here[0] != '\xe2' || here[1] != '\x80') { return 0; }
  auto const last = static_cast<unsigned char>(here[2]);
  return (last >= 0x80 && last <= 0x8a) || last == 0xa8 || last == 0xa9 || last == 0xaf ? 3 : 0;
}

// ASCII and the Han characters U+4000..9FFF are their own NFKC; most cells hold nothing else.
bool is_plain(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    auto const byte = static_cast<unsigned char>(s[i]);
    if (byte < 0x80) {
      ++i;
    } else if (byte >= 0xe4 && byte <= 0xe9) {
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

std::string nfkc(std::string_view s) {
  auto status = U_ZERO_ERROR;
  auto const* const normalizer = unorm2_getNFKCInstance(&status);
  std::u16string wide(s.size(), u'\0');
  std::int32_t length = 0;
  u_strFromUTF8WithSub(wide.data(), static_cast<std::int32_t>(wide.size()), &length, s.data(),
                       static_cast<std::int32_t>(s.size()), 0xfffd, nullptr, &status);
  if (U_FAILURE(status)) { return std::string{s}; }
  std::u16string made(static_cast<std::size_t>(length) * 2 + 32, u'\0');
  auto made_length = unorm2_normalize(normalizer, wide.data(), length, made.data(),
                                      static_cast<std::int32_t>(made.size()), &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    made.resize(static_cast<std::size_t>(made_length));
    made_length =
        unorm2_normalize(normalizer, wide.data(), length, made.data(), made_length, &status);
  }
  if (U_FAILURE(status)) { return std::string{s}; }
  std::string out(static_cast<std::size_t>(made_length) * 3, '\0');
  std::int32_t out_length = 0;
  u_strToUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &out_length, made.data(),
                     made_length, 0xfffd, nullptr, &status);
  out.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(out_length));
  return out;
}

std::string without_space(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size();) {
    auto const skip = std::max(white(s, i), no_width(s, i));
    if (skip != 0) {
      i += skip;
    } else {
      out += s[i++];
    }
  }
  return out;
}

}  // namespace

std::string folded(std::string_view s) {
  return is_plain(s) ? without_space(s) : without_space(nfkc(s));
}

std::string folded_small(std::string_view s) {
  auto out = folded(s);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::string_view cleaned(std::string_view s, std::string& room) {
  auto const strip_front = [&] {
    while (!s.empty()) {
      auto const skip = std::max(white(s, 0), no_width(s, 0));
      if (skip == 0) { break; }
      s.remove_prefix(skip);
    }
  };
  strip_front();
  while (!s.empty()) {
    std::size_t skip = 0;
    for (std::size_t back = 1; back <= 3 && back <= s.size(); ++back) {
      auto const at = s.size() - back;
      if (std::max(white(s, at), no_width(s, at)) == back) { skip = back; }
    }
    if (skip == 0) { break; }
    s.remove_suffix(skip);
  }
  if (s.size() > 1 && s.front() == '\'') {
    s.remove_prefix(1);
    strip_front();
  } else if (s == "'") {
    s = {};
  }
  auto const suspicious = [](char c) { return c == '\xe2' || c == '\xef' || c == '\xc2'; };
  if (std::ranges::none_of(s, suspicious)) { return s; }
  room.clear();
  for (std::size_t i = 0; i < s.size();) {
    auto const skip = no_width(s, i);
    if (skip != 0) {
      i += skip;
    } else {
      room += s[i++];
    }
  }
  return room;
}

}  // namespace chengjie::files
