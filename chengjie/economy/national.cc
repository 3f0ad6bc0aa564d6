#include "chengjie/economy/national.h"

#include <algorithm>
#include <array>

#include "chengjie/economy/csv.h"

namespace chengjie::economy {
namespace {

constexpr double kWan = 1e4;
constexpr std::array<std::string_view, 4> kValueAdded{"VA001", "VA002", "VA003", "VA004"};

std::string remarks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    if (line.starts_with("\xef\xbb\xbf")) { line.remove_prefix(3); }
    if (line.starts_with('#')) {
      line.remove_prefix(1);
      if (!out.empty()) { out += '\n'; }
      out += trimmed(line);
    }
    at = end + 1;
  }
  return out;
}

int year_in(std::string_view text) {
  auto digits = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    auto const digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
    if (digit) {
      ++digits;
      continue;
    }
    if (digits == 4) { return std::stoi(std::string(text.substr(i - 4, 4))); }
    digits = 0;
  }
  return 0;
}

Error at(std::string_view name, std::string const& row, std::string what, std::string help) {
  return {Code::bad_input, std::move(what), std::string(name) + "：" + row, std::move(help)};
}

class Reader {
 public:
  Reader(std::vector<CsvRow> rows, std::string_view name) : rows_(std::move(rows)), name_(name) {}

  std::optional<std::size_t> column(std::string_view head) const {
    auto const& first = rows_.front();
    for (std::size_t c = 0; c != first.size(); ++c) {
      if (trimmed(first[c]) == head) { return c; }
    }
    return std::nullopt;
  }
  CsvRow const* row(std::string_view code) const {
    for (auto const& r : rows_) {
      if (trimmed(r.front()) == code) { return &r; }
    }
    return nullptr;
  }
  Result<double> cell(std::string_view code, std::string_view head) const {
    auto const* r = row(code);
    auto const c = column(head);
    if (r == nullptr || !c) {
      return at(name_, std::string(code),
                "缺少 " + std::string(code) + " 行或 " + std::string(head) + " 列",
                "请用 tools/make_io_table.py 重新生成");
    }
    auto const value = *c < r->size() ? number_of((*r)[*c]) : std::nullopt;
    if (!value) {
      return at(name_, std::string(code), std::string(head) + " 列不是数", "请补全这一格");
    }
    return *value;
  }

 private:
  std::vector<CsvRow> rows_;
  std::string_view name_;
};

Result<std::vector<Sector>> read_sectors(std::string_view text, std::string_view name) {
  auto rows = read_csv(text, name);
  if (!rows) { return rows.error(); }
  if (rows->empty() || rows->front().size() < 5) {
    return at(name, "1", "部门表应有 code,name,gbt4754,jobs_2018_wan,jobs_basis 五列", "");
  }
  std::vector<Sector> out;
  for (std::size_t i = 1; i != rows->size(); ++i) {
    auto const& row = (*rows)[i];
    auto const jobs = row.size() == 5 ? number_of(row[3]) : std::nullopt;
    if (!jobs || *jobs < 0) {
      return at(name, std::to_string(i + 1), "这一行不是五列，或就业人数不是数", "请补全");
    }
    Sector sector{trimmed(row[0]), trimmed(row[1]), {}, *jobs * kWan, trimmed(row[4])};
    std::string code;
    for (auto const c : row[2] + " ") {
      if (c != ' ') {
        code += c;
      } else if (!code.empty()) {
        sector.industries.push_back(std::exchange(code, {}));
      }
    }
    out.push_back(std::move(sector));
  }
  return out;
}

