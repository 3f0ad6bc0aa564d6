// chengjie conflicts list|settle|reopen: what contradicts, and what a person said about it.
#include "chengjie/cli/conflicts.h"

#include <algorithm>

#include "chengjie/answer/documents/documents.h"
#include "chengjie/answer/reconciling/settled.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/page.h"
#include "chengjie/wire/outlines.h"

namespace chengjie::cli {

Result<std::vector<answer::Contradiction>> find_contradictions(Session& session,
                                                               answer::Context const& context) {
  auto const texts = answer::document_texts(*session.ledger, session.book);
  if (!texts) { return texts.error(); }
  auto const outlines = wire::outlines_of(*session.ledger, session.book, context.region);
  if (!outlines) { return outlines.error(); }
  return answer::contradictions(context, *texts, *outlines);
}

wire::Json json_of(std::vector<answer::Contradiction> const& found) {
  auto list = wire::Json::array();
  for (auto const& row : found) {
    auto figures = wire::Json::array();
    for (auto const& figure : row.figures) { figures.push_back(wire::json_of(figure)); }
    auto json = wire::Json{{"kind", row.kind},
                           {"severity", row.severity},
                           {"sentence", row.sentence},
                           {"figures", std::move(figures)},
                           {"key", row.key}};
    json["settled"] = nullptr;
    if (row.settled) {
      json["settled"] = {{"verdict", row.settled->verdict},
                         {"why", row.settled->why},
                         {"by", row.settled->by},
                         {"on", row.settled->on}};
    }
    list.push_back(std::move(json));
  }
  return list;
}

std::set<std::string> disputed_in(answer::Basis const& basis,
                                  std::vector<answer::Contradiction> const& found) {
  auto const stated = answer::disputed_marks(found);
  auto marks = std::set<std::string>{stated.begin(), stated.end()};
  // What is computed from a disputed figure is disputed; inputs of inputs too.
  for (auto grown = true; grown;) {
    grown = false;
    for (auto const& [mark, figure] : basis.figures()) {
      auto const* computed = std::get_if<Computation>(&figure.evidence);
      if (computed == nullptr || marks.contains(mark)) { continue; }
      auto const rests = std::ranges::any_of(
          computed->inputs, [&](auto const& input) { return marks.contains(input); });
      if (rests) { grown = marks.insert(mark).second; }
    }
  }
  return marks;
}

namespace {

int list(Common const& common, Session& session, bool with_settled) {
  auto const found = find_contradictions(session, session.context(common));
  if (!found) { return fail(found.error()); }
  keep_shown(session);
  // A note asks nothing of anyone: an implied total that nothing contradicts. Nor does what a
  // person has settled.
  auto const contradicted = std::ranges::any_of(
      *found, [](auto const& row) { return row.severity != "note" && !row.settled; });
  auto shown = *found;
  if (!with_settled) {
    std::erase_if(shown, [](auto const& row) { return row.settled; });
  }
  if (common.json) {
    say(wire::dump(json_of(shown)));
  } else {
    print_contradictions(shown, kEverything);
    if (shown.empty()) { say("没有发现互相矛盾或不能相比的数字"); }
    if (shown.size() != found->size()) {
      say("另有 " + std::to_string(found->size() - shown.size()) +
          " 条已由人处理，--settled 一并列出");
    }
  }
  return contradicted ? kNo : kYes;
}

int settle(Common const& common, Session& session, Conflicts const& args) {
  auto const based_on = session.ledger->version();
  if (!based_on) { return fail(based_on.error()); }
  auto const found = find_contradictions(session, session.context(common));
  if (!found) { return fail(found.error()); }
  auto const by = args.by.empty() ? common.caller.name : args.by;
  auto const change =
      answer::settle(*found, {args.key, args.verdict, args.prefer, args.why, by, common.today});
  if (!change) { return fail(change.error()); }
  auto const done =
      session.ledger->apply({*change}, {by, common.now, "conflicts settle " + args.key}, *based_on);
  if (!done) { return fail(done.error()); }
  if (common.json) {
    say(wire::dump({{"key", args.key}, {"verdict", args.verdict}, {"change", *done}}));
  } else {
    say(args.key + "：" + std::string{answer::words_of_verdict(args.verdict)} + "（第 " +
        std::to_string(*done) + " 次变更，chengjie undo " + std::to_string(*done) + " 可撤销）");
  }
  return kYes;
}

int reopen(Common const& common, Session& session, Conflicts const& args) {
  if (session.book.find(answer::kSettled, args.key) == nullptr) {
    return fail({Code::not_found, "没有处理过这一条：" + args.key, "conflicts reopen",
                 "chengjie conflicts --settled 列出处理过的"});
  }
  auto const by = args.by.empty() ? common.caller.name : args.by;
  auto const done = session.ledger->apply({{std::string{answer::kSettled}, args.key, {}}},
                                          {by, common.now, "conflicts reopen " + args.key});
  if (!done) { return fail(done.error()); }
  if (common.json) {
    say(wire::dump({{"key", args.key}, {"verdict", nullptr}, {"change", *done}}));
  } else {
    say(args.key + "：重新提示（第 " + std::to_string(*done) + " 次变更）");
  }
  return kYes;
}

}  // namespace

int conflicts(Common const& common, Conflicts const& args) {
  auto session = begin(common, Region::optional);
  if (!session) { return fail(session.error()); }
  if (args.action == "settle") { return settle(common, *session, args); }
  if (args.action == "reopen") { return reopen(common, *session, args); }
  return list(common, *session, args.with_settled);
}

}  // namespace chengjie::cli
