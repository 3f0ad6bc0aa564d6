// Answers as text for a terminal.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "chengjie/answer/how/how.h"
#include "chengjie/answer/line.h"
#include "chengjie/answer/reconciling/contradictions.h"

namespace chengjie::cli {

inline constexpr auto kEverything = static_cast<std::size_t>(-1);

// All answers, their top items only.
void print_page(std::vector<answer::Answer> const&, std::vector<answer::Contradiction> const&,
                double assumed_share, std::set<std::string> const& disputed = {});
// Figures whose mark is disputed are followed by “（有争议）”.
void print_answer(answer::Answer const&, std::size_t items_max,
                  std::set<std::string> const& disputed = {});
void print_contradictions(std::vector<answer::Contradiction> const&, std::size_t most);
void print_firm(answer::FirmVerdicts const&);

}  // namespace chengjie::cli
