#include "chengjie/place/linear.h"

#include <algorithm>
#include <numeric>

namespace chengjie::place {
namespace {

constexpr auto kTableMost = std::int64_t{20'000'000};
constexpr auto kArcsKept = std::size_t{20};  // an item, where not all are

bool may_skip(Problem const& p) {
  for (auto j = 0; j != p.items; ++j) {
    if (p.skip_of(j) != kNever) { return true; }
  }
  return false;
}

// An arc that its site could not take even when empty is in no plan and only misleads the search.
bool fits_alone(Problem const& p, int arc) {
  for (auto r = 0; r != p.resources; ++r) {
    if (p.use_of(arc, r) > p.capacity_of(p.site[arc], r)) { return false; }
  }
  return true;
}

// The problem that is searched, arc by arc, with what each costs at the prices.
class Builder {
 public:
  Builder(Problem const& p, Linear& out) : p_(p), out_(out), skipping_(may_skip(p)) {}

  void build(std::size_t arcs_all) {
    auto& q = out_.problem;
    q.items = p_.items;
    q.sites = p_.sites + (skipping_ ? 1 : 0);
    q.resources = p_.resources;
    q.capacity = p_.capacity;
    q.open_cost = p_.open_cost;
    if (skipping_) {
      q.capacity.insert(q.capacity.end(), static_cast<std::size_t>(p_.resources), kUnlimited);
      if (!q.open_cost.empty()) { q.open_cost.push_back(0); }
    }
    out_.sites_told = p_.sites;
    out_.price.resize(q.capacity.size(), 0.0);
    auto const many = p_.site.size() > arcs_all;
    auto const arcs = many ? kArcsKept * static_cast<std::size_t>(p_.items) : p_.site.size();
    reserve(arcs + (skipping_ ? static_cast<std::size_t>(p_.items) : 0));
    q.first.push_back(0);
    for (auto j = 0; j != p_.items; ++j) { add_item(j, many && p_.skip_of(j) != kNever); }
  }

 private:
  struct Arc {
    int arc{};
    double priced{};
  };

  void reserve(std::size_t arcs) {
    auto& q = out_.problem;
    q.first.reserve(static_cast<std::size_t>(p_.items) + 1);
    q.site.reserve(arcs);
    q.cost.reserve(arcs);
    q.use.reserve(arcs * static_cast<std::size_t>(p_.resources));
    out_.reduced.reserve(arcs);
  }

  double priced(int arc) const {
    auto out = static_cast<double>(p_.cost[arc]);
    for (auto r = 0; r != p_.resources; ++r) {
      out += out_.price[static_cast<std::size_t>(p_.site[arc]) * p_.resources + r] *
             static_cast<double>(p_.use_of(arc, r));
    }
    return out;
  }

  void add_item(int j, bool cheapest_only) {
    arcs_.clear();
    for (auto a = p_.first[j]; a != p_.first[j + 1]; ++a) {
      if (fits_alone(p_, a)) { arcs_.push_back({a, priced(a)}); }
    }
    if (cheapest_only && arcs_.size() > kArcsKept) {
      auto const end = arcs_.begin() + static_cast<long>(kArcsKept);
      std::nth_element(arcs_.begin(), end, arcs_.end(), [](Arc const& a, Arc const& b) {
        return a.priced != b.priced ? a.priced < b.priced : a.arc < b.arc;
      });
      arcs_.erase(end, arcs_.end());
      std::sort(arcs_.begin(), arcs_.end(),
                [](Arc const& a, Arc const& b) { return a.arc < b.arc; });
      out_.whole = false;
    }
    auto& q = out_.problem;
    auto const begin = out_.reduced.size();
    for (auto const& kept : arcs_) {
      q.site.push_back(p_.site[kept.arc]);
      q.cost.push_back(p_.cost[kept.arc]);
      for (auto r = 0; r != p_.resources; ++r) { q.use.push_back(p_.use_of(kept.arc, r)); }
      out_.reduced.push_back(kept.priced);
    }
    if (p_.skip_of(j) != kNever) {
      q.site.push_back(p_.sites);
      q.cost.push_back(p_.skip_of(j));
      q.use.insert(q.use.end(), static_cast<std::size_t>(p_.resources), 0);
      out_.reduced.push_back(static_cast<double>(p_.skip_of(j)));
    }
    auto const from = out_.reduced.begin() + static_cast<long>(begin);
    auto const least =
        from == out_.reduced.end() ? 0.0 : *std::min_element(from, out_.reduced.end());
    for (auto at = from; at != out_.reduced.end(); ++at) { *at -= least; }
    q.first.push_back(static_cast<std::int32_t>(q.site.size()));
  }

  Problem const& p_;
  Linear& out_;
  bool skipping_;
  std::vector<Arc> arcs_;
};

void sort_candidates(Linear& out) {
  auto const& p = out.problem;
  out.candidate.resize(p.site.size());
  std::iota(out.candidate.begin(), out.candidate.end(), 0);
  for (auto j = 0; j != p.items; ++j) {
    std::stable_sort(out.candidate.begin() + p.first[j], out.candidate.begin() + p.first[j + 1],
                     [&](int a, int b) { return out.reduced[a] < out.reduced[b]; });
  }
}

void fill_arc_table(Linear& out) {
  auto const& p = out.problem;
  if (std::int64_t{p.items} * p.sites > kTableMost) { return; }
  out.arc_table.assign(static_cast<std::size_t>(p.items) * p.sites, -1);
  for (auto j = 0; j != p.items; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      out.arc_table[static_cast<std::size_t>(j) * p.sites + p.site[a]] = a;
    }
  }
}

}  // namespace

Linear prepare_linear(Problem const& original, PriceOptions const& options, std::size_t arcs_all) {
  auto out = Linear{};
  auto prices = find_prices(original, options);
  out.price = std::move(prices.of);
  out.bound = prices.bound;
  out.level = prices.level;
  Builder{original, out}.build(arcs_all);
  auto const& p = out.problem;
  out.cost.assign(p.cost.begin(), p.cost.end());
  out.use.assign(p.use.begin(), p.use.end());
  for (auto const room : p.capacity) { out.room.push_back(static_cast<double>(room)); }
  sort_candidates(out);
  fill_arc_table(out);
  return out;
}

std::vector<std::int32_t> sites_told(Linear const& linear,
                                     std::vector<std::int32_t> const& arc_of) {
  auto out = std::vector<std::int32_t>{};
  for (auto const arc : arc_of) {
    auto const site = arc < 0 ? -1 : linear.problem.site[arc];
    out.push_back(site >= linear.sites_told ? -1 : site);
  }
  return out;
}

}  // namespace chengjie::place
