// Who could fill a gap: firms elsewhere, ranked by what is known of them. Every point has its
// reason and the marks it rests on; what is not known counts 0 and says so.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/choose/chains.h"
#include "chengjie/choose/score.h"

namespace chengjie::choose {

// Something said of a firm, and the mark of where.
struct Said {
  std::string words;
  std::string mark;
};

struct Candidate {
  std::string name;           // unique
  std::string origin;         // where it is, in words; "" unknown
  bool city{};                // in the city already
  std::string industry_code;  // "" unknown
  double revenue_cny{};       // a year; 0 unknown
  std::string revenue_mark;
  std::vector<Said> products;   // it makes
  std::vector<Said> signs;      // of moving or building: 扩产公告, 考察, 签约 ...
  std::vector<Said> customers;  // it supplies, by the names that the chains use
  std::string mark;             // of the row or clause that names it
};

struct WhoOptions {
  double fit;        // weights: makes what is missing ...
  double scale;      // ... is large
  double signs;      // ... shows that it moves
  double orders;     // ... supplies lead firms that are here
  double near;       // ... is in the city already
  double fit_min;    // less is no candidate
  double code_fit;   // fit of a firm of the same industry class (4 digits) without a product
  std::size_t most;  // candidates a gap
};

struct Pick {
  std::size_t candidate{};
  double score{};
  std::vector<Part> parts;  // always fit, scale, signs, orders, near
};

// What all candidates of a region are measured against; made once, asked for every gap.
class Finder {
 public:
  // `chains` and `candidates` must outlive the finder.
  Finder(Chains const& chains, std::vector<Candidate> const& candidates, WhoOptions const& options);
  // Best first; ties by name. `downstream`: the nodes that hang on it. Firms that are there
  // locally are left out.
  std::vector<Pick> of(std::size_t node, std::vector<std::size_t> const& downstream) const;
  // The parts of one candidate for one node, whatever its fit.
  std::vector<Part> parts_of(std::size_t node, std::vector<std::size_t> const& downstream,
                             Candidate const&) const;

 private:
  Part fit(Node const&, Candidate const&) const;
  Part scale(Candidate const&) const;
  Part orders(std::vector<std::size_t> const& downstream, Candidate const&) const;
  std::set<std::uint32_t> perhaps(Node const&) const;  // the rest cannot fit

  Chains const& chains_;
  std::vector<Candidate> const& candidates_;
  WhoOptions options_;
  double revenue_most_{};
  std::set<std::string, std::less<>> local_;  // all firms the chains name as local
  // Candidates by name, by industry class, by the keys of their products' names.
  using Index = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;
  Index by_name_, by_code_, by_key_;
};

}  // namespace chengjie::choose
