// Supply and use to a table of industries, industry technology: each commodity is made by
// industries in fixed shares, D = V q^-1; Z = D U, F = D F_c (Miller & Blair 2009, ch. 5).
#include <algorithm>
#include <unordered_map>

#include "chengjie/economy/read/assemble.h"
#include "chengjie/economy/read/labels.h"

namespace chengjie::economy::read {
namespace {

using Keys = std::unordered_map<std::string, std::size_t>;

bool is_sum(Line const& line) {
  auto const role = role_of(line.labels);
  return role == Role::total || role == Role::total_output;
}

// Every label of the lines that are no sums.
Keys keys_of_lines(std::vector<Line> const& lines) {
  Keys out;
  for (std::size_t k = 0; k != lines.size(); ++k) {
    if (is_sum(lines[k])) { continue; }
    for (auto const& label : lines[k].labels) { out.emplace(key_of(label), k); }
  }
  return out;
}

// Commodities that no industry makes (imports without a like at home) are no products of the table:
// what is bought of them stays a primary input under its own name.
void forget_unmade(Sheet& make) {
  std::vector<Line> made;
  std::vector<std::size_t> kept;
  for (std::size_t j = 0; j != make.columns.size(); ++j) {
    auto sum = 0.0;
    for (std::size_t i = 0; i != make.rows.size(); ++i) {
      if (!is_sum(make.rows[i])) { sum += make.values(i, j); }
    }
    if (sum == 0) { continue; }
    made.push_back(make.columns[j]);
    kept.push_back(j);
  }
  Matrix values(make.rows.size(), kept.size());
  for (std::size_t i = 0; i != make.rows.size(); ++i) {
    for (std::size_t j = 0; j != kept.size(); ++j) { values(i, j) = make.values(i, kept[j]); }
  }
  make.columns = std::move(made);
  make.values = std::move(values);
}

// One space for both: a sector is an industry, a commodity, or both under the same code.
class Space {
 public:
  // Lines of `lines` that `others` knows too become sectors; the rest keep none.
  void take(std::vector<Line>& lines, Keys const& others, std::vector<bool> Space::* kind) {
    for (auto& line : lines) {
      line.sector = kNoSector;
      if (is_sum(line)) { continue; }
      for (auto const& label : line.labels) {
        if (!others.contains(key_of(label))) { continue; }
        line.sector = index(key_of(label), label);
        (this->*kind)[line.sector] = true;
        break;
      }
    }
  }
  std::vector<std::string> codes;
  std::vector<bool> industry, commodity;

 private:
  std::size_t index(std::string const& key, std::string const& label) {
    auto const [at, fresh] = place_.emplace(key, codes.size());
    if (fresh) {
      codes.push_back(label);
      industry.push_back(false);
      commodity.push_back(false);
    }
    return at->second;
  }
  Keys place_;
};

std::vector<double> picked(std::vector<double> const& v, std::vector<std::size_t> const& of) {
  std::vector<double> out;
  for (auto const i : of) { out.push_back(v[i]); }
  return out;
}

Matrix picked(Matrix const& m, std::vector<std::size_t> const& rows,
              std::vector<std::size_t> const& columns) {
  Matrix out(rows.size(), columns.size());
  for (std::size_t i = 0; i != rows.size(); ++i) {
    for (std::size_t j = 0; j != columns.size(); ++j) { out(i, j) = m(rows[i], columns[j]); }
  }
  return out;
}

std::vector<std::size_t> all_of(std::size_t n) {
  std::vector<std::size_t> out(n);
  for (std::size_t i = 0; i != n; ++i) { out[i] = i; }
  return out;
}

}  // namespace

Result<TableFile> industries_of(Sheet const& make, std::string_view make_name, Sheet const& use,
                                std::string_view use_name) {
  auto v_sheet = make, u_sheet = use;
  forget_unmade(v_sheet);
  auto const make_rows = keys_of_lines(make.rows), make_columns = keys_of_lines(v_sheet.columns);
  auto const use_rows = keys_of_lines(use.rows), use_columns = keys_of_lines(use.columns);
  Space space;
  space.take(v_sheet.rows, use_columns, &Space::industry);
  space.take(v_sheet.columns, use_rows, &Space::commodity);
  space.take(u_sheet.rows, make_columns, &Space::commodity);
  space.take(u_sheet.columns, make_rows, &Space::industry);
  std::vector<std::size_t> industries;
  for (std::size_t i = 0; i != space.codes.size(); ++i) {
    if (space.industry[i]) { industries.push_back(i); }
  }
  if (industries.size() < 2) {
    return Error{Code::bad_input, "供给表与使用表没有相同的部门", std::string(make_name),
                 "供给表的行、使用表的列应为同一产业分类"};
  }
  auto const n = space.codes.size();
  Matrix d(n, n);  // V, then D
  for (std::size_t i = 0; i != v_sheet.rows.size(); ++i) {
    for (std::size_t j = 0; j != v_sheet.columns.size(); ++j) {
      auto const row = v_sheet.rows[i].sector, column = v_sheet.columns[j].sector;
      if (row != kNoSector && column != kNoSector) { d(row, column) = v_sheet.values(i, j); }
    }
  }
  auto const q = solve::sum_of_columns(d);
  auto const g = solve::sum_of_rows(d);
  for (std::size_t i = 0; i != n; ++i) {
    for (std::size_t j = 0; j != n; ++j) { d(i, j) = q[j] > 0 ? d(i, j) / q[j] : 0; }
  }
  u_sheet.codes = u_sheet.names = space.codes;
  u_sheet.regions.clear();
  auto read = assemble(u_sheet, use_name);
  if (!read) { return read.error(); }
  auto out = *std::move(read);
  auto& t = out.table;
  t.z = picked(solve::multiply(d, t.z), industries, industries);
  t.final_demand =
      picked(solve::multiply(d, t.final_demand), industries, all_of(t.final_names.size()));
  if (!t.imports.empty()) { t.imports = picked(solve::multiply(d, t.imports), industries); }
  if (!out.error.empty()) { out.error = picked(solve::multiply(d, out.error), industries); }
  t.value_added = picked(t.value_added, all_of(t.value_added_names.size()), industries);
  t.x = picked(g, industries);
  for (auto& account : out.accounts) { account.amounts = picked(account.amounts, industries); }
  t.codes.clear();
  t.sectors.clear();
  for (auto const i : industries) {
    t.codes.push_back(space.codes[i]);
    t.sectors.push_back(space.codes[i]);
  }
  out.notes.clear();  // they speak of commodities
  out.notes.push_back("按产业技术假设（每种产品由各产业按固定份额生产）化为 " +
                      std::to_string(industries.size()) + " 个产业");
  out.layout = Layout::supply_use;
  t.name = (t.year > 0 ? std::to_string(t.year) + " 年" : "") + "供给使用表（" +
           std::to_string(t.size()) + " 部门）";
  return out;
}

}  // namespace chengjie::economy::read
