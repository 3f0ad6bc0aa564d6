// chengjie export TABLE --to FILE: a book of the ledger, an answer, the contradictions or the
// assumptions as CSV, XLSX, JSON Lines or GeoJSON.
#include "chengjie/wire/export.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/interrupt.h"
#include "chengjie/cli/progress.h"
#include "chengjie/files/atomic_file.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

void tell(wire::Exported const& done) {
  say("已导出" + done.title + " " + std::to_string(done.rows) + " 条到 " + done.path);
  constexpr auto kNamed = std::size_t{10};
  auto const list = [](std::string const& words, std::vector<std::string> const& names) {
    if (names.empty()) { return; }
    auto line = std::string{};
    for (auto i = std::size_t{0}; i != names.size() && i != kNamed; ++i) {
      line += (i == 0 ? "" : "、") + names[i];
    }
    say("  " + words + "（" + std::to_string(names.size()) + "）：" + line +
        (names.size() > kNamed ? " 等" : ""));
  };
  list("无权查看而未导出的列", done.left_out);
  list("没有经纬度、不在图上的记录", done.without_place);
  list("文字超过一格所容而截断的列，全文请导出 .csv", done.cut);
}

}  // namespace

int export_records(Common const& common, Export const& args) {
  auto const format = wire::export_format_of(args.to);
  if (!format) {
    return fail({Code::bad_usage, "不知道写成什么格式", args.to,
                 "文件名以 .csv、.xlsx、.jsonl 或 .geojson 结尾"});
  }
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto interrupt = Interrupt{"已中断，没有留下文件"};
  interrupt.making(args.to + std::string{files::kMaking});
  auto progress = Progress{common.terminal_err};
  auto const done = wire::export_to(
      **ledger,
      {args.kind, *format, common.caller, common.today, args.as_of, common.region, args.project},
      args.to, [&](std::size_t row, std::size_t all) {
        progress.tell("导出 " + std::to_string(row) + " / " + std::to_string(all));
        return true;
      });
  progress.clear();
  if (!done) { return fail(done.error()); }
  if (!common.json) {
    tell(*done);
    return kYes;
  }
  say(wire::dump({{"kind", done->what},
                  {"records", done->rows},
                  {"to", done->path},
                  {"version", done->version},
                  {"left_out", done->left_out},
                  {"without_place", done->without_place},
                  {"cut", done->cut}}));
  return kYes;
}

}  // namespace chengjie::cli
