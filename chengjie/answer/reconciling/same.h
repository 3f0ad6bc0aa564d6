// Which rows of the ledger are one firm. Sure pairs join by themselves, doubtful ones wait for a
// person. A decision is a record of the kind "same" (key: both names or codes, "甲|乙"), so that it
// has a history and can be undone; no row is rewritten or lost by it. What a person has refused is
// never joined again, whatever the score.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/ledger/book.h"
#include "chengjie/store/store.h"

namespace chengjie::answer {

inline constexpr std::string_view kSame = "same";

struct Firm {
  std::string id;  // its code, else its name
  std::string name;
  std::string code;
  std::string from;  // "enterprises", "candidates", "entities" ...: where it is named first
};
// Every firm that the ledger names, once a code and a name: rows of firms, candidates and leads,
// and firms that documents name.
std::vector<Firm> firms_named(Book const&);

struct SamePair {
  std::string key;
  Firm a, b;
  double score{};
  bool sure{};
  std::string reason;   // Chinese
  std::string verdict;  // accepted, refused; "" when nobody decided
  std::string by;       // who did; "chengjie" of what joined by itself
};
// Best first: sure ones, then doubtful by score.
std::vector<SamePair> same_pairs(Book const&);

std::string same_key(std::string_view a, std::string_view b);  // in one order

struct SameDecision {
  std::string a, b;  // ids or names
  bool accepted{};
  std::string why, by, on;
};
// not_found when the ledger names no such firm; bad_usage when both are one.
Result<store::Change> decide(Book const&, SameDecision const&);
// The changes that join all sure pairs nobody has decided on.
std::vector<store::Change> join_sure(std::vector<SamePair> const&, std::string const& on);

// The id that stands for a firm after all accepted decisions: the same for every name of one firm,
// a code where one of them has one. Firms that nobody joined stand for themselves.
std::map<std::string, std::string> joined_ids(Book const&);

}  // namespace chengjie::answer
