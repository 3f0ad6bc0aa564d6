#include "chengjie/base/tree.h"

#include <toml++/toml.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace chengjie {
namespace {

constexpr auto kDepthMax = 64;

std::string iso(toml::date const& d) {
  auto out = std::ostringstream{};
  out << d;
  return out.str();
}

Tree from(toml::node const& node) {
  auto tree = Tree{};
  tree.line = static_cast<int>(node.source().begin.line);
  tree.column = static_cast<int>(node.source().begin.column);
  if (auto const* table = node.as_table()) {
    auto rows = Tree::Table{};
    for (auto const& [key, value] : *table) {
      rows.push_back({std::string{key.str()}, from(value)});
    }
    // The library keeps tables sorted by name; people read them as they stand in the file.
    std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) {
      return std::pair{a.second.line, a.second.column} < std::pair{b.second.line, b.second.column};
    });
    tree.value = std::move(rows);
  } else if (auto const* list = node.as_array()) {
    auto items = Tree::List{};
    for (auto const& item : *list) { items.push_back(from(item)); }
    tree.value = std::move(items);
  } else if (auto const* text = node.as_string()) {
    tree.value = text->get();
  } else if (auto const* whole = node.as_integer()) {
    tree.value = static_cast<long long>(whole->get());
  } else if (auto const* real = node.as_floating_point()) {
    tree.value = real->get();
  } else if (auto const* flag = node.as_boolean()) {
    tree.value = flag->get();
  } else if (auto const* date = node.as_date()) {
    tree.value = iso(date->get());
  } else {
    auto out = std::ostringstream{};
    node.visit([&](auto const& n) { out << n; });
    tree.value = out.str();
  }
  return tree;
}

// The library recurses; a hostile file must not end the stack.
bool too_deep(std::string_view text) {
  auto depth = 0;
  auto deepest = 0;
  auto quote = '\0';
  for (auto const c : text) {
    if (quote != '\0') {
      if (c == quote || c == '\n') { quote = '\0'; }
      continue;
    }
    if (c == '"' || c == '\'') { quote = c; }
    if (c == '[' || c == '{') { deepest = std::max(deepest, ++depth); }
    if (c == ']' || c == '}') { --depth; }
  }
  return deepest > kDepthMax;
}

}  // namespace

Tree const* Tree::find(std::string_view key) const {
  auto const* rows = table();
  if (rows == nullptr) { return nullptr; }
  auto const at =
      std::find_if(rows->begin(), rows->end(), [&](auto const& row) { return row.first == key; });
  return at == rows->end() ? nullptr : &at->second;
}

std::optional<double> Tree::number() const {
  if (auto const* whole = std::get_if<long long>(&value)) { return static_cast<double>(*whole); }
  if (auto const* real = std::get_if<double>(&value)) { return *real; }
  return std::nullopt;
}

std::string Tree::text_or(std::string_view key, std::string fallback) const {
  auto const* at = find(key);
  return at != nullptr && at->text() != nullptr ? *at->text() : std::move(fallback);
}

double Tree::number_or(std::string_view key, double fallback) const {
  auto const* at = find(key);
  return at != nullptr ? at->number().value_or(fallback) : fallback;
}

bool Tree::flag_or(std::string_view key, bool fallback) const {
  auto const* at = find(key);
  return at != nullptr && at->flag() != nullptr ? *at->flag() : fallback;
}

Result<Tree> read_toml(std::string_view text, std::string_view name) {
  if (too_deep(text)) {
    return Error{Code::limit, "嵌套超过 " + std::to_string(kDepthMax) + " 层", std::string{name},
                 "减少括号的嵌套"};
  }
  try {
    return from(toml::parse(text, name));
  } catch (toml::parse_error const& e) {
    auto const at = e.source().begin;
    return Error{
        Code::bad_input,
        "不是有效的 TOML：" + std::string{e.description()},
        std::string{name} + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
        {}};
  }
}

Result<std::string> read_file(std::string const& path, std::size_t bytes_max) {
  auto error = std::error_code{};
  if (std::filesystem::is_directory(path, error)) {
    return Error{Code::bad_input, "是文件夹，不是文件", path, {}};
  }
  auto in = std::ifstream(path, std::ios::binary);
  if (!in) {
    return Error{Code::not_found, std::string{"打不开："} + std::strerror(errno), path,
                 "检查路径和权限"};
  }
  auto text = std::string{};
  auto block = std::string(1 << 16, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > bytes_max) {
      return Error{Code::limit, "文件超过 " + std::to_string(bytes_max >> 20) + " MiB", path,
                   "拆分后再读"};
    }
  }
  if (in.bad()) { return Error{Code::unavailable, "读取中断", path, "检查磁盘"}; }
  return text;
}

}  // namespace chengjie
