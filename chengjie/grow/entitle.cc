#include "chengjie/grow/entitle.h"

#include <algorithm>
#include <map>

namespace chengjie::grow {
namespace {

using rules::State;

std::string money(double cny) { return rules::words_of(cny, rules::one(rules::Base::money)); }

std::string formula_of(PolicyClause const& clause, int year) {
  auto out = std::string{};
  if (clause.text.rate_pct) {
    auto const base = clause.base ? rules::words_of_value(*clause.base, clause.base->left, {}, year)
                                  : std::string{"补助基数（条款未写明可计算的基数）"};
    out = base + " × " + rules::number_words(*clause.text.rate_pct) + "%";
  }
  if (clause.text.cap_cny) {
    out += (out.empty() ? "" : "，") + std::string{"上限 "} + money(*clause.text.cap_cny);
  }
  return out.empty() ? "条款未写明金额" : out;
}

// A rate of a known base under the cap is certain; a cap alone only says how much at most.
void set_amount(Match& match, PolicyClause const& clause, rules::FactTable const& facts,
                rules::Options const& options) {
  auto const& t = clause.text;
  if (!options.brief) { match.formula = formula_of(clause, options.year); }
  auto const capped = [&](double cny) {
    return std::max(0.0, t.cap_cny ? std::min(cny, *t.cap_cny) : cny);
  };
  match.amount_most_cny = t.cap_cny.value_or(0);
  if (t.rate_pct && clause.base) {
    auto const base = rules::amount_of(*clause.base, {}, facts, options);
    if (base.value) {
      match.amount_most_cny = capped(*base.value * *t.rate_pct / 100);
      match.amount_least_cny = match.state == State::met ? match.amount_most_cny : 0;
      for (auto const& mark : base.marks) {
        if (std::ranges::find(match.marks, mark) == match.marks.end()) {
          match.marks.push_back(mark);
        }
      }
      match.amount_bounded = true;
      if (!options.brief) { match.amount_words = money(match.amount_most_cny); }
      return;
    }
  }
  match.amount_bounded = t.cap_cny.has_value();
  if (options.brief) { return; }
  match.amount_words = t.cap_cny ? "最高 " + money(*t.cap_cny) : std::string{"未写明"};
}

void close(Match& match, PolicyClause const& clause, Date today) {
  auto const early = clause.from && today < *clause.from;
  auto const late = clause.until && *clause.until < today;
  if (!early && !late) { return; }
  match.state = match.if_declared = State::not_met;
  match.failing.insert(match.failing.begin(),
                       Obstacle{.state = State::not_met,
                                .words = early ? "条款自 " + to_string(*clause.from) + " 起施行"
                                               : "条款已于 " + to_string(*clause.until) + " 失效",
                                .found_words = to_string(today),
                                .threshold_words = {},
                                .short_by = {},
                                .short_words = {},
                                .marks = {},
                                .missing = {},
                                .source = {},
                                .where = {}});
}

Match judge(Firm const& firm, rules::FactTable const& facts, PolicyClause const& clause,
            Options const& base) {
  auto const options = for_rules(base, rules::Applies::fresh);
  auto const verdict = rules::evaluate(clause.pack, facts, options);
  auto match = Match{};
  match.firm = firm.id;
  match.clause = clause.text.id;
  match.state = verdict.state;
  match.if_declared = verdict.if_declared;
  auto const gap = rules::shortfall(verdict.root);
  match.failing = obstacles_of(gap.failing);
  match.unknown = obstacles_of(gap.unknown);
  match.one_short = match.failing.size() == 1;
  match.marks = verdict.marks;
  close(match, clause, base.today);
  set_amount(match, clause, facts, options);
  match.automatic = clause.text.automatic;
  if (base.brief) { return match; }
  match.materials = clause.text.materials;
  match.apply_time = clause.text.apply_time;
  if (clause.text.tied_to_tax.value_or(false) || !tax_ties(clause.text.support).empty()) {
    match.warnings.push_back(
        "支持与纳税挂钩，与公平竞争审查条例（2024-08-01 施行）不符，兑现前须审查");
  }
  return match;
}

}  // namespace

std::vector<Match> entitle(std::vector<Firm> const& firms, std::vector<PolicyClause> const& clauses,
                           EntitleOptions const& options) {
  auto out = std::vector<Match>{};
  for (auto const& firm : firms) {
    auto const facts = rules::FactTable{firm.facts};
    for (auto const& clause : clauses) {
      auto match = judge(firm, facts, clause, options.base);
      if (match.state != State::not_met || options.keep_not_met) {
        out.push_back(std::move(match));
      }
    }
  }
  return out;
}

std::vector<BudgetRow> budget(std::vector<Match> const& matches,
                              std::vector<PolicyClause> const& clauses) {
  auto rows = std::vector<BudgetRow>{};
  auto at = std::map<std::string_view, std::size_t>{};
  for (auto const& clause : clauses) {
    at.emplace(clause.text.id, rows.size());
    rows.push_back({.clause = clause.text.id});
  }
  for (auto const& match : matches) {
    auto const found = at.find(match.clause);
    if (found == at.end() || match.state == State::not_met) { continue; }
    auto& row = rows[found->second];
    (match.state == State::met ? row.met : row.unknown) += 1;
    row.least_cny += match.amount_least_cny;
    row.most_cny += match.amount_most_cny;
    row.bounded = row.bounded && match.amount_bounded;
  }
  return rows;
}

}  // namespace chengjie::grow
