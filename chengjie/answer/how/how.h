// How to win and grow it (怎么留): for each firm of the region its next rung of the ladder, what it
// lacks, what is still to be proved; and the policies that are known by name.
#pragma once
#include "chengjie/answer/context.h"
#include "chengjie/grow/entitle.h"
#include "chengjie/rules/pack.h"

namespace chengjie::answer {

Result<Answer> how(Context const&);

// The rule packs that the program carries (data/rules).
Result<rules::Packs> shipped_packs();

// One firm under every pack in force: by code or name (also an alias). not_found otherwise.
struct FirmVerdicts {
  Record const* firm{};
  std::vector<rules::Verdict> verdicts;
  std::vector<grow::Match> entitlements;  // every clause, those it fails too
  Item item;                              // the next rung, what it may have, the cheapest way up
  std::vector<Item> life;                 // 接得稳, 留得住, 长得好 (care.h)
};
Result<FirmVerdicts> firm_verdicts(Context const&, rules::Packs const&,
                                   std::string const& code_or_name);

// What of it is shown, as an answer, so that its figures are kept.
Answer shown_of(FirmVerdicts const&);

}  // namespace chengjie::answer
