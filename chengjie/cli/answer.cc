// chengjie answer, conflicts: the three questions, what they bring, and what contradicts.
#include <algorithm>

#include "chengjie/answer/documents.h"
#include "chengjie/answer/how.h"
#include "chengjie/answer/monthly.h"
#include "chengjie/answer/per_mu.h"
#include "chengjie/answer/question.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/page.h"
#include "chengjie/wire/firm.h"
#include "chengjie/wire/json.h"
#include "chengjie/wire/sources.h"

namespace chengjie::cli {
namespace {

// What every answering command needs: the ledger, its book, the region.
struct Session {
  std::unique_ptr<store::Store> ledger;
  Book book;
  std::string region;
  answer::Basis basis;

  answer::Context context(Common const& common) {
    return {book, region, common.today, common.caller, basis};
  }
};

enum class Region { needed, optional };

Result<Session> begin(Common const& common, Region need = Region::needed) {
  auto session = Session{};
  auto ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return ledger.error(); }
  session.ledger = std::move(*ledger);
  auto book = load_book(*session.ledger);
  if (!book) { return book.error(); }
  session.book = std::move(*book);
  auto region = answer::region_of(session.book, common.region);
  if (!region && (need == Region::needed || !common.region.empty())) { return region.error(); }
  session.region = region ? std::move(*region) : "本区";
  return session;
}

// What was shown stays openable. A ledger that cannot be written to still answers.
void keep_shown(Session& session) {
  auto figures = std::vector<Figure>{};
  for (auto const& [mark, figure] : session.basis.figures()) { figures.push_back(figure); }
  auto const kept = wire::keep_figures(*session.ledger, figures);
  if (!kept) {
    std::fprintf(stderr, "chengjie: 出处没有存下，部分标记之后打不开：%s\n",
                 kept.error().line().c_str());
  }
}

Result<std::vector<answer::Contradiction>> find_contradictions(Session& session,
                                                               answer::Context const& context) {
  auto const texts = answer::document_texts(*session.ledger, session.book);
  if (!texts) { return texts.error(); }
  return answer::contradictions(context, *texts);
}

wire::Json json_of(std::vector<answer::Contradiction> const& found) {
  auto list = wire::Json::array();
  for (auto const& row : found) {
    auto figures = wire::Json::array();
    for (auto const& figure : row.figures) { figures.push_back(wire::json_of(figure)); }
    list.push_back({{"kind", row.kind},
                    {"severity", row.severity},
                    {"sentence", row.sentence},
                    {"figures", std::move(figures)}});
  }
  return list;
}

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
    say(wire::dump(page));
  } else {
    print_page(answers, *found, all.assumed_share());
  }
  return kYes;
}

// Answers for which the firms' tables alone are enough.
template <class Ask>
int tell_of_firms(Common const& common, Ask ask_firms) {
  auto session = begin(common, Region::optional);
  if (!session) { return fail(session.error()); }
  auto const answer = ask_firms(session->context(common));
  if (!answer) { return fail(answer.error()); }
  keep_shown(*session);
  if (common.json) {
    say(wire::dump(wire::json_of(*answer)));
  } else {
    print_answer(*answer, kEverything);
  }
  return kYes;
}

}  // namespace

int answer(Common const& common, Answer const& args) {
  if (!args.project.empty() && args.question != "where" && args.question != "effect") {
    return fail({Code::bad_usage, "只有 where 和 effect 按项目回答", "--project",
                 "写成 answer where --project " + args.project});
  }
  if (args.question.empty()) { return answer_all(common); }
  auto session = begin(common);
  if (!session) { return fail(session.error()); }
  auto const answer = answer::answer_to(session->context(common), args.question, args.project);
  if (!answer) { return fail(answer.error()); }
  keep_shown(*session);
  if (common.json) {
    say(wire::dump(wire::json_of(*answer)));
  } else {
    print_answer(*answer, kEverything);
  }
  return kYes;
}

int monthly(Common const& common, Monthly const& args) {
  return tell_of_firms(common,
                       [&](auto const& context) { return answer::monthly(context, args.month); });
}

int per_mu(Common const& common, PerMu const& args) {
  return tell_of_firms(common,
                       [&](auto const& context) { return answer::per_mu(context, args.scheme); });
}

int conflicts(Common const& common) {
  auto session = begin(common);
  if (!session) { return fail(session.error()); }
  auto const found = find_contradictions(*session, session->context(common));
  if (!found) { return fail(found.error()); }
  keep_shown(*session);
  if (common.json) {
    say(wire::dump(json_of(*found)));
  } else {
    print_contradictions(*found, kEverything);
    if (found->empty()) { say("没有发现互相矛盾或不能相比的数字"); }
  }
  // A note asks nothing of anyone: an implied total that nothing contradicts.
  auto const contradicted = std::any_of(found->begin(), found->end(),
                                        [](auto const& row) { return row.severity != "note"; });
  return contradicted ? kNo : kYes;
}

int firm(Common const& common, Firm const& args) {
  auto session = begin(common);
  if (!session) { return fail(session.error()); }
  auto const packs = answer::shipped_packs();
  if (!packs) { return fail(packs.error()); }
  auto const found = answer::firm_verdicts(session->context(common), *packs, args.code);
  if (!found) { return fail(found.error()); }
  for (auto const& figure : answer::figures_of({{}, {}, {}, {found->item}, {}, {}, 0})) {
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
