// What a request line and a Cookie header say, decoded once and refused when odd. Pure.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::server::http {

struct Target {
  std::string authority;                     // of an absolute-form target; else empty
  std::string path;                          // decoded
  std::vector<std::string> segments;         // decoded one by one: "%2F" inside of one stays there
  std::map<std::string, std::string> query;  // decoded; of two with one name the first
};

// Refused: malformed percent signs, control bytes, backslashes, bytes that are not UTF-8, and
// "." or ".." as a part of the path in any spelling (browsers resolve these before they ask).
Result<Target> parse_target(std::string_view);

// "%E8%A5%BF" to bytes, once; with `form` a plus is a space.
Result<std::string> percent_decode(std::string_view, bool form);

// "a=1; b=2"; what has no name is left out, of two with one name the first counts.
std::map<std::string, std::string> parse_cookies(std::string_view);

// Host or Host:port without the port, in small letters; "[::1]" keeps its brackets.
std::string host_of(std::string_view);

// Whether a comma-separated header lists the word, whatever its case and its parameters, unless
// with q=0.
bool lists(std::string_view header, std::string_view word);
// Whether an If-None-Match header names the tag (weak comparison).
bool matches_etag(std::string_view header, std::string_view etag);

std::string lower(std::string_view);
std::string_view trim(std::string_view);

}  // namespace chengjie::server::http
