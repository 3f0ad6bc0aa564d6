// What the parks, factory floors and the region offer, today and later.
#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "chengjie/answer/where/where_case.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

struct Known {
  std::string_view id, name, unit, need_column, park_column, floor_column, needs_word;
  Counts counts;
  bool legal;
};
constexpr auto kKnown = std::to_array<Known>({
    {"land", "用地", "mu", "land_mu", "free_mu", "", "land", Counts::carrier, false},
    {"floor", "厂房", "m2", "factory_m2", "", "vacant_m2", "floor", Counts::carrier, false},
    {"power", "用电", "kVA", "power_kva", "power_free_kva", "power_kva", "power", Counts::summed,
     false},
    {"labour", "用工", "person", "staff", "labour", "", "labour", Counts::summed, false},
    {"water", "用水", "m3/day", "water_m3_day", "water_m3_day", "", "water", Counts::summed, false},
    {"gas", "用气", "m3/day", "gas_m3_day", "gas_m3_day", "", "gas", Counts::summed, false},
    {"sewage", "排水", "m3/day", "sewage_m3_day", "sewage_m3_day", "", "sewage", Counts::summed,
     false},
    {"energy", "能耗", "tce", "energy_tce", "energy_tce", "", "energy", Counts::summed, false},
    {"carbon", "碳排放", "tCO2", "carbon_t", "carbon_t", "", "carbon", Counts::summed, false},
    {"cod", "COD排放", "t", "cod_t", "cod_t", "", "cod", Counts::summed, true},
    {"nox", "氮氧化物排放", "t", "nox_t", "nox_t", "", "nox", Counts::summed, true},
    {"height", "层高", "m", "height_m", "", "height_m", "", Counts::each, false},
    {"load", "楼面荷载", "t/m2", "load_t_m2", "", "load_t_m2", "", Counts::each, false},
    {"crane", "行吊", "t", "crane_t", "", "crane_t", "", Counts::each, false},
});

bool ours(Context const& context, Record const& park) {
  auto const district = park.text("district");
  return district.empty() || district == context.region;
}

class Places {
 public:
  Places(Context const& context, WhereCase& c) : x_(context), c_(c) {}

  void add() {
    for (auto const& park : x_.book.all("parks")) {
      if (ours(x_, park)) { add_park(park); }
    }
    for (auto const& floor : x_.book.all("factories")) { add_floor(floor); }
    auto region = SiteCase{};
    region.id = kRegionId;
    region.name = x_.region;
    region.room.resize(c_.factors.size());
    add_supplies(region, [&](std::string const& place) { return place == x_.region; });
    if (!region.later.empty() || std::any_of(region.room.begin(), region.room.end(),
                                             [](auto const& f) { return f.has_value(); })) {
      c_.places.push_back(std::move(region));
    }
  }

 private:
  void add_park(Record const& park) {
    auto place = SiteCase{};
    place.record = &park;
    place.id = park.key;
    place.name = park.text("name");
    for (auto const& factor : c_.factors) {
      auto found = std::optional<Figure>{};
      if (factor.id != "land" && !factor.park_column.empty()) {
        found = x_.book.figure("parks", park.key, factor.park_column);
      }
      place.room.push_back(std::move(found));
    }
    add_land(place);
    add_supplies(place, [&](std::string const& name) { return named(park, name); });
    c_.places.push_back(std::move(place));
  }

  // Land that is ready: the park's own column, else its plots that can be supplied, each from the
  // year in which it is.
  void add_land(SiteCase& place) {
    auto const land = c_.factor("land");
    if (land == c_.factors.size()) { return; }
    auto const& park = *place.record;
    if ((place.room[land] = figure_of(park, "free_mu"))) { return; }
    auto by_year = std::map<int, std::vector<Figure>>{};
    for (auto const& plot : x_.book.all("plots")) {
      auto const area = figure_of(plot, "area_mu");
      auto const state = plot.text("supply");
      if (!area || !named(park, plot.text("park")) || state == "supplied") { continue; }
      auto const year = opening_year(plot.text("available"));
      auto const ready = state == "ready" || state == "idle";
      if (year > c_.year) {
        by_year[year].push_back(*area);
      } else if (ready) {
        by_year[0].push_back(*area);
      }
    }
    if (by_year.empty()) {
      place.room[land] = x_.book.figure("parks", park.key, "free_mu");
      return;
    }
    auto so_far = std::vector<Figure>{};
    auto total = 0.0;
    if (!by_year.contains(0)) { by_year[0] = {}; }
    for (auto const& [year, areas] : by_year) {
      for (auto const& area : areas) {
        total += area.value;
        so_far.push_back(area);
      }
      auto const sum = x_.basis.derive(
          {place.name, "可供地", total, "mu",
           year == 0 ? "可供地块面积之和" : std::to_string(year) + " 年前可供地块面积之和",
           so_far});
      if (year == 0) {
        place.room[land] = sum;
      } else {
        place.later.insert_or_assign({land, year}, sum);
        place.cause[{land, year}] = "地块供出";
      }
    }
  }

