// Values far from their neighbours, and the cells that merged cells fill.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "chengjie/files/grid.h"
#include "chengjie/tables/header.h"

namespace chengjie::tables {

// Values at least 500 times, or at most 1/500 of, the median of their column's non-zero values
// (five or more of them): the unit is probably not the one that stands in the header.
class Suspects {
 public:
  void see(ColumnUse const&, std::uint32_t row, double value);
  void report(std::function<void(std::uint32_t row, std::string const& letters)> const&) const;

 private:
  struct Seen {
    std::uint32_t row;
    float value;  // the size is what matters, and there are millions
  };
  std::map<std::string, std::vector<Seen>, std::less<>> by_column_;  // letters
};

// A value merged over several rows holds for each of them.
class MergeFill {
 public:
  MergeFill() = default;
  explicit MergeFill(files::Sheet const&);
  void move_to(std::uint32_t row);                        // rows must rise
  files::Cell const* filled(std::uint16_t column) const;  // nullptr when no merge reaches here

 private:
  files::Sheet const* sheet_{};
  std::vector<files::Merge> merges_;  // of several rows, by first row
  std::size_t next_{};
  struct Active {
    std::uint32_t row_first, row_last;
    files::Cell const* cell;
  };
  std::unordered_map<std::uint16_t, Active> active_;
  std::uint32_t row_{};
};

}  // namespace chengjie::tables
