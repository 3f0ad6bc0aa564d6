// What the effect engine is fed with: the ledger's figures as plain numbers with marks, the
// program's defaults as assumptions that can be changed, the national table solved once.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/answer/context.h"
#include "chengjie/answer/effect/national.h"
#include "chengjie/effect/plan.h"

namespace chengjie::answer {

// The engine works on numbers and marks; the figures behind the marks stay here.
class FigureSources {
 public:
  std::string remember(Figure const&);  // its mark
  std::vector<Figure> figures(std::vector<std::string> const& marks) const;

 private:
  std::map<std::string, Figure> by_mark_;
};

// An assumption of the engine by its key: the project's own ("KEY/PROJECT") first, then the
// ledger's, then the default; under its Chinese title.
Figure assumed(Book const&, std::string const& key, std::string const& project = {});
effect::Ratio ratio_of(Figure const&, FigureSources&);
effect::Range range_of(Figure const&);

effect::Ratios ratios_of(Book const&, FigureSources&);
std::optional<effect::Stated> stated(std::optional<Figure> const&, FigureSources&);

// The table with what is computed from it under the ledger's assumptions of its errors, and what of
// supplier effects stays in the region where employment by sector is known.
struct TableOf {
  NationalTable const* national{};
  effect::TableError error;
  effect::Stays stays;
  std::vector<Figure> jobs_inputs;  // the employment figures that `stays` rests on
};
Result<TableOf> table_of(Context const&);

// A project as the engine takes it. `why`: whence its sector.
struct ProjectInput {
  effect::Project project;
  std::optional<std::size_t> sector;
  std::string why;
};
ProjectInput input_of(Context const&, TableOf const&, Record const& project, FigureSources&);

// One money only, never added: contracted before agreed before landed before fixed; what is stated
// before what is assumed.
std::optional<Figure> investment_of(Book const&, Record const& project);

// When it begins and how it grows, with the figures that say so.
struct RampOf {
  effect::Ramp ramp;
  double chance{1};
  std::vector<Figure> start, length, success;  // success: empty in production
};
RampOf ramp_of(Context const&, Record const& project);
effect::Quarter quarter_now(Context const&);

}  // namespace chengjie::answer
