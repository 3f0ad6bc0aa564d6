#include "chengjie/server/api/searching.h"

#include "chengjie/answer/documents/documents.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/server/api/texts.h"

namespace chengjie::server::api {

Result<Done> Searching::in_step(Ledger& ledger, Snapshot const& shown) {
  if (!index_) {
    auto opened = store::open_search(ledger.where());
    if (!opened) { return opened.error(); }
    index_ = std::move(*opened);
  }
  if (version_ >= shown.version) { return kDone; }
  auto reader = ledger.reader();
  if (!reader) { return reader.error(); }
  auto hashes = std::vector<std::string>{};
  for (auto const& record : shown.book.all(kDocuments)) { hashes.push_back(record.key); }
  auto const text = [&](std::string_view hash) -> Result<std::string> {
    auto const kept = answer::kept_document(**reader, hash);
    if (!kept) { return kept.error(); }
    auto const plain = PlainText::of(kept->bytes, kept->name);
    if (!plain) { return plain.error(); }
    return plain->utf8();
  };
  auto const done = index_->sync(hashes, text, [this] { return stopping_.load(); });
  if (done && !stopping_) { version_ = shown.version; }
  return done;
}

Result<Done> Searching::follow(Ledger& ledger, Snapshot const& shown) {
  auto const lock = std::lock_guard{mutex_};
  return in_step(ledger, shown);
}

Result<store::SearchIndex::Hits> Searching::find(Ledger& ledger, Snapshot const& shown,
                                                 std::vector<std::string> const& words,
                                                 std::int64_t offset, std::int64_t limit) {
  auto const lock = std::lock_guard{mutex_};
  if (auto const done = in_step(ledger, shown); !done) { return done.error(); }
  return index_->find(words, offset, limit);
}

}  // namespace chengjie::server::api
