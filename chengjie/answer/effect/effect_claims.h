// Claims that people make for a project, held against each other, the table and peers. Only stated
// figures are checked, never our own estimates.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/effect/effect_inputs.h"
#include "chengjie/effect/claim.h"

namespace chengjie::answer {

// Ratios that others of the ledger show; each becomes a figure only where it is compared with.
struct Peer {
  effect::ClaimRatio ratio{};
  std::optional<std::size_t> sector;
  std::string id;  // of the project or firm
  Basis::Derived made;
};
// Projects with stated figures; firms of the ledger with a whole year's output.
std::vector<Peer> peers_of(Context const&, TableOf const&);

void check_claims(Context const&, FigureSources&, Record const& project, ProjectInput const&,
                  std::vector<Peer> const&, Item&);

// Projects that only documents and indicators speak of ("珠海冠宇电池项目"), with two or more
// figures that can be held against each other; `wanted`: only this one, "" all.
std::vector<Item> stated_claims(Context const&, TableOf const&, std::string const& wanted);

}  // namespace chengjie::answer
