#include "chengjie/answer/effect/national.h"

#include <algorithm>
#include <sstream>

#include "chengjie/answer/data.h"
#include "chengjie/base/hash.h"
#include "chengjie/economy/csv.h"

namespace chengjie::answer {
namespace {

constexpr auto kTable = "io/china_2020_27.csv";
constexpr auto kSectors = "io/sectors.csv";
constexpr auto kWords = "effect/industry_of_words.csv";

Result<NationalTable> solve() {
  auto table = economy::read_national(data_file(kTable), kTable, data_file(kSectors), kSectors);
  if (!table) { return table.error(); }
  auto brings = economy::brings(*table);
  if (!brings) { return brings.error(); }
  auto operators = effect::operators_of(*table, *brings);
  if (!operators) { return operators.error(); }
  return NationalTable{std::move(*table), std::move(*brings), std::move(*operators)};
}

struct WordRow {
  std::string word, industry;
};

std::vector<WordRow> const& words() {
  static auto const rows = [] {
    auto out = std::vector<WordRow>{};
    auto const csv = economy::read_csv(data_file(kWords), kWords);
    if (!csv) { return out; }
    for (auto i = std::size_t{1}; i < csv->size(); ++i) {
      if ((*csv)[i].size() >= 2) { out.push_back({(*csv)[i][0], (*csv)[i][1]}); }
    }
    return out;
  }();
  return rows;
}

WordRow const* longest_word_in(std::string_view text) {
  auto const* best = static_cast<WordRow const*>(nullptr);
  for (auto const& row : words()) {
    if (text.find(row.word) == std::string_view::npos) { continue; }
    if (best == nullptr || row.word.size() > best->word.size()) { best = &row; }
  }
  return best;
}

// The line of the sector in the data file, as a person who opens it sees it.
int line_of(std::string_view text, std::string_view code) {
  auto line = 1;
  auto in = std::istringstream{std::string{text}};
  for (auto row = std::string{}; std::getline(in, row); ++line) {
    if (row.starts_with(std::string{code} + ",")) { return line; }
  }
  return 0;
}

}  // namespace

Result<NationalTable const*> national() {
  static auto const solved = solve();
  if (!solved) { return solved.error(); }
  return &*solved;
}

std::optional<SectorChoice> sector_of_project(NationalTable const& national,
                                              Record const& project) {
  auto const& sectors = national.table.sectors;
  auto const code = project.text("industry_code");
  if (auto const sector = code.empty() ? std::nullopt : economy::sector_of(sectors, code)) {
    return SectorChoice{*sector, "行业代码 " + code};
  }
  for (auto const column : {"name", "direction"}) {
    auto const* word = longest_word_in(project.text(column));
    if (word == nullptr) { continue; }
    if (auto const sector = economy::sector_of(sectors, word->industry)) {
      return SectorChoice{*sector, "按“" + word->word + "”归类，可在项目台账填行业代码更正"};
    }
  }
  return std::nullopt;
}

Figure sector_figure(NationalTable const& national, std::size_t sector) {
  auto const& table = national.table;
  auto figure = Figure{};
  figure.subject = table.sectors[sector].name;
  figure.indicator = "全国总产出（" + std::to_string(table.table.year) + " 年投入产出表）";
  figure.value = table.table.x[sector];
  figure.unit = "CNY";
  figure.period = std::to_string(table.table.year);
  figure.scope.boundary = "全国";
  auto const text = data_file(kTable);
  figure.evidence = Cell{sha256_hex(text),
                         std::string{"data/"} + kTable,
                         {},
                         line_of(text, table.sectors[sector].code),
                         "GO",
                         table.source};
  return figure;
}

}  // namespace chengjie::answer
