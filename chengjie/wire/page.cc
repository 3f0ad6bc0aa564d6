#include "chengjie/wire/page.h"

#include <algorithm>

#include "chengjie/answer/cite.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::wire {
namespace {

constexpr auto kNames =
    std::to_array<std::string_view>({"text", "long_text", "code18", "code4", "number", "percent",
                                     "date", "flag", "word", "list", "row_unit"});

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

ColumnSpec const* spec_of(Record const& record, std::string_view column) {
  auto const* kind = kind_named(record.kind);
  return kind == nullptr ? nullptr : column_named(*kind, column.substr(0, column.find('@')));
}

Figure figure_or_mention(Record const& record, Field const& field) {
  auto figure = figure_of(record, field.column);
  return figure ? std::move(*figure) : answer::cite(record, field.column);
}

Json value_json(Value const& value) {
  return std::visit(
      [](auto const& v) -> Json {
        if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::monostate>) {
          return nullptr;
        } else {
          return v;
        }
      },
      value);
}

std::string joined(std::vector<std::string> const& list) {
  auto text = std::string{};
  for (auto const& item : list) { text += (text.empty() ? "" : "、") + item; }
  return text;
}

Json words_json(Record const& record, Field const* field) {
  return field == nullptr ? Json(nullptr) : or_null(cell_words(record, *field));
}

std::string column_title(Record const& record, std::string const& column) {
  auto const* spec = spec_of(record, column);
  auto const at = column.find('@');
  return spec == nullptr
             ? column
             : std::string{spec->title} + (at == std::string::npos ? "" : column.substr(at));
}

}  // namespace

std::string_view name_of(ColumnType type) { return kNames[static_cast<std::size_t>(type)]; }

Json column_json(ColumnSpec const& column) {
  auto words = Json::object();
  for (auto const entry : column.words) {
    auto const split = entry.find('=');
    auto const name = std::string{entry.substr(0, split)};
    // The first of several words for one meaning is what people read.
    if (!words.contains(name)) { words[name] = entry.substr(split + 1); }
  }
  auto headers = Json::array();
  for (auto const header : column.headers) { headers.push_back(header); }
  auto const by_row = column.unit.starts_with("~");
  return {{"name", column.name},
          {"title", column.title},
          {"type", name_of(column.type)},
          {"unit", by_row ? Json(nullptr) : or_null(column.unit)},
          {"unit_title",
           by_row || column.unit.empty() ? Json(nullptr) : Json(answer::unit_words(column.unit))},
          {"restricted", column.restricted},
          {"headers", std::move(headers)},
          {"words", std::move(words)}};
}

Json column_json(std::string_view name) {
  return {{"name", name},
          {"title", name},
          {"type", "text"},
          {"unit", nullptr},
          {"unit_title", nullptr},
          {"restricted", false},
          {"headers", Json::array()},
          {"words", Json::object()}};
}

std::string cell_words(Record const& record, Field const& field) {
  if (auto const* flag = std::get_if<bool>(&field.value)) { return *flag ? "是" : "否"; }
  if (auto const* list = std::get_if<std::vector<std::string>>(&field.value)) {
    return joined(*list);
  }
  if (auto const* text = std::get_if<std::string>(&field.value)) {
    auto const* spec = spec_of(record, field.column);
    auto const word = spec == nullptr ? std::string_view{} : word_of(*spec, *text);
    return word.empty() ? *text : std::string{word};
  }
  auto const figure = figure_of(record, field.column);
  return figure ? answer::words_of(*figure) : std::string{};
}

Json cell_json(Record const& record, Field const& field) {
  auto const figure = figure_or_mention(record, field);
  auto json = Json{{"value", value_json(field.value)},
                   {"words", cell_words(record, field)},
                   {"mark", mark_of(figure)},
                   {"source", name_of(source_of(figure))}};
  if (!field.unit.empty()) { json["unit"] = field.unit; }
  if (field.bound != Bound::exact) { json["bound"] = name_of(field.bound); }
  return json;
}

Json row_json(Record const& record, OnCell const& on_cell) {
  auto cells = Json::object();
  for (auto const& field : record.fields) {
    if (std::holds_alternative<std::monostate>(field.value)) { continue; }
    auto cell = cell_json(record, field);
    if (on_cell) { on_cell(cell["mark"].get<std::string>(), record, field); }
    cells[field.column] = std::move(cell);
  }
  auto const& o = record.origin;
  return {{"key", record.key},
          {"title", title_of(record)},
          {"cells", std::move(cells)},
          {"origin", {{"file", o.file}, {"sheet", o.sheet}, {"row", o.row}}}};
}

std::vector<std::string> used_columns(KindSpec const* kind, std::vector<Record> const& records) {
  auto used = std::vector<std::string>{};  // in the order met
  for (auto const& record : records) {
    for (auto const& field : record.fields) {
      if (std::holds_alternative<std::monostate>(field.value)) { continue; }
      if (std::find(used.begin(), used.end(), field.column) == used.end()) {
        used.push_back(field.column);
      }
    }
  }
  if (kind == nullptr) { return used; }
  auto const rank = [&](std::string const& column) {
    auto const name = std::string_view{column}.substr(0, column.find('@'));
    auto const at = std::find_if(kind->columns.begin(), kind->columns.end(),
                                 [&](ColumnSpec const& spec) { return spec.name == name; });
    return at - kind->columns.begin();
  };
  std::stable_sort(used.begin(), used.end(),
                   [&](auto const& a, auto const& b) { return rank(a) < rank(b); });
  return used;
}

Json columns_json(KindSpec const* kind, std::vector<std::string> const& columns) {
  auto list = Json::array();
  for (auto const& column : columns) {
    auto const at = column.find('@');
    auto const* spec = kind == nullptr ? nullptr : column_named(*kind, column.substr(0, at));
    auto json = spec == nullptr ? column_json(column) : column_json(*spec);
    json["name"] = column;
    if (spec != nullptr && at != std::string::npos) {
      json["title"] = std::string{spec->title} + column.substr(at);
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json log_entry_json(store::LogRow const& row) {
  auto columns = std::vector<std::string>{};
  for (auto const* side : {&row.after, &row.before}) {
    if (!*side) { continue; }
    for (auto const& field : (*side)->fields) {
      if (std::find(columns.begin(), columns.end(), field.column) == columns.end()) {
        columns.push_back(field.column);
      }
    }
  }
  auto differences = Json::array();
  for (auto const& column : columns) {
    auto const* before = row.before ? row.before->find(column) : nullptr;
    auto const* after = row.after ? row.after->find(column) : nullptr;
    auto const was = row.before ? words_json(*row.before, before) : Json(nullptr);
    auto const is = row.after ? words_json(*row.after, after) : Json(nullptr);
    if (was == is) { continue; }
    differences.push_back({{"column", column},
                           {"title", column_title(row.after ? *row.after : *row.before, column)},
                           {"before", was},
                           {"after", is}});
  }
  return {{"change", row.change},           {"at", row.stamp.at},
          {"who", row.stamp.who},           {"from", row.stamp.from},
          {"gone", !row.after.has_value()}, {"differences", std::move(differences)}};
}

std::string title_of(Record const& record) {
  for (auto const column : {"name", "subject", "product", "firm", "building", "key"}) {
    if (auto text = record.text(column); !text.empty()) { return text; }
  }
  return record.key;
}

}  // namespace chengjie::wire
