// Logging in and staying so. A session is a random name in the client's cookie; the ledger keeps
// only its hash, so that a copied ledger opens nobody's session. Sessions outlive the server.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "chengjie/server/api/ask.h"
#include "chengjie/store/accounts.h"

namespace chengjie::server::api {

struct SessionLimits {
  std::int64_t idle_ms = 2LL * 3600 * 1000;
  std::int64_t whole_ms = 12LL * 3600 * 1000;
  std::int64_t write_seen_every_ms = 5LL * 60 * 1000;
  int failures_of_account = 5;  // in a row; then a pause that doubles with each more
  std::int64_t pause_ms = 60LL * 1000;
  std::int64_t pause_max_ms = 15LL * 60 * 1000;
  int failures_of_peer = 30;  // within the window
  std::int64_t peer_window_ms = 10LL * 60 * 1000;
  std::size_t remembered = 10'000;  // names and addresses with failures
};

class Sessions {
 public:
  using Clock = std::function<std::int64_t()>;  // milliseconds since the epoch
  Sessions(store::Accounts& accounts, Clock clock, bool demo, SessionLimits limits = {});

  struct Live {
    store::Session session;  // id is the hash
    store::Account account;
    std::int64_t ends_ms{};  // if nothing is asked
  };
  // Nothing when the cookie opens no session: unknown, over, or its account is disabled.
  std::optional<Live> find(std::string const& cookie);

  // The same of the hash of one, without it counting as a request.
  bool alive(std::string const& id);

  struct Opened {
    std::string cookie;  // what the client is to hold
    Live live;
  };
  // `old`: the cookie that came with the request; its session ends, a new name is made.
  std::variant<Opened, Problem> login(std::string const& name, std::string const& password,
                                      std::string const& peer, std::string const& old);
  std::variant<Opened, Problem> login_demo(std::string const& old);
  // All sessions of the account end; this client gets a new one.
  std::variant<Opened, Problem> change_password(Live const&, std::string const& old_password,
                                                std::string const& new_password,
                                                std::string const& peer);
  void logout(std::string const& cookie);
  bool demo() const { return demo_; }

  // Accounts may have been changed by another process: asks for them anew.
  void look();

 private:
  struct Tries {
    int failures{};
    std::int64_t since_ms{};
    std::int64_t until_ms{};  // paused
  };
  std::optional<store::Account> account(std::string const& name);
  // Of memory, else of the ledger.
  std::optional<store::Session> kept(std::string const& id, bool remember);
  bool over(store::Session const&) const;
  std::optional<store::Account> owner_of(store::Session const&);
  std::variant<Opened, Problem> open(store::Account const&, std::string const& old);
  std::optional<Problem> paused(std::string const& name, std::string const& peer);
  void failed(std::string const& name, std::string const& peer);
  void make_room(std::map<std::string, Tries>& tries) const;

  store::Accounts& accounts_;
  Clock clock_;
  bool demo_;
  SessionLimits limits_;
  std::mutex mutex_;  // of all below
  std::map<std::string, store::Session> live_;
  std::map<std::string, store::Account> known_;
  std::int64_t known_version_ = -1;
  std::map<std::string, Tries> by_name_, by_peer_;
};

// Equal, in a time that does not tell where they differ.
bool same_secret(std::string_view, std::string_view);

}  // namespace chengjie::server::api