  // A floor with its vacant area; one that nobody knows to be vacant is none.
  void add_floor(Record const& floor) {
    if (!floor.number("vacant_m2")) { return; }
    auto place = SiteCase{};
    place.record = &floor;
    place.id = "factories/" + floor.key;
    place.name = floor.text("park") + floor.text("building") +
                 (floor.text("floor").empty() ? "" : floor.text("floor") + "层");
    for (auto const& factor : c_.factors) {
      place.room.push_back(factor.floor_column.empty() ? std::nullopt
                                                       : figure_of(floor, factor.floor_column));
    }
    c_.places.push_back(std::move(place));
  }

  template <class Here>
  void add_supplies(SiteCase& place, Here const& here) {
    auto rows = std::vector<std::pair<int, Record const*>>{};
    for (auto const& row : x_.book.all("supplies")) {
      if (here(row.text("place"))) { rows.emplace_back(opening_year(row.text("available")), &row); }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](auto const& a, auto const& b) { return a.first < b.first; });
    for (auto const& [year, row] : rows) { add_supply(place, year, *row); }
  }

  void add_supply(SiteCase& place, int year, Record const& row) {
    auto const f = factor_of(row);
    if (f == c_.factors.size()) { return; }
    auto last = place.room[f];
    for (auto const& [at, figure] : place.later) {
      if (at.first == f) { last = figure; }
    }
    auto next = figure_of(row, "total");
    if (auto const added = figure_of(row, "amount"); added && !next) {
      if (!last && year > c_.year) {
        c_.lacks.push_back(place.name + "现有的" + c_.factors[f].name +
                           "未知，以后新增的没有计入：请补要素供给表的总量");
      } else if (!last) {
        next = added;
      } else {
        next = x_.basis.derive({place.name,
                                c_.factors[f].name + "能力",
                                last->value + added->value,
                                c_.factors[f].unit,
                                "现有 + 新增",
                                {*last, *added}});
      }
    }
    if (next && year > c_.year) {
      place.later.insert_or_assign({f, year}, *next);
      place.cause[{f, year}] = row.text("cause");
    } else if (next) {
      place.room[f] = *next;
    }
    auto const price = figure_of(row, "extend_price_cny");
    auto const most = figure_of(row, "extend_most");
    if (!price || !most) { return; }
    if (c_.factors[f].legal || row.flag("legal").value_or(false)) {
      c_.lacks.push_back(place.name + "的" + c_.factors[f].name +
                         "是法定限额，表里的扩容单价没有采用");
      return;
    }
    place.more.insert_or_assign(f, std::pair{*price, *most});
  }

  std::size_t factor_of(Record const& row) const {
    auto const word = row.text("factor");
    auto const skill = row.text("skill");
    return c_.factor(word == "labour" && !skill.empty() ? "labour/" + skill : word);
  }

  Context const& x_;
  WhereCase& c_;
};

}  // namespace

std::vector<Factor> where_factors(Context const& context) {
  auto out = std::vector<Factor>{};
  for (auto const& row : kKnown) {
    out.push_back({std::string{row.id},
                   std::string{row.name},
                   std::string{row.unit},
                   std::string{row.need_column},
                   std::string{row.park_column},
                   std::string{row.floor_column},
                   std::string{row.needs_word},
                   row.counts,
                   row.legal,
                   {}});
  }
  auto skills = std::set<std::string>{};
  for (auto const* kind : {"supplies", "needs"}) {
    for (auto const& row : context.book.all(kind)) {
      if (row.text("factor") == "labour") { skills.insert(row.text("skill")); }
    }
  }
  for (auto const& skill : skills) {
    if (skill.empty()) { continue; }
    out.push_back({"labour/" + skill, "用工（" + skill + "）", "person", "", "", "", "labour",
                   Counts::summed, false, skill});
  }
  return out;
}

int opening_year(std::string const& date) {
  auto year = 0;
  if (date.size() < 4) { return 0; }
  auto const [at, error] = std::from_chars(date.data(), date.data() + 4, year);
  return error == std::errc{} && at == date.data() + 4 ? year : 0;
}

bool stands_in(Book const& book, Record const& park, std::string_view place) {
  if (named(park, place)) { return true; }
  auto const above = park.text("parent");
  auto const* parent = above.empty() ? nullptr : book.find("parks", above);
  return parent != nullptr && named(*parent, place);
}

void add_places(Context const& context, WhereCase& c) { Places{context, c}.add(); }

}  // namespace chengjie::answer
