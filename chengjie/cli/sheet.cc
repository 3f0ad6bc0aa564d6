// chengjie monthly, per-mu, rules affected, policies, care, match: the tables beside the question
// of how. Text, JSON, or with --out a file.
#include <algorithm>

#include "chengjie/answer/sheet.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/page.h"
#include "chengjie/cli/session.h"
#include "chengjie/wire/export.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

// A part of an answer as text that can be copied into a document: paragraphs, no numbering.
void say_text(answer::Answer const& answer) {
  for (auto const& item : answer.items) {
    if (item.id != "text") { continue; }
    for (auto const& line : item.lines) { say(answer::text_of(line, answer::Marks::shown)); }
  }
}

// The day of an earlier state: a date, or when a version of that name was published.
Result<std::string> day_of(Common const& common, Session& session, std::string const& since) {
  if (parse_date(since)) {
    if (since <= common.today) { return since; }
    return Error{Code::bad_usage, "这一天还没有到：" + since, "--since", "写今天或以前的一天"};
  }
  auto const published = session.ledger->record(store::kPublished, since);
  if (!published) { return published.error(); }
  if (!*published) {
    return Error{Code::not_found, "不是日期，也没有这个已发布的版本", since,
                 "写成 YYYY-MM-DD，或用 chengjie published list 查看已发布的版本"};
  }
  return (*published)->text("at").substr(0, std::string_view{"2026-11-25"}.size());
}

Result<answer::Answer> ask(Common const& common, Session& session, Sheet const& args) {
  auto const most = args.out.empty() ? answer::kSheetItems : answer::kSheetAll;
  auto const tries = !args.figures.empty() || !args.weights.empty();
  if (args.name == "per_mu_land" && tries) {
    return Error{Code::bad_usage, "--low-land 不能和 --try、--weight 一起用", "--low-land",
                 "分两次问"};
  }
  if (args.since.empty()) {
    auto asked = answer::SheetAsk{args.month,
                                  args.scheme,
                                  args.from,
                                  args.to,
                                  args.clause,
                                  args.firm,
                                  {args.figures, args.weights},
                                  most};
    return answer::sheet(session.context(common), args.name, asked);
  }
  if (args.name != "per_mu" || tries) {
    return Error{Code::bad_usage, "--since 不能和 --try、--weight、--low-land 一起用", "--since",
                 "分两次问"};
  }
  auto const day = day_of(common, session, args.since);
  if (!day) { return day.error(); }
  auto records = session.ledger->all_as_of(args.since);
  if (!records) { return records.error(); }
  auto const earlier = Book{std::move(*records)};
  auto basis = answer::Basis{};
  auto const then = answer::Context{earlier, session.region, *day, common.caller, basis};
  return answer::per_mu_since(session.context(common), then, args.scheme, most);
}

int write(Common const& common, Session const& session, answer::Answer answer,
          std::string const& out) {
  auto const format = wire::export_format_of(out);
  if (!format) {
    return fail(
        {Code::bad_usage, "不知道写成什么格式", out, "文件名以 .csv、.xlsx 或 .jsonl 结尾"});
  }
  auto const version = session.ledger->version();
  if (!version) { return fail(version.error()); }
  auto request = wire::ExportRequest{};
  request.format = *format;
  request.caller = common.caller;
  request.today = common.today;
  auto const done = wire::export_answer(std::move(answer), request, *version, out);
  if (!done) { return fail(done.error()); }
  if (common.json) {
    say(wire::dump({{"kind", done->what}, {"records", done->rows}, {"to", done->path}}));
  } else {
    say("已导出" + done->title + " " + std::to_string(done->rows) + " 条到 " + done->path);
  }
  return kYes;
}

}  // namespace

int sheet(Common const& common, Sheet const& args) {
  auto session = begin(common, Region::optional);
  if (!session) { return fail(session.error()); }
  auto answer = ask(common, *session, args);
  if (!answer) { return fail(answer.error()); }
  keep_shown(*session);
  if (!args.out.empty()) { return write(common, *session, std::move(*answer), args.out); }
  if (common.json) {
    say(wire::dump(wire::json_of(*answer)));
  } else if (args.text) {
    say_text(*answer);
  } else {
    print_answer(*answer, kEverything);
  }
  return kYes;
}

}  // namespace chengjie::cli
