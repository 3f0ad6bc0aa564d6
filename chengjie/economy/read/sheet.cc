#include "chengjie/economy/read/sheet.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "chengjie/economy/read/labels.h"

namespace chengjie::economy::read {
namespace {

constexpr std::size_t kHeadLinesMax = 14;  // a title, a unit, up to four label lines, some blank
constexpr std::size_t kLabelColumnsMax = 8;

Error bad(std::string_view name, std::string what, std::string help) {
  return {Code::bad_input, std::move(what), std::string(name), std::move(help)};
}

using Cells = std::vector<CsvRow>;

struct Pair {  // a line of heads and a column of labels that name the same things
  std::size_t line{}, column{};
  std::vector<std::size_t> matched;  // columns whose head stands in the label column
  std::size_t distinct{};
  std::size_t words{};  // of them, those that are no plain numbers
};

// "12" may be a flow as well as a code; "012" and "a" are labels.
bool is_plain_number(std::string const& key) {
  return number_of(key) && !(key.size() > 1 && key.front() == '0' && key[1] != '.');
}

// Sums stand at the left and at the top too, and are no sectors.
bool is_sum(std::string const& key) {
  auto const role = role_of({key});
  return role == Role::total || role == Role::total_output;
}

Pair match(Cells const& rows, std::size_t line, std::size_t column) {
  std::unordered_set<std::string> labels, seen;
  for (auto r = line + 1; r < rows.size(); ++r) {
    auto key = key_of(rows[r][column]);
    if (!key.empty()) { labels.insert(std::move(key)); }
  }
  Pair out{line, column, {}, 0};
  for (auto c = column + 1; c < rows[line].size(); ++c) {
    auto key = key_of(rows[line][c]);
    if (key.empty() || !labels.contains(key) || is_sum(key)) { continue; }
    out.matched.push_back(c);
    seen.insert(std::move(key));
  }
  out.distinct = seen.size();
  for (auto const& key : seen) { out.words += !is_plain_number(key); }
  return out;
}

// The pair that tells most things apart, words before numbers; of equals the first label column.
Pair best_pair(std::vector<Pair> const& pairs) {
  Pair best;
  for (auto const& p : pairs) {
    if (std::pair(p.words, p.distinct) > std::pair(best.words, best.distinct)) { best = p; }
  }
  return best;
}

std::vector<std::size_t> in_both(Pair const& a, Pair const& b) {
  std::vector<std::size_t> out;
  std::set_intersection(a.matched.begin(), a.matched.end(), b.matched.begin(), b.matched.end(),
                        std::back_inserter(out));
  return out;
}

// A second pair that tells apart what the first names alike: the region of a sector.
Pair second_pair(Cells const& rows, std::vector<Pair> const& pairs, Pair const& first) {
  Pair best;
  auto most = first.distinct;
  for (auto const& p : pairs) {
    if (p.line == first.line || p.column == first.column) { continue; }
    std::unordered_set<std::string> both;
    for (auto const c : in_both(first, p)) {
      both.insert(key_of(rows[first.line][c]) + "\n" + key_of(rows[p.line][c]));
    }
    if (both.size() > most) {
      most = both.size();
      best = p;
    }
  }
  return best;
}

// How often the label changes from column to column: regions change less than sectors.
std::size_t changes(Cells const& rows, Pair const& p, std::vector<std::size_t> const& columns) {
  std::size_t out = 0;
  for (std::size_t k = 1; k < columns.size(); ++k) {
    out += key_of(rows[p.line][columns[k]]) != key_of(rows[p.line][columns[k - 1]]);
  }
  return out;
}

class Finder {
 public:
  Finder(Cells rows, std::string_view name) : rows_(std::move(rows)), name_(name) {
    std::size_t width = 0;
    for (auto const& row : rows_) { width = std::max(width, row.size()); }
    for (auto& row : rows_) { row.resize(width); }
  }

