#include <doctest/doctest.h>

#include <filesystem>

#include "chengjie/store/accounts.h"

using namespace chengjie;

TEST_CASE("accounts, sessions and settings are kept beside the records, not among them") {
  auto const path = (std::filesystem::temp_directory_path() / "accounts-test.db").string();
  for (auto const* end : {"", "-wal", "-shm"}) { std::filesystem::remove(path + end); }
  REQUIRE(store::open(path, store::Open::make_if_absent));
  auto opened = store::open_accounts(path, store::Open::existing);
  REQUIRE(opened);
  auto& accounts = **opened;
  CHECK(accounts.accounts()->empty());
  auto const before = *accounts.version();
  auto account = store::Account{"甲'; --", "park", "东园", "$hash", false, true, "2026", ""};
  REQUIRE(accounts.add(account));
  CHECK(accounts.add(account).error().code == Code::conflict);
  CHECK(*accounts.version() > before);
  account.disabled = true;
  account.last_login = "2027";
  REQUIRE(accounts.change(account));
  auto const kept = accounts.account("甲'; --");
  REQUIRE(kept);
  REQUIRE(kept->has_value());
  CHECK((*kept)->disabled);
  CHECK((*kept)->must_change);
  CHECK((*kept)->last_login == "2027");
  CHECK((*kept)->scope == "东园");
  account.name = "U-Ａ";
  REQUIRE(accounts.add(account));
  for (auto const* same : {"u-a", "U-A", "ｕ-a"}) {
    CAPTURE(same);
    account.name = same;
    CHECK(accounts.add(account).error().code == Code::conflict);
  }
  account.name = "乙";
  CHECK(accounts.change(account).error().code == Code::not_found);

  auto const far = std::int64_t{1'790'000'000'000};
  REQUIRE(accounts.put_session({"id1", "甲", "csrf", far, far}));
  REQUIRE(accounts.put_session({"id2", "甲", "csrf", far + 5, far + 9}));
  CHECK((*accounts.session("id1"))->made_ms == far);
  CHECK(!accounts.session("id3")->has_value());
  REQUIRE(accounts.drop_sessions_before(far + 1, far + 1));
  CHECK(!accounts.session("id1")->has_value());
  CHECK(accounts.session("id2")->has_value());
  REQUIRE(accounts.drop_sessions_of("甲"));
  CHECK(!accounts.session("id2")->has_value());

  CHECK(*accounts.setting("x") == "");
  REQUIRE(accounts.set("x", "1"));
  REQUIRE(accounts.set("x", "2"));
  CHECK(*accounts.setting("x") == "2");
  // Nothing of it is in the books or the log.
  auto ledger = store::open(path, store::Open::existing);
  REQUIRE(ledger);
  CHECK((*ledger)->all()->empty());
  CHECK((*ledger)->changes()->empty());
  CHECK(*(*ledger)->verify_log() == "");
}
