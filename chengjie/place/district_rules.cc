#include "chengjie/place/district_rules.h"

#include <algorithm>
#include <numeric>

namespace chengjie::place::district {
namespace {

std::optional<double> amount_at(std::vector<std::optional<double>> const& amounts, int r) {
  auto const index = static_cast<std::size_t>(r);
  return index < amounts.size() ? amounts[index] : std::nullopt;
}

bool is_code(std::string const& tag) {
  return !tag.empty() && std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  });
}

bool answers_to(std::string const& tag, std::string const& listed) {
  return tag == listed || (is_code(listed) && is_code(tag) && tag.starts_with(listed));
}

bool any_answers(std::vector<std::string> const& tags, std::vector<std::string> const& list) {
  return std::any_of(tags.begin(), tags.end(), [&](auto const& tag) {
    return std::any_of(list.begin(), list.end(),
                       [&](auto const& listed) { return answers_to(tag, listed); });
  });
}

bool lets_in(Park const& park, std::vector<std::string> const& industries) {
  if (industries.empty()) { return true; }
  if (any_answers(industries, park.banned)) { return false; }
  return !park.allowed || any_answers(industries, *park.allowed);
}

bool has(std::vector<std::string> const& list, std::string const& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

NotThere barred(std::string const& park, Barrier barrier) {
  auto out = NotThere{};
  out.park = park;
  out.barrier = barrier;
  return out;
}

}  // namespace

bool industry_allowed(Park const& park, Project const& project) {
  return lets_in(park, project.industries);
}

double sum_of(std::vector<Part> const& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0,
                         [](double sum, Part const& part) { return sum + part.points; });
}
double worth_of(Project const& project) { return sum_of(project.worth); }

int Ground::ground(int park) const {
  auto out = park;
  for (auto const at : chain_[park]) {
    if (in_->parks[at].site) { out = at; }
  }
  return out;
}

bool Ground::within(int park, std::string const& id) const {
  return std::any_of(chain_[park].begin(), chain_[park].end(),
                     [&](int at) { return in_->parks[at].id == id; });
}

Near Ground::near(int a, int b) const {
  for (auto const at : chain_[a]) {
    if (in_->parks[at].host && within(b, in_->parks[at].id)) { return Near::same_host; }
  }
  if (ground(a) == ground(b)) { return Near::same_park; }
  auto const found = near_.find(std::minmax(ground(a), ground(b)));
  return found == near_.end() ? Near::apart : found->second;
}

std::optional<double> Ground::capacity(int park, int resource, int year) const {
  auto const& row = in_->parks[park];
  auto out = amount_at(row.capacity, resource);
  auto since = 0;
  for (auto const& arrival : row.arrivals) {
    if (arrival.resource != in_->resources[resource].id) { continue; }
    if (arrival.year <= year && arrival.year >= since) {
      out = arrival.capacity;
      since = arrival.year;
    }
  }
  return out;
}

Extension const* Ground::extension(int park, int resource) const {
  for (auto const& row : in_->parks[park].extensions) {
    if (row.resource == in_->resources[resource].id) { return &row; }
  }
  return nullptr;
}

std::vector<Ground::Need> Ground::needs(int project, int part, int site) const {
  auto const& row = in_->projects[project];
  auto const& amounts = part == 0 ? row.need : row.second->need;
  auto out = std::vector<Need>{};
  for (auto r = 0; r != resources(); ++r) {
    auto const amount = amount_at(amounts, r);
    auto const& resource = in_->resources[r];
    if (!amount) { continue; }
    // A site that offers no such carrier is one of another kind: floor, not land.
    if (resource.carrier && !capacity(site, r, years_.back())) { continue; }
    out.push_back({r, *amount, resource.carrier || resource.each});
  }
  return out;
}

std::optional<NotThere> Ground::law(int project, int part, Park const& park) const {
  auto const& row = in_->projects[project];
  auto const& industries = part == 0 ? row.industries : row.second->industries;
  if (!lets_in(park, industries)) { return barred(park.id, Barrier::industry); }
  if (part != 0) { return std::nullopt; }
  if (row.hazard && park.hazard_most && *row.hazard > *park.hazard_most) {
    return barred(park.id, Barrier::hazard);
  }
  for (auto k = 0; k != static_cast<int>(in_->ratios.size()); ++k) {
    auto const least = amount_at(park.least, k);
    auto const got = amount_at(row.ratio, k);
    if (!least || !got || *got >= *least) { continue; }
    auto out = barred(park.id, Barrier::intensity);
    out.resource = in_->ratios[k].id;
    out.short_by = *least - *got;
    return out;
  }
  return std::nullopt;
}

