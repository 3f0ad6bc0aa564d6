// Suppliers and buyers next door: what firms of the ledger need against what others offer. Offers
// are main products and cards of supply (供), needs are cards of demand (需) that are still valid.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

// An item a need, with its offers best first. `firm` (code or name): only what it needs, and whom
// it could supply; "" all. not_found: no such firm on a card or in the ledger.
Result<Answer> matches(Context const&, std::string const& firm);

}  // namespace chengjie::answer
