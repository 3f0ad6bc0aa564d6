#include "chengjie/rules/calculate.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace chengjie::rules {
namespace {

constexpr auto kInfinity = std::numeric_limits<double>::infinity();
// 7 percent of 100 and 7 must be equal; a difference below this is rounding. Relative.
constexpr auto kRounding = 1e-12;
// "Over 2000" is more than 2000, by more than rounding.
constexpr auto kOver = 1e-9;

Indicator const& row_of(int indicator) { return indicators()[static_cast<std::size_t>(indicator)]; }

double slack(double a, double b) {
  auto const size = std::max(std::abs(a), std::abs(b));
  return std::isfinite(size) ? size * kRounding : 0;
}
bool not_less(double a, double b) { return a >= b - slack(a, b); }
bool more(double a, double b) { return a > b + slack(a, b); }

Range range(double least, double most) {
  if (std::isnan(least) || std::isnan(most)) { return {}; }
  return {least, most, true};
}

}  // namespace

namespace ranges {

Range add(Range a, Range b) {
  return a.known && b.known ? range(a.least + b.least, a.most + b.most) : Range{};
}
Range negate(Range a) { return a.known ? range(-a.most, -a.least) : a; }

Range multiply(Range a, Range b) {
  if (!a.known || !b.known) { return {}; }
  auto const p = {a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most};
  if (std::ranges::any_of(p, [](double x) { return std::isnan(x); })) { return {}; }
  return range(std::min(p), std::max(p));
}

bool holds_zero(Range a) { return a.known && a.least <= 0 && 0 <= a.most; }
Range divide(Range a, Range b) {
  if (!a.known || !b.known || holds_zero(b)) { return {}; }
  if (a.least == a.most && b.least == b.most) {
    return range(a.least / b.least, a.least / b.least);
  }
  return multiply(a, range(1 / b.most, 1 / b.least));
}

Range growth(Range end, Range start, int years) {
  if (!end.known || !start.known || start.least <= 0 || end.least < 0) { return {}; }
  auto const rate = [&](double a, double b) { return std::pow(b / a, 1.0 / years) - 1; };
  return range(rate(start.most, end.least), rate(start.least, end.most));
}

Range bounded(double value, Bound bound, double about_share) {
  if (!std::isfinite(value)) { return {}; }
  auto const nudge = std::abs(value) * kOver;
  switch (bound) {
    case Bound::exact:
      return range(value, value);
    case Bound::over:
      return range(value + nudge, kInfinity);
    case Bound::at_least:
      return range(value, kInfinity);
    case Bound::under:
      return range(-kInfinity, value - nudge);
    case Bound::about:
      return range(value - std::abs(value) * about_share, value + std::abs(value) * about_share);
  }
  return {};
}

Range of_fact(Fact const& fact, Indicator const& row, double about_share) {
  auto const own = *unit_named(row.unit);
  auto const unit = fact.unit.empty() ? std::optional{own} : unit_named(fact.unit);
  if (!unit || !(unit->dimension == own.dimension)) { return {}; }
  auto const least = unit->to_base(fact.value);
  return fact.upto ? range(least, unit->to_base(*fact.upto))
                   : bounded(least, fact.bound, about_share);
}

}  // namespace ranges

namespace {

using namespace ranges;

// `of_year` 0: of no year. `why` is called only where words are wanted.
template <class Why>
void lack(Trace& trace, int indicator, int of_year, Why why) {
  auto const& row = row_of(indicator);
  if (trace.brief) { return trace.lack({std::string{row.name}, {}, {}, {}, {}, {}}); }
  trace.lack({std::string{row.name}, std::string{row.title},
              of_year == 0 ? std::string{} : std::to_string(of_year), std::string{row.column},
              std::string{row.proof}, why()});
}

// Whole years to the last anniversary, and days since as a fraction.
double years_between(Date from, Date to) {
  auto years = to.year - from.year;
  auto const passed = std::pair{to.month, to.day} >= std::pair{from.month, from.day};
  if (!passed) { --years; }
  // 29 February has its anniversary on 1 March in other years.
  auto const month = from.month == 2 && from.day == 29 ? 3 : from.month;
  auto const day = from.month == 2 && from.day == 29 ? 1 : from.day;
  auto const days = days_between({from.year + years, month, day}, to);
  return years + std::clamp(days / 366.0, 0.0, 0.999);
}

}  // namespace