std::optional<NotThere> Ground::barrier(int project, int part, int site, int year) const {
  auto const& row = in_->projects[project];
  auto const& id = in_->parks[site].id;
  auto const in_any = [&](std::vector<std::string> const& ids) {
    return std::any_of(ids.begin(), ids.end(),
                       [&](auto const& park) { return within(site, park); });
  };
  if (part == 0 && ((!row.only_parks.empty() && !in_any(row.only_parks)) || in_any(row.not_parks) ||
                    (!row.pinned_park.empty() && !within(site, row.pinned_park)))) {
    return barred(id, Barrier::elsewhere);
  }
  auto const& zones = part == 0 ? row.zones : row.second->zones;
  auto const zoned = [&](int at) { return has(zones, in_->parks[at].zone); };
  if (!zones.empty() && std::none_of(chain_[site].begin(), chain_[site].end(), zoned)) {
    return barred(id, Barrier::zone);
  }
  for (auto const at : chain_[site]) {
    if (auto found = law(project, part, in_->parks[at])) {
      found->park = id;
      return found;
    }
  }
  auto const& amounts = part == 0 ? row.need : row.second->need;
  auto asked = false;
  auto offered = false;
  auto met = false;
  for (auto r = 0; r != resources(); ++r) {
    if (!in_->resources[r].carrier) { continue; }
    auto const asks = amount_at(amounts, r).has_value();
    auto const offers = capacity(site, r, years_.back()).has_value();
    asked = asked || asks;
    offered = offered || offers;
    met = met || (asks && offers);
  }
  if (asked && offered && !met) { return barred(id, Barrier::carrier); }
  auto out = std::optional<NotThere>{};
  auto worst = 0.0;
  for (auto const& need : needs(project, part, site)) {
    auto const& chain = chain_[site];
    auto const end = need.site_only ? chain.begin() + 1 : chain.end();
    for (auto at = chain.begin(); at != end; ++at) {
      auto const room = capacity(*at, need.resource, year);
      auto const* more = extension(*at, need.resource);
      if (!room || need.amount <= 0.0) { continue; }
      auto const lack = need.amount - *room - (more == nullptr ? 0.0 : more->most);
      if (lack <= 1e-9 * need.amount || lack / need.amount <= worst) { continue; }
      worst = lack / need.amount;
      out = barred(id, Barrier::too_large);
      out->resource = in_->resources[need.resource].id;
      out->short_by = lack;
    }
  }
  if (out) { return out; }
  for (auto const at : chain_[site]) {
    if (in_->parks[at].opens > year && in_->year > 0) {
      out = barred(id, Barrier::not_open);
      out->year = std::max(out->year, in_->parks[at].opens);
    }
  }
  if (!out && row.from > year && in_->year > 0) {
    out = barred(id, Barrier::not_open);
    out->year = row.from;
  }
  return out;
}

double Ground::price_unplaced(int project) const {
  auto const last = last_.find(project);
  auto const leaves = last != last_.end() && last->second >= 0;
  return in_->projects[project].price_unplaced.value_or(in_->price_unplaced) +
         (leaves ? in_->price_move : 0.0);
}

std::vector<Part> Ground::parts(int project, int site, int second, int year) const {
  auto const& row = in_->projects[project];
  auto out = row.worth;
  auto const end = in_->year + in_->years;
  auto const add = [&](int at, bool of_second) {
    auto const found = fits_.find({project, at});
    if (found == fits_.end()) { return; }
    for (auto const k : found->second) {
      auto const& fit = in_->fits[k];
      if (fit.second != of_second) { continue; }
      // What opens later counts for the years that are left of those looked at, whenever the
      // project comes: waiting must not make it worth more.
      auto const left = std::clamp(end - fit.from, 0, in_->years);
      auto const share = in_->year == 0 ? 1.0 : static_cast<double>(left) / in_->years;
      for (auto const& part : fit.parts) {
        if (share > 0.0) { out.push_back({part.name, part.points * share}); }
      }
    }
  };
  for (auto const at : chain_[site]) { add(at, false); }
  if (second >= 0) {
    for (auto const at : chain_[second]) { add(at, true); }
  }
  auto const late = year - std::max(in_->year, row.from);
  auto const worth = worth_of(row);
  if (late > 0 && worth > 0.0 && in_->price_wait > 0.0) {
    out.push_back({"晚 " + std::to_string(late) + " 年", -in_->price_wait * late * worth});
  }
  if (auto const last = last_.find(project);
      in_->price_move > 0.0 && last != last_.end() && last->second >= 0 && last->second != site) {
    out.push_back({"与上期方案不同", -in_->price_move});
  }
  return out;
}

}  // namespace chengjie::place::district
