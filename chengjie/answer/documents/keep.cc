#include "chengjie/answer/documents/keep.h"

#include <array>
#include <set>

#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

// What reading makes; each of these records carries its clause.
constexpr auto kRead = std::to_array<std::string_view>(
    {"facts", "directions", "entities", "relations", "tasks", "clauses"});

Field text(std::string column, std::string value) {
  return value.empty() ? Field{std::move(column), {}, {}, {}, {}}
                       : Field{std::move(column), std::move(value), {}, {}, {}};
}

Record record_of(std::string kind, std::string key, std::vector<Field> fields,
                 Clause const& clause) {
  auto record = Record{
      std::move(kind), std::move(key), std::move(fields), {clause.document, clause.name, {}, 0}};
  for (auto& field : clause_fields(clause)) { record.fields.push_back(std::move(field)); }
  return record;
}

std::string joined_key(std::initializer_list<std::string_view> parts) {
  auto key = std::string{};
  for (auto const part : parts) { key += (key.empty() ? "" : "/") + std::string{part}; }
  return key;
}

Record clause_record(reading::ClauseRow const& row) {
  auto const hash = row.evidence.document.substr(0, 12);
  auto const at = std::to_string(row.evidence.begin);
  if (row.type == "wanted") {
    return record_of(
        kDirections, joined_key({row.direction, row.product, hash}),
        {text("direction", row.direction), text("product", row.product), text("park", row.park)},
        row.evidence);
  }
  if (row.type == "task") {
    return record_of("tasks", joined_key({hash, at}),
                     {text("task", row.task), text("owner", row.owner), text("due", row.due),
                      text("indicator", row.indicator), text("department", row.department)},
                     row.evidence);
  }
  auto fields = std::vector<Field>{text("who", row.who),
                                   text("condition", row.condition),
                                   text("amount", row.amount),
                                   text("period", row.period),
                                   text("materials", row.materials),
                                   text("department", row.department)};
  if (row.tied_to_tax) { fields.push_back({"tied_to_tax", *row.tied_to_tax, {}, {}, {}}); }
  return record_of("clauses", joined_key({hash, at}), std::move(fields), row.evidence);
}

Record entity_record(reading::Entity const& entity) {
  auto const type = std::string{reading::name_of(entity.type)};
  auto fields = std::vector<Field>{text("type", type), text("name", entity.name)};
  if (!entity.aliases.empty()) { fields.push_back({"aliases", entity.aliases, {}, {}, {}}); }
  return record_of("entities",
                   joined_key({entity.evidence.document.substr(0, 12), type, entity.name}),
                   std::move(fields), entity.evidence);
}

Record relation_record(reading::Relation const& relation) {
  return record_of("relations",
                   joined_key({relation.evidence.document.substr(0, 12), relation.enterprise,
                               relation.relation, relation.target}),
                   {text("enterprise", relation.enterprise), text("relation", relation.relation),
                    text("target", relation.target)},
                   relation.evidence);
}

}  // namespace

std::vector<Record> records_of(reading::Reading const& reading, Corrections const& corrections) {
  auto records = std::vector<Record>{};
  auto seen = std::set<std::pair<std::string, std::string>>{};
  auto const add = [&](Record record) {
    if (record.key.empty() || !seen.emplace(record.kind, record.key).second) { return; }
    records.push_back(std::move(record));
  };
  for (auto const& figure : reading.facts) {
    auto record = fact_record(figure);
    if (auto const* correction = corrections.find(figure)) {
      record.fields.push_back(text("correction", correction->key));
    }
    add(std::move(record));
  }
  for (auto const& row : reading.clauses) { add(clause_record(row)); }
  for (auto const& entity : reading.entities) { add(entity_record(entity)); }
  for (auto const& relation : reading.relations) { add(relation_record(relation)); }
  return records;
}

std::vector<std::string_view> kinds_of_reading() { return {kRead.begin(), kRead.end()}; }

}  // namespace chengjie::answer
