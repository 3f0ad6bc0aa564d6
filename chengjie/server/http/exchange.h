// A request on its way through its connection.
#pragma once
#include <memory>
#include <string>

#include "chengjie/server/http/connection.h"

namespace chengjie::server::http {

inline constexpr auto kPiece = std::size_t{64} * 1024;  // of a body at a time

struct Connection::Exchange {
  explicit Exchange(std::string id) { request.id = asked.id = std::move(id); }
  Request request;
  Asked asked;
  Route const* route{};  // null: the fallback
  std::string allow;
  bool keep_alive{};
  Clock::time_point begun = Clock::now();
  std::unique_ptr<Spool> spool;
  std::string operation = "none";  // in metrics and log; never what a client wrote
};

}  // namespace chengjie::server::http
