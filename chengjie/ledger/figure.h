// The figure: what every number a person sees is made of. Figures of different scope are never
// compared or added; a derived figure is as weak as its weakest input.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie {

enum class Bound { exact, over, under, about, at_least };
enum class Kind { actual, target, plan, change, rank, share, rate };
enum class Measure { unstated, stock, flow, newly_added, cumulative };
enum class Stage { unstated, agreed, contracted, in_place, started, completed };
enum class Coverage { unstated, above_scale, all };
// From strong to weak.
enum class SourceKind { ledger, document, derived, assumed };

std::string_view name_of(Bound);
std::string_view name_of(Kind);
std::string_view name_of(Measure);  // "" when unstated; so are the next two
std::string_view name_of(Stage);
std::string_view name_of(Coverage);
std::string_view name_of(SourceKind);
template <class Enum>
Result<Enum> enum_of(std::string_view name);  // the inverse; bad_input names what was given
template <>
Result<Bound> enum_of(std::string_view);
template <>
Result<Kind> enum_of(std::string_view);
template <>
Result<Measure> enum_of(std::string_view);
template <>
Result<Stage> enum_of(std::string_view);
template <>
Result<Coverage> enum_of(std::string_view);

// 口径. Boundary: name and version of the area or group, where it matters.
struct Scope {
  std::string boundary;
  Measure measure{};
  Stage stage{};
  Coverage coverage{};
  friend bool operator==(Scope const&, Scope const&) = default;
};

// Verbatim from a document that a user loaded. Offsets are bytes of the source as it lies on disk
// (of PDF and the like: of the extracted text kept with the document).
struct Clause {
  std::string document;  // SHA-256 of the bytes, hex
  std::string name;      // the file's name
  std::size_t begin{};   // of the clause
  std::size_t end{};
  std::size_t
      at{};  // where in the source the figure itself begins: two figures of one clause differ
  std::string text;  // the clause, layout repaired
};

// A cell of a ledger that was loaded.
struct Cell {
  std::string table;  // SHA-256 of the file, hex
  std::string file;
  std::string sheet;   // "" for text files
  int row{};           // as an officer sees it, 1-based
  std::string column;  // letters, as in Excel
  std::string
      text;  // where the row says it has its figures from (document, date, place); may be empty
};

struct Computation {
  std::string formula;                      // in words and signs a person can follow
  std::vector<std::string> inputs;          // marks
  SourceKind weakest{SourceKind::derived};  // of all inputs, through
};

struct Assumption {
  std::string key;  // what it stands for: "parks/西彭园区/free_mu"
  std::string by;
  std::string on;  // ISO date
  std::string basis;
};

using Evidence = std::variant<Cell, Clause, Computation, Assumption>;

// 5 and 95 % of what is believed, around a value that is the middle of it.
struct Interval {
  double low{};
  double high{};
  friend bool operator==(Interval const&, Interval const&) = default;
};

struct Figure {
  std::string subject;    // who or what, resolved name: "九龙坡区"
  std::string indicator;  // what is measured: "规上工业产值"
  double value{};         // in the base unit
  std::string unit;       // CNY, percent, count, person, mu, kW ... (units of the fact format)
  std::string of;         // measure word of a count: "家"
  Bound bound{};
  Kind kind{};
  std::string period;  // ISO-like, "" when not stated and not derivable
  std::string change;  // of kind change: "yoy" or "since:<period>"
  Scope scope;
  std::string raw;                // the quantity as written; "" when computed
  double confidence{1};           // 0..1, of a figure read from a document
  std::optional<Interval> range;  // of a figure that is estimated
  Evidence evidence;
};

SourceKind source_of(Figure const&);
// The weakest source the figure rests on, through its inputs.
SourceKind weakest_of(Figure const&);
// Derived from content: document hash and offset, file hash and cell, formula and inputs,
// assumption and its basis.
std::string mark_of(Figure const&);

}  // namespace chengjie
