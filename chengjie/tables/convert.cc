#include "chengjie/tables/convert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "chengjie/files/fold.h"
#include "chengjie/tables/code.h"
#include "chengjie/tables/day.h"
#include "chengjie/tables/units.h"

namespace chengjie::tables {
namespace {

using files::Cell;

Converted rejected(std::string_view why) {
  Converted out;
  out.reject = why;
  return out;
}

// ="91500..." is how programs keep spreadsheets from changing a text.
std::string_view unquoted_formula(std::string_view text) {
  if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with('"')) {
    auto const inner = text.substr(2, text.size() - 3);
    if (inner.find('"') == std::string_view::npos) { return inner; }
  }
  return text;
}

struct Text {
  std::string shown;
  std::string folded;  // folded_small
};

// Plain digits need no folding, and most cells of a large table hold nothing else.
bool is_plain_number(std::string_view text) {
  if (text.empty() || text.size() > 24) { return false; }
  auto dots = 0;
  auto digits = 0;
  for (std::size_t i = text[0] == '-' ? 1 : 0; i != text.size(); ++i) {
    if (text[i] == '.') {
      ++dots;
    } else if (text[i] >= '0' && text[i] <= '9') {
      ++digits;
    } else {
      return false;
    }
  }
  return dots <= 1 && digits != 0 && text.back() != '.' && text[text[0] == '-' ? 1 : 0] != '.';
}

Text text_of(Cell const& cell, Circumstances how) {
  Text out{shown_text(cell, how.date1904), {}};
  if (how.text_file) {
    auto const inner = unquoted_formula(out.shown);
    if (inner.size() != out.shown.size()) { out.shown = std::string{inner}; }
  }
  out.folded = files::folded_small(out.shown);
  return out;
}

bool starts_formula(std::string_view text) {
  return !text.empty() && std::string_view{"=+-@"}.find(text.front()) != std::string_view::npos;
}

void warn_formula(Text const& text, Circumstances how, Converted& out) {
  if (how.text_file && starts_formula(text.shown)) { out.warnings.push_back("formula_text"); }
}

Converted as_text(Cell const& cell, Circumstances how) {
  Converted out;
  Text text;
  if (cell.type == Cell::Type::text &&
      cell.length > 40) {  // too long for a word that means “no value”
    text.shown = shown_text(cell, how.date1904);
    if (how.text_file && text.shown.starts_with("=\"")) { text = text_of(cell, how); }
  } else {
    text = text_of(cell, how);
    if (is_null_word(text.folded)) { return out; }
  }
  warn_formula(text, how, out);
  out.value = std::move(text.shown);
  return out;
}

Converted as_list(Cell const& cell, Circumstances how) {
  auto const text = text_of(cell, how);
  Converted out;
  if (is_null_word(text.folded)) { return out; }
  warn_formula(text, how, out);
  std::vector<std::string> items;
  std::string item;
  std::string room;
  auto const end_item = [&] {
    auto const clean = files::cleaned(item, room);
    if (!clean.empty()) { items.emplace_back(clean); }
    item.clear();
  };
  std::string_view const s = text.shown;
  for (std::size_t i = 0; i < s.size();) {
    auto const three = s.substr(i, 3);
    if (std::string_view{",;/\n\r"}.find(s[i]) != std::string_view::npos) {
      end_item();
      ++i;
    } else if (three == "、" || three == "；" || three == "，" || three == "／") {
      end_item();
      i += 3;
    } else {
      item += s[i++];
    }
  }
  end_item();
  if (!items.empty()) { out.value = std::move(items); }
  return out;
}

Converted as_code18(Cell const& cell, Circumstances how) {
  auto const text = text_of(cell, how);
  Converted out;
  if (is_null_word(text.folded)) { return out; }
  auto code = read_uscc(text.folded, cell.type == Cell::Type::number);
  if (!code.warning.empty()) { out.warnings.push_back(code.warning); }
  if (!code.code.empty()) { out.value = std::move(code.code); }
  return out;
}

Converted as_code4(Cell const& cell, Circumstances how) {
  auto const text = text_of(cell, how);
  Converted out;
  if (is_null_word(text.folded)) { return out; }
  auto code = files::folded(text.shown);
  if (code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; })) {
    code.insert(code.begin(), '0');
    out.warnings.push_back("code_padded");
  }
  warn_formula(text, how, out);
  out.value = std::move(code);
  return out;
}

