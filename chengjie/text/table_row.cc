#include "chengjie/text/table_row.h"

#include <algorithm>
#include <initializer_list>

#include "chengjie/text/chars.h"

namespace chengjie::text {
namespace {

using View = std::u32string_view;

constexpr auto kLineMax = std::size_t{240};
constexpr auto kHeadMax = std::size_t{16};  // “2025年目标”, “规上工业总产值(亿元)”

struct Token {
  std::size_t begin{};
  std::size_t end{};
};

std::vector<Token> tokens_of(View line) {
  auto out = std::vector<Token>{};
  for (auto i = std::size_t{0}; i < line.size();) {
    auto const end = std::min(line.find(U' ', i), line.size());
    if (end > i) { out.push_back({i, end}); }
    i = end + 1;
  }
  return out;
}

View word_of(View line, Token token) { return line.substr(token.begin, token.end - token.begin); }

// “35,600” holds no mark of a sentence.
bool in_sentence(View line) {
  for (auto i = line.find_first_of(U",。;"); i != View::npos;
       i = line.find_first_of(U",。;", i + 1)) {
    auto const thousands = line[i] == U',' && i > 0 && is_digit(line[i - 1]) &&
                           i + 1 < line.size() && is_digit(line[i + 1]);
    if (!thousands) { return true; }
  }
  return false;
}

bool has(View text, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](View w) { return text.find(w) != View::npos; });
}

bool is(View text, std::initializer_list<View> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

int year_in(View word) {
  auto const at = word.find(U'年');
  if (at == View::npos || at < 4 || (at > 4 && is_digit(word[at - 5]))) { return 0; }
  auto year = 0;
  for (auto const c : word.substr(at - 4, 4)) {
    if (!is_digit(c)) { return 0; }
    year = year * 10 + static_cast<int>(c - U'0');
  }
  return year >= 1949 && year <= 2100 ? year : 0;
}

// A number as a cell holds it: its digits, without sign and percent sign.
bool number(View word) {
  if (word.front() == U'-' || word.front() == U'+') { word.remove_prefix(1); }
  if (word.ends_with(U"%")) { word.remove_suffix(1); }
  return !word.empty() && is_digit(word.front()) && is_digit(word.back()) &&
         std::all_of(word.begin(), word.end(),
                     [](char32_t c) { return is_digit(c) || c == U'.' || c == U','; });
}

bool nothing(View word) { return word.find_first_not_of(U"-—–/") == View::npos; }

// “产值(亿元)”: the words before the brackets at the end, and those inside.
struct Bracketed {
  View words;
  View inside;
};
Bracketed bracketed(View word) {
  auto const open = word.find(U'(');
  if (open == View::npos || !word.ends_with(U")") || open + 2 >= word.size()) { return {word, {}}; }
  return {word.substr(0, open), word.substr(open + 1, word.size() - open - 2)};
}

// What a column may be called that leaves what is measured to its rows.
bool says_no_measure(View words) {
  return words.empty() ||
         has(words, {U"累计", U"本期", U"本月", U"本年",   U"完成", U"数值", U"实绩", U"实际",
                     U"绝对", U"总量", U"数量", U"目标",   U"计划", U"预期", U"任务", U"现状",
                     U"上年", U"去年", U"同期", U"指标值", U"基数", U"月",   U"季度", U"半年"});
}

// “2023年产值”, “2025年目标”: what is left is measured.
View without_time(View words) {
  auto const at = words.find(U'年');
  if (year_in(words) != 0 && at != View::npos) { words.remove_prefix(at + 1); }
  return words;
}

Column column_of(View word) {
  auto const [words, inside] = bracketed(word);
  auto out = Column{};
  out.year = year_in(words);
  out.unit = inside;
  out.target = has(words, {U"目标", U"预期", U"计划"});
  out.before = has(words, {U"上年", U"去年"}) && !has(words, {U"比", U"较"});
  if (has(words,
          {U"备注", U"属性", U"性质", U"责任", U"类型", U"说明", U"位次", U"排名", U"名次"})) {
    out.is = ColumnIs::words;
  } else if (has(words, {U"增长", U"增速", U"增幅", U"同比", U"增减", U"比上年", U"±"})) {
    out.is = ColumnIs::change;
  } else if (has(words, {U"占比", U"比重"})) {
    out.is = ColumnIs::share;
  } else if (has(words, {U"完成率", U"进度", U"完成比例"}) || words.ends_with(U"率")) {
    out.is = ColumnIs::rate;
  } else if (auto const own = without_time(words); !says_no_measure(own)) {
    out.measure = own;
  }
  return out;
}

}  // namespace

