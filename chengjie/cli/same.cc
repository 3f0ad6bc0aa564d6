// chengjie same list|join|accept|refuse: which names are one firm, and what a person says to it.
#include "chengjie/answer/reconciling/same.h"

#include <cstdio>

#include "chengjie/cli/commands.h"
#include "chengjie/cli/session.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

constexpr auto kListed = std::size_t{20};  // on a terminal, unless asked for more

std::string words_of(answer::SamePair const& pair) {
  char score[16];
  std::snprintf(score, sizeof score, "%.2f", pair.score);
  auto const state = pair.verdict == "accepted"  ? "已合并（" + pair.by + "）"
                     : pair.verdict == "refused" ? "已拒绝（" + pair.by + "）"
                     : pair.sure                 ? std::string{"可直接合并"}
                                                 : std::string{"待人定"};
  auto const named = [](answer::Firm const& firm) {
    return firm.name + (firm.code.empty() ? "" : "（" + firm.code + "）");
  };
  return state + " " + score + "　" + named(pair.a) + " = " + named(pair.b) + "：" + pair.reason;
}

int list(Common const& common, Session& session, Same const& args) {
  auto pairs = answer::same_pairs(session.book);
  std::erase_if(pairs, [&](auto const& pair) {
    return args.doubtful && (pair.sure || !pair.verdict.empty());
  });
  if (common.json) {
    auto rows = wire::Json::array();
    for (auto const& pair : pairs) {
      rows.push_back(
          {{"a", pair.a.id},
           {"b", pair.b.id},
           {"names", {pair.a.name, pair.b.name}},
           {"score", pair.score},
           {"sure", pair.sure},
           {"reason", pair.reason},
           {"verdict", pair.verdict.empty() ? wire::Json(nullptr) : wire::Json(pair.verdict)}});
    }
    say(wire::dump(rows));
    return kYes;
  }
  auto const most = args.limit > 0 ? static_cast<std::size_t>(args.limit) : kListed;
  for (auto i = std::size_t{0}; i != std::min(most, pairs.size()); ++i) { say(words_of(pairs[i])); }
  if (pairs.empty()) { return say("没有可能是同一家的名称"), kYes; }
  say("共 " + std::to_string(pairs.size()) +
      " 对；chengjie same join 合并全部有把握的，accept、refuse 甲 乙 逐对决定，--limit 多列几对");
  return kYes;
}

int write(Common const& common, Session& session, std::vector<store::Change> const& changes,
          std::int64_t based_on, std::string const& by, std::string const& said) {
  if (changes.empty()) {
    say(common.json ? wire::dump({{"decided", 0}, {"change", nullptr}}) : "没有要合并的");
    return kYes;
  }
  auto const done = session.ledger->apply(changes, {by, common.now, said}, based_on);
  if (!done) { return fail(done.error()); }
  if (common.json) {
    say(wire::dump({{"decided", changes.size()}, {"change", *done}}));
  } else {
    say("记下 " + std::to_string(changes.size()) + " 对（第 " + std::to_string(*done) +
        " 次变更，chengjie undo " + std::to_string(*done) + " 可撤销）");
  }
  return kYes;
}

}  // namespace

int same(Common const& common, Same const& args) {
  auto session = begin(common, Region::optional);
  if (!session) { return fail(session.error()); }
  if (args.action == "list") { return list(common, *session, args); }
  auto const based_on = session->ledger->version();
  if (!based_on) { return fail(based_on.error()); }
  auto const by = args.by.empty() ? common.caller.name : args.by;
  if (args.action == "join") {
    return write(common, *session,
                 answer::join_sure(answer::same_pairs(session->book), common.today), *based_on, by,
                 "same join");
  }
  if (args.a.empty() || args.b.empty()) {
    return fail(
        {Code::bad_usage, "要写两家企业", "same " + args.action, "写名称或统一社会信用代码"});
  }
  auto const change = answer::decide(
      session->book, {args.a, args.b, args.action == "accept", args.why, by, common.today});
  if (!change) { return fail(change.error()); }
  return write(common, *session, {*change}, *based_on, by,
               "same " + args.action + " " + args.a + " " + args.b);
}

}  // namespace chengjie::cli
