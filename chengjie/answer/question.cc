#include "chengjie/answer/question.h"

#include <algorithm>

#include "chengjie/answer/effect/effect.h"
#include "chengjie/answer/how/how.h"
#include "chengjie/answer/what/what.h"
#include "chengjie/answer/where/where.h"

namespace chengjie::answer {

bool is_question(std::string_view name) {
  return std::find(kQuestions.begin(), kQuestions.end(), name) != kQuestions.end();
}

Result<Answer> answer_to(Context const& context, std::string_view question,
                         std::string const& project) {
  if (question == "what") { return what(context); }
  if (question == "where") { return where(context, {.project = project}); }
  if (question == "how") { return how(context); }
  if (question == "effect") { return effect(context, project); }
  return Error{Code::bad_usage, "没有这个问题", std::string{question},
               "可选：what、where、how、effect"};
}

}  // namespace chengjie::answer
