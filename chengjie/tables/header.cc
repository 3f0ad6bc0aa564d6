#include "chengjie/tables/header.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "chengjie/files/fold.h"
#include "chengjie/tables/number.h"
#include "chengjie/tables/units.h"

namespace chengjie::tables {
namespace {

using files::Cell;
using files::Sheet;

constexpr std::size_t kHeaderBytesMax = 400;  // longer texts are no header

struct Bracketed {
  std::string without;  // 项目名称 of 项目(企业)名称
  std::string with;     // 项目企业名称
  std::vector<std::string> inside;
};

// `text` is folded, so full-width brackets are ASCII; 〔〕【】 remain.
Bracketed unbracket(std::string_view text) {
  Bracketed out;
  auto depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    auto const three = text.substr(i, 3);
    auto const one = text[i];
    auto const opens = one == '(' || one == '[' || three == "〔" || three == "【" ||
                       three == "《" || three == "〈";
    auto const closes = one == ')' || one == ']' || three == "〕" || three == "】" ||
                        three == "》" || three == "〉";
    auto const size =
        one == '(' || one == '[' || one == ')' || one == ']' || !(opens || closes) ? 1U : 3U;
    if (opens) {
      if (depth++ == 0) { out.inside.emplace_back(); }
    } else if (closes && depth > 0) {
      --depth;
    } else if (!closes) {
      out.with += one;
      (depth > 0 ? out.inside.back() : out.without) += one;
    }
    i += size;
  }
  return out;
}

void strip_marks(std::string& name) {
  static constexpr std::string_view kFront[] = {"其中:", "其中", "*", "★", "☆", "※", ":"};
  static constexpr std::string_view kBack[] = {"*",  "★", "☆", "※", ":", "?", "。",
                                               "、", ",", ";", "/", "_", "-"};
  for (auto again = true; again;) {
    again = false;
    for (auto const mark : kFront) {
      if (name.size() > mark.size() && name.starts_with(mark)) {
        name.erase(0, mark.size());
        again = true;
      }
    }
    for (auto const mark : kBack) {
      if (name.size() > mark.size() && name.ends_with(mark)) {
        name.erase(name.size() - mark.size());
        again = true;
      }
    }
  }
}

// "2023年", "2023年度", "2023" -> "2023".
std::string year_of(std::string_view text) {
  if (text.ends_with("度")) { text.remove_suffix(3); }
  if (text.ends_with("年")) { text.remove_suffix(3); }
  auto const digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return text.size() == 4 && digits && (text.starts_with("19") || text.starts_with("20"))
             ? std::string{text}
             : std::string{};
}

bool is_counting(std::string_view name) {
  static constexpr std::string_view kCounting[] = {"序号", "序", "no", "no.", "行号", "退回原因"};
  return std::ranges::find(kCounting, name) != std::ranges::end(kCounting);
}

std::vector<std::string> spellings(std::string_view word) {
  auto const text = files::folded_small(word);
  auto const parts = unbracket(text);
  std::vector<std::string> out{parts.without, parts.with};
  for (auto& name : out) { strip_marks(name); }
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// The texts of one header line by column; the upper words of merged cells reach over their columns.
struct Texts {
  std::map<std::uint16_t, std::string> own;
  std::map<std::uint16_t, std::string> reached;
};

Texts texts_of(Sheet const& sheet, std::size_t row) {
  Texts texts;
  for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row); ++cell) {
    auto text = header_text(*cell);
    if (!text.empty()) { texts.own.emplace(cell->column, std::move(text)); }
  }
  return texts;
}

// What stands over each column of the line below: cells merged to the right, else (text files, and
// sheets whose upper line is not merged) the last word to the left.
void reach_right(Sheet const& sheet, std::size_t row, Texts const& lower, Texts& upper) {
  auto const number = sheet.rows[row].number;
  auto merged = false;
  for (auto const& merge : sheet.merges) {
    if (number < merge.row_first || number > merge.row_last ||
        merge.column_first == merge.column_last) {
      continue;
    }
    auto const found = upper.own.find(merge.column_first);
    if (found == upper.own.end()) { continue; }
    merged = true;
    for (auto column = merge.column_first + 1U; column <= merge.column_last; ++column) {
      upper.reached.emplace(static_cast<std::uint16_t>(column), found->second);
    }
  }
  if (merged) { return; }
  for (auto const& [column, text] : lower.own) {
    if (upper.own.contains(column) || column == 0) { continue; }
    auto const before = static_cast<std::uint16_t>(column - 1);
    if (!lower.own.contains(before)) { continue; }
    if (auto const own = upper.own.find(before); own != upper.own.end()) {
      upper.reached.emplace(column, own->second);
    } else if (auto const far = upper.reached.find(before); far != upper.reached.end()) {
      upper.reached.emplace(column, far->second);
    }
  }
}

}  // namespace

