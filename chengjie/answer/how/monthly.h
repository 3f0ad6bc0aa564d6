// The month's operation (月度运行): level, growth, who and what moved it, what is odd in the
// returns. A planner's page of text, every number open to the firms' cells.
#pragma once
#include "chengjie/answer/context.h"

namespace chengjie::answer {

// `month`: "2026-10"; "" the latest that the ledger has, not after today. not_found names the
// months there are.
Result<Answer> monthly(Context const&, std::string const& month);

}  // namespace chengjie::answer
