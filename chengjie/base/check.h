// A broken promise between two of our own functions stops the program in every build.
// Nothing that comes from outside can reach a CJ_CHECK.
#pragma once

namespace chengjie {
[[noreturn]] void check_failed(char const* condition, char const* file, int line);
}

#define CJ_CHECK(condition)               \
  (static_cast<bool>(condition) ? void(0) \
                                : ::chengjie::check_failed(#condition, __FILE__, __LINE__))
