#include "chengjie/grow/firm.h"

namespace chengjie::grow {

rules::Options for_rules(Options const& options, rules::Applies applies) {
  return {.today = options.today,
          .applies_to = applies,
          .year = options.year,
          .about_share = options.about_share,
          .brief = options.brief};
}

Obstacle obstacle_of(rules::Outcome const& o) {
  return {.state = o.state,
          .words = o.words,
          .found_words = o.found_words,
          .threshold_words = o.threshold_words,
          .short_by = o.short_by,
          .short_words = o.short_words,
          .marks = o.marks,
          .missing = o.missing,
          .source = o.origin.source,
          .verified = o.origin.verified,
          .where = o.where};
}

std::vector<rules::Outcome const*> open_exceptions(rules::Outcome const& o) {
  auto out = std::vector<rules::Outcome const*>{};
  if (o.ordinary == rules::State::met) { return out; }
  for (auto const& child : o.children) {
    if (child.exception && child.state == rules::State::unknown) { out.push_back(&child); }
    auto const below = open_exceptions(child);
    out.insert(out.end(), below.begin(), below.end());
  }
  return out;
}

std::vector<Obstacle> obstacles_of(std::vector<rules::Outcome const*> const& leaves) {
  auto out = std::vector<Obstacle>{};
  for (auto const* leaf : leaves) { out.push_back(obstacle_of(*leaf)); }
  return out;
}

}  // namespace chengjie::grow
