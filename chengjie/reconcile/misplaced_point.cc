// Coordinates outside the region they should lie in, and several places on one point (a geocoder
// that gave the town hall for all of them).
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kEdgeDegrees = 0.01;  // about 1 km: outlines are simplified and parks have width

std::string place_text(double lon, double lat) {
  char text[64];
  std::snprintf(text, sizeof text, "(%.4f, %.4f)", lon, lat);
  return text;
}

bool possible(double lon, double lat) {
  return std::isfinite(lon) && std::isfinite(lat) && std::abs(lon) <= 180 && std::abs(lat) <= 90;
}

// Even-odd rule over all rings; holes come out as outside.
bool inside(Outline const& outline, double lon, double lat) {
  auto in = false;
  for (auto const& ring : outline.rings) {
    for (auto i = std::size_t{0}, j = ring.size() - 1; i < ring.size(); j = i++) {
      auto const [x1, y1] = ring[i];
      auto const [x2, y2] = ring[j];
      if ((y1 > lat) != (y2 > lat) && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1) { in = !in; }
    }
  }
  return in;
}

double distance_to(std::pair<double, double> a, std::pair<double, double> b, double x, double y) {
  auto const dx = b.first - a.first;
  auto const dy = b.second - a.second;
  auto const length = dx * dx + dy * dy;
  auto const t =
      length > 0 ? std::clamp(((x - a.first) * dx + (y - a.second) * dy) / length, 0.0, 1.0) : 0.0;
  return std::hypot(a.first + t * dx - x, a.second + t * dy - y);
}

bool near_edge(Outline const& outline, double lon, double lat) {
  for (auto const& ring : outline.rings) {
    for (auto i = std::size_t{0}, j = ring.size() - 1; i < ring.size(); j = i++) {
      if (distance_to(ring[j], ring[i], lon, lat) <= kEdgeDegrees) { return true; }
    }
  }
  return false;
}

bool within(Outline const& outline, double lon, double lat) {
  return inside(outline, lon, lat) || near_edge(outline, lon, lat);
}

Outline const* outline_of(Input const& input, std::string_view region) {
  auto const at = std::find_if(input.outlines.begin(), input.outlines.end(),
                               [&](Outline const& o) { return o.region == region; });
  return at == input.outlines.end() ? nullptr : &*at;
}

std::string other_region(Input const& input, Point const& point) {
  for (auto const& outline : input.outlines) {
    if (outline.region != point.region && inside(outline, point.lon, point.lat)) {
      return "，实际落在" + outline.region;
    }
  }
  return {};
}

Conflict tell(std::string sentence, Severity severity) {
  return {.kind = ConflictKind::misplaced_point,
          .severity = severity,
          .sentence = std::move(sentence),
          .figures = {},
          .derived = {}};
}

std::optional<Conflict> check(Input const& input, Point const& point) {
  auto const head = point.source + "：" + point.name + "的坐标 " + place_text(point.lon, point.lat);
  if (!possible(point.lon, point.lat)) {
    return tell(head + "不是有效的经纬度。", Severity::conflict);
  }
  auto const* outline = outline_of(input, point.region);
  if (outline == nullptr || within(*outline, point.lon, point.lat)) { return std::nullopt; }
  auto why = "不在" + point.region + "范围内" + other_region(input, point);
  if (possible(point.lat, point.lon) && within(*outline, point.lat, point.lon)) {
    why += "，经度与纬度可能写反";
  }
  return tell(head + why + "，请核对。", Severity::conflict);
}

void crowds(Input const& input, Conflicts& out) {
  auto on = std::map<std::pair<double, double>, std::vector<Point const*>>{};
  for (auto const& point : input.points) {
    if (possible(point.lon, point.lat)) { on[{point.lon, point.lat}].push_back(&point); }
  }
  for (auto const& [place, points] : on) {
    auto const regions = std::any_of(points.begin(), points.end(), [&](auto const* p) {
      return p->region != points.front()->region;
    });
    if (points.size() < 2 || !regions) { continue; }
    auto names = std::string{};
    for (auto const* p : points) { names += (names.empty() ? "" : "、") + p->name; }
    out.push_back(tell(points.front()->source + "：" + names + "分属不同区域，却在同一点 " +
                           place_text(place.first, place.second) +
                           "，可能是地址解析失败后的默认点，请核对。",
                       Severity::caution));
  }
}

}  // namespace

Conflicts misplaced_point(Books const& books) {
  auto out = Conflicts{};
  for (auto const& point : books.input->points) {
    if (auto found = check(*books.input, point)) { out.push_back(std::move(*found)); }
  }
  crowds(*books.input, out);
  return out;
}

}  // namespace chengjie::reconcile
