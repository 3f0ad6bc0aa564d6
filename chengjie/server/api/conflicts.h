// Contradictions for a request, shared by the list of them and the overview.
#pragma once
#include "chengjie/answer/reconciling/contradictions.h"
#include "chengjie/server/api/asking.h"

namespace chengjie::server::api {

Result<std::vector<answer::Contradiction>> contradictions_of(Ask const&, Asking const&,
                                                             answer::Basis&);
wire::Json json_of(answer::Contradiction const&);

}  // namespace chengjie::server::api
