#include "chengjie/answer/meaning.h"

#include <algorithm>

#include "chengjie/answer/data.h"
#include "chengjie/base/tree.h"

namespace chengjie::answer {
namespace {

constexpr std::string_view kFile = "books/meaning.toml";

Result<Meaning> meaning_in(Tree const& row, std::string const& where) {
  auto meaning = Meaning{row.text_or("name", ""),      {},
                         row.text_or("take", "all"),   row.text_or("also", ""),
                         row.flag_or("period", false), row.text_or("no_code", "own") == "join",
                         row.text_or("left", "")};
  auto const* keys = row.find("keys");
  if (keys == nullptr || keys->list() == nullptr || keys->list()->empty()) {
    return Error{Code::bad_input, "没有写键（keys）", where, {}};
  }
  for (auto const& key : *keys->list()) {
    if (key.text() == nullptr) { return Error{Code::bad_input, "键要写成文字", where, {}}; }
    meaning.keys.push_back(*key.text());
  }
  auto const& take = meaning.take;
  if (take != "all" && take != "first" && take != "joint") {
    return Error{Code::bad_input, "take 只能是 all、first 或 joint", where, {}};
  }
  return meaning;
}

}  // namespace

Result<std::vector<Meaning>> read_meanings(std::string_view text, std::string_view name) {
  auto const tree = read_toml(text, name);
  if (!tree) { return tree.error(); }
  auto const* kinds = tree->find("kind");
  if (kinds == nullptr || kinds->list() == nullptr) {
    return Error{Code::bad_input, "没有 [[kind]]", std::string{name}, {}};
  }
  auto meanings = std::vector<Meaning>{};
  for (auto const& row : *kinds->list()) {
    auto meaning = meaning_in(row, std::string{name} + ":" + std::to_string(row.line));
    if (!meaning) { return meaning.error(); }
    meanings.push_back(std::move(*meaning));
  }
  return meanings;
}

Meaning const& meaning_of(std::string_view kind) {
  static auto const meanings = read_meanings(data_file(kFile), kFile);
  CJ_CHECK(meanings.ok());
  auto const at = std::find_if(meanings->begin(), meanings->end(),
                               [&](Meaning const& m) { return m.kind == kind; });
  CJ_CHECK(at != meanings->end());
  return *at;
}

}  // namespace chengjie::answer
