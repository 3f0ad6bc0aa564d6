#include "chengjie/store/codec.h"

#include <nlohmann/json.hpp>

namespace chengjie::store {
namespace {

using Json = nlohmann::json;

Json json_of(Value const& value) {
  if (auto const* b = std::get_if<bool>(&value)) { return *b; }
  if (auto const* d = std::get_if<double>(&value)) { return *d; }
  if (auto const* s = std::get_if<std::string>(&value)) { return *s; }
  if (auto const* l = std::get_if<std::vector<std::string>>(&value)) { return *l; }
  return nullptr;
}

Value value_of(Json const& json) {
  if (json.is_boolean()) { return json.get<bool>(); }
  if (json.is_number()) { return json.get<double>(); }
  if (json.is_string()) { return json.get<std::string>(); }
  if (json.is_array()) { return json.get<std::vector<std::string>>(); }
  return std::monostate{};
}

}  // namespace

std::string encode(Record const& record) {
  auto fields = Json::array();
  for (auto const& f : record.fields) {
    auto row = Json::array({f.column, json_of(f.value)});
    // Trailing parts only where they say something: most cells are a column, a value and a letter.
    if (!f.at.empty() || f.bound != Bound::exact || !f.unit.empty()) { row.push_back(f.at); }
    if (f.bound != Bound::exact || !f.unit.empty()) { row.push_back(name_of(f.bound)); }
    if (!f.unit.empty()) { row.push_back(f.unit); }
    fields.push_back(std::move(row));
  }
  auto const& o = record.origin;
  return Json{{"f", std::move(fields)}, {"o", Json::array({o.table, o.file, o.sheet, o.row})}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

Result<Record> decode(std::string_view kind, std::string_view key, std::string_view text) {
  try {
    auto const json = Json::parse(text);
    auto record = Record{};
    record.kind = kind;
    record.key = key;
    auto const& o = json.at("o");
    record.origin = {o.at(0), o.at(1), o.at(2), o.at(3)};
    for (auto const& row : json.at("f")) {
      auto field = Field{row.at(0), value_of(row.at(1)), {}, {}, {}};
      if (row.size() > 2) { field.at = row.at(2); }
      if (row.size() > 3) {
        auto const bound = enum_of<Bound>(row.at(3).get<std::string>());
        if (!bound) { return bound.error(); }
        field.bound = *bound;
      }
      if (row.size() > 4) { field.unit = row.at(4); }
      record.fields.push_back(std::move(field));
    }
    return record;
  } catch (Json::exception const& e) {
    return Error{Code::bad_input, std::string{"账本记录已损坏："} + e.what(),
                 std::string{kind} + "/" + std::string{key}, "用备份恢复，或撤销写入它的那次变更"};
  }
}

}  // namespace chengjie::store
