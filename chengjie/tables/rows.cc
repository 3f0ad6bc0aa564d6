#include "chengjie/tables/rows.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "chengjie/files/fold.h"
#include "chengjie/tables/convert.h"
#include "chengjie/tables/day.h"
#include "chengjie/tables/number.h"
#include "chengjie/tables/units.h"

namespace chengjie::tables {
namespace {

using files::Cell;
using files::Sheet;

std::string text_of(Cell const& cell) { return files::folded_small(shown_text(cell, false)); }

bool is_number_text(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.,-%") == std::string_view::npos;
}

ColumnUse const* use_of(TableHeader const& header, std::uint16_t column) {
  auto const found = std::ranges::lower_bound(header.columns, column, {}, &ColumnUse::column);
  return found != header.columns.end() && found->column == column ? &*found : nullptr;
}

std::uint16_t last_key_column(TableHeader const& header, KindSpec const& kind) {
  std::uint16_t last = 0;
  for (auto const& use : header.columns) {
    if (std::ranges::find(kind.keys, use.spec->name) != kind.keys.end()) {
      last = std::max(last, use.column);
    }
  }
  return last;
}

bool merged_right(Sheet const& sheet, std::size_t row, std::uint16_t column) {
  auto const number = sheet.rows[row].number;
  return std::ranges::any_of(sheet.merges, [&](files::Merge const& merge) {
    return merge.row_first == number && merge.column_first == column && merge.column_last > column;
  });
}

// 一、装备  （二）在谈  第三类：
bool is_section_word(std::string_view text) {
  if (text.starts_with('(')) { text.remove_prefix(1); }
  if (text.starts_with("第")) { text.remove_prefix(3); }
  std::size_t digits = 0;
  for (auto again = true; again;) {
    again = false;
    for (std::string_view const digit :
         {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}) {
      if (text.starts_with(digit)) {
        text.remove_prefix(3);
        ++digits;
        again = true;
      }
    }
  }
  if (digits == 0) { return false; }
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"、", ".", ")", ",", "类", "部分", ":", "批"},
      [&](auto mark) { return text.starts_with(mark); });
}

// One filled cell in a key column that is a name or number after all, of a row somebody began.
bool looks_like_key(std::string_view text) {
  if (text.find_first_of("0123456789") != std::string_view::npos && text.size() <= 30) {
    return true;
  }
  static constexpr std::string_view kEnds[] = {"公司",   "厂",     "集团", "中心",   "合作社",
                                               "研究院", "项目",   "园区", "工业园", "开发区",
                                               "高新区", "经营部", "商行", "分公司"};
  return std::ranges::any_of(kEnds, [&](auto end) { return text.ends_with(end); });
}

// A cell that holds something, and its text once somebody asks.
class Filled {
 public:
  explicit Filled(Cell const* c) : cell(c) {}
  std::string const& text() const {
    if (!folded_) { folded_ = text_of(*cell); }
    return *folded_;
  }
  Cell const* cell;

 private:
  mutable std::optional<std::string> folded_;
};

std::vector<Filled> filled_cells(Sheet const& sheet, std::size_t row, std::size_t most) {
  std::vector<Filled> filled;
  for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row) && filled.size() < most;
       ++cell) {
    if (is_blank(*cell)) { continue; }
    filled.emplace_back(cell);
  }
  return filled;
}

// Only numbers in columns that are not the kind's: a numbered line nobody has filled in.
bool is_preprinted(std::vector<Filled> const& filled, TableHeader const& header) {
  return std::ranges::all_of(filled, [&](Filled const& f) {
    return use_of(header, f.cell->column) == nullptr && is_number_text(f.text());
  });
}

// All words, at least two of them header words of some table, or words where this table has
// numbers and dates.
bool is_other_header(std::vector<Filled> const& filled, TableHeader const& header, bool after_gap) {
  if (filled.size() < 2) { return false; }
  std::size_t known = 0;
  std::size_t words_for_numbers = 0;
  for (auto const& one : filled) {
    auto const* const cell = one.cell;
    if (cell->type != Cell::Type::text || cell->length > 60) { return false; }
    auto const& text = one.text();
    if (cell->type != Cell::Type::text || text.size() > 60 || is_number_text(text)) {
      return false;
    }
    known += HeaderWords::is_header_word(text) ? 1U : 0U;
    auto const* const use = use_of(header, cell->column);
    if (use == nullptr) { continue; }
    auto const type = use->spec->type;
    auto const digits = text.find_first_of("0123456789") != std::string::npos;
    if (!digits && !is_null_word(text) &&
        (type == ColumnType::number || type == ColumnType::percent || type == ColumnType::date ||
         type == ColumnType::code18)) {
      ++words_for_numbers;
    }
  }
  if (known >= 2 && known * 2 >= filled.size()) { return true; }
  return after_gap && known + words_for_numbers >= 2 && words_for_numbers >= 1 &&
         known * 3 >= filled.size();
}