std::optional<TableHead> head_of(View line) {
  if (line.empty() || line.size() > kLineMax || in_sentence(line) || is_digit(line.front())) {
    return std::nullopt;
  }
  auto tokens = tokens_of(line);
  auto head = TableHead{};
  if (!tokens.empty() && word_of(line, tokens.front()) == U"序号") {
    head.number = true;
    tokens.erase(tokens.begin());
  }
  if (tokens.size() < 2) { return std::nullopt; }
  auto const first = word_of(line, tokens.front());
  auto at = std::size_t{1};
  if (is(word_of(line, tokens[1]), {U"单位", U"计量单位", U"计算单位"})) {
    head.units = true;
    ++at;
  }
  auto years = 0;
  auto told = 0;  // columns whose word is one of a table's
  for (; at != tokens.size(); ++at) {
    auto const word = word_of(line, tokens[at]);
    if (word.size() > kHeadMax || number(word)) { return std::nullopt; }
    auto column = column_of(word);
    years += column.year != 0;
    told += column.is != ColumnIs::amount || column.year != 0 || !column.unit.empty() ||
            (column.measure.empty() && column.is == ColumnIs::amount);
    head.owners = head.owners || (!column.measure.empty() && !column.unit.empty());
    head.columns.push_back(column);
  }
  if (head.columns.empty() || head.columns.size() > kColumnsMax) { return std::nullopt; }
  auto const named = first.ends_with(U"指标") || first.ends_with(U"名称") || first == U"项目" ||
                     first == U"内容" || first == U"类别";
  auto const all = static_cast<std::size_t>(told) == head.columns.size();
  if (head.owners) {
    // Each column must say its unit: nothing else does.
    return all && !head.units && head.columns.size() >= 2 ? std::optional{head} : std::nullopt;
  }
  for (auto& column : head.columns) { column.measure = {}; }
  if (years >= 2 || head.units || (named && all)) { return head; }
  return std::nullopt;
}

std::optional<TableRow> row_of(View line, TableHead const& head) {
  if (line.size() > kLineMax || line.find_first_of(U"。;") != View::npos) { return std::nullopt; }
  auto tokens = tokens_of(line);
  if (head.number && !tokens.empty() && number(word_of(line, tokens.front()))) {
    tokens.erase(tokens.begin());
  }
  // Words at the end of a row may be missing.
  auto columns = head.columns.size();
  while (columns > 0 && head.columns[columns - 1].is == ColumnIs::words &&
         (tokens.empty() || number(word_of(line, tokens.back())))) {
    --columns;
  }
  auto const before = std::size_t{1} + head.units;
  if (columns == 0 || tokens.size() < before + columns) { return std::nullopt; }
  auto const from = tokens.size() - columns;
  auto row = TableRow{};
  auto numbers = 0;
  for (auto k = std::size_t{0}; k != columns; ++k) {
    if (head.columns[k].is == ColumnIs::words) { continue; }
    auto const token = tokens[from + k];
    auto const word = word_of(line, token);
    if (number(word)) {
      row.cells.push_back({token.begin, token.end});
      ++numbers;
    } else if (nothing(word)) {
      row.cells.push_back({token.begin, token.begin});
    } else {
      return std::nullopt;
    }
  }
  auto const name_end = tokens[from - before].end;
  if (head.units) { row.unit = word_of(line, tokens[from - 1]); }
  auto name = line.substr(tokens.front().begin, name_end - tokens.front().begin);
  if (auto const [words, inside] = bracketed(name); !head.units && !inside.empty()) {
    row.unit = inside;
    name = words;
  }
  while (name.ends_with(U" ")) { name.remove_suffix(1); }
  for (View const lead : {U"其中:", U"其中", U"#", U"·"}) {
    if (name.starts_with(lead)) { name.remove_prefix(lead.size()); }
  }
  while (name.starts_with(U" ")) { name.remove_prefix(1); }
  row.name = name;
  auto const words = name.size() >= 2 && !is_digit(name.front()) && !number(name);
  return words && numbers != 0 ? std::optional{row} : std::nullopt;
}

bool table_line(View line) {
  if (head_of(line)) { return true; }
  if (line.size() > kLineMax || in_sentence(line)) { return false; }
  auto const tokens = tokens_of(line);
  auto const numbered = tokens.size() > 3 && number(word_of(line, tokens[0]));
  auto const name = tokens.size() < 3 ? U' ' : line[tokens[numbered ? 1 : 0].begin];
  if (!is_han(name)) { return false; }
  auto numbers = 0;
  auto blanks = 0;
  for (auto k = std::size_t{1}; k != tokens.size(); ++k) {
    auto word = word_of(line, tokens[k]);
    // The last cell may be cut: “9.”.
    if (tokens[k].end == line.size() && word.ends_with(U".")) { word.remove_suffix(1); }
    if (word.empty()) { continue; }
    numbers += number(word);
    blanks += nothing(word);
  }
  return numbers + blanks >= 2 && numbers >= 1 ? true : numbers == 1 && tokens.size() == 3;
}

}  // namespace chengjie::text
