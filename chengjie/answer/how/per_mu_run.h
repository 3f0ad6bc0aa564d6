// A per-mu grading of the region's firms made ready: the scheme, the firms in their groups, the
// weights. Shared by the sheets, the what-if and the list of low-use land.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/how/firms.h"
#include "chengjie/grow/per_mu.h"

namespace chengjie::answer {

struct MuRun {
  grow::MuScheme scheme;
  std::vector<FirmRows> rows;
  std::vector<grow::MuFirm> firms;  // of the rows, facts without marks
  grow::MuOptions options;
};

// not_found, infeasible: as per_mu() says.
Result<MuRun> mu_run(Context const&, std::string const& scheme);

// The graded first, best first in each group; then those that lack something.
std::vector<std::size_t> mu_order(grow::MuReport const&);

// The figures that the terms of a firm's sheet were read from, into its marks and the basis.
void mark_terms(Context const&, MuRun const&, std::size_t firm, grow::MuSheet&);

// The figures behind marks, from the basis.
std::vector<Figure> figures_behind(Context const&, std::vector<std::string> const& marks);

// "亩均评价 87.5分" of a firm, resting on the terms' figures.
Figure mu_points(Context const&, std::string const& firm, std::string const& name, double value,
                 std::string const& formula, std::vector<Figure> inputs);

}  // namespace chengjie::answer
