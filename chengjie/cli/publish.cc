// chengjie publish, published list: versions that somebody signed off and that stay.
#include "chengjie/cli/commands.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {

int publish(Common const& common, Publish const& args) {
  if (args.name.empty() || parse_date(args.name)) {
    return fail({Code::bad_usage, "版本名不能空，也不能写成日期：" + args.name, "publish",
                 "例如 2026年一季度"});
  }
  if (args.by.empty()) { return fail({Code::bad_usage, "要写签发人", "--signed-off-by", {}}); }
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto const done =
      (*ledger)->publish({args.name, args.by, args.note}, stamp(common, "publish " + args.name));
  if (!done) { return fail(done.error()); }
  auto const record = (*ledger)->record(store::kPublished, args.name);
  if (!record) { return fail(record.error()); }
  auto const version = (*record)->text("version");
  auto const hash = (*record)->text("hash");
  say(common.json
          ? wire::dump({{"name", args.name}, {"version", std::stoll(version)}, {"hash", hash}})
          : "已发布“" + args.name + "”：第 " + version + " 次变更时的账本，" + args.by +
                "签发，指纹 " + hash.substr(0, 16));
  return kYes;
}

int published_list(Common const& common) {
  auto const ledger = open_ledger(common, store::Open::read);
  if (!ledger) { return fail(ledger.error()); }
  auto const records = (*ledger)->records(store::kPublished);
  if (!records) { return fail(records.error()); }
  auto list = wire::Json::array();
  for (auto const& record : *records) {
    auto const version = record.text("version");
    if (common.json) {
      list.push_back({{"name", record.key},
                      {"version", std::stoll(version)},
                      {"hash", record.text("hash")},
                      {"signed_off_by", record.text("signed_off_by")},
                      {"note", record.text("note")},
                      {"at", record.text("at")}});
    } else {
      say(record.key + "  " + record.text("at") + "  " + record.text("signed_off_by") +
          "签发  第 " + version + " 次变更  " + record.text("hash").substr(0, 16) + "  " +
          record.text("note"));
    }
  }
  if (common.json) { say(wire::dump(list)); }
  return kYes;
}

}  // namespace chengjie::cli
