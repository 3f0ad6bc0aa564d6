// chengjie history, log, undo: the past of the ledger.
#include "chengjie/answer/line.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/interrupt.h"
#include "chengjie/wire/json.h"
#include "chengjie/wire/record.h"

namespace chengjie::cli {
namespace {

std::string words(Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) { return *text; }
  if (auto const* number = std::get_if<double>(&value)) { return answer::number_words(*number); }
  if (auto const* flag = std::get_if<bool>(&value)) { return *flag ? "是" : "否"; }
  auto joined = std::string{};
  if (auto const* list = std::get_if<std::vector<std::string>>(&value)) {
    for (auto const& item : *list) { joined += (joined.empty() ? "" : "、") + item; }
  }
  return joined.empty() ? "（空）" : joined;
}

// The columns that a change moved, before and after.
std::vector<std::string> differences(store::LogRow const& row) {
  if (!row.after) { return {"删除"}; }
  auto lines = std::vector<std::string>{};
  for (auto const& field : row.after->fields) {
    auto const* old = row.before ? row.before->find(field.column) : nullptr;
    if (old != nullptr && old->value == field.value) { continue; }
    if (old == nullptr && std::holds_alternative<std::monostate>(field.value)) { continue; }
    lines.push_back(field.column + "：" + (old == nullptr ? "" : words(old->value) + " → ") +
                    words(field.value));
  }
  return lines;
}

}  // namespace

int history(Common const& common, History const& args) {
  auto const slash = args.record.find('/');
  if (slash == std::string::npos) {
    return fail({Code::bad_usage, "记录要写成 类别/键", args.record, "例如 parks/西彭园区"});
  }
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto const rows = (*ledger)->history(args.record.substr(0, slash), args.record.substr(slash + 1));
  if (!rows) { return fail(rows.error()); }
  if (rows->empty()) {
    return fail({Code::not_found, "账本里从没有这条记录", args.record,
                 "用 chengjie export 查看有哪些记录"});
  }
  if (common.json) {
    auto list = wire::Json::array();
    for (auto const& row : *rows) { list.push_back(wire::json_of(row)); }
    say(wire::dump(list));
    return kYes;
  }
  for (auto const& row : *rows) {
    say("变更 " + std::to_string(row.change) + "  " + row.stamp.at + "  " + row.stamp.who + "  " +
        row.stamp.from);
    for (auto const& line : differences(row)) { say("    " + line); }
  }
  return kYes;
}

int undo(Common const& common, Undo const& args) {
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto const interrupt = Interrupt{"已中断，账本没有改动"};
  auto const done =
      (*ledger)->undo(args.change, stamp(common, "undo " + std::to_string(args.change)));
  if (!done) { return fail(done.error()); }
  say(common.json ? wire::dump({{"undone", args.change}, {"change", *done}})
                  : "已撤销第 " + std::to_string(args.change) + " 次变更，记为第 " +
                        std::to_string(*done) + " 次变更");
  return kYes;
}

namespace {

// Every value that a later table changed, with both: a restated month keeps what was first said.
int log_restated(Common const& common, store::Store& ledger) {
  auto list = wire::Json::array();
  auto const told = ledger.restatements([&](store::LogRow const& row) {
    if (common.json) { return list.push_back(wire::json_of(row)); }
    say(row.kind + "/" + row.key + "  变更 " + std::to_string(row.change) + "  " + row.stamp.at +
        "  " + row.before->origin.file + " → " + row.after->origin.file);
    for (auto const& line : differences(row)) { say("    " + line); }
  });
  if (!told) { return fail(told.error()); }
  if (common.json) { say(wire::dump(list)); }
  return kYes;
}

}  // namespace

int log(Common const& common, Log const& args) {
  auto const ledger = open_ledger(common, store::Open::read);
  if (!ledger) { return fail(ledger.error()); }
  if (args.restated) { return log_restated(common, **ledger); }
  auto const rows = (*ledger)->changes();
  if (!rows) { return fail(rows.error()); }
  auto list = wire::Json::array();
  for (auto const& row : *rows) {
    if (common.json) {
      list.push_back({{"change", row.change},
                      {"at", row.stamp.at},
                      {"who", row.stamp.who},
                      {"from", row.stamp.from},
                      {"records", row.records}});
    } else {
      say(std::to_string(row.change) + "  " + row.stamp.at + "  " + row.stamp.who + "  " +
          row.stamp.from + "（" + std::to_string(row.records) + " 条记录）");
    }
  }
  if (common.json) { say(wire::dump(list)); }
  return kYes;
}

}  // namespace chengjie::cli
