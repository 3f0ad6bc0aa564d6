#include "chengjie/server/api/api.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <thread>

#include "chengjie/access/accounts.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/house.h"
#include "chengjie/wire/sources.h"

namespace chengjie::server::api {
namespace {

constexpr auto kLookEvery = std::chrono::milliseconds{400};
constexpr auto kTracesAtOnce = std::size_t{500};
constexpr auto kFirstAdmin = "admin";

class Served final : public Api {
 public:
  explicit Served(std::unique_ptr<House> house, std::optional<std::string> first_password)
      : house_(std::move(house)), first_password_(std::move(first_password)) {
    house_->ledger->on_change([this](std::int64_t version) { house_->listeners.tell(version); });
    if (house_->options.watch) {
      watcher_ = std::thread{[this] { watch(); }};
    }
  }
  ~Served() override { stop(); }

  std::vector<Route> routes() override { return routes_of(*house_); }
  std::optional<std::string> first_password() const override { return first_password_; }
  bool demo() const override { return house_->sessions->demo(); }
  Jobs& jobs() override { return house_->jobs; }

  void stop() override {
    {
      auto const lock = std::lock_guard{mutex_};
      if (stopping_) { return; }
      stopping_ = true;
    }
    house_->stopped = true;
    wake_.notify_all();
    house_->searching.stop();
    house_->listeners.close();
    house_->jobs.stop();
    if (watcher_.joinable()) { watcher_.join(); }
    write_traces();
  }

  void look() override {
    // What cannot be read now can be at the next look; requests say so meanwhile.
    static_cast<void>(house_->ledger->look().ok());
    house_->sessions->look();
    house_->streams.check(
        [this](std::string const& session) { return house_->sessions->alive(session); });
    static_cast<void>(house_->searching.follow(*house_->ledger, *house_->ledger->now()).ok());
    house_->imports.forget_old(house_->now_ms());
    write_traces();
  }

 private:
  void watch() {
    auto lock = std::unique_lock{mutex_};
    while (!stopping_) {
      wake_.wait_for(lock, kLookEvery, [this] { return stopping_; });
      if (stopping_) { return; }
      lock.unlock();
      try {
        look();
      } catch (std::exception const&) {}  // out of memory: what is loaded goes on being served
      lock.lock();
    }
  }

  void write_traces() {
    auto const pending = house_->shown.take_pending(kTracesAtOnce);
    if (pending.empty()) { return; }
    // A ledger that cannot be written to still answers; marks then open from memory only.
    static_cast<void>(
        house_->ledger
            ->keep([&](store::Store& store) { return wire::keep_figures(store, pending); })
            .ok());
  }

  std::unique_ptr<House> house_;
  std::optional<std::string> first_password_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_{};
  std::thread watcher_;
};

// The first administrator of a ledger that has no account.
Result<std::optional<std::string>> first_admin(House& house) {
  auto const accounts = house.accounts->accounts();
  if (!accounts) { return accounts.error(); }
  for (auto const& account : *accounts) {
    if (account.name != access::kDemoAccount) { return std::optional<std::string>{}; }
  }
  auto const password = access::one_time_password();
  auto account = access::new_account(kFirstAdmin, "admin", {}, password, house.now());
  if (!account) { return account.error(); }
  account->must_change = true;
  if (auto const added = house.accounts->add(*account); !added) { return added.error(); }
  return std::optional{password};
}

// The demonstration account belongs to an example that nobody can reach from outside.
Result<bool> open_demo(House& house) {
  auto const example = house.accounts->setting("example");
  if (!example) { return example.error(); }
  if (!house.options.demo || !house.options.loopback || example->empty()) { return false; }
  auto const there = house.accounts->account(access::kDemoAccount);
  if (!there) { return there.error(); }
  if (*there) { return (*there)->role == "planner" && (*there)->secret.empty(); }
  auto account = store::Account{};
  account.name = std::string{access::kDemoAccount};
  account.role = "planner";
  account.made_at = house.now();
  if (auto const added = house.accounts->add(account); !added) { return added.error(); }
  return true;
}

}  // namespace

Result<std::unique_ptr<Api>> open(Options options) {
  auto house = std::make_unique<House>();
  house->options = std::move(options);
  if (house->options.spool.empty()) {
    auto error = std::error_code{};
    house->options.spool = std::filesystem::temp_directory_path(error).string();
    if (error) { return Error{Code::unavailable, "没有临时文件夹", {}, "用选项指明一个"}; }
  }
  auto accounts = store::open_accounts(house->options.ledger, store::Open::existing);
  if (!accounts) { return accounts.error(); }
  house->accounts = std::move(*accounts);
  auto ledger = Ledger::open(house->options.ledger);
  if (!ledger) { return ledger.error(); }
  house->ledger = std::move(*ledger);
  auto password = first_admin(*house);
  if (!password) { return password.error(); }
  auto const demo = open_demo(*house);
  if (!demo) { return demo.error(); }
  auto* const inside = house.get();
  house->sessions =
      std::make_unique<Sessions>(*house->accounts, [inside] { return inside->now_ms(); }, *demo);
  return std::unique_ptr<Api>(std::make_unique<Served>(std::move(house), std::move(*password)));
}

}  // namespace chengjie::server::api
