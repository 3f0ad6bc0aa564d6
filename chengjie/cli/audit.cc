// chengjie audit: figures that do not open to a source, and whether the change log is whole.
#include <algorithm>
#include <map>

#include "chengjie/answer/data.h"
#include "chengjie/answer/documents/library.h"
#include "chengjie/base/hash.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/progress.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/wire/json.h"
#include "chengjie/wire/sources.h"

namespace chengjie::cli {
namespace {

struct Finding {
  std::string mark, figure, why;
};

// Holds every figure of the ledger, and every one that was ever shown, to its source.
class Auditor {
 public:
  explicit Auditor(store::Store& store) : store_(store) {
    for (auto const& file : answer::data_files()) {
      shipped_.emplace(sha256_hex(file.text), file.text.size());
    }
  }

  Result<Done> run(Book const& book) {
    for (auto const& figure : wire::all_figures(book)) { marks_.emplace(mark_of(figure), figure); }
    auto const traces = store_.traces();
    if (!traces) { return traces.error(); }
    for (auto const& trace : *traces) {
      auto const figure = wire::figure_of_trace(trace.body);
      if (!figure) {
        findings_.push_back({trace.mark, {}, figure.error().line()});
        continue;
      }
      if (mark_of(*figure) != trace.mark) {
        findings_.push_back({trace.mark, {}, "标记与内容不符"});
      }
      marks_.emplace(trace.mark, *figure);
    }
    for (auto const& [mark, figure] : marks_) {
      auto why = wrong_with(figure);
      if (!why.empty()) {
        findings_.push_back({mark, figure.subject + " " + figure.indicator, std::move(why)});
      }
    }
    return kDone;
  }

  std::vector<Finding> const& findings() const { return findings_; }
  std::size_t checked() const { return marks_.size(); }

 private:
  // "" when its source opens.
  std::string wrong_with(Figure const& figure) {
    if (auto const* cell = std::get_if<Cell>(&figure.evidence)) { return wrong_with(*cell); }
    if (auto const* clause = std::get_if<Clause>(&figure.evidence)) { return wrong_with(*clause); }
    if (auto const* assumed = std::get_if<Assumption>(&figure.evidence)) {
      return assumed->basis.empty() ? "假设没有写依据" : "";
    }
    auto const& computed = std::get<Computation>(figure.evidence);
    if (computed.formula.empty()) { return "没有公式"; }
    if (computed.inputs.empty()) { return "公式没有输入"; }
    for (auto const& input : computed.inputs) {
      if (!marks_.contains(input)) { return "公式的输入 " + input + " 打不开"; }
    }
    return {};
  }

  std::string wrong_with(Cell const& cell) {
    if (cell.table.empty()) { return "没有出处"; }
    return size_of(cell.table) == 0 ? "原表没有保存" : "";
  }

  std::string wrong_with(Clause const& clause) {
    if (size_of(clause.document) == 0) { return "原文件没有保存"; }
    auto const size = size_of(text_of(clause.document));
    if (size == 0) { return "从原文件取出的文字没有保存"; }
    if (clause.text.empty()) { return "没有原文"; }
    return clause.begin < clause.end && clause.end <= size && clause.begin <= clause.at &&
                   clause.at < clause.end
               ? ""
               : "原文位置不在文件之内";
  }

  // What the offsets of a document count in: its bytes, or the text taken from them.
  std::string text_of(std::string const& document) {
    auto const [at, fresh] = texts_.try_emplace(document, document);
    if (fresh) {
      for (auto const* kind : {kDocuments, answer::kSuperseded}) {
        auto const record = store_.record(kind, document);
        if (!record || !*record) { continue; }
        auto const text = (*record)->text("text");
        if (!text.empty()) { at->second = text; }
      }
    }
    return at->second;
  }

  std::size_t size_of(std::string const& hash) {
    if (auto const at = shipped_.find(hash); at != shipped_.end()) { return at->second; }
    auto const [at, fresh] = sizes_.try_emplace(hash, 0);
    if (fresh) {
      auto const blob = store_.blob(hash);
      // The bytes must still be those that the hash names.
      if (blob && *blob && sha256_hex((*blob)->bytes) == hash) {
        at->second = (*blob)->bytes.size();
      }
    }
    return at->second;
  }

  store::Store& store_;
  std::map<std::string, std::size_t> shipped_, sizes_;
  std::map<std::string, std::string> texts_;
  std::map<std::string, Figure> marks_;
  std::vector<Finding> findings_;
};

}  // namespace

int audit(Common const& common) {
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto const book = load_book(**ledger);
  if (!book) { return fail(book.error()); }
  auto auditor = Auditor{**ledger};
  if (auto const done = auditor.run(*book); !done) { return fail(done.error()); }
  auto const log = (*ledger)->verify_log();
  if (!log) { return fail(log.error()); }
  auto const whole = log->empty();
  if (common.json) {
    auto list = wire::Json::array();
    for (auto const& f : auditor.findings()) {
      list.push_back({{"mark", f.mark}, {"figure", f.figure}, {"why", f.why}});
    }
    say(wire::dump({{"without_source", std::move(list)},
                    {"log", whole ? "ok" : "broken"},
                    {"checked", auditor.checked()},
                    {"log_problem", *log}}));
  } else {
    say("查了 " + std::to_string(auditor.checked()) + " 个数字：" +
        (auditor.findings().empty() ? "都有出处"
                                    : std::to_string(auditor.findings().size()) + " 个没有出处"));
    for (auto const& f : auditor.findings()) {
      say("  [" + f.mark + "] " + f.figure + "：" + f.why);
    }
    say("变更日志：" + (whole ? std::string{"完整"} : "不完整，" + *log));
  }
  return auditor.findings().empty() && whole ? kYes : kNo;
}

}  // namespace chengjie::cli
