// For tests: a small ledger on disk, a server's routes over it without any socket, and people who
// log in.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "chengjie/access/accounts.h"
#include "chengjie/access/rights.h"
#include "chengjie/server/api/api.h"
#include "chengjie/server/http/router.h"
#include "chengjie/server/ids.h"
#include "chengjie/store/accounts.h"
#include "chengjie/store/store.h"
#include "chengjie/wire/json.h"

namespace chengjie::server::api::test {

inline constexpr auto kPassword = "correct horse 42";
inline constexpr auto kCode = "91500107MA5U000001";  // of the firm that can log in
inline constexpr auto kOther = "91500107MA5U000002";

struct Sent {
  std::string method, path;
  std::map<std::string, std::string> query{};
  std::string body{};
  std::map<std::string, std::string> headers{};
};

// One browser: its cookie and the token of its session.
struct Client {
  std::string cookie, csrf;
};

class Fixture {
 public:
  explicit Fixture(Options options = {});
  ~Fixture();

  Reply send(Client const& client, Sent const& sent);
  wire::Json json(Client const& client, Sent const& sent);  // of a reply that must be 200
  Client login(std::string const& name, std::string const& password = kPassword);
  Client as(access::Role role);  // logged in once, kept
  Reply login_reply(std::string const& name, std::string const& password,
                    std::string const& peer = "10.0.0.1", Client const& client = {});
  // Waits for a job's end; its state.
  JobState finished(std::string const& id);

  std::filesystem::path folder;
  std::int64_t now_ms = 1'790'000'000'000;
  std::unique_ptr<Api> api;
  std::unique_ptr<http::Router> router;

 private:
  std::map<access::Role, Client> known_;
};

wire::Json body_of(Reply const& reply);
std::string code_of(Reply const& reply);  // of an error
std::string cookie_of(Reply const& reply);

}  // namespace chengjie::server::api::test
