// Dated targets: what is known, the yearly growth it takes, and the chance under stated
// assumptions.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

// One item a target of the region; what stands in the way of an answer goes to `lacks`.
std::vector<Item> target_outlooks(Context const&, std::vector<std::string>& lacks);

}  // namespace chengjie::answer
