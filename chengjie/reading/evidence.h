// The clause a figure rests on, and how its bound reads.
#pragma once
#include "chengjie/reading/facts.h"

namespace chengjie::reading {

// 达 is exact of what has been, at least in a target.
Bound bound_of(text::Quantity const&, Kind);

// The shortest clause that states the figure (4 to 240 characters), with the one before it when it
// says too little alone or when asked for.
Clause evidence_of(Document const&, Source const&, Spot, text::Quantity const&, bool with_previous);

}  // namespace chengjie::reading
