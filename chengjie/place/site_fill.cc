#include "chengjie/place/site_fill.h"

#include <algorithm>
#include <cmath>

#include "chengjie/place/knapsack_tree.h"

namespace chengjie::place {
namespace {

constexpr auto kRoomMost = std::int64_t{50'000};
constexpr auto kGroupLeast = 8U;  // sites; all when there are fewer
constexpr auto kGroupMost = 80U;
constexpr auto kGroupItems = 4'000;
constexpr auto kLook = std::size_t{12};  // arcs of an item
constexpr auto kTailLeast = 3;           // sites left to the tree,
constexpr auto kTailItems = 30.0;        // or as many as hold so many items, or twice as many
constexpr auto kTailCells = std::int64_t{2'000'000};
constexpr auto kColdest = 0.05;    // in losses of a site, at the middle
constexpr auto kHottest = 1e4;     // in coldest heats
constexpr auto kChoice = 2.0;      // nats a site, at the middle
constexpr auto kDrawsPowers = 5U;  // sets drawn of which the likeliest is taken: 1, 2, 4, 8 or 16
constexpr auto kFarShare = 0.07;   // of the gap: how far above the best plan the walk may go
constexpr auto kTriesMost = 2U;    // ways on from the middle of a descent

}  // namespace

bool SiteFill::takes(Linear const& l) {
  auto const& p = l.problem;
  return p.resources == 1 && p.sites >= 2 && p.items > 0 && l.sites_told == p.sites &&
         std::all_of(p.capacity.begin(), p.capacity.end(),
                     [](auto const room) { return room <= kRoomMost; });
}

SiteFill::SiteFill(Linear const& linear, std::uint64_t seed) : l_(linear), random_(seed) {
  slot_of_.assign(l_.problem.sites, -1);
}

void SiteFill::start(std::vector<std::int32_t> const& arc_of, std::int64_t cost) {
  best_ = arc_of;
  best_cost_ = cost;
  stand_at(arc_of, cost);
}

void SiteFill::stand_at(std::vector<std::int32_t> const& arc_of, std::int64_t cost) {
  auto const& p = l_.problem;
  arc_of_ = arc_of;
  cost_ = cost;
  at_.assign(p.sites, {});
  for (auto j = 0; j != p.items; ++j) { at_[p.site[arc_of_[j]]].push_back(j); }
}

void SiteFill::add_site(int site) {
  slot_of_[site] = static_cast<std::int32_t>(sites_.size());
  sites_.push_back(site);
}

// Grows along cheap arcs of the items that stand in the group.
void SiteFill::choose_sites() {
  auto const& p = l_.problem;
  for (auto const site : sites_) { slot_of_[site] = -1; }
  sites_.clear();
  auto const wanted =
      std::min<std::int64_t>(kGroupLeast + random_.below(kGroupMost - kGroupLeast + 1),
                             std::int64_t{kGroupItems} * p.sites / p.items);
  auto const count = static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 2, p.sites));
  auto const any = [&] { return static_cast<int>(random_.below(static_cast<unsigned>(p.sites))); };
  add_site(any());
  for (auto tries = std::size_t{0}; sites_.size() < count && tries < 50 * count; ++tries) {
    auto const base = sites_[random_.below(static_cast<unsigned>(sites_.size()))];
    auto next = any();
    if (auto const& here = at_[base]; !here.empty() && random_.below(3) != 0) {
      auto const item = here[random_.below(static_cast<unsigned>(here.size()))];
      auto const looked = static_cast<unsigned>(std::min(6, l_.candidates(item)));
      next = p.site[l_.candidate_of(item, static_cast<int>(random_.below(looked)))];
    }
    if (slot_of_[next] < 0) { add_site(next); }
  }
}

// The group's items with their cheapest arcs, and how it is filled this time.
void SiteFill::gather(std::int64_t farther) {
  auto const& p = l_.problem;
  auto room = std::vector<double>{};
  auto price = std::vector<double>{};
  for (auto const site : sites_) {
    room.push_back(l_.room[site]);
    price.push_back(l_.price[site]);
  }
  auto const loss = (static_cast<double>(cost_) - l_.level) / p.sites;
  coldest_ = std::max(1e-6, kColdest * loss) * std::exp2(2.0 * random_.unit() - 1.5);
  choice_ = kChoice * std::exp2(2.0 * random_.unit() - 1.0);
  draws_ = 1 << random_.below(kDrawsPowers);
  tries_ = 1 + static_cast<int>(random_.below(kTriesMost));
  soft_.clear(std::move(room), std::move(price), coldest_);
  items_.clear();
  group_cost_ = spent_ = 0;
  auto arcs = std::vector<SoftPrices::Arc>{};
  for (auto const site : sites_) {
    for (auto const item : at_[site]) {
      arcs.clear();
      auto k = 0;
      for (; k != l_.candidates(item) && arcs.size() != kLook; ++k) {
        auto const arc = l_.candidate_of(item, k);
        auto const slot = slot_of_[p.site[arc]];
        if (slot >= 0) { arcs.push_back({arc, slot, l_.use[arc], l_.cost[arc], 0.0}); }
      }
      work_ += k;
      soft_.add_item(static_cast<int>(items_.size()), arcs);
      items_.push_back(item);
      group_cost_ += p.cost[arc_of_[item]];
    }
  }
  most_ = group_cost_ + best_cost_ + farther - cost_;
  filled_.assign(items_.size(), -1);
  auto const each = static_cast<double>(items_.size()) / static_cast<double>(sites_.size());
  auto const wanted = kTailItems * (1.0 + random_.below(2)) / std::max(1.0, each);
  tail_ = std::max(kTailLeast, static_cast<int>(wanted));
}

