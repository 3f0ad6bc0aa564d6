#include "chengjie/text/similar.h"

#include <algorithm>
#include <array>
#include <string>

#include "chengjie/text/chars.h"

namespace chengjie::text {
namespace {

constexpr auto kLegalForms =
    std::to_array<std::u32string_view>({U"股份有限公司", U"有限责任公司", U"集团有限公司",
                                        U"有限公司", U"分公司", U"公司", U"集团", U"股份"});

std::u32string folded(std::string_view name) {
  auto out = std::u32string{};
  for (auto c : utf32(name)) {
    c = fold(c);
    if (c >= U'A' && c <= U'Z') { c += U'a' - U'A'; }
    if (std::u32string_view{U" ()[]{}“”\"'《》·.,、-"}.find(c) == std::u32string_view::npos) {
      out.push_back(c);
    }
  }
  return out;
}

std::u32string core(std::u32string name) {
  for (auto again = true; again;) {
    again = false;
    for (auto const form : kLegalForms) {
      if (name.size() > form.size() + 1 && name.ends_with(form)) {
        name.resize(name.size() - form.size());
        again = true;
      }
    }
  }
  return name;
}

std::vector<std::uint64_t> pairs(std::u32string const& name) {
  auto out = std::vector<std::uint64_t>{};
  if (name.size() == 1) { out.push_back((std::uint64_t{name[0]} << 32) | name[0]); }
  for (auto i = std::size_t{0}; i + 1 < name.size(); ++i) {
    out.push_back((std::uint64_t{name[i]} << 32) | name[i + 1]);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<std::uint64_t> bigrams(std::string_view name) { return pairs(core(folded(name))); }

double name_similarity(std::string_view a, std::string_view b) {
  auto const whole_a = folded(a);
  auto const whole_b = folded(b);
  if (whole_a.empty() || whole_b.empty()) { return whole_a == whole_b ? 1 : 0; }
  if (whole_a == whole_b) { return 1; }
  auto const core_a = core(whole_a);
  auto const core_b = core(whole_b);
  auto const left = pairs(core_a);
  auto const right = pairs(core_b);
  auto shared = std::size_t{0};
  for (auto i = left.begin(), j = right.begin(); i != left.end() && j != right.end();) {
    if (*i == *j) {
      ++shared;
      ++i;
      ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  auto const dice =
      2.0 * static_cast<double>(shared) / static_cast<double>(left.size() + right.size());
  if (core_a == core_b) { return 0.95; }
  auto const& shorter = core_a.size() < core_b.size() ? core_a : core_b;
  auto const& longer = core_a.size() < core_b.size() ? core_b : core_a;
  auto const inside = shorter.size() >= 2 && longer.find(shorter) != std::u32string::npos;
  return std::min(0.94, inside ? dice + (0.9 - std::min(dice, 0.9)) * 0.5 : dice);
}

}  // namespace chengjie::text
