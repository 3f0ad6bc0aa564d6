#include "chengjie/effect/quantity.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace chengjie::effect {
namespace {

// Three significant digits, more only where whole numbers ask for it; no trailing zeros.
std::string digits(double value) {
  char text[64];
  auto const size = std::abs(value);
  auto const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
  std::snprintf(text, sizeof text, "%.*f", places, value);
  std::string out = text;
  if (out.find('.') != std::string::npos) {
    while (out.back() == '0') { out.pop_back(); }
    if (out.back() == '.') { out.pop_back(); }
  }
  return out == "-0" ? "0" : out;
}

std::string chinese(double value, std::string_view unit) {
  auto const size = std::abs(value);
  if (size >= 1e8) { return digits(value / 1e8) + "亿" + std::string(unit); }
  if (size >= 1e4) { return digits(value / 1e4) + "万" + std::string(unit); }
  return digits(value) + std::string(unit);
}

bool in_order(Range const& r) {
  return std::isfinite(r.high) && r.low > 0 && r.low <= r.mid && r.mid <= r.high;
}

void add_once(std::vector<std::string>& marks, std::string const& mark) {
  if (!mark.empty() && std::find(marks.begin(), marks.end(), mark) == marks.end()) {
    marks.push_back(mark);
  }
}

void largest_first(std::vector<Reason>& reasons) {
  std::sort(reasons.begin(), reasons.end(), [](Reason const& a, Reason const& b) {
    return a.share != b.share ? a.share > b.share : a.factor < b.factor;
  });
}

std::string formula_of(std::vector<Factor> const& factors, Range const& range, Unit unit) {
  std::string out;
  for (auto const& f : factors) {
    if (!out.empty()) { out += " × "; }
    out += f.name + say(f.range, f.unit);
  }
  return out + " = " + say(rounded(range), unit);
}

}  // namespace

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::cny:
      return "CNY";
    case Unit::person:
      return "person";
    case Unit::ratio:
      return "ratio";
    case Unit::percent:
      return "percent";
    case Unit::tce:
      return "tce";
    case Unit::tco2:
      return "tCO2";
    case Unit::cny_per_person:
      return "CNY/person";
    case Unit::cny_per_mu:
      return "CNY/mu";
    case Unit::mu:
      return "mu";
    case Unit::tce_per_wan:
      return "吨标准煤/万元";
  }
  return "";
}

std::string say(double value, Unit unit) {
  switch (unit) {
    case Unit::cny:
      return chinese(value, "元");
    case Unit::person:
      return chinese(std::round(value), "人");
    case Unit::ratio:
      return digits(value);
    case Unit::percent:
      return digits(value) + "%";
    case Unit::tce:
      return chinese(value, "吨标准煤");
    case Unit::tco2:
      return chinese(value, "吨二氧化碳");
    case Unit::cny_per_person:
      return chinese(value, "元/人");
    case Unit::cny_per_mu:
      return chinese(value, "元/亩");
    case Unit::mu:
      return chinese(value, "亩");
    case Unit::tce_per_wan:
      return digits(value) + "吨标准煤/万元";
  }
  return "";
}

std::string say(Range const& r, Unit unit) {
  if (r.low == r.high) { return say(r.mid, unit); }
  return say(r.mid, unit) + "（" + say(r.low, unit) + "至" + say(r.high, unit) + "）";
}

double three_digits(double value) {
  if (value == 0 || !std::isfinite(value)) { return value; }
  auto const step = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
  return step >= 1 ? std::round(value / step) * step
                   : std::round(value / step) / std::round(1 / step);
}

Range rounded(Range const& r) {
  auto const width = r.high - r.low;
  if (!(width > 0) || !std::isfinite(width)) {
    return {three_digits(r.low), three_digits(r.mid), three_digits(r.high)};
  }
  auto const of_width = std::pow(10, std::floor(std::log10(width)) - 1);
  auto const of_size = r.mid == 0 ? 0 : std::pow(10, std::floor(std::log10(std::abs(r.mid))) - 2);
  auto const step = std::max(of_width, of_size);
  auto const one = [&](double v) {
    return step >= 1 ? std::round(v / step) * step : std::round(v / step) / std::round(1 / step);
  };
  return {one(r.low), one(r.mid), one(r.high)};
}

double rounded_chance(double chance) { return std::round(chance * 100) / 100; }

std::string say_chance(double chance) {
  if (chance < 0.01) { return "不到1%"; }
  if (chance > 0.99) { return "99%以上"; }
  return digits(rounded_chance(chance) * 100) + "%";
}

Result<Quantity> product(std::string indicator, std::string part, Unit unit,
                         std::vector<Factor> const& factors) {
  Quantity out{std::move(indicator), std::move(part), unit, {1, 1, 1}, "", {}, {}, {}};
  auto below = 0.0, above = 0.0, all = 0.0;
  auto const squared_width = [](Range const& r) {
    auto const width = std::log(r.high / r.low);
    return width * width;
  };
  for (auto const& f : factors) {
    if (!in_order(f.range)) {
      return Error{Code::bad_input,
                   "“" + f.name + "”的低、中、高三值应为正且依次不减，现为 " + digits(f.range.low) +
                       "、" + digits(f.range.mid) + "、" + digits(f.range.high),
                   out.indicator, "请改正这条数据或假设"};
    }
    out.range.mid *= f.range.mid * f.scale;
    below += std::pow(std::log(f.range.mid / f.range.low), 2);
    above += std::pow(std::log(f.range.high / f.range.mid), 2);
    all += squared_width(f.range);
    out.weakest = std::max(out.weakest, f.source);
    add_once(out.inputs, f.mark);
  }
  out.range.low = out.range.mid * std::exp(-std::sqrt(below));
  out.range.high = out.range.mid * std::exp(std::sqrt(above));
  for (auto const& f : factors) {
    if (all > 0 && f.range.low < f.range.high) {
      out.reasons.push_back({f.name, squared_width(f.range) / all});
    }
  }
  largest_first(out.reasons);
  out.formula = formula_of(factors, out.range, unit);
  return out;
}

Quantity sum(std::string part, Quantity const& a, Quantity const& b) {
  Quantity out{a.indicator,
               std::move(part),
               a.unit,
               {a.range.low + b.range.low, a.range.mid + b.range.mid, a.range.high + b.range.high},
               "",
               a.inputs,
               std::max(a.weakest, b.weakest),
               {}};
  for (auto const& mark : b.inputs) { add_once(out.inputs, mark); }
  out.formula = "直接" + say(a.range, a.unit) + " + 间接" + say(b.range, b.unit) + " = " +
                say(out.range, out.unit) + "，两者同用一个产值，故低与低、高与高相加";
  auto const part_of = out.range.mid > 0 ? a.range.mid / out.range.mid : 0;
  auto const add = [&](std::vector<Reason> const& reasons, double weight) {
    for (auto const& r : reasons) {
      auto const known = std::find_if(out.reasons.begin(), out.reasons.end(),
                                      [&](Reason const& o) { return o.factor == r.factor; });
      if (known != out.reasons.end()) {
        known->share += weight * r.share;
      } else {
        out.reasons.push_back({r.factor, weight * r.share});
      }
    }
  };
  add(a.reasons, part_of);
  add(b.reasons, 1 - part_of);
  largest_first(out.reasons);
  return out;
}

}  // namespace chengjie::effect
