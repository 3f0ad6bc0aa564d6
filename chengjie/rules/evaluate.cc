#include "chengjie/rules/evaluate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/rules/calculate.h"

namespace chengjie::rules {
namespace {

State flip(State s) {
  return s == State::unknown ? s : s == State::met ? State::not_met : State::met;
}

// How many of the children must be met for each kind; none is all of the flipped ones.
State settle(NodeKind kind, int needed, std::vector<State> const& states) {
  auto const met = static_cast<int>(std::ranges::count(states, State::met));
  auto const open = static_cast<int>(std::ranges::count(states, State::unknown));
  auto const all = static_cast<int>(states.size());
  auto const k = kind == NodeKind::all ? all : kind == NodeKind::any ? 1 : needed;
  return met >= k ? State::met : met + open < k ? State::not_met : State::unknown;
}

std::string range_words(Range r, Dimension d) {
  if (!r.known) { return "未知"; }
  if (r.least == r.most) { return words_of(r.least, d); }
  if (std::isinf(r.most)) { return "不少于 " + words_of(r.least, d); }
  if (std::isinf(r.least)) { return "不超过 " + words_of(r.most, d); }
  return words_of(r.least, d) + "～" + words_of(r.most, d);
}

struct Evaluator {
  Pack const& pack;
  FactTable const& facts;
  Options const& options;
  Calculator calculator{facts, pack.parameters, options};
  ScoreOutcome score{};

  Outcome begin(Node const& node) const {
    auto out = Outcome{};
    out.kind = node.kind;
    out.declared = node.declared;
    out.exception = node.exception;
    out.needed = node.needed;
    if (options.brief) { return out; }
    out.words = node.name;
    out.origin = node.origin;
    out.where = Place{pack.file, node.line, node.column}.here();
    return out;
  }

  // `wanted` is the state that would help the firm: below a veto a declaration says "no".
  Outcome of(Node const& node, State wanted) const {
    switch (node.kind) {
      case NodeKind::leaf:
        return leaf(node, wanted);
      case NodeKind::not_found:
        return not_found(node, wanted);
      case NodeKind::score:
        return score_node(node);
      default:
        return group(node, wanted);
    }
  }

  Outcome group(Node const& node, State wanted) const {
    auto out = begin(node);
    auto const none = node.kind == NodeKind::none;
    auto states = std::vector<State>{};
    auto declared = std::vector<State>{};
    auto ordinary = std::vector<State>{};
    for (auto* list : {&states, &declared, &ordinary}) { list->reserve(node.children.size()); }
    out.children.reserve(node.children.size());
    for (auto const& child : node.children) {
      if (!covers(child.applies, options.applies_to)) { continue; }
      out.children.push_back(of(child, none ? flip(wanted) : wanted));
      auto const& o = out.children.back();
      states.push_back(none ? flip(o.state) : o.state);
      declared.push_back(none ? flip(o.if_declared) : o.if_declared);
      auto const aside = o.exception && o.ordinary == State::unknown;
      ordinary.push_back(aside ? State::not_met : none ? flip(o.ordinary) : o.ordinary);
    }
    auto const kind = none ? NodeKind::all : node.kind;
    out.state = settle(kind, node.needed, states);
    out.if_declared = settle(kind, node.needed, declared);
    out.ordinary = settle(kind, node.needed, ordinary);
    if (out.words.empty() && !options.brief) { out.words = group_words(node); }
    return out;
  }

  static std::string group_words(Node const& node) {
    switch (node.kind) {
      case NodeKind::all:
        return "同时满足";
      case NodeKind::any:
        return "满足其一";
      case NodeKind::none:
        return "均不存在";
      default:
        return "满足其中 " + std::to_string(node.needed) + " 项";
    }
  }

