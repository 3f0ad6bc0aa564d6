#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>

#include "chengjie/economy/run/case.h"

namespace chengjie::economy::run {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kDepthMax = 60;

Tree tree_of(Json const& json) {
  Tree out;
  switch (json.type()) {
    case Json::value_t::boolean:
      out.value = json.get<bool>();
      break;
    case Json::value_t::number_integer:
      out.value = json.get<long long>();
      break;
    case Json::value_t::number_unsigned: {
      auto const value = json.get<std::uint64_t>();
      if (value <= static_cast<std::uint64_t>(std::numeric_limits<long long>::max())) {
        out.value = static_cast<long long>(value);
      } else {
        out.value = static_cast<double>(value);
      }
      break;
    }
    case Json::value_t::number_float:
      out.value = json.get<double>();
      break;
    case Json::value_t::string:
      out.value = json.get<std::string>();
      break;
    case Json::value_t::array: {
      Tree::List list;
      for (auto const& item : json) { list.push_back(tree_of(item)); }
      out.value = std::move(list);
      break;
    }
    case Json::value_t::object: {
      Tree::Table table;
      for (auto const& [key, item] : json.items()) { table.emplace_back(key, tree_of(item)); }
      out.value = std::move(table);
      break;
    }
    default:
      break;  // null
  }
  return out;
}

// The parser recurses; a hostile file must not exhaust the stack.
bool too_deep(std::string_view text) {
  auto depth = 0;
  auto quoted = false;
  for (std::size_t i = 0; i != text.size(); ++i) {
    auto const c = text[i];
    if (quoted) {
      if (c == '\\') {
        ++i;
        if (i == text.size()) { break; }
      } else if (c == '"') {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDepthMax) { return true; }
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Result<Tree> read_json(std::string_view text, std::string_view name) {
  auto const refused =
      Error{Code::bad_input, "不是合法的 JSON", std::string(name), "请检查括号、引号和逗号"};
  if (too_deep(text)) { return refused; }
  auto const json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) { return refused; }
  return tree_of(json);
}

}  // namespace chengjie::economy::run