Range ranges::of_word(Op op, std::string_view text, Date today) {
  if (op == Op::age) {
    auto const period = parse_period(text);
    if (!period || !period->until) { return {}; }
    return range(years_between(*period->until, today), years_between(period->from, today));
  }
  if (!text.empty() && text.front() >= 'A' && text.front() <= 'T') { text.remove_prefix(1); }
  auto n = 0;
  auto const two = text.substr(0, 2);
  auto const [end, status] = std::from_chars(two.data(), two.data() + two.size(), n);
  if (two.size() != 2 || status != std::errc{} || end != two.data() + two.size()) { return {}; }
  return range(n, n);
}

bool text_matches(Expression const& e, std::string_view text) {
  return std::ranges::any_of(e.words, [&](std::string const& word) {
    return e.compare == Compare::is       ? text == word
           : e.compare == Compare::starts ? text.starts_with(word)
                                          : text.find(word) != std::string_view::npos;
  });
}

namespace {

struct Walk {
  Calculator const& calculator;
  Expression const& expression;
  int year;
  Trace& trace;

  Term const& at(int i) const { return expression.terms[static_cast<std::size_t>(i)]; }

  Range of(int i) const {
    auto const& t = at(i);
    switch (t.op) {
      case Op::number:
        return range(t.number, t.number);
      case Op::parameter:
        return parameter(t.ref);
      case Op::indicator:
        return indicator(t.ref, year - t.offset);
      case Op::add:
        return add(of(t.left), of(t.right));
      case Op::subtract:
        return add(of(t.left), negate(of(t.right)));
      case Op::multiply:
        return multiply(of(t.left), of(t.right));
      case Op::divide:
        return quotient(t);
      case Op::negate:
        return negate(of(t.left));
      case Op::sum:
      case Op::mean:
      case Op::min:
      case Op::max:
        return over_years(t);
      case Op::growth:
        return growth_over(t);
      case Op::first:
        return first(t);
      case Op::age:
      case Op::division:
        return word(t.op, t.ref);
    }
    return {};
  }

  Range parameter(int ref) const {
    auto const& p = calculator.parameters[static_cast<std::size_t>(ref)];
    if (p.found) { return range(p.value, p.value); }
    trace.lack({p.name, p.title, {}, {}, "政策原文", "公开文本中未查到“" + p.title + "”的数值"});
    return {};
  }

  Range indicator(int id, int of_year) const {
    auto const& row = row_of(id);
    if (!row.yearly) { return fact(id, calculator.facts.now(id), 0); }
    auto const* formula = formula_of(id);
    auto const* given = calculator.facts.of_year(id, of_year, calculator.options.year);
    if (formula == nullptr) { return fact(id, given, of_year); }
    auto inner = trace.like();
    auto const computed = Walk{calculator, *formula, of_year, inner}.of(formula->left);
    if (!computed.known && given != nullptr) { return fact(id, given, of_year); }
    trace.join(inner);
    return computed;
  }

  Range fact(int id, Fact const* given, int of_year) const {
    auto const& row = row_of(id);
    if (given == nullptr) {
      lack(trace, id, of_year, [&] {
        return "台账中没有" + (of_year == 0 ? "" : std::to_string(of_year) + "年") +
               std::string{row.title};
      });
      return {};
    }
    trace.mark(given->mark);
    auto const value = of_fact(*given, row, calculator.options.about_share);
    if (!value.known) {
      lack(trace, id, of_year,
           [&] { return std::string{row.title} + "的数值或单位“" + given->unit + "”用不上"; });
    }
    return value;
  }

  Range quotient(Term const& t) const {
    auto const top = of(t.left);
    auto const below = of(t.right);
    if (holds_zero(below)) {
      auto const& b = at(t.right);
      auto const named = b.op == Op::indicator;
      lack_zero(named ? b.ref : -1, named ? year - b.offset : year);
    }
    return divide(top, below);
  }

  void lack_zero(int id, int of_year) const {
    if (id < 0) {
      trace.lack({{}, "分母", std::to_string(of_year), {}, {}, "分母为零，比值不存在"});
      return;
    }
    lack(trace, id, row_of(id).yearly ? of_year : 0,
         [&] { return std::string{row_of(id).title} + "为零，比值不存在"; });
  }

  // The gap told is the second's: it is the commoner column, and enough.
  Range first(Term const& t) const {
    auto tried = trace.like();
    auto const a = Walk{calculator, expression, year, tried}.indicator(t.ref, year);
    if (!a.known) { return indicator(t.second, year); }
    trace.join(tried);
    return a;
  }

  Range over_years(Term const& t) const {
    auto out = Range{};
    for (auto i = 0; i != t.span; ++i) {
      auto const x = indicator(t.ref, year - i);  // all years, so that every gap is told
      if (i == 0) {
        out = x;
      } else if (!x.known || !out.known) {
        out = {};
      } else if (t.op == Op::min) {
        out = range(std::min(out.least, x.least), std::min(out.most, x.most));
      } else if (t.op == Op::max) {
        out = range(std::max(out.least, x.least), std::max(out.most, x.most));
      } else {
        out = add(out, x);
      }
    }
    return t.op == Op::mean && out.known ? range(out.least / t.span, out.most / t.span) : out;
  }

