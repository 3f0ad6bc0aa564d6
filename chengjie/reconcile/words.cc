#include "chengjie/reconcile/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>

namespace chengjie::reconcile {
namespace {

struct UnitWord {
  std::string_view name, word;
};

int decimals_in(std::string_view raw) {
  auto const dot = raw.find('.');
  if (dot == std::string_view::npos) { return 0; }
  auto n = 0;
  for (auto i = dot + 1; i < raw.size() && raw[i] >= '0' && raw[i] <= '9'; ++i) { ++n; }
  return n;
}

// The leading number of what was written, to find the magnitude of one unit of it.
std::optional<double> number_in(std::string_view raw) {
  auto digits = std::string{};
  for (auto const c : raw) {
    auto const digit = (c >= '0' && c <= '9') || (c == '.' && !digits.empty());
    if (digit) { digits += c; }
    if (!digit && !digits.empty() && c != ',') { break; }
  }
  if (digits.empty()) { return std::nullopt; }
  auto value = 0.0;
  return std::sscanf(digits.c_str(), "%lf", &value) == 1 ? std::optional{value} : std::nullopt;
}

std::string trimmed_number(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  auto out = std::string{text};
  if (has(out, ".")) {
    while (out.back() == '0') { out.pop_back(); }
    if (out.back() == '.') { out.pop_back(); }
  }
  return out == "-0" ? "0" : out;
}

std::string_view unit_word(std::string_view unit) {
  static constexpr auto kUnits = std::to_array<UnitWord>({{"percent", "%"},
                                                          {"person", "人"},
                                                          {"person_time", "人次"},
                                                          {"mu", "亩"},
                                                          {"tonne", "吨"},
                                                          {"kW", "千瓦"},
                                                          {"kWh", "千瓦时"},
                                                          {"km2", "平方公里"},
                                                          {"hectare", "公顷"},
                                                          {"m2", "平方米"},
                                                          {"year", "年"},
                                                          {"rank", "位"},
                                                          {"times", "倍"},
                                                          {"household", "户"},
                                                          {"tce", "吨标准煤"},
                                                          {"day", "天"},
                                                          {"km", "公里"},
                                                          {"CNY_per_mu", "元/亩"},
                                                          {"CNY_per_person", "元/人"},
                                                          {"count", ""}});
  for (auto const& [name, word] : kUnits) {
    if (name == unit) { return word; }
  }
  return unit;
}

}  // namespace

bool has(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

double half_unit(Figure const& figure) {
  auto const written = number_in(figure.raw);
  if (!written || *written == 0 || figure.value == 0) { return 0; }
  auto const one = std::abs(figure.value / *written);  // what "1" of the written number is worth
  return 0.5 * one * std::pow(10.0, -decimals_in(figure.raw));
}

Interval interval_of(Figure const& figure, Options const& options) {
  auto const v = figure.value;
  auto const slack = std::max(half_unit(figure) * options.rounding_times, std::abs(v) * 1e-9);
  switch (figure.bound) {
    case Bound::over:
    case Bound::at_least:
      return {.low = v - std::abs(v) * 1e-9};
    case Bound::under:
      return {.high = v + std::abs(v) * 1e-9};
    case Bound::about: {
      auto const share = std::max(std::abs(v) * options.about_share, slack);
      return {.low = v - share, .high = v + share};
    }
    case Bound::exact:
      break;
  }
  return {.low = v - slack, .high = v + slack};
}

std::string amount_text(double value, std::string_view unit, std::string_view of) {
  if (unit == "CNY" || unit == "USD") {
    auto const tail = unit == "CNY" ? std::string{"元"} : std::string{"美元"};
    if (std::abs(value) >= 1e8) { return trimmed_number(value / 1e8, 1) + " 亿" + tail; }
    if (std::abs(value) >= 1e4) { return trimmed_number(value / 1e4, 1) + " 万" + tail; }
    return trimmed_number(value, 2) + " " + tail;
  }
  if (unit == "percent") { return trimmed_number(value, 2) + "%"; }
  auto const word = unit == "count" && !of.empty() ? of : unit_word(unit);
  if (std::abs(value) >= 1e5) { return trimmed_number(value / 1e4, 1) + " 万" + std::string{word}; }
  return trimmed_number(value, 2) + " " + std::string{word};
}

std::string text_of(Figure const& figure) {
  return figure.raw.empty() ? amount_text(figure.value, figure.unit, figure.of) : figure.raw;
}

std::string source_text(Figure const& figure) {
  auto name = std::string{"推算"};
  if (auto const* clause = std::get_if<Clause>(&figure.evidence)) {
    name = "《" + clause->name + "》";
  }
  if (auto const* cell = std::get_if<Cell>(&figure.evidence)) {
    name = "《" + cell->file + "》第 " + std::to_string(cell->row) + " 行 " + cell->column + " 列";
  }
  // Its key is a word for programs; what is assumed follows by name.
  if (std::holds_alternative<Assumption>(figure.evidence)) { name = "假定"; }
  return name + "[" + mark_of(figure) + "]";
}

std::string name_text(Figure const& figure) {
  auto const period = figure.period.empty() ? std::string{} : " " + figure.period + " ";
  return figure.subject + period + figure.indicator;
}

bool same_source(Figure const& a, Figure const& b) {
  if (auto const* x = std::get_if<Clause>(&a.evidence)) {
    auto const* y = std::get_if<Clause>(&b.evidence);
    return y != nullptr && x->document == y->document && x->name == y->name;
  }
  auto const* x = std::get_if<Cell>(&a.evidence);
  auto const* y = std::get_if<Cell>(&b.evidence);
  return x != nullptr && y != nullptr && x->table == y->table && x->file == y->file;
}

bool same_clause(Figure const& a, Figure const& b) {
  auto const* x = std::get_if<Clause>(&a.evidence);
  auto const* y = std::get_if<Clause>(&b.evidence);
  return x != nullptr && y != nullptr && same_source(a, b) && x->begin < y->end &&
         y->begin < x->end;
}

std::size_t place_in_source(Figure const& figure) {
  auto const* clause = std::get_if<Clause>(&figure.evidence);
  return clause == nullptr ? 0 : clause->at;
}

bool is_level(Entry const& e) {
  auto const kind = e.figure->kind;
  auto const& unit = e.figure->unit;
  return (kind == Kind::actual || kind == Kind::target || kind == Kind::plan) &&
         unit != "percent" && unit != "rank" && unit != "year" && unit != "times" &&
         !e.meaning.average;
}

bool telling(Figure const& figure) {
  auto digits = 0;
  for (auto const c : figure.raw) { digits += c >= '0' && c <= '9' ? 1 : 0; }
  if (!figure.raw.empty()) { return digits >= 3; }
  char text[32];
  std::snprintf(text, sizeof text, "%.12g", std::abs(figure.value));
  auto written = std::string{text};
  std::erase(written, '.');
  while (written.size() > 1 && written.back() == '0') { written.pop_back(); }
  return written.size() >= 3;
}

int year_of(std::string_view period) {
  auto year = 0;
  for (auto i = std::size_t{0}; i != 4; ++i) {
    if (i >= period.size() || period[i] < '0' || period[i] > '9') { return 0; }
    year = year * 10 + (period[i] - '0');
  }
  return year;
}

std::string year_before(std::string_view period) {
  auto const year = year_of(period);
  if (year < 1000 || has(period, "..")) { return {}; }
  return std::to_string(year - 1) + std::string{period.substr(4)};
}

Figure derived(Figure like, double value, std::string formula,
               std::span<Figure const* const> inputs) {
  auto computed =
      Computation{.formula = std::move(formula), .inputs = {}, .weakest = SourceKind::derived};
  like.confidence = 1;
  for (auto const* input : inputs) {
    computed.inputs.push_back(mark_of(*input));
    computed.weakest = std::max(computed.weakest, weakest_of(*input));
    like.confidence = std::min(like.confidence, input->confidence);
  }
  like.value = value;
  like.raw.clear();
  like.evidence = std::move(computed);
  return like;
}

}  // namespace chengjie::reconcile