std::string header_text(Cell const& cell) {
  if (cell.type == Cell::Type::number) { return shortest(cell.number); }
  if (cell.type != Cell::Type::text || cell.length > kHeaderBytesMax) { return {}; }
  std::string room;
  return files::folded_small(files::cleaned(cell.text(), room));
}

namespace {

std::string_view first_character(std::string_view text) {
  if (text.empty()) { return {}; }
  auto const lead = static_cast<unsigned char>(text[0]);
  return text.substr(0, lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
}

}  // namespace

struct HeaderWords::Choice {
  ColumnSpec const* column{};
  std::size_t rank{};
  std::string year;
  std::string bracket_year;
  std::vector<std::string> units;
  std::vector<std::string> upper_units;
  bool own{};  // a person's mapping
  bool leave{};
};

HeaderWords::HeaderWords(KindSpec const& kind,
                         std::vector<std::pair<std::string, std::string>> const& map)
    : kind_(kind) {
  for (auto const& column : kind.columns) {
    for (std::size_t rank = 0; rank != column.headers.size(); ++rank) {
      auto const header = column.headers[rank];
      for (auto& name : spellings(header)) {
        words_.try_emplace(std::move(name), Hit{&column, rank});
      }
      if (auto const slash = header.find('/'); slash != std::string_view::npos) {
        for (auto& name : spellings(header.substr(0, slash))) {
          uppers_[std::move(name)].insert(&column);
        }
      }
    }
    words_.try_emplace(std::string{column.name}, Hit{&column, 99});
  }
  for (auto const& [header, name] : map) {
    own_[files::folded_small(header)] = name.empty() ? nullptr : column_named(kind, name);
  }
  for (auto const& [word, hit] : words_) {
    first_characters_.insert(std::string{first_character(word)});
  }
  for (auto const& [word, columns] : uppers_) {
    first_characters_.insert(std::string{first_character(word)});
  }
  for (auto const& [word, column] : own_) {
    first_characters_.insert(std::string{first_character(word)});
  }
}

bool HeaderWords::is_header_word(std::string_view text) {
  static auto const all = [] {
    std::unordered_set<std::string> words;
    for (auto const& kind : kinds()) {
      for (auto const& column : kind.columns) {
        for (auto const header : column.headers) {
          for (auto& name : spellings(header)) { words.insert(std::move(name)); }
        }
      }
    }
    for (std::string_view const word :
         {"序号",     "姓名", "部门", "科室", "职务", "职责", "电话",     "联系电话", "手机号",
          "手机号码", "备注", "说明", "邮箱", "地址", "合计", "分管领导", "事项",     "时间",
          "地点",     "内容", "金额", "数量", "单位", "日期", "类别",     "名称",     "编号"}) {
      words.emplace(word);
    }
    return words;
  }();
  auto const parts = unbracket(text);
  auto name = parts.without;
  strip_marks(name);
  return all.contains(name) || all.contains(parts.with);
}

HeaderWords::Named HeaderWords::parse(std::string_view text) const {
  Named out;
  auto parts = unbracket(text);
  strip_marks(parts.without);
  strip_marks(parts.with);
  for (auto const& inside : parts.inside) {
    for (auto& unit : units_among(inside)) { out.units.push_back(std::move(unit)); }
    for (auto const& piece : {inside, inside.substr(0, inside.find(','))}) {
      if (out.bracket_year.empty()) { out.bracket_year = year_of(piece); }
    }
  }
  if (is_unit(unit_word(parts.without)) && !words_.contains(parts.without)) {
    out.units.push_back(unit_word(parts.without));
    parts.without.clear();
  }
  out.year = year_of(parts.without);
  out.blank = parts.without.empty() && (!out.units.empty() || !parts.inside.empty());
  if (!parts.without.empty()) { out.names.push_back(parts.without); }
  if (!out.blank && parts.with != parts.without) { out.names.push_back(parts.with); }
  // 用电kVA, 累计产值:万元: a unit without brackets. Only where the rest is a word of the kind.
  if (!words_.contains(parts.without) && !words_.contains(parts.with)) {
    auto word = parts.without;
    auto const unit = std::string{unit_at_end(word)};
    if (!unit.empty()) {
      word.erase(word.size() - unit.size());
      if (word.ends_with("单位:")) { word.erase(word.size() - std::string_view{"单位:"}.size()); }
      strip_marks(word);
      if (words_.contains(word)) {
        out.names.push_back(word);
        out.units.push_back(unit_word(unit));
      }
    }
  }
  return out;
}

HeaderWords::Hit HeaderWords::look_up(std::vector<std::string> const& names) const {
  for (auto const& name : names) {
    if (auto const found = words_.find(name); found != words_.end()) { return found->second; }
  }
  return {};
}

HeaderWords::Choice HeaderWords::choose_one(std::string_view text) const {
  Choice choice;
  if (auto const own = own_.find(std::string{text}); own != own_.end()) {
    choice.own = true;
    choice.column = own->second;
    choice.leave = own->second == nullptr;
  }
  auto named = parse(text);
  if (!choice.own) {
    auto const hit = look_up(named.names);
    choice.column = hit.column;
    choice.rank = hit.rank;
  }
  choice.units = std::move(named.units);
  choice.bracket_year = std::move(named.bracket_year);
  return choice;
}

HeaderWords::Choice HeaderWords::choose(std::string_view upper, std::string_view lower) const {
  if (auto const own = own_.find(std::string{upper} + "/" + std::string{lower});
      own != own_.end()) {
    auto choice = choose_one(lower);
    choice.own = true;
    choice.column = own->second;
    choice.leave = own->second == nullptr;
    choice.upper_units = parse(upper).units;
    return choice;
  }
  auto top = parse(upper);
  auto bottom = parse(lower);
  Choice choice;
  choice.bracket_year = bottom.bracket_year;
  std::vector<std::string> joined;
  for (auto const& above : top.names) {
    for (auto const& below : bottom.names) { joined.push_back(above + "/" + below); }
  }
  auto hit = look_up(joined);
  if (hit.column == nullptr && (bottom.blank || !bottom.year.empty())) {
    hit = look_up(top.names);
    choice.year = bottom.year;
  }
  if (hit.column == nullptr) {
    // 用电量 over 同比 is not the growth of output: a lower word counts alone only where the upper
    // is a mere group title, or one of that very column.
    auto const alone = look_up(bottom.names);
    auto tied = look_up(top.names).column != nullptr;
    auto fits = look_up(top.names).column == alone.column;
    for (auto const& name : top.names) {
      if (auto const found = uppers_.find(name); found != uppers_.end()) {
        tied = true;
        fits = fits || found->second.contains(alone.column);
      }
    }
    if (!tied || fits) { hit = alone; }
  }
  choice.column = hit.column;
  choice.rank = hit.rank;
  choice.units = std::move(bottom.units);
  choice.upper_units = std::move(top.units);
  return choice;
}

TableHeader HeaderWords::map_lines(Sheet const& sheet, std::size_t row, std::size_t lines) const {
  TableHeader header;
  header.row = row;
  header.lines = lines;
  header.last_row_number = sheet.rows[row + lines - 1].number;
  auto top = texts_of(sheet, row);
  auto const bottom = lines == 2 ? texts_of(sheet, row + 1) : Texts{};
  if (lines == 2) { reach_right(sheet, row, bottom, top); }
  std::map<std::uint16_t, std::string> shown;
  std::map<std::uint16_t, Choice> choices;
  auto const add = [&](std::uint16_t column) {
    if (shown.contains(column)) { return; }
    auto const own = top.own.find(column);
    auto const reached = top.reached.find(column);
    auto const below = bottom.own.find(column);
    auto const upper = own != top.own.end()           ? own->second
                       : reached != top.reached.end() ? reached->second
                                                      : std::string{};
    if (below == bottom.own.end()) {
      if (own == top.own.end()) { return; }
      shown[column] = upper;
      choices[column] = choose_one(upper);
    } else if (upper.empty()) {
      shown[column] = below->second;
      choices[column] = choose_one(below->second);
    } else {
      shown[column] = upper + "/" + below->second;
      choices[column] = choose(upper, below->second);
    }
  };
  for (auto const& [column, text] : top.own) { add(column); }
  for (auto const& [column, text] : bottom.own) { add(column); }

  // Of two columns that answer to one name the better word wins; years in brackets tell them apart.
  std::map<std::string, std::vector<std::uint16_t>> takers;
  for (auto const& [column, choice] : choices) {
    if (choice.column == nullptr) { continue; }
    takers[std::string{choice.column->name} + (choice.year.empty() ? "" : "@" + choice.year)]
        .push_back(column);
  }
  std::map<std::uint16_t, std::string> names;
  for (auto& [name, columns] : takers) {
    std::ranges::sort(columns, [&](auto a, auto b) {
      return std::tuple{!choices[a].own, choices[a].rank, a} <
             std::tuple{!choices[b].own, choices[b].rank, b};
    });
    auto const years = columns.size() > 1 && std::ranges::all_of(columns, [&](auto c) {
                         return !choices[c].bracket_year.empty() && choices[c].year.empty();
                       });
    if (!years) {
      names[columns.front()] = name;
      continue;
    }
    for (auto const column : columns) {
      names.emplace(column, name + "@" + choices[column].bracket_year);
    }
  }
  for (auto& [column, text] : shown) {
    header.width = column + 1U;
    auto& choice = choices[column];
    auto const name = names.find(column);
    if (name == names.end()) {
      auto const parts = unbracket(text);
      header.others.push_back({column, text, choice.leave || is_counting(parts.without)});
      continue;
    }
    header.columns.push_back({column, choice.column, name->second, files::column_letters(column),
                              text, std::move(choice.units), std::move(choice.upper_units)});
  }
  header.matched = header.columns.size();
  return header;
}

bool HeaderWords::answers(TableHeader const& header) const {
  auto const has = [&](std::string_view key) {
    return std::ranges::any_of(header.columns,
                               [&](ColumnUse const& use) { return use.spec->name == key; });
  };
  if (kind_.any_key) { return header.matched >= 2 && std::ranges::any_of(kind_.keys, has); }
  return header.matched > kind_.keys.size() && std::ranges::all_of(kind_.keys, has);
}

// The lower line holds only units, years and the like, as no row of data does.
bool HeaderWords::lower_line_alone(Sheet const& sheet, std::size_t row) const {
  auto any = false;
  for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row); ++cell) {
    auto const text = header_text(*cell);
    if (text.empty()) {
      if (cell->type == Cell::Type::text && cell->length > kHeaderBytesMax) { return false; }
      continue;
    }
    auto const named = parse(text);
    if (!named.blank && named.year.empty()) { return false; }
    any = true;
  }
  return any;
}

