#include "chengjie/ledger/fact.h"

#include "chengjie/ledger/kinds.h"

namespace chengjie {
namespace {

Field text_field(std::string column, std::string value) {
  return value.empty() ? Field{std::move(column), {}, {}, {}, {}}
                       : Field{std::move(column), std::move(value), {}, {}, {}};
}

Field number_field(std::string column, double value) {
  return {std::move(column), value, {}, {}, {}};
}

// What a table's row says of its own sources.
std::string said_source(Record const& record) {
  auto text = std::string{};
  for (auto const column : {"source_doc", "source_date", "source_place"}) {
    auto const part = record.text(column);
    if (part.empty()) { continue; }
    text += (text.empty() ? "" : "，") + part;
  }
  return text;
}

std::string subject_of(Record const& record) {
  for (auto const column : {"subject", "name", "firm", "product", "cluster"}) {
    auto text = record.text(column);
    if (!text.empty()) { return text; }
  }
  return record.key;
}

}  // namespace

std::vector<Field> clause_fields(Clause const& clause) {
  return {text_field("evidence", clause.text),
          number_field("evidence_begin", static_cast<double>(clause.begin)),
          number_field("evidence_end", static_cast<double>(clause.end)),
          number_field("evidence_at", static_cast<double>(clause.at))};
}

std::optional<Clause> clause_of(Record const& record) {
  auto const text = record.text("evidence");
  if (text.empty()) { return std::nullopt; }
  auto const at = [&](std::string_view column) {
    return static_cast<std::size_t>(record.number(column).value_or(0));
  };
  return Clause{record.origin.table, record.origin.file, at("evidence_begin"),
                at("evidence_end"),  at("evidence_at"),  text};
}

Record fact_record(Figure const& figure) {
  auto const* clause = std::get_if<Clause>(&figure.evidence);
  CJ_CHECK(clause != nullptr);
  auto record = Record{};
  record.kind = kFacts;
  record.key = mark_of(figure);
  record.origin = {clause->document, clause->name, {}, 0};
  record.fields = {
      text_field("subject", figure.subject),
      text_field("indicator", figure.indicator),
      Field{"value", figure.value, {}, figure.bound, figure.unit},
      text_field("of", figure.of),
      text_field("fact_kind", std::string{name_of(figure.kind)}),
      text_field("period", figure.period),
      text_field("change", figure.change),
      text_field("boundary", figure.scope.boundary),
      text_field("measure", std::string{name_of(figure.scope.measure)}),
      text_field("stage", std::string{name_of(figure.scope.stage)}),
      text_field("coverage", std::string{name_of(figure.scope.coverage)}),
      text_field("raw", figure.raw),
      number_field("confidence", figure.confidence),
  };
  for (auto& field : clause_fields(*clause)) { record.fields.push_back(std::move(field)); }
  return record;
}

Result<Figure> fact_of(Record const& record) {
  auto const broken = [&](char const* what) {
    return Error{Code::bad_input, std::string{"事实记录不完整："} + what, "facts/" + record.key,
                 "重新读取原文件"};
  };
  auto const clause = clause_of(record);
  auto const* value = record.find("value");
  auto const kind = enum_of<Kind>(record.text("fact_kind"));
  auto const measure = enum_of<Measure>(record.text("measure"));
  auto const stage = enum_of<Stage>(record.text("stage"));
  auto const coverage = enum_of<Coverage>(record.text("coverage"));
  if (!clause) { return broken("没有原文"); }
  if (value == nullptr || !record.number("value")) { return broken("没有数值"); }
  if (!kind || !measure || !stage || !coverage) { return broken("口径不认识"); }
  auto figure = Figure{};
  figure.subject = record.text("subject");
  figure.indicator = record.text("indicator");
  figure.value = *record.number("value");
  figure.unit = value->unit;
  figure.of = record.text("of");
  figure.bound = value->bound;
  figure.kind = *kind;
  figure.period = record.text("period");
  figure.change = record.text("change");
  figure.scope = {record.text("boundary"), *measure, *stage, *coverage};
  figure.raw = record.text("raw");
  figure.confidence = record.number("confidence").value_or(1);
  figure.evidence = *clause;
  return figure;
}

Evidence evidence_of(Record const& record, Field const& field) {
  if (auto const clause = clause_of(record)) { return *clause; }
  auto const basis = record.text("assumed");
  if (!basis.empty()) {
    return Assumption{record.kind + "/" + record.key + "/" + field.column, record.text("by"),
                      record.text("source_date"), basis};
  }
  auto const& origin = record.origin_of(field);
  return Cell{origin.table, origin.file, origin.sheet, origin.row, field.at, said_source(record)};
}

std::optional<Figure> figure_of(Record const& record, std::string_view column) {
  auto const* field = record.find(column);
  auto const value = record.number(column);
  if (field == nullptr || !value) { return std::nullopt; }
  auto const* kind = kind_named(record.kind);
  auto const* spec =
      kind == nullptr ? nullptr : column_named(*kind, column.substr(0, column.find('@')));
  auto figure = Figure{};
  figure.subject = subject_of(record);
  figure.indicator = spec == nullptr ? std::string{column} : std::string{spec->title};
  figure.value = *value;
  figure.unit = !field->unit.empty() ? field->unit
                : spec == nullptr    ? std::string{}
                                     : std::string{spec->unit};
  figure.bound = field->bound;
  figure.period = record.text("period");
  figure.evidence = evidence_of(record, *field);
  return figure;
}

}  // namespace chengjie
