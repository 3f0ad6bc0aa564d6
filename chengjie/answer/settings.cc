#include "chengjie/answer/settings.h"

#include <algorithm>

#include "chengjie/answer/data.h"
#include "chengjie/base/tree.h"

namespace chengjie::answer {

Result<std::vector<Setting>> read_settings(std::string_view file, std::string_view table) {
  auto const tree = read_toml(data_file(file), file);
  if (!tree) { return tree.error(); }
  auto settings = std::vector<Setting>{};
  auto const* rows = tree->find(table);
  if (rows == nullptr || rows->list() == nullptr) {
    return Error{Code::bad_input, "没有 [[" + std::string{table} + "]]", std::string{file}, {}};
  }
  for (auto const& row : *rows->list()) {
    auto const value = row.number_or("points", row.number_or("value", 0));
    settings.push_back(
        {row.text_or("name", ""), row.text_or("title", ""), row.text_or("basis", ""), value});
  }
  return settings;
}

Setting const& setting_named(std::vector<Setting> const& settings, std::string_view name) {
  auto const at = std::find_if(settings.begin(), settings.end(),
                               [&](Setting const& s) { return s.name == name; });
  CJ_CHECK(at != settings.end());
  return *at;
}

}  // namespace chengjie::answer
