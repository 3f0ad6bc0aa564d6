// A record: one row of one of the ledger's books, as it came, with the place it came from.
// What a column means (type, unit, header words, keys, rights) stands in kinds.h.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chengjie/ledger/figure.h"

namespace chengjie {

using Value = std::variant<std::monostate, bool, double, std::string, std::vector<std::string>>;

struct Origin {
  std::string table;  // SHA-256 of the file; "" when typed in by a person
  std::string file;
  std::string sheet;
  int row{};
  friend bool operator==(Origin const&, Origin const&) = default;
};

struct Field {
  std::string column;  // canonical name: "land_mu"
  Value value;         // monostate: the cell was blank or a placeholder
  std::string at;      // letters of the table's column it came from; "" when it came otherwise
  Bound bound{};       // of a number: targets say "at least", documents "about"
  std::string unit;    // of a number whose unit goes by row (needs, cards, indicators, targets)
  // The row it came from, where an earlier table had this column and the record's own table has it
  // not; nothing: the record's origin.
  std::shared_ptr<Origin const> from = nullptr;
  friend bool operator==(Field const& a, Field const& b) {
    auto const same_row = a.from == b.from || (a.from && b.from && *a.from == *b.from);
    return same_row && a.column == b.column && a.value == b.value && a.at == b.at &&
           a.bound == b.bound && a.unit == b.unit;
  }
};

struct Record {
  std::string kind;  // "enterprises", "parks", ...
  std::string key;   // unique in its kind; parts joined by "/"
  std::vector<Field> fields;
  Origin origin;

  Field const* find(std::string_view column) const;  // nullptr when the table lacks it
  std::string text(std::string_view column) const;   // "" when absent or not text
  std::optional<double> number(std::string_view column) const;
  std::vector<std::string> list(std::string_view column) const;  // a text counts as a list of one
  std::optional<bool> flag(std::string_view column) const;
  Origin const& origin_of(Field const& field) const { return field.from ? *field.from : origin; }
  friend bool operator==(Record const&, Record const&) = default;
};

}  // namespace chengjie
