// The map: what has a place, what has none yet, and the boundaries that the office has loaded.
#include <array>
#include <cmath>

#include "chengjie/access/rights.h"
#include "chengjie/base/hash.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/server/api/asking.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/geojson.h"
#include "chengjie/wire/page.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

constexpr auto kBoundaries = "boundaries";
constexpr auto kOwn = "own";  // the one record of that kind
constexpr auto kPlacesMax = std::size_t{20'000};
constexpr auto kKinds =
    std::to_array<std::string_view>({"parks", "plots", "factories", "projects"});

std::string park_of(Record const& record) {
  if (record.kind == "parks") { return record.text("parent"); }
  return record.text(record.kind == "projects" ? "place" : "park");
}

std::string state_of(Record const& record) {
  return record.text(record.kind == "projects" ? "stage" : "supply");
}

// Numbers of a record that is not on the globe put it nowhere.
std::optional<std::pair<double, double>> position_of(Record const& record) {
  auto const lon = record.number("lon");
  auto const lat = record.number("lat");
  if (!lon || !lat || std::abs(*lon) > 180 || std::abs(*lat) > 90) { return std::nullopt; }
  return std::pair{*lon, *lat};
}

Result<Json> boundary_json(Ask const& ask, Book const& book) {
  auto const* record = book.find(kBoundaries, kOwn);
  if (record == nullptr) { return Json(nullptr); }
  auto reader = ask.house.ledger->reader();
  if (!reader) { return reader.error(); }
  auto const blob = (*reader)->blob(record->text("hash"));
  if (!blob) { return blob.error(); }
  if (!*blob) { return Json(nullptr); }
  auto geojson = Json::parse((*blob)->bytes, nullptr, false);
  if (geojson.is_discarded()) { return Json(nullptr); }
  return Json{{"origin", record->text("origin")},
              {"name", record->text("name")},
              {"geojson", std::move(geojson)},
              {"loaded_by", record->text("loaded_by")},
              {"loaded_at", record->text("loaded_at")}};
}

Result<Json> map_json(Ask const& ask, Snapshot const& shown) {
  auto features = Json::array(), unplaced = Json::array();
  for (auto const kind : kKinds) {
    for (auto const& record : shown.book.all(kind)) {
      if (features.size() + unplaced.size() == kPlacesMax) { break; }
      auto about = Json{{"kind", kind},
                        {"key", record.key},
                        {"name", wire::title_of(record)},
                        {"park", or_null(park_of(record))}};
      auto const position = position_of(record);
      if (!position) {
        unplaced.push_back(std::move(about));
        continue;
      }
      auto const figure = figure_of(record, "lon");
      auto const mark = figure ? mark_of(*figure) : std::string{};
      ask.house.shown.cell(mark, {record.kind, record.key, "lon"});
      about["state"] = or_null(state_of(record));
      about["mark"] = or_null(mark);
      features.push_back(
          {{"type", "Feature"},
           {"geometry", {{"type", "Point"}, {"coordinates", {position->first, position->second}}}},
           {"properties", std::move(about)}});
    }
  }
  auto boundary = boundary_json(ask, shown.book);
  if (!boundary) { return boundary.error(); }
  return Json{{"version", shown.version},
              {"places", {{"type", "FeatureCollection"}, {"features", std::move(features)}}},
              {"unplaced", std::move(unplaced)},
              {"boundary", std::move(*boundary)}};
}

}  // namespace

Outcome map(Ask const& ask) {
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  return cached(ask, shown->version, [&] { return map_json(ask, *shown); });
}

Outcome put_boundary(Ask const& ask) {
  auto const origin = text_of(ask.request, "origin", 600);
  if (!origin) { return origin.error(); }
  if (origin->empty()) {
    return Error{Code::bad_usage, "要写明边界的来源", "origin", "例如 区规划和自然资源局 2025 年"};
  }
  auto const name = text_of(ask.request, "name", 600);
  if (!name) { return name.error(); }
  auto const json = boundaries_of(ask.request.body);
  if (!json) { return json.error(); }
  auto const bytes = wire::dump(*json);
  auto const hash = sha256_hex(bytes);
  auto const kept = ask.house.ledger->keep([&](store::Store& store) {
    return store.keep_blob(hash, {name->empty() ? "boundary.geojson" : *name, bytes});
  });
  if (!kept) { return kept.error(); }
  auto record = Record{kBoundaries, kOwn, {}, {}};
  for (auto const& [column, value] : {std::pair<std::string, std::string>{"hash", hash},
                                      {"name", *name},
                                      {"origin", *origin},
                                      {"loaded_by", ask.caller.name},
                                      {"loaded_at", ask.house.now()}}) {
    auto field = Field{};
    field.column = column;
    field.value = value;
    record.fields.push_back(std::move(field));
  }
  auto const done = ask.house.ledger->apply({{kBoundaries, kOwn, record}},
                                            ask.house.stamp(ask.caller, "load boundary"), {});
  if (!done) { return done.error(); }
  return json_reply(Json{{"version", *done}, {"records", 1}});
}

}  // namespace chengjie::server::api
