// Dated targets: what is known, the yearly growth it takes, and the chance under stated
// assumptions; what would raise it most; which targets contradict each other; how past ones fared.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/effect/effect_plan.h"
#include "chengjie/effect/target.h"

namespace chengjie::answer {

// One item a target of the region; what stands in the way of an answer goes to the answer's lacks,
// how past targets fared to its notes.
std::vector<Item> target_outlooks(Context const&, PlanOf const&, Answer&);

// --- shared with outlooks_past.cc ---

int year_of(std::string const& period);  // 0 when there is none
bool is_level(Figure const&);            // of a whole year: nothing newly added, no month
// Levels of the figure's own subject, indicator and unit, one a year, up to the year.
std::vector<Figure> levels_of(std::vector<Figure> const& all, Figure const& like, int until);
// A growth with what it rests on: the own series where it is long enough, else the assumptions.
std::optional<effect::Growth> growth_of(Context const&, std::vector<Figure> const& levels,
                                        std::string const& indicator, std::vector<Figure>& inputs);
effect::Unit unit_of(std::string const& unit);

// Past targets of which the outcome is known: reached or not, and what chance the method would have
// given. Reliability only once there are ten.
std::vector<Line> past_targets(Context const&, std::vector<Figure> const& all);
// Targets of one year that cannot both be meant.
std::vector<Line> contradicting_targets(std::vector<Figure> const& targets, Figure const& target);

}  // namespace chengjie::answer
