#include "chengjie/base/hash.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace chengjie {
namespace {
std::array<unsigned char, SHA256_DIGEST_LENGTH> digest(std::string_view bytes) {
  auto out = std::array<unsigned char, SHA256_DIGEST_LENGTH>{};
  SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), out.data());
  return out;
}
}  // namespace

std::string sha256_hex(std::string_view bytes) {
  constexpr auto kHex = std::string_view{"0123456789abcdef"};
  auto text = std::string{};
  for (auto const b : digest(bytes)) {
    text += kHex[b >> 4];
    text += kHex[b & 15];
  }
  return text;
}

std::string mark_of(std::initializer_list<std::string_view> parts) {
  constexpr auto kLetters =
      std::string_view{"0123456789abcdefghjkmnpqrstvwxyz"};  // Crockford: no i l o u
  constexpr auto kLength = 12;
  auto joined = std::string{};
  for (auto const part : parts) { joined += std::to_string(part.size()) + ":" + std::string(part); }
  auto const bytes = digest(joined);
  auto text = std::string{};
  for (auto i = 0; i != kLength; ++i) {
    auto const bit = static_cast<std::size_t>(i) * 5;
    auto const pair = (bytes[bit / 8] << 8) | bytes[bit / 8 + 1];
    text += kLetters[static_cast<std::size_t>((pair >> (11 - bit % 8)) & 31)];
  }
  return text;
}

bool is_mark(std::string_view text) {
  return text.size() >= 8 && text.size() <= 16 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
         });
}

}  // namespace chengjie
