// What the projects ask, and what a place in the plan is worth.
#include <algorithm>

#include "chengjie/answer/settings.h"
#include "chengjie/answer/where/where_case.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

// Of a project's second part (研发在中心、制造在周边).
std::string_view second_column(std::string const& factor) {
  if (factor == "land") { return "second_land_mu"; }
  if (factor == "floor") { return "second_floor_m2"; }
  if (factor == "labour") { return "second_staff"; }
  return {};
}

std::optional<Figure> skilled_need(Book const& book, Record const& project,
                                   std::string const& skill) {
  for (auto const& row : book.all("needs")) {
    if (row.text("subject") != project.text("name") || row.text("factor") != "labour" ||
        row.text("skill") != skill || row.text("state") == "met") {
      continue;
    }
    return figure_of(row, "amount");
  }
  return std::nullopt;
}

std::optional<Figure> a_mu(Context const& context, Record const& project,
                           std::optional<Figure> const& money, std::optional<Figure> const& land,
                           char const* indicator, char const* formula) {
  if (!money || !land || land->value <= 0.0) { return std::nullopt; }
  return context.basis.derive({project.text("name"),
                               indicator,
                               money->value / land->value,
                               "CNY/mu",
                               formula,
                               {*money, *land}});
}

ProjectCase asked_of(Context const& context, WhereCase const& c, Record const& project) {
  auto const& book = context.book;
  auto ask = ProjectCase{};
  ask.project = &project;
  auto const second = !project.text("second_part").empty();
  for (auto const& factor : c.factors) {
    ask.need.push_back(!factor.skill.empty()
                           ? skilled_need(book, project, factor.skill)
                           : need_of(book, project, factor.need_column, factor.needs_word));
    auto const column = second ? second_column(factor.id) : std::string_view{};
    ask.second.push_back(column.empty() ? std::nullopt
                                        : book.figure("projects", project.key, column));
  }
  ask.output = book.figure("projects", project.key, "output_cny");
  ask.tax = book.figure("projects", project.key, "tax_cny");
  ask.jobs = ask.need[c.factor("labour")];
  auto invest = book.figure("projects", project.key, "fixed_cny");
  if (!invest) { invest = book.figure("projects", project.key, "agreed_total_cny"); }
  auto const& land = ask.need[c.factor("land")];
  ask.ratio.push_back(a_mu(context, project, invest, land, "投资强度", "投资 ÷ 用地"));
  ask.ratio.push_back(a_mu(context, project, ask.output, land, "亩均产值", "达产产值 ÷ 用地"));
  return ask;
}

bool known_to_ask(WhereCase const& c, ProjectCase const& ask) {
  for (auto f = std::size_t{0}; f != c.factors.size(); ++f) {
    if (ask.need[f] && c.factors[f].counts != Counts::each) { return true; }
  }
  return false;
}

// Agreed for a park of the ledger whose capacities nobody knows: it goes nowhere else.
bool agreed_elsewhere(Context const& context, WhereCase const& c, Record const& project) {
  auto const place = project.text("place");
  if (place.empty()) { return false; }
  auto elsewhere = false;
  for (auto const& park : context.book.all("parks")) {
    if (!stands_in(context.book, park, place)) { continue; }
    if (c.place(park.key) != nullptr) { return false; }
    elsewhere = true;
  }
  return elsewhere;
}

}  // namespace

bool waits(Record const& project) {
  auto const stage = project.text("stage");
  return stage != "in_production" && stage != "full_production";
}

std::optional<Figure> need_of(Book const& book, Record const& project, std::string_view column,
                              std::string_view factor) {
  if (auto own = figure_of(project, column)) { return own; }
  for (auto const& row : book.all("needs")) {
    if (factor.empty() || row.text("factor") != factor || !row.text("skill").empty() ||
        row.text("subject") != project.text("name")) {
      continue;
    }
    // What has been found already asks nothing of a park any more.
    if (row.text("state") == "met") { return std::nullopt; }
    if (auto amount = figure_of(row, "amount")) { return amount; }
  }
  return book.figure("projects", project.key, column);
}

std::size_t WhereCase::factor(std::string_view id) const {
  return static_cast<std::size_t>(
      std::find_if(factors.begin(), factors.end(), [&](Factor const& f) { return f.id == id; }) -
      factors.begin());
}

SiteCase const* WhereCase::place(std::string_view id) const {
  for (auto const& place : places) {
    if (place.id == id) { return &place; }
  }
  return nullptr;
}

