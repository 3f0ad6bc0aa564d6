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

Result<answer::Answer> ask(Common const& common, Session& session, Sheet const& args) {
  if (args.since.empty()) {
    auto asked = answer::SheetAsk{args.month,
                                  args.scheme,
                                  args.from,
                                  args.to,
                                  args.clause,
                                  args.firm,
                                  {args.figures, args.weights},
                                  args.out.empty() ? answer::kSheetItems : answer::kSheetAll};
    return answer::sheet(session.context(common), args.name, asked);
  }
  auto records = session.ledger->all_as_of(args.since);
  if (!records) { return records.error(); }
  auto const earlier = Book{std::move(*records)};
  auto basis = answer::Basis{};
  auto const then = answer::Context{earlier, session.region, args.since, common.caller, basis};
  return answer::per_mu_since(session.context(common), then, args.scheme);
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
