#include "chengjie/economy/read/table_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "chengjie/economy/balancing.h"
#include "chengjie/economy/read/assemble.h"
#include "chengjie/economy/read/labels.h"
#include "chengjie/economy/read/sheet.h"

namespace chengjie::economy::read {
namespace {

Error bad(std::string_view name, std::string what, std::string help = "") {
  return {Code::bad_input, std::move(what), std::string(name), std::move(help)};
}

// Total output of a sector against what its row adds up to: near a power of 10,000 apart, the two
// are in different units. Half the sectors must say so.
std::optional<double> unit_gap(std::vector<double> const& whole, std::vector<double> const& sum) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i != whole.size(); ++i) {
    if (whole[i] > 0 && sum[i] > 0) { ratios.push_back(std::log10(sum[i] / whole[i])); }
  }
  if (ratios.empty()) { return std::nullopt; }
  auto const middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
  std::nth_element(ratios.begin(), middle, ratios.end());
  for (auto const power : {4.0, 8.0, 3.0, 6.0}) {
    if (std::abs(std::abs(*middle) - power) < 0.15) { return *middle > 0 ? power : -power; }
  }
  return std::nullopt;
}

std::vector<double> row_sums(Table const& t) {
  auto rows = solve::sum_of_rows(t.z);
  for (std::size_t i = 0; i != t.size(); ++i) {
    for (auto const v : t.final_demand.row(i)) { rows[i] += v; }
    if (!t.imports.empty()) { rows[i] -= t.imports[i]; }
  }
  return rows;
}

void measure(TableFile& file) {
  auto const& t = file.table;
  file.balance = balance(t);
  auto const rows = row_sums(t);
  auto all = 0.0, off = 0.0, gap = 0.0;
  for (std::size_t i = 0; i != t.size(); ++i) {
    all += t.x[i];
    gap += std::abs(rows[i] - t.x[i]);
    if (!file.error.empty()) { off += std::abs(file.error[i]); }
  }
  file.row_gap = all > 0 ? gap / all : 0;
  file.error_share = all > 0 ? off / all : 0;
}

std::optional<Error> check_units(Table const& t, std::string_view name) {
  auto const rows = row_sums(t);
  auto columns = solve::sum_of_columns(t.value_added);
  auto const inputs = solve::sum_of_columns(t.z);
  for (std::size_t j = 0; j != columns.size(); ++j) { columns[j] += inputs[j]; }
  for (auto const& [sums, words] :
       {std::pair<std::vector<double> const*, char const*>{&rows, "各行合计"},
        std::pair<std::vector<double> const*, char const*>{&columns, "各列合计"}}) {
    auto const gap = sums->empty() ? std::nullopt : unit_gap(t.x, *sums);
    if (!gap) { continue; }
    auto const times = std::abs(*gap) == 4 ? "1 万" : "10 的 " + text_of(std::abs(*gap)) + " 次方";
    return bad(name,
               std::string("单位不一致：") + words +
                   (*gap > 0 ? "约为总产出的 " : "约为总产出的 1/") + times +
                   (*gap > 0 ? " 倍" : ""),
               "总产出与流量应同为万元（或同为亿元），请统一后再读");
  }
  return std::nullopt;
}

std::string share_text(double share) {
  char text[48];
  std::snprintf(text, sizeof text, "%.3g%%", share * 100);
  return text;
}

}  // namespace

std::string_view name_of(Layout layout) {
  switch (layout) {
    case Layout::competitive:
      return "竞争型（进口含在流量内）";
    case Layout::domestic:
      return "非竞争型（只取国内产品）";
    case Layout::many_regions:
      return "多地区";
    case Layout::supply_use:
      return "供给表和使用表（按产业技术假设化为产业表）";
  }
  return "";
}

Result<TableFile> read_table(std::vector<CsvRow> rows, std::string_view name) {
  auto const sheet = find_sheet(std::move(rows), name);
  if (!sheet) { return sheet.error(); }
  auto out = assemble(*sheet, name);
  if (!out) { return out.error(); }
  if (auto const fine = check(out->table); !fine) {
    auto error = fine.error();
    error.where = std::string(name);
    return error;
  }
  if (auto const wrong = check_units(out->table, name)) { return *wrong; }
  measure(*out);
  return out;
}

Result<TableFile> read_supply_use(std::vector<CsvRow> make_rows, std::string_view make_name,
                                  std::vector<CsvRow> use_rows, std::string_view use_name) {
  auto const make = find_sheet(std::move(make_rows), make_name);
  if (!make) { return make.error(); }
  auto const use = find_sheet(std::move(use_rows), use_name);
  if (!use) { return use.error(); }
  auto out = industries_of(*make, make_name, *use, use_name);
  if (!out) { return out.error(); }
  if (auto const fine = check(out->table); !fine) { return fine.error(); }
  measure(*out);
  return out;
}

