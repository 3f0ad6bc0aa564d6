// Contradictions for commands: found on the ledger of a session, as JSON, and as marks of disputed
// figures in what a terminal shows.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "chengjie/answer/reconciling/contradictions.h"
#include "chengjie/cli/session.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {

Result<std::vector<answer::Contradiction>> find_contradictions(Session&, answer::Context const&);
wire::Json json_of(std::vector<answer::Contradiction> const&);

// Marks of the figures of a basis that open conflicts dispute, and of those computed from them.
std::set<std::string> disputed_in(answer::Basis const&, std::vector<answer::Contradiction> const&);

}  // namespace chengjie::cli
