// Holds a ledger to its log: what `chengjie audit` says about the change log.
#include "chengjie/store/sqlite/acts.h"

namespace chengjie::store {
namespace {

std::string text_or_dash(std::optional<std::string_view> text) {
  return text ? "+" + std::string{*text} : "-";
}

// Form 1: of ledgers from before bodies were kept once. Entries by kind and key.
class FormOne {
 public:
  FormOne(std::string const& previous, std::int64_t id, Stamp const& stamp)
      : text_(previous + "\n" + std::to_string(id) + "\n" + stamp.at + "\n" + stamp.who + "\n" +
              stamp.from + "\n") {}
  void add(std::string_view kind, std::string_view key, std::optional<std::string_view> before,
           std::optional<std::string_view> after) {
    auto const was = text_or_dash(before);
    auto const is = text_or_dash(after);
    text_ += mark_of({kind, key, was, is}) + "\n" + sha256_hex(was + "\x1f" + is) + "\n";
  }
  std::string hex() { return sha256_hex(text_); }

 private:
  std::string text_;
};

class Verifier {
 public:
  Verifier(Connection* connection, Bodies& bodies)
      : connection_(connection),
        bodies_(bodies),
        entries_(connection,
                 "SELECT r.kind, r.key, e.before, b.text, e.after, a.text FROM entry e "
                 "JOIN record r ON r.id = e.record LEFT JOIN body b ON b.id = e.before "
                 "LEFT JOIN body a ON a.id = e.after WHERE e.change = ? ORDER BY e.seq") {}

  Result<std::string> run() {
    for (auto const check :
         {&Verifier::chain, &Verifier::shapes, &Verifier::records, &Verifier::published}) {
      auto verdict = (this->*check)();
      if (!verdict || !verdict->empty()) { return verdict; }
    }
    return std::string{};
  }

 private:
  Result<std::string> chain() {
    auto rows =
        Statement{connection_, "SELECT id, at, who, source, hash, form FROM change ORDER BY id"};
    auto previous = std::string{};
    for (auto next = std::int64_t{1}; rows.step(); ++next) {
      auto const id = rows.whole(0);
      if (id != next) { return "第 " + std::to_string(next) + " 次变更不见了"; }
      auto const stamp =
          Stamp{std::string{rows.text(2)}, std::string{rows.text(1)}, std::string{rows.text(3)}};
      auto const hash = std::string{rows.text(4)};
      auto const found = rows.whole(5) == 1 ? recomputed(FormOne{previous, id, stamp}, id)
                                            : recomputed(Chain{previous, id, stamp}, id);
      if (found != hash) { return "第 " + std::to_string(id) + " 次变更被改动过"; }
      previous = hash;
    }
    return std::string{};
  }

  template <class Form>
  std::string recomputed(Form form, std::int64_t change) {
    entries_.bind(1, change);
    while (entries_.step()) {
      auto const body = [&](int column) {
        return entries_.is_null(column) ? std::nullopt : std::optional{entries_.text(column + 1)};
      };
      form.add(entries_.text(0), entries_.text(1), body(2), body(4));
    }
    return form.hex();
  }

  // A body names its shape by a mark of the shape's content.
  Result<std::string> shapes() {
    auto rows = Statement{connection_, "SELECT mark, text FROM shape"};
    while (rows.step()) {
      if (mark_of_shape(rows.text(1)) != rows.text(0)) {
        return "列的说明 " + std::string{rows.text(0)} + " 被改动过";
      }
    }
    return std::string{};
  }

  // The log is the only way to write: a record that differs from its last entry was changed behind
  // it.
  Result<std::string> records() {
    auto rows = Statement{connection_,
                          "SELECT r.kind, r.key, r.change, e.change FROM record r LEFT JOIN entry "
                          "e ON e.record = r.id AND e.change = (SELECT MAX(x.change) FROM entry x "
                          "WHERE x.record = r.id) WHERE e.change IS NULL OR e.change <> r.change "
                          "OR e.after IS NOT r.body LIMIT 1"};
    if (!rows.step()) { return std::string{}; }
    auto const name = std::string{rows.text(0)} + "/" + std::string{rows.text(1)};
    return rows.is_null(3) ? "记录 " + name + " 不是经变更日志写入的"
                           : "记录 " + name + " 与日志里最后一次写入的不同";
  }

  // What was signed off is what the log still says.
  Result<std::string> published() {
    auto rows = Statement{connection_,
                          "SELECT r.key, b.text, (SELECT COUNT(*) FROM entry e WHERE e.record = "
                          "r.id) FROM record r LEFT JOIN body b ON b.id = r.body WHERE r.kind = ?"};
    rows.bind(1, kPublished);
    auto hash_at = Statement{connection_, "SELECT hash FROM change WHERE id = ?"};
    while (rows.step()) {
      auto const name = std::string{rows.text(0)};
      auto const record = bodies_.decode(kPublished, name, rows.text(1));
      if (!record) { return record.error(); }
      auto const change = version_of(*record);
      auto const found = hash_at.bind(1, change).step();
      auto const same = found && hash_at.text(0) == record->text("hash");
      hash_at.reset();
      if (!same || rows.whole(2) != 1) { return "已发布的版本 " + name + " 被改动过"; }
    }
    return std::string{};
  }

  Connection* connection_;
  Bodies& bodies_;
  Statement entries_;
};

}  // namespace

Result<std::string> verify(Connection* connection, Bodies& bodies) {
  return Verifier{connection, bodies}.run();
}

}  // namespace chengjie::store
