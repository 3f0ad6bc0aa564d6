// Boundaries that the office has loaded (GeoJSON, WGS 84) as outlines that points are held against.
#pragma once
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/ledger/book.h"
#include "chengjie/reconcile/conflicts.h"
#include "chengjie/store/store.h"

namespace chengjie::wire {

// One outline a polygon feature, named by its first text property of name, NAME, 名称, 园区名称,
// 区县, XZQMC, FNAME; a single feature without a name is `alone`. What is no polygon or has no name
// is left out; text that is no GeoJSON gives none.
std::vector<reconcile::Outline> outlines_of(std::string_view geojson, std::string_view alone);

// Those of the ledger; none where nobody loaded any.
Result<std::vector<reconcile::Outline>> outlines_of(store::Store&, Book const&,
                                                    std::string_view region);

}  // namespace chengjie::wire