Converted as_word(Cell const& cell, ColumnSpec const& spec, Circumstances how) {
  auto const text = text_of(cell, how);
  Converted out;
  if (text.folded.empty()) { return out; }
  auto meaning = meaning_of(spec, text.folded);
  if (meaning.empty()) { meaning = meaning_of(spec, files::folded(text.shown)); }
  if (!meaning.empty()) {
    out.value = std::string{meaning};
  } else if (!is_null_word(text.folded)) {
    out.warnings.push_back("unknown_word");
  }
  return out;
}

Converted as_flag(Cell const& cell, Circumstances how) {
  static constexpr std::string_view kYes[] = {"是",   "√", "✓", "✔",  "☑",  "y",   "yes",
                                              "true", "t", "1", "对", "有", "需要"};
  static constexpr std::string_view kNo[] = {"否", "×",     "✗", "✘", "✕",    "☒",  "x",     "n",
                                             "no", "false", "f", "0", "不是", "错", "不需要"};
  Converted out;
  if (cell.type == Cell::Type::boolean) {
    out.value = cell.number != 0;
    return out;
  }
  auto const text = text_of(cell, how);
  if (std::ranges::find(kYes, text.folded) != std::ranges::end(kYes)) {
    out.value = true;
  } else if (std::ranges::find(kNo, text.folded) != std::ranges::end(kNo)) {
    out.value = false;
  } else if (!is_null_word(text.folded)) {
    out.warnings.push_back("unknown_word");
  }
  return out;
}

// Folded, but with one space left between a day and a time.
std::string day_text(std::string_view shown) {
  std::string out;
  std::string token;
  auto const end_token = [&] {
    if (token.empty()) { return; }
    auto const folded = files::folded_small(token);
    auto const time = folded.find_first_of(":") != std::string::npos ||
                      folded.starts_with("上午") || folded.starts_with("下午") ||
                      folded.find("时") != std::string::npos ||
                      folded.find("点") != std::string::npos;
    if (!out.empty() && time && out.find(' ') == std::string::npos) { out += ' '; }
    out += folded;
    token.clear();
  };
  for (std::size_t i = 0; i < shown.size();) {
    auto const wide = shown.substr(i, 3) == "\xe3\x80\x80" ? 3U
                      : shown.substr(i, 2) == "\xc2\xa0"   ? 2U
                                                           : 0U;
    if (wide != 0 || shown[i] == ' ' || (shown[i] >= '\t' && shown[i] <= '\r')) {
      end_token();
      i += std::max(wide, 1U);
    } else {
      token += shown[i++];
    }
  }
  end_token();
  return out;
}

bool is_ambiguous_month(std::string_view text) {  // 2024.1
  return text.size() == 6 && text.ends_with(".1") && text.starts_with("20");
}

std::optional<double> plain_number(std::string_view text) {
  auto value = 0.0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional{value}
                                                                         : std::nullopt;
}

