// 口径 of a figure, and what the section it stands in says of time and kind.
#pragma once
#include <string>
#include <string_view>
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
  // Period of a figure whose paragraph states none: the report's year or its five years; "" else.
  std::string period(std::size_t sentence, text::Quantity const&, Kind) const;

 private:
  void heading_periods();

  Document const& d_;
  std::vector<std::string> headed_;  // by block, of texts that are no report
  std::vector<bool> plans_;          // by block
  std::vector<bool> five_years_;     // by block
};

}  // namespace chengjie::reading
