#include "chengjie/economy/read/assemble.h"

#include <algorithm>
#include <cmath>

#include "chengjie/economy/read/labels.h"

namespace chengjie::economy::read {
namespace {

using Numbers = std::vector<double>;

Error bad(std::string_view name, std::string what, std::string help = "") {
  return {Code::bad_input, std::move(what), std::string(name), std::move(help)};
}

constexpr double kTrace = 1e-12;  // of all output

double total(Numbers const& v) {
  auto sum = 0.0;
  for (auto const x : v) { sum += x; }
  return sum;
}

// "CHN_HFCE": what stands behind the region.
std::vector<std::string> without_region(std::vector<std::string> labels) {
  for (auto& label : labels) {
    auto const at = label.find_first_of("|_");
    if (at != std::string::npos && at > 0 && at + 1 < label.size() &&
        role_of({label}) == Role::none) {
      labels.push_back(label.substr(at + 1));
      break;
    }
  }
  return labels;
}

// The first label in Chinese, else the longest that is no number.
std::string name_of(Line const& line) {
  for (auto const& label : line.labels) {
    if (std::any_of(label.begin(), label.end(),
                    [](char c) { return static_cast<unsigned char>(c) > 0xe2; })) {
      return label;
    }
  }
  std::string best;
  for (auto const& label : line.labels) {
    if (!number_of(label) && label.size() > best.size()) { best = label; }
  }
  return best.empty() && !line.labels.empty() ? line.labels.front() : best;
}

class Assembler {
 public:
  Assembler(Sheet const& sheet, std::string_view name, TableFile& out)
      : s_(sheet), name_(name), out_(out), n_(sheet.codes.size()) {}

  Result<Done> run() {
    auto& t = out_.table;
    t.codes = s_.codes;
    t.sectors = s_.names;
    out_.regions = s_.regions;
    t.unit = unit_in(s_.words + " " + std::string(name_));
    t.year = year_in(s_.words);
    if (t.year == 0) { t.year = year_in(name_); }
    if (auto const wrong = flows()) { return *wrong; }
    rows();
    columns();
    if (t.x.empty()) {
      return bad(name_, "没有总产出（或总投入）的行或列", "请补上“总产出”列或“总投入”行");
    }
    sign_of_imports();
    leave_out_traces();
    out_.layout = !s_.regions.empty() ? Layout::many_regions
                  : t.imports.empty() ? Layout::domestic
                                      : Layout::competitive;
    if (s_.blanks > 0) { out_.notes.push_back(std::to_string(s_.blanks) + " 个空格按 0 计"); }
    return kDone;
  }

 private:
  bool imported(std::size_t i) const { return second_[i]; }

  // Numbers of a row in the order of the sectors' columns.
  Numbers by_sector(std::size_t i) const {
    Numbers out(n_);
    for (std::size_t j = 0; j != s_.columns.size(); ++j) {
      if (s_.columns[j].sector != kNoSector) { out[s_.columns[j].sector] = s_.values(i, j); }
    }
    return out;
  }
  Numbers down(std::size_t j, bool of_imports) const {
    Numbers out(n_);
    for (std::size_t i = 0; i != s_.rows.size(); ++i) {
      if (s_.rows[i].sector != kNoSector && imported(i) == of_imports) {
        out[s_.rows[i].sector] = s_.values(i, j);
      }
    }
    return out;
  }

  // A sector that stands twice: made at home and imported, as the labels say, else in that order.
  std::optional<Error> flows() {
    std::vector<int> seen(n_);
    second_.assign(s_.rows.size(), false);
    auto told = true;
    for (std::size_t i = 0; i != s_.rows.size(); ++i) {
      auto const& row = s_.rows[i];
      if (row.sector == kNoSector) { continue; }
      auto const again = seen[row.sector]++;
      second_[i] = again > 0;
      if (again == 0) { continue; }
      if (again > 1 || (row.domestic && !row.imported)) {
        return bad(std::string(name_) + ":" + std::to_string(row.place + 1),
                   "部门“" + s_.names[row.sector] + "”出现" + (again > 1 ? "三" : "两") + "次",
                   "同一部门只应有一行；进口产品一块请注明“进口”");
      }
      told = told && row.imported;
    }
    auto const twice = std::any_of(seen.begin(), seen.end(), [](int k) { return k > 1; });
    if (twice && !told) {
      out_.notes.push_back("同名部门有两块且未注明，按先国内产品、后进口产品读取");
    }
    out_.table.z = Matrix(n_, n_);
    imported_inputs_.assign(n_, 0.0);
    for (std::size_t i = 0; i != s_.rows.size(); ++i) {
      if (s_.rows[i].sector == kNoSector) { continue; }
      auto const row = by_sector(i);
      if (!imported(i)) {
        std::ranges::copy(row, out_.table.z.row(s_.rows[i].sector).begin());
        continue;
      }
      for (std::size_t j = 0; j != n_; ++j) { imported_inputs_[j] += row[j]; }
    }
    two_blocks_ = twice;
    return std::nullopt;
  }

