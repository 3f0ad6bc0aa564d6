// What has happened to a record, as the caller may see it.
#pragma once
#include "chengjie/server/api/house.h"

namespace chengjie::server::api {

// The newest first; empty for callers without the right to see histories.
Result<wire::Json> past_of(Ask const&, store::Store&, std::string const& kind,
                           std::string const& key);

}  // namespace chengjie::server::api
