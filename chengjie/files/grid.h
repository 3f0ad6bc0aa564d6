// What any table file becomes: sheets of rows of cells, as stored and as shown. Nothing is
// interpreted here; what a header or a unit is, room tables knows.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::files {

// A table of a quarter of a million firms holds millions of cells, so a cell is 16 bytes and its
// text lies in the grid's arena.
struct Cell {
  enum class Type : std::uint8_t {
    text,
    number,
    boolean,   // number is 0 or 1
    date,      // text is ISO, "2024-03-01" or "2024-03-01T14:30:00"
    error,     // text is "#REF!" and the like
    no_value,  // a formula without a stored value
  };
  enum class Format : std::uint8_t { general, percent, date };

  union {
    double number;
    char const* bytes;
  };
  std::uint32_t length{};  // of the text
  std::uint16_t column{};  // 0-based
  Type type : 4 {};
  Format format : 3 {};
  bool formula : 1 {};

  Cell() : number(0) {}
  bool is_number() const { return type == Type::number || type == Type::boolean; }
  std::string_view text() const {
    return is_number() || type == Type::no_value ? std::string_view{}
                                                 : std::string_view{bytes, length};
  }
};

struct Row {
  std::uint32_t number{};      // 1-based, as an officer sees it
  std::uint32_t cell_first{};  // index of its first cell; the next row's first is the end
  bool hidden{};
};

struct Merge {  // all inclusive; rows 1-based, columns 0-based
  std::uint32_t row_first{}, row_last{};
  std::uint16_t column_first{}, column_last{};
};

struct Sheet {
  std::string name;  // "" for text files
  bool hidden{};
  std::vector<Row> rows;    // only rows with cells, in order
  std::vector<Cell> cells;  // only cells that hold something, by row and column
  std::vector<Merge> merges;
  std::vector<std::uint16_t> hidden_columns;

  Cell const* row_begin(std::size_t row) const { return cells.data() + rows[row].cell_first; }
  Cell const* row_end(std::size_t row) const {
    return cells.data() + (row + 1 < rows.size() ? rows[row + 1].cell_first : cells.size());
  }
  Cell const* find(std::size_t row, std::uint16_t column) const;  // nullptr when blank
};

// Text that outlives every move of the grid.
class Arena {
 public:
  char const* keep(std::string_view);

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 20;
  std::deque<std::unique_ptr<char[]>> blocks_;
  char* free_{};
  std::size_t left_{};
};

enum class Container : std::uint8_t { text, xlsx, ods, xls, html, xml2003 };

struct Grid {
  Container container{};
  bool date1904{};
  // Of a text table: the row in which a quote opens that never closes, or that swallows what looks
  // like rows of its own; 0 none.
  struct Quote {
    std::uint32_t row{};
    std::uint16_t column{};
    bool closed{};
  };
  Quote quote;
  std::vector<Sheet> sheets;
  Arena arena;

  // Appends to the last row of the sheet; columns must rise.
  static void add_number(Sheet&, std::uint16_t column, double, Cell::Format = {},
                         bool formula = false);
  void add_text(Sheet&, std::uint16_t column, std::string_view, Cell::Type = Cell::Type::text,
                bool formula = false);
};

std::string column_letters(std::uint32_t column);  // 0 -> "A", 26 -> "AA"

}  // namespace chengjie::files
