#include "chengjie/answer/what/words.h"

#include <algorithm>
#include <array>

namespace chengjie::answer {
namespace {

// Every second industry has them; alone they say nothing.
constexpr auto kEmptyWords = std::to_array<std::string_view>(
    {"产业", "制造", "设备", "装备", "材料", "技术", "系统", "产品",
     "生产", "项目", "加工", "服务", "智能", "高端", "新型", "零部件",
     "关键", "核心", "研发", "企业", "园区", "基地", "信息", "新能源"});

std::string without_empty_words(std::string_view text) {
  auto out = std::string{text};
  for (auto const word : kEmptyWords) {
    for (auto at = out.find(word); at != std::string::npos; at = out.find(word)) {
      out.replace(at, word.size(), "|");
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> letters_of(std::string_view text) {
  auto letters = std::vector<std::string>{};
  for (auto const c : text) {
    auto const continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (continues && !letters.empty()) {
      letters.back() += c;
    } else {
      letters.emplace_back(1, c);
    }
  }
  return letters;
}

std::size_t common_letters(std::string_view a, std::string_view b) {
  auto const x = letters_of(a);
  auto const y = letters_of(b);
  auto longest = std::size_t{0};
  auto row = std::vector<std::size_t>(y.size() + 1, 0);
  for (auto const& letter : x) {
    auto diagonal = std::size_t{0};
    for (auto j = std::size_t{0}; j != y.size(); ++j) {
      auto const above = row[j + 1];
      row[j + 1] = letter == y[j] && letter != "|" ? diagonal + 1 : 0;
      longest = std::max(longest, row[j + 1]);
      diagonal = above;
    }
  }
  return longest;
}

bool akin(std::string_view a, std::string_view b, std::size_t run_min) {
  if (a.empty() || b.empty()) { return false; }
  if (a == b) { return true; }
  return common_letters(without_empty_words(a), without_empty_words(b)) >= run_min;
}

}  // namespace chengjie::answer
