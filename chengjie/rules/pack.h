// A rule pack: what a decree asks of a firm, as dated data. The TOML format, by example:
//
//   [[pack]]
//   id = "zjtx"                          # the title; its versions share the id, their dates may
//   not overlap name = "专精特新中小企业" document = "工信部企业〔2022〕63号"    # number of the
//   decree in_force = { from = 2022-06-01, until = 2026-03-31 }   # or a list, each with its own
//   applies_to applies_to = "new"                   # new, recheck or both (default) source =
//   "notes 4.3"                 # where the row was read; verified = false: to be checked ladder =
//   "优质中小企业"  rung = 2       # optional: place on a ladder; known_as: words of the title
//   valid_years = 3
//   parameters.main_share_min = { title = "主营占比下限", unit = "percent", found = false }
//   veto   = [ ... ]   # none of these may hold
//   all    = [ ... ]   # each must hold
//   any    = [ ... ]   # one must hold
//   direct = [ ... ]   # one of these stands in for the score
//   [pack.score]       # pass = 60 (at least) or above = 70 (more than)
//   groups = [ { name = "创新能力", min = 20 } ]
//   [[pack.score.item]]
//   name, group, max; of = "rd_share" with tiers = [ { when = ">= 5 percent", points = 20 }, ... ]
//   or tiers with whole conditions; otherwise = points when no tier is met (default 0);
//   best_of = [ { of, tiers }, ... ]; per = "2 years", each = 1 (points a step); given = indicator
//   of points; found = false: an item known to exist whose text was not found; above = 0: must
//   exceed.
//
// A condition is an expression (expression.h) or a table: { if = "...", name, source, verified,
// proof, note, declared, exception, applies_to } or { all|any|none = [...] }, { at_least = 2, of =
// [...] }, { score = "pass" }, { not_found = "what the text is about" }. declared: settled by the
// firm's own written promise. exception: a rare way past its neighbours (an award); every direct
// pass is one. Unknown keys, indicators and units, impossible tiers and overlapping dates are
// refused with file:line:column.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/date.h"
#include "chengjie/base/result.h"
#include "chengjie/rules/expression.h"

namespace chengjie::rules {

enum class Applies { fresh, recheck, both };  // "new", "recheck", "both"
std::string_view name_of(Applies);
bool covers(Applies window, Applies asked);

struct Window {
  Date from;
  std::optional<Date> until;  // last day
  Applies applies{Applies::both};
  bool verified{true};
};

// Where a row was read and whether anyone has held it against the official text.
struct RowSource {
  std::string source;
  bool verified{true};
  std::string note;
};

enum class NodeKind { leaf, all, any, at_least, none, score, not_found };

struct Node {
  NodeKind kind{};
  std::string name;       // "" : the words of the expression
  Expression expression;  // of a leaf
  std::vector<Node> children;
  int needed{};  // of at_least
  bool declared{};
  bool exception{};                // a rare way past the others, such as an award
  Applies applies{Applies::both};  // a condition of new applications, or of re-checks, only
  std::string proof;               // overrides the indicator's
  RowSource origin;
  int line{};
  int column{};
};

struct Tier {
  Node when;
  double least{};  // points; a judged tier has a range
  double most{};
};

struct Rating {
  std::optional<Expression> of;  // with per: a number, one step each
  std::vector<Tier> tiers;       // the first that is met counts
  double otherwise{};
  double per{};  // base units of `of`; 0: tiers
  double each{};
};

struct Item {
  std::string name;
  std::string group;
  double max{};
  std::vector<Rating> best_of;  // the best counts
  int given{-1};                // indicator that holds the points
  bool found{true};
  std::optional<double> above;  // the item must exceed this
  RowSource origin;
  int line{};
  int column{};
};

struct Group {
  std::string name;
  double min{};
};

struct Score {
  double pass{};
  bool strict{};  // more than, not at least
  std::vector<Group> groups;
  std::vector<Item> items;
};

struct Pack {
  std::string id;
  std::string name;
  std::string document;
  std::vector<Window> in_force;
  std::string ladder;
  int rung{};
  std::vector<std::string> known_as;
  double valid_years{};
  std::vector<Parameter> parameters;
  Node root;
  std::optional<Score> score;
  RowSource origin;
  std::string file;
  int line{};
  int column{};

  std::string version() const;  // "zjtx@2022-06-01"
};

struct Packs {
  std::vector<Pack> packs;
};

inline constexpr auto kPacksMax = std::size_t{5000};
inline constexpr auto kNodesMax = 20'000;  // conditions of one pack

Result<Packs> read_packs(std::string_view text, std::string_view file);
// Several files as one; refuses overlapping dates across files.
Result<Packs> join(std::vector<Packs>);

bool in_force(Pack const&, Date today, Applies);
// Nothing when no version of the id holds on that day.
Pack const* find(Packs const&, std::string_view id, Date today, Applies);

}  // namespace chengjie::rules
