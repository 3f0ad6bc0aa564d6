// What an assumption stands for, in the words of those who read it.
#pragma once
#include <string>

#include "chengjie/ledger/figure.h"

namespace chengjie::answer {

// "工业总产值的年增速" of "growth/工业总产值", "由规上工业产值换算到工业总产值的系数" of a bridge,
// "达产比例" of "effect/realised"; a key that no engine has words for is its own title.
std::string title_of_assumption(std::string const& key);

// The same figure under its title, not its key. Its mark stays: that is made of the evidence.
Figure under_title(Figure);

}  // namespace chengjie::answer