  Outcome leaf(Node const& node, State wanted) const {
    auto out = begin(node);
    auto trace = Trace{{}, {}, options.brief};
    auto left = Range{};
    auto right = Range{};
    auto const& e = node.expression;
    out.state = calculator.holds(e, trace, &left, &right);
    out.marks = std::move(trace.marks);
    if (e.subject < 0) { tell_numbers(out, e, left, right); }
    if (!options.brief) { tell_words(out, node, left, right); }
    if (out.state == State::unknown) { out.missing = std::move(trace.missing); }
    if (!node.proof.empty()) {
      for (auto& m : out.missing) { m.proof = node.proof; }
    }
    out.if_declared = out.state == State::unknown && node.declared ? wanted : out.state;
    out.ordinary = out.state;
    return out;
  }

  void tell_words(Outcome& out, Node const& node, Range left, Range right) const {
    auto const& e = node.expression;
    out.expression = e.text;
    if (e.subject < 0) {
      auto const unit = e.terms[static_cast<std::size_t>(e.left)].dimension;
      out.found_words = range_words(left, unit);
      out.threshold_words = right.known ? range_words(right, unit)
                                        : words_of_value(e, e.right, pack.parameters, options.year);
      // A difference of two shares is told in percentage points.
      if (out.short_by) {
        out.short_words = is_ratio(unit) ? number_words(*out.short_by * 100) + " 个百分点"
                                         : words_of(*out.short_by, unit);
      }
    } else {
      out.found_words = e.compare == Compare::yes || e.compare == Compare::no
                            ? (out.state == State::unknown                                ? "未知"
                               : (out.state == State::met) == (e.compare == Compare::yes) ? "是"
                                                                                          : "否")
                            : texts(e.subject);
    }
    out.words = node.name.empty() ? words_of(e, pack.parameters, options.year) : node.name;
  }

  std::string texts(int indicator) const {
    auto const all = facts.all(indicator);
    if (all.empty()) { return "未知"; }
    auto out = std::string{};
    for (auto const* fact : all) { out += (out.empty() ? "" : "、") + fact->text; }
    return out.empty() ? "无" : out;
  }

  void tell_numbers(Outcome& out, Expression const& e, Range left, Range right) const {
    auto const unit = e.terms[static_cast<std::size_t>(e.left)].dimension;
    out.unit = words_of(unit);
    if (left.known && left.least == left.most) { out.found = left.least; }
    if (right.known && right.least == right.most) { out.threshold = right.least; }
    if (out.state != State::not_met || !left.known || !right.known) { return; }
    auto const distance = e.compare == Compare::at_least || e.compare == Compare::above
                              ? right.least - left.most
                          : e.compare == Compare::at_most || e.compare == Compare::below
                              ? left.least - right.most
                              : std::abs(left.least - right.least);
    if (std::isfinite(distance)) { out.short_by = distance; }
  }

  Outcome not_found(Node const& node, State wanted) const {
    auto out = begin(node);
    out.state = out.ordinary = State::unknown;
    out.if_declared = node.declared ? wanted : State::unknown;
    out.missing.push_back({{}, node.name, {}, {}, {}, {}});
    if (options.brief) { return out; }
    out.found_words = "未知";
    out.missing.back().proof = node.proof.empty() ? "政策原文" : node.proof;
    out.missing.back().why = "公开文本中未查到这一条的内容";
    return out;
  }

  // --- the score ---
  std::string found_in(Range value, Dimension unit) const {
    return options.brief ? std::string{} : range_words(value, unit);
  }

  Range rating(Rating const& way, double max, Trace& trace, std::string& found) const {
    if (way.of) {
      auto const value = calculator.of(*way.of, way.of->left, options.year, trace);
      found = found_in(value, way.of->terms[static_cast<std::size_t>(way.of->left)].dimension);
      if (way.per > 0) { return steps(way, value, max); }
    }
    auto out = Range{max, 0, true};
    for (auto const& tier : way.tiers) {
      auto const state = of(tier.when, State::met);
      for (auto const& m : state.marks) { trace.mark(m); }
      lacks_of(state, trace);
      if (state.state == State::not_met) { continue; }
      out.least = std::min(out.least, tier.least);
      out.most = std::max(out.most, tier.most);
      if (state.state == State::met) { return out; }
    }
    return {std::min(out.least, way.otherwise), std::max(out.most, way.otherwise), true};
  }

