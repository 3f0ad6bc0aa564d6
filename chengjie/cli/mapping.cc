// chengjie mapping list|forget: what was once said about an office's headers.
#include "chengjie/answer/documents/mappings.h"
#include "chengjie/cli/commands.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {

int mapping_list(Common const& common) {
  auto const ledger = open_ledger(common, store::Open::read);
  if (!ledger) { return fail(ledger.error()); }
  auto const records = (*ledger)->records(answer::kMappings);
  if (!records) { return fail(records.error()); }
  auto list = wire::Json::array();
  for (auto const& record : *records) {
    auto const headers = record.list("headers");
    auto const columns = record.list("columns");
    if (common.json) {
      list.push_back({{"key", record.key},
                      {"office", record.text("office")},
                      {"kind", record.text("kind")},
                      {"file", record.text("file")},
                      {"headers", headers},
                      {"columns", columns}});
      continue;
    }
    say(record.key + "  （" + record.text("file") + "）");
    for (auto i = std::size_t{0}; i != std::min(headers.size(), columns.size()); ++i) {
      say("    “" + headers[i] + "” " + (columns[i].empty() ? "不导入" : "作 " + columns[i]));
    }
  }
  if (common.json) { say(wire::dump(list)); }
  return kYes;
}

int mapping_forget(Common const& common, MappingForget const& args) {
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto const record = (*ledger)->record(answer::kMappings, args.key);
  if (!record) { return fail(record.error()); }
  if (!*record) {
    return fail({Code::not_found, "没有记住这份对照", args.key, "用 chengjie mapping list 查看"});
  }
  auto const done = (*ledger)->apply({{std::string{answer::kMappings}, args.key, {}}},
                                     stamp(common, "mapping forget"));
  if (!done) { return fail(done.error()); }
  say(common.json ? wire::dump({{"forgotten", args.key}, {"change", *done}})
                  : "已忘掉 " + args.key + "（可用 undo " + std::to_string(*done) + " 找回）");
  return kYes;
}

}  // namespace chengjie::cli
