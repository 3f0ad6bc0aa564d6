// Wanted lists (承接方向: direction, product, park), tasks of plans and clauses of policies. Each
// row carries its sentence and is to be confirmed by a person.
#pragma once
#include <vector>

#include "chengjie/reading/facts.h"
#include "chengjie/reading/reader.h"

namespace chengjie::reading {

std::vector<ClauseRow> read_clauses(Document const&, Source const&);

}  // namespace chengjie::reading
