#include "chengjie/answer/documents/review.h"

#include <algorithm>
#include <map>

#include "chengjie/answer/documents/library.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

std::string percent(double share) {
  return std::to_string(static_cast<int>(share * 100 + 0.5)) + "%";
}

std::string doubt(Figure const& figure) {
  auto text = "读得没有把握（" + percent(figure.confidence) + "）";
  if (figure.subject.empty()) { text += "，没有主体"; }
  if (figure.indicator.empty()) { text += "，没有指标"; }
  if (figure.period.empty()) { text += "，没有时期"; }
  return text;
}

template <class Enum>
Result<Done> set(Enum& to, std::optional<std::string> const& name) {
  if (!name) { return kDone; }
  auto const value = enum_of<Enum>(*name);
  if (!value) { return value.error(); }
  to = *value;
  return kDone;
}

Result<Figure> amended(Figure figure, Amendment const& a) {
  for (auto const& [to, value] : {std::pair{&figure.subject, &a.subject},
                                  {&figure.indicator, &a.indicator},
                                  {&figure.period, &a.period},
                                  {&figure.unit, &a.unit},
                                  {&figure.of, &a.of},
                                  {&figure.change, &a.change}}) {
    if (*value) { *to = **value; }
  }
  if (a.value) { figure.value = *a.value; }
  if (!figure.period.empty() && a.period && !parse_period(figure.period)) {
    return Error{Code::bad_usage, "不是时期：" + figure.period, "--period",
                 "写成 2025、2025-H1、2025-Q1、2025-08 或 2023..2027"};
  }
  for (auto const& done :
       {set(figure.kind, a.kind), set(figure.bound, a.bound), set(figure.scope.measure, a.measure),
        set(figure.scope.stage, a.stage), set(figure.scope.coverage, a.coverage)}) {
    if (!done) { return done.error(); }
  }
  return figure;
}

struct Found {
  std::string fact;              // key of the fact, in the book or rejected
  std::optional<Record> record;  // in the book
  std::optional<Correction> before;
};

Result<Found> find(store::Store& store, std::string_view mark) {
  auto found = Found{std::string{mark}, {}, {}};
  auto fact = store.record(kFacts, mark);
  if (!fact) { return fact.error(); }
  found.record = std::move(*fact);
  // A better reader may have cited another clause since: the fact names its correction.
  auto const key = found.record ? found.record->text("correction") : std::string{};
  auto const judged = store.record(kCorrections, key.empty() ? mark : key);
  if (!judged) { return judged.error(); }
  if (*judged) {
    auto before = correction_of(**judged);
    if (!before) { return before.error(); }
    found.before = std::move(*before);
  }
  if (!found.record && !found.before) {
    return Error{Code::not_found, "账本里没有这条事实", std::string{mark},
                 "用 chengjie review 列出待核的事实"};
  }
  return found;
}

// A fact that comes back belongs to its document again.
Result<Done> list_again(store::Store& store, Record const& fact,
                        std::vector<store::Change>& changes) {
  auto const list = store.record(kReadings, fact.origin.table);
  if (!list) { return list.error(); }
  if (!*list) { return kDone; }
  auto made = (*list)->list("made");
  auto const name = fact.kind + "/" + fact.key;
  if (std::find(made.begin(), made.end(), name) != made.end()) { return kDone; }
  made.push_back(name);
  auto record = std::move(**list);
  record.fields = {{"made", std::move(made), {}, {}, {}}};
  changes.push_back({record.kind, record.key, record});
  return kDone;
}

}  // namespace

bool Amendment::empty() const {
  return !(subject || indicator || period || unit || of || kind || bound || change || measure ||
           stage || coverage || value);
}

std::vector<Waiting> waiting_facts(Book const& book, std::vector<Contradiction> const& found,
                                   double sure_enough) {
  auto disputes = std::map<std::string, std::vector<std::string>>{};
  for (auto const& contradiction : found) {
    if (contradiction.severity != "conflict") { continue; }
    for (auto const& figure : contradiction.figures) {
      disputes[mark_of(figure)].push_back(contradiction.sentence);
    }
  }
  auto waiting = std::vector<Waiting>{};
  for (auto const& record : book.all(kFacts)) {
    if (!record.text("correction").empty()) { continue; }
    auto figure = fact_of(record);
    if (!figure) { continue; }
    auto row = Waiting{std::move(*figure), {}, false};
    if (auto const at = disputes.find(record.key); at != disputes.end()) {
      row.disputed = true;
      row.reasons = at->second;
    }
    if (row.figure.confidence < sure_enough) { row.reasons.push_back(doubt(row.figure)); }
    if (!row.reasons.empty()) { waiting.push_back(std::move(row)); }
  }
  std::stable_sort(waiting.begin(), waiting.end(), [](Waiting const& a, Waiting const& b) {
    return a.disputed != b.disputed ? a.disputed : a.figure.confidence < b.figure.confidence;
  });
  return waiting;
}

Result<Reviewed> review(store::Store& store, std::string_view mark, Judgement const& judgement) {
  auto const found = find(store, mark);
  if (!found) { return found.error(); }
  auto correction = Correction{};
  if (found->before) {
    correction = *found->before;
  } else {
    auto read = fact_of(*found->record);
    if (!read) { return read.error(); }
    correction.key = mark_of(*read);
    correction.read = std::move(*read);
  }
  correction.verdict = judgement.verdict;
  correction.by = judgement.by;
  correction.on = judgement.on;
  correction.why = judgement.why;
  correction.meant = correction.read;
  if (judgement.verdict == Verdict::corrected) {
    auto meant = amended(correction.read, judgement.amendment);
    if (!meant) { return meant.error(); }
    correction.meant = std::move(*meant);
  }
  correction.meant.confidence =
      judgement.verdict == Verdict::rejected ? correction.read.confidence : 1;

  auto changes = std::vector<store::Change>{};
  changes.push_back({kCorrections, correction.key, correction_record(correction)});
  if (judgement.verdict == Verdict::rejected) {
    changes.push_back({kFacts, found->fact, std::nullopt});
    return Reviewed{std::move(correction), std::move(changes)};
  }
  // Under the mark and with the clause that the present reading has.
  auto figure = correction.meant;
  if (found->record) {
    if (auto const now = fact_of(*found->record)) {
      figure.evidence = now->evidence;
      figure.raw = now->raw;
    }
  }
  auto fact = fact_record(figure);
  fact.fields.push_back({"correction", correction.key, {}, {}, {}});
  if (auto const listed = list_again(store, fact, changes); !listed) { return listed.error(); }
  changes.push_back({fact.kind, fact.key, std::move(fact)});
  return Reviewed{std::move(correction), std::move(changes)};
}

}  // namespace chengjie::answer
