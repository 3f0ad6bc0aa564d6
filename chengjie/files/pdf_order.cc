#include "chengjie/files/pdf_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace chengjie::files {
namespace {

// Parts of the size of a font.
constexpr auto kSameRow = 0.45F;   // the middles of one line's words differ less
constexpr auto kPieceGap = 1.2F;   // a wider gap parts pieces of a row
constexpr auto kGutterMin = 0.9F;  // between columns
constexpr auto kCellWidth = 5.0F;  // columns narrower than this are those of a table
constexpr auto kNestedMax = 6;     // columns within columns
constexpr auto kRowsMax = std::size_t{3000};

struct Piece {  // words of one line of one column
  float left{}, right{}, top{}, bottom{};
  std::vector<std::size_t> words;
};
using Row = std::vector<Piece>;  // by x
struct Gap {
  float left{}, right{};
};

float size_of(PdfWord const& word) {
  return std::max(1.0F, word.size > 0 ? word.size : word.box.bottom - word.box.top);
}
float middle(PdfWord const& word) { return (word.box.top + word.box.bottom) / 2; }

class Order {
 public:
  explicit Order(std::vector<PdfWord> const& words) : words_(words) {
    auto sizes = std::vector<float>{};
    for (auto const& word : words) { sizes.push_back(size_of(word)); }
    std::nth_element(sizes.begin(), sizes.begin() + std::ssize(sizes) / 2, sizes.end());
    size_ = sizes[sizes.size() / 2];
  }

  std::vector<std::size_t> run() {
    emit(rows(), 0);
    return std::move(out_);
  }

 private:
  std::vector<Row> rows() const {
    auto order = std::vector<std::size_t>(words_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return middle(words_[a]) < middle(words_[b]); });
    auto rows = std::vector<Row>{};
    for (auto from = std::size_t{0}; from != order.size();) {
      auto const& first = words_[order[from]];
      auto to = from;
      while (to != order.size() &&
             middle(words_[order[to]]) - middle(first) <
                 kSameRow * std::min(size_of(first), size_of(words_[order[to]]))) {
        ++to;
      }
      to = std::max(to, from + 1);
      rows.push_back(pieces({order.begin() + static_cast<std::ptrdiff_t>(from),
                             order.begin() + static_cast<std::ptrdiff_t>(to)}));
      from = to;
    }
    return rows;
  }

  Row pieces(std::vector<std::size_t> of_row) const {
    std::stable_sort(of_row.begin(), of_row.end(),
                     [&](auto a, auto b) { return words_[a].box.left < words_[b].box.left; });
    auto row = Row{};
    for (auto const i : of_row) {
      auto const& box = words_[i].box;
      if (row.empty() || box.left - row.back().right > kPieceGap * size_of(words_[i])) {
        row.push_back({box.left, box.right, box.top, box.bottom, {i}});
        continue;
      }
      auto& piece = row.back();
      piece.words.push_back(i);
      piece.right = std::max(piece.right, box.right);
      piece.top = std::min(piece.top, box.top);
      piece.bottom = std::max(piece.bottom, box.bottom);
    }
    return row;
  }

  void put(Row const& row) {
    for (auto const& piece : row) {
      out_.insert(out_.end(), piece.words.begin(), piece.words.end());
    }
  }

  // Bands of rows that a gutter runs through are read column by column, other rows one by one.
  void emit(std::vector<Row> const& rows, int depth) {
    for (auto from = std::size_t{0}; from != rows.size();) {
      auto gutter = Gap{};
      auto const to =
          depth < kNestedMax && rows.size() <= kRowsMax ? band(rows, from, gutter) : from;
      if (to < from + 3) {
        put(rows[from++]);
        continue;
      }
      auto sides = split(rows, from, to, gutter);
      if (narrow(sides.first) || narrow(sides.second)) {
        for (auto i = from; i != to; ++i) { put(rows[i]); }
      } else {
        emit(sides.first, depth + 1);
        emit(sides.second, depth + 1);
      }
      from = to;
    }
  }

