#include "chengjie/tables/suspect.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "chengjie/tables/convert.h"

namespace chengjie::tables {

void Suspects::see(ColumnUse const& use, std::uint32_t row, double value) {
  if (value == 0) { return; }
  auto found = by_column_.find(use.letters);
  if (found == by_column_.end()) {
    found = by_column_.emplace(use.letters, std::vector<Seen>{}).first;
  }
  found->second.push_back({row, static_cast<float>(std::abs(value))});
}

void Suspects::report(std::function<void(std::uint32_t, std::string const&)> const& tell) const {
  constexpr auto kTimes = 500.0F;
  for (auto const& [letters, seen] : by_column_) {
    if (seen.size() < 5) { continue; }
    std::vector<float> values;
    values.reserve(seen.size());
    for (auto const& one : seen) { values.push_back(one.value); }
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    auto median = *middle;
    if (values.size() % 2 == 0) {
      median = (median + *std::max_element(values.begin(), middle)) / 2;
    }
    for (auto const& one : seen) {
      if (one.value >= kTimes * median || one.value <= median / kTimes) { tell(one.row, letters); }
    }
  }
}

MergeFill::MergeFill(files::Sheet const& sheet) : sheet_(&sheet) {
  for (auto const& merge : sheet.merges) {
    if (merge.row_last > merge.row_first) { merges_.push_back(merge); }
  }
  std::ranges::sort(merges_, [](auto const& a, auto const& b) {
    return std::pair{a.row_first, a.column_first} < std::pair{b.row_first, b.column_first};
  });
}

void MergeFill::move_to(std::uint32_t row) {
  row_ = row;
  for (; next_ != merges_.size() && merges_[next_].row_first <= row; ++next_) {
    auto const& merge = merges_[next_];
    auto const source =
        std::ranges::lower_bound(sheet_->rows, merge.row_first, {}, &files::Row::number);
    if (source == sheet_->rows.end() || source->number != merge.row_first) { continue; }
    auto const* const cell =
        sheet_->find(static_cast<std::size_t>(source - sheet_->rows.begin()), merge.column_first);
    if (cell == nullptr || is_blank(*cell)) { continue; }
    active_[merge.column_first] = {merge.row_first, merge.row_last, cell};
  }
}

files::Cell const* MergeFill::filled(std::uint16_t column) const {
  if (active_.empty()) { return nullptr; }
  auto const found = active_.find(column);
  return found != active_.end() && row_ > found->second.row_first && row_ <= found->second.row_last
             ? found->second.cell
             : nullptr;
}

}  // namespace chengjie::tables
