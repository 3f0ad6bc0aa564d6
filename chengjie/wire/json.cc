#include "chengjie/wire/json.h"

namespace chengjie::wire {
namespace {

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json scope_json(Scope const& scope) {
  return {{"boundary", or_null(scope.boundary)},
          {"measure", or_null(name_of(scope.measure))},
          {"stage", or_null(name_of(scope.stage))},
          {"coverage", or_null(name_of(scope.coverage))}};
}

std::string cell_name(Cell const& cell) {
  return (cell.sheet.empty() ? std::string{} : cell.sheet + "!") + cell.column +
         std::to_string(cell.row);
}

struct EvidenceJson {
  Json operator()(Cell const& c) const {
    return {{"cell", {c.table, c.file, c.sheet, c.row, c.column, c.text}}};
  }
  Json operator()(Clause const& c) const {
    return {{"clause", {c.document, c.name, c.begin, c.end, c.at, c.text}}};
  }
  Json operator()(Computation const& c) const {
    return {{"formula", c.formula}, {"inputs", c.inputs}, {"weakest", static_cast<int>(c.weakest)}};
  }
  Json operator()(Assumption const& a) const { return {{"assumed", {a.key, a.by, a.on, a.basis}}}; }
};

Evidence evidence_of(Json const& json) {
  if (json.contains("cell")) {
    auto const& c = json["cell"];
    return Cell{c[0], c[1], c[2], c[3], c[4], c[5]};
  }
  if (json.contains("clause")) {
    auto const& c = json["clause"];
    return Clause{c[0], c[1], c[2], c[3], c[4], c[5]};
  }
  if (json.contains("formula")) {
    return Computation{json["formula"], json["inputs"],
                       static_cast<SourceKind>(json["weakest"].get<int>() & 3)};
  }
  auto const& a = json.at("assumed");
  return Assumption{a[0], a[1], a[2], a[3]};
}

}  // namespace

Json json_of(Figure const& f) {
  auto json = Json{{"subject", f.subject},
                   {"indicator", f.indicator},
                   {"value", f.value},
                   {"unit", f.unit},
                   {"of", or_null(f.of)},
                   {"bound", name_of(f.bound)},
                   {"kind", name_of(f.kind)},
                   {"period", or_null(f.period)},
                   {"scope", scope_json(f.scope)},
                   {"words", answer::words_of(f)},
                   {"mark", mark_of(f)},
                   {"source", name_of(source_of(f))},
                   {"weakest", name_of(weakest_of(f))}};
  if (f.range) { json["range"] = {f.range->low, f.range->high}; }
  return json;
}

Json json_of(answer::Line const& line) {
  auto figures = Json::array();
  auto spans = Json::array();
  for (auto const& span : line.spans()) {
    if (auto const* figure = std::get_if<Figure>(&span)) {
      spans.push_back(figures.size());
      figures.push_back(json_of(*figure));
    } else {
      spans.push_back(std::get<std::string>(span));
    }
  }
  return {{"text", answer::text_of(line, answer::Marks::hidden)},
          {"spans", std::move(spans)},
          {"figures", std::move(figures)}};
}

Json json_of(answer::Item const& item) {
  auto lines = Json::array();
  for (auto const& line : item.lines) { lines.push_back(json_of(line)); }
  auto figures = Json::object();
  for (auto const& [name, figure] : item.figures) { figures[name] = json_of(figure); }
  return {{"id", item.id},
          {"state", or_null(item.state)},
          {"title", json_of(item.title)},
          {"lines", std::move(lines)},
          {"figures", std::move(figures)}};
}

Json json_of(answer::Answer const& a) {
  auto items = Json::array();
  for (auto const& item : a.items) { items.push_back(json_of(item)); }
  auto notes = Json::array();
  for (auto const& note : a.notes) { notes.push_back(json_of(note)); }
  auto sections = Json::array();
  for (auto const& section : a.sections) {
    auto lines = Json::array();
    for (auto const& line : section.lines) { lines.push_back(json_of(line)); }
    sections.push_back(
        {{"name", section.name}, {"title", section.title}, {"lines", std::move(lines)}});
  }
  auto out =
      Json{{"question", a.question},          {"region", a.region},        {"today", a.today},
           {"items", std::move(items)},       {"notes", std::move(notes)}, {"lacks", a.lacks},
           {"assumed_share", a.assumed_share}};
  if (!a.sections.empty()) { out["sections"] = std::move(sections); }
  return out;
}

std::string trace_text(Figure const& f) {
  auto json = Json{{"subject", f.subject},
                   {"indicator", f.indicator},
                   {"value", f.value},
                   {"unit", f.unit},
                   {"of", f.of},
                   {"bound", name_of(f.bound)},
                   {"kind", name_of(f.kind)},
                   {"period", f.period},
                   {"change", f.change},
                   {"raw", f.raw},
                   {"confidence", f.confidence},
                   {"boundary", f.scope.boundary},
                   {"measure", name_of(f.scope.measure)},
                   {"stage", name_of(f.scope.stage)},
                   {"coverage", name_of(f.scope.coverage)},
                   {"evidence", std::visit(EvidenceJson{}, f.evidence)}};
  if (f.range) { json["range"] = {f.range->low, f.range->high}; }
  return dump(json);
}

Result<Figure> figure_of_trace(std::string_view text) {
  try {
    auto const json = Json::parse(text);
    auto const bound = enum_of<Bound>(json.at("bound").get<std::string>());
    auto const kind = enum_of<Kind>(json.at("kind").get<std::string>());
    auto const measure = enum_of<Measure>(json.at("measure").get<std::string>());
    auto const stage = enum_of<Stage>(json.at("stage").get<std::string>());
    auto const coverage = enum_of<Coverage>(json.at("coverage").get<std::string>());
    if (!bound || !kind || !measure || !stage || !coverage) {
      return Error{Code::bad_input, "出处记录不认识", {}, "重新生成答案"};
    }
    auto figure = Figure{};
    figure.subject = json.at("subject");
    figure.indicator = json.at("indicator");
    figure.value = json.at("value");
    figure.unit = json.at("unit");
    figure.of = json.at("of");
    figure.bound = *bound;
    figure.kind = *kind;
    figure.period = json.at("period");
    figure.change = json.at("change");
    figure.raw = json.at("raw");
    figure.confidence = json.at("confidence");
    figure.scope = {json.at("boundary"), *measure, *stage, *coverage};
    if (json.contains("range")) {
      figure.range = Interval{json["range"].at(0), json["range"].at(1)};
    }
    figure.evidence = evidence_of(json.at("evidence"));
    return figure;
  } catch (Json::exception const& e) {
    return Error{Code::bad_input, std::string{"出处记录已损坏："} + e.what(), {}, "重新生成答案"};
  }
}

Json source_json(Figure const& figure) {
  auto json = Json{{"mark", mark_of(figure)}, {"source", name_of(source_of(figure))}};
  if (auto const* cell = std::get_if<Cell>(&figure.evidence)) {
    json["file"] = cell->file;
    json["cell"] = cell_name(*cell);
    json["stated_in"] = or_null(cell->text);
  } else if (auto const* clause = std::get_if<Clause>(&figure.evidence)) {
    json["document"] = clause->name;
    json["offset"] = {clause->begin, clause->end};
    json["clause"] = clause->text;
  } else if (auto const* computed = std::get_if<Computation>(&figure.evidence)) {
    json["formula"] = computed->formula;
    json["inputs"] = computed->inputs;
    json["weakest"] = name_of(weakest_of(figure));
  } else {
    auto const& assumed = std::get<Assumption>(figure.evidence);
    json["key"] = assumed.key;
    json["basis"] = assumed.basis;
    json["by"] = or_null(assumed.by);
    json["date"] = or_null(assumed.on);
  }
  json["figure"] = json_of(figure);
  return json;
}

std::string dump(Json const& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace chengjie::wire