  Result<Sheet> run() {
    auto const lines = std::min(kHeadLinesMax, rows_.size());
    std::vector<Pair> pairs;
    for (std::size_t column = 0; lines > 0 && column < kLabelColumnsMax; ++column) {
      if (column + 1 >= rows_.front().size()) { break; }
      for (auto line = lines; line-- != 0;) { pairs.push_back(match(rows_, line, column)); }
    }
    first_ = best_pair(pairs);
    if (first_.distinct < 2) {
      return bad(name_, "找不到部门：没有一行表头与一列行名写着相同的部门",
                 "表头和行名应写相同的部门代码或名称");
    }
    if (first_.distinct < first_.matched.size()) { second_ = second_pair(rows_, pairs, first_); }
    if (second_.distinct > 0) {
      auto const both = in_both(first_, second_);
      if (changes(rows_, first_, both) < changes(rows_, second_, both)) {
        std::swap(first_, second_);
      }
      first_.matched = both;
    }
    start_ = first_row();
    auto left = first_.matched.front();
    for (auto const c : first_.matched) { left = std::min(left, c); }
    left_ = left;
    name_sectors();
    collect_columns();
    collect_rows();
    if (auto const wrong = fill()) { return *wrong; }
    gather_words();
    return std::move(out_);
  }

 private:
  std::string column_key(std::size_t c) const {
    auto key = key_of(rows_[first_.line][c]);
    return second_.distinct > 0 ? key_of(rows_[second_.line][c]) + "\n" + key : key;
  }
  std::string row_key(std::size_t r) const {
    auto key = key_of(rows_[r][first_.column]);
    return second_.distinct > 0 ? key_of(rows_[r][second_.column]) + "\n" + key : key;
  }

  std::size_t first_row() const {
    std::unordered_set<std::string> heads;
    for (auto const c : first_.matched) { heads.insert(column_key(c)); }
    for (auto r = first_.line + 1; r < rows_.size(); ++r) {
      if (heads.contains(row_key(r))) { return r; }
    }
    return rows_.size();
  }

  void name_sectors() {
    std::unordered_map<std::string, std::size_t> row_of;
    for (auto r = start_; r < rows_.size(); ++r) { row_of.emplace(row_key(r), r); }
    for (auto const c : first_.matched) {
      auto const found = row_of.find(column_key(c));
      if (found == row_of.end() || sector_.contains(column_key(c))) { continue; }
      sector_.emplace(column_key(c), out_.codes.size());
      auto const& row = rows_[found->second];
      auto code = trimmed(row[first_.column]);
      if (second_.distinct > 0) {
        out_.regions.push_back(trimmed(row[second_.column]));
        code = out_.regions.back() + "|" + code;
      }
      out_.codes.push_back(std::move(code));
      out_.names.push_back(name_in(row));
    }
    split_regions();
  }

  // Chinese words if there are some, else the longest label.
  std::string name_in(CsvRow const& row) const {
    auto best = trimmed(row[first_.column]);
    auto chinese = false;
    for (std::size_t c = 0; c != left_; ++c) {
      auto const label = trimmed(row[c]);
      auto const own = std::any_of(label.begin(), label.end(),
                                   [](char x) { return static_cast<unsigned char>(x) > 0xe2; });
      if ((own && !chinese) || (own == chinese && label.size() > best.size())) {
        best = label;
        chinese = own;
      }
    }
    return best;
  }

  // "CHN_C29", "AUS|c1": a region in each code, if every region has the same sectors.
  void split_regions() {
    if (!out_.regions.empty()) { return; }
    for (auto const mark : {'|', '_', ':', '.'}) {
      std::vector<std::string> regions;
      std::unordered_map<std::string, std::size_t> count, sectors;
      for (auto const& code : out_.codes) {
        auto const at = code.find(mark);
        if (at == std::string::npos || at == 0) { break; }
        regions.push_back(code.substr(0, at));
        ++count[regions.back()];
        ++sectors[code.substr(at + 1)];
      }
      auto const whole = regions.size() == out_.codes.size() && count.size() > 1 &&
                         count.size() * sectors.size() == out_.codes.size();
      if (!whole || sectors.size() < 2) { continue; }
      out_.regions = std::move(regions);
      return;
    }
  }