Converted as_date(Cell const& cell, Circumstances how) {
  Converted out;
  std::optional<std::string> day;
  if (cell.type == Cell::Type::number) {
    auto const formatted = cell.format == Cell::Format::date;
    day = read_serial(cell.number, how.date1904, formatted);
    if (!day || (!formatted && cell.number < 36'526)) {
      auto const text = shortest(cell.number);
      day = read_day(text);
      if (day && is_ambiguous_month(text)) { out.warnings.push_back("date_ambiguous"); }
    }
  } else {
    auto const text = text_of(cell, how);
    if (is_null_word(text.folded)) { return out; }
    auto const written = day_text(text.shown);
    day = read_day(written);
    if (day && is_ambiguous_month(written)) { out.warnings.push_back("date_ambiguous"); }
    if (!day && !how.text_file) {
      if (auto const serial = plain_number(text.folded)) {
        day = read_serial(*serial, how.date1904, false);
      }
    }
  }
  if (!day) { return rejected("bad_date"); }
  out.value = *std::move(day);
  return out;
}

// The digits of a number cell, or of a text read as one.
struct Amount {
  std::string_view reject;
  bool null{};
  WrittenNumber number;
  bool percent_format{};
};

Amount amount_of(Cell const& cell, Words words, Circumstances how) {
  Amount out;
  if (cell.is_number()) {
    out.number.ok = true;
    out.number.digits = shortest(cell.number);
    out.percent_format = cell.format == Cell::Format::percent;
    return out;
  }
  if (cell.type == Cell::Type::text && is_plain_number(cell.text())) {
    out.number.ok = true;
    out.number.digits = cell.text();
    return out;
  }
  auto const text = text_of(cell, how);
  if (is_null_word(text.folded)) {
    out.null = true;
    return out;
  }
  out.number = read_number(text.folded, words);
  if (!out.number.ok) { out.reject = "bad_number"; }
  return out;
}

Words words_of(ColumnSpec const& spec) {
  return spec.bounded ? Words::bounded : spec.cap ? Words::cap : Words::plain;
}

// 容积率下限: a floor is what the column is about.
bool states_floor(ColumnSpec const& spec) { return spec.unit.empty(); }

void set_number(Converted& out, double value, WrittenNumber const& number, ColumnSpec const& spec) {
  out.value = value;
  out.bound = number.bound;
  if (spec.bounded) { return; }
  if (number.approximate || (number.bound != Bound::exact && !spec.cap && !states_floor(spec))) {
    out.warnings.push_back("approximate");
  }
}

// A unit that is none of the column's: another dimension, or no unit but words.
std::string_view wrong_unit(std::string_view unit) {
  return is_unit(unit) ? "bad_unit" : "bad_number";
}

Converted as_percent(Cell const& cell, ColumnRule const& rule, Circumstances how) {
  auto const amount = amount_of(cell, Words::plain, how);
  if (!amount.reject.empty()) { return rejected(amount.reject); }
  Converted out;
  if (amount.null) { return out; }
  if (amount.number.foreign_money) { return rejected("bad_unit"); }
  auto const sign = amount.number.unit == "%" || amount.number.unit == "个百分点";
  if (!amount.number.unit.empty() && !sign) { return rejected(wrong_unit(amount.number.unit)); }
  if (rule.foreign && !sign && !amount.percent_format) { return rejected("bad_unit"); }
  auto const hundredfold = amount.percent_format || (!sign && rule.fraction);
  auto const value = times(amount.number.digits, hundredfold ? 100 : 1);
  if (value < 0 && !rule.use->spec->negative) { return rejected("negative"); }
  set_number(out, value, amount.number, *rule.use->spec);
  out.measured = true;
  return out;
}

Converted as_number(Cell const& cell, ColumnRule const& rule, Circumstances how) {
  auto const& spec = *rule.use->spec;
  auto const amount = amount_of(cell, states_floor(spec) ? Words::bounded : words_of(spec), how);
  if (!amount.reject.empty()) { return rejected(amount.reject); }
  Converted out;
  if (amount.null) { return out; }
  if (amount.number.foreign_money) { return rejected("bad_unit"); }
  auto factor = 1.0;
  if (!amount.number.unit.empty()) {
    auto const& word = amount.number.unit;
    auto const own = spec.unit.empty() ? std::nullopt : factor_of(spec.unit, word);
    if (own) {
      factor = *own;
    } else if (word == "万" || word == "亿") {
      factor = word == "万" ? 1e4 : 1e8;
    } else {
      return rejected(wrong_unit(word));
    }
  } else if (!rule.unit.empty()) {
    factor = rule.factor;
  } else if (rule.foreign) {
    return rejected("bad_unit");
  } else {
    out.unit_assumed = !spec.unit.empty();
  }
  auto const value = times(amount.number.digits, factor);
  if (value < 0 && !spec.negative) { return rejected("negative"); }
  set_number(out, value, amount.number, spec);
  out.measured = true;
  return out;
}

bool may_be_error(std::string_view text) {
  return text.find_first_of("#E") != std::string_view::npos ||
         text.find("\xef\xbc\x83") != std::string_view::npos;
}

// Errors and formulas without a value, before any type.
std::optional<Converted> unreadable(Cell const& cell, ColumnSpec const& spec, Circumstances how) {
  auto const error =
      cell.type == Cell::Type::error || cell.type == Cell::Type::no_value ||
      (cell.type == Cell::Type::text && cell.length <= 16 && may_be_error(cell.text()) &&
       is_error_text(files::folded(shown_text(cell, how.date1904))));
  if (!error) { return {}; }
  if (!spec.derived) { return rejected("unreadable"); }
  Converted out;
  out.warnings.push_back("cell_error");
  return out;
}

}  // namespace

