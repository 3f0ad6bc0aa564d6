#include "chengjie/wire/sources.h"

#include <algorithm>
#include <iterator>

#include "chengjie/answer/documents/corrections.h"
#include "chengjie/answer/documents/documents.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/wire/json.h"

namespace chengjie::wire {
namespace {

constexpr auto kAssumptions = std::string_view{"assumptions"};

std::vector<Figure> figures_of(Record const& record) {
  auto figures = std::vector<Figure>{};
  for (auto const& field : record.fields) {
    // Where a clause stands is not a figure of its own.
    if (field.column.starts_with("evidence_")) { continue; }
    if (auto figure = figure_of(record, field.column)) { figures.push_back(std::move(*figure)); }
  }
  return figures;
}

}  // namespace

std::vector<Figure> all_figures(Book const& book) {
  auto figures = book.facts();
  for (auto const& record : book.everything()) {
    // A correction is said of a fact; it is no figure beside it.
    if (record->kind == kFacts || record->kind == answer::kCorrections) { continue; }
    if (record->kind == kAssumptions) {
      if (auto assumed = book.assumption(record->key)) { figures.push_back(std::move(*assumed)); }
      continue;
    }
    auto own = figures_of(*record);
    std::move(own.begin(), own.end(), std::back_inserter(figures));
  }
  return figures;
}

Result<Figure> figure_of_mark(store::Store& store, std::string_view mark) {
  auto const trace = store.trace(mark);
  if (!trace) { return trace.error(); }
  if (*trace) { return figure_of_trace(**trace); }
  auto const fact = store.record(kFacts, mark);
  if (!fact) { return fact.error(); }
  if (*fact) { return fact_of(**fact); }
  auto const judged = store.record(answer::kCorrections, mark);
  if (!judged) { return judged.error(); }
  if (*judged) { return fact_of(**judged); }
  auto records = store.all();
  if (!records) { return records.error(); }
  for (auto const& figure : all_figures(Book{std::move(*records)})) {
    if (mark_of(figure) == mark) { return figure; }
  }
  return Error{Code::not_found, "账本里没有这个出处标记", std::string{mark},
               "标记来自别的账本时用 --ledger 指明"};
}

Result<Json> source_json(store::Store& store, Figure const& figure) {
  auto json = source_json(figure);
  auto const* clause = std::get_if<Clause>(&figure.evidence);
  if (clause == nullptr) { return json; }
  auto const places = answer::places_of(store, *clause);
  json["page"] = nullptr;
  if (places && !places->empty()) {
    auto const& [page, box] = places->front();
    json["page"] = page;
    if (box != files::Box{}) { json["box"] = {box.left, box.top, box.right, box.bottom}; }
  }
  auto const mark = mark_of(figure);
  auto const fact = store.record(kFacts, mark);
  if (!fact) { return fact.error(); }
  auto const key = *fact ? (*fact)->text("correction") : mark;
  auto const judged = store.record(answer::kCorrections, key);
  if (!judged) { return judged.error(); }
  if (!*judged) { return json; }
  auto const correction = answer::correction_of(**judged);
  if (!correction) { return correction.error(); }
  json["review"] = {{"verdict", name_of(correction->verdict)},
                    {"by", correction->by},
                    {"date", correction->on},
                    {"why", correction->why},
                    {"read", json_of(correction->read)}};
  return json;
}

Result<Done> keep_figures(store::Store& store, std::vector<Figure> const& figures) {
  auto traces = std::vector<store::Store::Trace>{};
  for (auto const& figure : figures) { traces.push_back({mark_of(figure), trace_text(figure)}); }
  return store.keep_traces(traces);
}

}  // namespace chengjie::wire
