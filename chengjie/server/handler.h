// What the server's two halves agree on: http/ moves bytes and keeps clients within bounds, api/
// answers requests. Neither knows the other's insides; a route is a row of a table.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chengjie::server {

// Text events for one client (SSE). Pushed from any thread, written by http/ in order. A client
// that does not read loses the oldest ones beyond `limit`, never the server's memory.
class Events {
 public:
  virtual ~Events() = default;
  virtual void push(std::string_view name, std::string_view json) = 0;
  virtual void close() = 0;       // the stream ends after what was pushed
  virtual bool gone() const = 0;  // the client left
};

struct Request {
  std::string id;                            // of this request, in logs and error replies
  std::string method;                        // "GET"
  std::string path;                          // decoded, without the query: "/api/v1/records/parks"
  std::map<std::string, std::string> query;  // decoded
  std::map<std::string, std::string> headers;  // names in small letters
  std::map<std::string, std::string> cookies;
  std::map<std::string, std::string> parameters;  // of the route's pattern: {"kind": "parks"}
  std::string body;                               // up to Route::body_in_memory
  std::string body_file;  // a larger body of a route that spools; removed after the reply
  std::string peer;       // address of the client
  std::string header(std::string const& name) const {
    auto const at = headers.find(name);
    return at == headers.end() ? std::string{} : at->second;
  }
};

using Body = std::shared_ptr<std::string const>;  // shared: a cached answer is sent without a copy

struct Reply {
  unsigned status = 200;
  std::string type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;
  Body body;
  // Compressed forms made once and kept beside the body; null: http/ compresses or sends as it is.
  Body gzip;
  std::string etag;    // http/ answers 304 when the client already has it
  std::string file;    // sent from disk instead of `body`, in constant memory
  bool remove_file{};  // afterwards
  // Opens the stream of an SSE reply; http/ gives the channel.
  std::function<void(std::shared_ptr<Events>)> events;
  std::string user;  // who asked, for the log only; never sent
};

enum class Cost {
  quick,  // answered on the network's own threads: lookups, cached bodies; under a millisecond
  slow,   // on the workers' threads, behind a bounded queue: 503 with Retry-After when it is full
};

struct Route {
  std::string method;
  std::string pattern;    // "/api/v1/records/{kind}"; {rest...} takes what is left of the path
  std::string operation;  // operationId of api/openapi.yaml; "" for what stands outside of it
  Cost cost = Cost::quick;
  std::uint64_t body_limit = 64 * 1024;      // 413 beyond
  std::uint64_t body_in_memory = 64 * 1024;  // beyond it goes to Request::body_file
  std::function<Reply(Request const&)>
      answer;  // an exception is answered 500 and logged with the id
};

}  // namespace chengjie::server
