// Dated targets: what is known, the yearly growth that the target needs, across scopes only by a
// named bridge, and its chance under a stated distribution of growth. Never a chance without its
// assumptions beside it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/effect/project.h"

namespace chengjie::effect {

struct Known {
  double value{};     // base unit of the indicator
  double year{};      // the end of the period it stands for: 2024 means the whole of 2024
  std::string scope;  // in words; "" when unstated
  std::string mark;
  SourceKind source{SourceKind::document};
};

// The known level times this is the level in the target's scope.
struct Bridge {
  Ratio factor;
  std::string name;  // "2024 年九龙新城口径换算到全区口径"
};

// Yearly growth as people state it (0.08 = 8 %): mean and standard deviation of ln(1 + g) are
// taken from them; years are independent unless `shared` of the variance is common to all years.
struct Growth {
  double mean{};
  double spread{};    // standard deviation of one year's growth
  double shared{};    // 0..1
  std::string basis;  // whence: the region's own series, a plan, a judgement
  std::string mark;
  SourceKind source{SourceKind::assumed};
  // Of a growth that a short series tells (fit.h): Student's degrees of freedom, and how many years
  // of growth were seen; the mean is then itself uncertain. 0: stated, taken as known.
  int freedom{};
  int years_seen{};
};

// A project of the pipeline that adds to the level by the target's year.
struct Addition {
  std::string name;
  Range amount;      // base unit, in the target's year
  double chance{1};  // that it is in production by then
  std::string mark;
  SourceKind source{SourceKind::assumed};
  // Drawn elsewhere (plan.h), one number a draw: what it adds, and what it would add if it were
  // certain to succeed. Empty: drawn here from amount and chance.
  std::vector<float> drawn{}, certain{};
};

struct Target {
  std::string id;
  std::string name;  // "2027 年规上工业产值 2100 亿元"
  Unit unit{Unit::cny};
  double value{};
  double year{};
  std::string scope;
  std::string mark;
  SourceKind source{SourceKind::document};
  Known known;
  std::optional<Bridge> bridge;
  std::optional<Growth> growth;
  std::vector<Addition> additions;
  // By draw, the shock that additions and growth share; empty: none. As long as `draws`.
  std::vector<double> common;
};

struct TargetOptions {
  std::uint64_t seed{};
  int draws{20'000};  // only where there are additions; otherwise the chance is exact
};

// What one project does to the chance: were it certain, were it lost.
struct Lever {
  std::string name;
  double if_certain{};
  double if_lost{};
};
struct Outlook {
  std::string id;
  double years{};
  double needed_growth{};        // a year: 0.103 = 10.3 %
  Range reached;                 // level in the target's year, 5/50/95 %; zeros without growth
  std::optional<double> chance;  // of reaching the target
  double chance_error{};         // standard error of a simulated chance, 0 when exact
  std::vector<Lever> levers;     // largest gain first; of the additions that were drawn elsewhere
  std::string formula;           // of the needed growth
  std::string sentence;          // the answer in words
  std::vector<std::string> assumptions;    // every one the chance rests on, in words
  std::vector<std::string> inputs;         // marks
  SourceKind weakest{SourceKind::ledger};  // of all inputs
};

// Refused: figures that are not positive, a target not after the known year (`bad_input`); scopes
// that differ and no bridge (`conflict`, saying both scopes).
Result<Outlook> outlook(Target const&, TargetOptions const&);

}  // namespace chengjie::effect
