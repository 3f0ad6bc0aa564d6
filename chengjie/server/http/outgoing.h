// A reply as it leaves: status line, headers that every reply carries, and which body. Pure but
// for opening the file of Reply::file.
#pragma once
#include <cstdint>
#include <string>

#include "chengjie/server/handler.h"
#include "chengjie/server/http/limits.h"

namespace chengjie::server::http {

// What of the request decides how a reply is sent.
struct Asked {
  std::string id;
  bool head{};  // HEAD: headers only
  bool safe{};  // GET or HEAD: 304 is possible
  bool gzip{};
  bool http11{};
  bool tls{};
  std::string if_none_match;
};

struct Outgoing {
  std::string head;
  Body body;      // null: none, or the file
  int file = -1;  // open for reading; the sender closes it
  std::uint64_t size{};
  unsigned status{};
};

// Packs the body when that helps and no packed form was given; costs time.
void pack(Reply&, Limits const&);
// Whether pack() would do something.
bool wants_packing(Reply const&, Limits const&);

Outgoing prepare(Reply const&, Asked const&, bool keep_alive);
// The head of an event stream; it ends with the connection.
std::string events_head(Reply const&, Asked const&);

}  // namespace chengjie::server::http
