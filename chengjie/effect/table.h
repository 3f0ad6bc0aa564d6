// From the national table to what this room's engines take: plain numbers of one sector.
#pragma once
#include "chengjie/economy/national.h"
#include "chengjie/effect/project.h"

namespace chengjie::effect {

// `sector` is an index of the table (economy::sector_of); `mark` names the table as a source.
Coefficients coefficients_of(economy::National const&, economy::Brings const&, std::size_t sector,
                             std::string mark, SourceKind source = SourceKind::document);

}  // namespace chengjie::effect