  static void lacks_of(Outcome const& o, Trace& trace) {
    for (auto const& m : o.missing) { trace.lack(m); }
    for (auto const& child : o.children) { lacks_of(child, trace); }
  }

  static Range steps(Rating const& way, Range value, double max) {
    if (!value.known) { return {0, max, true}; }
    auto const points = [&](double v) {
      return std::clamp(std::floor(v / way.per + 1e-9) * way.each, 0.0, max);
    };
    return {points(value.least), points(value.most), true};
  }

  ItemOutcome item(Item const& item) const {
    auto out = ItemOutcome{};
    out.group = item.group;
    out.max = item.max;
    if (!options.brief) {
      out.name = item.name;
      out.origin = item.origin;
      out.where = Place{pack.file, item.line, item.column}.here();
    }
    auto trace = Trace{{}, {}, options.brief};
    auto points = Range{0, item.max, true};
    if (!item.found) {
      trace.lack({{}, item.name, {}, {}, "政策原文", "公开文本中未查到这一项的评分办法"});
    } else if (item.given >= 0) {
      points = given(item, trace, out.found_words);
    } else {
      points = best(item, trace, out.found_words);
    }
    out.least = points.least;
    out.most = points.most;
    out.marks = std::move(trace.marks);
    if (out.least < out.most) { out.missing = std::move(trace.missing); }
    return out;
  }

  Range given(Item const& item, Trace& trace, std::string& found) const {
    auto e = Expression{};
    e.terms.push_back(Term{.op = Op::indicator, .ref = item.given, .dimension = one(Base::points)});
    auto const value = calculator.of(e, 0, options.year, trace);
    found = found_in(value, one(Base::points));
    if (!value.known) { return {0, item.max, true}; }
    return {std::clamp(value.least, 0.0, item.max), std::clamp(value.most, 0.0, item.max), true};
  }

  Range best(Item const& item, Trace& trace, std::string& found) const {
    auto out = Range{0, 0, true};
    for (auto const& way : item.best_of) {
      auto words = std::string{};
      auto const points = rating(way, item.max, trace, words);
      out.least = std::max(out.least, points.least);
      out.most = std::max(out.most, points.most);
      if (!words.empty()) { found += (found.empty() ? "" : "；") + words; }
    }
    return out;
  }

  void rate() {
    score.pass = pack.score->pass;
    score.strict = pack.score->strict;
    for (auto const& row : pack.score->items) {
      score.items.push_back(item(row));
      score.least += score.items.back().least;
      score.most += score.items.back().most;
      score.max += row.max;
    }
  }

  // The score as a condition: the total, each group's minimum, each item that must exceed.
  Outcome score_node(Node const& node) const {
    auto out = begin(node);
    if (out.words.empty() && !options.brief) { out.words = "评分达标"; }
    auto const any = [](ItemOutcome const&) { return true; };
    out.children.push_back(points("评分", pack.score->pass, pack.score->strict, any));
    for (auto const& group : pack.score->groups) {
      auto const in_group = [&](ItemOutcome const& i) { return i.group == group.name; };
      out.children.push_back(points(group.name + "得分", group.min, false, in_group));
    }
    for (auto i = std::size_t{0}; i != score.items.size(); ++i) {
      auto const& item = pack.score->items[i];
      auto const same = [&](ItemOutcome const& o) { return &o == &score.items[i]; };
      if (item.above) {
        out.children.push_back(points(item.name + "得分", *item.above, true, same));
      }
    }
    auto states = std::vector<State>{};
    for (auto const& child : out.children) { states.push_back(child.state); }
    out.state = out.if_declared = out.ordinary = settle(NodeKind::all, 0, states);
    return out;
  }

