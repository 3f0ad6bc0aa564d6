#include "chengjie/ledger/book.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "chengjie/ledger/fact.h"

namespace chengjie {
namespace {

bool before(Record const& a, Record const& b) { return a.key < b.key; }

// By key; of equal keys the last one stays.
std::shared_ptr<std::vector<Record> const> in_order(std::vector<Record> rows) {
  std::stable_sort(rows.begin(), rows.end(), before);
  auto kept = std::vector<Record>{};
  kept.reserve(rows.size());
  for (auto& row : rows) {
    if (!kept.empty() && kept.back().key == row.key) {
      kept.back() = std::move(row);
    } else {
      kept.push_back(std::move(row));
    }
  }
  return std::make_shared<std::vector<Record> const>(std::move(kept));
}

std::map<std::string, std::vector<Record>> by_kind(std::vector<Record> records) {
  auto kinds = std::map<std::string, std::vector<Record>>{};
  for (auto& record : records) { kinds[record.kind].push_back(std::move(record)); }
  return kinds;
}

}  // namespace

Book::Book(std::vector<Record> records) {
  for (auto& [kind, rows] : by_kind(std::move(records))) {
    kinds_.emplace(kind, in_order(std::move(rows)));
  }
}

Book Book::with(std::vector<Record> put,
                std::vector<std::pair<std::string, std::string>> const& gone) const {
  auto changed = by_kind(std::move(put));
  auto keys = std::map<std::string, std::set<std::string_view>>{};  // that go or are put anew
  for (auto const& [kind, key] : gone) {
    changed[kind];
    keys[kind].insert(key);
  }
  auto book = *this;
  for (auto& [kind, rows] : changed) {
    auto fresh = in_order(std::move(rows));
    auto& out = keys[kind];
    for (auto const& row : *fresh) { out.insert(row.key); }
    auto stay = std::vector<Record>{};
    stay.reserve(all(kind).size() + fresh->size());
    for (auto const& row : all(kind)) {
      if (!out.contains(row.key)) { stay.push_back(row); }
    }
    auto const middle = stay.insert(stay.end(), fresh->begin(), fresh->end());
    std::inplace_merge(stay.begin(), middle, stay.end(), before);
    book.kinds_[kind] = std::make_shared<std::vector<Record> const>(std::move(stay));
  }
  return book;
}

std::vector<Record> const& Book::all(std::string_view kind) const {
  static auto const none = std::vector<Record>{};
  auto const at = kinds_.find(kind);
  return at == kinds_.end() ? none : *at->second;
}

std::vector<Record const*> Book::everything() const {
  auto records = std::vector<Record const*>{};
  for (auto const& [kind, rows] : kinds_) {
    for (auto const& row : *rows) { records.push_back(&row); }
  }
  return records;
}

Record const* Book::find(std::string_view kind, std::string_view key) const {
  auto const& rows = all(kind);
  auto const at = std::lower_bound(rows.begin(), rows.end(), key,
                                   [](Record const& r, std::string_view k) { return r.key < k; });
  return at == rows.end() || at->key != key ? nullptr : &*at;
}

std::optional<Figure> Book::figure(std::string_view kind, std::string_view key,
                                   std::string_view column) const {
  auto const* record = find(kind, key);
  if (record != nullptr) {
    if (auto own = figure_of(*record, column)) { return own; }
  }
  auto figure = assumption(std::string{kind} + "/" + std::string{key} + "/" + std::string{column});
  if (figure) { figure->subject = key; }
  return figure;
}

std::optional<Figure> Book::assumption(std::string_view key) const {
  auto const* record = find("assumptions", key);
  if (record == nullptr || !record->number("value")) { return std::nullopt; }
  auto const* field = record->find("value");
  auto figure = Figure{};
  figure.subject = record->key;
  figure.indicator = "假设";
  figure.value = *record->number("value");
  figure.unit = !field->unit.empty() ? field->unit : record->text("unit");
  figure.bound = field->bound;
  auto const low = record->number("low");
  auto const high = record->number("high");
  if (low && high) { figure.range = Interval{*low, *high}; }
  figure.evidence =
      Assumption{record->key, record->text("by"), record->text("date"), record->text("basis")};
  return figure;
}

std::vector<Figure> Book::facts() const {
  auto figures = std::vector<Figure>{};
  for (auto const& record : all(kFacts)) {
    if (auto figure = fact_of(record)) { figures.push_back(std::move(*figure)); }
  }
  return figures;
}

}  // namespace chengjie
