#include "chengjie/server/ids.h"

#include <sys/random.h>

#include <array>
#include <string_view>

#include "chengjie/base/check.h"

namespace chengjie::server {

std::string random_id(std::size_t letters) {
  constexpr auto kLetters = std::string_view{"abcdefghijklmnopqrstuvwxyz234567"};
  auto bytes = std::array<unsigned char, 64>{};
  CJ_CHECK(letters <= bytes.size());
  CJ_CHECK(getrandom(bytes.data(), letters, 0) == static_cast<ssize_t>(letters));
  auto id = std::string(letters, '\0');
  for (auto i = std::size_t{0}; i != letters; ++i) { id[i] = kLetters[bytes[i] % 32]; }
  return id;
}

}  // namespace chengjie::server
