#include "chengjie/answer/how/clause_totals.h"

#include <algorithm>

namespace chengjie::answer {
namespace {

constexpr auto kNumbersKept = std::size_t{200};  // firms of a clause that are named when asked

void keep(grow::Entitled const& some, std::size_t clause, std::size_t firms, std::size_t begin,
          bool all, ClauseTotal& total) {
  auto const full = [&](auto const& list) { return !all && list.size() >= kNumbersKept; };
  if (full(total.met) && total.unknown.size() >= kNumbersKept) { return; }
  for (auto i = std::size_t{0}; i != firms; ++i) {
    auto const state = some.states.at(clause, i);
    if (state == rules::State::met && !full(total.met)) { total.met.push_back(begin + i); }
    if (state == rules::State::unknown && total.unknown.size() < kNumbersKept) {
      total.unknown.push_back(begin + i);
    }
  }
}

}  // namespace

std::vector<ClauseTotal> empty_totals(Clauses const& clauses) {
  auto out = std::vector<ClauseTotal>{};
  for (auto& row : grow::budget({}, clauses.usable)) { out.push_back({std::move(row), {}, {}}); }
  return out;
}

void add_totals(std::vector<grow::Firm> const& portion, std::size_t begin, Clauses const& clauses,
                grow::Options const& options, std::vector<ClauseTotal>& totals) {
  if (clauses.usable.empty()) { return; }
  auto facts = std::vector<rules::Facts const*>{};
  for (auto const& firm : portion) { facts.push_back(&firm.facts); }
  auto const columns = rules::columns_of(facts, options.about_share);
  auto const some = grow::entitle_many(columns, clauses.usable, options);
  for (auto c = std::size_t{0}; c != totals.size(); ++c) {
    auto& row = totals[c].row;
    row.met += some.rows[c].met;
    row.unknown += some.rows[c].unknown;
    row.least_cny += some.rows[c].least_cny;
    row.most_cny += some.rows[c].most_cny;
    row.bounded = row.bounded && some.rows[c].bounded;
    keep(some, c, portion.size(), begin, clauses.usable[c].text.automatic, totals[c]);
  }
}

std::vector<ClauseTotal> clause_totals(Context const& context, Clauses const& clauses,
                                       std::vector<FirmRows> const& firms) {
  auto totals = empty_totals(clauses);
  for (auto begin = std::size_t{0}; begin < firms.size(); begin += kTotalsPortion) {
    auto portion = std::vector<grow::Firm>{};
    for (auto i = begin; i < std::min(firms.size(), begin + kTotalsPortion); ++i) {
      portion.push_back(engine_firm(context, firms[i], Facts::bare));
    }
    add_totals(portion, begin, clauses, grow_options(context), totals);
  }
  return totals;
}

}  // namespace chengjie::answer
