#include "chengjie/place/district_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/base/random.h"
#include "chengjie/place/crew.h"

namespace chengjie::place::district {
namespace {

constexpr auto kWidth = 24;         // choices of a project that a walk looks at, best priced first
constexpr auto kRuinMost = 14;      // projects taken out at once
constexpr auto kTolerance = 0.003;  // of the points, at the beginning
constexpr auto kNoise = 0.15;       // of a choice's worth, when put back

class Walk {
 public:
  Walk(Model const& m, RowPrices const& prices, Options const& options)
      : m_(m), options_(options), state_(m), random_(options.seed), mark_(m.items, 0) {
    for (auto c = 0; c != static_cast<int>(m.choices.size()) - 1; ++c) {
      auto used = 0.0;
      for (auto u = m.choices[c].first_use; u != m.uses_end(c); ++u) {
        used += prices.of[m.uses[u].row] * static_cast<double>(m.uses[u].amount);
      }
      used_.push_back(used);
    }
    for (auto j = 0; j != m.items; ++j) {
      auto list = std::vector<int>(m.first[j + 1] - m.first[j]);
      std::iota(list.begin(), list.end(), m.first[j]);
      std::stable_sort(list.begin(), list.end(), [&](int a, int b) {
        return prices.optimist[a] - used_[a] > prices.optimist[b] - used_[b];
      });
      tried_.push_back(std::move(list));
    }
  }

  Found run(std::vector<int> const& start, std::int64_t bound) {
    begin(start);
    keep();
    auto const whole = std::max<std::int64_t>(1, options_.moves);
    auto const scale = std::abs(static_cast<double>(bound)) + 1.0;
    while (moves_ < whole && !(best_found_ && best_value_ >= bound)) {
      if (++rounds_ % 32 == 0 && out_of_time(options_)) { break; }
      auto const left = 1.0 - std::max(static_cast<double>(moves_) / static_cast<double>(whole),
                                       rounds_ % 32 == 0 ? time_spent() : time_spent_);
      round(static_cast<std::int64_t>(kTolerance * scale * left * left));
      if (options_.target && best_found_ && best_value_ >= *options_.target) { break; }
    }
    auto out = Found{};
    out.bound = bound;
    if (best_found_) {
      out.choices = best_;
      out.value = best_value_;
    }
    out.stop = best_found_ && best_value_ >= bound ? Stop::proved_best
               : out_of_time(options_)             ? Stop::time_spent
                                                   : Stop::moves_spent;
    return out;
  }

 private:
  // As a share of what it may take, where the clock ends the run.
  double time_spent() {
    auto const timed = options_.seconds > 0.0 && options_.clock;
    time_spent_ = timed ? std::min(1.0, options_.clock() / options_.seconds) : 0.0;
    return time_spent_;
  }

  void begin(std::vector<int> const& start) {
    auto rest = std::vector<int>{};
    for (auto j = 0; j != m_.items; ++j) {
      auto const c = start.empty() ? -1 : start[j];
      if (c >= 0 && state_.fits(c)) {
        state_.put(c);
      } else {
        rest.push_back(j);
      }
    }
    // Those that must be placed first, then those with most to lose.
    auto const regret = [&](int j) {
      auto const& list = tried_[j];
      if (m_.skip[j] == kNever) { return 1e300; }
      if (list.empty()) { return -1e300; }
      return static_cast<double>(m_.choices[list[0]].points) - used_[list[0]];
    };
    std::stable_sort(rest.begin(), rest.end(), [&](int a, int b) { return regret(a) > regret(b); });
    for (auto const j : rest) { insert(j, 0.0, true); }
    fill(rest);
  }

