// One pass over all firms of the region, a portion at a time, for what `how` says of them together:
// who stands nearest to the next rung, who crosses the above-scale threshold, whose title a new
// version takes, who meets which clause. Every firm is judged; none is kept but by its number.
#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "chengjie/answer/how/clause_totals.h"
#include "chengjie/answer/how/firms.h"
#include "chengjie/grow/ladder.h"
#include "chengjie/grow/watch.h"
#include "chengjie/rules/pack.h"

namespace chengjie::answer {

inline constexpr auto kLadder = std::string_view{"优质中小企业"};

// How near a firm is to its next rung: sure near misses, near misses, fewest gaps, fewest unknown.
// Of equals, the one of which more is known.
using Nearness = std::array<std::size_t, 5>;

struct Ranked {
  Nearness nearness{};
  std::size_t firm{};  // index into the firms
};

// A title's version that was, and the one that new applications meet today.
struct Versions {
  rules::Pack const* before{};
  rules::Pack const* after{};
};
std::vector<Versions> replaced_titles(rules::Packs const&, Date today);

struct TurnGroup {
  Versions versions;
  std::map<grow::Turn, std::vector<std::size_t>> holders;  // firms that have the title
};

struct Sifted {
  std::vector<Ranked> order;                   // every firm, the nearest first
  std::map<std::string, std::size_t> missing;  // firms by what is unknown for their next rung
  std::map<grow::Watch, std::vector<std::size_t>> watch;  // near: by the smallest gap
  std::vector<TurnGroup> turns;
  std::vector<ClauseTotal> clauses;  // by usable clause
};

Result<Sifted> sift(Context const&, rules::Packs const&, Clauses const&,
                    std::vector<FirmRows> const&);

}  // namespace chengjie::answer
