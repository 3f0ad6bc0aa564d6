// From a located sheet to a table: which lines are sums, which flows are imports, what is left.
#pragma once
#include "chengjie/economy/read/sheet.h"
#include "chengjie/economy/read/table_file.h"

namespace chengjie::economy::read {

Result<TableFile> assemble(Sheet const&, std::string_view name);
Result<TableFile> industries_of(Sheet const& make, std::string_view make_name, Sheet const& use,
                                std::string_view use_name);

// Of lines that may hold sums of others, those that do: a line is left out when its numbers are the
// sum of the lines just before it or just after it (sums among them aside), or of all flows between
// sectors and those. `flows` are the sums of the flows between sectors; `may_be_one` says that a
// line calls itself a sum, so one line is enough, or agreement to a third.
std::vector<bool> sums_among(std::vector<std::vector<double>> const& lines,
                             std::vector<double> const& flows, std::vector<bool> const& may_be_one);

}  // namespace chengjie::economy::read
