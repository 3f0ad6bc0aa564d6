#include "chengjie/place/penalty_search.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace chengjie::place {
namespace {

constexpr auto kLook = 12;     // candidate arcs of an item that are looked at
constexpr auto kEject = 6;     // targets that may throw another item out
constexpr auto kEjectTo = 4;   // places looked at for the one thrown out
constexpr auto kLeast = 1e-7;  // a smaller gain is noise
constexpr auto kRise = 1.25;
constexpr auto kFall = 0.85;
constexpr auto kStartDear = 10.0;  // weight of overload at the start, in prices
constexpr auto kStartCheap = 2.0;
constexpr auto kMendRise = 1.6;  // as kRise, in `mend`
constexpr auto kIdleKick = 12;   // local optima without a better plan before the best is shaken

}  // namespace

PenaltySearch::PenaltySearch(Linear const& linear, std::uint64_t seed)
    : l_(linear), random_(seed), width_(linear.problem.resources) {
  auto const& p = l_.problem;
  auto mean = 1.0;
  for (auto const cost : l_.cost) {
    mean += std::abs(cost) / static_cast<double>(l_.cost.size() + 1);
  }
  // One search begins among nearly feasible plans, the other among cheap ones.
  auto const start = seed % 2 == 1 ? kStartDear : kStartCheap;
  weight_least_.resize(p.capacity.size());
  weight_.resize(p.capacity.size());
  for (auto row = std::size_t{0}; row != weight_.size(); ++row) {
    weight_least_[row] = 1e-2 * l_.price[row] + 1e-3 * mean / std::max(1.0, l_.room[row]);
    weight_[row] = std::max(start * l_.price[row], 30.0 * weight_least_[row]);
  }
  start_from_prices();
}

double PenaltySearch::row_loss(std::size_t row, double load) const {
  auto const left = l_.room[row] - load;
  return left >= 0.0 ? l_.price[row] * left : -weight_[row] * left;
}

// What the loss of the site becomes, less what it is, with arc `in` added and `out` removed.
double PenaltySearch::site_change(int site, int in, int out) const {
  auto after = 0.0;
  auto const row = static_cast<std::size_t>(site) * width_;
  for (auto r = 0; r != width_; ++r) {
    auto load = load_[row + r];
    if (in >= 0) { load += l_.use[static_cast<std::size_t>(in) * width_ + r]; }
    if (out >= 0) { load -= l_.use[static_cast<std::size_t>(out) * width_ + r]; }
    after += row_loss(row + r, load);
  }
  return after - site_loss_[site];
}

void PenaltySearch::refresh(int site) {
  auto const row = static_cast<std::size_t>(site) * width_;
  auto total = 0.0;
  for (auto r = 0; r != width_; ++r) { total += row_loss(row + r, load_[row + r]); }
  site_loss_[site] = total;
}

void PenaltySearch::start(std::vector<std::int32_t> const& arc_of) {
  auto const& p = l_.problem;
  arc_of_ = arc_of;
  place_.assign(p.items, 0);
  at_.assign(p.sites, {});
  load_.assign(p.capacity.size(), 0.0);
  site_loss_.assign(p.sites, 0.0);
  cost_ = 0;
  over_ = 0;
  moved_.clear();
  is_moved_.assign(p.items, 0);
  for (auto j = 0; j != p.items; ++j) {
    auto const site = p.site[arc_of_[j]];
    place_[j] = static_cast<std::int32_t>(at_[site].size());
    at_[site].push_back(j);
    cost_ += p.cost[arc_of_[j]];
    change_load(arc_of_[j], 1.0);
    if (best_.empty() || best_[j] != arc_of_[j]) {
      is_moved_[j] = 1;
      moved_.push_back(j);
    }
  }
  for (auto i = 0; i != p.sites; ++i) { refresh(i); }
  queue_.clear();
  queued_.assign(p.items, 0);
  for (auto j = 0; j != p.items; ++j) { activate(j); }
}

void PenaltySearch::start_from_prices() {
  auto const& p = l_.problem;
  auto order = std::vector<int>(p.items);
  std::iota(order.begin(), order.end(), 0);
  // Those with most to lose from their second choice first, blurred so that searches differ.
  auto key = std::vector<double>(p.items);
  for (auto j = 0; j != p.items; ++j) {
    auto const regret = l_.candidates(j) > 1 ? l_.reduced[l_.candidate_of(j, 1)] : 1e300;
    key[j] = regret * (0.7 + 0.6 * random_.unit());
  }
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return key[a] > key[b]; });
  auto load = std::vector<double>(p.capacity.size(), 0.0);
  auto arcs = std::vector<std::int32_t>(p.items, -1);
  for (auto const j : order) {
    arcs[j] = l_.candidate_of(j, 0);
    for (auto k = 0; k != l_.candidates(j); ++k) {
      auto const a = l_.candidate_of(j, k);
      auto fits = true;
      for (auto r = 0; r != width_ && fits; ++r) {
        auto const row = static_cast<std::size_t>(p.site[a]) * width_ + r;
        fits = load[row] + l_.use[static_cast<std::size_t>(a) * width_ + r] <= l_.room[row];
      }
      if (fits) {
        arcs[j] = a;
        break;
      }
    }
    for (auto r = 0; r != width_; ++r) {
      load[static_cast<std::size_t>(p.site[arcs[j]]) * width_ + r] +=
          l_.use[static_cast<std::size_t>(arcs[j]) * width_ + r];
    }
  }
  start(arcs);
}