  Range growth_over(Term const& t) const {
    auto const end = indicator(t.ref, year);
    auto const start = indicator(t.ref, year - t.span);
    if (!end.known || !start.known) { return {}; }
    if (start.least <= 0 || end.least < 0) {
      lack(trace, t.ref, year - t.span,
           [&] { return std::string{row_of(t.ref).title} + "为零、为负或没有下限，增长率不存在"; });
      return {};
    }
    return growth(end, start, t.span);
  }

  Range word(Op op, int id) const {
    auto const* given = calculator.facts.now(id);
    auto const value =
        given == nullptr ? Range{} : of_word(op, given->text, calculator.options.today);
    if (value.known) {
      trace.mark(given->mark);
    } else {
      lack(trace, id, 0, [&] { return "台账中没有" + std::string{row_of(id).title}; });
    }
    return value;
  }
};

State text_holds(Calculator const& c, Expression const& e, Trace& trace) {
  auto const facts = c.facts.all(e.subject);
  if (facts.empty()) {
    lack(trace, e.subject, 0, [&] { return "台账中没有" + std::string{row_of(e.subject).title}; });
    return State::unknown;
  }
  auto met = false;
  for (auto const* fact : facts) {
    trace.mark(fact->mark);
    met = met || text_matches(e, fact->text);
  }
  return met ? State::met : State::not_met;
}

State flag_holds(Calculator const& c, Expression const& e, Trace& trace) {
  auto const* fact = c.facts.now(e.subject);
  if (fact == nullptr) {
    lack(trace, e.subject, 0, [&] { return "未知：" + std::string{row_of(e.subject).title}; });
    return State::unknown;
  }
  trace.mark(fact->mark);
  return (fact->value != 0) == (e.compare == Compare::yes) ? State::met : State::not_met;
}

// A figure known only in range, where the range holds the threshold.
void tell_range(Expression const& e, int year, Trace& trace) {
  if (!trace.missing.empty()) { return; }
  for (auto const& t : e.terms) {
    if (t.ref < 0 || t.op == Op::parameter) { continue; }
    auto const& row = row_of(t.ref);
    lack(trace, t.ref, row.yearly ? year - t.offset : 0,
         [&] { return std::string{row.title} + "只知大概范围，需要确切数"; });
  }
}

}  // namespace

void Trace::mark(std::string const& m) {
  if (!m.empty() && std::ranges::find(marks, m) == marks.end()) { marks.push_back(m); }
}

void Trace::lack(Missing m) {
  if (std::ranges::find(missing, m) == missing.end()) { missing.push_back(std::move(m)); }
}

void Trace::join(Trace const& other) {
  for (auto const& m : other.marks) { mark(m); }
  for (auto const& m : other.missing) { lack(m); }
}

State compare(Range const& a, Range const& b, Compare how) {
  if (!a.known || !b.known) { return State::unknown; }
  auto const decide = [](bool surely, bool surely_not) {
    return surely ? State::met : surely_not ? State::not_met : State::unknown;
  };
  switch (how) {
    case Compare::at_least:
      return decide(not_less(a.least, b.most), !not_less(a.most, b.least));
    case Compare::above:
      return decide(more(a.least, b.most), !more(a.most, b.least));
    case Compare::at_most:
      return decide(not_less(b.least, a.most), !not_less(b.most, a.least));
    case Compare::below:
      return decide(more(b.least, a.most), !more(b.most, a.least));
    default:
      break;
  }
  auto const apart = more(a.least, b.most) || more(b.least, a.most);
  auto const same = a.least == a.most && b.least == b.most && !apart;
  return how == Compare::equal ? decide(same, apart) : decide(apart, same);
}

Range Calculator::of(Expression const& e, int root, int year, Trace& trace) const {
  return Walk{*this, e, year, trace}.of(root);
}

State Calculator::holds(Expression const& e, Trace& trace, Range* left, Range* right) const {
  if (e.compare == Compare::yes || e.compare == Compare::no) { return flag_holds(*this, e, trace); }
  if (e.subject >= 0) { return text_holds(*this, e, trace); }
  *left = of(e, e.left, options.year, trace);
  *right = of(e, e.right, options.year, trace);
  auto const state = compare(*left, *right, e.compare);
  if (state == State::unknown) { tell_range(e, options.year, trace); }
  return state;
}

}  // namespace chengjie::rules