  // The end of the longest band from `from` on with a gutter that has text on both sides.
  std::size_t band(std::vector<Row> const& rows, std::size_t from, Gap& gutter) const {
    auto reach = Gap{rows[from].front().left, rows[from].back().right};
    for (auto const& row : rows) {
      reach = {std::min(reach.left, row.front().left), std::max(reach.right, row.back().right)};
    }
    auto free = std::vector<Gap>{reach};
    auto to = from;
    for (; to != rows.size(); ++to) {
      auto left = without(free, rows[to]);
      if (left.empty()) { break; }
      free = std::move(left);
    }
    for (auto const& gap : free) {
      if (to > from && parts(rows, from, to, gap)) {
        gutter = gap;
        return to;
      }
    }
    return from;
  }

  std::vector<Gap> without(std::vector<Gap> const& free, Row const& row) const {
    auto out = std::vector<Gap>{};
    for (auto gap : free) {
      for (auto const& piece : row) {
        if (piece.right <= gap.left || piece.left >= gap.right) { continue; }
        if (piece.left - gap.left >= kGutterMin * size_) { out.push_back({gap.left, piece.left}); }
        gap.left = piece.right;
      }
      if (gap.right - gap.left >= kGutterMin * size_) { out.push_back(gap); }
    }
    return out;
  }

  // Two pieces on either side, side by side.
  static bool parts(std::vector<Row> const& rows, std::size_t from, std::size_t to, Gap gap) {
    struct Side {
      std::size_t pieces{};
      float top{}, bottom{};
      void add(Piece const& p) {
        top = pieces == 0 ? p.top : std::min(top, p.top);
        bottom = pieces == 0 ? p.bottom : std::max(bottom, p.bottom);
        ++pieces;
      }
    };
    auto left = Side{}, right = Side{};
    for (auto i = from; i != to; ++i) {
      for (auto const& piece : rows[i]) { (piece.right <= gap.left ? left : right).add(piece); }
    }
    return left.pieces >= 2 && right.pieces >= 2 &&
           std::min(left.bottom, right.bottom) > std::max(left.top, right.top);
  }

  static std::pair<std::vector<Row>, std::vector<Row>> split(std::vector<Row> const& rows,
                                                             std::size_t from, std::size_t to,
                                                             Gap gap) {
    auto sides = std::pair<std::vector<Row>, std::vector<Row>>{};
    for (auto i = from; i != to; ++i) {
      auto left = Row{}, right = Row{};
      for (auto const& piece : rows[i]) {
        (piece.right <= gap.left ? left : right).push_back(piece);
      }
      if (!left.empty()) { sides.first.push_back(std::move(left)); }
      if (!right.empty()) { sides.second.push_back(std::move(right)); }
    }
    return sides;
  }

  bool narrow(std::vector<Row> const& rows) const {
    auto width = 0.0F;
    auto pieces = 0.0F;
    for (auto const& row : rows) {
      for (auto const& piece : row) {
        width += piece.right - piece.left;
        ++pieces;
      }
    }
    return width < pieces * kCellWidth * size_;
  }

  std::vector<PdfWord> const& words_;
  float size_{};
  std::vector<std::size_t> out_;
};

bool is_sound(PdfWord const& word) {
  auto const& b = word.box;
  constexpr auto kFar = 1e6F;
  return std::isfinite(word.size) && std::abs(b.left) < kFar && std::abs(b.right) < kFar &&
         std::abs(b.top) < kFar && std::abs(b.bottom) < kFar && b.left <= b.right &&
         b.top <= b.bottom;
}

}  // namespace

std::vector<PdfWord> in_reading_order(std::vector<PdfWord> words) {
  std::erase_if(words, [](PdfWord const& word) {
    return !is_sound(word) || word.text.find_first_not_of(" \t\n") == std::string::npos;
  });
  if (words.empty()) { return words; }
  auto out = std::vector<PdfWord>{};
  out.reserve(words.size());
  for (auto const i : Order{words}.run()) { out.push_back(std::move(words[i])); }
  return out;
}

}  // namespace chengjie::files
