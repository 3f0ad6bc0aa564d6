#include "chengjie/answer/data.h"

#include <algorithm>

#include "chengjie/base/check.h"

namespace chengjie::answer {

std::string_view data_file(std::string_view name) {
  auto const& files = data_files();
  auto const at =
      std::find_if(files.begin(), files.end(), [&](DataFile const& f) { return f.name == name; });
  CJ_CHECK(at != files.end());
  return at->text;
}

}  // namespace chengjie::answer
