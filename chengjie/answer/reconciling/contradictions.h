// Contradictions in the sources, found unasked: the reconcile engine over everything stated.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "chengjie/answer/context.h"
#include "chengjie/reconcile/conflicts.h"

namespace chengjie::answer {

// A loaded document's bytes as its clauses count them, for what only its words tell.
struct DocumentText {
  std::string hash, name, text;
};

struct Contradiction {
  std::string kind;      // of the contract: different_values, parts_against_whole ...
  std::string severity;  // conflict, caution, note
  std::string sentence;
  std::vector<Figure> figures;
  // What a person said about it (settled.h); nothing while it is open.
  struct Settled {
    std::string verdict, why, by, on;
  };
  std::optional<Settled> settled{};
  std::string key;  // names it for a person and for settling: the same while its sources are
};

// Open ones first, settled ones last. `outlines`: boundaries of regions and parks, where the office
// has loaded some.
std::vector<Contradiction> contradictions(Context const&, std::vector<DocumentText> const&,
                                          std::span<reconcile::Outline const> outlines = {});

}  // namespace chengjie::answer
