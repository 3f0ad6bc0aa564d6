#include "chengjie/economy/table.h"

#include <algorithm>
#include <cmath>

namespace chengjie::economy {
namespace {

Error bad(std::string what, std::string help = "") {
  return {Code::bad_input, std::move(what), "", std::move(help)};
}

std::string label(Table const& t, std::size_t i) {
  if (i < t.sectors.size() && !t.sectors[i].empty()) { return "“" + t.sectors[i] + "”"; }
  return i < t.codes.size() ? "“" + t.codes[i] + "”" : "第 " + std::to_string(i + 1) + " 个部门";
}

std::string shape(Matrix const& m) {
  return std::to_string(m.rows()) + " 行 " + std::to_string(m.columns()) + " 列";
}

bool shapes_fit(Table const& t) {
  auto const n = t.size();
  return t.z.rows() == n && t.z.columns() == n && t.codes.size() == n && t.sectors.size() == n &&
         (t.final_names.empty() || t.final_demand.rows() == n) &&
         t.final_demand.columns() == t.final_names.size() &&
         (t.value_added_names.empty() || t.value_added.columns() == n) &&
         t.value_added.rows() == t.value_added_names.size() &&
         (t.imports.empty() || t.imports.size() == n) &&
         (!t.exports || *t.exports < t.final_names.size());
}

bool all_finite(Table const& t) {
  return solve::all_finite(t.z.cells()) && solve::all_finite(t.final_demand.cells()) &&
         solve::all_finite(t.value_added.cells()) && solve::all_finite(t.imports) &&
         solve::all_finite(t.x);
}

}  // namespace

Result<Done> check(Table const& t) {
  if (t.size() == 0) { return bad("投入产出表没有部门"); }
  if (!shapes_fit(t)) {
    return bad("投入产出表各块大小不一致：总产出 " + std::to_string(t.size()) +
                   " 个部门，中间流量 " + shape(t.z) + "，最终使用 " + shape(t.final_demand) +
                   "，增加值 " + shape(t.value_added),
               "请检查是否缺行缺列，或把合计行列也当成了部门");
  }
  if (!all_finite(t)) {
    return bad("投入产出表中有空格或不是数的格", "缺数请补全，没有流量请填 0");
  }
  for (std::size_t i = 0; i != t.size(); ++i) {
    if (t.x[i] < 0) { return bad("部门" + label(t, i) + "的总产出为负", "请检查正负号"); }
    if (!t.imports.empty() && t.imports[i] < 0) {
      return bad("部门" + label(t, i) + "的进口为负", "本表进口应填正数");
    }
  }
  return kDone;
}

Balance balance(Table const& t) {
  Balance out;
  auto const columns = solve::sum_of_columns(t.z);
  for (std::size_t i = 0; i != t.size(); ++i) {
    auto row = t.imports.empty() ? 0.0 : -t.imports[i];
    for (auto const v : t.z.row(i)) { row += v; }
    for (std::size_t c = 0; c != t.final_names.size(); ++c) { row += t.final_demand(i, c); }
    auto column = columns[i];
    for (std::size_t k = 0; k != t.value_added_names.size(); ++k) { column += t.value_added(k, i); }
    auto const off = [&](double sum) {
      return t.x[i] > 0 ? std::abs(sum - t.x[i]) / t.x[i] : (sum == 0 ? 0.0 : 1.0);
    };
    if (!t.final_names.empty() && off(row) > out.row) {
      out.row = off(row);
      out.row_sector = i;
    }
    if (!t.value_added_names.empty() && off(column) > out.column) {
      out.column = off(column);
      out.column_sector = i;
    }
  }
  return out;
}

Matrix input_coefficients(Matrix const& z, std::vector<double> const& x) {
  CJ_CHECK(z.rows() == x.size() && z.columns() == x.size());
  Matrix a = z;
  for (std::size_t i = 0; i != x.size(); ++i) {
    auto row = a.row(i);
    for (std::size_t j = 0; j != x.size(); ++j) { row[j] = x[j] > 0 ? row[j] / x[j] : 0; }
  }
  return a;
}

Matrix output_coefficients(Matrix const& z, std::vector<double> const& x) {
  CJ_CHECK(z.rows() == x.size() && z.columns() == x.size());
  Matrix b = z;
  for (std::size_t i = 0; i != x.size(); ++i) {
    for (auto& value : b.row(i)) { value = x[i] > 0 ? value / x[i] : 0; }
  }
  return b;
}

std::vector<double> per_output(std::span<double const> amounts, std::vector<double> const& x) {
  CJ_CHECK(amounts.size() == x.size());
  std::vector<double> out(x.size());
  for (std::size_t j = 0; j != x.size(); ++j) { out[j] = x[j] > 0 ? amounts[j] / x[j] : 0; }
  return out;
}

Result<Domestic> domestic(Table const& t) {
  if (auto const fine = check(t); !fine) { return fine.error(); }
  Domestic out{t, std::vector<double>(t.size()), {}};
  if (t.imports.empty()) { return out; }
  auto& d = out.table;
  d.imports.clear();
  d.final_names.push_back("residual");
  d.final_demand = Matrix(t.size(), d.final_names.size());
  for (std::size_t i = 0; i != t.size(); ++i) {
    auto intermediate = 0.0;
    for (auto const v : t.z.row(i)) { intermediate += v; }
    auto final = 0.0;
    for (std::size_t c = 0; c != t.final_names.size(); ++c) { final += t.final_demand(i, c); }
    auto const exports = t.exports ? t.final_demand(i, *t.exports) : 0.0;
    auto const uses = intermediate + final - exports;
    auto const share = uses != 0 ? t.imports[i] / uses : 0;
    out.import_share[i] = std::clamp(share, 0.0, 1.0);
    if (share != out.import_share[i]) { out.clipped.push_back(i); }
    auto const home = 1 - out.import_share[i];
    auto used = exports;
    for (auto& v : d.z.row(i)) {
      v *= home;
      used += v;
    }
    for (std::size_t c = 0; c != t.final_names.size(); ++c) {
      auto const is_exports = t.exports && c == *t.exports;
      d.final_demand(i, c) = t.final_demand(i, c) * (is_exports ? 1 : home);
      if (!is_exports) { used += d.final_demand(i, c); }
    }
    d.final_demand(i, t.final_names.size()) = t.x[i] - used;
  }
  return out;
}

}  // namespace chengjie::economy
