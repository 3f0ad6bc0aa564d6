// A record as text: how it stands in the database, and what the change log hashes.
//
// Rows of one table share their columns and where these came from; that is their shape, kept once.
// A record's body names the shape by its mark and holds the row's number and the values:
//   ["4k2m9x0c1d7e",17,"甲厂",1250000,null,["铝板","铝箔"],{"v":3,"b":"about","u":"mu"}]
// Both are JSON, so that any program can read a ledger. Bodies of ledgers made before shapes are
// objects, {"f":[[column, value, ...]], "o":[origin]}, and are read too.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/ledger/record.h"

namespace chengjie::store {

struct Shape {
  std::vector<std::string> columns;
  std::vector<std::string> at;  // beside columns: letters of the table's column, and the table
                                // itself where it is another one than the record's own
  std::string table, file, sheet;
  friend bool operator==(Shape const&, Shape const&) = default;
};

Shape shape_of(Record const&);
bool has_shape(Record const&, Shape const&);  // the same as shape_of(r) == s, without the copies
std::string encode(Shape const&);             // canonical: equal shapes give equal text
Result<Shape> decode_shape(std::string_view text);
std::string mark_of_shape(std::string_view text);

std::string encode_body(Record const&, std::string_view shape_mark);
std::string_view shape_in(std::string_view body);  // the mark; "" of a body from before shapes
Result<Record> decode_body(std::string_view kind, std::string_view key, std::string_view body,
                           Shape const&);
Result<Record> decode_old(std::string_view kind, std::string_view key, std::string_view body);

// The values of a body one after the other, each as the JSON text it has there.
class Values {
 public:
  explicit Values(std::string_view body);  // "" or a broken body: no values
  // Nothing at the end, and where the text is broken: then `broken` says so.
  std::optional<std::string_view> next();
  bool broken() const { return broken_; }
  int row() const { return row_; }

 private:
  std::optional<std::string_view> raw();
  std::string_view text_;
  std::size_t at_{};
  int row_{};
  bool broken_{};
};

// A value's text back to the value; bad_input when it is none.
struct Decoded {
  Value value{};
  Bound bound{};
  std::string unit{};
  int row{};  // of a value that an earlier table had
};
Result<Decoded> decode_value(std::string_view raw);

// The shortest digits that read back as the same number; whole ones without an exponent, so that a
// search finds what a person types.
std::string number_text(double);

// The same values, bounds and units under the same columns, wherever they came from.
bool same_values(Record const&, Record const&);

// `record` with the columns that only `older` has, each told to come from there.
Record with_columns_of(Record record, Record const& older);

// Puts older values where `record` is blank, each told to come from there; how many.
std::int64_t fill_blanks(Record& record, Record const& older);

}  // namespace chengjie::store
