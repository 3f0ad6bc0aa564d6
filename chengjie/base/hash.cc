#include "chengjie/base/hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "chengjie/base/check.h"

namespace chengjie {
namespace {
std::array<unsigned char, SHA256_DIGEST_LENGTH> digest(std::string_view bytes) {
  auto out = std::array<unsigned char, SHA256_DIGEST_LENGTH>{};
  SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), out.data());
  return out;
}

std::string hex_of(std::array<unsigned char, SHA256_DIGEST_LENGTH> const& bytes) {
  constexpr auto kHex = std::string_view{"0123456789abcdef"};
  auto text = std::string{};
  for (auto const b : bytes) {
    text += kHex[b >> 4];
    text += kHex[b & 15];
  }
  return text;
}
}  // namespace

std::string sha256_hex(std::string_view bytes) { return hex_of(digest(bytes)); }

struct Sha256::Impl {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~Impl() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) {
  CJ_CHECK(EVP_DigestInit_ex(impl_->context, EVP_sha256(), nullptr) == 1);
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  CJ_CHECK(EVP_DigestUpdate(impl_->context, bytes.data(), bytes.size()) == 1);
}

void Sha256::add_part(std::string_view bytes) {
  add(std::to_string(bytes.size()) + ":");
  add(bytes);
}

std::string Sha256::hex() {
  auto out = std::array<unsigned char, SHA256_DIGEST_LENGTH>{};
  CJ_CHECK(EVP_DigestFinal_ex(impl_->context, out.data(), nullptr) == 1);
  CJ_CHECK(EVP_DigestInit_ex(impl_->context, EVP_sha256(), nullptr) == 1);
  return hex_of(out);
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
