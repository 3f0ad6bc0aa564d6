#include "chengjie/rules/expression.h"

namespace chengjie::rules {
namespace {

struct Words {
  Expression const& expression;
  std::span<Parameter const> parameters;
  int year;

  Term const& at(int i) const { return expression.terms[static_cast<std::size_t>(i)]; }

  static std::string title(int indicator) {
    return std::string{indicators()[static_cast<std::size_t>(indicator)].title};
  }

  std::string year_words(int offset) const { return "（" + std::to_string(year - offset) + "年）"; }

  std::string years_words(int span, int more) const {
    if (span + more <= 1) { return year_words(0); }
    return "（" + std::to_string(year - span - more + 1) + "—" + std::to_string(year) + "年）";
  }

  std::string number(Term const& t) const {
    if (t.bare || t.unit_words.empty()) { return number_words(t.number); }
    if (is_ratio(t.dimension) || t.dimension.power[0] == 1) {
      return words_of(t.number, t.dimension);
    }
    return number_words(t.unit.from_base(t.number)) + " " + words_of(t.dimension);
  }

  std::string binary(Term const& t, std::string_view sign) const {
    auto const wrap = [&](int i) {
      auto const op = at(i).op;
      auto const inner = of(i);
      return op == Op::add || op == Op::subtract ? "(" + inner + ")" : inner;
    };
    auto const loose = t.op == Op::add || t.op == Op::subtract;
    return (loose ? of(t.left) : wrap(t.left)) + std::string{sign} +
           (t.op == Op::add ? of(t.right) : wrap(t.right));
  }

  std::string of(int i) const {
    auto const& t = at(i);
    switch (t.op) {
      case Op::number:
        return number(t);
      case Op::parameter: {
        auto const& p = parameters[static_cast<std::size_t>(t.ref)];
        return p.found ? words_of(p.value, p.dimension) : p.title + "（未查到）";
      }
      case Op::indicator: {
        auto const yearly = indicators()[static_cast<std::size_t>(t.ref)].yearly;
        return title(t.ref) + (yearly ? year_words(t.offset) : "");
      }
      case Op::add:
        return binary(t, " + ");
      case Op::subtract:
        return binary(t, " − ");
      case Op::multiply:
        return binary(t, " × ");
      case Op::divide:
        return binary(t, " ÷ ");
      case Op::negate:
        return "−" + of(t.left);
      case Op::sum:
        return title(t.ref) + "合计" + years_words(t.span, 0);
      case Op::mean:
        return title(t.ref) + "均值" + years_words(t.span, 0);
      case Op::min:
        return title(t.ref) + "各年最低" + years_words(t.span, 0);
      case Op::max:
        return title(t.ref) + "各年最高" + years_words(t.span, 0);
      case Op::growth:
        return title(t.ref) + "年均增长率" + years_words(t.span, 1);
      case Op::first:
        return title(t.ref) + "（没有时取" + title(t.second) + "）" + year_words(0);
      case Op::age:
        return title(t.ref) + "至今";
      case Op::division:
        return title(t.ref) + "所属大类";
    }
    return {};
  }

  std::string listed() const {
    auto out = std::string{};
    for (auto const& word : expression.words) { out += (out.empty() ? "“" : "、“") + word + "”"; }
    return out;
  }
};

}  // namespace

std::string_view words_of(Compare compare) {
  switch (compare) {
    case Compare::at_least:
      return "≥";
    case Compare::above:
      return ">";
    case Compare::at_most:
      return "≤";
    case Compare::below:
      return "<";
    case Compare::equal:
      return "=";
    case Compare::unequal:
      return "≠";
    case Compare::is:
      return "为";
    case Compare::contains:
      return "含";
    case Compare::starts:
      return "以此开头：";
    case Compare::yes:
      return "是";
    case Compare::no:
      return "否";
  }
  return {};
}

std::string words_of(Expression const& e, std::span<Parameter const> parameters, int year) {
  auto const words = Words{e, parameters, year};
  if (e.subject >= 0) {
    auto const title = Words::title(e.subject);
    if (e.compare == Compare::yes) { return title; }
    if (e.compare == Compare::no) { return "没有：" + title; }
    return title + std::string{words_of(e.compare)} + words.listed();
  }
  return words.of(e.left) + " " + std::string{words_of(e.compare)} + " " + words.of(e.right);
}

std::string words_of_value(Expression const& e, int root, std::span<Parameter const> parameters,
                           int year) {
  return Words{e, parameters, year}.of(root);
}

}  // namespace chengjie::rules
