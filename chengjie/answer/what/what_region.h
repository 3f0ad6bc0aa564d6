// What holds for the region as a whole: how far each chain is covered, which lead firm pulls what,
// what is declared against what the data support, how parks and clusters overlap, the four chains
// of each cluster, titles of parks. Notes of the answer; what is missing goes into its lacks.
#pragma once
#include "chengjie/answer/what/what_input.h"

namespace chengjie::answer {

void tell_coverage(Context const&, Sources const&, WhatInput const&, Answer&);
void tell_pull(Context const&, Sources const&, RegionFirms const&, WhatInput const&, Answer&);
void tell_declared(Context const&, Sources&, RegionFirms const&, WhatInput const&,
                   std::vector<choose::Gap> const&, Answer&);
void tell_space(Context const&, Sources const&, WhatInput const&, Answer&);
// These need no chains.
void tell_overlaps(Context const&, double closeness_min, Answer&);
void tell_clusters(Context const&, RegionFirms const&, Answer&);
void tell_four_chains(Context const&, Answer&);
void tell_statuses(Context const&, Answer&);

}  // namespace chengjie::answer