  void collect_columns() {
    std::unordered_set<std::size_t> used;
    for (auto c = left_; c < rows_.front().size(); ++c) {
      Line column;
      column.place = c;
      for (std::size_t line = 0; line != start_; ++line) {
        auto label = trimmed(rows_[line][c]);
        if (!label.empty()) { column.labels.push_back(std::move(label)); }
      }
      auto const found = sector_.find(column_key(c));
      if (found != sector_.end() && used.insert(found->second).second) {
        column.sector = found->second;
      }
      out_.columns.push_back(std::move(column));
    }
  }

  void collect_rows() {
    auto imported = false, domestic = false;  // of the block that a row stands in
    for (auto r = start_; r < rows_.size(); ++r) {
      auto const& row = rows_[r];
      Line line;
      line.place = r;
      for (std::size_t c = 0; c != left_; ++c) {
        auto label = trimmed(row[c]);
        if (!label.empty()) { line.labels.push_back(std::move(label)); }
      }
      auto const found = sector_.find(row_key(r));
      if (found != sector_.end()) { line.sector = found->second; }
      auto const own_imported = says_imported(line.labels);
      auto const own_domestic = says_domestic(line.labels);
      if (own_imported != own_domestic) {
        imported = own_imported;
        domestic = own_domestic;
      }
      line.imported = imported;
      line.domestic = domestic;
      auto const numbers = std::any_of(row.begin() + static_cast<std::ptrdiff_t>(left_), row.end(),
                                       [](auto const& cell) { return amount_of(cell).number; });
      if (numbers && !line.labels.empty()) { out_.rows.push_back(std::move(line)); }
    }
  }

  std::optional<Error> fill() {
    out_.values = solve::Matrix(out_.rows.size(), out_.columns.size());
    for (std::size_t i = 0; i != out_.rows.size(); ++i) {
      for (std::size_t j = 0; j != out_.columns.size(); ++j) {
        auto const& row = out_.rows[i];
        auto const& column = out_.columns[j];
        auto const amount = amount_of(rows_[row.place][column.place]);
        out_.values(i, j) = amount.value;
        if (amount.number || row.sector == kNoSector || column.sector == kNoSector) { continue; }
        if (amount.words) {
          return bad(std::string(name_) + ":" + std::to_string(row.place + 1),
                     "第 " + std::to_string(column.place + 1) + " 列“" +
                         rows_[row.place][column.place] + "”不是数",
                     "缺数请补全，没有流量请填 0");
        }
        ++out_.blanks;
      }
    }
    return std::nullopt;
  }

  void gather_words() {
    for (std::size_t line = 0; line != start_; ++line) {
      for (std::size_t c = 0; c != std::min(left_ + 1, rows_[line].size()); ++c) {
        out_.words += trimmed(rows_[line][c]) + " ";
      }
    }
  }

  Cells rows_;
  std::string_view name_;
  Pair first_, second_;
  std::size_t start_{}, left_{};
  std::unordered_map<std::string, std::size_t> sector_;
  Sheet out_;
};

}  // namespace

Amount amount_of(std::string_view cell) {
  std::string plain;
  for (auto const c : cell) {
    if (c != ',' && c != ' ' && c != '\t' && c != '\r') { plain += c; }
  }
  if (plain.empty() || plain == "-" || plain == "NA" || plain == "—" || plain == "…") { return {}; }
  auto const value = number_of(plain);
  if (value) { return {*value, true, false}; }
  return {0, false, true};
}

Result<Sheet> find_sheet(std::vector<CsvRow> rows, std::string_view name) {
  auto wide = widened(rows);
  if (wide.empty()) { return Finder(std::move(rows), name).run(); }
  auto out = Finder(std::move(wide), name).run();
  if (out) { (*out).long_form = true; }
  return out;
}

}  // namespace chengjie::economy::read
