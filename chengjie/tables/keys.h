// Which row is which: keys of a kind within one file, rows sent twice, codes under two names.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "chengjie/ledger/kinds.h"
#include "chengjie/ledger/record.h"
#include "chengjie/tables/header.h"

namespace chengjie::tables {

class Keys {
 public:
  explicit Keys(KindSpec const& kind) : kind_(kind) {}

  void begin_table(TableHeader const&);
  // The record's key, parts joined by "/"; nothing when it lacks what the kind needs.
  std::optional<std::string> key_of(Record const&, std::string const& period) const;
  // "" when the record is new, else "duplicate" or "key_conflict".
  std::string_view take(std::string const& key, Record const&);
  // Tells when the record's code stood under another name before; `tell` gets the name's column.
  void see_name(Record const&, std::function<void(std::string const& letters)> const& tell);

 private:
  struct Content {
    std::uint64_t high, low;
    friend bool operator==(Content, Content) = default;
  };
  static Content content_of(Record const&);

  KindSpec const& kind_;
  bool has_also_{};
  std::unordered_map<std::string, Content> taken_;
  std::unordered_map<std::string, std::vector<std::string>> names_of_code_;
};

// Pairs of date columns of which the first cannot come after the second.
std::span<std::pair<std::string_view, std::string_view> const> ordered_dates(std::string_view kind);

}  // namespace chengjie::tables
