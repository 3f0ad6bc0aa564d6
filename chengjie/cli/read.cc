// chengjie read: documents to facts with evidence, as JSON Lines, or kept in the ledger.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "chengjie/answer/keep.h"
#include "chengjie/base/hash.h"
#include "chengjie/base/tree.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/progress.h"
#include "chengjie/reading/jsonl.h"

namespace chengjie::cli {
namespace {

namespace fs = std::filesystem;

struct Document {
  std::string path;  // "" when the text came with the request
  std::string name;  // what stands under "doc"
  std::string text;
};

Result<std::vector<Document>> documents_below(std::string const& path) {
  auto error = std::error_code{};
  if (!fs::is_directory(path, error)) {
    return std::vector<Document>{{path, fs::path(path).filename().string(), {}}};
  }
  auto found = std::vector<Document>{};
  for (auto at = fs::recursive_directory_iterator(
           path, fs::directory_options::skip_permission_denied, error);
       !error && at != fs::recursive_directory_iterator{}; at.increment(error)) {
    auto const name = at->path().filename().string();
    if (name.starts_with(".")) {
      if (at->is_directory()) { at.disable_recursion_pending(); }
      continue;
    }
    if (at->is_regular_file()) {
      found.push_back(
          {at->path().string(), at->path().lexically_relative(path).generic_string(), {}});
    }
  }
  if (error) {
    return Error{Code::unavailable, "读不了文件夹：" + error.message(), path, "检查权限"};
  }
  std::sort(found.begin(), found.end(),
            [](auto const& a, auto const& b) { return a.name < b.name; });
  if (found.empty()) { return Error{Code::bad_input, "文件夹里没有文件", path, {}}; }
  return found;
}

// A path, or {"doc": name, "text": content}.
Result<std::vector<Document>> documents_of_line(std::string const& line) {
  if (!line.starts_with("{")) { return documents_below(line); }
  auto const json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("text") || !json["text"].is_string()) {
    return Error{Code::bad_input, "不是 {\"doc\": …, \"text\": …}", "标准输入",
                 "每行一个路径或这样的对象"};
  }
  return std::vector<Document>{
      {{},
       json.contains("doc") && json["doc"].is_string() ? json["doc"].get<std::string>() : "stdin",
       json["text"].get<std::string>()}};
}

class Reader {
 public:
  Reader(Common const& common, Read const& args)
      : common_(common), args_(args), progress_(common.terminal_err) {}

  Result<Done> prepare() {
    if (!args_.date.empty()) {
      auto const date = parse_date(args_.date);
      if (!date) {
        return Error{Code::bad_usage, "不是日期：" + args_.date, "--date", "写成 YYYY-MM-DD"};
      }
      options_.date = *date;
    }
    options_.why = args_.why;
    if (!args_.keep && !common_.ledger_named) { return kDone; }
    auto opened =
        open_ledger(common_, args_.keep ? store::Open::make_if_absent : store::Open::existing);
    if (!opened) { return opened.error(); }
    ledger_ = std::move(*opened);
    auto book = load_book(*ledger_);
    if (!book) { return book.error(); }
    book_ = std::move(*book);
    options_.gazetteer = answer::gazetteer_of(book_);
    return kDone;
  }

  // Reads one; says what failed on its own line.
  bool one(Document const& document) {
    progress_.tell("读取 " + document.name);
    auto const done = attempt(document);
    progress_.clear();
    if (!done) { fail(done.error()); }
    ++(done ? good_ : bad_);
    return done.ok();
  }

  int end() const {
    if (args_.keep && common_.terminal_out) {
      std::fprintf(stderr, "已读 %zu 个文件，记入 %s\n", good_, common_.ledger.c_str());
    }
    return bad_ == 0 ? kYes : kBad;
  }

 private:
  Result<Done> attempt(Document const& document) {
    auto bytes =
        document.path.empty() ? Result<std::string>{document.text} : read_file(document.path);
    if (!bytes) { return bytes.error(); }
    if (args_.what == "quantities" && !args_.keep) {
      auto const figures = reading::quantities(*bytes, document.name);
      if (!figures) { return figures.error(); }
      for (auto const& figure : *figures) { say(reading::to_jsonl(figure, document.name)); }
      return kDone;
    }
    auto const reading = reading::read(*bytes, document.name, options_);
    if (!reading) { return reading.error(); }
    if (args_.keep) {
      if (auto const kept = keep(*reading, *bytes, document); !kept) { return kept; }
    }
    print(*reading, document.name);
    return kDone;
  }

  Result<Done> keep(reading::Reading const& reading, std::string const& bytes,
                    Document const& document) {
    auto const hash = sha256_hex(bytes);
    auto const changes = answer::changes_of_reading(book_, reading, hash, document.name);
    if (auto const blob = ledger_->keep_blob(hash, {document.name, bytes}); !blob) { return blob; }
    auto const applied = ledger_->apply(changes, stamp(common_, "read " + document.name));
    if (!applied) { return applied.error(); }
    return kDone;
  }

  void print(reading::Reading const& reading, std::string const& name) {
    if (args_.what == "entities") {
      for (auto const& entity : reading.entities) { say(reading::to_jsonl(entity, name)); }
    } else if (args_.what == "relations") {
      for (auto const& relation : reading.relations) { say(reading::to_jsonl(relation, name)); }
    } else if (args_.what == "clauses") {
      for (auto const& clause : reading.clauses) { say(reading::to_jsonl(clause, name)); }
    } else {
      for (auto i = std::size_t{0}; i != reading.facts.size(); ++i) {
        say(reading::to_jsonl(reading.facts[i], name));
        if (args_.why && i < reading.why.size()) {
          std::fprintf(stderr, "%s\n", reading.why[i].c_str());
        }
      }
    }
  }

  Common const& common_;
  Read const& args_;
  Progress progress_;
  reading::Options options_;
  std::unique_ptr<store::Store> ledger_;
  Book book_;
  std::size_t good_{}, bad_{};
};

}  // namespace

int read(Common const& common, Read const& args) {
  if (args.paths.empty() && !args.from_stdin) {
    return fail({Code::bad_usage, "没有说读什么", "read", "写文件或文件夹，或用 --stdin"});
  }
  auto reader = Reader{common, args};
  if (auto const ready = reader.prepare(); !ready) { return fail(ready.error()); }
  auto worst = kYes;
  auto const take = [&](Result<std::vector<Document>> const& documents) {
    if (!documents) {
      worst = fail(documents.error());
      return;
    }
    for (auto const& document : *documents) { reader.one(document); }
  };
  for (auto const& path : args.paths) { take(documents_below(path)); }
  for (auto line = std::string{}; args.from_stdin && std::getline(std::cin, line);) {
    if (!line.empty()) { take(documents_of_line(line)); }
  }
  return std::max(worst, reader.end());
}

}  // namespace chengjie::cli
