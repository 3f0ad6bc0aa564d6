// The words of who does what: labels (“牵头单位:”), offices, and lists of them.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace chengjie::reading {

enum class DutyLabel { none, lead, duty, support, leader, due };
struct LabelAt {
  DutyLabel label{};
  std::size_t size{};  // with its colon
};
// “牵头单位:”, “配合部门:”, “完成时限:” that begins at `at`.
LabelAt label_at(std::u32string_view text, std::size_t at);
// The same words without a colon, as the head of a column: “责任单位”.
LabelAt column_label(std::u32string_view cell);

// A name that ends like an office, or a list of such: “市发改委、各镇(街道)”.
bool offices(std::u32string_view list);

inline constexpr std::u32string_view kOpeningMarks = U"([【〔";
inline constexpr std::u32string_view kClosingMarks = U")]】〕";

// Parts of a list, cut at `marks` outside of brackets; none is empty.
std::vector<std::u32string_view> list_parts(std::u32string_view list, std::u32string_view marks);
std::u32string_view trimmed_part(std::u32string_view);  // less marks and blanks around it
bool ends_with_any(std::u32string_view, std::initializer_list<std::u32string_view> words);

}  // namespace chengjie::reading
