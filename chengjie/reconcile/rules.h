// One rule a kind; each has its own file and its own table of tests.
#pragma once
#include <vector>

#include "chengjie/reconcile/words.h"

namespace chengjie::reconcile {

using Conflicts = std::vector<Conflict>;

Conflicts different_values(Books const&);
Conflicts parts_against_whole(Books const&);
// Shapes of parts_against_whole.
void part_of_whole(Books const&, Conflicts&);
void parts_by_name(Books const&, Conflicts&);
void parts_in_list(Books const&, Conflicts&);
void parts_of_areas(Books const&, Conflicts&);
// A shape of growth_against_level: a level, what it gained and by how many percent.
void growth_against_gain(Books const&, Conflicts&);
Conflicts implied_total(Books const&);
Conflicts stock_as_flow(Books const&);
Conflicts boundary_changed(Books const&);
Conflicts target_scope_changed(Books const&);
Conflicts money_mixed(Books const&);
Conflicts coverage_mixed(Books const&);
Conflicts growth_against_level(Books const&);
Conflicts ratio_out_of_range(Books const&);
Conflicts misplaced_point(Books const&);

// The pairs of a list that a rule may speak of, in the order of the list and once each, from groups
// of places in it: what a loop over all pairs would find, without the pairs that cannot matter.
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
void add_pairs(std::vector<std::size_t> const& group, Pairs&);
void in_order(Pairs&);
Pairs all_pairs(std::size_t n);

// A value next to its share of a whole, and the whole that the two imply. Used by implied_total
// and by boundary_changed (two parts that exceed their whole must overlap).
struct Implied {
  std::size_t value{};  // entries
  std::size_t share{};
  std::string whole;  // words: "全区"; resolved to a name where areas are known
  Figure total;
  Interval interval;
};
std::vector<Implied> implied_of(Books const&);

// Parts that do not make up their whole, told part by part. Used by parts_by_name and
// parts_in_list.
struct PartsWords {
  std::string_view before;   // the parts, after the whole
  std::string_view after;    // their sum: what is wrong with it
  std::string_view formula;  // the right side of "whole = ..."
};
Conflict parts_conflict(Entry const& whole, std::vector<Entry const*> const& parts, double sum,
                        PartsWords const& words);

}  // namespace chengjie::reconcile
