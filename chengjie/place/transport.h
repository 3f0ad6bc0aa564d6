// Serving every customer from a given set of open sites at least cost, demand divisible:
// successive shortest paths between sites (Busacker & Gowen 1960; the sites are few, the
// customers many, so the graph is one of sites).
#pragma once
#include <vector>

#include "chengjie/place/problem.h"

namespace chengjie::place {

class Transport {
 public:
  explicit Transport(Problem const&);  // complete arcs, one resource; uses equal at all sites

  // Cost of serving, without openings; none when the open sites cannot serve all.
  std::optional<double> solve(std::vector<char> const& open);
  std::vector<Flow> flows() const;  // of the last solve that succeeded

 private:
  struct Part {
    std::int32_t item{};
    std::int64_t amount{};
  };
  double unit(int site, int item) const {
    return unit_[static_cast<std::size_t>(item) * p_.sites + site];
  }
  void refresh(int from);
  bool augment(int from);
  void move(int from, int to, int item, std::int64_t amount);

  Problem const& p_;
  std::vector<double> unit_;  // by item x site
  std::vector<std::int64_t> demand_;
  std::vector<int> open_;
  std::vector<std::vector<Part>> parts_;  // by site
  std::vector<std::int64_t> room_;        // by site; negative: overloaded
  std::vector<double> shift_;             // open x open: least unit cost to move from, to
  std::vector<std::int32_t> shift_item_;
  std::vector<double> potential_;   // by open site
  std::vector<std::int32_t> slot_;  // of a site among the open ones
};

}  // namespace chengjie::place
