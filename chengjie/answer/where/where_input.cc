// From figures to the engine's numbers.
#include <algorithm>
#include <cctype>

#include "chengjie/answer/where/where_case.h"

namespace chengjie::answer {
namespace {

namespace district = place::district;

std::vector<std::optional<double>> numbers(std::vector<std::optional<Figure>> const& figures) {
  auto out = std::vector<std::optional<double>>{};
  for (auto const& figure : figures) {
    out.push_back(figure ? std::optional{figure->value} : std::nullopt);
  }
  return out;
}

// 甲 (a) is the most dangerous of GB 50016's classes of production, 戊 (e) the least.
std::optional<int> hazard_of(std::string const& word) {
  if (word.size() != 1 || word[0] < 'a' || word[0] > 'e') { return std::nullopt; }
  return 5 - (word[0] - 'a');
}

// "C36" names the same industries as "36".
std::string bare_code(std::string const& tag) {
  auto const lettered =
      tag.size() > 1 && tag[0] >= 'A' && tag[0] <= 'T' &&
      std::all_of(tag.begin() + 1, tag.end(), [](char c) { return c >= '0' && c <= '9'; });
  return lettered ? tag.substr(1) : tag;
}

std::vector<std::string> tags_of(Record const& record, std::string_view column) {
  auto out = std::vector<std::string>{};
  for (auto const& tag : record.list(column)) { out.push_back(bare_code(tag)); }
  return out;
}

void fill_park(district::Park& park, Record const& record, int year) {
  if (auto allowed = tags_of(record, "allowed"); !allowed.empty()) { park.allowed = allowed; }
  park.banned = tags_of(record, "banned");
  park.hazard_most = hazard_of(record.text("hazard_most"));
  park.least = {record.number("least_invest_cny_mu"), record.number("least_output_cny_mu")};
  park.zone = record.text("zone");
  if (auto const opens = opening_year(record.text("opens")); opens > year) { park.opens = opens; }
}

std::string parent_of(WhereCase const& c, SiteCase const& place, bool region) {
  if (place.id == kRegionId) { return {}; }
  if (place.record->kind == "factories") {
    for (auto const& park : c.places) {
      if (park.record != nullptr && park.record->kind == "parks" &&
          named(*park.record, place.record->text("park"))) {
        return park.id;
      }
    }
  }
  return region ? std::string{kRegionId} : std::string{};
}

district::Park park_of(WhereCase const& c, SiteCase const& place, bool region) {
  auto park = district::Park{};
  park.id = place.id;
  park.name = place.name;
  park.site = place.id != kRegionId;
  park.parent = parent_of(c, place, region);
  if (place.record == nullptr) {
    park.name = "全区";
  } else if (place.record->kind == "parks") {
    fill_park(park, *place.record, c.year);
  } else {
    park.host = !place.record->text("host").empty();
    if (auto const opens = opening_year(place.record->text("available")); opens > c.year) {
      park.opens = opens;
    }
  }
  return park;
}

void fill_amounts(WhereCase const& c, SiteCase const& place, district::Park& park) {
  park.capacity = numbers(place.room);
  park.arrivals.clear();
  park.extensions.clear();
  for (auto const& [at, figure] : place.later) {
    auto const cause = place.cause.find(at);
    park.arrivals.push_back({c.factors[at.first].id, at.second, figure.value,
                             cause == place.cause.end() ? "" : cause->second});
  }
  auto const points_per_cny = c.weight("extend_per_yi").value / 1e8;
  for (auto const& [f, pair] : place.more) {
    park.extensions.push_back(
        {c.factors[f].id, pair.first.value * points_per_cny, pair.second.value});
  }
}

std::vector<district::Part> worth_of(WhereCase const& c, ProjectCase const& ask) {
  auto parts = std::vector<district::Part>{};
  auto const add = [&](char const* name, std::optional<Figure> const& figure, double unit,
                       char const* weight) {
    if (figure) { parts.push_back({name, figure->value / unit * c.weight(weight).value}); }
  };
  add("产值", ask.output, 1e8, "output_per_yi");
  add("税收", ask.tax, 1e8, "tax_per_yi");
  add("用工", ask.jobs, 1e3, "jobs_per_1000");
  return parts;
}

void fill_asks(WhereCase const& c, ProjectCase const& ask, district::Project& project) {
  project.need = numbers(ask.need);
  project.ratio = numbers(ask.ratio);
  project.worth = worth_of(c, ask);
  if (project.second) { project.second->need = numbers(ask.second); }
}

}  // namespace

void refill_amounts(WhereCase& c) {
  auto& in = c.input;
  for (auto i = std::size_t{0}; i != c.places.size(); ++i) {
    fill_amounts(c, c.places[i], in.parks[i]);
  }
  for (auto j = std::size_t{0}; j != c.asks.size(); ++j) {
    fill_asks(c, c.asks[j], in.projects[j]);
  }
  for (auto k = std::size_t{0}; k != in.fits.size(); ++k) {
    auto& parts = in.fits[k].parts;
    parts.clear();
    for (auto const& scored : c.fits[k]) {
      parts.push_back({scored.name, scored.times * c.weight(scored.weight).value});
    }
  }
  for (auto& pair : in.pairs) { pair.points = c.weight("chain_near").value; }
  in.price_unplaced = c.weight("unplaced").value;
  in.price_wait = c.weight("wait_percent").value / 100.0;
  in.price_segment = c.weight("segment_twice").value;
  in.closeness = {0.0, c.weight("near_radius").value, c.weight("near_adjacent").value,
                  c.weight("near_park").value, 1.0};
}

void fill_input(Context const& context, WhereCase& c) {
  auto& in = c.input;
  in.year = c.year;
  in.ratios = {{"invest", "投资强度", "元/亩"}, {"output", "亩均产值", "元/亩"}};
  for (auto const& factor : c.factors) {
    in.resources.push_back({factor.id, factor.name, std::string{unit_words(factor.unit)},
                            factor.counts == Counts::each, factor.counts == Counts::carrier,
                            factor.legal});
  }
  auto const region = c.place(kRegionId) != nullptr;
  auto zoned = false;
  for (auto const& place : c.places) {
    in.parks.push_back(park_of(c, place, region));
    zoned = zoned || !in.parks.back().zone.empty();
  }
  auto zone_lacks = false;
  for (auto const& ask : c.asks) {
    auto const& record = *ask.project;
    auto project = district::Project{};
    project.id = record.key;
    project.name = record.text("name");
    auto const direction = record.text("direction");
    if (!direction.empty()) { project.industries.push_back(direction); }
    if (auto const code = record.text("industry_code"); !code.empty()) {
      project.industries.push_back(bare_code(code));
    }
    project.segment = direction;
    project.hazard = hazard_of(record.text("hazard"));
    if (auto const ready = opening_year(record.text("ready")); ready > c.year) {
      project.from = ready;
    }
    if (!record.text("second_part").empty()) {
      auto second = district::Second{};
      second.name = record.text("second_part");
      auto const zone = record.text("second_zone");
      if (zoned && !zone.empty()) { second.zones = {zone}; }
      project.second = std::move(second);
    }
    auto const zone = record.text("zone");
    if (zoned && !zone.empty()) { project.zones = {zone}; }
    zone_lacks = zone_lacks || (!zoned && (!zone.empty() || project.second));
    if (auto const place = record.text("place"); !place.empty()) {
      for (auto const& offer : c.places) {
        auto const park = offer.record != nullptr && offer.record->kind == "parks";
        if (park && stands_in(context.book, *offer.record, place)) {
          project.only_parks.push_back(offer.id);
        }
      }
    }
    in.projects.push_back(std::move(project));
  }
  if (zone_lacks) { c.lacks.push_back("各园区的功能分区未知，项目要求的分区没有作为约束"); }
}

}  // namespace chengjie::answer
