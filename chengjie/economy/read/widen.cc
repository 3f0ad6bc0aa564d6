// Lists of row, column, value become tables.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "chengjie/economy/read/labels.h"
#include "chengjie/economy/read/sheet.h"

namespace chengjie::economy::read {
namespace {

constexpr std::size_t kColumnsMax = 24;  // of a list

// What a column of the list is for, by its head.
bool is_value(std::string const& head) {
  constexpr std::array kHeads{"value", "values", "obs_value", "val",
                              "flow",  "数值",   "金额",      "流量"};
  return std::find(kHeads.begin(), kHeads.end(), head) != kHeads.end();
}

bool has(std::string const& head, std::initializer_list<char const*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](char const* word) { return head.find(word) != std::string::npos; });
}

bool of_supplier(std::string const& head) {
  return has(head,
             {"row", "prod_na", "from", "origin", "supplier", "source", "行", "供给", "来源"});
}

bool of_buyer(std::string const& head) {
  return has(head,
             {"col", "induse", "to_", "dest", "buyer", "target", "use", "列", "使用", "去向"});
}

bool of_place(std::string const& head) { return has(head, {"country", "region", "地区", "国家"}); }

// Codes rather than their descriptions or an order.
bool is_side_note(std::string const& head) {
  return has(head, {"lab", "order", "name", "desc", "名称", "unit"});
}

struct Sides {
  std::size_t value{}, supplier{}, buyer{};
  std::size_t supplier_place{}, buyer_place{};  // 1-based; 0: none
  bool found{};
};

std::string without_cpa(std::string label) {
  return label.starts_with("CPA_") ? label.substr(4) : label;
}

std::unordered_set<std::string> labels_of(std::vector<CsvRow> const& rows, std::size_t c) {
  std::unordered_set<std::string> out;
  for (std::size_t r = 1; r != rows.size(); ++r) {
    if (c < rows[r].size()) { out.insert(without_cpa(trimmed(rows[r][c]))); }
  }
  return out;
}

// Of several columns for either side (codes, names), the two that share most labels.
Sides sides_of(std::vector<CsvRow> const& rows) {
  Sides out;
  auto values = 0;
  std::vector<std::size_t> suppliers, buyers;
  auto const& heads = rows.front();
  for (std::size_t c = 0; c != heads.size(); ++c) {
    auto const head = key_of(heads[c]);
    if (is_value(head)) {
      out.value = c;
      ++values;
    } else if (is_side_note(head)) {
      continue;
    } else if (of_supplier(head)) {
      of_place(head) ? void(out.supplier_place = c + 1) : suppliers.push_back(c);
    } else if (of_buyer(head)) {
      of_place(head) ? void(out.buyer_place = c + 1) : buyers.push_back(c);
    }
  }
  if (values != 1) { return out; }
  std::size_t most = 0;
  for (auto const supplier : suppliers) {
    auto const left = labels_of(rows, supplier);
    for (auto const buyer : buyers) {
      std::size_t shared = 0;
      for (auto const& label : labels_of(rows, buyer)) { shared += left.contains(label); }
      if (shared <= most) { continue; }
      most = shared;
      out.supplier = supplier;
      out.buyer = buyer;
      out.found = true;
    }
  }
  return out;
}

// Labels in the order they first appear.
class Index {
 public:
  std::size_t of(std::string const& label) {
    auto const [at, fresh] = place_.emplace(label, labels.size());
    if (fresh) { labels.push_back(label); }
    return at->second;
  }
  std::vector<std::string> labels;

 private:
  std::unordered_map<std::string, std::size_t> place_;
};

}  // namespace

std::vector<CsvRow> widened(std::vector<CsvRow> const& rows) {
  constexpr std::size_t kCellsMax = 60'000'000;
  if (rows.size() < 5 || rows.front().size() > kColumnsMax) { return {}; }
  auto const sides = sides_of(rows);
  if (!sides.found) { return {}; }
  Index down, across;
  std::unordered_map<std::uint64_t, std::string> cells;
  for (std::size_t r = 1; r != rows.size(); ++r) {
    auto const& row = rows[r];
    if (row.size() != rows.front().size()) { continue; }
    auto const label = [&](std::size_t code, std::size_t place) {
      auto const own = without_cpa(trimmed(row[code]));
      return place > 0 ? trimmed(row[place - 1]) + "|" + own : own;
    };
    auto const i = down.of(label(sides.supplier, sides.supplier_place));
    auto const j = across.of(label(sides.buyer, sides.buyer_place));
    cells[(static_cast<std::uint64_t>(i) << 32) | j] = row[sides.value];
  }
  if (down.labels.size() * across.labels.size() > kCellsMax) { return {}; }
  std::vector<CsvRow> out;
  CsvRow head{""};
  head.insert(head.end(), across.labels.begin(), across.labels.end());
  out.push_back(std::move(head));
  for (std::size_t i = 0; i != down.labels.size(); ++i) {
    CsvRow row{down.labels[i]};
    for (std::size_t j = 0; j != across.labels.size(); ++j) {
      auto const found = cells.find((static_cast<std::uint64_t>(i) << 32) | j);
      row.push_back(found != cells.end() ? std::move(found->second) : "");
    }
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace chengjie::economy::read
