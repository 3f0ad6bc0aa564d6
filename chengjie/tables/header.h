// Where a sheet's table has its header, and which column of the kind each of its columns is.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "chengjie/files/grid.h"
#include "chengjie/ledger/kinds.h"

namespace chengjie::tables {

// A column of the table that the kind knows.
struct ColumnUse {
  std::uint16_t column{};
  ColumnSpec const* spec{};
  std::string name;                // canonical, "revenue_cny@2023"
  std::string letters;             // "K"
  std::string shown;               // the header as the table has it, "工业总产值/本月（万元）"
  std::vector<std::string> units;  // told in the header, as unit words
  std::vector<std::string> upper_units;  // told in the upper line
};

struct OtherColumn {
  std::uint16_t column{};
  std::string shown;
  bool counting{};  // 序号: says nothing and is not worth a warning
};

struct TableHeader {
  std::size_t row{};  // index into Sheet::rows
  std::size_t lines{1};
  std::uint32_t last_row_number{};
  std::size_t width{};             // columns up to the last header that is not blank
  std::vector<ColumnUse> columns;  // by column
  std::vector<OtherColumn> others;
  std::size_t matched{};
};

// The header words of a kind, made once an import. `map` holds a person's own: header text as the
// table has it -> canonical name, or "" to leave the column.
class HeaderWords {
 public:
  HeaderWords(KindSpec const&, std::vector<std::pair<std::string, std::string>> const& map);

  KindSpec const& kind() const { return kind_; }
  // A header of one or two lines that begins at this row and answers to the kind: its key columns
  // and one more.
  std::optional<TableHeader> find_at(files::Sheet const&, std::size_t row) const;
  // Cheap: could a header of the kind have a line here?
  bool may_begin_at(files::Sheet const&, std::size_t row) const;
  // Header words of any kind, for telling another table's header from data.
  static bool is_header_word(std::string_view text);

 private:
  struct Hit {
    ColumnSpec const* column{};
    std::size_t rank{};
  };
  struct Named {
    std::vector<std::string> names;  // as compared, the best first
    std::vector<std::string> units;
    std::string year;
    std::string bracket_year;
    bool blank{};  // nothing but units
  };
  struct Line;
  struct Choice;

  Named parse(std::string_view text) const;
  Hit look_up(std::vector<std::string> const& names) const;
  Choice choose(std::string_view upper, std::string_view lower) const;
  Choice choose_one(std::string_view text) const;
  TableHeader map_lines(files::Sheet const&, std::size_t row, std::size_t lines) const;
  bool answers(TableHeader const&) const;
  bool lower_line_alone(files::Sheet const&, std::size_t row) const;

  bool may_be_word(std::string_view text) const;

  KindSpec const& kind_;
  std::unordered_set<std::string> first_characters_;
  std::unordered_map<std::string, Hit> words_;
  std::unordered_map<std::string, std::unordered_set<ColumnSpec const*>> uppers_;
  std::unordered_map<std::string, ColumnSpec const*> own_;  // nullptr: leave it
};

// The header text of a cell, as files::folded_small; numbers as text.
std::string header_text(files::Cell const&);

}  // namespace chengjie::tables
