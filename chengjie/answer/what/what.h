// What to take on (接什么): gaps of the region's chains ranked by worth, or, from documents alone,
// the products their directions want ranked by how the documents support them.
#pragma once
#include "chengjie/answer/context.h"

namespace chengjie::answer {

Result<Answer> what(Context const&);

}  // namespace chengjie::answer
