// The month on one page as a person would write it: the sentences of the answer put in order, each
// number still with its source.
#pragma once
#include "chengjie/answer/line.h"

namespace chengjie::answer {

// Of an answer of monthly(): an item "text", a paragraph a line.
Item month_text(Answer const&);

}  // namespace chengjie::answer
