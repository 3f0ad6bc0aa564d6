// 口径 of a figure, and what the section it stands in says of time and kind.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/ledger/figure.h"
#include "chengjie/reading/document.h"

namespace chengjie::reading {

struct Around {
  std::size_t clause_begin{};
  std::size_t clause_end{};
  std::size_t begin{};  // of the figure with its bound words
  std::size_t end{};
};

Scope scope_of(Document const&, Around, std::u32string_view indicator, Figure const&);

// What the sections of a report say of time and kind; of other texts, the time of their headings.
class Sections {
 public:
  explicit Sections(Document const&);
  // Whether the sentence stands in a part that sets out what is to be done.
  bool plans(std::size_t sentence) const;
  // Whether it stands in a part that tells of the five years before the report.
  bool five_years(std::size_t sentence) const;
  // Period of a figure whose paragraph states none: the report's year or its five years; "" else.
  std::string period(std::size_t sentence, text::Quantity const&, Kind) const;

 private:
  void heading_periods();
  std::string opening_part() const;
  // When the task that the figure at `at` stands in is due; "" where the block does not tell.
  std::string due(std::size_t sentence, std::size_t at) const;

  Document const& d_;
  std::vector<std::string> headed_;                        // by block, of texts that are no report
  std::vector<std::pair<std::size_t, std::string>> dues_;  // of a programme's tasks, ascending
  std::vector<bool> plans_;                                // by block
  std::vector<bool> five_years_;                           // by block
};

}  // namespace chengjie::reading
