#include "chengjie/answer/documents/import_job.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <thread>

#include "chengjie/answer/assumed/assumed_key.h"
#include "chengjie/answer/documents/mappings.h"
#include "chengjie/answer/how/identity.h"
#include "chengjie/answer/meaning.h"
#include "chengjie/base/hash.h"

namespace chengjie::answer {
namespace {

constexpr auto kBatch = std::size_t{256};  // records handed over together
constexpr auto kQueueMax = std::size_t{8};

// Reading a table and writing the ledger keep a core busy each, so the writing runs beside the
// reading. Batches wait in a short queue.
class WritingThread {
 public:
  WritingThread(store::Writer& writer, bool blanks_clear)
      : writer_(writer), blanks_clear_(blanks_clear), thread_([this] { work(); }) {}
  ~WritingThread() { static_cast<void>(finish()); }  // who did not ask threw, and tells that
  WritingThread(WritingThread const&) = delete;
  WritingThread& operator=(WritingThread const&) = delete;

  void take(Record&& record) {
    batch_.push_back(std::move(record));
    if (batch_.size() == kBatch) { hand_over(); }
  }

  // Waits for all that was taken; what went wrong first, if anything did.
  Result<Done> finish() {
    if (thread_.joinable()) {
      hand_over();
      {
        auto const lock = std::lock_guard{mutex_};
        closed_ = true;
      }
      changed_.notify_all();
      thread_.join();
    }
    if (error_) { return *error_; }
    return kDone;
  }

 private:
  using Batch = std::vector<Record>;

  void hand_over() {
    if (batch_.empty()) { return; }
    auto lock = std::unique_lock{mutex_};
    changed_.wait(lock, [&] { return queue_.size() < kQueueMax; });
    queue_.push(std::exchange(batch_, {}));
    lock.unlock();
    changed_.notify_all();
  }

  void work() {
    while (auto batch = next()) {
      for (auto& record : *batch) {
        if (error_) { break; }  // the rest of the table is only read
        auto change = store::Change{record.kind, record.key, {}, true, blanks_clear_};
        change.after = std::move(record);
        if (auto const put = writer_.put(change); !put) { error_ = put.error(); }
      }
    }
  }

  std::optional<Batch> next() {
    auto lock = std::unique_lock{mutex_};
    changed_.wait(lock, [&] { return closed_ || !queue_.empty(); });
    if (queue_.empty()) { return std::nullopt; }
    auto batch = std::move(queue_.front());
    queue_.pop();
    lock.unlock();
    changed_.notify_all();
    return batch;
  }