Result<Done> add_accounts(TableFile& file, std::vector<CsvRow> const& rows, std::string_view name) {
  auto const& t = file.table;
  if (rows.size() < 2) { return bad(name, "账户表是空的"); }
  // The label column that names most sectors, by code or by name.
  std::size_t label = 0, most = 0;
  std::vector<std::size_t> row_of;
  for (std::size_t c = 0; c != std::min<std::size_t>(rows.front().size(), 6); ++c) {
    std::vector<std::size_t> found(t.size(), rows.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i != t.size(); ++i) {
      for (std::size_t r = 1; r != rows.size(); ++r) {
        auto const key = c < rows[r].size() ? key_of(rows[r][c]) : "";
        if (key != key_of(t.codes[i]) && key != key_of(t.sectors[i])) { continue; }
        found[i] = r;
        ++count;
        break;
      }
    }
    if (count > most) {
      most = count;
      label = c;
      row_of = std::move(found);
    }
  }
  if (most < t.size()) {
    auto const gone =
        most == 0 ? row_of.end() : std::find(row_of.begin(), row_of.end(), rows.size());
    auto const which =
        most == 0 ? t.sectors.front() : t.sectors[static_cast<std::size_t>(gone - row_of.begin())];
    return bad(name, "账户表缺少部门“" + which + "”，只对上 " + std::to_string(most) + " 个部门",
               "请按投入产出表的部门代码或名称写行名");
  }
  auto added = 0;
  for (std::size_t c = 0; c != rows.front().size(); ++c) {
    if (c == label) { continue; }
    Account account{trimmed(rows.front()[c]), {}};
    for (auto const r : row_of) {
      auto const amount = c < rows[r].size() ? amount_of(rows[r][c]) : Amount{};
      if (!amount.number) { break; }
      account.amounts.push_back(amount.value);
    }
    if (account.amounts.size() != t.size() || account.name.empty()) { continue; }
    file.accounts.push_back(std::move(account));
    ++added;
  }
  if (added == 0) { return bad(name, "账户表没有一列每个部门都有数", "缺数请补全"); }
  return kDone;
}

Result<TableFile> balanced(TableFile const& file) {
  auto const& t = file.table;
  auto const n = t.size(), m = t.final_names.size();
  if (m == 0 || t.value_added_names.empty()) {
    return Error{Code::infeasible, "没有最终使用或增加值，不能平衡", "", ""};
  }
  Matrix whole(n, n + m);
  std::vector<double> rows(n), columns(n + m);
  auto const primary = solve::sum_of_columns(t.value_added);
  auto need = 0.0, have = 0.0;
  for (std::size_t i = 0; i != n; ++i) {
    std::ranges::copy(t.z.row(i), whole.row(i).begin());
    std::ranges::copy(t.final_demand.row(i), whole.row(i).begin() + static_cast<std::ptrdiff_t>(n));
    rows[i] = t.x[i] + (t.imports.empty() ? 0 : t.imports[i]);
    columns[i] = t.x[i] - primary[i];
    need += rows[i] - columns[i];
  }
  auto const final = solve::sum_of_columns(t.final_demand);
  for (auto const v : final) { have += v; }
  if (!(have > 0) || !(need > 0)) {
    return Error{Code::infeasible, "最终使用合计不是正数，不能平衡", "", ""};
  }
  for (std::size_t c = 0; c != m; ++c) { columns[n + c] = final[c] * need / have; }
  BalancingOptions options;
  options.rows = options.columns = t.sectors;
  options.columns.insert(options.columns.end(), t.final_names.begin(), t.final_names.end());
  auto const fitted = gras(whole, rows, columns, options);
  if (!fitted) { return fitted.error(); }
  auto out = file;
  auto moved = 0.0, all = 0.0;
  for (std::size_t i = 0; i != n; ++i) {
    for (std::size_t j = 0; j != n + m; ++j) {
      auto const v = fitted->x(i, j);
      moved += std::abs(v - whole(i, j));
      all += std::abs(whole(i, j));
      (j < n ? out.table.z(i, j) : out.table.final_demand(i, j - n)) = v;
    }
  }
  out.error.clear();
  measure(out);
  out.notes.push_back("已按 GRAS 平衡到总产出和增加值，流量共改动 " +
                      share_text(all > 0 ? moved / all : 0));
  return out;
}

}  // namespace chengjie::economy::read
