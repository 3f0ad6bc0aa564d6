#include "chengjie/rules/number_parser.h"

#include <charconv>
#include <cmath>

namespace chengjie::rules {
namespace {

constexpr Function kFunctions[] = {
    {"sum", Op::sum, 0}, {"mean", Op::mean, 0},     {"min", Op::min, 0},
    {"max", Op::max, 0}, {"growth", Op::growth, 1},
};

}  // namespace

NumberParser::NumberParser(std::string_view text, std::span<Parameter const> parameters,
                           Place const& place)
    : text_(text), parameters_(parameters), place_(place), lexer_(text) {
  out_.text = std::string{text};
  next();
}

Error NumberParser::fail(std::string what, std::string help) const {
  return Error{Code::bad_input, std::move(what), place_.at(text_, token_.begin), std::move(help)};
}

int NumberParser::wrong(std::string what, std::string help) {
  if (!error_) { error_ = fail(std::move(what), std::move(help)); }
  return 0;
}

Holds NumberParser::holds_of(int id) { return indicators()[static_cast<std::size_t>(id)].holds; }

Term& NumberParser::term(int i) { return out_.terms[static_cast<std::size_t>(i)]; }

int NumberParser::push(Term t) {
  out_.terms.push_back(std::move(t));
  return static_cast<int>(out_.terms.size()) - 1;
}

// A bare number takes the other side's unit only where that is a count or points: against a ratio
// or money it is refused, since "rd_share >= 3" would ask for 300 %.
void NumberParser::same_unit(int a, int b, std::string_view where) {
  if (error_) { return; }
  auto const countable = [](Dimension d) {
    return d == one(Base::count) || d == one(Base::points);
  };
  auto const adopts = [&](Term const& literal, Term const& other) {
    return literal.bare && !other.bare && (literal.number == 0 || countable(other.dimension));
  };
  if (adopts(term(a), term(b))) { term(a).dimension = term(b).dimension; }
  if (adopts(term(b), term(a))) { term(b).dimension = term(a).dimension; }
  auto const zero = (term(a).bare && term(a).number == 0) || (term(b).bare && term(b).number == 0);
  auto const bare_ratio = term(a).bare != term(b).bare && is_ratio(term(a).dimension) &&
                          is_ratio(term(b).dimension) && !zero;
  if (term(a).dimension == term(b).dimension && !bare_ratio) { return; }
  auto const name = [](Term const& t) {
    auto const unit = words_of(t.dimension);
    return t.bare ? std::string{"没有单位"} : unit.empty() ? std::string{"比例（percent）"} : unit;
  };
  wrong(std::string{where} + "单位不同：" + name(term(a)) + " 与 " + name(term(b)),
        "给数值写上单位，例如 3 percent、1000 万元");
}

int NumberParser::sum(int depth) {
  auto left = product(depth);
  while (!error_ && (token_.is("+") || token_.is("-"))) {
    auto const op = token_.is("+") ? Op::add : Op::subtract;
    next();
    auto const right = product(depth);
    same_unit(left, right, "加减两边");
    if (error_) { return 0; }
    left = push({.op = op, .left = left, .right = right, .dimension = term(left).dimension});
  }
  return left;
}

int NumberParser::product(int depth) {
  auto left = factor(depth);
  while (!error_ && (token_.is("*") || token_.is("/"))) {
    auto const op = token_.is("*") ? Op::multiply : Op::divide;
    next();
    auto const right = factor(depth);
    if (error_) { return 0; }
    auto const a = term(left).dimension;
    auto const b = term(right).dimension;
    left = push({.op = op,
                 .left = left,
                 .right = right,
                 .dimension = op == Op::multiply ? times(a, b) : over(a, b)});
  }
  return left;
}

int NumberParser::factor(int depth) {
  if (error_) { return 0; }
  if (depth > kExpressionDepthMax) { return wrong("括号嵌套过深", "拆成几条"); }
  if (token_.is("-")) {
    next();
    auto const inner = factor(depth + 1);
    if (error_) { return 0; }
    if (term(inner).op == Op::number) {
      term(inner).number = -term(inner).number;
      return inner;
    }
    return push({.op = Op::negate, .left = inner, .dimension = term(inner).dimension});
  }
  if (token_.is("(")) {
    next();
    auto const inner = sum(depth + 1);
    return expect(")") ? inner : 0;
  }
  if (token_.kind == Token::number) { return number(); }
  if (token_.kind == Token::name) { return named(); }
  return wrong(
      token_.kind == Token::end ? "表达式不完整" : "看不懂“" + std::string{token_.text} + "”",
      "这里应是数值、指标或函数");
}

bool NumberParser::expect(std::string_view sign) {
  if (error_) { return false; }
  if (!token_.is(sign)) {
    wrong("这里缺少“" + std::string{sign} + "”", "检查括号和逗号");
    return false;
  }
  next();
  return true;
}

int NumberParser::number() {
  auto value = 0.0;
  auto const [end, status] =
      std::from_chars(token_.text.data(), token_.text.data() + token_.text.size(), value);
  if (status != std::errc{} || end != token_.text.data() + token_.text.size() ||
      !std::isfinite(value)) {
    return wrong("“" + std::string{token_.text} + "”不是数", "例如 3、0.5、10e6");
  }
  next();
  auto t = Term{.op = Op::number, .bare = true};
  t.number = value;
  if (auto const unit = unit_word(); !unit.empty()) {
    t.unit = *unit_named(unit);
    t.unit_words = unit;
    t.dimension = t.unit.dimension;
    t.number = t.unit.to_base(value);
    t.bare = false;
  }
  return push(std::move(t));
}

// "CNY", "万元/亩"; a slash is part of the unit only when a unit follows it.
std::string NumberParser::unit_word() {
  if ((token_.kind != Token::name && !token_.is("%")) || !unit_named(token_.text)) { return {}; }
  auto unit = std::string{token_.text};
  next();
  if (token_.is("/")) {
    auto ahead = lexer_;
    auto const after = ahead.next();
    if (after.kind == Token::name && unit_named(after.text)) {
      unit += "/" + std::string{after.text};
      next();
      next();
    }
  }
  return unit;
}

int NumberParser::named() {
  for (auto const& f : kFunctions) {
    if (token_.is(f.name)) { return function(f); }
  }
  if (token_.is("first")) { return first(); }
  if (token_.is("age")) {
    return of_word(Op::age, Holds::date, one(Base::year),
                   "age 里应是日期类指标，例如 age(founded)");
  }
  if (token_.is("division")) {
    return of_word(Op::division, Holds::text, one(Base::count),
                   "division 里应是代码类指标，例如 division(industry_code)");
  }
  for (auto i = 0; i != static_cast<int>(parameters_.size()); ++i) {
    auto const& p = parameters_[static_cast<std::size_t>(i)];
    if (p.name != token_.text) { continue; }
    next();
    return push({.op = Op::parameter, .ref = i, .dimension = p.dimension});
  }
  auto const id = number_indicator();
  if (!id) { return 0; }
  return dated(*id);
}

std::optional<int> NumberParser::number_indicator() {
  auto const id = token_.kind == Token::name ? indicator_named(token_.text) : std::nullopt;
  if (!id) {
    wrong("没有指标“" + std::string{token_.text} + "”",
          "指标名见 chengjie/rules/indicators.cc；参数要先在 parameters 里写明");
    return std::nullopt;
  }
  if (holds_of(*id) != Holds::number) {
    wrong("“" + std::string{token_.text} + "”不是数值指标", "日期用 age(...)，文字用 contains");
    return std::nullopt;
  }
  next();
  return id;
}

Term NumberParser::of_indicator(int id, Op op) {
  auto const& row = indicators()[static_cast<std::size_t>(id)];
  auto t = Term{.op = op, .ref = id};
  t.dimension = unit_named(row.unit)->dimension;
  return t;
}

// x, x(year), x(year-1), x(2 years): the last is the sum over two years.
int NumberParser::dated(int id) {
  auto t = of_indicator(id, Op::indicator);
  if (!token_.is("(")) { return push(std::move(t)); }
  if (!indicators()[static_cast<std::size_t>(id)].yearly) {
    return wrong("这项指标不分年度", "去掉括号");
  }
  next();
  if (token_.is("year")) {
    next();
    if (token_.is("-")) {
      next();
      t.offset = whole(0);
    }
  } else {
    t.op = Op::sum;
    t.span = years();
  }
  return expect(")") ? push(std::move(t)) : 0;
}

int NumberParser::function(Function const& f) {
  next();
  if (!expect("(")) { return 0; }
  auto const at = token_;
  auto const id = number_indicator();
  if (!id) { return 0; }
  if (!indicators()[static_cast<std::size_t>(*id)].yearly) {
    token_ = at;
    return wrong("“" + std::string{at.text} + "”不分年度，不能跨年计算", "直接写指标名");
  }
  auto t = of_indicator(*id, f.op);
  t.span = f.span;
  if (token_.is(",")) {
    next();
    t.span = years();
  } else if (f.span == 0) {
    return wrong("要写明几年", "例如 mean(rd, 2 years)");
  }
  if (f.op == Op::growth) { t.dimension = {}; }
  return expect(")") ? push(std::move(t)) : 0;
}

int NumberParser::first() {
  next();
  if (!expect("(")) { return 0; }
  auto const a = number_indicator();
  if (!a || !expect(",")) { return 0; }
  auto const b = number_indicator();
  if (!b) { return 0; }
  auto t = of_indicator(*a, Op::first);
  t.second = *b;
  if (!(t.dimension == of_indicator(*b, Op::first).dimension)) {
    return wrong("两项指标单位不同", "换同一单位的指标");
  }
  return expect(")") ? push(std::move(t)) : 0;
}

int NumberParser::of_word(Op op, Holds kind, Dimension dimension, std::string_view help) {
  next();
  if (!expect("(")) { return 0; }
  auto const id = token_.kind == Token::name ? indicator_named(token_.text) : std::nullopt;
  if (!id || holds_of(*id) != kind) { return wrong("这里的指标不对", std::string{help}); }
  next();
  return expect(")") ? push({.op = op, .ref = *id, .dimension = dimension}) : 0;
}

int NumberParser::years() {
  auto const n = whole(1);
  if (error_) { return 1; }
  if (!token_.is("year") && !token_.is("years")) { wrong("这里应是 years", "例如 2 years"); }
  next();
  return n;
}

int NumberParser::whole(int least) {
  auto n = 0;
  auto const [end, status] =
      std::from_chars(token_.text.data(), token_.text.data() + token_.text.size(), n);
  if (token_.kind != Token::number || status != std::errc{} ||
      end != token_.text.data() + token_.text.size() || n < least || n > kYearsMax) {
    wrong("这里应是 " + std::to_string(least) + " 到 30 的整数", "例如 2");
    return least;
  }
  next();
  return n;
}

}  // namespace chengjie::rules
