// Which route answers a method and a path. Pure; built once.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/server/handler.h"

namespace chengjie::server::http {

class Router {
 public:
  // Where several patterns fit, the one with words before parameters, part by part, wins.
  explicit Router(std::vector<Route>);

  struct Match {
    Route const* route{};  // null: nothing fits
    std::map<std::string, std::string> parameters;
    std::string allow;  // the methods of the path, when only the method does not fit
  };
  // HEAD finds the GET route.
  Match find(std::string_view method, std::vector<std::string> const& segments) const;
  std::vector<Route> const& routes() const { return routes_; }

 private:
  struct Part {
    enum class Kind { word, parameter, rest } kind;
    std::string text;
  };
  using Pattern = std::vector<Part>;
  static Pattern parse(std::string_view);
  static bool fits(Pattern const&, std::vector<std::string> const& segments);

  std::vector<Route> routes_;  // as found: the most particular first
  std::vector<Pattern> patterns_;
};

}  // namespace chengjie::server::http
