#include "chengjie/server/api/ledger.h"

#include <algorithm>
#include <set>

#include "chengjie/access/rights.h"

namespace chengjie::server::api {
namespace {

constexpr auto kViewsMax = std::size_t{16};
constexpr auto kIdleMax = std::size_t{8};  // connections
// More moved records than this are read with all the others: about as fast, and less memory.
constexpr auto kMovedMax = std::int64_t{20'000};

Book book_of(access::Caller const& caller, Book const& whole) {
  auto records = std::vector<Record>{};
  for (auto const* record : whole.everything()) {
    if (auto seen = access::visible(caller, *record)) { records.push_back(std::move(*seen)); }
  }
  return Book{std::move(records)};
}

}  // namespace

std::vector<Record const*> Snapshot::rows_of_firm(std::string const& code_or_name) const {
  std::call_once(once_, [this] {
    for (auto const& record : book.all("enterprises")) {
      auto names = record.list("aliases");
      names.push_back(record.text("uscc"));
      names.push_back(record.text("name"));
      for (auto& name : std::set<std::string>(names.begin(), names.end())) {
        if (!name.empty()) { firms_.emplace(name, &record); }
      }
    }
  });
  auto rows = std::vector<Record const*>{};
  auto const [from, to] = firms_.equal_range(code_or_name);
  for (auto at = from; at != to; ++at) { rows.push_back(at->second); }
  // A name finds rows that go by the code, and the other way round: take all of the same firm.
  auto all = std::set<Record const*>(rows.begin(), rows.end());
  for (auto const* row : rows) {
    auto const code = row->text("uscc");
    auto const [first, last] = firms_.equal_range(code.empty() ? row->text("name") : code);
    for (auto at = first; at != last; ++at) { all.insert(at->second); }
  }
  rows.assign(all.begin(), all.end());
  std::sort(rows.begin(), rows.end(),
            [](Record const* a, Record const* b) { return a->key < b->key; });
  return rows;
}

Result<std::unique_ptr<Ledger>> Ledger::open(std::string const& where) {
  auto ledger = std::unique_ptr<Ledger>(new Ledger(where));
  auto writer = store::open(where, store::Open::existing);
  if (!writer) { return writer.error(); }
  ledger->writer_ = std::move(*writer);
  if (auto const loaded = ledger->load(); !loaded) { return loaded.error(); }
  return ledger;
}

SnapshotPtr Ledger::now() const {
  auto const lock = std::lock_guard{mutex_};
  return now_;
}

SnapshotPtr Ledger::seen_by(access::Caller const& caller) {
  auto whole = now();
  if (access::sees_everything(caller)) { return whole; }
  auto const view = access::view_of(caller);
  {
    auto const lock = std::lock_guard{mutex_};
    auto const at = std::find_if(views_.begin(), views_.end(),
                                 [&](auto const& kept) { return kept.first == view; });
    if (at != views_.end() && at->second->version == whole->version) {
      std::rotate(views_.begin(), at, at + 1);
      return views_.front().second;
    }
  }
  auto made = std::make_shared<Snapshot const>(whole->version, book_of(caller, whole->book));
  auto const lock = std::lock_guard{mutex_};
  std::erase_if(views_, [&](auto const& kept) {
    return kept.first == view || kept.second->version < whole->version;
  });
  views_.emplace(views_.begin(), view, made);
  if (views_.size() > kViewsMax) { views_.pop_back(); }
  return made;
}

Result<Reader> Ledger::reader() {
  auto const back = [this](std::unique_ptr<store::Store> store) {
    auto const lock = std::lock_guard{mutex_};
    if (idle_.size() < kIdleMax) { idle_.push_back(std::move(store)); }
  };
  {
    auto const lock = std::lock_guard{mutex_};
    if (!idle_.empty()) {
      auto store = std::move(idle_.back());
      idle_.pop_back();
      return Reader{std::move(store), back};
    }
  }
  auto opened = store::open(where_, store::Open::read);
  if (!opened) { return opened.error(); }
  return Reader{std::move(*opened), back};
}

Result<std::int64_t> Ledger::write(Write const& body) {
  auto version = Result<std::int64_t>{std::int64_t{0}};
  {
    auto const lock = std::lock_guard{writing_};
    version = body(*writer_);
  }
  if (!version) { return version; }
  if (auto const seen = look(); !seen) { return seen.error(); }
  return version;
}

Result<std::int64_t> Ledger::apply(std::vector<store::Change> const& changes,
                                   store::Stamp const& stamp,
                                   std::optional<std::int64_t> based_on) {
  return write([&](store::Store& store) { return store.apply(changes, stamp, based_on); });
}

Result<Done> Ledger::keep(std::function<Result<Done>(store::Store&)> const& body) {
  auto const lock = std::lock_guard{writing_};
  return body(*writer_);
}

void Ledger::on_change(std::function<void(std::int64_t)> listener) {
  auto const lock = std::lock_guard{mutex_};
  listeners_.push_back(std::move(listener));
}

void Ledger::show(SnapshotPtr snapshot) {
  auto listeners = std::vector<std::function<void(std::int64_t)>>{};
  {
    auto const lock = std::lock_guard{mutex_};
    if (now_ && now_->version >= snapshot->version) { return; }
    now_ = snapshot;
    listeners = listeners_;
  }
  for (auto const& tell : listeners) { tell(snapshot->version); }
}

Result<Done> Ledger::load() {
  auto const from = reader();
  if (!from) { return from.error(); }
  if (auto const before = now()) {
    auto moved = (*from)->moved_since(before->version, kMovedMax);
    if (!moved) { return moved.error(); }
    if (*moved) {
      show(std::make_shared<Snapshot const>(
          (*moved)->version, before->book.with(std::move((*moved)->put), (*moved)->gone)));
      return kDone;
    }
  }
  // What is written between the two is loaded under the older number, and once more by the next
  // look.
  auto const version = (*from)->version();
  if (!version) { return version.error(); }
  auto records = (*from)->all();
  if (!records) { return records.error(); }
  show(std::make_shared<Snapshot const>(*version, Book{std::move(*records)}));
  return kDone;
}

Result<Done> Ledger::look() {
  auto const lock = std::lock_guard{loading_};
  {
    auto const from = reader();
    if (!from) { return from.error(); }
    auto const version = (*from)->version();
    if (!version) { return version.error(); }
    if (*version == now()->version) { return kDone; }
  }
  return load();
}

}  // namespace chengjie::server::api
