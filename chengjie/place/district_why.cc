#include "chengjie/place/district_why.h"

#include <algorithm>
#include <cmath>

namespace chengjie::place::district {
namespace {

constexpr auto kShiftLooks = 200;  // displaced projects that are put back, at the most

struct Shortage {
  int row{-1};
  std::int64_t by{};
  double share{};  // of what the choice uses
};

// The capacity furthest short for a choice, relative to what it uses.
Shortage shortage_of(State const& state, int choice) {
  auto const& m = state.model();
  auto out = Shortage{};
  for (auto u = m.choices[choice].first_use; u != m.uses_end(choice); ++u) {
    auto const& use = m.uses[u];
    auto const& row = m.rows[use.row];
    auto const room = row.capacity + m.groups[row.group].most - state.load(use.row);
    auto const lack = use.amount - room;
    auto const share = static_cast<double>(lack) / static_cast<double>(use.amount);
    if (lack > 0 && share > out.share) { out = {use.row, lack, share}; }
  }
  return out;
}

// The first year in which the park has so much more of the resource than in `year`, and why.
void tell_arrival(Ground const& g, NotThere& out, int park, int r, int year, double lack) {
  auto const now = g.capacity(park, r, year);
  if (!now) { return; }
  for (auto const& row : g.input().parks[park].arrivals) {
    if (row.resource != g.input().resources[r].id || row.year <= year) { continue; }
    if (row.capacity - *now < lack - 1e-9 || (out.year != 0 && row.year >= out.year)) { continue; }
    out.year = row.year;
    out.cause = row.cause;
  }
}

std::string amount_words(Resource const& resource, double amount) {
  return number_text(amount) + (resource.unit.empty() ? "" : " " + resource.unit);
}

std::string arrival_words(NotThere const& why) {
  if (why.year == 0) { return {}; }
  return "，" + std::to_string(why.year) + " 年" + (why.cause.empty() ? "扩容" : why.cause) +
         "后可放";
}

// "用地需 80 亩，余 20 亩，缺 60 亩", of this site or of what it lies in.
void tell_shortage(Ground const& g, NotThere& out, int site, int park, int r, double need,
                   double there, char const* word) {
  auto const& resource = g.input().resources[r];
  auto const& here = g.input().parks[site];
  auto const& of = g.input().parks[park];
  out.resource = resource.id;
  out.at = of.id;
  out.short_by = need - there;
  out.sentence = here.name + "：" + (park == site ? "" : of.name) + resource.name + "需 " +
                 amount_words(resource, need) + "，" + word + " " + amount_words(resource, there) +
                 "，缺 " + amount_words(resource, out.short_by) + arrival_words(out);
}

double need_of(Ground const& g, int item, int site, int r, int part) {
  for (auto const& need : g.needs(item, part, site)) {
    if (need.resource == r) { return need.amount; }
  }
  return 0.0;
}

// Where of the site's chain the empty place is too small, as `barrier` found it.
void tell_too_large(Ground const& g, NotThere& out, int item, int site, int year) {
  auto const r = g.resource(out.resource);
  auto const need = need_of(g, item, site, r, 0);
  for (auto const at : g.chain(site)) {
    auto const room = g.capacity(at, r, year);
    auto const* more = g.extension(at, r);
    auto const most = room ? *room + (more == nullptr ? 0.0 : more->most) : 0.0;
    if (!room || std::abs(need - most - out.short_by) > 1e-6 * (1.0 + need)) { continue; }
    tell_arrival(g, out, at, r, year, out.short_by);
    return tell_shortage(g, out, site, at, r, need, most, "共");
  }
}

void tell_barrier(Ground const& g, NotThere& out, int item, int site, int year) {
  auto const& in = g.input();
  auto const& name = in.parks[site].name;
  auto const& project = in.projects[item];
  switch (out.barrier) {
    case Barrier::elsewhere:
      out.sentence = name + "：项目已约定落在别处";
      for (auto const& id : project.not_parks) {
        if (g.within(site, id)) { out.sentence = name + "：已要求不放在此"; }
      }
      return;
    case Barrier::industry:
      out.sentence = name + "：产业不在准入范围";
      return;
    case Barrier::hazard:
      out.sentence = name + "：火灾危险性高于该处分区允许的类别";
      return;
    case Barrier::zone:
      out.sentence = name + "：不在要求的功能分区";
      return;
    case Barrier::carrier:
      out.sentence = name + "：没有所需的载体（用地或厂房）";
      return;
    case Barrier::not_open:
      out.sentence =
          (out.year == project.from ? project.name + std::to_string(out.year) + " 年才具备落地条件"
                                    : name + "：" + std::to_string(out.year) + " 年起才开放");
      return;
    case Barrier::intensity:
      for (auto k = std::size_t{0}; k != in.ratios.size(); ++k) {
        if (in.ratios[k].id != out.resource) { continue; }
        out.sentence = name + "：" + in.ratios[k].name + " " +
                       number_text(project.ratio[k].value_or(0.0)) + " " + in.ratios[k].unit +
                       "，低于准入下限，差 " + number_text(out.short_by);
      }
      return;
    default:
      return tell_too_large(g, out, item, site, year);
  }
}

int first_year(Ground const& g, int item) {
  for (auto const year : g.years()) {
    if (year >= g.input().projects[item].from) { return year; }
  }
  return g.years().front();
}

void tell_no_room(Ground const& g, State const& state, NotThere& out, int item, int choice) {
  auto const& m = state.model();
  auto const& in = g.input();
  auto const site = m.choices[choice].site;
  auto const lack = shortage_of(state, choice);
  if (lack.row < 0) {
    out.barrier = Barrier::neighbour;
    for (auto const& apart : m.aparts[item]) {
      auto const there = state.choice_of(apart.other);
      if (there < 0 || m.near_of(site, m.choices[there].site) < apart.level) { continue; }
      out.other = in.projects[apart.other].id;
      out.sentence = in.parks[site].name + "：与" + in.projects[apart.other].name + "不得相邻";
    }
    return;
  }
  out.barrier = Barrier::no_room;
  auto const& row = m.rows[lack.row];
  auto const& group = m.groups[row.group];
  auto const scale = m.scale[group.resource];
  auto used = std::int64_t{0};
  for (auto u = m.choices[choice].first_use; u != m.uses_end(choice); ++u) {
    if (m.uses[u].row == lack.row) { used = m.uses[u].amount; }
  }
  auto const need = static_cast<double>(used) / scale;
  auto const short_by = static_cast<double>(lack.by) / scale;
  tell_arrival(g, out, group.park, group.resource, m.years[row.year], short_by);
  tell_shortage(g, out, site, group.park, group.resource, need, need - short_by, "余");
}

// The choice with most points at the site, that fits where one does; -1: none.
int best_at(State const& state, int item, int site, bool fitting) {
  auto const& m = state.model();
  auto best = -1;
  auto best_gain = std::int64_t{0};
  for (auto c = m.first[item]; c != m.first[item + 1]; ++c) {
    if (m.choices[c].site != site || (fitting && !state.fits(c))) { continue; }
    auto const gain = state.gain(c);
    if (best < 0 || gain > best_gain) { best = c, best_gain = gain; }
  }
  return best;
}

}  // namespace

NotThere why_not(Ground const& g, State& state, int item, int site) {
  auto const& m = state.model();
  auto const& in = g.input();
  auto out = NotThere{};
  auto const& name = in.parks[site].name;
  if (auto const barrier = g.barrier(item, 0, site, m.years.back())) {
    out = *barrier;
    tell_barrier(g, out, item, site, m.years.back());
    return out;
  }
  out.park = in.parks[site].id;
  auto const standing = state.choice_of(item);
  state.take(item);
  auto const fitting = best_at(state, item, site, true);
  if (fitting >= 0 || m.fixed_park[item] >= 0) {
    out.barrier = Barrier::worth_less;
    auto const here = standing >= 0 ? state.gain(standing) : 0;
    auto const there = fitting >= 0 ? state.gain(fitting) : here;
    out.points_less = static_cast<double>(here - there) / m.worth_scale;
    out.sentence = m.fixed_park[item] >= 0 ? name + "：项目已固定在现址"
                   : out.points_less > 0.0
                       ? name + "：放得下，但得分低 " + number_text(out.points_less)
                       : name + "：放得下，得分相当";
  } else if (auto const any = best_at(state, item, site, false); any >= 0) {
    tell_no_room(g, state, out, item, any);
  } else {  // a second part finds no place, or no year is left
    out.barrier = Barrier::zone;
    out.sentence = name + "：另一部分没有可放之处";
  }
  if (standing >= 0) { state.put(standing); }
  return out;
}

std::optional<NotThere> why_not_sooner(Ground const& g, State& state, int item) {
  auto const& m = state.model();
  auto const standing = state.choice_of(item);
  if (standing < 0 || m.fixed_park[item] >= 0) { return std::nullopt; }
  auto const& here = m.choices[standing];
  auto const first = first_year(g, item);
  if (m.years[here.year] <= first) { return std::nullopt; }
  if (auto barrier = g.barrier(item, 0, here.site, first)) {
    tell_barrier(g, *barrier, item, here.site, first);
    return barrier;
  }
  auto out = NotThere{};
  out.park = g.input().parks[here.site].id;
  state.take(item);
  for (auto c = m.first[item]; c != m.first[item + 1]; ++c) {
    auto const& other = m.choices[c];
    if (other.site != here.site || other.second != here.second || other.year >= here.year) {
      continue;
    }
    tell_no_room(g, state, out, item, c);
    break;
  }
  state.put(standing);
  if (out.sentence.empty()) { return std::nullopt; }
  return out;
}

std::optional<Displaced> displaced_by(Ground const& g, State const& plan, int item, int site) {
  auto const& m = plan.model();
  if (m.fixed_park[item] >= 0) { return std::nullopt; }
  auto state = plan;
  state.take(item);
  auto const forced = best_at(state, item, site, false);
  if (forced < 0) { return std::nullopt; }
  auto gone = std::vector<int>{};
  while (!state.fits(forced)) {
    // Of those in the way, the one that loses least for the room it leaves.
    auto const lack = shortage_of(state, forced);
    auto worst = -1;
    auto worst_loss = 0.0;
    for (auto k = 0; k != m.items; ++k) {
      auto const c = state.choice_of(k);
      if (c < 0 || m.fixed_park[k] >= 0) { continue; }
      auto frees = 0.0;
      for (auto u = m.choices[c].first_use; u != m.uses_end(c); ++u) {
        if (m.uses[u].row == lack.row) { frees = static_cast<double>(m.uses[u].amount); }
      }
      for (auto const& apart : m.aparts[item]) {
        auto const near = m.near_of(site, m.choices[c].site) >= apart.level;
        if (lack.row < 0 && apart.other == k && near) { frees = 1.0; }
      }
      if (frees <= 0.0) { continue; }
      auto const alone = static_cast<double>(m.choices[c].points);
      auto const loss =
          alone / std::min(frees, static_cast<double>(std::max<std::int64_t>(lack.by, 1)));
      if (worst < 0 || loss < worst_loss) { worst = k, worst_loss = loss; }
    }
    if (worst < 0) { return std::nullopt; }
    gone.push_back(worst);
    state.take(worst);
  }
  state.put(forced);
  // Those displaced go where they gain most, so do all that stood nowhere.
  auto back = gone;
  for (auto k = 0; k != m.items && back.size() < kShiftLooks; ++k) {
    if (plan.choice_of(k) < 0 && k != item) { back.push_back(k); }
  }
  for (auto const k : back) {
    auto best = -1;
    auto best_gain = m.skip[k] == kNever ? std::int64_t{-kNever} : std::int64_t{0};
    for (auto c = m.first[k]; c != m.first[k + 1]; ++c) {
      if (state.fits(c) && state.gain(c) > best_gain) { best = c, best_gain = state.gain(c); }
    }
    if (best >= 0) { state.put(best); }
  }
  if (state.missing() > plan.missing()) { return std::nullopt; }
  auto out = Displaced{};
  out.points_less = static_cast<double>(plan.value() - state.value()) / m.worth_scale;
  for (auto const k : gone) {
    if (state.choice_of(k) != plan.choice_of(k)) {
      out.projects.push_back(g.input().projects[k].id);
    }
  }
  return out;
}

}  // namespace chengjie::place::district
