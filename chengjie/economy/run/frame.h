// A labelled matrix as a CSV file: label columns at the left, label lines at the top.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/economy/csv.h"
#include "chengjie/solve/matrix.h"

namespace chengjie::economy::run {

using Files = std::map<std::string, std::string>;  // path below the case's folder -> text
using Labels = std::vector<std::string>;

// A line that only names the row labels may follow several label lines ("region,sector,,,"): files
// of pymrio and BoARIO carry it. It is told from its blank cells and written back.
struct Frame {
  std::vector<Labels> row_labels;         // by level
  std::vector<Labels> column_labels;      // by level
  std::vector<std::string> row_names;     // "region", "sector"
  std::vector<std::string> column_names;  // likewise, of a frame with several label lines
  bool names_line{};
  solve::Matrix values;

  Labels const& rows() const { return row_labels.front(); }
  Labels const& columns() const { return column_labels.front(); }
};

struct Shape {
  std::size_t row_levels{1};
  std::size_t column_levels{1};
};
// A row that is short or long and a cell that is no number are `bad_input` with file:line. Labels
// lose stray spaces.
Result<Frame> read_frame(std::string_view text, std::string_view name, Shape const&);
// How many label columns a file with label lines has: "region,,reg1,..." has two.
std::size_t row_levels_of(std::string_view text);
Result<std::string> text_at(Files const&, std::string const& path);
// The frame of a file of the case; a file that is not there is `not_found`.
Result<Frame> frame_of(Files const&, std::string const& path, Shape const& = {});

// The column of that name, or `bad_input` naming the file and the column.
Result<std::vector<double>> column_of(Frame const&, std::string_view name, std::string_view file);

// Frames that must speak of the same things in the same order: rows (or columns) put into the
// order of `labels`, all levels together (keys_of); a label that is missing, twice or too many is
// `bad_input` that names it.
Result<Frame> rows_in_order(Frame const&, Labels const& labels, std::string_view file);
Result<Frame> columns_in_order(Frame const&, Labels const& labels, std::string_view file);
Labels keys_of(std::vector<Labels> const& levels);  // "reg1\nfood"; of one level the labels

std::string write_matrix(std::string corner, Labels const& rows, Labels const& columns,
                         solve::Matrix const&, int digits = 0);  // 0: all that count
// Columns of numbers side by side.
class Sheet {
 public:
  Sheet(std::string corner, Labels rows) : corner_(std::move(corner)), rows_(std::move(rows)) {}
  void add(std::string name, std::vector<double> const& values);
  void add_words(std::string name, Labels values);
  std::string text() const;

 private:
  std::string corner_;
  Labels rows_;
  std::vector<std::pair<std::string, Labels>> columns_;
};
// In the layout that read_frame reads.
std::string write_frame(Frame const&);

}  // namespace chengjie::economy::run
