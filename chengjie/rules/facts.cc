#include "chengjie/rules/facts.h"

#include <algorithm>
#include <charconv>

namespace chengjie::rules {

int year_of(std::string_view text) {
  auto year = 0;
  auto const [end, status] = std::from_chars(text.data(), text.data() + text.size(), year);
  return text.size() == 4 && status == std::errc{} && end == text.data() + text.size() ? year : 0;
}

namespace {

// The year a row's flows are of; nothing when the row is of a month before December.
std::optional<std::string> year_of_row(Record const& record) {
  for (auto const& field : record.fields) {
    auto const* period =
        field.column == "period" ? std::get_if<std::string>(&field.value) : nullptr;
    if (period == nullptr || period->empty()) { continue; }
    auto const year = period->substr(0, 4);
    if (*period == year || *period == year + "-12") { return year; }
    return std::nullopt;
  }
  return std::string{};
}

void add_texts(Facts& out, Fact const& like, Value const& value) {
  auto const one = [&](std::string const& text) {
    out.facts.push_back(like);
    out.facts.back().text = text;
  };
  if (auto const* text = std::get_if<std::string>(&value)) { one(*text); }
  if (auto const* list = std::get_if<std::vector<std::string>>(&value)) {
    for (auto const& text : *list) { one(text); }
  }
}

}  // namespace

Facts facts_of(Record const& record, std::function<std::string(Field const&)> const& mark) {
  auto out = Facts{};
  auto const row_year = year_of_row(record);
  for (auto const& field : record.fields) {
    auto const use = indicator_of_column(field.column);
    if (!use || std::holds_alternative<std::monostate>(field.value)) { continue; }
    auto const& row = indicators()[static_cast<std::size_t>(use->indicator)];
    if (row.yearly && use->year.empty() && !row_year) { continue; }
    auto const year = !use->year.empty() ? use->year : row.yearly ? *row_year : std::string{};
    auto fact = Fact{std::string{row.name},   year, 0,          std::string{row.unit},
                     mark ? mark(field) : "", "",   field.bound};
    if (auto const* number = std::get_if<double>(&field.value)) {
      fact.value = *number;
      if (row.holds == Holds::number) { out.facts.push_back(std::move(fact)); }
    } else if (auto const* flag = std::get_if<bool>(&field.value)) {
      fact.value = *flag ? 1 : 0;
      if (row.holds == Holds::flag) { out.facts.push_back(std::move(fact)); }
    } else if (row.holds == Holds::text || row.holds == Holds::date) {
      add_texts(out, fact, field.value);
    }
  }
  return out;
}

FactTable::FactTable(Facts const& facts) {
  rows_.reserve(facts.facts.size());
  for (auto const& fact : facts.facts) {
    auto const id = indicator_named(fact.indicator);
    if (id) { rows_.push_back({*id, year_of(fact.year), &fact}); }
  }
  std::ranges::stable_sort(rows_, {}, &Row::indicator);
}

Fact const* FactTable::of_year(int indicator, int year, int base_year) const {
  auto const range = std::ranges::equal_range(rows_, indicator, {}, &Row::indicator);
  auto const exact = std::ranges::find(range, year, &Row::year);
  if (exact != range.end()) { return exact->fact; }
  if (year != base_year) { return nullptr; }
  auto const undated = std::ranges::find(range, 0, &Row::year);
  return undated == range.end() ? nullptr : undated->fact;
}

Fact const* FactTable::now(int indicator) const {
  auto const range = std::ranges::equal_range(rows_, indicator, {}, &Row::indicator);
  auto const undated = std::ranges::find(range, 0, &Row::year);
  if (undated != range.end()) { return undated->fact; }
  auto const latest = std::ranges::max_element(range, {}, &Row::year);
  return latest == range.end() ? nullptr : latest->fact;
}

std::vector<Fact const*> FactTable::all(int indicator) const {
  auto out = std::vector<Fact const*>{};
  for (auto const& row : std::ranges::equal_range(rows_, indicator, {}, &Row::indicator)) {
    out.push_back(row.fact);
  }
  return out;
}

}  // namespace chengjie::rules
