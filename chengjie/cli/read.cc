// chengjie read: documents to facts with evidence, as JSON Lines, or kept in the ledger.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <set>
#include <thread>

#include "chengjie/answer/documents/library.h"
#include "chengjie/base/hash.h"
#include "chengjie/base/tree.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/pipeline.h"
#include "chengjie/cli/progress.h"
#include "chengjie/cli/read_sources.h"
#include "chengjie/reading/jsonl.h"

namespace chengjie::cli {
namespace {

// Set by Ctrl-C: what is under way is finished and kept, nothing more is begun.
std::atomic<bool> g_stop{};

class StopOnSignal {
 public:
  StopOnSignal() {
    g_stop = false;
    struct sigaction action{};
    // A second Ctrl-C ends the program as usual; a read of the standard input is not begun again.
    action.sa_handler = [](int) { g_stop = true; };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, &before_int_);
    sigaction(SIGTERM, &action, &before_term_);
  }
  ~StopOnSignal() {
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
  }
  StopOnSignal(StopOnSignal const&) = delete;
  StopOnSignal& operator=(StopOnSignal const&) = delete;

 private:
  struct sigaction before_int_{}, before_term_{};
};

// A document to read, or why there is none.
struct Job {
  Document document;
  std::optional<Error> error;
};

struct Made {
  std::string bytes;
  std::optional<answer::ReadFile> file;  // nothing for --what quantities, and when known
  std::string lines, why;                // for stdout and stderr
  std::vector<std::string> notes;        // of keeping it
  bool known{};
};

// A document that has been read and is not yet told of.
struct Waiting {
  std::string name;
  Result<Made> made;
};

constexpr auto kTogether = std::size_t{64};  // documents in one write, or so many bytes of them
constexpr auto kTogetherBytes = std::size_t{4} << 20;

std::string lines_of(reading::Reading const& reading, std::string const& name,
                     std::string const& what) {
  auto lines = std::string{};
  auto const add = [&](auto const& all) {
    for (auto const& one : all) { (lines += reading::to_jsonl(one, name)) += '\n'; }
  };
  if (what == "entities") {
    add(reading.entities);
  } else if (what == "relations") {
    add(reading.relations);
  } else if (what == "clauses") {
    add(reading.clauses);
  } else {
    add(reading.facts);
  }
  return lines;
}

class Reader {
 public:
  Reader(Common const& common, Read const& args)
      : common_(common), args_(args), progress_(common.terminal_err) {}

  Result<Done> prepare() {
    if (args_.paths.empty() && !args_.from_stdin) {
      return Error{Code::bad_usage, "没有说读什么", "read", "写文件或文件夹，或用 --stdin"};
    }
    if (!args_.replaces.empty() && (!args_.keep || args_.from_stdin || args_.paths.size() != 1)) {
      return Error{Code::bad_usage, "--replaces 只用于把一个文件记入账本", "--replaces",
                   "写成 read 文件 --keep --replaces 旧文件名或哈希"};
    }
    options_.why = args_.why;
    options_.facts_only = args_.what == "facts" && !args_.keep;
    if (!args_.date.empty()) {
      options_.date = parse_date(args_.date);
      if (!options_.date) {
        return Error{Code::bad_usage, "不是日期：" + args_.date, "--date", "写成 YYYY-MM-DD"};
      }
    }
    if (!args_.keep && !common_.ledger_named) { return kDone; }
    // A new ledger is made with its first document, so that nothing is left where none is read.
    auto error = std::error_code{};
    auto const may_wait = args_.keep && common_.ledger.find("://") == std::string::npos &&
                          !std::filesystem::exists(common_.ledger, error);
    if (may_wait) { return kDone; }
    if (auto const opened = open(); !opened) { return opened; }
    auto library = answer::Library::open(*ledger_);
    if (!library) { return library.error(); }
    library_ = std::move(*library);
    known_ = library_.hashes();
    return kDone;
  }

  int run() {
    auto const stop = StopOnSignal{};
    {
      auto const threads = common_.threads > 0 ? static_cast<unsigned>(common_.threads)
                                               : std::max(1U, std::thread::hardware_concurrency());
      auto work = Pipeline<Job, Result<Made>>{
          threads, [this](Job const& job) { return make(job); },
          [this](Job const& job, Result<Made>&& made) { take(job, std::move(made)); }};
      for (auto const& path : args_.paths) { put(documents_below(path), work); }
      if (args_.from_stdin) { put_lines(work); }
      work.finish();
    }
    finish_waiting();
    progress_.clear();
    return end();
  }

 private:
  Result<Done> open() {
    auto opened =
        open_ledger(common_, args_.keep ? store::Open::make_if_absent : store::Open::existing);
    if (!opened) { return opened.error(); }
    ledger_ = std::move(*opened);
    return kDone;
  }

  void put(Result<std::vector<Document>> documents, Pipeline<Job, Result<Made>>& work) {
    if (!documents) {
      work.put({{}, documents.error()});
      return;
    }
    total_ += documents->size();
    for (auto& document : *documents) {
      if (g_stop) { return; }
      work.put({std::move(document), {}});
    }
  }

  void put_lines(Pipeline<Job, Result<Made>>& work) {
    auto lines = LineReader{STDIN_FILENO};
    while (!g_stop) {
      auto const line = lines.next();
      if (!line) { return; }
      auto const where = "标准输入:" + std::to_string(line->number);
      if (line->too_long) {
        put(Error{Code::limit, "一行超过 16 MiB", where, "把大文件存盘，改给路径"}, work);
      } else if (line->text.find_first_not_of(" \t") != std::string::npos) {
        put(documents_of_line(line->text, where), work);
      }
    }
  }

