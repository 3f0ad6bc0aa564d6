// What stands before every endpoint: who asks, may they, did the page ask for it.
#pragma once
#include "chengjie/server/api/ask.h"

namespace chengjie::server::api {

inline constexpr auto kCookie = "chengjie_session";

std::string cookie_of(Request const&);  // "" without one

// The reply of `endpoint`, or of what forbids it. Never throws.
Reply guarded(House&, Request const&, std::string_view operation, Outcome (*endpoint)(Ask const&));

}  // namespace chengjie::server::api
