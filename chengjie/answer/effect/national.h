// The national table that the program carries, solved once, and its rows as sources.
#pragma once
#include <optional>
#include <string>

#include "chengjie/economy/national.h"
#include "chengjie/effect/table.h"
#include "chengjie/ledger/book.h"

namespace chengjie::answer {

struct NationalTable {
  economy::National table;
  economy::Brings brings;
  effect::Operators operators;
};
// Read and solved at the first call; the data are the program's own.
Result<NationalTable const*> national();

// The sector of a project: its industry code; else the longest word of
// data/effect/industry_of_words.csv in its direction or name. Tells which.
struct SectorChoice {
  std::size_t sector{};
  std::string why;  // "行业代码 3670" or "“氢能”归 3849（按项目名称归类，可改行业代码）"
};
std::optional<SectorChoice> sector_of_project(NationalTable const&, Record const& project);

// The gross output of a sector in the table: the source that its coefficients rest on.
Figure sector_figure(NationalTable const&, std::size_t sector);

}  // namespace chengjie::answer
