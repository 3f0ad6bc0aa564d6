// A source without a number: the row or clause that names something. In a line it shows as its
// mark alone.
#pragma once
#include "chengjie/answer/line.h"
#include "chengjie/ledger/record.h"

namespace chengjie::answer {

inline constexpr auto kMention =
    std::string_view{"mention"};  // the unit of such a figure; its value is 1

Figure cite(Record const&, std::string_view column);

}  // namespace chengjie::answer
