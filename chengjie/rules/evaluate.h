// Three-valued evaluation of a pack, explained. Unknown data never counts as met nor as failed: a
// condition that needs it is unknown and says which field and which paper would settle it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/rules/facts.h"
#include "chengjie/rules/pack.h"

namespace chengjie::rules {

enum class State { met, not_met, unknown };
std::string_view name_of(State);   // "met", "not_met", "unknown"
std::string_view words_of(State);  // "符合", "不符合", "未知"

struct Options {
  Date today;
  Applies applies_to{};
  int year{};            // the last full year, `year` of the rules
  double about_share{};  // half width of a figure given as "about", as a share of it
  // States and numbers alone, for sifting many firms: no words but names of what is missing
  // at each leaf (Missing::indicator; its title where it is no indicator). The states are the same;
  // a verdict's own lists of marks and missing stay empty.
  bool brief{};
};

struct Missing {
  std::string indicator;
  std::string title;
  std::string year;    // "" when it is of no year
  std::string column;  // of kind enterprises; "" when no ledger column carries it
  std::string proof;   // the paper that would settle it
  std::string why;     // in Chinese
  friend bool operator==(Missing const&, Missing const&) = default;
};

struct Outcome {
  NodeKind kind{};
  State state{};
  State if_declared{};              // were the firm to sign what may be declared
  State ordinary{};                 // with every exception still unknown left aside as not met
  std::string words;                // in Chinese, what is asked
  std::string expression;           // as written in the pack; "" for groups
  std::optional<double> found;      // of a number known exactly, base units
  std::string found_words;          // "2.31%", "1500～3000 万元", "未知"
  std::string unit;                 // of found, threshold and short_by: "元", "人"; "" a share
  std::optional<double> threshold;  // base units
  std::string threshold_words;
  std::optional<double> short_by;  // of a number not met: distance to the threshold, base units
  std::string short_words;
  std::vector<std::string> marks;  // of the facts used
  std::vector<Missing> missing;    // of a leaf that is unknown
  bool declared{};
  bool exception{};
  int needed{};  // of at_least
  RowSource origin;
  std::string where;  // file:line:column of the rule
  std::vector<Outcome> children;
};

struct ItemOutcome {
  std::string name;
  std::string group;
  double max{};
  double least{};  // points for certain
  double most{};   // points still possible
  std::string found_words;
  std::vector<std::string> marks;
  std::vector<Missing> missing;
  RowSource origin;
  std::string where;
};

struct ScoreOutcome {
  double least{};
  double most{};
  double pass{};
  bool strict{};
  double max{};
  std::vector<ItemOutcome> items;
};

struct Verdict {
  std::string pack;     // id
  std::string version;  // id@date
  std::string name;
  std::string document;
  bool in_force{};  // on Options.today, for Options.applies
  bool verified{};  // every row of the pack has been checked against the official text
  State state{};
  State if_declared{};
  State ordinary{};
  Outcome root;
  std::optional<ScoreOutcome> score;
  std::vector<Missing> missing;    // of all unknown leaves, each once
  std::vector<std::string> marks;  // of all facts used, each once
};

Verdict evaluate(Pack const&, Facts const&, Options const&);
Verdict evaluate(Pack const&, FactTable const&, Options const&);

// The smallest set of leaves that stand between the firm and the pack: fewest failing, then fewest
// unknown. Exceptions that are not met are no way to follow. Both empty: met. Pointers into the
// verdict's tree.
struct Shortfall {
  std::vector<Outcome const*> failing;
  std::vector<Outcome const*> unknown;
};
Shortfall shortfall(Outcome const&);
Shortfall shortfall(Outcome&&) = delete;  // it would point into what is gone

// A number of a firm under a value expression: per-mu items and policy amounts.
struct Amount {
  std::optional<double> value;  // base units; none: unknown or only known in range
  double least{};
  double most{};
  std::vector<std::string> marks;
  std::vector<Missing> missing;
};
Amount amount_of(Expression const& value, std::vector<Parameter> const&, FactTable const&,
                 Options const&);

}  // namespace chengjie::rules
