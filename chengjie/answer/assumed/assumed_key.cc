#include "chengjie/answer/assumed/assumed_key.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/ledger/kinds.h"

namespace chengjie::answer {
namespace {

std::size_t distance(std::string_view a, std::string_view b) {
  auto row = std::vector<std::size_t>(b.size() + 1);
  for (auto j = std::size_t{0}; j <= b.size(); ++j) { row[j] = j; }
  for (auto i = std::size_t{1}; i <= a.size(); ++i) {
    auto corner = row[0];
    row[0] = i;
    for (auto j = std::size_t{1}; j <= b.size(); ++j) {
      auto const change = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row[b.size()];
}

// kind/record/column; the record's own key may hold slashes.
struct Place {
  std::string kind, record, column;
};

std::optional<Place> place_of(std::string const& key) {
  auto const first = key.find('/');
  auto const last = key.rfind('/');
  if (first == std::string::npos || first == last) { return std::nullopt; }
  return Place{key.substr(0, first), key.substr(first + 1, last - first - 1), key.substr(last + 1)};
}

Error unknown(std::string what, std::string const& key, std::vector<std::string> const& near) {
  auto help = std::string{};
  for (auto const& name : near) { help += (help.empty() ? "是不是：" : "、") + name; }
  return {Code::not_found, std::move(what), key,
          help.empty() ? "写成 类别/记录/列，例如 parks/西彭园区/free_mu" : help};
}

std::set<std::string> with_prefix(std::set<std::string> names, std::string const& prefix) {
  auto out = std::set<std::string>{};
  for (auto const& name : names) { out.insert(prefix + name); }
  return out;
}

// The column that a key of the form kind/record/column is about.
Result<ColumnSpec const*> column_of(Book const& book, Place const& place, std::string const& key) {
  constexpr auto kNear = std::size_t{3};
  auto const* kind = kind_named(place.kind);
  auto records = std::set<std::string>{};
  for (auto const& record : book.all(place.kind)) { records.insert(record.key); }
  auto columns = std::set<std::string>{};
  for (auto const& column : kind->columns) {
    if (column.type == ColumnType::number || column.type == ColumnType::percent) {
      columns.insert(std::string{column.name});
    }
  }
  if (!columns.contains(place.column.substr(0, place.column.find('@')))) {
    auto const near = nearest(place.column, columns, kNear);
    return unknown(
        "这本台账没有可假设的列 " + place.column, key,
        nearest(key, with_prefix({near.begin(), near.end()}, place.kind + "/" + place.record + "/"),
                kNear));
  }
  if (!records.contains(place.record)) {
    auto const near = nearest(place.record, records, kNear);
    auto keys = std::set<std::string>{};
    for (auto const& name : near) { keys.insert(place.kind + "/" + name + "/" + place.column); }
    return unknown("账本里没有这条记录 " + place.kind + "/" + place.record, key,
                   nearest(key, keys, kNear));
  }
  return column_named(*kind, place.column.substr(0, place.column.find('@')));
}

// Groups of assumptions that answers look up by names that a ledger brings with it ("growth/" and
// an indicator), so that no list of them can be whole.
bool has_known_name(std::string_view key) {
  static constexpr auto kGroups = std::to_array<std::string_view>(
      {"bridge/", "effect/", "growth/", "per_mu/", "ratio/", "weight/"});
  return std::any_of(kGroups.begin(), kGroups.end(),
                     [&](auto group) { return key.starts_with(group) && key != group; });
}

bool looks_mistyped(std::string_view key, std::set<std::string> const& names) {
  constexpr auto kFew = std::size_t{3};  // bytes: one Chinese character
  return std::any_of(names.begin(), names.end(),
                     [&](std::string const& name) { return distance(key, name) <= kFew; });
}

Result<Done> check_size(AssumedValue const& assumed, bool negative, std::string const& unit) {
  constexpr auto kPercentMax = 10'000.0;
  constexpr auto kMost = 1e15;  // ten times the country's output in yuan
  auto const refuse = [&](std::string what) {
    return Error{Code::bad_usage, std::move(what), assumed.key, {}};
  };
  for (auto const& value : {std::optional{assumed.value}, assumed.low, assumed.high}) {
    if (value && !std::isfinite(*value)) { return refuse("不是有限的数"); }
    if (value && std::abs(*value) > kMost) { return refuse("数太大，请核对单位"); }
    if (value && *value < 0 && !negative) { return refuse("不能是负数"); }
  }
  if (unit == "percent" && std::abs(assumed.value) > kPercentMax) {
    return refuse("百分数太大，请核对单位");
  }
  if (assumed.low.has_value() != assumed.high.has_value()) {
    return refuse("下限和上限要一起写（--low 和 --high）");
  }
  if (assumed.low && (*assumed.low > assumed.value || *assumed.high < assumed.value)) {
    return refuse("数值要在下限和上限之间");
  }
  return kDone;
}

}  // namespace

std::vector<std::string> nearest(std::string_view name, std::set<std::string> const& names,
                                 std::size_t count) {
  auto ranked = std::vector<std::pair<std::size_t, std::string>>{};
  for (auto const& other : names) { ranked.emplace_back(distance(name, other), other); }
  std::sort(ranked.begin(), ranked.end());
  auto out = std::vector<std::string>{};
  for (auto const& [far, other] : ranked) {
    if (out.size() == count || far > std::max(name.size(), other.size()) / 2) { break; }
    out.push_back(other);
  }
  return out;
}

Result<Done> check_assumed_row(Record const& row) {
  auto const value = row.number("value");
  if (!value) { return kDone; }
  auto assumed = AssumedValue{row.text("key"), *value, row.text("unit"), row.number("low"),
                              row.number("high")};
  auto negative = true;
  auto unit = assumed.unit;
  auto const place = place_of(assumed.key);
  if (auto const* kind = place ? kind_named(place->kind) : nullptr) {
    auto const* column = column_named(*kind, place->column.substr(0, place->column.find('@')));
    if (column == nullptr) {
      return unknown("这本台账没有可假设的列 " + place->column, assumed.key, {});
    }
    negative = column->negative;
    if (unit.empty()) { unit = column->unit; }
    auto const other = !column->unit.empty() && !column->unit.starts_with("~") &&
                       !assumed.unit.empty() && assumed.unit != column->unit;
    if (other) {
      return Error{Code::bad_usage,
                   "单位是 " + std::string{column->unit} + "，不是 " + assumed.unit, assumed.key,
                   "换算成 " + std::string{column->unit} + " 再写"};
    }
  }
  return check_size(assumed, negative, unit);
}

Result<std::string> check_assumed(Book const& book, std::set<std::string> const& asked,
                                  AssumedValue const& assumed) {
  auto const* known = book.find("assumptions", assumed.key);
  auto unit = known == nullptr ? std::string{} : known->text("unit");
  auto negative = known != nullptr && known->number("value").value_or(0) < 0;
  auto const place = place_of(assumed.key);
  if (place && kind_named(place->kind) != nullptr) {
    auto const column = column_of(book, *place, assumed.key);
    if (!column && known == nullptr) { return column.error(); }
    if (column) {
      negative = (*column)->negative;
      if (unit.empty()) { unit = (*column)->unit; }
    }
  } else if (known == nullptr && !asked.contains(assumed.key)) {
    auto names = asked;
    for (auto const& record : book.all("assumptions")) { names.insert(record.key); }
    if (!has_known_name(assumed.key) || looks_mistyped(assumed.key, names)) {
      return unknown("没有哪个答案用这条假设", assumed.key, nearest(assumed.key, names, 3));
    }
  }
  if (!assumed.unit.empty() && !unit.empty() && assumed.unit != unit) {
    return Error{Code::bad_usage, "单位是 " + unit + "，不是 " + assumed.unit, assumed.key,
                 "换算成 " + unit + " 再写"};
  }
  if (unit.empty()) { unit = assumed.unit; }
  if (auto const fits = check_size(assumed, negative, unit); !fits) { return fits.error(); }
  return unit;
}

}  // namespace chengjie::answer