  // Where it gains most at the prices; `only_priced`: nowhere when it does not earn them.
  bool insert(int item, double noise, bool only_priced) {
    ++moves_;
    auto best = -1;
    auto best_gain = m_.skip[item] == kNever ? -1e300 : 0.0;
    auto seen = 0;
    for (auto const c : tried_[item]) {
      if (++seen > kWidth && best >= 0) { break; }
      if (!state_.fits(c)) { continue; }
      auto gain = static_cast<double>(state_.gain(c)) - (only_priced ? used_[c] : 0.0);
      if (noise > 0.0) { gain *= 1.0 + noise * (random_.unit() - 0.5); }
      if (gain > best_gain) { best = c, best_gain = gain; }
    }
    if (best < 0) { return false; }
    state_.put(best);
    return true;
  }

  // What is left over takes any room that is left, whatever the prices say.
  void fill(std::vector<int> const& items) {
    for (auto const j : items) {
      if (state_.choice_of(j) < 0) { insert(j, 0.0, false); }
    }
  }

  void remember(int item) {
    if (mark_[item]) { return; }
    mark_[item] = 1;
    out_.push_back(item);
    was_.push_back(state_.choice_of(item));
    state_.take(item);
  }

  int any_item() { return static_cast<int>(random_.below(static_cast<std::uint32_t>(m_.items))); }

  void take_from(int site, int most) {
    auto there = state_.at(site);
    while (!there.empty() && most-- > 0) {
      auto const k = random_.below(static_cast<std::uint32_t>(there.size()));
      remember(there[k]);
      there[k] = there.back();
      there.pop_back();
    }
  }

  void ruin() {
    auto const how_many = 1 + static_cast<int>(random_.below(kRuinMost));
    auto const item = any_item();
    auto const& list = tried_[item];
    auto const kind = random_.below(4);
    remember(item);
    if (kind == 0 || list.empty()) {
      for (auto k = 1; k < how_many; ++k) { remember(any_item()); }
      return;
    }
    // Room at one of its best sites, and at another that those could go to.
    auto const top = static_cast<std::uint32_t>(std::min<std::size_t>(list.size(), 6));
    auto const& choice = m_.choices[list[random_.below(top)]];
    take_from(choice.site, how_many);
    if (kind == 1) { return; }
    if (kind == 2) {
      for (auto const& pair : m_.pairs[item]) {
        if (out_.size() >= static_cast<std::size_t>(2 * kRuinMost)) { break; }
        remember(pair.other);
      }
    }
    auto const partner = out_[random_.below(static_cast<std::uint32_t>(out_.size()))];
    if (tried_[partner].empty()) { return; }
    auto const few = static_cast<std::uint32_t>(std::min<std::size_t>(tried_[partner].size(), 6));
    take_from(m_.choices[tried_[partner][random_.below(few)]].site, how_many / 2);
  }

  void round(std::int64_t tolerance) {
    out_.clear();
    was_.clear();
    auto const before = state_.value();
    auto const missing = state_.missing();
    ruin();
    auto order = out_;
    // A few of those that stand nowhere get a chance too.
    for (auto k = 0; k != 3; ++k) {
      auto const j = any_item();
      if (state_.choice_of(j) < 0 && !mark_[j]) {
        remember(j);
        order.push_back(j);
      }
    }
    sort_for_insert(order);
    auto const noise = random_.below(2) == 0 ? 0.0 : kNoise;
    auto const priced = random_.below(4) != 0;
    for (auto const j : order) { insert(j, noise, priced); }
    fill(order);
    auto const better = state_.missing() < missing ||
                        (state_.missing() == missing && state_.value() >= before - tolerance &&
                         state_.value() >= best_value_ - 2 * tolerance);
    if (better) {
      keep();
    } else {
      for (auto const j : out_) { state_.take(j); }
      for (auto k = std::size_t{0}; k != out_.size(); ++k) {
        if (was_[k] >= 0) { state_.put(was_[k]); }
      }
    }
    for (auto const j : out_) { mark_[j] = 0; }
  }