  void rows() {
    std::vector<std::size_t> places;
    std::vector<Numbers> lines;
    std::vector<bool> sums;
    for (std::size_t i = 0; i != s_.rows.size(); ++i) {
      auto const& row = s_.rows[i];
      if (row.sector != kNoSector) { continue; }
      auto const role = role_of(without_region(row.labels));
      auto numbers = by_sector(i);
      if (role == Role::total_output) {
        if (input_.empty()) { input_ = std::move(numbers); }
        continue;
      }
      if (!input_.empty() && role != Role::jobs && role != Role::energy && role != Role::carbon) {
        supply_.push_back(std::move(numbers));  // below total output: imports that add to supply
        supply_imports_.push_back(role == Role::imports);
        continue;
      }
      if (role == Role::jobs || role == Role::energy || role == Role::carbon) {
        out_.accounts.push_back({name_of(row), std::move(numbers)});
        continue;
      }
      if (total(numbers) == 0) { continue; }
      places.push_back(i);
      lines.push_back(std::move(numbers));
      sums.push_back(role == Role::total);
    }
    auto inputs = solve::sum_of_columns(out_.table.z);
    for (std::size_t j = 0; j != n_; ++j) { inputs[j] += imported_inputs_[j]; }
    auto const left_out = sums_among(lines, inputs, sums);
    std::vector<std::pair<std::string, Numbers>> kept;
    if (two_blocks_) {
      kept.emplace_back("进口产品中间投入", imported_inputs_);
      out_.imported_inputs = 0;
    }
    for (std::size_t k = 0; k != lines.size(); ++k) {
      auto const& row = s_.rows[places[k]];
      if (left_out[k]) { continue; }
      auto const role = role_of(without_region(row.labels));
      if (role == Role::wages && !out_.wages) { out_.wages = kept.size(); }
      if (role == Role::tax && !out_.tax) { out_.tax = kept.size(); }
      if (role == Role::imports && !out_.imported_inputs) { out_.imported_inputs = kept.size(); }
      kept.emplace_back(name_of(row), lines[k]);
    }
    auto& t = out_.table;
    t.value_added = Matrix(kept.size(), n_);
    for (std::size_t k = 0; k != kept.size(); ++k) {
      t.value_added_names.push_back(kept[k].first);
      std::ranges::copy(kept[k].second, t.value_added.row(k).begin());
    }
  }

  void columns() {
    auto& t = out_.table;
    std::vector<std::size_t> places;
    std::vector<Numbers> lines;
    std::vector<bool> sums;
    for (std::size_t j = 0; j != s_.columns.size(); ++j) {
      if (s_.columns[j].sector != kNoSector) { continue; }
      auto numbers = down(j, false);
      auto const role = role_at(j);
      if (role == Role::total_output) {
        if (t.x.empty()) { t.x = std::move(numbers); }
        continue;
      }
      if (std::all_of(numbers.begin(), numbers.end(), [](double v) { return v == 0; })) {
        continue;
      }
      places.push_back(j);
      lines.push_back(std::move(numbers));
      sums.push_back(role == Role::total);
    }
    auto const left_out = sums_among(lines, solve::sum_of_rows(t.z), sums);
    std::vector<std::size_t> kept;
    Numbers exports;
    for (std::size_t k = 0; k != lines.size(); ++k) {
      if (left_out[k]) { continue; }
      auto const role = role_at(places[k]);
      if (role == Role::error) {
        add(out_.error, lines[k]);
      } else if (role == Role::imports || role == Role::inflow) {
        add(t.imports, lines[k]);
      } else if ((role == Role::exports || role == Role::outflow) && s_.regions.empty()) {
        add(exports, lines[k]);
      } else {
        if (role == Role::households) { out_.households.push_back(kept.size()); }
        kept.push_back(k);
      }
    }
    imports_by_row();
    if (two_blocks_) { t.imports.clear(); }
    t.final_demand = Matrix(n_, kept.size() + (exports.empty() ? 0 : 1));
    for (std::size_t c = 0; c != kept.size(); ++c) {
      t.final_names.push_back(words_of(name_of(s_.columns[places[kept[c]]])));
      for (std::size_t i = 0; i != n_; ++i) { t.final_demand(i, c) = lines[kept[c]][i]; }
    }
    if (!exports.empty()) {
      t.exports = kept.size();
      t.final_names.emplace_back("出口（含流出）");
      for (std::size_t i = 0; i != n_; ++i) { t.final_demand(i, kept.size()) = exports[i]; }
    }
    settle_output();
  }

