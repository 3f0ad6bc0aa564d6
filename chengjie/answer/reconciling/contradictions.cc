#include "chengjie/answer/reconciling/contradictions.h"

#include <algorithm>
#include <array>
#include <set>

#include "chengjie/answer/documents/document_words.h"
#include "chengjie/answer/figures.h"
#include "chengjie/answer/reconciling/settled.h"
#include "chengjie/reconcile/subjects.h"

namespace chengjie::answer {
namespace {

std::vector<reconcile::Area> areas_of(Context const& context) {
  auto const& book = context.book;
  auto areas = std::vector<reconcile::Area>{};
  auto known = std::set<std::string>{};
  auto const add = [&](reconcile::Area area) {
    if (known.insert(area.name).second) { areas.push_back(std::move(area)); }
  };
  for (auto const& park : book.all("parks")) {
    auto const name = park.text("name");
    auto const within = park.text("parent").empty() ? park.text("district") : park.text("parent");
    add({name, within, name, true});
    // Former names are the same place with another boundary.
    for (auto const& former : park.list("former_names")) { add({former, within, name, true}); }
  }
  for (auto const& region : book.all("regions")) {
    add({region.text("name"), region.text("parent"), {}, false});
  }
  // Parks that only documents name lie in the place their name begins with, else in the region that
  // is asked about, as far as anyone knows.
  auto const region_known = !reconcile::place_at_start(context.region).empty();
  for (auto const& entity : book.all("entities")) {
    if (entity.text("type") != "park") { continue; }
    auto const name = entity.text("name");
    auto within = reconcile::place_at_start(name);
    if (within.empty() && region_known) { within = context.region; }
    add({name, within == name ? std::string{} : within, {}, true});
  }
  return areas;
}

std::string source_of_row(Record const& record) {
  auto const& origin = record.origin;
  return "《" + (origin.file.empty() ? record.kind : origin.file) + "》" +
         (origin.row > 0 ? "第 " + std::to_string(origin.row) + " 行" : "");
}

// Everything with coordinates, and the region it should lie in: its park where the park's outline
// is known, else the district of the park, else the region asked about.
std::vector<reconcile::Point> points_of(Context const& context,
                                        std::span<reconcile::Outline const> outlines) {
  auto const& book = context.book;
  auto districts = std::map<std::string, std::string>{};
  for (auto const& park : book.all("parks")) {
    districts[park.text("name")] =
        park.text("district").empty() ? context.region : park.text("district");
  }
  auto const outlined = [&](std::string const& name) {
    return !name.empty() && std::ranges::any_of(outlines, [&](auto const& outline) {
      return outline.region == name;
    });
  };
  auto points = std::vector<reconcile::Point>{};
  for (auto const kind : std::to_array<std::string_view>(
           {"parks", "plots", "factories", "projects", "enterprises"})) {
    for (auto const& record : book.all(kind)) {
      auto const lon = record.number("lon");
      auto const lat = record.number("lat");
      if (!lon || !lat) { continue; }
      auto const name = record.text("name").empty() ? record.key : record.text("name");
      auto const park = kind == "parks"      ? name
                        : kind == "projects" ? record.text("place")
                                             : record.text("park");
      auto const district = districts.find(park);
      auto const region = kind != "parks" && outlined(park) ? park
                          : district != districts.end()     ? district->second
                                                            : context.region;
      points.push_back({name, region, *lon, *lat, source_of_row(record)});
    }
  }
  return points;
}

std::optional<Contradiction::Settled> settled_as(Book const& book, std::string const& key) {
  auto const* record = book.find(kSettled, key);
  if (record == nullptr) { return std::nullopt; }
  return Contradiction::Settled{record->text("verdict"), record->text("why"), record->text("by"),
                                record->text("date")};
}

}  // namespace

std::vector<Contradiction> contradictions(Context const& context,
                                          std::vector<DocumentText> const& documents,
                                          std::span<reconcile::Outline const> outlines) {
  auto const words = words_of(context, documents);
  auto figures = reconcile::with_subjects(statements(context.book), words.places);
  figures.insert(figures.end(), words.figures.begin(), words.figures.end());
  auto areas = areas_of(context);
  reconcile::add_renames(words.renames, areas);
  auto const points = points_of(context, outlines);
  auto found = std::vector<Contradiction>{};
  auto const input = reconcile::Input{.figures = figures,
                                      .groups = words.groups,
                                      .areas = areas,
                                      .points = points,
                                      .outlines = outlines,
                                      .amongs = words.amongs,
                                      .passages = words.passages};
  for (auto const& conflict : reconcile::find_conflicts(input, reconcile::kOptions)) {
    auto row = Contradiction{.kind = std::string{name_of(conflict.kind)},
                             .severity = std::string{name_of(conflict.severity)},
                             .sentence = conflict.sentence,
                             .figures = {},
                             .settled = {},
                             .key = {}};
    for (auto const index : conflict.figures) { row.figures.push_back(figures[index]); }
    for (auto const& derived : conflict.derived) { row.figures.push_back(derived); }
    for (auto const& figure : row.figures) { context.basis.use(figure); }
    row.key = key_of(row);
    row.settled = settled_as(context.book, row.key);
    found.push_back(std::move(row));
  }
  std::stable_sort(found.begin(), found.end(), [](auto const& a, auto const& b) {
    return !a.settled.has_value() && b.settled.has_value();
  });
  return found;
}

}  // namespace chengjie::answer
