// Accounts: what names, passwords and scopes are allowed, and how a password is kept. What is
// stored is argon2id (RFC 9106) of libsodium with its interactive cost.
#pragma once
#include <string>
#include <string_view>

#include "chengjie/access/caller.h"
#include "chengjie/base/result.h"
#include "chengjie/ledger/book.h"
#include "chengjie/store/accounts.h"

namespace chengjie::access {

inline constexpr std::size_t kNameMax = 64;      // bytes
inline constexpr std::size_t kScopeMax = 200;    // bytes
inline constexpr std::size_t kPasswordMin = 10;  // bytes
inline constexpr std::size_t kPasswordMax = 256;
inline constexpr std::string_view kDemoAccount = "演示";

Result<Done> check_name(std::string_view name);
Result<Done> check_password(std::string_view password, std::string_view name);
// A role's name and the scope that it needs or must not have: of a firm's account a code of the
// form of GB 32100-2015, whose check digit is left alone (some codes issued early fail it).
Result<Done> check_role(std::string_view role, std::string_view scope);
// The scope to be stored, checked against the ledger: a park goes by the name that it has now.
// bad_input when no park of the ledger has or had the name.
Result<std::string> scope_in(Book const&, std::string_view role, std::string const& scope);

// Costs about 0.1 s and 64 MiB. unavailable: no memory.
Result<std::string> hash_password(std::string_view password);
// The same cost for a hash that is none, so that an unknown name takes as long as a known one.
bool verify_password(std::string_view hash, std::string_view password);
// 16 letters and digits that are not mistaken for each other.
std::string one_time_password();

// A row to be stored, checked; the password is hashed.
Result<store::Account> new_account(std::string name, std::string role, std::string scope,
                                   std::string_view password, std::string now);
// bad_input when the row's role is not known to this program.
Result<Caller> caller_of(store::Account const&);

}  // namespace chengjie::access
