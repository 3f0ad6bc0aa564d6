// Boundaries as an office sends them: is it GeoJSON in WGS 84 that a map can draw.
#pragma once
#include <cstddef>
#include <string>

#include "chengjie/base/result.h"
#include "chengjie/wire/json.h"

namespace chengjie::server::api {

inline constexpr std::size_t kFeaturesMax = 5'000;
inline constexpr std::size_t kPositionsMax = 500'000;

// A FeatureCollection, a Feature or a geometry of polygons or lines; comes back as a
// FeatureCollection that holds nothing but the geometries and text, number and flag properties.
// bad_input says what is wrong and of which feature; limit: too many features or positions.
Result<wire::Json> boundaries_of(std::string const& text);

}  // namespace chengjie::server::api
