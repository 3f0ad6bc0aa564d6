#include "chengjie/place/district_shift.h"

#include <algorithm>

namespace chengjie::place::district {
namespace {

class Shifts {
 public:
  explicit Shifts(State& state) : s_(state), m_(state.model()) {
    at_.resize(m_.sites);
    for (auto j = 0; j != m_.items; ++j) {
      if (m_.fixed_park[j] >= 0) { continue; }
      for (auto c = m_.first[j]; c != m_.first[j + 1]; ++c) {
        at_[m_.choices[c].site].push_back(c);
      }
    }
  }

  void run(std::vector<int> sites, int most) {
    while (!sites.empty() && most > 0) {
      auto const site = sites.back();
      auto const best = best_into(site);
      if (best < 0) {
        sites.pop_back();
        continue;
      }
      --most;
      auto const item = m_.choices[best].item;
      auto const old = s_.choice_of(item);
      s_.take(item);
      s_.put(best);
      if (old >= 0 && std::find(sites.begin(), sites.end(), m_.choices[old].site) == sites.end()) {
        sites.insert(sites.begin(), m_.choices[old].site);
      }
    }
  }

 private:
  // Its own rows at the site are full already: no need to take the item up to see that.
  bool no_room(int choice, int old) const {
    for (auto u = m_.choices[choice].first_use; u != m_.uses_end(choice); ++u) {
      auto const& use = m_.uses[u];
      auto const& row = m_.rows[use.row];
      if (s_.load(use.row) + use.amount <= row.capacity + m_.groups[row.group].most) { continue; }
      auto own = false;
      for (auto v = old < 0 ? 0 : m_.choices[old].first_use; old >= 0 && v != m_.uses_end(old);
           ++v) {
        own = own || m_.uses[v].row == use.row;
      }
      if (!own) { return true; }
    }
    return false;
  }

  int best_into(int site) {
    auto best = -1;
    auto most = std::int64_t{0};
    for (auto const c : at_[site]) {
      auto const item = m_.choices[c].item;
      auto const old = s_.choice_of(item);
      if (old == c || no_room(c, old)) { continue; }
      auto const before = s_.value();
      s_.take(item);
      if (s_.fits(c)) {
        auto const gain = s_.value() + s_.gain(c) - before;
        if (gain > most) { best = c, most = gain; }
      }
      if (old >= 0) { s_.put(old); }
    }
    return best;
  }

  State& s_;
  Model const& m_;
  std::vector<std::vector<int>> at_;  // choices by site
};

}  // namespace

void settle_by_shifts(State& state, std::vector<int> sites, int shifts_most) {
  Shifts{state}.run(std::move(sites), shifts_most);
}

std::vector<int> sites_within(Model const& m, int park) {
  auto out = std::vector<int>{};
  auto seen = std::vector<char>(m.sites, 0);
  for (auto c = 0; c + 1 < static_cast<int>(m.choices.size()); ++c) {
    auto const site = m.choices[c].site;
    if (seen[site]) { continue; }
    for (auto u = m.choices[c].first_use; u != m.uses_end(c); ++u) {
      if (m.groups[m.rows[m.uses[u].row].group].park != park) { continue; }
      seen[site] = 1;
      out.push_back(site);
      break;
    }
  }
  return out;
}

}  // namespace chengjie::place::district
