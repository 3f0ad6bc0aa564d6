// A firm as the engines of this room see it, and a condition that stands in its way.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/rules/evaluate.h"

namespace chengjie::grow {

struct Firm {
  std::string id;  // USCC, or the key of its record
  std::string name;
  rules::Facts facts;
};

struct Options {
  Date today;
  int year{};            // the last full year
  double about_share{};  // half width of a figure given as "about" (rules::Options)
  bool brief{};          // states and numbers alone (rules::Options)
};
rules::Options for_rules(Options const&, rules::Applies);

// One condition that fails or is unknown, flat, for lists and screens.
struct Obstacle {
  rules::State state{};
  std::string words;
  std::string found_words;
  std::string threshold_words;
  std::optional<double> short_by;  // base units
  std::string short_words;
  std::vector<std::string> marks;
  std::vector<rules::Missing> missing;
  std::string source;
  bool verified{};
  std::string where;
};
Obstacle obstacle_of(rules::Outcome const&);
// Exceptions that are still unknown where the condition they would replace is not met.
std::vector<rules::Outcome const*> open_exceptions(rules::Outcome const&);
std::vector<Obstacle> obstacles_of(std::vector<rules::Outcome const*> const&);

}  // namespace chengjie::grow