  // On any thread.
  Result<Made> make(Job const& job) const {
    if (job.error) { return *job.error; }
    try {
      return made_of(job.document);
    } catch (std::exception const& error) {
      return Error{Code::unavailable, std::string{"没有读完："} + error.what(), job.document.name,
                   "文件可能过大；关掉别的程序，或分成几个文件"};
    }
  }

  Result<Made> made_of(Document const& document) const {
    auto made = Made{};
    auto bytes =
        document.path.empty() ? Result<std::string>{document.text} : read_file(document.path);
    if (!bytes) { return bytes.error(); }
    made.bytes = std::move(*bytes);
    if (args_.keep && document.of_folder && !args_.again && !known_.empty()) {
      made.known = known_.contains(sha256_hex(made.bytes));
      if (made.known) { return made; }
    }
    if (args_.what == "quantities" && !args_.keep) {
      auto const figures = answer::Library::quantities(made.bytes, document.name);
      if (!figures) { return figures.error(); }
      for (auto const& figure : *figures) {
        (made.lines += reading::to_jsonl(figure, document.name)) += '\n';
      }
      return made;
    }
    auto options = options_;
    if (document.date) { options.date = document.date; }
    auto file = library_.read(made.bytes, document.name, options);
    if (!file) { return file.error(); }
    made.lines = lines_of(file->reading, document.name, args_.what);
    if (args_.what == "facts") {
      for (auto const& why : file->reading.why) { (made.why += why) += '\n'; }
    }
    if (args_.keep) { made.file = std::move(*file); }
    return made;
  }

  // On one thread, in order. Documents that go into the ledger wait for some more, so that one
  // write carries them all; a filter hands on at once what it has.
  void take(Job const& job, Result<Made>&& made) {
    waiting_bytes_ += made ? made->bytes.size() : 0;
    waiting_.push_back({job.document.name, std::move(made)});
    if (!args_.keep || args_.from_stdin || waiting_.size() == kTogether ||
        waiting_bytes_ >= kTogetherBytes) {
      finish_waiting();
    }
  }

  void finish_waiting() {
    auto const kept = broken_ ? kDone : keep_waiting();
    for (auto& [name, made] : waiting_) {
      tell();
      if (broken_) { break; }
      if (!kept && made && made->file) {
        // A full disk or a locked ledger would refuse all the others as well.
        made = kept.error();
        g_stop = broken_ = true;
      }
      finish(made);
    }
    waiting_.clear();
    waiting_bytes_ = 0;
  }

  void finish(Result<Made> const& made) {
    if (!made) {
      progress_.clear();
      fail(made.error());
      ++bad_;
      return;
    }
    ++(made->known ? skipped_ : good_);
    for (auto const& note : made->notes) {
      progress_.clear();
      std::fprintf(stderr, "chengjie: %s\n", note.c_str());
    }
    std::fwrite(made->lines.data(), 1, made->lines.size(), stdout);
    std::fflush(stdout);
    if (!made->why.empty()) { std::fwrite(made->why.data(), 1, made->why.size(), stderr); }
  }

  // An error: none of them is in the ledger. A document that is refused alone carries its error.
  Result<Done> keep_waiting() {
    auto const to_keep = [](Waiting const& one) { return one.made && one.made->file; };
    if (std::none_of(waiting_.begin(), waiting_.end(), to_keep)) { return kDone; }
    if (!ledger_) {
      if (auto const opened = open(); !opened) { return opened; }
    }
    return ledger_->together([&]() -> Result<Done> {
      for (auto& one : waiting_) {
        if (!to_keep(one)) { continue; }
        auto kept = library_.keep(*ledger_, *one.made->file, one.made->bytes,
                                  stamp(common_, "read " + one.name), args_.replaces);
        if (!kept && kept.error().code == Code::unavailable) { return kept.error(); }
        if (kept) {
          one.made->notes = std::move(*kept);
        } else {
          one.made = kept.error();
        }
      }
      return kDone;
    });
  }

  void tell() {
    auto const seen = good_ + bad_ + skipped_;
    auto line = "读取第 " + std::to_string(seen + 1) + " 个";
    if (!args_.from_stdin) { line += "，共 " + std::to_string(total_.load()) + " 个"; }
    if (skipped_ != 0) { line += "，已读过 " + std::to_string(skipped_) + " 个"; }
    if (bad_ != 0) { line += "，失败 " + std::to_string(bad_) + " 个"; }
    progress_.tell(line);
  }

  int end() const {
    if (g_stop && !broken_) {
      return fail({Code::unavailable, "按要求停下，已读 " + std::to_string(good_) + " 个文件",
                   "read",
                   args_.keep ? "再运行同一命令接着读，已记入账本的会跳过" : std::string{}});
    }
    if (args_.keep && common_.terminal_err) {
      std::fprintf(stderr, "已读 %zu 个文件，已读过 %zu 个，失败 %zu 个，记入 %s\n", good_,
                   skipped_, bad_, common_.ledger.c_str());
    }
    return bad_ == 0 ? kYes : kBad;
  }

  Common const& common_;
  Read const& args_;
  Progress progress_;
  answer::ReadOptions options_;
  std::unique_ptr<store::Store> ledger_;
  answer::Library library_;
  std::set<std::string> known_;  // when the run began
  std::atomic<std::size_t> total_{};
  std::vector<Waiting> waiting_;
  std::size_t waiting_bytes_{};
  std::size_t good_{}, bad_{}, skipped_{};
  std::atomic<bool> broken_{};
};

}  // namespace

int read(Common const& common, Read const& args) {
  auto reader = Reader{common, args};
  if (auto const ready = reader.prepare(); !ready) { return fail(ready.error()); }
  return reader.run();
}

}  // namespace chengjie::cli
