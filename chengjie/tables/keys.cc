#include "chengjie/tables/keys.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "chengjie/files/fold.h"
#include "chengjie/tables/number.h"

namespace chengjie::tables {
namespace {

std::string text_of(Value const& value) {
  if (auto const* const text = std::get_if<std::string>(&value)) { return files::folded(*text); }
  if (auto const* const number = std::get_if<double>(&value)) { return shortest(*number); }
  if (auto const* const flag = std::get_if<bool>(&value)) { return *flag ? "true" : "false"; }
  if (auto const* const list = std::get_if<std::vector<std::string>>(&value)) {
    std::string out;
    for (auto const& item : *list) { out += files::folded(item) + "\n"; }
    return out;
  }
  return {};
}

// A part's own slash must not make two keys one; a key of one part keeps it.
std::string part_of(Value const& value, bool alone = false) {
  auto part = text_of(value);
  if (alone) { return part; }
  for (auto at = part.find('/'); at != std::string::npos; at = part.find('/', at + 3)) {
    part.replace(at, 1, "%2F");
  }
  return part;
}

constexpr std::string_view name_column(std::string_view kind) {
  if (kind == "enterprises") { return "name"; }
  return kind == "cases" || kind == "cards" || kind == "visits" ? "firm" : "";
}

// Eight bytes a step; two of these with different seeds stand for a row's content.
void mix(std::uint64_t& hash, std::string_view text) {
  hash ^= text.size() * 0x9e3779b97f4a7c15ULL;
  while (!text.empty()) {
    std::uint64_t word = 0;
    auto const size = std::min<std::size_t>(text.size(), sizeof word);
    std::memcpy(&word, text.data(), size);
    hash = (hash ^ word) * 0xff51afd7ed558ccdULL;
    hash ^= hash >> 32;
    text.remove_prefix(size);
  }
}

void mix_value(std::uint64_t& high, std::uint64_t& low, Value const& value) {
  if (auto const* const number = std::get_if<double>(&value)) {
    char bytes[sizeof *number];
    std::memcpy(bytes, number, sizeof bytes);
    mix(high, {bytes, sizeof bytes});
    return mix(low, {bytes, sizeof bytes});
  }
  auto const text = text_of(value);
  mix(high, text);
  mix(low, text);
}

}  // namespace

void Keys::begin_table(TableHeader const& header) {
  has_also_ =
      !kind_.also_key.empty() && std::ranges::any_of(header.columns, [&](ColumnUse const& use) {
        return use.spec->name == kind_.also_key;
      });
}

std::optional<std::string> Keys::key_of(Record const& record, std::string const& period) const {
  std::string key;
  auto parts = 0;
  auto const alone = kind_.keys.size() == 1 && kind_.also_key.empty() && period.empty();
  for (auto const name : kind_.keys) {
    auto const* const field = record.find(name);
    auto const part = field == nullptr ? std::string{} : part_of(field->value, alone);
    if (part.empty() && !kind_.any_key) { return {}; }
    if (part.empty()) { continue; }
    key += (parts++ == 0 ? "" : "/") + part;
    if (kind_.any_key && !kind_.joint_key) { break; }
  }
  if (parts == 0) { return {}; }
  if (has_also_) {
    auto const* const field = record.find(kind_.also_key);
    key += "/" + (field == nullptr ? std::string{} : part_of(field->value));
  }
  if (!period.empty()) { key += "/" + period; }
  return key;
}

Keys::Content Keys::content_of(Record const& record) {
  Content content{0xcbf29ce484222325ULL, 0x84222325cbf29ce4ULL};
  for (auto const& field : record.fields) {
    mix(content.high, field.column);
    mix(content.low, field.column);
    mix_value(content.high, content.low, field.value);
    mix(content.high, field.unit);
  }
  return content;
}

std::string_view Keys::take(std::string const& key, Record const& record) {
  auto const content = content_of(record);
  auto const [found, fresh] = taken_.try_emplace(key, content);
  if (fresh) { return {}; }
  return found->second == content ? "duplicate" : "key_conflict";
}

void Keys::see_name(Record const& record, std::function<void(std::string const&)> const& tell) {
  auto const column = name_column(kind_.name);
  if (column.empty()) { return; }
  auto const code = record.text("uscc");
  auto const* const name = record.find(column);
  if (code.empty() || name == nullptr) { return; }
  auto text = text_of(name->value);
  if (text.empty()) { return; }
  auto& names = names_of_code_[code];
  constexpr std::size_t kNames = 8;
  auto const known = std::ranges::find(names, text) != names.end();
  if (names.size() > (known ? 1U : 0U)) { tell(name->at); }
  if (!known && names.size() < kNames) { names.push_back(std::move(text)); }
}

std::span<std::pair<std::string_view, std::string_view> const> ordered_dates(
    std::string_view kind) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr auto kProjects = std::to_array<Pair>({{"talks_date", "signed_date"},
                                                         {"signed_date", "started_date"},
                                                         {"started_date", "production_date"},
                                                         {"signed_date", "production_date"}});
  static constexpr auto kCases = std::to_array<Pair>({{"accepted", "dispatched"},
                                                      {"accepted", "closed"},
                                                      {"dispatched", "closed"},
                                                      {"accepted", "due"}});
  static constexpr auto kPolicies = std::to_array<Pair>({{"valid_from", "valid_to"}});
  static constexpr auto kTargets = std::to_array<Pair>({{"base_year", "year"}});
  static constexpr auto kRegions = std::to_array<Pair>({{"boundary_from", "boundary_to"}});
  if (kind == "projects") { return kProjects; }
  if (kind == "cases") { return kCases; }
  if (kind == "policies") { return kPolicies; }
  if (kind == "targets") { return kTargets; }
  if (kind == "regions") { return kRegions; }
  return {};
}

}  // namespace chengjie::tables