void PenaltySearch::adopt(std::vector<std::int32_t> const& arc_of, std::int64_t cost) {
  best_ = arc_of;
  moved_.resize(best_.size());
  std::iota(moved_.begin(), moved_.end(), 0);
  is_moved_.assign(best_.size(), 1);
  best_cost_ = cost;
  idle_ = 0;
}

void PenaltySearch::activate(int item) {
  if (queued_[item]) { return; }
  queued_[item] = 1;
  queue_.push_back(item);
}

void PenaltySearch::activate_site(int site) {
  for (auto const item : at_[site]) { activate(item); }
}

double PenaltySearch::change_of(int item, int to) const {
  return l_.reduced[to] - l_.reduced[arc_of_[item]];
}

void PenaltySearch::try_swaps(int item, int to, Move& best) const {
  auto const& p = l_.problem;
  auto const from = arc_of_[item];
  auto const here = p.site[from];
  auto const there = p.site[to];
  auto const least = change_of(item, to) - site_loss_[here] - site_loss_[there];
  for (auto const other : at_[there]) {
    auto const now = arc_of_[other];
    if (least - l_.reduced[now] >= best.change) { continue; }
    auto const back = l_.arc_of(other, here);
    if (back < 0 || least + change_of(other, back) >= best.change) { continue; }
    auto const total = change_of(item, to) + change_of(other, back) +
                       site_change(here, back, from) + site_change(there, to, now);
    if (total < best.change) { best = {total, to, other, back}; }
  }
}

void PenaltySearch::try_ejections(int item, int to, double without, Move& best) const {
  auto const& p = l_.problem;
  auto const there = p.site[to];
  auto const here = p.site[arc_of_[item]];
  auto const base = without + l_.reduced[to];
  for (auto const other : at_[there]) {
    auto const now = arc_of_[other];
    auto const least = base - l_.reduced[now] - site_loss_[there];
    auto made = false;
    auto middle = 0.0;
    auto const looked = std::min(kEjectTo, l_.candidates(other));
    auto const skip = l_.skip_arc(other);
    for (auto k = 0; k != looked + (skip >= 0 ? 1 : 0); ++k) {
      auto const exit = k < looked ? l_.candidate_of(other, k) : skip;
      auto const third = p.site[exit];
      if (third == there || third == here ||
          least + l_.reduced[exit] - site_loss_[third] >= best.change) {
        continue;
      }
      if (!made) {
        middle = base - l_.reduced[now] + site_change(there, to, now);
        made = true;
      }
      auto const total = middle + l_.reduced[exit] + site_change(third, exit, -1);
      if (total < best.change) { best = {total, to, other, exit}; }
    }
  }
}

PenaltySearch::Move PenaltySearch::best_move(int item) const {
  auto const& p = l_.problem;
  auto best = Move{};
  best.change = -kLeast;
  auto const from = arc_of_[item];
  auto const here = p.site[from];
  auto const without = site_change(here, -1, from) - l_.reduced[from];
  auto const looked = std::min(kLook, l_.candidates(item));
  for (auto k = 0; k != looked; ++k) {
    auto const to = l_.candidate_of(item, k);
    if (p.site[to] == here) { continue; }
    auto const change = without + l_.reduced[to] + site_change(p.site[to], to, -1);
    if (change < best.change) { best = {change, to, -1, -1}; }
    try_swaps(item, to, best);
  }
  if (auto const skip = l_.skip_arc(item); skip >= 0 && skip != from) {
    // Leaving the item out is dear, so it seldom stands among the candidates looked at.
    auto const change = without + l_.reduced[skip];
    if (change < best.change) { best = {change, skip, -1, -1}; }
  }
  if (best.to >= 0) { return best; }
  for (auto k = 0; k != std::min(kEject, looked); ++k) {
    auto const to = l_.candidate_of(item, k);
    if (p.site[to] != here) { try_ejections(item, to, without, best); }
  }
  return best;
}

void PenaltySearch::change_load(int arc, double sign) {
  auto const row = static_cast<std::size_t>(l_.problem.site[arc]) * width_;
  auto const use = static_cast<std::size_t>(arc) * width_;
  for (auto r = 0; r != width_; ++r) {
    over_ -= load_[row + r] > l_.room[row + r];
    load_[row + r] += sign * l_.use[use + r];
    over_ += load_[row + r] > l_.room[row + r];
  }
}

