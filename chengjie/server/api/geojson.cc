#include "chengjie/server/api/geojson.h"

#include <array>
#include <cmath>

namespace chengjie::server::api {
namespace {

using wire::Json;

constexpr auto kPropertiesMax = std::size_t{50};
constexpr auto kTextMax = std::size_t{500};

class Checker {
 public:
  // How deep the arrays of positions lie, by RFC 7946.
  Result<Json> geometry(Json const& g, std::string const& where) {
    struct Shape {
      std::string_view type;
      int depth;
    };
    constexpr auto kShapes = std::to_array<Shape>(
        {{"LineString", 1}, {"MultiLineString", 2}, {"Polygon", 2}, {"MultiPolygon", 3}});
    if (!g.is_object() || !g.contains("type") || !g["type"].is_string()) {
      return wrong("没有几何形状", where);
    }
    auto const type = g["type"].get<std::string>();
    for (auto const& shape : kShapes) {
      if (shape.type != type) { continue; }
      if (!g.contains("coordinates") || !positions(g["coordinates"], shape.depth)) {
        return problem_.what.empty() ? Result<Json>{wrong("坐标不成形状", where)}
                                     : Result<Json>{problem_};
      }
      return Json{{"type", type}, {"coordinates", g["coordinates"]}};
    }
    return wrong("只收面和线，不收 " + type.substr(0, 32), where);
  }

 private:
  static Error wrong(std::string what, std::string const& where) {
    return {Code::bad_input, std::move(what), where, "用 GIS 软件另存为 GeoJSON（WGS 84）"};
  }

  bool position(Json const& p) {
    if (!p.is_array() || p.size() < 2 || p.size() > 4) { return false; }
    for (auto const& number : p) {
      if (!number.is_number() || !std::isfinite(number.get<double>())) { return false; }
    }
    if (std::abs(p[0].get<double>()) > 180 || std::abs(p[1].get<double>()) > 90) {
      problem_ = wrong("坐标不是经纬度", "boundary");
      return false;
    }
    if (++count_ > kPositionsMax) {
      problem_ = {Code::limit, "坐标点太多", "boundary",
                  "至多 " + std::to_string(kPositionsMax) + " 个，先简化边界"};
      return false;
    }
    return true;
  }

  bool positions(Json const& list, int depth) {
    if (!list.is_array() || list.empty()) { return false; }
    for (auto const& one : list) {
      if (!(depth == 1 ? position(one) : positions(one, depth - 1))) { return false; }
    }
    return true;
  }

  std::size_t count_{};
  Error problem_;
};

Json plain_properties(Json const& feature) {
  auto kept = Json::object();
  auto const at = feature.find("properties");
  if (at == feature.end() || !at->is_object()) { return kept; }
  for (auto const& [name, value] : at->items()) {
    if (kept.size() == kPropertiesMax || name.size() > kTextMax) { continue; }
    auto const short_text =
        value.is_string() && value.get_ref<std::string const&>().size() <= kTextMax;
    if (value.is_number() || value.is_boolean() || short_text) { kept[name] = value; }
  }
  return kept;
}

}  // namespace

Result<Json> boundaries_of(std::string const& text) {
  auto json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("type") || !json["type"].is_string()) {
    return Error{Code::bad_input, "不是 GeoJSON", "boundary", "用 GIS 软件另存为 GeoJSON"};
  }
  auto const type = json["type"].get<std::string>();
  auto features = Json::array();
  if (type == "FeatureCollection") {
    if (!json.contains("features") || !json["features"].is_array()) {
      return Error{Code::bad_input, "没有 features", "boundary", {}};
    }
    features = json["features"];
  } else if (type == "Feature") {
    features.push_back(json);
  } else {
    features.push_back({{"type", "Feature"}, {"geometry", json}});
  }
  if (features.empty() || features.size() > kFeaturesMax) {
    return Error{Code::limit, "边界的个数不合要求", "boundary",
                 "1 至 " + std::to_string(kFeaturesMax) + " 个"};
  }
  auto checker = Checker{};
  auto kept = Json::array();
  for (auto i = std::size_t{0}; i != features.size(); ++i) {
    auto const where = "features[" + std::to_string(i) + "]";
    if (!features[i].is_object() || !features[i].contains("geometry")) {
      return Error{Code::bad_input, "没有几何形状", where, {}};
    }
    auto shape = checker.geometry(features[i]["geometry"], where);
    if (!shape) { return shape.error(); }
    kept.push_back({{"type", "Feature"},
                    {"geometry", std::move(*shape)},
                    {"properties", plain_properties(features[i])}});
  }
  return Json{{"type", "FeatureCollection"}, {"features", std::move(kept)}};
}

}  // namespace chengjie::server::api
