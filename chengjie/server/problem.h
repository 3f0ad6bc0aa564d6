// An error as a reply, in the one shape of the contract:
// {"error":{"code","message","where","help","request"}}.
#pragma once
#include <string>
#include <string_view>

#include "chengjie/base/result.h"
#include "chengjie/server/handler.h"

namespace chengjie::server {

// `code` is for programs ("too_large"); what, where and help of the error are for people.
Reply problem(std::string const& request_id, unsigned status, std::string_view code, Error const&);
// Status and code follow from the error's: bad_input 400, bad_usage 400, not_found 404,
// infeasible 422, conflict 409, unavailable 503, limit 429, unsupported 501.
Reply problem(std::string const& request_id, Error const&);
// A sentence for a status that http/ itself answers with: 400, 404, 405, 413, 503...
Reply problem(std::string const& request_id, unsigned status);

}  // namespace chengjie::server
