#include "chengjie/answer/line.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "chengjie/answer/cite.h"

namespace chengjie::answer {
namespace {

constexpr auto kYi = 1e8;
constexpr auto kWan = 1e4;

struct UnitWords {
  std::string_view unit;
  std::string_view words;
};
constexpr auto kUnits = std::to_array<UnitWords>({
    {"CNY", "元"},
    {"USD", "美元"},
    {"percent", "%"},
    {"person", "人"},
    {"person_time", "人次"},
    {"household", "户"},
    {"tonne", "吨"},
    {"t", "吨"},
    {"hectare", "公顷"},
    {"mu", "亩"},
    {"km2", "平方公里"},
    {"m2", "平方米"},
    {"km", "公里"},
    {"m", "米"},
    {"inch", "英寸"},
    {"kW", "千瓦"},
    {"kVA", "千伏安"},
    {"kWh", "千瓦时"},
    {"hp", "马力"},
    {"tce", "吨标准煤"},
    {"tCO2", "吨二氧化碳"},
    {"m3", "立方米"},
    {"m3d", "立方米/日"},
    {"m3/day", "立方米/日"},
    {"year", "年"},
    {"day", "天"},
    {"rank", "位"},
    {"times", "倍"},
    {"per_10k_people", "件/万人"},
    {"CNY_per_mu", "元/亩"},
    {"CNY/mu", "元/亩"},
    {"CNY_per_person", "元/人"},
    {"CNY/person", "元/人"},
    {"quarter", "个季度"},
    {"hour", "小时"},
    {"kg", "千克"},
    {"persons", "人"},
    {"pp", "个百分点"},
    {"percent points", "%"},
    {"points", "分"},
    {"ratio", ""},
    {"th", "吨/小时"},
    {"t/h", "吨/小时"},
    {"tco2", "吨二氧化碳"},
    {"kva", "千伏安"},
    {"cny", "元"},
    {"count", ""},
});

bool counts_in_wan(std::string_view unit) { return unit.starts_with("CNY") || unit == "USD"; }

// Money in 万 and 亿, as people here write it.
std::string scaled(double value, std::string_view unit) {
  auto const words = std::string{unit_words(unit)};
  if (!counts_in_wan(unit)) { return number_words(value) + words; }
  if (std::abs(value) >= kYi) { return number_words(value / kYi) + "亿" + words; }
  if (std::abs(value) >= kWan) { return number_words(value / kWan) + "万" + words; }
  return number_words(value) + words;
}

std::string_view before(Bound bound) {
  switch (bound) {
    case Bound::over:
      return "超";
    case Bound::under:
      return "不足";
    case Bound::about:
      return "约";
    case Bound::at_least:
      return "不低于";
    case Bound::exact:
      return "";
  }
  return "";
}

}  // namespace

std::string_view unit_words(std::string_view unit) {
  for (auto const& row : kUnits) {
    if (row.unit == unit) { return row.words; }
  }
  return unit;
}

Line& Line::operator<<(std::string_view text) {
  if (text.empty()) { return *this; }
  if (!spans_.empty()) {
    if (auto* last = std::get_if<std::string>(&spans_.back())) {
      *last += text;
      return *this;
    }
  }
  spans_.emplace_back(std::string{text});
  return *this;
}

Line& Line::operator<<(Figure const& figure) {
  spans_.emplace_back(figure);
  return *this;
}

Line& Line::add(Line const& other) {
  for (auto const& span : other.spans_) {
    if (auto const* text = std::get_if<std::string>(&span)) {
      *this << *text;
    } else {
      *this << std::get<Figure>(span);
    }
  }
  return *this;
}

std::string number_words(double value) {
  auto text = std::array<char, 64>{};
  // Whole numbers up to 15 digits as they are, others with four digits after the leading ones.
  if (std::abs(value) < 1e15 && value == std::floor(value)) {
    std::snprintf(text.data(), text.size(), "%.0f", value == 0 ? 0.0 : value);  // not "-0"
    return text.data();
  }
  auto const decimals = std::abs(value) >= 1000 ? 1 : std::abs(value) >= 1 ? 2 : 4;
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  auto shown = std::string{text.data()};
  while (shown.find('.') != std::string::npos && (shown.back() == '0' || shown.back() == '.')) {
    auto const dot = shown.back() == '.';
    shown.pop_back();
    if (dot) { break; }
  }
  return shown == "-0" ? "0" : shown;
}

std::string words_of(Figure const& figure) {
  if (figure.unit == kMention) { return {}; }
  if (figure.unit == "rank") { return "第" + number_words(figure.value) + "位"; }
  auto const of = figure.unit == "count" ? figure.of : std::string{};
  auto const words = std::string{before(figure.bound)} + scaled(figure.value, figure.unit) + of;
  if (!figure.range) { return words; }
  return words + "（" + scaled(figure.range->low, figure.unit) + "至" +
         scaled(figure.range->high, figure.unit) + "）";
}

std::string text_of(Line const& line, Marks marks) {
  auto text = std::string{};
  for (auto const& span : line.spans()) {
    if (auto const* words = std::get_if<std::string>(&span)) {
      text += *words;
      continue;
    }
    auto const& figure = std::get<Figure>(span);
    text += words_of(figure);
    if (marks == Marks::shown) { text += "[" + mark_of(figure) + "]"; }
  }
  return text;
}

}  // namespace chengjie::answer
