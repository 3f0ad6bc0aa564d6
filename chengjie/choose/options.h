// Thresholds and weights from data/choose/thresholds.toml; the file states the basis of each.
#pragma once
#include "chengjie/base/tree.h"
#include "chengjie/choose/gaps.h"
#include "chengjie/choose/learn.h"
#include "chengjie/choose/score.h"
#include "chengjie/choose/space.h"
#include "chengjie/choose/wants.h"

namespace chengjie::choose {

struct Options {
  GapOptions gaps;
  DocumentWeights documents;
  Sensitivity sensitivity;
  LearnOptions learn;
  SpaceOptions space;
};
// bad_input names the key that is absent, negative or not a number, with line and column.
Result<Options> options_from(Tree const&, std::string_view file);

}  // namespace chengjie::choose
