// 小升规: which firms are close to the above-scale threshold, which have passed it and are not on
// the list, and which on the list have fallen below it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/grow/firm.h"

namespace chengjie::grow {

struct WatchFirm {
  Firm firm;
  std::optional<double>
      revenue_12m_cny;  // of the last twelve months; stands in for the year's when given
  std::string revenue_mark;
  std::optional<bool> listed;  // none: read from the fact `group`, if any
};

struct WatchOptions {
  Options base;
  double near_share{};  // of the threshold from which a firm counts as near, e.g. 0.8
};

// enters: reaches it, not listed; near; leaves: listed and below; steady: listed and above;
// far: below near; outside: not industrial; unknown: no revenue.
enum class Watch { enters, near, leaves, steady, far, outside, unknown };
std::string_view name_of(Watch);
std::string_view words_of(Watch);

struct WatchRow {
  std::string firm;
  Watch watch{};
  bool listed_known{};
  std::optional<double> revenue_cny;
  double threshold_cny{};
  std::optional<double> short_by_cny;   // to the threshold, when below
  std::optional<double> growth_needed;  // share: 0.25 is 25 %
  std::string why;                      // one sentence
  std::vector<std::string> marks;
  std::vector<rules::Missing> missing;  // what would settle it
};

// Best first: enters, then near by the smallest gap, leaves, and the rest in the order given.
// not_found: no pack `above_scale` on that day; unsupported: the pack has no revenue threshold.
Result<std::vector<WatchRow>> watch_above_scale(std::vector<WatchFirm> const&, rules::Packs const&,
                                                WatchOptions const&);

}  // namespace chengjie::grow