  store::Writer& writer_;
  bool blanks_clear_;
  Batch batch_;
  std::queue<Batch> queue_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool closed_{};
  std::optional<Error> error_;  // of the thread, until it has been joined
  std::thread thread_;
};

Result<KindSpec const*> kind_of(ImportRequest const& request) {
  if (auto const* kind = kind_named(request.kind)) { return kind; }
  auto list = std::string{};
  for (auto const& kind : kinds()) { list += (list.empty() ? "" : "、") + std::string{kind.name}; }
  return Error{Code::bad_usage, "没有这本台账：" + request.kind, "--as", "可选：" + list};
}

// Reads the table once with a mapping, handing each record on.
Result<ImportDone> read_table(ImportRequest const& request, KindSpec const& kind,
                              ColumnMap const& map, tables::Sink const& sink) {
  auto done = ImportDone{};
  auto wrong = Result<Done>{kDone};
  auto table = tables::import_table(request.bytes, request.file, kind,
                                    {.sheet = request.sheet, .map = map}, [&](Record&& record) {
                                      ++done.records;
                                      if (wrong && record.kind == "assumptions") {
                                        wrong = check_assumed_row(record);
                                      }
                                      if (request.progress) { request.progress(done.records); }
                                      sink(std::move(record));
                                    });
  if (!table) { return table.error(); }
  if (!wrong) { return wrong.error(); }
  done.table = std::move(*table);
  return done;
}

// The mapping that a remembered one adds to the person's own.
struct Mapping {
  ColumnMap all;
  Remembered remembered;
};

Result<Mapping> mapping_of(store::Store* store, ImportRequest const& request) {
  auto mapping = Mapping{request.map, {}};
  if (store == nullptr || !request.use_remembered || !request.map.empty()) { return mapping; }
  auto remembered = remembered_for(*store, request.office, request.kind);
  if (!remembered) { return remembered.error(); }
  mapping.remembered = std::move(*remembered);
  mapping.all = mapping.remembered.map;
  return mapping;
}

}  // namespace

Result<ImportDone> preview_import(store::Store* store, ImportRequest const& request) {
  auto const kind = kind_of(request);
  if (!kind) { return kind.error(); }
  auto const mapping = mapping_of(store, request);
  if (!mapping) { return mapping.error(); }
  auto records = std::vector<Record>{};
  auto const sink = [&](Record&& record) {
    if (request.keep_records) { records.push_back(std::move(record)); }
  };
  auto done = read_table(request, **kind, mapping->all, sink);
  if (!done) { return done.error(); }
  if (!mapping->all.empty() && request.map.empty() && !was_for(mapping->remembered, done->table)) {
    records.clear();
    done = read_table(request, **kind, {}, sink);
    if (!done) { return done.error(); }
  } else {
    done->remembered = used_of(mapping->remembered.map, done->table);
  }
  done->table.records = std::move(records);
  if (store != nullptr) {
    auto const version = store->version();
    if (!version) { return version.error(); }
    done->version = *version;
  }
  return done;
}

namespace {

// One try with one mapping: everything inside one transaction.
Result<ImportDone> attempt(store::Store& store, ImportRequest const& request, KindSpec const& kind,
                           Mapping const& mapping, store::Stamp const& stamp) {
  auto identity = std::optional<Identity>{};
  if (meaning_of(request.kind).joins_by_name) {
    auto known = Identity::of(store, request.kind);
    if (!known) { return known.error(); }
    identity = std::move(*known);
  }
  auto writer = store.begin(stamp, request.based_on);
  if (!writer) { return writer.error(); }
  auto const kept =
      (*writer)->keep_blob(sha256_hex(request.bytes), {request.file, std::string{request.bytes}});
  if (!kept) { return kept.error(); }
  auto thread = WritingThread{**writer, request.blanks_clear};
  auto records = std::vector<Record>{};
  auto done = read_table(request, kind, mapping.all, [&](Record&& record) {
    if (request.keep_records) { records.push_back(record); }
    if (!identity || !identity->keeps(record)) { thread.take(std::move(record)); }
  });
  auto written = thread.finish();
  if (!done) { return done.error(); }
  if (written && identity) { written = identity->settle(**writer, request.blanks_clear); }
  if (!written) { return written.error(); }
  done->table.records = std::move(records);
  if (!done->table.refused.empty()) { return done; }
  done->remembered = used_of(mapping.remembered.map, done->table);
  if (mapping.remembered.map.empty() || was_for(mapping.remembered, done->table)) {
    if (auto const change = mapping_change(request, done->table)) {
      if (auto const put = (*writer)->put(*change); !put) { return put.error(); }
    }
    if (request.before_commit) {
      if (auto const may = request.before_commit(done->table); !may) { return may.error(); }
    }
    done->counts = (*writer)->counts();
    auto const version = (*writer)->commit();
    if (!version) { return version.error(); }
    done->version = *version;
  }
  return done;
}

}  // namespace

Result<ImportDone> import_into(store::Store& store, ImportRequest const& request,
                               store::Stamp const& stamp) {
  auto const kind = kind_of(request);
  if (!kind) { return kind.error(); }
  auto const mapping = mapping_of(&store, request);
  if (!mapping) { return mapping.error(); }
  auto done = attempt(store, request, **kind, *mapping, stamp);
  // A mapping of another table of this office is none for this one.
  auto const other = done && !mapping->remembered.map.empty() &&
                     (!done->table.refused.empty() || !was_for(mapping->remembered, done->table));
  if (other) { return attempt(store, request, **kind, {{}, {}}, stamp); }
  return done;
}

}  // namespace chengjie::answer
