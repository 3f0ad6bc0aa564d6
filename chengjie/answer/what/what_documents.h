// What to take on from documents alone: the products their directions want, ranked by how the
// documents support them. There is no chain table yet, and the answer says what it would add.
#pragma once
#include "chengjie/answer/context.h"

namespace chengjie::answer {

Result<Answer> from_documents(Context const&);

}  // namespace chengjie::answer
