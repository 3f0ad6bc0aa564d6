// What an endpoint is given and what it gives back.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "chengjie/access/caller.h"
#include "chengjie/base/result.h"
#include "chengjie/server/handler.h"
#include "chengjie/store/accounts.h"
#include "chengjie/wire/json.h"

namespace chengjie::server::api {

struct House;  // house.h

// What is answered instead: as the Error's code says, or with a status and code of its own.
struct Problem {
  unsigned status{};  // 0: by the error's code
  std::string code{};
  Error error{};
  int retry_after_s{};  // 0: not said

  Problem(Error e) : error(std::move(e)) {}
  Problem(unsigned s, std::string c, Error e, int retry = 0)
      : status(s), code(std::move(c)), error(std::move(e)), retry_after_s(retry) {}
};
using Outcome = std::variant<Reply, Problem>;

struct Ask {
  Request const& request;
  House& house;
  access::Caller caller;                  // of a request without a session: nobody, no right
  std::optional<store::Session> session;  // id is the hash
  std::string today;                      // ISO, the server's
};

// Parameters of a request; an Error names the one that is wrong and what it may be.
struct Paging {
  std::int64_t offset{};
  std::int64_t limit{};
};
Result<Paging> paging_of(Request const&);
Result<std::string> text_of(Request const&, std::string const& name, std::size_t bytes_max = 200);
Result<std::string> day_of(Request const&, std::string const& name, std::string const& otherwise);
Result<std::int64_t> number_of(std::string const& text, std::string const& name);
// Words between blanks, the first ten.
std::vector<std::string> words_in(std::string const& text);
wire::Json or_null(std::string const& text);  // null for ""

// A body that is a JSON object; says its place when it is broken.
Result<wire::Json> object_of(Request const&);
// Members of such an object. `text`: "" when absent; a member of another type is an Error.
Result<std::string> text_at(wire::Json const&, std::string const& name, std::size_t bytes_max);
Result<std::optional<double>> number_at(wire::Json const&, std::string const& name);
// Members that the operation does not know are an Error: a misspelt one must not pass unseen.
Result<Done> only(wire::Json const&, std::initializer_list<std::string_view> names);

Reply json_reply(wire::Json const&, unsigned status = 200);
Reply json_reply(std::string text, unsigned status = 200);

// A GET's reply, kept for all who have the same view of the same version: `make` computes it.
Outcome cached(Ask const&, std::int64_t version, std::function<Result<wire::Json>()> const& make);

}  // namespace chengjie::server::api
