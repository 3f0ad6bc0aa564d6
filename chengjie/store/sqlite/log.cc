#include "chengjie/store/sqlite/log.h"

namespace chengjie::store {
namespace {

// How a change is hashed; form 1 is that of ledgers from before bodies were kept once.
constexpr auto kForm = std::int64_t{2};

std::string hash_of(Connection* connection, std::int64_t change) {
  auto find = Statement{connection, "SELECT hash FROM change WHERE id = ?"};
  return find.bind(1, change).step() ? std::string{find.text(0)} : std::string{};
}

}  // namespace

Chain::Chain(std::string_view previous, std::int64_t id, Stamp const& stamp) {
  hash_.add_part(previous);
  hash_.add_part(std::to_string(id));
  hash_.add_part(stamp.at);
  hash_.add_part(stamp.who);
  hash_.add_part(stamp.from);
}

void Chain::add(std::string_view kind, std::string_view key, std::optional<std::string_view> before,
                std::optional<std::string_view> after) {
  hash_.add_part(kind);
  hash_.add_part(key);
  for (auto const& body : {before, after}) {
    hash_.add(body ? "+" : "-");
    if (body) { hash_.add_part(*body); }
  }
}

std::int64_t last_change(Connection* connection) {
  auto find = Statement{connection, "SELECT COALESCE(MAX(id), 0) FROM change"};
  return find.step() ? find.whole(0) : 0;
}

ChangeWriter::ChangeWriter(Connection* connection, Bodies& bodies, Stamp stamp,
                           std::optional<std::int64_t> based_on)
    : connection_(connection),
      bodies_(bodies),
      stamp_(std::move(stamp)),
      based_on_(based_on),
      last_(last_change(connection)),
      id_(last_ + 1),
      find_(connection,
            "SELECT r.id, r.body, r.change, b.text FROM record r LEFT JOIN body b ON b.id = r.body "
            "WHERE r.kind = ? AND r.key = ?"),
      read_body_(connection, "SELECT text FROM body WHERE id = ?"),
      insert_body_(connection, "INSERT INTO body (text) VALUES (?)"),
      insert_record_(connection,
                     "INSERT INTO record (kind, key, body, change) VALUES (?, ?, ?, ?)"),
      update_record_(connection, "UPDATE record SET body = ?, change = ? WHERE id = ?"),
      insert_entry_(connection,
                    "INSERT INTO entry (change, seq, record, before, after) VALUES (?, ?, ?, ?, "
                    "?)") {}

std::optional<ChangeWriter::Found> ChangeWriter::find(std::string_view kind, std::string_view key) {
  auto found = std::optional<Found>{};
  if (find_.bind(1, kind).bind(2, key).step()) {
    found = Found{find_.whole(0), find_.whole(2), {}};
    if (!find_.is_null(1)) { found->body = Body{find_.whole(1), std::string{find_.text(3)}}; }
  }
  find_.reset();
  return found;
}

Result<std::optional<Record>> ChangeWriter::record(std::string_view kind, std::string_view key) {
  auto const found = find(kind, key);
  if (!found || !found->body) { return std::optional<Record>{}; }
  auto decoded = bodies_.decode(kind, key, found->body->text);
  if (!decoded) { return decoded.error(); }
  return std::optional{std::move(*decoded)};
}

bool ChangeWriter::wrote(std::string_view kind, std::string_view key) {
  auto const found = find(kind, key);
  return found && found->change == id_;
}

Result<Done> ChangeWriter::may_write(Change const& change, Found const& found) const {
  auto const where = change.kind + "/" + change.key;
  if (found.change == id_) {
    return Error{Code::conflict, "一次变更里同一条记录写了两次", where, "分成两次变更"};
  }
  if (based_on_ && found.change > *based_on_) {
    return Error{Code::conflict, "记录在此期间已被改动", where, "重新读取后再改"};
  }
  if (change.kind == kPublished) {
    return Error{Code::conflict, "已发布的版本不能改", where, "换一个名称再发布"};
  }
  return kDone;
}

Result<Done> ChangeWriter::put(Change const& change) {
  auto const found = find(change.kind, change.key);
  auto const before = found ? found->body : std::nullopt;
  if (!change.after && !before) { return kDone; }
  auto merged = std::optional<Record>{};
  if (before && change.after) {
    auto const old = bodies_.decode(change.kind, change.key, before->text);
    if (!old) { return old.error(); }
    if (change.keep_other_columns) {
      merged = with_columns_of(*change.after, *old);
      if (!change.blanks_clear) { counts_.kept += fill_blanks(*merged, *old); }
    }
    if (found->change != id_ && same_values(*old, merged ? *merged : *change.after)) {
      ++counts_.same;
      return kDone;
    }
  }
  if (found) {
    if (auto const may = may_write(change, *found); !may) { return may; }
  }
  begin();
  auto const after =
      change.after ? std::optional{insert_body(bodies_.encode(merged ? *merged : *change.after))}
                   : std::nullopt;
  auto const body = after ? std::optional{after->id} : std::nullopt;
  auto record = found ? found->record : 0;
  if (found) {
    update_record_.bind(1, body).bind(2, id_).bind(3, record).run();
  } else {
    insert_record_.bind(1, change.kind).bind(2, change.key).bind(3, body).bind(4, id_).run();
    record = sqlite_api::sqlite3_last_insert_rowid(connection_);
  }
  enter(record, change.kind, change.key, before, after);
  return kDone;
}

void ChangeWriter::put_body(std::int64_t record, std::string_view kind, std::string_view key,
                            std::optional<std::int64_t> before, std::optional<std::int64_t> after) {
  begin();
  update_record_.bind(1, after).bind(2, id_).bind(3, record).run();
  enter(record, kind, key, body_of(before), body_of(after));
}

// The row of the change comes first, for entries refer to it; its hash is known at the end.
void ChangeWriter::begin() {
  if (entries_ != 0) { return; }
  auto insert =
      Statement{connection_,
                "INSERT INTO change (id, at, who, source, hash, form) VALUES (?, ?, ?, ?, '', ?)"};
  insert.bind(1, id_).bind(2, stamp_.at).bind(3, stamp_.who).bind(4, stamp_.from).bind(5, kForm);
  insert.run();
  chain_.emplace(hash_of(connection_, last_), id_, stamp_);
}

ChangeWriter::Body ChangeWriter::insert_body(std::string text) {
  insert_body_.bind(1, text).run();
  return {sqlite_api::sqlite3_last_insert_rowid(connection_), std::move(text)};
}

std::optional<ChangeWriter::Body> ChangeWriter::body_of(std::optional<std::int64_t> id) {
  if (!id) { return std::nullopt; }
  auto body = Body{*id, {}};
  if (read_body_.bind(1, *id).step()) { body.text = read_body_.text(0); }
  read_body_.reset();
  return body;
}

void ChangeWriter::enter(std::int64_t record, std::string_view kind, std::string_view key,
                         std::optional<Body> const& before, std::optional<Body> const& after) {
  using Id = std::optional<std::int64_t>;
  using Text = std::optional<std::string_view>;
  insert_entry_.bind(1, id_).bind(2, ++entries_).bind(3, record);
  insert_entry_.bind(4, before ? Id{before->id} : Id{}).bind(5, after ? Id{after->id} : Id{});
  insert_entry_.run();
  chain_->add(kind, key, before ? Text{before->text} : Text{}, after ? Text{after->text} : Text{});
  ++(!after ? counts_.removed : before ? counts_.changed : counts_.added);
}

std::int64_t ChangeWriter::end() {
  if (entries_ == 0) { return last_; }
  auto const hash = chain_->hex();
  Statement{connection_, "UPDATE change SET hash = ? WHERE id = ?"}
      .bind(1, hash)
      .bind(2, id_)
      .run();
  return id_;
}

}  // namespace chengjie::store
