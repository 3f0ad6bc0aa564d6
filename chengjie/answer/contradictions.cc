#include "chengjie/answer/contradictions.h"

#include <algorithm>

#include "chengjie/answer/figures.h"
#include "chengjie/reconcile/conflicts.h"
#include "chengjie/reconcile/tiers.h"

namespace chengjie::answer {
namespace {

std::vector<reconcile::Area> areas_of(Context const& context) {
  auto const& book = context.book;
  auto areas = std::vector<reconcile::Area>{};
  for (auto const& park : book.all("parks")) {
    auto const name = park.text("name");
    auto const within = park.text("parent").empty() ? park.text("district") : park.text("parent");
    areas.push_back({name, within, name, true});
    // Former names are the same place with another boundary.
    for (auto const& former : park.list("former_names")) {
      areas.push_back({former, within, name, true});
    }
  }
  auto const known = [&](std::string const& name) {
    return std::any_of(areas.begin(), areas.end(),
                       [&](reconcile::Area const& area) { return area.name == name; });
  };
  for (auto const& region : book.all("regions")) {
    auto const name = region.text("name");
    if (!known(name)) { areas.push_back({name, region.text("parent"), {}, false}); }
  }
  // Parks that only documents name lie in the region that is asked about, as far as anyone knows.
  for (auto const& entity : book.all("entities")) {
    auto const name = entity.text("name");
    if (entity.text("type") == "park" && !known(name)) {
      areas.push_back({name, context.region, {}, true});
    }
  }
  return areas;
}

std::vector<reconcile::Group> groups_of(Context const& context,
                                        std::vector<DocumentText> const& documents) {
  auto groups = std::vector<reconcile::Group>{};
  for (auto const& document : documents) {
    auto const* record = context.book.find("documents", document.hash);
    auto const place = record == nullptr ? std::string{} : record->text("main_place");
    for (auto& group : reconcile::groups_of(document.text, document.hash, document.name)) {
      // "全区", "我市" and silence: the place the document is about.
      if (group.subject.empty() || group.subject.starts_with("全") ||
          group.subject.starts_with("我")) {
        group.subject = place.empty() ? context.region : place;
      }
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

}  // namespace

std::vector<Contradiction> contradictions(Context const& context,
                                          std::vector<DocumentText> const& documents) {
  auto figures = statements(context.book);
  for (auto const& document : documents) {
    for (auto& figure : reconcile::park_classes_of(document.text, document.hash, document.name)) {
      figures.push_back(std::move(figure));
    }
  }
  auto const groups = groups_of(context, documents);
  auto amongs = std::vector<reconcile::Among>{};
  for (auto const& document : documents) {
    amongs.push_back(reconcile::among_of(document.text, document.hash));
  }
  auto const areas = areas_of(context);
  auto found = std::vector<Contradiction>{};
  for (auto const& conflict :
       reconcile::find_conflicts({figures, groups, areas, {}, {}, amongs}, reconcile::kOptions)) {
    auto row = Contradiction{std::string{name_of(conflict.kind)},
                             std::string{name_of(conflict.severity)},
                             conflict.sentence,
                             {}};
    for (auto const index : conflict.figures) { row.figures.push_back(figures[index]); }
    for (auto const& derived : conflict.derived) { row.figures.push_back(derived); }
    for (auto const& figure : row.figures) { context.basis.use(figure); }
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace chengjie::answer