// 二、在谈项目 … 单位：亿元: a title and what is told beside it.
bool is_title_with_unit(std::vector<Filled> const& filled) {
  return std::ranges::all_of(filled, [](Filled const& f) {
    return f.cell->type == Cell::Type::text &&
           (is_section_word(f.text()) || is_note_word(f.text()) || !units_told(f.text()).empty());
  });
}

bool may_be_total(Cell const& cell) {
  return cell.type == Cell::Type::text && cell.length <= 90 &&
         (cell.text().find("计") != std::string_view::npos ||
          cell.text().find("平均") != std::string_view::npos);
}

RowKind kind_of_single(Sheet const& sheet, std::size_t row, Filled const& only,
                       TableHeader const& header, KindSpec const& kind) {
  if (is_note_word(only.text())) { return RowKind::note; }
  if (is_section_word(only.text()) || merged_right(sheet, row, only.cell->column)) {
    return RowKind::section;
  }
  if (is_number_text(only.text()) || only.cell->type != Cell::Type::text) { return RowKind::data; }
  auto const* const use = use_of(header, only.cell->column);
  auto const key =
      use != nullptr && std::ranges::find(kind.keys, use->spec->name) != kind.keys.end();
  return key && looks_like_key(only.text()) ? RowKind::data : RowKind::section;
}

}  // namespace

bool is_total_word(std::string_view text) {
  if (text.size() > 60) { return false; }
  static constexpr std::string_view kTotals[] = {"合计", "小计", "总计", "共计"};
  for (auto const word : kTotals) {
    auto const at = text.find(word);
    if (at == std::string_view::npos) { continue; }
    auto const after = text.substr(at + word.size());
    if (after.empty() || after.starts_with('(') || after.starts_with(':') ||
        (at == 0 && after.size() <= 18)) {
      return true;
    }
  }
  return text == "平均" || text == "平均值";
}

bool is_note_word(std::string_view text) {
  static constexpr std::string_view kAlways[] = {
      "填报人",   "填表人",   "制表",     "审核人",   "复核人",   "单位负责人", "统计负责人",
      "报出日期", "填报日期", "填报单位", "填表日期", "数据来源", "资料来源",   "填报说明",
      "填表说明", "更新时间", "截至",     "打印时间", "导出时间", "报送单位"};
  if (std::ranges::any_of(kAlways, [&](auto word) { return text.starts_with(word); })) {
    return true;
  }
  static constexpr std::string_view kWithMark[] = {"注",   "备注",     "说明",     "附注",
                                                   "单位", "计量单位", "金额单位", "联系人",
                                                   "审核", "负责人",   "提示",     "来源"};
  static constexpr std::string_view kMarks[] = {":", "1", "2", "3", "(", "、", ".", "一", "①"};
  return std::ranges::any_of(kWithMark, [&](auto word) {
    return text.starts_with(word) && std::ranges::any_of(kMarks, [&](auto mark) {
             return text.substr(word.size()).starts_with(mark);
           });
  });
}

bool is_single(Sheet const& sheet, std::size_t row) {
  return filled_cells(sheet, row, 2).size() == 1;
}

RowKind kind_of_row(Sheet const& sheet, std::size_t row, TableHeader const& header,
                    KindSpec const& kind, bool after_gap) {
  constexpr std::size_t kLook = 24;
  auto const filled = filled_cells(sheet, row, kLook);
  if (filled.empty() || is_preprinted(filled, header)) { return RowKind::blank; }
  auto const last_key = last_key_column(header, kind);
  for (auto const& one : filled) {
    if (one.cell->column > last_key) { break; }
    if (may_be_total(*one.cell) && is_total_word(one.text())) { return RowKind::total; }
  }
  if (filled.size() == 1) {
    if (is_total_word(filled.front().text())) { return RowKind::total; }
    return kind_of_single(sheet, row, filled.front(), header, kind);
  }
  if (is_note_word(filled.front().text())) { return RowKind::note; }
  if (is_title_with_unit(filled)) { return RowKind::section; }
  if (is_other_header(filled, header, after_gap)) { return RowKind::other_header; }
  return RowKind::data;
}

}  // namespace chengjie::tables