// Nearly every cell of data fails here, before anything is taken apart.
bool HeaderWords::may_be_word(std::string_view text) const {
  static constexpr std::string_view kMarks[] = {"(", "[", "〔", "【", "《", "〈",
                                                "*", "★", "☆",  "※",  ":",  "其"};
  auto const first = first_character(text);
  return first_characters_.contains(std::string{first}) ||
         std::ranges::find(kMarks, first) != std::ranges::end(kMarks);
}

bool HeaderWords::may_begin_at(Sheet const& sheet, std::size_t row) const {
  constexpr std::size_t kLook = 6;
  // A code or a number in front is data; headers that a person mapped may look like anything.
  auto const* const front = sheet.row_begin(row);
  if (own_.empty() && front != sheet.row_end(row) && front->type == Cell::Type::text &&
      front->length >= 15 &&
      front->text().find_first_not_of("0123456789ABCDEFGHJKLMNPQRTUWXY") ==
          std::string_view::npos) {
    return false;
  }
  std::size_t looked = 0;
  std::size_t found = 0;
  for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row) && looked != kLook;
       ++cell) {
    if (cell->type != Cell::Type::text) { return false; }
    auto const text = header_text(*cell);
    if (text.empty()) { continue; }
    ++looked;
    if (is_counting(text) || !may_be_word(text)) { continue; }
    found += look_up(parse(text).names).column != nullptr || uppers_.contains(text) ||
                     own_.contains(text)
                 ? 1U
                 : 0U;
  }
  return found != 0;
}

