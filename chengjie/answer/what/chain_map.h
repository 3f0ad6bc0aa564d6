// The industry chains as a map: every link with its state, its firms, what feeds it and what it
// feeds, and how far each chain is covered.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/answer/what/chain_rows.h"

namespace chengjie::answer {

struct ChainMap {
  choose::Built built;
  std::vector<choose::Judged> judged;        // by node; of a junction without meaning
  std::vector<std::optional<double>> score;  // by node: worth of a gap, 0..100
  std::vector<choose::Coverage> coverage;    // by chain
  std::vector<choose::Lead> leads;
  std::vector<choose::Pull> pulls;  // best first
};

// Figures behind the marks go into the basis. Empty when the ledger has no chains.
Result<ChainMap> chain_map(Context const&);

}  // namespace chengjie::answer
