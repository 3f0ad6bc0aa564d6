#include "chengjie/grow/watch.h"

#include <algorithm>

namespace chengjie::grow {
namespace {

using rules::State;

// The leaf that asks for money: the revenue condition.
rules::Outcome const* money_leaf(rules::Outcome const& o) {
  if (o.children.empty()) { return o.unit == "元" && o.threshold ? &o : nullptr; }
  for (auto const& child : o.children) {
    if (auto const* found = money_leaf(child); found != nullptr) { return found; }
  }
  return nullptr;
}

// Does a condition without money fail: the firm is of another trade.
bool is_outside(rules::Outcome const& root) {
  return std::ranges::any_of(root.children, [](auto const& child) {
    return money_leaf(child) == nullptr && child.state == State::not_met;
  });
}

rules::Facts facts_of(WatchFirm const& f, int year) {
  auto facts = f.firm.facts;
  if (f.revenue_12m_cny) {
    facts.facts.insert(
        facts.facts.begin(),
        {"main_revenue", std::to_string(year), *f.revenue_12m_cny, "CNY", f.revenue_mark, "", {}});
  }
  return facts;
}

std::optional<bool> listed(WatchFirm const& f, rules::FactTable const& facts) {
  if (f.listed) { return f.listed; }
  auto const id = rules::indicator_named("group");
  auto const* fact = id ? facts.now(*id) : nullptr;
  if (fact == nullptr || fact->text.empty()) { return std::nullopt; }
  return fact->text == "above_scale" || fact->text == "规上";
}

Watch watch_of(State revenue, bool on_list, double value, double threshold, double near_share) {
  if (revenue == State::met) { return on_list ? Watch::steady : Watch::enters; }
  if (on_list) { return Watch::leaves; }
  return value >= near_share * threshold ? Watch::near : Watch::far;
}

std::string sentence(WatchRow const& row, rules::Outcome const& leaf) {
  auto const words = [](double cny) {
    return rules::words_of(cny, rules::one(rules::Base::money));
  };
  auto out = "收入 " + leaf.found_words + "，门槛 " + words(row.threshold_cny);
  if (row.short_by_cny) {
    out += "，差 " + words(*row.short_by_cny);
    if (row.growth_needed) {
      out += "，需增长 " + rules::number_words(*row.growth_needed * 100) + "%";
    }
  }
  return out;
}

WatchRow look(WatchFirm const& f, rules::Pack const& pack, WatchOptions const& options) {
  auto row = WatchRow{};
  row.firm = f.firm.id;
  auto const own = f.revenue_12m_cny ? facts_of(f, options.base.year) : rules::Facts{};
  auto const table = rules::FactTable{f.revenue_12m_cny ? own : f.firm.facts};
  auto const verdict = rules::evaluate(pack, table, for_rules(options.base, rules::Applies::both));
  auto const* leaf = money_leaf(verdict.root);
  row.threshold_cny = *leaf->threshold;
  row.marks = verdict.marks;
  row.missing = verdict.missing;
  auto const on_list = listed(f, table);
  row.listed_known = on_list.has_value();
  if (is_outside(verdict.root)) {
    row.watch = Watch::outside;
    row.why = "不属于工业";
    return row;
  }
  row.revenue_cny = leaf->found;
  if (!leaf->found && leaf->state == State::unknown) {
    row.watch = Watch::unknown;
    row.why = "收入未知或只知大概";
    return row;
  }
  row.watch = watch_of(leaf->state, on_list.value_or(false), leaf->found.value_or(0),
                       row.threshold_cny, options.near_share);
  if (leaf->state == State::not_met && leaf->found) {
    row.short_by_cny = row.threshold_cny - *leaf->found;
    if (*leaf->found > 0) { row.growth_needed = row.threshold_cny / *leaf->found - 1; }
  }
  if (!options.base.brief) { row.why = sentence(row, *leaf); }
  return row;
}

int order(Watch w) {
  return w == Watch::enters ? 0 : w == Watch::near ? 1 : w == Watch::leaves ? 2 : 3;
}

}  // namespace

std::string_view name_of(Watch w) {
  switch (w) {
    case Watch::enters:
      return "enters";
    case Watch::near:
      return "near";
    case Watch::leaves:
      return "leaves";
    case Watch::steady:
      return "steady";
    case Watch::far:
      return "far";
    case Watch::outside:
      return "outside";
    case Watch::unknown:
      return "unknown";
  }
  return {};
}

std::string_view words_of(Watch w) {
  switch (w) {
    case Watch::enters:
      return "已达规上标准，尚未入库";
    case Watch::near:
      return "接近规上标准";
    case Watch::leaves:
      return "在库但低于标准，有退库风险";
    case Watch::steady:
      return "在库且达标";
    case Watch::far:
      return "距标准较远";
    case Watch::outside:
      return "不属于工业";
    case Watch::unknown:
      return "收入未知";
  }
  return {};
}

Result<std::vector<WatchRow>> watch_above_scale(std::vector<WatchFirm> const& firms,
                                                rules::Packs const& packs,
                                                WatchOptions const& options) {
  auto const* pack = rules::find(packs, "above_scale", options.base.today, rules::Applies::both);
  if (pack == nullptr) {
    return Error{Code::not_found,
                 "规则库里没有 " + to_string(options.base.today) + " 施行的规上标准", "above_scale",
                 "补上这条规则"};
  }
  auto const empty =
      rules::evaluate(*pack, rules::Facts{}, for_rules(options.base, rules::Applies::both));
  if (money_leaf(empty.root) == nullptr) {
    return Error{Code::unsupported, "规上标准里没有收入门槛", "above_scale",
                 "写明收入条件，例如 revenue(year) >= 2000 万元"};
  }
  auto out = std::vector<WatchRow>{};
  for (auto const& firm : firms) { out.push_back(look(firm, *pack, options)); }
  std::ranges::stable_sort(out, [](WatchRow const& a, WatchRow const& b) {
    if (order(a.watch) != order(b.watch)) { return order(a.watch) < order(b.watch); }
    return a.watch == Watch::near && a.short_by_cny.value_or(0) < b.short_by_cny.value_or(0);
  });
  return out;
}

}  // namespace chengjie::grow
