// What the engine `choose` takes in for the gaps of a region: chains, directions, numbers of
// industries, parks, firms that could come. The answer and the chain map share it, so that a gap
// has one score.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/answer/what/chain_rows.h"
#include "chengjie/choose/gaps.h"
#include "chengjie/choose/learn.h"
#include "chengjie/choose/space.h"

namespace chengjie::answer {

struct WhatInput {
  ChooseSettings settings;  // the weights of candidates are the learned ones where they are used
  choose::GapInput gaps;
  std::optional<choose::Space> space;  // nothing: no table of the region
  std::string space_table;             // "60 个地区 × 90 个行业，2023 年从业人数"
  choose::Learned learned;
  std::vector<std::string> lacks;
};

// bad_input of a broken chain table, of settings.
Result<WhatInput> what_input(Context const&, Sources&, RegionFirms const&);

// Parts of it, each in its own file.
void add_industries(Context const&, Sources&, WhatInput&);  // closeness, complexity, value added
void add_places(Context const&, Sources&, RegionFirms const&,
                WhatInput&);  // firms of the same trade, parks
void add_candidates(Context const&, Sources&, RegionFirms const&,
                    WhatInput&);  // and the weights learned from leads

}  // namespace chengjie::answer
