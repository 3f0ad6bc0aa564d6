// Facts that wait for a person, and what a person says of one. The list asks for what matters most:
// facts that contradict others, then those that the reader was least sure of.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/answer/documents/corrections.h"
#include "chengjie/answer/reconciling/contradictions.h"
#include "chengjie/store/store.h"

namespace chengjie::answer {

struct Waiting {
  Figure figure;
  std::vector<std::string> reasons;  // Chinese
  bool disputed{};
};
// Of the facts that nobody has reviewed yet; worst first.
std::vector<Waiting> waiting_facts(Book const&, std::vector<Contradiction> const&,
                                   double sure_enough);

// What a person states instead of what was read; what is absent stays. Words as in the fact
// format: kind "target", bound "at_least", period "2025-H1".
struct Amendment {
  std::optional<std::string> subject, indicator, period, unit, of, kind, bound, change, measure,
      stage, coverage;
  std::optional<double> value;  // in base units
  bool empty() const;
};

struct Judgement {
  Verdict verdict{};
  Amendment amendment;  // of a corrected fact
  std::string by, on, why;
};

struct Reviewed {
  Correction correction;
  std::vector<store::Change> changes;
};
// What a judgement on the fact with this mark changes; nothing is written. A fact judged before is
// judged anew: a rejected one comes back when accepted. not_found: no such fact.
Result<Reviewed> review(store::Store&, std::string_view mark, Judgement const&);

}  // namespace chengjie::answer
