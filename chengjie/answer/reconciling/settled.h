// What a person said about a contradiction: records of the kind "settled", one a contradiction, so
// that history, undo and audit hold for them. A contradiction is named by its kind and its sources
// (the marks of its figures): when a source changes, it is another one and open again.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/answer/reconciling/contradictions.h"
#include "chengjie/base/result.h"
#include "chengjie/store/store.h"

namespace chengjie::answer {

inline constexpr std::string_view kSettled = "settled";

// 12 letters of its kind and of the marks of the figures that were read or loaded (of a misplaced
// point: of its sentence). The same on every machine.
std::string key_of(Contradiction const&);

// What `verdict` may be, with what a person reads.
struct Verdicts {
  std::string_view name, words;
};
std::vector<Verdicts> const& verdicts();
std::string_view words_of_verdict(std::string_view name);

struct Settlement {
  std::string key;
  std::string
      verdict;         // scope (口径不同，都对), wrong (有一处错，以 prefer 为准), noise (不是矛盾)
  std::string prefer;  // wrong: the mark of the figure that holds
  std::string why, by, on;
};
// The change that keeps it. bad_usage: no such verdict, no reason, `wrong` without a figure of the
// contradiction that holds; not_found: no such contradiction among those found.
Result<store::Change> settle(std::vector<Contradiction> const& found, Settlement const&);

// The marks of figures that open conflicts dispute (not cautions, not notes).
std::vector<std::string> disputed_marks(std::vector<Contradiction> const&);

}  // namespace chengjie::answer
