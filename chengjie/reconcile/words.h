// What the words of an indicator say about its scope, what a written figure can mean as an
// interval, and how figures and sources are named in a sentence.
#pragma once
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/date.h"
#include "chengjie/ledger/figure.h"
#include "chengjie/reconcile/conflicts.h"

namespace chengjie::reconcile {

// What kind of quantity an indicator is of; other when no word tells.
enum class Family {
  other,
  output,
  value_added,
  gdp,
  revenue,
  tax,
  profit,
  investment,
  research,
  trade,
  jobs,
  firms,
  land
};

struct Meaning {
  std::string core;  // the indicator without its words of scope: "高新技术企业"
  Family family{};
  Coverage coverage{};
  Measure measure{};
  Stage stage{};
  bool average{};  // 亩均, 人均, 均: a ratio already
  std::string of;  // of a count: its measure word; "家" for firms however they are counted
};
Meaning meaning_of(Figure const&);  // words of the indicator, then what Figure::scope states
bool real_growth(Family);           // growth of it is published at constant prices

struct Interval {
  double low{-std::numeric_limits<double>::infinity()};
  double high{std::numeric_limits<double>::infinity()};
  bool meets(Interval other) const { return low <= other.high && other.low <= high; }
};
// Exact: the half unit of the last written digit on either side ("1007.8亿元": 100775..100785
// million); over and at least: from the value up; under: up to it; about: a share on both sides.
Interval interval_of(Figure const&, Options const&);
double half_unit(Figure const&);  // of the last digit written, in the figure's unit; 0 for computed

// "1007.8亿元", "736家", "72.2%": as written, else from value and unit.
std::string text_of(Figure const&);
std::string amount_text(double value, std::string_view unit, std::string_view of);
// "《002.txt》[mark]", "台账.csv 第 3 行 B 列[mark]", "推算[mark]", "假定[mark]".
std::string source_text(Figure const&);
// "九龙坡区 2024 年高新技术企业总量"
std::string name_text(Figure const&);

// Same document (or table), so that a writer has seen both.
bool same_source(Figure const&, Figure const&);
// Same clause, or clauses that overlap.
bool same_clause(Figure const&, Figure const&);
std::size_t place_in_source(Figure const&);

// A figure with what the rules ask about it again and again.
struct Entry {
  std::size_t index{};
  Figure const* figure{};
  Meaning meaning;
  Interval interval;
  std::optional<Period> period;
  std::string when;  // the period; a stock at the end of December is the year's
  bool trusted{};    // its clause shows that the indicator is its own (see words.cc); cells always
};
struct Books {
  Input const* input{};
  Options const* options{};
  std::vector<Entry> entries;                      // confident enough, finite
  std::vector<std::vector<std::size_t>> subjects;  // entries of one subject, first seen first
  std::map<std::string, std::size_t, std::less<>> subject_at;  // name -> place in `subjects`
  // Where the areas stand, by name; sorted, so that a short form finds what begins with it.
  std::map<std::string, std::size_t, std::less<>> area_at;
  Area const* area(std::string_view name) const;
  std::map<std::string_view, Among const*> among_at;
  Among const* among(std::string_view document) const;
};
Books books_of(Input const&, Options const&);

// A figure made here. Its source is as weak as the weakest input.
Figure derived(Figure like, double value, std::string formula,
               std::span<Figure const* const> inputs);

bool has(std::string_view text, std::string_view word);

// The clause names a park before the number and the subject is none: the figure is the park's, and
// reading gave it to the area around it.
bool park_in_clause(Figure const&);
// Too general to compare across a document: "项目", "总投资", "企业".
bool vague(Meaning const&);
bool is_level(Entry const&);  // actual, target or plan, and no percentage, rank or average
bool telling(Figure const&);  // three digits or more: two sources do not share it by chance
std::string year_before(std::string_view period);  // "2025-H1" -> "2024-H1"; "" when it has no year
int year_of(std::string_view period);              // 0 when it has none
// The list a figure stands in begins with something new: "新培育小巨人1家,专精特新企业38家".
bool listed_as_new(Figure const&);

// How two areas belong together, as far as anyone told: one lineage, or parks of one area.
enum class Kinship { none, neighbours, lineage };
Kinship kinship(Books const&, std::string_view a, std::string_view b);
bool park_like(Books const&, std::string_view name);

// Kinship of names is looked at once a pair of names, not once a pair of figures.
class Kin {
 public:
  explicit Kin(Books const& books) : books_(books) {}
  Kinship of(std::string const& a, std::string const& b) {
    auto const key = std::pair{std::string_view{a}, std::string_view{b}};
    auto const [at, fresh] = known_.try_emplace(key, Kinship::none);
    if (fresh) { at->second = kinship(books_, a, b); }
    return at->second;
  }

 private:
  Books const& books_;
  std::map<std::pair<std::string_view, std::string_view>, Kinship> known_;
};

}  // namespace chengjie::reconcile
