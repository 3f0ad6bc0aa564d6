#include "chengjie/effect/table.h"

namespace chengjie::effect {

Coefficients coefficients_of(economy::National const& national, economy::Brings const& brings,
                             std::size_t sector, std::string mark, SourceKind source) {
  CJ_CHECK(sector < national.sectors.size());
  auto const of = [&](economy::Multipliers const& m) {
    return PerOutput{m.direct[sector], m.effect[sector]};
  };
  return {national.sectors[sector].name,
          national.table.name,
          of(brings.output),
          of(brings.value_added),
          of(brings.tax),
          of(brings.jobs),
          std::nullopt,
          std::nullopt,
          std::move(mark),
          source};
}

}  // namespace chengjie::effect
