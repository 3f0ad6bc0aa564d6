#include "chengjie/server/http/router.h"

#include <algorithm>

namespace chengjie::server::http {

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  auto const rank = [](Route const& route) {
    auto kinds = std::string{};
    for (auto const& part : parse(route.pattern)) {
      kinds += static_cast<char>('0' + static_cast<int>(part.kind));
    }
    return kinds;
  };
  std::stable_sort(routes_.begin(), routes_.end(),
                   [&](Route const& a, Route const& b) { return rank(a) < rank(b); });
  for (auto const& route : routes_) { patterns_.push_back(parse(route.pattern)); }
}

Router::Pattern Router::parse(std::string_view pattern) {
  auto parts = Pattern{};
  while (!pattern.empty()) {
    pattern.remove_prefix(1);  // "/"
    auto const end = std::min(pattern.find('/'), pattern.size());
    auto text = pattern.substr(0, end);
    pattern.remove_prefix(end);
    if (!text.starts_with('{')) {
      parts.push_back({Part::Kind::word, std::string{text}});
      continue;
    }
    text = text.substr(1, text.size() - 2);
    auto const rest = text.ends_with("...");
    parts.push_back({rest ? Part::Kind::rest : Part::Kind::parameter,
                     std::string{text.substr(0, text.size() - (rest ? 3 : 0))}});
  }
  return parts;
}

bool Router::fits(Pattern const& pattern, std::vector<std::string> const& segments) {
  for (auto i = std::size_t{0}; i != pattern.size(); ++i) {
    if (i >= segments.size()) { return false; }
    auto const& part = pattern[i];
    if (part.kind == Part::Kind::rest) { return true; }
    if (part.kind == Part::Kind::word ? segments[i] != part.text : segments[i].empty()) {
      return false;
    }
  }
  return pattern.size() == segments.size();
}

Router::Match Router::find(std::string_view method,
                           std::vector<std::string> const& segments) const {
  auto match = Match{};
  auto const wanted = method == "HEAD" ? std::string_view{"GET"} : method;
  for (auto i = std::size_t{0}; i != routes_.size(); ++i) {
    if (!fits(patterns_[i], segments)) { continue; }
    auto const& route = routes_[i];
    if (route.method != wanted) {
      match.allow += (match.allow.empty() ? "" : ", ") + route.method;
      if (route.method == "GET") { match.allow += ", HEAD"; }
      continue;
    }
    match.route = &route;
    auto const& pattern = patterns_[i];
    for (auto at = std::size_t{0}; at != pattern.size(); ++at) {
      if (pattern[at].kind == Part::Kind::word) { continue; }
      auto value = segments[at];
      if (pattern[at].kind == Part::Kind::rest) {
        for (auto next = at + 1; next < segments.size(); ++next) { value += '/' + segments[next]; }
      }
      match.parameters.emplace(pattern[at].text, std::move(value));
    }
    return match;
  }
  return match;
}

}  // namespace chengjie::server::http
