#include "chengjie/answer/keep.h"

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

std::string date_text(std::optional<Date> const& date) {
  if (!date) { return {}; }
  auto const whole = to_string(*date);
  return date->month == 0 ? whole.substr(0, 4) : date->day == 0 ? whole.substr(0, 7) : whole;
}

Record document_record(reading::Reading const& reading, std::string_view hash,
                       std::string_view name) {
  return {std::string{kDocuments},
          std::string{hash},
          {text("name", std::string{name}), text("title", reading.title),
           text("date", date_text(reading.date)), text("main_place", reading.main_place)},
          {std::string{hash}, std::string{name}, {}, 0}};
}

Record clause_record(reading::ClauseRow const& row) {
  auto const hash = row.evidence.document.substr(0, 12);
  auto const at = std::to_string(row.evidence.begin);
  if (row.type == "wanted") {
    return record_of(
        "directions", joined_key({row.direction, row.product, hash}),
        {text("direction", row.direction), text("product", row.product), text("park", row.park)},
        row.evidence);
  }
  if (row.type == "task") {
    return record_of("tasks", joined_key({hash, at}),
                     {text("task", row.task), text("owner", row.owner), text("due", row.due),
                      text("indicator", row.indicator)},
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

std::vector<Record> records_of(reading::Reading const& reading) {
  auto records = std::vector<Record>{};
  for (auto const& figure : reading.facts) { records.push_back(fact_record(figure)); }
  for (auto const& row : reading.clauses) { records.push_back(clause_record(row)); }
  for (auto const& entity : reading.entities) {
    auto const type = std::string{reading::name_of(entity.type)};
    auto fields = std::vector<Field>{text("type", type), text("name", entity.name)};
    if (!entity.aliases.empty()) { fields.push_back({"aliases", entity.aliases, {}, {}, {}}); }
    records.push_back(record_of(
        "entities", joined_key({entity.evidence.document.substr(0, 12), type, entity.name}),
        std::move(fields), entity.evidence));
  }
  for (auto const& relation : reading.relations) {
    records.push_back(
        record_of("relations",
                  joined_key({relation.evidence.document.substr(0, 12), relation.enterprise,
                              relation.relation, relation.target}),
                  {text("enterprise", relation.enterprise), text("relation", relation.relation),
                   text("target", relation.target)},
                  relation.evidence));
  }
  return records;
}

bool from_table(Record const* record) { return record != nullptr && !clause_of(*record); }

}  // namespace

std::vector<store::Change> changes_of_reading(Book const& book, reading::Reading const& reading,
                                              std::string_view hash, std::string_view name) {
  auto changes = std::vector<store::Change>{};
  auto kept = std::set<std::pair<std::string, std::string>>{};
  auto const document = document_record(reading, hash, name);
  changes.push_back({document.kind, document.key, document});
  for (auto& record : records_of(reading)) {
    if (record.key.empty() || !kept.emplace(record.kind, record.key).second ||
        from_table(book.find(record.kind, record.key))) {
      continue;
    }
    auto change = store::Change{record.kind, record.key, {}};
    change.after = std::move(record);
    changes.push_back(std::move(change));
  }
  for (auto const kind : kRead) {
    for (auto const& old : book.all(kind)) {
      if (old.origin.table == hash && !kept.contains({old.kind, old.key})) {
        changes.push_back({old.kind, old.key, std::nullopt});
      }
    }
  }
  return changes;
}

std::vector<reading::Name> gazetteer_of(Book const& book) {
  struct Source {
    std::string_view kind, column;
    reading::EntityType type;
    char const* aliases;
  };
  auto names = std::vector<reading::Name>{};
  for (auto const& source :
       {Source{"enterprises", "name", reading::EntityType::enterprise, "aliases"},
        Source{"parks", "name", reading::EntityType::park, ""},
        Source{"projects", "name", reading::EntityType::project, "aliases"}}) {
    for (auto const& record : book.all(source.kind)) {
      if (record.text(source.column).empty()) { continue; }
      names.push_back({record.text(source.column), source.type, record.list(source.aliases)});
    }
  }
  // A park's former names are other boundaries of it, never merely other words: a figure read under
  // one of them keeps that name.
  for (auto const& park : book.all("parks")) {
    for (auto const& former : park.list("former_names")) {
      names.push_back({former, reading::EntityType::park, {}});
    }
  }
  return names;
}

}  // namespace chengjie::answer
