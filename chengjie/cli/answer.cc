// chengjie answer: the three questions and what they bring, disputed figures flagged.
#include "chengjie/answer/how/how.h"
#include "chengjie/answer/question.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/conflicts.h"
#include "chengjie/cli/page.h"
#include "chengjie/cli/session.h"
#include "chengjie/wire/firm.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

// All answers on one page.
int answer_all(Common const& common) {
  auto session = begin(common);
  if (!session) { return fail(session.error()); }
  auto page = wire::Json::object();
  auto answers = std::vector<answer::Answer>{};
  auto all = answer::Basis{};
  for (auto const question : answer::kQuestions) {
    session->basis = {};
    auto answer = answer::answer_to(session->context(common), question, {});
    if (!answer) { return fail(answer.error()); }
    keep_shown(*session);
    for (auto const& [mark, figure] : session->basis.figures()) { all.use(figure); }
    answers.push_back(std::move(*answer));
  }
  session->basis = {};
  auto const found = find_contradictions(*session, session->context(common));
  if (!found) { return fail(found.error()); }
  keep_shown(*session);
  if (common.json) {
    for (auto const& answer : answers) { page[answer.question] = wire::json_of(answer); }
    page["conflicts"] = json_of(*found);
    page["assumed_share"] = all.assumed_share();
    page["disputed"] = disputed_in(all, *found);
    say(wire::dump(page));
  } else {
    print_page(answers, *found, all.assumed_share(), disputed_in(all, *found));
  }
  return kYes;
}

}  // namespace

int answer(Common const& common, Answer const& args) {
  if (!args.project.empty() && args.question != "where" && args.question != "effect") {
    return fail({Code::bad_usage, "只有 where 和 effect 按项目回答", "--project",
                 "写成 answer where --project " + args.project});
  }
  if (args.changes.changes() && args.question != "where") {
    return fail({Code::bad_usage, "只有 where 能试着改落位", "--pin 等",
                 "写成 answer where --pin 项目=园区"});
  }
  if (args.question.empty()) { return answer_all(common); }
  auto session = begin(common);
  if (!session) { return fail(session.error()); }
  auto changes = args.changes;
  changes.project = args.project;
  auto const answer =
      changes.changes() ? answer::where(session->context(common), changes)
                        : answer::answer_to(session->context(common), args.question, args.project);
  if (!answer) { return fail(answer.error()); }
  keep_shown(*session);
  // What contradicts is no part of what the answer rests on.
  auto const basis = session->basis;
  auto const found = find_contradictions(*session, session->context(common));
  if (!found) { return fail(found.error()); }
  auto const disputed = disputed_in(basis, *found);
  if (common.json) {
    auto json = wire::json_of(*answer);
    json["disputed"] = disputed;
    say(wire::dump(json));
  } else {
    print_answer(*answer, kEverything, disputed);
  }
  return kYes;
}

int firm(Common const& common, Firm const& args) {
  auto session = begin(common);
  if (!session) { return fail(session.error()); }
  auto const packs = answer::shipped_packs();
  if (!packs) { return fail(packs.error()); }
  auto const found = answer::firm_verdicts(session->context(common), *packs, args.code);
  if (!found) { return fail(found.error()); }
  for (auto const& figure : answer::figures_of(answer::shown_of(*found))) {
    session->basis.use(figure);
  }
  keep_shown(*session);
  if (common.json) {
    say(wire::dump(wire::json_of(*found)));
  } else {
    print_firm(*found);
  }
  return kYes;
}

}  // namespace chengjie::cli