std::optional<TableHeader> HeaderWords::find_at(Sheet const& sheet, std::size_t row) const {
  auto const next =
      row + 1 < sheet.rows.size() && sheet.rows[row + 1].number == sheet.rows[row].number + 1;
  auto one = map_lines(sheet, row, 1);
  if (!next) { return answers(one) ? std::optional{std::move(one)} : std::nullopt; }
  auto two = map_lines(sheet, row, 2);
  if (!answers(two)) { return answers(one) ? std::optional{std::move(one)} : std::nullopt; }
  auto const single = answers(one) ? one.matched : 0;
  auto const below = map_lines(sheet, row + 1, 1);
  auto const below_alone = answers(below) ? below.matched : 0;
  if (two.matched > std::max(single, below_alone)) { return two; }
  if (single != 0) {
    return two.matched == single && lower_line_alone(sheet, row + 1)
               ? std::optional{std::move(two)}
               : std::optional{std::move(one)};
  }
  // Group titles over a complete header: they matter only for the units they tell.
  auto const told =
      std::ranges::any_of(two.columns, [](auto const& use) { return !use.upper_units.empty(); });
  return below_alone == two.matched && told && one.columns.size() + one.others.size() > 1 &&
                 two.matched >= 2
             ? std::optional{std::move(two)}
             : std::nullopt;
}

}  // namespace chengjie::tables
