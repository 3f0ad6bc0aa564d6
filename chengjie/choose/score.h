// A score is a sum of named parts, each a weight times a value in 0..1, with its reason and the
// marks of what it rests on. Nothing else goes into a rank; ties fall to the name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::choose {

struct Part {
  std::string name;   // "downstream_firms"
  std::string title;  // "下游企业"
  double weight{};
  double value{};      // 0..1
  std::string reason;  // a Chinese sentence
  std::vector<std::string> marks;
  std::string group{};  // what it speaks for: "worth", "reach", "pull"; "" of no group
};
double score_of(std::vector<Part> const&);  // the weighted sum

// How far a rank depends on the weights: each weight is multiplied by a number drawn evenly from
// [1 - spread, 1 + spread], `draws` times.
struct Steadiness {
  std::size_t rank_best{};  // 1-based
  std::size_t rank_worst{};
  double in_top{};  // share of draws in which it stays among the first `top`
  bool holds{};     // in_top is on the same side of 0.9 or 0.1 as its rank says
  // The rank lies within these whatever the weights within the spread: one item is ahead of another
  // for sure when it is with every weight turned against it (the sum of its leads at the lowest
  // weights exceeds the sum of its lags at the highest). Proved, where the draws only sample.
  std::size_t sure_best{};
  std::size_t sure_worst{};
};
struct Sensitivity {
  double spread;  // 0.5: weights from half to one and a half
  std::size_t draws;
  std::size_t top;
  std::uint64_t seed;
};
// Items in the order of their rank; all items must have the same parts in the same order (a
// broken promise otherwise). Same seed, same answer.
std::vector<Steadiness> steadiness(std::vector<std::vector<Part>> const& items, Sensitivity const&);

// The part of a score that one group makes up, as a share of what the group could reach, 0..1; 0
// where the group has no weight.
double share_of(std::vector<Part> const&, std::string_view group);

// Indices of items that no other beats on every part (Pareto front), ascending.
std::vector<std::size_t> front_of(std::vector<std::vector<Part>> const& items);

// The same on plain numbers, more is better; a number that is not known neither beats nor is
// beaten: items are compared on what both know, and an item without any number is not on the front.
using Known = std::vector<std::optional<double>>;
std::vector<std::size_t> front_of(std::vector<Known> const& items);

}  // namespace chengjie::choose
