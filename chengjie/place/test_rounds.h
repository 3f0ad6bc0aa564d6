// How often a property is tried: as often as it says in the release build, a tenth of that where
// the sanitizers make each round fifty times as long.
#pragma once
#include <algorithm>
#include <cstdint>

#include "chengjie/base/sanitized.h"

namespace chengjie::place {

constexpr std::uint64_t rounds(std::uint64_t all) {
  return kSanitized ? std::max<std::uint64_t>(all / 10, std::min<std::uint64_t>(all, 4)) : all;
}

}  // namespace chengjie::place
