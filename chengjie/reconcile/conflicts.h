// Which figures contradict each other, or must not be compared. Found unasked, told in one
// sentence with both sources, settled by nobody here: a person decides. No rule names a place,
// an indicator's owner or a document; what a rule knows is words of scope (口径), units and sums.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/ledger/figure.h"

namespace chengjie::reconcile {

enum class ConflictKind {
  different_values,      // same indicator, subject, period, scope; values that cannot both hold
  parts_against_whole,   // parts or tiers that add up to more than the stated whole
  implied_total,         // a value and its share of a whole imply the whole
  stock_as_flow,         // a stock taken for newly added, or the other way
  boundary_changed,      // two years told under two names or boundaries of overlapping areas
  target_scope_changed,  // a target and what is said to reach it differ in scope
  money_mixed,           // agreed, contracted, in place, invested: told as one money
  coverage_mixed,        // above-scale against all
  growth_against_level,  // stated growth that its two levels do not give
  ratio_out_of_range,    // a ratio of two figures of one project or firm outside every range
  misplaced_point,       // coordinates outside their region, or many places on one point
};
std::string_view name_of(ConflictKind);

// A note asks nothing of anyone; a caution says "do not compare these"; a conflict says that
// not all of the sources can be right.
enum class Severity { note, caution, conflict };
std::string_view name_of(Severity);

struct Conflict {
  ConflictKind kind{};
  Severity severity{};
  std::string sentence;              // Chinese; names every source and value; settles nothing
  std::vector<std::size_t> figures;  // indices into Input::figures, ascending by mention
  std::vector<Figure> derived;       // figures made here (tiers read from text, sums, implied
                                     // totals) with their evidence; inputs are marks
};

// "两大“千亿级”主导产业集群": count 2 of the size class 1000 亿元.
struct Tier {
  double count{};
  double size{};                     // in `unit` of the group
  std::string words;                 // as written: "两大“千亿级”主导产业集群"
  std::vector<std::string> members;  // the names listed before it, when as many as the count
  Clause clause;                     // the sentence, for the source
};

// Named sets that together make, or claim to make, a whole.
struct Group {
  std::string subject;    // whose: "九龙坡区"; "" when nobody could tell
  std::string indicator;  // what the sizes measure: "产值"
  std::string unit;       // CNY
  std::string period;     // "2027", "" when not stated
  std::vector<Tier> tiers;
};

// What is known about names of areas, from the ledger or from reading. All of it optional:
// without it the rules that need it stay silent.
struct Area {
  std::string name;
  std::string within;   // the larger area it lies in: "九龙坡区"
  std::string lineage;  // areas that follow each other under new names share one; "" unknown
  bool park{};          // a park, zone or 片区
};

struct Point {
  std::string name;    // of the park, plot or firm
  std::string region;  // where it should lie: the name of an Outline
  double lon{};
  double lat{};
  std::string source;  // short, for the sentence: "parks.csv 第 12 行"
};
struct Outline {
  std::string region;
  std::vector<std::vector<std::pair<double, double>>> rings;  // (lon, lat); even-odd
};

// Where "其中" stands in a document, ascending: what it lists are parts of the number before it.
// And where its sentences end.
struct Among {
  std::string document;  // SHA-256
  std::vector<std::size_t> at;
  std::vector<std::size_t> stops{};
};
Among among_of(std::string_view text, std::string_view document_hash);

// A contradiction that one sentence has within itself (passages.h), told already.
struct Passage {
  ConflictKind kind{};
  std::string sentence;         // Chinese
  std::vector<Figure> figures;  // read from the text, then what they give
};

struct Input {
  std::span<Figure const> figures;
  std::span<Group const> groups;
  std::span<Area const> areas;
  std::span<Point const> points;
  std::span<Outline const> outlines;
  std::span<Among const> amongs{};
  std::span<Passage const> passages{};
};

struct Options {
  double
      rounding_times;  // slack on top of a figure's own rounding, in half units of its last digit
  double about_share;  // 约 and 近 mean within this share
  double over_ratio_max;  // a lower bound (超) is contradicted by parts beyond this times its value
  double growth_slack_points;  // growth may miss its levels by this many percentage points
  double real_slack_points;    // the same where growth is at constant prices (GDP, value added)
  double confidence_min;       // figures read with less confidence are left out
  std::size_t conflicts_max;   // the worst are kept
  bool plain;  // look at every pair of figures, not only at those that can matter: for tests
};
inline constexpr Options kOptions{.rounding_times = 1.0,
                                  .about_share = 0.05,
                                  .over_ratio_max = 1.5,
                                  .growth_slack_points = 3,
                                  .real_slack_points = 8,
                                  .confidence_min = 0,
                                  .conflicts_max = 1000,
                                  .plain = false};

// Conflicts first, then cautions, then notes; within them in the order of kinds and figures.
// Linear in the figures but for pairs inside one subject; never fails: what a rule cannot read
// it leaves alone.
std::vector<Conflict> find_conflicts(Input const&, Options const&);

}  // namespace chengjie::reconcile
