#include "chengjie/store/sqlite/acts.h"

#include <charconv>

namespace chengjie::store {
namespace {

// Why a change cannot be taken back: `later` has changed one of its records.
Error moved_since(Connection* connection, std::int64_t change, std::int64_t later,
                  std::string const& record) {
  auto const number = std::to_string(later);
  auto find = Statement{connection, "SELECT source FROM change WHERE id = ?"};
  auto const undone =
      find.bind(1, later).step() && find.text(0) == "undo " + std::to_string(change);
  if (undone) {
    return {Code::conflict, "第 " + std::to_string(change) + " 次变更已经撤销过了", record,
            "要恢复它，撤销第 " + number + " 次变更"};
  }
  return {Code::conflict, "之后又有改动，不能直接撤销", record, "先撤销第 " + number + " 次变更"};
}

}  // namespace

Result<Done> take_back(Connection* connection, std::int64_t change, ChangeWriter& writer) {
  auto rows = Statement{connection,
                        "SELECT r.id, r.kind, r.key, r.change, e.before, e.after FROM entry e "
                        "JOIN record r ON r.id = e.record WHERE e.change = ? ORDER BY e.seq"};
  rows.bind(1, change);
  auto any = false;
  while (rows.step()) {
    any = true;
    auto const kind = std::string{rows.text(1)};
    auto const key = std::string{rows.text(2)};
    if (kind == kPublished) { return Error{Code::conflict, "已发布的版本不能撤销", key, {}}; }
    if (rows.whole(3) != change) {
      return moved_since(connection, change, rows.whole(3), kind + "/" + key);
    }
    writer.put_body(rows.whole(0), kind, key, rows.whole_or_null(5), rows.whole_or_null(4));
  }
  if (any) { return kDone; }
  return Error{Code::not_found,
               "没有第 " + std::to_string(change) + " 次变更",
               {},
               "用 chengjie log 查看变更"};
}

std::int64_t version_of(Record const& published) {
  auto const text = published.text("version");
  auto version = std::int64_t{};
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

Result<Record> published_record(Connection* connection, Store::Signed const& what,
                                Stamp const& stamp) {
  auto const version = last_change(connection);
  auto find = Statement{connection, "SELECT hash FROM change WHERE id = ?"};
  if (!find.bind(1, version).step()) {
    return Error{Code::bad_input, "账本还是空的，没有可发布的内容", {}, {}};
  }
  auto record = Record{std::string{kPublished}, what.name, {}, {}};
  auto const put = [&](std::string column, Value value) {
    record.fields.push_back({std::move(column), std::move(value), {}, {}, {}});
  };
  put("version", std::to_string(version));  // a number of the log, not a figure
  put("hash", std::string{find.text(0)});
  put("signed_off_by", what.by);
  put("note", what.note.empty() ? Value{} : Value{what.note});
  put("at", stamp.at);
  return record;
}

}  // namespace chengjie::store
