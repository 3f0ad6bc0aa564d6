#include "chengjie/access/accounts.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "chengjie/access/rights.h"
#include "chengjie/files/fold.h"

namespace chengjie::access {
namespace {

// False when the library has no source of random numbers: then nobody logs in.
bool sodium_ready() {
  static auto const ready = sodium_init() >= 0;
  return ready;
}

bool printable(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

constexpr auto kParksNamed = std::size_t{10};  // in a sentence
// Who the program itself writes as, in change logs and as the author of assumptions.
constexpr auto kReserved =
    std::to_array<std::string_view>({"本机用户", "程序默认", "承接项目组", "chengjie"});

// 18 characters of GB 32100-2015: no I, O, S, V, Z; the third to the eighth are an area's number.
bool looks_like_code(std::string_view code) {
  constexpr auto kLetters = std::string_view{"0123456789ABCDEFGHJKLMNPQRTUWXY"};
  return code.size() == 18 && code.find_first_not_of(kLetters) == std::string_view::npos &&
         code.substr(2, 6).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Result<Done> check_name(std::string_view name) {
  if (name.empty() || name.size() > kNameMax || !printable(name) || name.front() == ' ' ||
      name.back() == ' ' || name.find_first_of("/\\<>\"'&") != std::string_view::npos) {
    return Error{Code::bad_input, "账户名不合要求", std::string{name.substr(0, kNameMax)},
                 "1 至 64 字节，不含 / \\ < > 引号 & 和首尾空格"};
  }
  auto const folded = files::folded_small(name);
  if (folded.empty() || std::ranges::find(kReserved, folded) != kReserved.end()) {
    return Error{Code::bad_input, "这个账户名留给程序自己", std::string{name}, "换一个账户名"};
  }
  return kDone;
}

Result<Done> check_password(std::string_view password, std::string_view name) {
  if (password.size() < kPasswordMin || password.size() > kPasswordMax) {
    return Error{Code::bad_input, "口令长度不合要求", "password", "10 至 256 个字符"};
  }
  if (password == name || std::ranges::all_of(password, [&](char c) { return c == password[0]; })) {
    return Error{Code::bad_input, "口令太容易猜", "password", "不用账户名，不用同一个字符"};
  }
  return kDone;
}

Result<Done> check_role(std::string_view name, std::string_view scope) {
  auto const role = role_of(name);
  if (!role) {
    auto list = std::string{};
    for (auto const each : kRoles) {
      list += (list.empty() ? "" : "、") + std::string{name_of(each)} + "（" +
              std::string{title_of(each)} + "）";
    }
    return Error{Code::bad_input, "没有这个角色", std::string{name.substr(0, kNameMax)},
                 "可选：" + list};
  }
  if (scope.size() > kScopeMax || !printable(scope)) {
    return Error{Code::bad_input, "范围不合要求", "scope", "不超过 200 字节"};
  }
  if (needs_scope(*role) == scope.empty()) {
    return Error{Code::bad_input, scope.empty() ? "这个角色要写范围" : "这个角色没有范围",
                 std::string{name}, "园区账户写园区名，企业账户写统一社会信用代码，其余不写"};
  }
  if (*role == Role::firm && !looks_like_code(scope)) {
    return Error{Code::bad_input, "不是统一社会信用代码", std::string{scope},
                 "企业账户的范围是 18 位代码，数字和大写字母，例如营业执照上的一行"};
  }
  return kDone;
}

Result<std::string> scope_in(Book const& book, std::string_view role, std::string const& scope) {
  if (role != name_of(Role::park)) { return scope; }
  auto const& parks = book.all("parks");
  if (std::ranges::any_of(parks, [&](Record const& p) { return p.text("name") == scope; })) {
    return scope;
  }
  for (auto const& park : parks) {
    auto const former = park.list("former_names");
    if (std::ranges::find(former, scope) != former.end()) { return park.text("name"); }
  }
  auto names = std::string{};
  for (auto i = std::size_t{0}; i < parks.size() && i < kParksNamed; ++i) {
    names += (names.empty() ? "账本里的园区：" : "、") + parks[i].text("name");
  }
  return Error{Code::bad_input, "账本里没有这个园区", scope,
               names.empty() ? "先导入园区台账" : names};
}

Result<std::string> hash_password(std::string_view password) {
  auto hash = std::string(crypto_pwhash_STRBYTES, '\0');
  if (!sodium_ready() || crypto_pwhash_str(hash.data(), password.data(), password.size(),
                                           crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                           crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return Error{Code::unavailable, "内存不足，口令没有存下", {}, "稍后再试"};
  }
  hash.resize(hash.find('\0'));
  return hash;
}

bool verify_password(std::string_view hash, std::string_view password) {
  if (!sodium_ready()) { return false; }
  // Of no password; made once.
  static auto const nobody = hash_password("-");
  auto kept = std::string{hash.starts_with("$argon2id$") ? hash
                          : nobody.ok()                  ? std::string_view{*nobody}
                                                         : std::string_view{}};
  auto const right = !kept.empty() &&
                     crypto_pwhash_str_verify(kept.c_str(), password.data(), password.size()) == 0;
  return right && hash == kept;
}

std::string one_time_password() {
  constexpr auto kLetters = std::string_view{"abcdefghjkmnpqrstuvwxyz23456789"};
  auto text = std::string{};
  for (auto i = 0; sodium_ready() && i != 16; ++i) {
    text += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return text;
}

Result<store::Account> new_account(std::string name, std::string role, std::string scope,
                                   std::string_view password, std::string now) {
  if (auto const ok = check_name(name); !ok) { return ok.error(); }
  if (auto const ok = check_role(role, scope); !ok) { return ok.error(); }
  if (auto const ok = check_password(password, name); !ok) { return ok.error(); }
  auto hash = hash_password(password);
  if (!hash) { return hash.error(); }
  auto account = store::Account{};
  account.name = std::move(name);
  account.role = std::move(role);
  account.scope = std::move(scope);
  account.secret = std::move(*hash);
  account.made_at = std::move(now);
  return account;
}

Result<Caller> caller_of(store::Account const& account) {
  auto const role = role_of(account.role);
  if (!role) { return Error{Code::bad_input, "账户的角色不认识", account.name, "升级本程序"}; }
  auto caller = Caller{account.name, false, *role, account.scope};
  caller.sees_restricted = sees_everything(caller);
  return caller;
}

}  // namespace chengjie::access
