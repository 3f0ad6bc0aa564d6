#include "chengjie/rules/screen_program.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace chengjie::rules {
namespace {

constexpr auto kNaN = std::numeric_limits<double>::quiet_NaN();

Indicator const& row_of(int id) { return indicators()[static_cast<std::size_t>(id)]; }

Range range_at(Numbers const& n, std::size_t i) {
  if (std::isnan(n.least[i])) { return {}; }
  return {n.least[i], n.most[i], true};
}

void put(Numbers& n, std::size_t i, Range r) {
  n.least[i] = r.known ? r.least : kNaN;
  n.most[i] = r.known ? r.most : kNaN;
  n.exact = n.exact && (!r.known || r.least == r.most);
}

// Exact figures against exact figures: one comparison with the rounding of compare(), no branches.
template <class Surely>
void exact_bits(Numbers const& a, Numbers const& b, std::size_t count, bool flipped, Bits& out,
                Surely surely) {
  for (auto w = std::size_t{0}; w * 64 < count; ++w) {
    auto yes = std::uint64_t{0};
    auto no = std::uint64_t{0};
    auto const n = std::min<std::size_t>(64, count - w * 64);
    for (auto i = std::size_t{0}; i != n; ++i) {
      auto const x = a.least[w * 64 + i];
      auto const y = b.least[w * 64 + i];
      auto const slack = std::max(std::abs(x), std::abs(y)) * 1e-12;
      auto const difference = flipped ? y - x : x - y;
      auto const known = std::uint64_t{difference == difference};
      auto const holds = std::uint64_t{surely(difference, slack)};
      yes |= (known & holds) << i;
      no |= (known & (holds ^ 1)) << i;
    }
    out.met[w] = yes;
    out.not_met[w] = no;
  }
}

void any_bits(Numbers const& a, Numbers const& b, std::size_t count, Compare how, Bits& out) {
  for (auto i = std::size_t{0}; i != count; ++i) {
    auto const state = compare(range_at(a, i), range_at(b, i), how);
    auto const bit = std::uint64_t{1} << (i % 64);
    if (state == State::met) { out.met[i / 64] |= bit; }
    if (state == State::not_met) { out.not_met[i / 64] |= bit; }
  }
}

void compare_bits(Numbers const& a, Numbers const& b, std::size_t count, Compare how, Bits& out) {
  auto const not_less = [](double d, double slack) { return d >= -slack; };
  auto const more = [](double d, double slack) { return d > slack; };
  if (!a.exact || !b.exact) { return any_bits(a, b, count, how, out); }
  switch (how) {
    case Compare::at_least:
      return exact_bits(a, b, count, false, out, not_less);
    case Compare::above:
      return exact_bits(a, b, count, false, out, more);
    case Compare::at_most:
      return exact_bits(a, b, count, true, out, not_less);
    case Compare::below:
      return exact_bits(a, b, count, true, out, more);
    default:
      return any_bits(a, b, count, how, out);
  }
}

Range calculate(NumberStep const& s, Range a, Range b) {
  switch (s.step) {
    case Step::add:
      return ranges::add(a, b);
    case Step::subtract:
      return ranges::add(a, ranges::negate(b));
    case Step::multiply:
      return ranges::multiply(a, b);
    case Step::divide:
      return ranges::divide(a, b);
    case Step::negate:
      return ranges::negate(a);
    case Step::growth:
      return ranges::growth(a, b, static_cast<int>(s.number));
    case Step::first:
    case Step::present:
      return a.known ? a : b;
    case Step::close:
      return std::isinf(a.least) && std::isinf(a.most) ? Range{} : a;
    case Step::scale:
      return a.known ? Range{a.least / s.number, a.most / s.number, true} : a;
    case Step::least:
      return a.known && b.known ? Range{std::min(a.least, b.least), std::min(a.most, b.most), true}
                                : Range{};
    case Step::most:
      return a.known && b.known ? Range{std::max(a.least, b.least), std::max(a.most, b.most), true}
                                : Range{};
    default:
      return {};
  }
}

}  // namespace

int Program::push(NumberStep s) {
  auto const [at, fresh] = known_steps_.emplace(s.key(), static_cast<int>(steps_.size()));
  if (fresh) {
    steps_.push_back(s);
    numbers_.emplace_back();
    word_values_.emplace_back();
  }
  return at->second;
}

int Program::words_column(int id) const {
  auto const at = std::ranges::find(columns_.words, id, &FirmColumns::Words::indicator);
  return at == columns_.words.end() ? -1 : static_cast<int>(at - columns_.words.begin());
}

