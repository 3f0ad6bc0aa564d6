#include <bit>
#include <cmath>
#include <map>

#include "chengjie/grow/entitle.h"

namespace chengjie::grow {
namespace {

bool closed(PolicyClause const& clause, Date today) {
  return (clause.from && today < *clause.from) || (clause.until && *clause.until < today);
}

// What the rate is of, firm by firm; clauses with one base share it.
class Bases {
 public:
  Bases(rules::FirmColumns const& columns, rules::Options const& options)
      : columns_(columns), options_(options) {}
  rules::Values const& of(rules::Expression const& base) {
    auto const at = known_.find(base.text);
    return at != known_.end()
               ? at->second
               : known_.emplace(base.text, rules::values(base, columns_, options_)).first->second;
  }

 private:
  rules::FirmColumns const& columns_;
  rules::Options const& options_;
  std::map<std::string, rules::Values> known_;
};

template <class Visit>
void each_bit(std::uint64_t bits, std::size_t word, Visit visit) {
  for (; bits != 0; bits &= bits - 1) {
    visit(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }
}

// As set_amount() in entitle.cc has it for one firm.
void add_rated(BudgetRow& row, ClauseText const& text, rules::Values const& base, std::size_t firm,
               bool met) {
  auto const least = base.least[firm];
  if (std::isnan(least) || least != base.most[firm]) {
    row.most_cny += text.cap_cny.value_or(0);
    row.bounded = row.bounded && text.cap_cny.has_value();
    return;
  }
  auto const cny = least * *text.rate_pct / 100;
  auto const amount = std::max(0.0, text.cap_cny ? std::min(cny, *text.cap_cny) : cny);
  row.most_cny += amount;
  if (met) { row.least_cny += amount; }
}

BudgetRow row_of(PolicyClause const& clause, std::size_t at, rules::Screen const& states,
                 Bases& bases) {
  auto row = BudgetRow{.clause = clause.text.id};
  row.met = static_cast<int>(states.count(at, rules::State::met));
  row.unknown = static_cast<int>(states.count(at, rules::State::unknown));
  if (!clause.text.rate_pct || !clause.base) {
    row.most_cny = clause.text.cap_cny.value_or(0) * (row.met + row.unknown);
    row.bounded = clause.text.cap_cny.has_value() || row.met + row.unknown == 0;
    return row;
  }
  auto const& base = bases.of(*clause.base);
  for (auto w = std::size_t{0}; w != states.words; ++w) {
    auto const met = states.met[at * states.words + w];
    auto const left = states.firms - w * 64;
    auto const all = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    auto const open = all & ~met & ~states.not_met[at * states.words + w];
    each_bit(met, w, [&](std::size_t f) { add_rated(row, clause.text, base, f, true); });
    each_bit(open, w, [&](std::size_t f) { add_rated(row, clause.text, base, f, false); });
  }
  return row;
}

}  // namespace

Entitled entitle_many(rules::FirmColumns const& columns, std::vector<PolicyClause> const& clauses,
                      Options const& options) {
  auto const asked = for_rules(options, rules::Applies::fresh);
  auto packs = std::vector<rules::Pack const*>{};
  for (auto const& clause : clauses) { packs.push_back(&clause.pack); }
  auto out = Entitled{rules::screen(packs, columns, asked), {}};
  auto& states = out.states;
  auto bases = Bases{columns, asked};
  for (auto i = std::size_t{0}; i != clauses.size(); ++i) {
    if (closed(clauses[i], options.today)) {
      for (auto w = i * states.words; w != (i + 1) * states.words; ++w) {
        states.met[w] = 0;
        auto const left = states.firms - (w - i * states.words) * 64;
        states.not_met[w] = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
      }
    }
    out.rows.push_back(row_of(clauses[i], i, states, bases));
  }
  return out;
}

}  // namespace chengjie::grow
