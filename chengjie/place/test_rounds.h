// How often a property is tried: as often as it says in the release build, a tenth of that where
// the sanitizers make each round fifty times as long.
#pragma once
#include <algorithm>
#include <cstdint>

#if defined(__SANITIZE_ADDRESS__)
#define CHENGJIE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHENGJIE_SANITIZED 1
#endif
#endif

namespace chengjie::place {

constexpr std::uint64_t rounds(std::uint64_t all) {
#ifdef CHENGJIE_SANITIZED
  return std::max<std::uint64_t>(all / 10, std::min<std::uint64_t>(all, 4));
#else
  return all;
#endif
}

}  // namespace chengjie::place