Result<Done> fill(Table& t, Reader const& reader) {
  constexpr std::array<std::string_view, 5> kFinal{"HH", "GOV", "GFCF", "STOCK", "EX"};
  auto const n = t.codes.size();
  t.z = Matrix(n, n);
  t.final_names.assign(kFinal.begin(), kFinal.end());
  t.final_demand = Matrix(n, kFinal.size());
  t.exports = kFinal.size() - 1;
  t.value_added_names.assign(kValueAdded.begin(), kValueAdded.end());
  t.value_added = Matrix(kValueAdded.size(), n);
  t.imports.resize(n);
  t.x.resize(n);
  std::optional<Error> failed;
  auto const put = [&](double& into, std::string_view code, std::string_view head) {
    auto const value = reader.cell(code, head);
    if (value) {
      into = *value * kWan;
    } else if (!failed) {
      failed = value.error();
    }
  };
  for (std::size_t i = 0; i != n; ++i) {
    for (std::size_t j = 0; j != n; ++j) { put(t.z(i, j), t.codes[i], t.codes[j]); }
    for (std::size_t c = 0; c != kFinal.size(); ++c) {
      put(t.final_demand(i, c), t.codes[i], kFinal[c]);
    }
    for (std::size_t k = 0; k != kValueAdded.size(); ++k) {
      put(t.value_added(k, i), kValueAdded[k], t.codes[i]);
    }
    put(t.imports[i], t.codes[i], "IM");
    put(t.x[i], t.codes[i], "GO");
    if (failed) { return *failed; }
  }
  return kDone;
}

}  // namespace

Result<National> read_national(std::string_view table, std::string_view table_name,
                               std::string_view sectors, std::string_view sectors_name) {
  auto listed = read_sectors(sectors, sectors_name);
  if (!listed) { return listed.error(); }
  auto rows = read_csv(table, table_name);
  if (!rows) { return rows.error(); }
  if (rows->empty()) { return at(table_name, "1", "投入产出表是空的", ""); }
  National out;
  out.sectors = *std::move(listed);
  out.source = remarks(table);
  auto& t = out.table;
  t.year = year_in(out.source);
  t.unit = "CNY";
  for (auto const& s : out.sectors) {
    t.codes.push_back(s.code);
    t.sectors.push_back(s.name);
  }
  t.name =
      std::to_string(t.year) + " 年全国投入产出表（" + std::to_string(t.codes.size()) + " 部门）";
  if (auto const filled = fill(t, Reader(*std::move(rows), table_name)); !filled) {
    return filled.error();
  }
  if (auto const fine = check(t); !fine) { return fine.error(); }
  return out;
}

std::optional<std::size_t> sector_of(std::vector<Sector> const& sectors,
                                     std::string_view industry) {
  if (!industry.empty() && industry.front() >= 'A' && industry.front() <= 'T') {
    industry.remove_prefix(1);
  }
  std::optional<std::size_t> best;
  std::size_t length = 0;
  for (std::size_t i = 0; i != sectors.size(); ++i) {
    for (auto const& prefix : sectors[i].industries) {
      if (prefix.size() > length && industry.starts_with(prefix)) {
        best = i;
        length = prefix.size();
      }
    }
  }
  return best;
}

Result<Brings> brings(National const& national) {
  auto home = domestic(national.table);
  if (!home) { return home.error(); }
  auto const& t = national.table;
  auto with_imports = Leontief::of(input_coefficients(t.z, t.x), t.sectors);
  if (!with_imports) { return with_imports.error(); }
  auto const leontief = Leontief::of(input_coefficients(home->table.z, t.x), t.sectors);
  if (!leontief) { return leontief.error(); }
  std::vector<double> jobs, value_added(t.size());
  for (auto const& s : national.sectors) { jobs.push_back(s.jobs); }
  for (std::size_t k = 0; k != t.value_added.rows(); ++k) {
    for (std::size_t j = 0; j != t.size(); ++j) { value_added[j] += t.value_added(k, j); }
  }
  Brings out;
  out.import_share = home->import_share;
  std::vector<double> const ones(t.size(), 1.0);
  out.output_with_imports = with_imports->multipliers(ones).effect;
  out.output = leontief->multipliers(ones);
  out.value_added = leontief->multipliers(per_output(value_added, t.x));
  out.wages = leontief->multipliers(per_output(t.value_added.row(0), t.x));
  out.tax = leontief->multipliers(per_output(t.value_added.row(1), t.x));
  out.jobs = leontief->multipliers(per_output(jobs, t.x));
  out.condition = leontief->condition();
  for (auto const* m : {&out.output, &out.value_added, &out.wages, &out.tax, &out.jobs}) {
    out.residual = std::max(out.residual, m->residual);
  }
  return out;
}

}  // namespace chengjie::economy
