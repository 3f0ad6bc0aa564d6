#include "chengjie/wire/record.h"

namespace chengjie::wire {

Json json_of(Value const& value) {
  if (auto const* b = std::get_if<bool>(&value)) { return *b; }
  if (auto const* d = std::get_if<double>(&value)) { return *d; }
  if (auto const* s = std::get_if<std::string>(&value)) { return *s; }
  if (auto const* l = std::get_if<std::vector<std::string>>(&value)) { return *l; }
  return nullptr;
}

Json json_of(Record const& record) {
  auto json = Json{{"kind", record.kind}, {"key", record.key}};
  for (auto const& field : record.fields) {
    json[field.column] = json_of(field.value);
    if (!field.unit.empty()) { json[field.column + "_unit"] = field.unit; }
    if (field.bound != Bound::exact) { json[field.column + "_bound"] = name_of(field.bound); }
  }
  auto const& o = record.origin;
  json["_origin"] = {{"file", o.file}, {"sheet", o.sheet}, {"row", o.row}, {"table", o.table}};
  return json;
}

Json json_of(store::LogRow const& row) {
  return {{"change", row.change},
          {"at", row.stamp.at},
          {"who", row.stamp.who},
          {"from", row.stamp.from},
          {"before", row.before ? json_of(*row.before) : Json(nullptr)},
          {"after", row.after ? json_of(*row.after) : Json(nullptr)}};
}

}  // namespace chengjie::wire
