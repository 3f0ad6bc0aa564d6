#pragma once
#include <string>
#include <string_view>

namespace chengjie::server::http {

// RFC 1952, without name and time: the same bytes in, the same bytes out. "" when memory fails.
std::string gzip(std::string_view);
// Whether bodies of this media type shrink: text, JSON, scripts, SVG.
bool shrinks(std::string_view type);

}  // namespace chengjie::server::http
