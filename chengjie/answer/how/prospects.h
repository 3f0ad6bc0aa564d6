// What lies ahead of the region's firms: those about to become above-scale or to fall out, those
// that a new rule takes a title from, and the cheapest way up of one firm.
#pragma once
#include <string_view>
#include <vector>

#include "chengjie/answer/how/firms.h"
#include "chengjie/answer/how/sift.h"
#include "chengjie/rules/pack.h"

namespace chengjie::answer {

std::vector<Line> prospect_lines(Context const&, Sifted const&, std::vector<FirmRows> const&);

// The smallest cost by which the firm no longer fails its next rung; empty when nothing fails, or
// when no rung is above. The costs of the levers are assumptions (data/rules/levers), and the
// answer says so.
Line way_up_line(Context const&, rules::Packs const&, grow::Firm const&, std::string_view ladder);

}  // namespace chengjie::answer