int Program::column(int id, int year) {
  auto best = -1;
  for (auto i = std::size_t{0}; i != columns_.numbers.size(); ++i) {
    auto const& c = columns_.numbers[i];
    if (c.indicator != id) { continue; }
    if (c.year == year) { best = static_cast<int>(i); }
  }
  return best < 0 ? push({.step = Step::unknown}) : push({.step = Step::column, .a = best});
}

// What holds now: the undated value, else the latest year's, firm by firm.
int Program::given(int id, int year) {
  if (row_of(id).yearly) {
    auto const exact = column(id, year);
    auto const some = year == options_.year
                          ? push({.step = Step::present, .a = exact, .b = column(id, 0)})
                          : exact;
    return push({.step = Step::close, .a = some});
  }
  auto years = std::vector<int>{};
  for (auto const& c : columns_.numbers) {
    if (c.indicator == id && c.year != 0) { years.push_back(c.year); }
  }
  std::ranges::sort(years, std::greater{});
  auto out = column(id, 0);
  for (auto const y : years) { out = push({.step = Step::present, .a = out, .b = column(id, y)}); }
  return push({.step = Step::close, .a = out});
}

int Program::indicator(int id, int year) {
  auto const* formula = formula_of(id);
  if (formula == nullptr) { return given(id, year); }
  auto const computed = term(*formula, formula->left, year, {});
  return push({.step = Step::first, .a = computed, .b = given(id, year)});
}

int Program::over_years(Term const& t, int year) {
  auto const join = t.op == Op::min ? Step::least : t.op == Op::max ? Step::most : Step::add;
  auto out = indicator(t.ref, year);
  for (auto i = 1; i < t.span; ++i) {
    out = push({.step = join, .a = out, .b = indicator(t.ref, year - i)});
  }
  return t.op == Op::mean
             ? push({.step = Step::scale, .a = out, .number = static_cast<double>(t.span)})
             : out;
}

int Program::term(Expression const& e, int i, int year, std::vector<Parameter> const& parameters) {
  auto const& t = e.terms[static_cast<std::size_t>(i)];
  auto const binary = [&](Step step) {
    auto const a = term(e, t.left, year, parameters);
    return push({.step = step, .a = a, .b = term(e, t.right, year, parameters)});
  };
  switch (t.op) {
    case Op::number:
      return push({.step = Step::constant, .number = t.number});
    case Op::parameter: {
      auto const& p = parameters[static_cast<std::size_t>(t.ref)];
      return p.found ? push({.step = Step::constant, .number = p.value})
                     : push({.step = Step::unknown});
    }
    case Op::indicator:
      return indicator(t.ref, year - t.offset);
    case Op::add:
      return binary(Step::add);
    case Op::subtract:
      return binary(Step::subtract);
    case Op::multiply:
      return binary(Step::multiply);
    case Op::divide:
      return binary(Step::divide);
    case Op::negate:
      return push({.step = Step::negate, .a = term(e, t.left, year, parameters)});
    case Op::sum:
    case Op::mean:
    case Op::min:
    case Op::max:
      return over_years(t, year);
    case Op::growth: {
      auto const end = indicator(t.ref, year);
      return push({.step = Step::growth,
                   .a = end,
                   .b = indicator(t.ref, year - t.span),
                   .number = static_cast<double>(t.span)});
    }
    case Op::first: {
      auto const a = indicator(t.ref, year);
      return push({.step = Step::first, .a = a, .b = indicator(t.second, year)});
    }
    case Op::age:
    case Op::division:
      break;
  }
  auto const words = words_column(t.ref);
  if (words < 0) { return push({.step = Step::unknown}); }
  auto const step = push({.step = Step::word, .a = words, .op = t.op});
  auto& values = word_values_[static_cast<std::size_t>(step)];
  values.clear();
  for (auto const& list : columns_.words[static_cast<std::size_t>(words)].lists) {
    values.push_back(list.empty() ? Range{} : ranges::of_word(t.op, list.front(), options_.today));
  }
  return step;
}

int Program::number(Expression const& e, int root, std::vector<Parameter> const& parameters) {
  return term(e, root, options_.year, parameters);
}

