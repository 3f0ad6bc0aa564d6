#include <doctest/doctest.h>

#include "chengjie/access/accounts.h"
#include "chengjie/access/rights.h"

using namespace chengjie;
using access::Role;

namespace {

constexpr auto kFirm = "91500107MA5U000001";

access::Caller caller(Role role, std::string scope = {}) { return {"x", false, role, scope}; }

Record firm(std::string code, std::string place) {
  auto record = Record{"enterprises", code, {}, {}};
  for (auto const& [column, value] : {std::pair<std::string, Value>{"uscc", code},
                                      {"name", "厂"},
                                      {"place", place},
                                      {"tax_cny", 5.0}}) {
    auto field = Field{};
    field.column = column;
    field.value = value;
    record.fields.push_back(field);
  }
  return record;
}

}  // namespace

TEST_CASE("visible: what is left of a firm's record for each role") {
  struct Row {
    access::Caller who;
    bool record, restricted;
  };
  for (auto const& row :
       {Row{access::file_owner(), true, true}, Row{caller(Role::admin), true, true},
        Row{caller(Role::planner), true, true}, Row{caller(Role::park, "东园"), true, true},
        Row{caller(Role::park, "西园"), true, false}, Row{caller(Role::park), true, false},
        Row{caller(Role::investment), true, false}, Row{caller(Role::service), true, true},
        Row{caller(Role::handler), true, false}, Row{caller(Role::firm, "A"), true, true},
        Row{caller(Role::firm, "B"), false, false}, Row{caller(Role::firm), false, false},
        Row{caller(Role::analyst), true, false}}) {
    CAPTURE(access::view_of(row.who));
    auto const seen = access::visible(row.who, firm("A", "东园"));
    REQUIRE(seen.has_value() == row.record);
    if (!seen) { continue; }
    CHECK(seen->find("name") != nullptr);
    CHECK((seen->find("tax_cny") != nullptr) == row.restricted);
  }
}

TEST_CASE("visible: an assumption for a restricted column is as restricted") {
  auto const assumed = Record{"assumptions", "enterprises/A/tax_cny", {}, {}};
  auto const plain = Record{"assumptions", "parks/东园/free_mu", {}, {}};
  CHECK(access::visible(caller(Role::planner), assumed));
  CHECK(!access::visible(caller(Role::handler), assumed));
  CHECK(!access::visible(caller(Role::park, "东园"), assumed));
  CHECK(access::visible(caller(Role::handler), plain));
  CHECK(!access::visible(caller(Role::firm, "A"), plain));
}

TEST_CASE("views: callers who see the same share one, others never do") {
  CHECK(access::view_of(caller(Role::planner)) == access::view_of(access::file_owner()));
  CHECK(access::view_of(caller(Role::park, "东园")) != access::view_of(caller(Role::park, "西园")));
  CHECK(access::view_of(caller(Role::firm, "A")) != access::view_of(caller(Role::park, "A")));
  CHECK(access::view_of(caller(Role::handler)) != access::view_of(caller(Role::analyst)));
}

TEST_CASE("every book is in the table of rights; an unknown one is for those who see all") {
  for (auto const& kind : kinds()) {
    CAPTURE(kind.name);
    auto found = false;
    for (auto const& right : access::kind_rights()) { found = found || right.kind == kind.name; }
    CHECK(found);
  }
  CHECK(!access::sees(caller(Role::handler), "secrets"));
  CHECK(access::sees(caller(Role::admin), "secrets"));
  CHECK(!access::may(caller(Role::admin), "no_such_operation"));
}

TEST_CASE("passwords: right, wrong, and of nobody") {
  auto const hash = access::hash_password("correct horse");
  REQUIRE(hash);
  CHECK(hash->starts_with("$argon2id$"));
  CHECK(*hash != *access::hash_password("correct horse"));
  CHECK(access::verify_password(*hash, "correct horse"));
  CHECK(!access::verify_password(*hash, "correct horsf"));
  CHECK(!access::verify_password(*hash, ""));
  CHECK(!access::verify_password("", "-"));
  CHECK(!access::verify_password("garbage", "-"));
  CHECK(access::one_time_password() != access::one_time_password());
}

TEST_CASE("names, passwords and scopes that are refused") {
  for (auto const* name : {"", " a", "a ", "a/b", "<b>", "a\nb", "a\"b", "本机用户", "程序默认",
                           "承接项目组", "chengjie", "ChengJie", "ｃｈｅｎｇｊｉｅ"}) {
    CAPTURE(name);
    CHECK(!access::check_name(name));
  }
  CHECK(access::check_name("张三"));
  for (auto const* password : {"", "short", "aaaaaaaaaaaa", "zhangsan123"}) {
    CAPTURE(password);
    CHECK(!access::check_password(password, "zhangsan123"));
  }
  CHECK(!access::check_password(std::string(257, 'x') + "y", "a"));
  CHECK(access::check_role("planner", ""));
  CHECK(access::check_role("firm", "91500107MA5U000001"));
  CHECK(!access::check_role("firm", ""));
  CHECK(!access::check_role("planner", "东园"));
  CHECK(!access::check_role("owner", ""));
  for (auto const* code : {"x", "甲厂", "91500107MA5U00000", "91500107MA5U0000011",
                           "91500107MA5U00000I", "91500107ma5u000001", "9150010XMA5U000001"}) {
    CAPTURE(code);
    CHECK(!access::check_role("firm", code));
  }
}

TEST_CASE("a park's account is for a park of the ledger, by the name that it has now") {
  auto park = Record{"parks", "东园", {}, {}};
  park.fields.push_back({"name", std::string{"东园"}, {}, {}, {}});
  park.fields.push_back({"former_names", std::vector<std::string>{"老园", "旧园"}, {}, {}, {}});
  auto const book = Book{{park}};
  struct Row {
    char const *role, *scope, *stored;
  };
  for (auto const& row :
       {Row{"park", "东园", "东园"}, Row{"park", "旧园", "东园"}, Row{"park", "西园", nullptr},
        Row{"park", "", nullptr}, Row{"firm", kFirm, kFirm}, Row{"planner", "", ""}}) {
    CAPTURE(row.scope);
    auto const scope = access::scope_in(book, row.role, row.scope);
    REQUIRE(scope.ok() == (row.stored != nullptr));
    if (scope) { CHECK(*scope == row.stored); }
    if (!scope) { CHECK(!scope.error().help.empty()); }
  }
}
