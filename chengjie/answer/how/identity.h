// Rows of firms without a code: which firm they are is known by the name, as long as exactly one
// code is known for it. So that a code that comes later, or is left out once, does not make two
// firms of one.
#pragma once
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "chengjie/store/store.h"

namespace chengjie::answer {

class Identity {
 public:
  // Reads the keys that the ledger has of the kind, before anything is written.
  static Result<Identity> of(store::Store&, std::string_view kind);

  // True: the record is kept here until settle(), since its firm may be another record's.
  bool keeps(Record&);
  // Writes what was kept, its blanks as store::Change says, and moves rows that had no code to the
  // code that has come for them.
  Result<Done> settle(store::Writer&, bool blanks_clear);

 private:
  // A key of the kind: code/name/period, each part may be missing.
  struct Parts {
    std::string code, name, period;
  };
  static Parts parts_of(std::string_view key);
  static std::string key_of(Parts const&);
  Result<Done> move(store::Writer&, std::string const& key, std::string const& code) const;
  void learn(std::string const& name, std::string const& code);

  std::string kind_;
  std::unordered_map<std::string, std::string> codes_;       // by name; "" when there are several
  std::map<std::string, std::vector<std::string>> uncoded_;  // keys in the ledger, by name
  std::set<std::string> coded_now_;                          // names of uncoded_ that came coded
  std::vector<Record> kept_;
};

}  // namespace chengjie::answer
