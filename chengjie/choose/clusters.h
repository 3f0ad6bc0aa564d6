// Clusters that overlap: what each holds by its membership shares, gross (every member counted in
// full wherever it belongs) and net (each once). By their content one cluster may lie in another,
// so sums over clusters count double; both are shown.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace chengjie::choose {

// An industry that belongs to a cluster with a share of it.
struct Membership {
  std::string cluster;
  std::string code;  // prefix of GB/T 4754 codes
  double share{1};   // 0..1
  std::string mark;
};

struct Member {
  std::string name;
  std::string code;  // of the firm; "" unknown: it belongs nowhere by code
  double output_cny{};
  std::vector<std::string> named;  // clusters that name it as a member: share 1
  std::string mark;
};

struct ClusterSum {
  std::string cluster;
  std::size_t firms{};
  double gross_cny{};  // full output of every firm that has any share in it
  double net_cny{};    // by shares; a firm whose shares add up to more than 1 is scaled to 1
  std::vector<std::string> marks;  // of the firms with output, at most twelve
};
struct ClusterOverlap {
  std::string a, b;
  std::size_t firms{};  // that belong to both
  double output_cny{};
};
struct Clusters {
  std::vector<ClusterSum> sums;          // in the order given
  std::vector<ClusterOverlap> overlaps;  // pairs with a common firm, largest first
  double gross_cny{};                    // sum over clusters
  double net_cny{};                      // each firm once
  std::size_t outside{};                 // firms of no cluster
};
// `clusters`: all of them, also those without members.
Clusters clusters_of(std::vector<std::string> const& clusters, std::vector<Membership> const&,
                     std::vector<Member> const&);

}  // namespace chengjie::choose
