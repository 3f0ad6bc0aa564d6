// 口径 of a figure, and what the section it stands in says of time and kind.
#pragma once
#include <string>
#include <string_view>

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

// Whether the sentence stands in a part of the text that sets out what is to be done.
bool section_plans(Document const&, std::size_t sentence);
// Period of figures whose paragraph states none: a report's year or its five years; "" else.
std::string section_period(Document const&, std::size_t sentence, text::Quantity const&, Kind);

}  // namespace chengjie::reading
