#include "chengjie/wire/outlines.h"

#include <array>

#include "chengjie/wire/json.h"

namespace chengjie::wire {
namespace {

constexpr auto kNames = std::to_array<char const*>(
    {"name", "NAME", "Name", "名称", "园区名称", "区县", "XZQMC", "FNAME"});

std::string name_of(Json const& feature) {
  auto const at = feature.find("properties");
  if (at == feature.end() || !at->is_object()) { return {}; }
  for (auto const* name : kNames) {
    auto const value = at->find(name);
    if (value != at->end() && value->is_string()) { return value->get<std::string>(); }
  }
  return {};
}

using Ring = std::vector<std::pair<double, double>>;

// A ring of positions; empty when it is none.
Ring ring_of(Json const& list) {
  auto ring = Ring{};
  if (!list.is_array()) { return ring; }
  for (auto const& p : list) {
    if (!p.is_array() || p.size() < 2 || !p[0].is_number() || !p[1].is_number()) { return {}; }
    ring.emplace_back(p[0].get<double>(), p[1].get<double>());
  }
  return ring.size() < 3 ? Ring{} : ring;
}

void add_polygon(Json const& rings, std::vector<Ring>& out) {
  if (!rings.is_array()) { return; }
  for (auto const& list : rings) {
    if (auto ring = ring_of(list); !ring.empty()) { out.push_back(std::move(ring)); }
  }
}

std::vector<Ring> rings_of(Json const& geometry) {
  auto out = std::vector<Ring>{};
  if (!geometry.is_object() || !geometry.contains("coordinates")) { return out; }
  auto const type = geometry.value("type", std::string{});
  auto const& coordinates = geometry["coordinates"];
  if (type == "Polygon") { add_polygon(coordinates, out); }
  if (type == "MultiPolygon" && coordinates.is_array()) {
    for (auto const& polygon : coordinates) { add_polygon(polygon, out); }
  }
  return out;
}

}  // namespace

std::vector<reconcile::Outline> outlines_of(std::string_view geojson, std::string_view alone) {
  auto const json = Json::parse(geojson, nullptr, false);
  auto out = std::vector<reconcile::Outline>{};
  if (!json.is_object() || !json.contains("features") || !json["features"].is_array()) {
    return out;
  }
  auto const& features = json["features"];
  for (auto const& feature : features) {
    if (!feature.is_object() || !feature.contains("geometry")) { continue; }
    auto name = name_of(feature);
    if (name.empty() && features.size() == 1) { name = alone; }
    auto rings = rings_of(feature["geometry"]);
    if (!name.empty() && !rings.empty()) { out.push_back({std::move(name), std::move(rings)}); }
  }
  return out;
}

Result<std::vector<reconcile::Outline>> outlines_of(store::Store& store, Book const& book,
                                                    std::string_view region) {
  auto const* record = book.find("boundaries", "own");
  if (record == nullptr) { return std::vector<reconcile::Outline>{}; }
  auto const blob = store.blob(record->text("hash"));
  if (!blob) { return blob.error(); }
  return *blob ? outlines_of((*blob)->bytes, region) : std::vector<reconcile::Outline>{};
}

}  // namespace chengjie::wire
