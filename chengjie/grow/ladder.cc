#include "chengjie/grow/ladder.h"

#include <algorithm>

namespace chengjie::grow {
namespace {

using rules::Applies;
using rules::State;

std::vector<rules::Pack const*> rungs_in_force(rules::Packs const& packs, std::string_view name,
                                               Date today, Applies applies) {
  auto out = std::vector<rules::Pack const*>{};
  for (auto const& pack : packs.packs) {
    if (pack.ladder == name && rules::in_force(pack, today, applies)) { out.push_back(&pack); }
  }
  std::ranges::stable_sort(out, {}, &rules::Pack::rung);
  return out;
}

Rung judge(rules::Pack const& pack, rules::FactTable const& facts, bool held,
           Options const& options) {
  auto rung = Rung{};
  rung.rung = pack.rung;
  rung.name = pack.name;
  rung.held = held;
  rung.verdict =
      rules::evaluate(pack, facts, for_rules(options, held ? Applies::recheck : Applies::fresh));
  auto const gap = rules::shortfall(rung.verdict.root);
  rung.failing = obstacles_of(gap.failing);
  rung.unknown = obstacles_of(gap.unknown);
  rung.unless = obstacles_of(open_exceptions(rung.verdict.root));
  rung.one_short = rung.failing.size() == 1;
  rung.sure = rung.one_short && rung.unknown.empty();
  return rung;
}

// A held title is judged by the version for re-checks where there is one.
rules::Pack const& version_for(rules::Packs const& packs, rules::Pack const& pack, bool held,
                               Date today) {
  if (!held) { return pack; }
  auto const* recheck = rules::find(packs, pack.id, today, Applies::recheck);
  return recheck != nullptr ? *recheck : pack;
}

Error no_rungs(std::string_view name, Date today) {
  return {Code::not_found,
          "“" + std::string{name} + "”在 " + to_string(today) + " 没有施行中的规则",
          {},
          "检查规则库的施行日期，或换一个 --today"};
}

void read_expiry(LadderReport& out, rules::FactTable const& facts, Date today) {
  auto const id = rules::indicator_named("title_until");
  auto const* fact = id ? facts.now(*id) : nullptr;
  if (fact == nullptr || fact->text.empty()) { return; }
  out.title_until = fact->text;
  auto const period = parse_period(fact->text);
  if (period && period->until) { out.days_left = days_between(today, *period->until); }
}

Turn turn_of(State before, State after, bool held) {
  if (after == State::met) {
    return before == State::met       ? Turn::stays
           : before == State::not_met ? Turn::gains
                                      : Turn::unclear;
  }
  if (after == State::not_met) {
    if (before == State::met || (held && before == State::unknown)) { return Turn::loses; }
    return before == State::not_met ? Turn::stays : Turn::unclear;
  }
  return before == State::met       ? Turn::may_lose
         : before == State::not_met ? Turn::may_gain
                                    : Turn::unclear;
}

}  // namespace

std::optional<bool> holds_title(rules::FactTable const& facts,
                                std::vector<std::string> const& known_as) {
  auto const id = rules::indicator_named("titles");
  auto const titles = id ? facts.all(*id) : std::vector<rules::Fact const*>{};
  if (titles.empty()) { return std::nullopt; }
  return std::ranges::any_of(titles, [&](auto const* title) {
    return std::ranges::any_of(
        known_as, [&](auto const& word) { return title->text.find(word) != std::string::npos; });
  });
}

bool is_holder(rules::Facts const& facts, std::vector<std::string> const& known_as) {
  return std::ranges::any_of(facts.facts, [&](rules::Fact const& fact) {
    return fact.indicator == "titles" && std::ranges::any_of(known_as, [&](auto const& word) {
             return fact.text.find(word) != std::string::npos;
           });
  });
}

Result<LadderReport> ladder(Firm const& firm, rules::Packs const& packs, std::string_view name,
                            Options const& options) {
  auto const in_force = rungs_in_force(packs, name, options.today, Applies::fresh);
  if (in_force.empty()) { return no_rungs(name, options.today); }
  auto const facts = rules::FactTable{firm.facts};
  auto out = LadderReport{};
  out.firm = firm.id;
  read_expiry(out, facts, options.today);
  for (auto const* pack : in_force) {
    auto const held = holds_title(facts, pack->known_as);
    out.titles_known = held.has_value();
    auto const has = held.value_or(false);
    if (has) {
      out.current = pack->rung;
      out.current_name = pack->name;
    }
    out.rungs.push_back(judge(version_for(packs, *pack, has, options.today), facts, has, options));
  }
  auto const above =
      std::ranges::find_if(out.rungs, [&](Rung const& r) { return r.rung > out.current; });
  out.next = above == out.rungs.end() ? -1 : static_cast<int>(above - out.rungs.begin());
  return out;
}

Result<std::optional<Rung>> next_rung(Firm const& firm, rules::Packs const& packs,
                                      std::string_view name, Options const& options) {
  auto const in_force = rungs_in_force(packs, name, options.today, Applies::fresh);
  if (in_force.empty()) { return no_rungs(name, options.today); }
  auto const facts = rules::FactTable{firm.facts};
  auto current = 0;
  for (auto const* pack : in_force) {
    if (holds_title(facts, pack->known_as).value_or(false)) { current = pack->rung; }
  }
  auto const above =
      std::ranges::find_if(in_force, [&](auto const* p) { return p->rung > current; });
  return above == in_force.end() ? std::optional<Rung>{}
                                 : std::optional{judge(**above, facts, false, options)};
}

std::string_view name_of(Turn turn) {
  switch (turn) {
    case Turn::gains:
      return "gains";
    case Turn::loses:
      return "loses";
    case Turn::may_lose:
      return "may_lose";
    case Turn::may_gain:
      return "may_gain";
    case Turn::stays:
      return "stays";
    case Turn::unclear:
      return "unclear";
  }
  return {};
}

std::string_view words_of(Turn turn) {
  switch (turn) {
    case Turn::gains:
      return "新标准下达标";
    case Turn::loses:
      return "新标准下不达标";
    case Turn::may_lose:
      return "可能失去，待补材料";
    case Turn::may_gain:
      return "可能达标，待补材料";
    case Turn::stays:
      return "不变";
    case Turn::unclear:
      return "资料不足，难以判断";
  }
  return {};
}

std::vector<Affected> who_is_affected(std::vector<Firm> const& firms, rules::Pack const& before,
                                      rules::Pack const& after, rules::Applies applies,
                                      Options const& options) {
  auto out = std::vector<Affected>{};
  for (auto const& firm : firms) {
    auto const facts = rules::FactTable{firm.facts};
    auto row = Affected{};
    row.firm = firm.id;
    row.held = holds_title(facts, before.known_as).value_or(false);
    row.before = rules::evaluate(before, facts, for_rules(options, applies)).ordinary;
    auto const verdict = rules::evaluate(after, facts, for_rules(options, applies));
    row.after = verdict.ordinary;
    row.turn = turn_of(row.before, row.after, row.held);
    auto const gap = rules::shortfall(verdict.root);
    row.failing = obstacles_of(gap.failing);
    row.unknown = obstacles_of(gap.unknown);
    row.unless = obstacles_of(open_exceptions(verdict.root));
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace chengjie::grow
