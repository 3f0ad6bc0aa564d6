// The questions by name: what the command line, the interface and an export ask by a word.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

inline constexpr auto kQuestions =
    std::to_array<std::string_view>({"what", "where", "how", "effect"});
bool is_question(std::string_view);

// `project`: of where and effect, only this one. bad_usage: no question of ours.
Result<Answer> answer_to(Context const&, std::string_view question, std::string const& project);

}  // namespace chengjie::answer