void add_asks(Context const& context, WhereCase& c) {
  // What nobody knows is not infinite: a park of unknown land and power takes nothing.
  auto const land = c.factor("land");
  auto const power = c.factor("power");
  std::erase_if(c.places, [&](SiteCase const& place) {
    auto const is_park = place.record != nullptr && place.record->kind == "parks";
    auto const unknown = is_park && (!place.room[land] || !place.room[power]) &&
                         (place.later.empty() || !place.room[power]);
    if (unknown) {
      c.lacks.push_back(place.name + "的可供地或富余电力未知，没有参与落位：请补园区台账");
    }
    return unknown;
  });
  for (auto const& project : context.book.all("projects")) {
    if (!waits(project)) { continue; }
    auto ask = asked_of(context, c, project);
    if (!known_to_ask(c, ask)) {
      c.lacks.push_back(project.text("name") +
                        "的用地、用电、用工需求都未知，没有参与落位：请补要素需求表");
      continue;
    }
    if (agreed_elsewhere(context, c, project)) {
      c.lacks.push_back(project.text("name") + "约定落在" + project.text("place") +
                        "，该处容量未知，没有参与落位：请补园区台账");
      continue;
    }
    c.asks.push_back(std::move(ask));
  }
}

Result<Done> add_weights(Context const& context, WhereCase& c) {
  auto const settings = read_settings("place/weights.toml", "weight");
  if (!settings) { return settings.error(); }
  for (auto const& row : *settings) {
    c.weights.emplace(row.name, setting(context.book, "weight/place/" + row.name, row.value,
                                        "points", row.title + "：" + row.basis));
  }
  return kDone;
}

void drop_idle_factors(WhereCase& c) {
  auto offered = std::vector<bool>(c.factors.size(), false);
  auto asked = std::vector<bool>(c.factors.size(), false);
  for (auto f = std::size_t{0}; f != c.factors.size(); ++f) {
    for (auto const& place : c.places) { offered[f] = offered[f] || place.room[f]; }
    for (auto const& ask : c.asks) { asked[f] = asked[f] || ask.need[f] || ask.second[f]; }
  }
  for (auto const& place : c.places) {
    for (auto const& [at, figure] : place.later) { offered[at.first] = true; }
  }
  auto neither = std::string{};
  for (auto f = std::size_t{0}; f != c.factors.size(); ++f) {
    auto const& factor = c.factors[f];
    if (factor.counts != Counts::summed || (offered[f] && asked[f])) { continue; }
    if (!offered[f] && !asked[f]) {
      neither += (neither.empty() ? "" : "、") + factor.name;
    } else if (offered[f]) {
      c.lacks.push_back("有" + factor.name + "的容量而没有项目的需求，未作为约束：请补要素需求表");
    } else {
      c.lacks.push_back("有项目的" + factor.name +
                        "需求而没有园区或全区的容量，未作为约束：请补要素供给表（--as supplies）");
    }
  }
  if (!neither.empty()) {
    c.lacks.push_back(neither +
                      "的容量和需求都未知，没有作为约束：请补要素供给表（--as supplies）" +
                      "和要素需求表");
  }
  auto kept = std::vector<std::size_t>{};
  for (auto f = std::size_t{0}; f != c.factors.size(); ++f) {
    auto const core =
        c.factors[f].id == "land" || c.factors[f].id == "power" || c.factors[f].id == "labour";
    if (core || (offered[f] && asked[f])) { kept.push_back(f); }
  }
  auto const pick = [&](auto& row) {
    auto out = std::remove_reference_t<decltype(row)>{};
    for (auto const f : kept) { out.push_back(std::move(row[f])); }
    row = std::move(out);
  };
  auto index = std::map<std::size_t, std::size_t>{};
  for (auto k = std::size_t{0}; k != kept.size(); ++k) { index[kept[k]] = k; }
  for (auto& place : c.places) {
    pick(place.room);
    auto later = std::move(place.later);
    auto cause = std::move(place.cause);
    auto more = std::move(place.more);
    place.later.clear();
    place.cause.clear();
    place.more.clear();
    for (auto const& [at, figure] : later) {
      if (index.contains(at.first)) { place.later.insert({{index[at.first], at.second}, figure}); }
    }
    for (auto const& [at, words] : cause) {
      if (index.contains(at.first)) { place.cause[{index[at.first], at.second}] = words; }
    }
    for (auto const& [f, pair] : more) {
      if (index.contains(f)) { place.more.insert({index[f], pair}); }
    }
  }
  for (auto& ask : c.asks) {
    pick(ask.need);
    pick(ask.second);
  }
  pick(c.factors);
}

}  // namespace chengjie::answer
