#include "chengjie/place/district_state.h"

#include <algorithm>
#include <cmath>

namespace chengjie::place::district {

State::State(Model const& model)
    : m_(&model),
      choice_of_(model.items, -1),
      load_(model.rows.size(), 0),
      count_(model.filled.begin(), model.filled.end()),
      parks_of_(model.segments, 0),
      at_(model.sites) {
  for (auto s = 0; s != model.segments; ++s) {
    for (auto i = 0; i != model.sites; ++i) { parks_of_[s] += count(s, i) > 0 ? 1 : 0; }
  }
  base_ = parks_of_;
  for (auto const price : model.skip) {
    if (price == kNever) { ++missing_; }
    value_ -= price == kNever ? 0 : price;
  }
}

std::int64_t& State::count(int segment, int ground) {
  return count_[static_cast<std::size_t>(segment) * m_->sites + ground];
}
std::int64_t State::count(int segment, int ground) const {
  return count_[static_cast<std::size_t>(segment) * m_->sites + ground];
}

std::int64_t State::over(int group) const {
  auto units = std::int64_t{0};
  for (auto k = m_->groups[group].first; k != m_->groups[group].last; ++k) {
    units = std::max(units, load_[k] - m_->rows[k].capacity);
  }
  return units;
}

std::int64_t State::cost_of_over(int group, std::int64_t units) const {
  return units <= 0 ? 0 : std::llround(m_->groups[group].price * static_cast<double>(units));
}

bool State::fits_rows(int choice) const {
  for (auto u = m_->choices[choice].first_use; u != m_->uses_end(choice); ++u) {
    auto const& use = m_->uses[u];
    auto const& row = m_->rows[use.row];
    if (load_[use.row] + use.amount > row.capacity + m_->groups[row.group].most) { return false; }
  }
  return true;
}

bool State::fits_near(int choice) const {
  auto const& here = m_->choices[choice];
  for (auto const& apart : m_->aparts[here.item]) {
    auto const there = choice_of_[apart.other];
    if (there >= 0 && m_->near_of(here.site, m_->choices[there].site) >= apart.level) {
      return false;
    }
  }
  return true;
}

bool State::fits(int choice) const { return fits_rows(choice) && fits_near(choice); }

std::int64_t State::pair_points(int item, int site) const {
  auto total = std::int64_t{0};
  for (auto const& pair : m_->pairs[item]) {
    auto const there = choice_of_[pair.other];
    if (there < 0) { continue; }
    total += pair.points[static_cast<int>(m_->near_of(site, m_->choices[there].site))];
  }
  return total;
}

std::int64_t State::pair_points(int item) const {
  auto const choice = choice_of_[item];
  return choice < 0 ? 0 : pair_points(item, m_->choices[choice].site);
}

std::int64_t State::segment_cost() const {
  auto total = std::int64_t{0};
  for (auto s = std::size_t{0}; s != parks_of_.size(); ++s) {
    total += m_->price_segment * (std::max(1, parks_of_[s]) - std::max(1, base_[s]));
  }
  return total;
}

std::int64_t State::gain(int choice) const {
  auto const& here = m_->choices[choice];
  auto total = here.points + pair_points(here.item, here.site);
  auto const skip = m_->skip[here.item];
  if (skip != kNever) { total += skip; }
  // Rows of one group stand together, in order.
  auto group = -1;
  auto units = std::int64_t{0};
  auto const close = [&] {
    if (group < 0 || m_->groups[group].most == 0) { return; }
    auto const now = over(group);
    if (units > now) { total -= cost_of_over(group, units) - cost_of_over(group, now); }
  };
  for (auto u = here.first_use; u != m_->uses_end(choice); ++u) {
    auto const& use = m_->uses[u];
    auto const& row = m_->rows[use.row];
    if (row.group != group) {
      close();
      group = row.group;
      units = 0;
    }
    units = std::max(units, load_[use.row] + use.amount - row.capacity);
  }
  close();
  if (auto const s = m_->segment[here.item]; s >= 0) {
    auto const fresh = count(s, m_->ground[here.site]) == 0;
    if (fresh && parks_of_[s] > 0) { total -= m_->price_segment; }
  }
  return total;
}

void State::put(int choice) {
  auto const& here = m_->choices[choice];
  CJ_CHECK(choice_of_[here.item] < 0);
  value_ += gain(choice);
  for (auto u = here.first_use; u != m_->uses_end(choice); ++u) {
    load_[m_->uses[u].row] += m_->uses[u].amount;
  }
  if (auto const s = m_->segment[here.item]; s >= 0) {
    if (count(s, m_->ground[here.site])++ == 0) { ++parks_of_[s]; }
  }
  if (m_->skip[here.item] == kNever) { --missing_; }
  choice_of_[here.item] = choice;
  at_[here.site].push_back(here.item);
  if (here.second >= 0 && here.second != here.site) { at_[here.second].push_back(here.item); }
}

void State::take(int item) {
  auto const choice = choice_of_[item];
  if (choice < 0) { return; }
  auto const& here = m_->choices[choice];
  for (auto u = here.first_use; u != m_->uses_end(choice); ++u) {
    load_[m_->uses[u].row] -= m_->uses[u].amount;
  }
  if (auto const s = m_->segment[item]; s >= 0) {
    if (--count(s, m_->ground[here.site]) == 0) { --parks_of_[s]; }
  }
  if (m_->skip[item] == kNever) { ++missing_; }
  choice_of_[item] = -1;
  for (auto const site : {here.site, here.second}) {
    if (site < 0) { continue; }
    auto& there = at_[site];
    if (auto const found = std::find(there.begin(), there.end(), item); found != there.end()) {
      *found = there.back();
      there.pop_back();
    }
  }
  value_ -= gain(choice);  // what it gained there is what it takes along
}

void State::set(std::vector<int> const& choices) {
  for (auto j = 0; j != m_->items; ++j) { take(j); }
  for (auto const choice : choices) {
    if (choice >= 0) { put(choice); }
  }
}

}  // namespace chengjie::place::district
