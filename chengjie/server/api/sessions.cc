#include "chengjie/server/api/sessions.h"

#include <algorithm>
#include <ctime>

#include "chengjie/access/accounts.h"
#include "chengjie/base/hash.h"
#include "chengjie/server/ids.h"

namespace chengjie::server::api {
namespace {

constexpr auto kNameLetters = std::size_t{32};  // 160 bits
constexpr auto kLiveMax = std::size_t{20'000};

std::string iso(std::int64_t ms) {
  auto const seconds = static_cast<std::time_t>(ms / 1000);
  auto local = std::tm{};
  localtime_r(&seconds, &local);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &local)};
}

Problem wrong_password() {
  return {401, "wrong_password",
          Error{Code::bad_input, "账户名或口令不对", {}, "检查大小写；忘记口令请管理员重设"}};
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
  auto different = static_cast<unsigned>(a.size() ^ b.size());
  for (auto i = std::size_t{0}; i < a.size() && i < b.size(); ++i) {
    different |=
        static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  }
  return different == 0;
}

Sessions::Sessions(store::Accounts& accounts, Clock clock, bool demo, SessionLimits limits)
    : accounts_(accounts), clock_(std::move(clock)), demo_(demo), limits_(limits) {
  look();
}

void Sessions::look() {
  auto const version = accounts_.version();
  {
    auto const lock = std::lock_guard{mutex_};
    if (!version || *version == known_version_) { return; }
  }
  auto const rows = accounts_.accounts();
  if (!rows) { return; }
  auto const lock = std::lock_guard{mutex_};
  known_.clear();
  for (auto const& row : *rows) { known_.emplace(row.name, row); }
  known_version_ = *version;
  // Those whose password was changed elsewhere have lost their rows; ask the ledger again.
  live_.clear();
}

std::optional<store::Account> Sessions::account(std::string const& name) {
  auto const lock = std::lock_guard{mutex_};
  auto const at = known_.find(name);
  return at == known_.end() ? std::nullopt : std::optional{at->second};
}

std::optional<store::Session> Sessions::kept(std::string const& id, bool remember) {
  {
    auto const lock = std::lock_guard{mutex_};
    if (auto const at = live_.find(id); at != live_.end()) { return at->second; }
  }
  auto row = accounts_.session(id);
  if (!row || !*row) { return std::nullopt; }
  if (!remember) { return std::move(**row); }
  auto const lock = std::lock_guard{mutex_};
  if (live_.size() >= kLiveMax) { live_.clear(); }
  live_[id] = **row;
  return std::move(**row);
}

bool Sessions::over(store::Session const& session) const {
  auto const now = clock_();
  return now - session.seen_ms > limits_.idle_ms || now - session.made_ms > limits_.whole_ms;
}

std::optional<store::Account> Sessions::owner_of(store::Session const& session) {
  auto owner = account(session.account);
  if (!owner || owner->disabled || (owner->name == access::kDemoAccount && !demo_)) {
    return std::nullopt;
  }
  return owner;
}

bool Sessions::alive(std::string const& id) {
  // Not remembered: by then the one who asks may have logged out.
  auto const found = kept(id, false);
  return found && !over(*found) && owner_of(*found);
}

std::optional<Sessions::Live> Sessions::find(std::string const& cookie) {
  if (cookie.size() != kNameLetters) { return std::nullopt; }
  auto const id = sha256_hex(cookie);
  auto found = kept(id, true);
  if (!found) { return std::nullopt; }
  if (over(*found)) {
    logout(cookie);
    return std::nullopt;
  }
  auto const owner = owner_of(*found);
  if (!owner) { return std::nullopt; }
  if (auto const now = clock_(); now - found->seen_ms > limits_.write_seen_every_ms) {
    found->seen_ms = now;
    {
      auto const lock = std::lock_guard{mutex_};
      live_[id] = *found;
    }
    // A ledger that cannot be written to just now ends the session a little earlier; no more.
    static_cast<void>(accounts_.put_session(*found).ok());
  }
  auto const ends = std::min(found->seen_ms + limits_.idle_ms, found->made_ms + limits_.whole_ms);
  return Live{std::move(*found), *owner, ends};
}

std::variant<Sessions::Opened, Problem> Sessions::login(std::string const& name,
                                                        std::string const& password,
                                                        std::string const& peer,
                                                        std::string const& old) {
  if (auto const wait = paused(name, peer)) { return *wait; }
  auto const owner = account(name);
  // The same work for a name that is not there.
  auto const right = access::verify_password(owner ? owner->secret : std::string{}, password);
  if (!right || !owner || owner->disabled) {
    failed(name, peer);
    return wrong_password();
  }
  {
    auto const lock = std::lock_guard{mutex_};
    by_name_.erase(name);
  }
  auto row = *owner;
  row.last_login = iso(clock_());
  static_cast<void>(accounts_.change(row).ok());
  look();
  return open(row, old);
}

std::variant<Sessions::Opened, Problem> Sessions::login_demo(std::string const& old) {
  auto const owner = account(std::string{access::kDemoAccount});
  if (!demo_ || !owner || owner->disabled) {
    return Problem{403, "forbidden",
                   Error{Code::bad_usage, "没有开放演示账户", {}, "用自己的账户登录"}};
  }
  return open(*owner, old);
}

std::variant<Sessions::Opened, Problem> Sessions::change_password(Live const& live,
                                                                  std::string const& old_password,
                                                                  std::string const& new_password,
                                                                  std::string const& peer) {
  if (live.account.name == access::kDemoAccount) {
    return Problem{403, "forbidden", Error{Code::bad_usage, "演示账户没有口令", {}, {}}};
  }
  if (auto const wait = paused(live.account.name, peer)) { return *wait; }
  if (!access::verify_password(live.account.secret, old_password)) {
    failed(live.account.name, peer);
    return wrong_password();
  }
  if (old_password == new_password) {
    return Problem{Error{Code::bad_input, "新口令与原来的相同", "new", "换一个"}};
  }
  if (auto const ok = access::check_password(new_password, live.account.name); !ok) {
    return Problem{ok.error()};
  }
  auto hash = access::hash_password(new_password);
  if (!hash) { return Problem{hash.error()}; }
  auto row = live.account;
  row.secret = std::move(*hash);
  row.must_change = false;
  if (auto const done = accounts_.change(row); !done) { return Problem{done.error()}; }
  if (auto const done = accounts_.drop_sessions_of(row.name); !done) {
    return Problem{done.error()};
  }
  look();
  return open(row, {});
}

void Sessions::logout(std::string const& cookie) {
  auto const id = sha256_hex(cookie);
  {
    auto const lock = std::lock_guard{mutex_};
    live_.erase(id);
  }
  static_cast<void>(accounts_.drop_session(id).ok());
}

std::variant<Sessions::Opened, Problem> Sessions::open(store::Account const& owner,
                                                       std::string const& old) {
  if (!old.empty()) { logout(old); }
  auto const now = clock_();
  static_cast<void>(
      accounts_.drop_sessions_before(now - limits_.whole_ms, now - limits_.idle_ms).ok());
  auto opened = Opened{};
  opened.cookie = random_id(kNameLetters);
  opened.live.account = owner;
  opened.live.session = {sha256_hex(opened.cookie), owner.name, random_id(kNameLetters), now, now};
  opened.live.ends_ms = now + std::min(limits_.idle_ms, limits_.whole_ms);
  if (auto const kept = accounts_.put_session(opened.live.session); !kept) {
    return Problem{kept.error()};
  }
  auto const lock = std::lock_guard{mutex_};
  live_[opened.live.session.id] = opened.live.session;
  return opened;
}

std::optional<Problem> Sessions::paused(std::string const& name, std::string const& peer) {
  auto const now = clock_();
  auto const lock = std::lock_guard{mutex_};
  if (auto const at = by_name_.find(name); at != by_name_.end() && now < at->second.until_ms) {
    auto const seconds = static_cast<int>((at->second.until_ms - now) / 1000 + 1);
    return Problem{429, "locked",
                   Error{Code::limit,
                         "这个账户登录失败次数过多，暂停登录",
                         {},
                         std::to_string(seconds) + " 秒后再试"},
                   seconds};
  }
  auto const at = by_peer_.find(peer);
  if (at == by_peer_.end() || now - at->second.since_ms > limits_.peer_window_ms ||
      at->second.failures < limits_.failures_of_peer) {
    return std::nullopt;
  }
  auto const seconds =
      static_cast<int>((at->second.since_ms + limits_.peer_window_ms - now) / 1000 + 1);
  return Problem{
      429, "too_many",
      Error{Code::limit, "这个地址登录失败次数过多", {}, std::to_string(seconds) + " 秒后再试"},
      seconds};
}

void Sessions::failed(std::string const& name, std::string const& peer) {
  auto const now = clock_();
  auto const lock = std::lock_guard{mutex_};
  make_room(by_name_);
  make_room(by_peer_);
  auto& of_name = by_name_[name];
  if (++of_name.failures >= limits_.failures_of_account) {
    auto const doublings = std::min(of_name.failures - limits_.failures_of_account, 20);
    of_name.until_ms = now + std::min(limits_.pause_ms << doublings, limits_.pause_max_ms);
  }
  of_name.since_ms = now;
  auto& of_peer = by_peer_[peer];
  if (now - of_peer.since_ms > limits_.peer_window_ms) { of_peer = {0, now, 0}; }
  ++of_peer.failures;
}

// Names are what attackers send: what is remembered of them is bounded. The oldest goes.
void Sessions::make_room(std::map<std::string, Tries>& tries) const {
  if (tries.size() < limits_.remembered) { return; }
  auto const oldest = std::min_element(
      tries.begin(), tries.end(),
      [](auto const& a, auto const& b) { return a.second.since_ms < b.second.since_ms; });
  tries.erase(oldest);
}

}  // namespace chengjie::server::api
