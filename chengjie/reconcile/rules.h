// One rule a kind; each has its own file and its own table of tests.
#pragma once
#include <vector>

#include "chengjie/reconcile/words.h"

namespace chengjie::reconcile {

using Conflicts = std::vector<Conflict>;

Conflicts different_values(Books const&);
Conflicts parts_against_whole(Books const&);
void parts_in_list(Books const&, Conflicts&);  // one shape of parts_against_whole
Conflicts implied_total(Books const&);
Conflicts stock_as_flow(Books const&);
Conflicts boundary_changed(Books const&);
Conflicts target_scope_changed(Books const&);
Conflicts money_mixed(Books const&);
Conflicts coverage_mixed(Books const&);
Conflicts growth_against_level(Books const&);
Conflicts ratio_out_of_range(Books const&);
Conflicts misplaced_point(Books const&);

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

}  // namespace chengjie::reconcile
