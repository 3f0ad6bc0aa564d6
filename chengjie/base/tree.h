// Data files (TOML) as a tree that remembers where each value stands, so that a mistake in a
// rule pack can be answered with file:line:column. Only base/tree.cc includes the TOML library.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie {

struct TreeEntry;

struct Tree {
  using List = std::vector<Tree>;
  using Table = std::vector<TreeEntry>;  // in the order of the file
  std::variant<std::monostate, bool, long long, double, std::string, List, Table> value;
  int line{};
  int column{};

  Tree const* find(std::string_view key) const;  // of a table; nullptr when absent or not a table
  std::string const* text() const { return std::get_if<std::string>(&value); }
  bool const* flag() const { return std::get_if<bool>(&value); }
  List const* list() const { return std::get_if<List>(&value); }
  Table const* table() const { return std::get_if<Table>(&value); }
  std::optional<double> number() const;  // an integer counts too
  std::string text_or(std::string_view key, std::string fallback) const;
  double number_or(std::string_view key, double fallback) const;
  bool flag_or(std::string_view key, bool fallback) const;
};

struct TreeEntry {
  std::string first;  // the key
  Tree second;
};

// `name` is the file's name, for errors. TOML dates come as ISO text.
Result<Tree> read_toml(std::string_view text, std::string_view name);
Result<std::string> read_file(std::string const& path,
                              std::size_t bytes_max = std::size_t{1} << 31);

}  // namespace chengjie
