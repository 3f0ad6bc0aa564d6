#include "chengjie/ledger/record.h"

#include <algorithm>

namespace chengjie {

Field const* Record::find(std::string_view column) const {
  auto const at = std::find_if(fields.begin(), fields.end(),
                               [&](Field const& f) { return f.column == column; });
  return at == fields.end() ? nullptr : &*at;
}

std::string Record::text(std::string_view column) const {
  auto const* field = find(column);
  auto const* value = field == nullptr ? nullptr : std::get_if<std::string>(&field->value);
  return value == nullptr ? std::string{} : *value;
}

std::optional<double> Record::number(std::string_view column) const {
  auto const* field = find(column);
  auto const* value = field == nullptr ? nullptr : std::get_if<double>(&field->value);
  return value == nullptr ? std::nullopt : std::optional{*value};
}

std::vector<std::string> Record::list(std::string_view column) const {
  auto const* field = find(column);
  if (field == nullptr) { return {}; }
  if (auto const* many = std::get_if<std::vector<std::string>>(&field->value)) { return *many; }
  if (auto const* one = std::get_if<std::string>(&field->value)) { return {*one}; }
  return {};
}

std::optional<bool> Record::flag(std::string_view column) const {
  auto const* field = find(column);
  auto const* value = field == nullptr ? nullptr : std::get_if<bool>(&field->value);
  return value == nullptr ? std::nullopt : std::optional{*value};
}

}  // namespace chengjie
