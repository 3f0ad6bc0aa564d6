#include "chengjie/rules/unit.h"

#include <charconv>
#include <cmath>
#include <span>

namespace chengjie::rules {
namespace {

struct Named {
  std::string_view name;
  std::optional<Base> base;  // none: a ratio
  double multiply;
  double divide;
};

constexpr Named kUnits[] = {
    {"CNY", Base::money, 1, 1},       {"元", Base::money, 1, 1},
    {"千元", Base::money, 1e3, 1},    {"万元", Base::money, 1e4, 1},
    {"亿元", Base::money, 1e8, 1},    {"percent", std::nullopt, 1, 100},
    {"%", std::nullopt, 1, 100},      {"pct", std::nullopt, 1, 100},
    {"ratio", std::nullopt, 1, 1},    {"person", Base::person, 1, 1},
    {"persons", Base::person, 1, 1},  {"人", Base::person, 1, 1},
    {"year", Base::year, 1, 1},       {"years", Base::year, 1, 1},
    {"年", Base::year, 1, 1},         {"mu", Base::land, 1, 1},
    {"亩", Base::land, 1, 1},         {"m2", Base::floor, 1, 1},
    {"平方米", Base::floor, 1, 1},    {"tce", Base::energy, 1, 1},
    {"吨标准煤", Base::energy, 1, 1}, {"吨标煤", Base::energy, 1, 1},
    {"t", Base::mass, 1, 1},          {"吨", Base::mass, 1, 1},
    {"kWh", Base::power, 1, 1},       {"千瓦时", Base::power, 1, 1},
    {"count", Base::count, 1, 1},     {"项", Base::count, 1, 1},
    {"件", Base::count, 1, 1},        {"个", Base::count, 1, 1},
    {"家", Base::count, 1, 1},        {"points", Base::points, 1, 1},
    {"分", Base::points, 1, 1},
};

constexpr std::string_view kBaseWords[] = {"元",       "人", "年",     "亩", "平方米",
                                           "吨标准煤", "吨", "千瓦时", "项", "分"};

std::optional<Unit> simple_unit(std::string_view name) {
  for (auto const& row : kUnits) {
    if (row.name != name) { continue; }
    return Unit{row.base ? one(*row.base) : Dimension{}, row.multiply, row.divide};
  }
  return std::nullopt;
}

std::string money_words(double value) {
  auto const size = std::abs(value);
  if (size >= 1e8) { return number_words(value / 1e8) + " 亿元"; }
  if (size >= 1e4) { return number_words(value / 1e4) + " 万元"; }
  return number_words(value) + " 元";
}

}  // namespace

Dimension one(Base base) {
  auto d = Dimension{};
  d.power[static_cast<std::size_t>(base)] = 1;
  return d;
}

// The powers of an expression are bounded by its length; a pack that multiplies past a byte is no
// rule.
Dimension times(Dimension a, Dimension b) {
  for (auto i = std::size_t{0}; i != kBases; ++i) {
    a.power[i] = static_cast<signed char>(a.power[i] + b.power[i]);
  }
  return a;
}

Dimension over(Dimension a, Dimension b) {
  for (auto i = std::size_t{0}; i != kBases; ++i) {
    a.power[i] = static_cast<signed char>(a.power[i] - b.power[i]);
  }
  return a;
}

bool is_ratio(Dimension d) { return d == Dimension{}; }

std::optional<Unit> unit_named(std::string_view name) {
  auto const slash = name.find('/');
  if (slash == std::string_view::npos) { return simple_unit(name); }
  auto const top = simple_unit(name.substr(0, slash));
  auto const below = simple_unit(name.substr(slash + 1));
  if (!top || !below) { return std::nullopt; }
  return Unit{over(top->dimension, below->dimension), top->multiply * below->divide,
              top->divide * below->multiply};
}

std::string words_of(Dimension d) {
  auto top = std::string{};
  auto below = std::string{};
  for (auto i = std::size_t{0}; i != kBases; ++i) {
    for (auto n = int{d.power[i]}; n > 0; --n) {
      top += (top.empty() ? "" : "·") + std::string{kBaseWords[i]};
    }
    for (auto n = int{d.power[i]}; n < 0; ++n) { below += "/" + std::string{kBaseWords[i]}; }
  }
  return top + below;
}

std::string number_words(double value) {
  if (std::isinf(value)) { return value > 0 ? "不限" : "无下限"; }
  char buffer[400];
  auto const end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 4);
  auto text = std::string(buffer, end.ptr);
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') { text.pop_back(); }
    if (text.back() == '.') { text.pop_back(); }
  }
  return text == "-0" ? "0" : text;
}

std::string words_of(double value, Dimension d) {
  if (d == one(Base::money)) { return money_words(value); }
  if (is_ratio(d)) { return number_words(value * 100) + "%"; }
  auto const per = over(d, one(Base::money));
  auto const unit = words_of(d);
  if (d.power[0] == 1 && !is_ratio(per) && std::abs(value) >= 1e4) {
    return number_words(value / 1e4) + " 万" + unit;
  }
  return number_words(value) + " " + unit;
}

}  // namespace chengjie::rules
