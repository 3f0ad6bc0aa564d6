// Weights of candidates learned from the region's own leads: which of the firms it spoke to came.
// Logistic regression with a quadratic penalty (Hoerl & Kennard 1970) and weights that are never
// negative: a part may count little, not against. Judged by the area under the curve (Hanley &
// McNeil 1982) on leads that were held back, against the stated weights on the same leads.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace chengjie::choose {

struct Example {
  std::vector<double> values;  // of the parts, 0..1, the same length in all
  bool won{};
};

struct LearnOptions {
  std::size_t each_min;  // so many won and so many lost at least
  std::size_t folds;     // >= 2
  double penalty;        // of the squared weights
  std::uint64_t seed;
};

struct Learned {
  // Sum 1; empty when none were learned. A part that is the same in all leads keeps its stated
  // share.
  std::vector<double> weights;
  std::size_t won{}, lost{};
  double held_back{};  // area under the curve of the learned weights on held-back leads
  double stated{};     // of the stated weights on all leads; 0.5 tells nothing
  bool used{};         // enough leads, and not worse than the stated weights
  std::string reason;  // a Chinese sentence
};

// Same seed, same answer.
Learned learn(std::vector<Example> const&, std::span<double const> stated, LearnOptions const&);

// The share of pairs of a won and a lost one in which the won one scores higher; ties half; 0.5
// without pairs.
double area_under_curve(std::span<double const> scores, std::vector<bool> const& won);

}  // namespace chengjie::choose
