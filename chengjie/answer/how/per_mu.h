// Per-mu grades (亩均论英雄) of the region's firms, a sheet each: every term with its sum, its cap
// and the rule that stood in for a missing value.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

inline constexpr auto kMuChanges = std::size_t{500};  // firms told, unless asked for more

// `scheme`: the id of a scheme of data/rules/per_mu. not_found names those there are; infeasible
// when a weight was not found in the public text and none is assumed: it names the assumption to
// set ("per_mu/jingde/above_scale/亩均税收").
Result<Answer> per_mu(Context const&, std::string const& scheme);

// Figures that are tried: "甲厂:评价税收=300万元" (firm by code or name, indicator by name or
// title, of the year that is graded) and "above_scale/亩均税收=40" (group and item, points).
struct MuTry {
  std::vector<std::string> figures;
  std::vector<std::string> weights;
};

// What the tried figures change, or what changed since an earlier state of the ledger (an objection
// that was accepted): grade, points and rank of each firm before and after, and the terms that
// moved. bad_input names the part of a tried figure that is wrong.
Result<Answer> per_mu_tried(Context const&, std::string const& scheme, MuTry const&,
                            std::size_t most = kMuChanges);
Result<Answer> per_mu_since(Context const& now, Context const& then, std::string const& scheme,
                            std::size_t most = kMuChanges);

// 低效用地: graded firms of the last grade, and those whose tax per mu is below a share of their
// group's median (assumption per_mu/low_use_share_pct); the largest land first.
Result<Answer> per_mu_land(Context const&, std::string const& scheme);

}  // namespace chengjie::answer
