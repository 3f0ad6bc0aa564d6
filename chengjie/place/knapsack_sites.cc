// The knapsack of one site, and what its tables say of every arc.
#include <algorithm>
#include <utility>

#include "chengjie/place/knapsack_tree.h"
#include "chengjie/place/wide.h"

namespace chengjie::place {
namespace {

constexpr auto kFixCells = std::int64_t{3'000'000};  // a site; else only the weaker test

// The best of one more pick at every size of room.
CJ_WIDE void add_pick(double* next, double const* now, double worth, int use, int width) {
  for (auto w = 0; w < use; ++w) { next[w] = now[w]; }
  for (auto w = use; w < width; ++w) {
    auto const with = now[w - use] + worth;
    next[w] = with < now[w] ? with : now[w];
  }
}

// The same with the rows turned round: entry w has room for width - 1 - w.
CJ_WIDE void add_pick_back(double* next, double const* now, double worth, int use, int width) {
  for (auto w = 0; w < width - use; ++w) {
    auto const with = now[w + use] + worth;
    next[w] = with < now[w] ? with : now[w];
  }
  for (auto w = std::max(0, width - use); w < width; ++w) { next[w] = now[w]; }
}

CJ_WIDE double least_sum(double const* a, double const* b, int width) {
  double least[8];
  for (auto& x : least) { x = 1e300; }
  auto w = 0;
  for (; w + 8 <= width; w += 8) {
    for (auto k = 0; k < 8; ++k) {
      auto const sum = a[w + k] + b[w + k];
      least[k] = sum < least[k] ? sum : least[k];
    }
  }
  for (; w < width; ++w) { least[0] = std::min(least[0], a[w] + b[w]); }
  return *std::min_element(least, least + 8);
}

}  // namespace

// The room's price at which the picks fill it, by halving the order of worth a use (Balas & Zemel
// 1980), and from it a lower and an upper value of the knapsack.
void KnapsackTree::find_critical(int room) {
  auto const ratio = [](Pick const& pick) {
    return pick.live->use == 0 ? -1e300 : pick.worth / static_cast<double>(pick.live->use);
  };
  auto const better = [&](Pick const& a, Pick const& b) { return ratio(a) < ratio(b); };
  auto low = picks_.begin();
  auto high = picks_.end();
  auto left = std::int64_t{room};
  while (high - low > 1) {
    auto const middle = low + (high - low) / 2;
    std::nth_element(low, middle, high, better);
    auto weight = std::int64_t{0};
    for (auto at = low; at != middle; ++at) { weight += at->live->use; }
    if (weight <= left) {
      left -= weight;
      low = middle;
    } else {
      high = middle;
    }
  }
  if (low->live->use <= left) { left -= low++->live->use; }
  critical_ = low == picks_.end() ? 0.0 : -ratio(*low);
  lower_ = -critical_ * room;
  upper_ = 0.0;
  for (auto at = picks_.begin(); at != picks_.end(); ++at) {
    lower_ += std::min(0.0, rate(*at));
    if (at < low) {
      upper_ += at->worth;
    } else if (at->live->use <= left) {
      left -= at->live->use;
      upper_ += at->worth;
    }
  }
}

// Parts the picks into those surely taken, surely left, and the core between; the room left for
// the core.
int KnapsackTree::part(int room, double gap) {
  core_.clear();
  sure_.clear();
  sure_worth_ = 0.0;
  for (auto const& pick : picks_) {
    auto const over = rate(pick);
    if (over > gap) { continue; }
    if (over >= -gap) {
      core_.push_back(pick);
      continue;
    }
    sure_.push_back(pick.live->arc);
    sure_worth_ += pick.worth;
    room -= pick.live->use;
  }
  return room;
}

// Rows of the core's table, one a pick.
void KnapsackTree::tabulate(int width) {
  cells_ += std::int64_t{width} * static_cast<std::int64_t>(core_.size());
  table_.resize(static_cast<std::size_t>(width) * (core_.size() + 1));
  std::fill(table_.begin(), table_.begin() + width, 0.0);
  auto* row = table_.data();
  for (auto const& pick : core_) {
    add_pick(row + width, row, pick.worth, std::min(pick.live->use, width), width);
    row += width;
  }
}

// The least of the site's knapsack at the prices.
double KnapsackTree::knapsack(int site, double lean) {
  picks_.clear();
  auto weight = std::int64_t{0};
  auto total = 0.0;
  for (auto const& live : live_[site]) {
    auto const worth = worth_of(live, lean);
    if (worth >= 0.0) { continue; }
    picks_.push_back({&live, worth});
    weight += live.use;
    total += worth;
  }
  cells_ += static_cast<std::int64_t>(4 * live_[site].size());
  auto const room = room_[site];
  if (weight <= room) {
    critical_ = 0.0;
    lower_ = upper_ = total;
    part(room, -1.0);
    core_width_ = 1;
    return total;
  }
  find_critical(room);
  core_width_ = part(room, upper_ - lower_ + slip()) + 1;
  CJ_CHECK(core_width_ > 0);
  tabulate(core_width_);
  return sure_worth_ + table_[static_cast<std::size_t>(core_width_) * (core_.size() + 1) - 1];
}

// At the price of the item and, when it leans, dearer where the late passes seldom put the item.
double KnapsackTree::worth_of(Live const& live, double lean) const {
  auto const worth = live.cost - price_[live.item];
  if (lean == 0.0) { return worth; }
  return worth + std::nearbyint(lean * (0.5 - share_[live.arc] / std::max(share_total_, 1e-9)));
}

// What the knapsack looked at last takes.
void KnapsackTree::take_chosen(std::vector<std::int32_t>& arcs) const {
  arcs.insert(arcs.end(), sure_.begin(), sure_.end());
  auto const width = static_cast<std::size_t>(core_width_);
  auto left = width - 1;
  for (auto k = core_.size(); k-- > 0;) {
    if (table_[(k + 1) * width + left] == table_[k * width + left]) { continue; }
    auto const& live = *core_[k].live;
    left -= static_cast<std::size_t>(live.use);
    arcs.push_back(live.arc);
  }
}

void KnapsackTree::choose(int site, double& total) {
  total += knapsack(site, 0.0);
  auto const from = chosen_.size();
  take_chosen(chosen_);
  for (auto k = from; k != chosen_.size(); ++k) { ++served_[item_of_[chosen_[k]]]; }
}

// What cannot be in a plan within the limit is doomed, and so is being without what must be. False:
// there is no such plan.
bool KnapsackTree::fix_site(int site, double level, std::vector<std::int32_t>& doomed) {
  auto const base = level - knapsack(site, 0.0);  // the bound without this site
  auto const gap = limit() - base - lower_ + slip();
  picks_.clear();
  for (auto const& live : live_[site]) { picks_.push_back({&live, live.cost - price_[live.item]}); }
  for (auto const& pick : picks_) {
    if (auto const over = rate(pick); over > gap) { doomed.push_back(pick.live->arc); }
  }
  auto const width = part(room_[site], gap) + 1;
  if (width < 1) { return false; }
  for (auto const arc : sure_) { doomed.push_back(-1 - arc); }
  auto const size = static_cast<std::int64_t>(core_.size());
  if (size == 0 || size * width > kFixCells) { return true; }
  tabulate(width);
  cells_ += 2 * size * width;
  auto const most = limit() - base - sure_worth_;
  back_.assign(2 * static_cast<std::size_t>(width), 0.0);
  auto* now = back_.data();
  auto* next = now + width;
  for (auto k = core_.size(); k-- > 0;) {
    auto const& pick = core_[k];
    auto const use = std::min(pick.live->use, width);
    auto const* row = table_.data() + k * static_cast<std::size_t>(width);
    if (use == width || pick.worth + least_sum(row, now + use, width - use) > most) {
      doomed.push_back(pick.live->arc);
    } else if (least_sum(row, now, width) > most) {
      doomed.push_back(-1 - pick.live->arc);  // without it no plan is within the limit
    }
    add_pick_back(next, now, pick.worth, use, width);
    std::swap(now, next);
  }
  return true;
}

// At the prices, whose bound is `level`. False: no better plan is left here.
bool KnapsackTree::fix(double level) {
  auto doomed = std::vector<std::int32_t>{};
  for (auto i = 0; i != p_.sites; ++i) {
    if (!live_[i].empty() && !fix_site(i, level, doomed)) { return false; }
  }
  if (doomed.empty()) { return true; }
  for (auto const arc : doomed) {
    if (arc >= 0) {
      kill(arc);
    } else {
      keep_only(-1 - arc);
    }
  }
  return refresh();
}

}  // namespace chengjie::place