  Role role_at(std::size_t j) const { return role_of(without_region(s_.columns[j].labels)); }

  static void add(Numbers& to, Numbers const& v) {
    if (to.empty()) { to.assign(v.size(), 0.0); }
    for (std::size_t i = 0; i != v.size(); ++i) { to[i] += v[i]; }
  }

  // Eurostat lists imports by product below the table, in a row for each origin.
  void imports_by_row() {
    if (!out_.table.imports.empty() || supply_.empty()) { return; }
    auto const sums = sums_among(supply_, Numbers(n_), std::vector<bool>(supply_.size(), false));
    for (std::size_t k = 0; k != supply_.size(); ++k) {
      if (!sums[k] && supply_imports_[k]) { add(out_.table.imports, supply_[k]); }
    }
  }

  void settle_output() {
    auto& t = out_.table;
    if (t.x.empty()) {
      t.x = input_;
      if (!t.x.empty()) { out_.notes.push_back("没有总产出列，用总投入行"); }
      return;
    }
    if (input_.empty()) { return; }
    auto off = 0.0;
    std::size_t worst = 0;
    for (std::size_t i = 0; i != n_; ++i) {
      auto const gap = t.x[i] > 0 ? std::abs(input_[i] - t.x[i]) / t.x[i] : 0;
      if (gap > off) {
        off = gap;
        worst = i;
      }
    }
    if (off > 1e-3) {
      out_.notes.push_back("总投入与总产出不一致，最大相差 " + text_of(off * 100, 3) + "%（" +
                           s_.names[worst] + "），以总产出为准");
    }
  }

  // Imports are written as positive or as negative numbers: the sign that balances rows is right.
  void sign_of_imports() {
    auto& t = out_.table;
    if (t.imports.empty()) { return; }
    if (total(t.imports) < 0) {
      for (auto& v : t.imports) { v = -v; }
      out_.notes.push_back("进口以负数列示，已改为正数");
    }
    // Duties and margins on imports stand in the same column with the other sign: made at home.
    Numbers other(n_);
    std::string names;
    for (std::size_t i = 0; i != n_; ++i) {
      if (t.imports[i] >= 0) { continue; }
      other[i] = -t.imports[i];
      t.imports[i] = 0;
      names += (names.empty() ? "" : "、") + s_.names[i];
    }
    if (names.empty()) { return; }
    add_final("进口列的反号项", other);
    out_.notes.push_back("进口列中符号相反的部门（" + names + "）按国内产品的使用计");
  }

  // A sector of rounding noise (Eurostat fills in 1e-7) would decide whether the table can produce.
  void leave_out_traces() {
    auto& t = out_.table;
    auto const least = kTrace * total(t.x);
    for (std::size_t i = 0; i != n_; ++i) {
      if (!(t.x[i] > 0) || t.x[i] > least) { continue; }
      for (std::size_t j = 0; j != n_; ++j) { t.z(i, j) = t.z(j, i) = 0; }
      for (auto& v : t.final_demand.row(i)) { v = 0; }
      for (std::size_t k = 0; k != t.value_added_names.size(); ++k) { t.value_added(k, i) = 0; }
      if (!t.imports.empty()) { t.imports[i] = 0; }
      t.x[i] = 0;
      out_.notes.push_back("部门“" + s_.names[i] + "”的产出不到全部产出的一万亿分之一，按 0 计");
    }
  }

  void add_final(std::string name, Numbers const& column) {
    auto& t = out_.table;
    Matrix wider(n_, t.final_names.size() + 1);
    for (std::size_t i = 0; i != n_; ++i) {
      std::ranges::copy(t.final_demand.row(i), wider.row(i).begin());
      wider(i, t.final_names.size()) = column[i];
    }
    t.final_demand = std::move(wider);
    t.final_names.push_back(std::move(name));
  }

  Sheet const& s_;
  std::string_view name_;
  TableFile& out_;
  std::size_t n_;
  std::vector<bool> second_;
  bool two_blocks_{};
  Numbers imported_inputs_, input_;
  std::vector<Numbers> supply_;
  std::vector<bool> supply_imports_;
};

}  // namespace

Result<TableFile> assemble(Sheet const& sheet, std::string_view name) {
  TableFile out;
  if (auto const done = Assembler(sheet, name, out).run(); !done) { return done.error(); }
  auto const year = out.table.year > 0 ? std::to_string(out.table.year) + " 年" : "";
  out.table.name = year + "投入产出表（" + std::to_string(out.table.size()) + " 部门）";
  return out;
}

}  // namespace chengjie::economy::read