// Prices of what is still open; as warm as leaves the wanted choice.
void SiteFill::warm() {
  for (auto k = 0; k != 6; ++k) {
    soft_.solve(k == 0 ? 6 : 3);
    auto const ratio = soft_.entropy() / (choice_ * soft_.open());
    if (ratio > 0.9 && ratio < 1.15) { return; }
    auto const heat = soft_.heat() * std::clamp(1.0 / std::max(ratio, 1e-9), 0.6, 1.5);
    if (heat < coldest_ || heat > kHottest * coldest_) { return; }
    soft_.set_heat(heat);
  }
}

// Whether nothing as good as before can come of what was drawn.
bool SiteFill::hopeless() const {
  return static_cast<double>(spent_ - most_) + soft_.level() > 1e-6;
}

// Closes sites down to half of those open, then tries several ways on; at the tail, the tree.
bool SiteFill::descend(std::function<bool()> const& stop) {
  auto const from = soft_.open();
  auto const until = from < 2 * tail_ ? std::min(tail_, from) : from / 2;
  while (soft_.open() > until) {
    if (stop()) { return false; }
    warm();
    if (hopeless() || !draw(tightest())) { return false; }
  }
  if (until <= tail_) {
    soft_.solve(6);
    return !hopeless() && finish(stop);
  }
  auto const kept = soft_;
  auto const spent = spent_;
  for (auto round = 0; round != tries_; ++round) {
    if (round > 0) {
      work_ += soft_.work() - kept.work();
      soft_ = kept;
      spent_ = spent;
    }
    if (descend(stop)) { return true; }
  }
  return false;
}

// The open sites and the items that are not drawn, with all their arcs.
SiteFill::Rest SiteFill::rest() const {
  auto const& p = l_.problem;
  auto out = Rest{};
  auto sites = std::vector<int>{};
  for (auto i = 0; i != soft_.slots(); ++i) {
    if (soft_.open_slot(i)) { sites.push_back(sites_[i]); }
  }
  std::sort(sites.begin(), sites.end());
  out.problem.sites = static_cast<int>(sites.size());
  out.problem.items = soft_.items();
  out.problem.resources = 1;
  out.problem.first.push_back(0);
  for (auto const site : sites) {
    out.problem.capacity.push_back(p.capacity[site]);
    out.price.push_back(soft_.price(slot_of_[site]));
  }
  for (auto k = 0; k != soft_.items(); ++k) {
    out.item.push_back(soft_.item(k));
    for (auto i = 0; i != out.problem.sites; ++i) {
      auto const arc = l_.arc_of(items_[soft_.item(k)], sites[i]);
      if (arc < 0) { continue; }
      out.problem.site.push_back(i);
      out.problem.cost.push_back(p.cost[arc]);
      out.problem.use.push_back(p.use[arc]);
      out.arc.push_back(arc);
    }
    out.problem.first.push_back(static_cast<std::int32_t>(out.arc.size()));
  }
  return out;
}

bool SiteFill::finish(std::function<bool()> const& stop) {
  auto const rest = this->rest();
  if (!KnapsackTree::takes(rest.problem)) { return false; }
  auto tree = KnapsackTree{rest.problem, rest.price};
  tree.know(most_ - spent_ + 1);
  tree.run(1, stop);
  if (!tree.done() && tree.plan().empty()) {
    tree.dive(random_.next());
    tree.run(std::max(kTailCells, tree.cells() / 2), stop);
  }
  work_ += tree.cells();
  if (tree.plan().empty()) { return false; }
  for (auto k = 0; k != rest.problem.items; ++k) {
    filled_[rest.item[k]] = rest.arc[tree.plan()[k]];
    spent_ += rest.problem.cost[tree.plan()[k]];
  }
  return true;
}

void SiteFill::adopt() {
  auto arcs = arc_of_;
  for (auto k = std::size_t{0}; k != items_.size(); ++k) { arcs[items_[k]] = filled_[k]; }
  stand_at(arcs, cost_ + spent_ - group_cost_);
  if (cost_ >= best_cost_) { return; }
  best_cost_ = cost_;
  best_ = arc_of_;
}

void SiteFill::run(std::int64_t work, std::function<bool()> const& stop) {
  auto const until = work_ + work;
  while (work_ < until && !stop()) {
    auto const far = kFarShare * (static_cast<double>(best_cost_) - l_.level) * random_.unit();
    auto const farther = static_cast<std::int64_t>(std::max(0.0, far));
    if (cost_ > best_cost_ + farther) { stand_at(best_, best_cost_); }
    choose_sites();
    gather(farther);
    auto const begun = soft_.work();
    auto const done = descend(stop);
    work_ += soft_.work() - begun;
    if (done) { adopt(); }
  }
}

}  // namespace chengjie::place
