// All projects together: by year, by cluster, by park, without counting twice what they sell each
// other; and the draws that the region's targets are judged with.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "chengjie/answer/effect/effect_inputs.h"

namespace chengjie::answer {

// The projects whose output is known, in one order; draws of all of them.
struct PlanOf {
  std::vector<Record const*> records;
  std::vector<effect::Effect> effects;
  std::vector<effect::Planned> planned;
  std::vector<RampOf> ramps;
  std::vector<std::vector<Figure>> inputs;  // of each project's output and ramp
  std::vector<Figure> shocks;               // shares of the variance in common
  effect::Draws draws;
};
// Adds a project; one without a known output is left out.
void add_project(PlanOf&, Context const&, Record const&, ProjectInput const&, effect::Effect const&,
                 FigureSources const&);
Result<Done> draw(PlanOf&, Context const&);

// Where the joint placement puts each project: park by project key.
std::map<std::string, std::string> placement_of(Context const&);

// Items "plan/2028", "cluster/先进材料", "carbon/西彭园区".
Result<std::vector<Item>> plan_items(Context const&, TableOf const&, PlanOf const&,
                                     std::vector<std::string>& lacks);

// 5, 50 and 95 % of a sum, rounded to what its width supports, as a derived figure.
Figure sum_figure(Context const&, std::string subject, std::string indicator, std::string unit,
                  effect::Range const&, std::string formula, std::vector<Figure> inputs,
                  std::string period);

}  // namespace chengjie::answer