bool is_error_text(std::string_view text) {
  static constexpr std::string_view kErrors[] = {
      "#REF!",  "#VALUE!",       "#DIV/0!", "#NAME?",  "#N/A",    "#NUM!",   "#NULL!", "#SPILL!",
      "#CALC!", "#GETTING_DATA", "Err:502", "Err:504", "Err:508", "Err:522", "Err:523"};
  return std::ranges::find(kErrors, text) != std::ranges::end(kErrors);
}

bool is_blank(Cell const& cell) {
  if (cell.type != Cell::Type::text) { return false; }
  if (cell.length != 0) {
    auto const first = static_cast<unsigned char>(cell.bytes[0]);
    if ((first > ' ' && first < 0x7f && first != '\'') || (first >= 0xe4 && first <= 0xe9)) {
      return false;
    }
  }
  std::string room;
  return files::cleaned(cell.text(), room).empty();
}

std::string shown_text(Cell const& cell, bool date1904) {
  switch (cell.type) {
    case Cell::Type::number: {
      if (cell.format == Cell::Format::date) {
        if (auto day = read_serial(cell.number, date1904, true)) { return *day; }
      }
      if (cell.format == Cell::Format::percent) {
        return shortest(times(shortest(cell.number), 100)) + "%";
      }
      return shortest(cell.number);
    }
    case Cell::Type::boolean:
      return cell.number != 0 ? "TRUE" : "FALSE";
    case Cell::Type::no_value:
      return {};
    case Cell::Type::text:
    case Cell::Type::date:
    case Cell::Type::error:
      break;
  }
  std::string room;
  return std::string{files::cleaned(cell.text(), room)};
}

ColumnRule rule_of(ColumnUse const& use, std::vector<std::string> const& note_units) {
  ColumnRule rule;
  rule.use = &use;
  auto const base = use.spec->unit;
  if (use.spec->type == ColumnType::percent) {
    for (auto const* units : std::array{&use.units, &use.upper_units, &note_units}) {
      rule.percent_told = rule.percent_told || std::ranges::find(*units, "%") != units->end();
    }
    return rule;
  }
  if (use.spec->type != ColumnType::number || base.empty()) { return rule; }
  if (base.front() == '~') {
    for (auto const* units : std::array{&use.units, &use.upper_units, &note_units}) {
      rule.told.insert(rule.told.end(), units->begin(), units->end());
    }
    return rule;
  }
  for (auto const* units : std::array{&use.units, &use.upper_units, &note_units}) {
    auto const chosen = choose(base, *units);
    if (!chosen.empty()) {
      rule.unit = chosen;
      rule.factor = factor_of(base, chosen).value_or(1);
      return rule;
    }
    rule.foreign = rule.foreign || (units == &use.units && !units->empty());
  }
  return rule;
}

Converted convert(Cell const& cell, ColumnRule const& rule, Circumstances how) {
  auto const& spec = *rule.use->spec;
  if (auto error = unreadable(cell, spec, how)) { return *std::move(error); }
  switch (spec.type) {
    case ColumnType::text:
    case ColumnType::long_text:
    case ColumnType::row_unit:
      return as_text(cell, how);
    case ColumnType::code18:
      return as_code18(cell, how);
    case ColumnType::code4:
      return as_code4(cell, how);
    case ColumnType::number:
      return as_number(cell, rule, how);
    case ColumnType::percent:
      return as_percent(cell, rule, how);
    case ColumnType::date:
      return as_date(cell, how);
    case ColumnType::flag:
      return as_flag(cell, how);
    case ColumnType::word:
      return as_word(cell, spec, how);
    case ColumnType::list:
      return as_list(cell, how);
  }
  return {};
}

