// Contradictions in the sources, found unasked: the reconcile engine over everything stated.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

// A loaded document's text, for tiers that only its words tell.
struct DocumentText {
  std::string hash, name, text;
};

struct Contradiction {
  std::string kind;      // of the contract: different_values, parts_against_whole ...
  std::string severity;  // conflict, caution, note
  std::string sentence;
  std::vector<Figure> figures;
};

std::vector<Contradiction> contradictions(Context const&, std::vector<DocumentText> const&);

}  // namespace chengjie::answer