int Program::leaf(Expression const& e, std::vector<Parameter> const& parameters) {
  auto leaf = Leaf{};
  leaf.compare = e.compare;
  if (e.compare == Compare::yes || e.compare == Compare::no) {
    leaf.flag = given(e.subject, options_.year);
  } else if (e.subject >= 0) {
    leaf.text = true;
    leaf.words = words_column(e.subject);
    leaf.list = e.words;
  } else {
    leaf.left = number(e, e.left, parameters);
    leaf.right = number(e, e.right, parameters);
  }
  auto const [at, fresh] = known_leaves_.emplace(leaf.key(), static_cast<int>(leaves_.size()));
  if (!fresh) { return at->second; }
  auto states = std::vector<unsigned char>{};
  if (leaf.words >= 0) {
    for (auto const& list : columns_.words[static_cast<std::size_t>(leaf.words)].lists) {
      auto const met =
          std::ranges::any_of(list, [&](auto const& text) { return text_matches(e, text); });
      states.push_back(static_cast<unsigned char>(met ? State::met : State::not_met));
    }
    if (!states.empty()) { states[0] = static_cast<unsigned char>(State::unknown); }
  }
  leaves_.push_back(std::move(leaf));
  bits_.emplace_back();
  word_states_.push_back(std::move(states));
  return at->second;
}

void Program::compute(std::size_t i, std::size_t begin, std::size_t count) {
  auto const& s = steps_[i];
  auto& out = numbers_[i];
  out.exact = true;
  if (s.step == Step::constant || s.step == Step::unknown) {
    auto const value = s.step == Step::constant ? s.number : kNaN;
    std::fill_n(out.least.begin(), count, value);
    std::fill_n(out.most.begin(), count, value);
    return;
  }
  if (s.step == Step::column) {
    auto const& c = columns_.numbers[static_cast<std::size_t>(s.a)];
    auto const& most = c.most.empty() ? c.least : c.most;
    std::copy_n(c.least.begin() + static_cast<std::ptrdiff_t>(begin), count, out.least.begin());
    std::copy_n(most.begin() + static_cast<std::ptrdiff_t>(begin), count, out.most.begin());
    out.exact = c.most.empty() ||
                std::ranges::equal(
                    out.least.begin(), out.least.begin() + static_cast<std::ptrdiff_t>(count),
                    out.most.begin(), out.most.begin() + static_cast<std::ptrdiff_t>(count),
                    [](double a, double b) { return a == b || std::isnan(a); });
    return;
  }
  if (s.step == Step::word) {
    auto const& c = columns_.words[static_cast<std::size_t>(s.a)];
    for (auto k = std::size_t{0}; k != count; ++k) {
      put(out, k, word_values_[i][c.code[begin + k]]);
    }
    return;
  }
  auto const& a = numbers_[static_cast<std::size_t>(s.a)];
  auto const& b = s.b < 0 ? a : numbers_[static_cast<std::size_t>(s.b)];
  for (auto k = std::size_t{0}; k != count; ++k) {
    put(out, k, calculate(s, range_at(a, k), range_at(b, k)));
  }
}

void Program::decide(std::size_t i, std::size_t begin, std::size_t count) {
  auto const& leaf = leaves_[i];
  auto& out = bits_[i];
  out = {};
  auto const set = [&](std::size_t k, State state) {
    auto const bit = std::uint64_t{1} << (k % 64);
    if (state == State::met) { out.met[k / 64] |= bit; }
    if (state == State::not_met) { out.not_met[k / 64] |= bit; }
  };
  if (leaf.text) {
    if (leaf.words < 0) { return; }
    auto const& code = columns_.words[static_cast<std::size_t>(leaf.words)].code;
    for (auto k = std::size_t{0}; k != count; ++k) {
      set(k, static_cast<State>(word_states_[i][code[begin + k]]));
    }
    return;
  }
  if (leaf.flag >= 0) {
    auto const& flag = numbers_[static_cast<std::size_t>(leaf.flag)];
    for (auto k = std::size_t{0}; k != count; ++k) {
      if (std::isnan(flag.least[k])) { continue; }
      set(k, (flag.least[k] != 0) == (leaf.compare == Compare::yes) ? State::met : State::not_met);
    }
    return;
  }
  compare_bits(numbers_[static_cast<std::size_t>(leaf.left)],
               numbers_[static_cast<std::size_t>(leaf.right)], count, leaf.compare, out);
}

// Steps stand behind what they need, so one pass in order computes all.
void Program::run(std::size_t begin, std::size_t count) {
  for (auto i = std::size_t{0}; i != steps_.size(); ++i) {
    auto const fixed = steps_[i].step == Step::constant || steps_[i].step == Step::unknown;
    if (!fixed) {
      compute(i, begin, count);
    } else if (begin == 0) {
      compute(i, begin, kBlock);
    }
  }
  for (auto i = std::size_t{0}; i != leaves_.size(); ++i) { decide(i, begin, count); }
}

}  // namespace chengjie::rules
