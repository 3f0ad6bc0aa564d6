// The units of ledgers, and the words they are written with.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::tables {

// Unit words are compared as `unit_word` makes them: "㎡" -> "m2", "kWh" -> "kwh".
std::string unit_word(std::string_view raw);

// How many base units one `word` is. `base` is a ColumnSpec's unit ("CNY", "mu" ...) or one of
// "CNY_per_person", "CNY_per_mu". Nothing when the word is not of that dimension.
std::optional<double> factor_of(std::string_view base, std::string_view word);

// Whether the word is written for the base first of all: 亩 can be read as m2, but is a word of mu.
bool at_home(std::string_view base, std::string_view word);

// The word that our own tables write for a unit of columns ("kVA" -> "千伏安") or of records whose
// unit goes by row ("m3d" -> "立方米/日"): read back, it changes no number. "" for any other.
std::string_view word_of_unit(std::string_view unit);

// Any unit at all, also those no column takes: 美元, 套, kW, 万元/户.
bool is_unit(std::string_view word);

// The longest unit that ends `text` and leaves something before it; "" when none does.
std::string_view unit_at_end(std::string_view text);

// 万套 -> {10000, "套"}; 千克 stays 千克.
struct Scaled {
  double factor{1};
  std::string word;
};
Scaled scaled(std::string_view word);

// Of 单位：万元、人、吨标准煤 or （单位：亿元）: the unit words; empty when the line tells no unit.
std::vector<std::string> units_told(std::string_view line);
// Of 万元，2023年 in a header's brackets.
std::vector<std::string> units_among(std::string_view text);
// The word among them that a column of this base takes; "" when none is.
std::string_view choose(std::string_view base, std::span<std::string const> words);

// Units that go by the row. needs: {"land" -> "mu", base "mu"}; the name is what the record says.
struct RowUnit {
  std::string_view name;  // "m3d"
  std::string_view base;  // "m3/day"
};
std::optional<RowUnit> unit_of_factor(std::string_view factor);
// indicators, targets: by the word alone; "CNY" of 亿元.
std::optional<RowUnit> unit_of_figure(std::string_view word);

}  // namespace chengjie::tables