namespace {

// needs, indicators, targets: the word must be of the row's dimension.
Converted in_base(WrittenNumber const& number, std::string_view word, RowUnit const& unit,
                  ColumnSpec const& spec) {
  auto factor = factor_of(unit.base, word);
  if (!factor && (word == "万" || word == "亿")) { factor = word == "万" ? 1e4 : 1e8; }
  if (!factor) { return rejected(word == number.unit ? wrong_unit(word) : "bad_unit"); }
  Converted out;
  set_number(out, times(number.digits, *factor), number, spec);
  out.unit = unit.name;
  return out;
}

// The unit told in header or note, for a row that tells none.
std::string stand_in(ColumnSpec const& spec, std::vector<std::string> const& told,
                     std::string_view factor) {
  if (told.empty()) { return {}; }
  if (spec.unit != kUnitOfFactor) { return told.front(); }
  auto const unit = unit_of_factor(factor);
  return unit ? std::string{choose(unit->base, told)} : std::string{};
}

Converted own_measure(WrittenNumber const& number, std::string_view row_unit,
                      ColumnSpec const& spec) {
  auto const cell = scaled(number.unit);
  auto const row = scaled(row_unit);
  Converted out;
  // 1.2万 under 套, 3万套, or 2 under 万套.
  auto const bare_scale = !number.unit.empty() && cell.word.empty();
  auto const factor = number.unit.empty() ? row.factor : cell.factor;
  set_number(out, times(number.digits, factor), number, spec);
  out.unit = number.unit.empty() || bare_scale ? row.word : cell.word;
  return out;
}

}  // namespace

Converted convert_by_row(Cell const& cell, ColumnRule const& rule, Circumstances how,
                         std::string_view row_unit, std::string_view factor) {
  auto const& spec = *rule.use->spec;
  if (auto error = unreadable(cell, spec, how)) { return *std::move(error); }
  auto const amount = amount_of(cell, words_of(spec), how);
  if (!amount.reject.empty()) { return rejected(amount.reject); }
  if (amount.null) { return {}; }
  auto number = amount.number;
  if (number.foreign_money) { return rejected("bad_unit"); }
  if (amount.percent_format) {
    number.digits = shortest(times(number.digits, 100));
    number.unit = "%";
  }
  auto const of_row =
      is_null_word(files::folded_small(row_unit)) ? std::string{} : unit_word(row_unit);
  auto const from_row = of_row.empty() ? stand_in(spec, rule.told, factor) : of_row;
  auto const& word = number.unit.empty() ? from_row : number.unit;
  auto const negative = number.digits.starts_with('-');
  Converted out;
  if (spec.unit == kUnitOwn) {
    // The measure word of a card is kept as written: 套, 吨.
    out = own_measure(number, from_row, spec);
  } else if (spec.unit == kUnitOfFactor) {
    auto const unit = unit_of_factor(factor);
    if (!unit) {  // the row lacks its factor and will be rejected for that
      return {};
    }
    out = in_base(number, word.empty() ? std::string_view{} : std::string_view{word}, *unit, spec);
    if (word.empty()) {
      out = {};
      set_number(out, times(number.digits, 1), number, spec);
      out.unit = unit->name;
      out.unit_assumed = true;
    }
  } else if (word.empty()) {
    set_number(out, times(number.digits, 1), number, spec);
    out.unit_assumed = true;
  } else {
    auto unit = unit_of_figure(word);
    if (!unit && (word == "万" || word == "亿") && !from_row.empty()) {
      unit = unit_of_figure(scaled(from_row).word);
    }
    if (!unit) {
      return rejected(word == number.unit && !number.unit.empty() ? wrong_unit(word) : "bad_unit");
    }
    out = in_base(number, word, *unit, spec);
  }
  if (!out.reject.empty()) { return out; }
  auto const may_be_negative =
      spec.negative || out.unit == "percent" || (spec.unit == kUnitOfRow && out.unit == "CNY");
  if (negative && !may_be_negative && std::get<double>(out.value) < 0) {
    return rejected("negative");
  }
  return out;
}

}  // namespace chengjie::tables
