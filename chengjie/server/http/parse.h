// Bytes of a connection to a request. The only place that knows Beast's parser; what RFC 9112
// leaves to the server's care (two lengths, unknown codings, missing Host) is refused here.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "chengjie/server/http/limits.h"

namespace chengjie::server::http {

struct Head {
  std::string method, target;
  bool http11{};
  std::map<std::string, std::string> headers;  // names in small letters; repeated ones joined
  std::optional<std::uint64_t> length;         // of the body, when stated
  bool chunked{};
  bool keep_alive{};
  bool has_body() const { return chunked || length.value_or(0) > 0; }
};

enum class Step {
  more,  // give more bytes, those not used before them
  head,  // the header is complete; put() goes on with the body
  done,  // the request is complete; what is left belongs to the next one
  bad,   // refuse with `status` and close
};
struct Got {
  std::size_t used{};
  Step step{};
  unsigned status{};
};

class Parser {
 public:
  explicit Parser(Limits const&);
  ~Parser();
  Parser(Parser&&) noexcept;

  Got put(std::string_view bytes);
  Head& head();
  // After Step::head: where the body goes, and how much at most. The sink says 0, or the status to
  // refuse with.
  void take_body(std::uint64_t limit, std::function<unsigned(std::string_view)> sink);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace chengjie::server::http