  template <class Of>
  Outcome points(std::string const& name, double threshold, bool strict, Of of_item) const {
    auto out = Outcome{};
    auto sum = Range{0, 0, true};
    auto trace = Trace{{}, {}, options.brief};
    for (auto const& item : score.items) {
      if (!of_item(item)) { continue; }
      sum.least += item.least;
      sum.most += item.most;
      trace.join({item.marks, item.missing});
    }
    out.threshold = threshold;
    if (sum.least == sum.most) { out.found = sum.least; }
    out.state = out.if_declared = out.ordinary =
        compare(sum, {threshold, threshold, true}, strict ? Compare::above : Compare::at_least);
    out.marks = std::move(trace.marks);
    if (out.state == State::unknown) { out.missing = std::move(trace.missing); }
    if (out.state == State::not_met) { out.short_by = threshold - sum.most; }
    if (!options.brief) { tell_points(out, name, strict, sum); }
    return out;
  }

  void tell_points(Outcome& out, std::string const& name, bool strict, Range sum) const {
    auto const points = one(Base::points);
    out.where = Place{pack.file, pack.line, pack.column}.here();
    out.origin = pack.origin;
    out.words = name + (strict ? " > " : " ≥ ") + number_words(*out.threshold) + " 分";
    out.unit = words_of(points);
    out.found_words = range_words(sum, points);
    out.threshold_words = number_words(*out.threshold) + " 分";
    if (out.short_by) { out.short_words = words_of(*out.short_by, points); }
  }
};

void gather(Outcome const& o, Trace& trace) {
  for (auto const& m : o.marks) { trace.mark(m); }
  for (auto const& m : o.missing) { trace.lack(m); }
  for (auto const& child : o.children) { gather(child, trace); }
}

bool all_verified(Node const& node) {
  return node.origin.verified && std::ranges::all_of(node.children, all_verified);
}

bool all_verified(Pack const& pack) {
  auto const items = !pack.score || std::ranges::all_of(pack.score->items, [](Item const& i) {
    return i.origin.verified;
  });
  auto const windows =
      std::ranges::all_of(pack.in_force, [](Window const& w) { return w.verified; });
  auto const named = std::ranges::all_of(pack.parameters,
                                         [](Parameter const& p) { return p.found && p.verified; });
  return pack.origin.verified && items && windows && named && all_verified(pack.root);
}

}  // namespace

std::string_view name_of(State s) {
  return s == State::met ? "met" : s == State::not_met ? "not_met" : "unknown";
}
std::string_view words_of(State s) {
  return s == State::met ? "符合" : s == State::not_met ? "不符合" : "未知";
}

Verdict evaluate(Pack const& pack, FactTable const& facts, Options const& options) {
  auto evaluator = Evaluator{pack, facts, options};
  if (pack.score) { evaluator.rate(); }
  auto out = Verdict{};
  out.root = evaluator.of(pack.root, State::met);
  out.state = out.root.state;
  out.if_declared = out.root.if_declared;
  out.ordinary = out.root.ordinary;
  if (options.brief) { return out; }
  out.pack = pack.id;
  out.version = pack.version();
  out.name = pack.name;
  out.document = pack.document;
  out.in_force = in_force(pack, options.today, options.applies_to);
  out.verified = all_verified(pack);
  auto trace = Trace{};
  gather(out.root, trace);
  out.marks = std::move(trace.marks);
  out.missing = std::move(trace.missing);
  if (pack.score) { out.score = std::move(evaluator.score); }
  return out;
}

Verdict evaluate(Pack const& pack, Facts const& facts, Options const& options) {
  return evaluate(pack, FactTable{facts}, options);
}

Amount amount_of(Expression const& value, std::vector<Parameter> const& parameters,
                 FactTable const& facts, Options const& options) {
  auto trace = Trace{};
  auto const range =
      Calculator{facts, parameters, options}.of(value, value.left, options.year, trace);
  auto out = Amount{std::nullopt, range.least, range.most, std::move(trace.marks),
                    std::move(trace.missing)};
  if (range.known && range.least == range.most) { out.value = range.least; }
  return out;
}

}  // namespace chengjie::rules