  void sort_for_insert(std::vector<int>& order) {
    auto key = std::vector<std::pair<double, int>>{};
    auto const by = random_.below(3);
    for (auto const j : order) {
      auto const& list = tried_[j];
      auto const worth = list.empty() ? 0.0 : static_cast<double>(m_.choices[list[0]].points);
      auto const first = m_.skip[j] == kNever ? -1e300 : 0.0;
      key.emplace_back(first + (by == 0   ? random_.unit()
                                : by == 1 ? -worth
                                          : -(list.empty() ? 0.0 : worth - used_[list[0]])),
                       j);
    }
    std::stable_sort(key.begin(), key.end(),
                     [](auto const& a, auto const& b) { return a.first < b.first; });
    order.clear();
    for (auto const& [k, j] : key) { order.push_back(j); }
  }

  void keep() {
    if (state_.missing() > 0 || (best_found_ && state_.value() <= best_value_)) { return; }
    best_found_ = true;
    best_value_ = state_.value();
    best_ = state_.choices();
  }

  Model const& m_;
  Options const& options_;
  State state_;
  Random random_;
  std::vector<double> used_;             // by choice: its uses at the prices
  std::vector<std::vector<int>> tried_;  // by item: its choices, best priced first
  std::vector<int> best_, out_, was_;
  std::vector<char> mark_;  // by item: it is in out_
  std::int64_t best_value_{};
  bool best_found_{};
  std::int64_t moves_{};
  std::int64_t rounds_{};
  double time_spent_{};
};

}  // namespace

Found search_plan(Model const& m, RowPrices const& prices, std::vector<int> const& start,
                  Options const& options) {
  if (m.items == 0) { return {{}, 0, 0, Stop::proved_best}; }
  return Walk{m, prices, options}.run(start, prices.bound);
}

std::vector<std::int64_t> top_of(Model const& m) {
  auto out = std::vector<std::int64_t>(m.items, 0);
  for (auto j = 0; j != m.items; ++j) {
    for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
      out[j] = std::max(out[j], m.choices[c].points);
    }
  }
  return out;
}

std::optional<Problem> plain_problem(Model const& m) {
  auto const none = [](auto const& of) { return of.empty(); };
  if (m.segments > 0 || m.years.size() > 1 || m.has_pairs() ||
      !std::all_of(m.aparts.begin(), m.aparts.end(), none)) {
    return std::nullopt;
  }
  auto resources = 0;
  for (auto const& group : m.groups) {
    if (group.most > 0 || group.last - group.first != 1) { return std::nullopt; }
    resources = std::max(resources, group.resource + 1);
  }
  auto const top = top_of(m);
  auto p = Problem{};
  p.items = m.items;
  p.sites = m.sites;
  p.resources = resources;
  p.capacity.assign(static_cast<std::size_t>(m.sites) * resources, kUnlimited);
  for (auto const& group : m.groups) {
    p.capacity[static_cast<std::size_t>(group.park) * resources + group.resource] =
        m.rows[group.first].capacity;
  }
  for (auto j = 0; j != m.items; ++j) {
    p.first.push_back(static_cast<std::int32_t>(p.site.size()));
    for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
      auto const& choice = m.choices[c];
      if (choice.second >= 0) { return std::nullopt; }
      p.site.push_back(choice.site);
      p.cost.push_back(top[j] - choice.points);
      auto const at = p.use.size();
      p.use.resize(at + resources, 0);
      for (auto u = choice.first_use; u != m.uses_end(c); ++u) {
        auto const& group = m.groups[m.rows[m.uses[u].row].group];
        if (group.park != choice.site) { return std::nullopt; }
        p.use[at + group.resource] = m.uses[u].amount;
      }
    }
    p.skip_cost.push_back(m.skip[j] == kNever ? kNever : top[j] + m.skip[j]);
  }
  p.first.push_back(static_cast<std::int32_t>(p.site.size()));
  return p;
}

}  // namespace chengjie::place::district