void PenaltySearch::relocate(int item, int arc) {
  auto const& p = l_.problem;
  auto const old = arc_of_[item];
  auto& from = at_[p.site[old]];
  from[place_[item]] = from.back();
  place_[from.back()] = place_[item];
  from.pop_back();
  auto& to = at_[p.site[arc]];
  place_[item] = static_cast<std::int32_t>(to.size());
  to.push_back(item);
  if (!is_moved_[item]) {
    is_moved_[item] = 1;
    moved_.push_back(item);
  }
  change_load(old, -1.0);
  change_load(arc, 1.0);
  cost_ += p.cost[arc] - p.cost[old];
  arc_of_[item] = arc;
  refresh(p.site[old]);
  refresh(p.site[arc]);
}

void PenaltySearch::apply(int item, Move const& move) {
  auto const& p = l_.problem;
  auto const here = p.site[arc_of_[item]];
  if (move.other >= 0) { relocate(move.other, move.other_to); }
  relocate(item, move.to);
  activate_site(here);
  activate_site(p.site[move.to]);
  if (move.other >= 0) { activate_site(p.site[move.other_to]); }
}

void PenaltySearch::record() {
  if (over_ > 0 || (best_cost_ && cost_ >= *best_cost_)) { return; }
  best_.resize(arc_of_.size());
  for (auto const item : moved_) {
    best_[item] = arc_of_[item];
    is_moved_[item] = 0;
  }
  moved_.clear();
  best_cost_ = cost_;
  idle_ = 0;
}

void PenaltySearch::kick() {
  auto const& p = l_.problem;
  if (best_cost_ && random_.below(4) != 0) { start(best_); }
  queue_.clear();
  std::fill(queued_.begin(), queued_.end(), 0);
  auto const count =
      2 + static_cast<int>(random_.below(static_cast<std::uint32_t>(std::max(2, p.items / 40))));
  for (auto k = 0; k != count; ++k) {
    auto const item = static_cast<int>(random_.below(static_cast<std::uint32_t>(p.items)));
    auto const looked = static_cast<std::uint32_t>(std::min(5, l_.candidates(item)));
    auto const to = l_.candidate_of(item, static_cast<int>(random_.below(looked)));
    if (to == arc_of_[item]) { continue; }
    auto const here = p.site[arc_of_[item]];
    relocate(item, to);
    activate_site(here);
    activate_site(p.site[to]);
  }
}

void PenaltySearch::at_local_optimum() {
  auto const& p = l_.problem;
  ++idle_;
  record();
  auto clean = true;
  for (auto row = std::size_t{0}; row != load_.size(); ++row) {
    if (load_[row] <= l_.room[row]) { continue; }
    clean = false;
    weight_[row] *= kRise;
    activate_site(static_cast<int>(row) / width_);
  }
  if (clean) {
    for (auto row = std::size_t{0}; row != load_.size(); ++row) {
      weight_[row] = std::max(weight_least_[row], weight_[row] * kFall);
    }
    for (auto j = 0; j != p.items; ++j) { activate(j); }
  }
  for (auto i = 0; i != p.sites; ++i) { refresh(i); }
  if (idle_ % kIdleKick == 0) { kick(); }
}

void PenaltySearch::run(std::int64_t examinations, std::function<bool()> const& stop) {
  record();
  if (l_.problem.items == 0) { return; }
  for (auto k = std::int64_t{0}; k != examinations; ++k) {
    if (k % 64 == 0 && stop()) { break; }
    if (queue_.empty()) {
      at_local_optimum();
      continue;
    }
    if (examine_one()) { record(); }
  }
  record();
}

void PenaltySearch::raise_overloaded(double rise) {
  for (auto row = std::size_t{0}; row != load_.size(); ++row) {
    if (load_[row] <= l_.room[row]) { continue; }
    auto const site = static_cast<int>(row) / width_;
    weight_[row] *= rise;
    refresh(site);
    activate_site(site);
  }
}

void PenaltySearch::mend(std::vector<std::int32_t> const& arc_of, std::vector<double> const& weight,
                         std::int64_t examinations, std::function<bool()> const& stop) {
  auto const usual = std::exchange(weight_, weight);
  start(arc_of);
  for (auto const item : queue_) { queued_[item] = 0; }
  queue_.clear();
  for (auto k = std::int64_t{0}; k != examinations; ++k) {
    if (k % 64 == 0 && stop()) { break; }
    if (!queue_.empty()) {
      examine_one();
    } else if (over_ > 0) {
      raise_overloaded(kMendRise);
    } else {
      break;
    }
  }
  record();
  weight_ = usual;
  for (auto i = 0; i != l_.problem.sites; ++i) { refresh(i); }
}

bool PenaltySearch::examine_one() {
  auto const pick = random_.below(static_cast<std::uint32_t>(queue_.size()));
  auto const item = queue_[pick];
  queue_[pick] = queue_.back();
  queue_.pop_back();
  queued_[item] = 0;
  auto const move = best_move(item);
  if (move.to >= 0) { apply(item, move); }
  return move.to >= 0;
}

}  // namespace chengjie::place
