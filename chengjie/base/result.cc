#include "chengjie/base/result.h"

#include <cstdio>
#include <cstdlib>

namespace chengjie {

std::string Error::line() const {
  auto text = where.empty() ? what : where + ": " + what;
  if (!help.empty()) { text += "; " + help; }
  return text;
}

void check_failed(char const* condition, char const* file, int line) {
  std::fprintf(stderr, "chengjie: internal promise broken: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace chengjie
