#include "chengjie/place/cool_run.h"

#include <algorithm>

#include "chengjie/place/crew.h"

namespace chengjie::place {
namespace {

constexpr auto kShiftsFirst = std::int64_t{200};  // an item, in the first stage
constexpr auto kShiftsMove = std::int64_t{50};    // that cost as much as one move of Options
constexpr auto kMendEach = std::int64_t{4};       // examinations an item, at the most,
constexpr auto kMendLeast = std::int64_t{5'000};  // but for a few items at least so many
constexpr auto kStagesMost = 12;
constexpr auto kHot = 0.3;
constexpr auto kHotAgain = 0.1;  // from a plan that is good already
constexpr auto kCold = 0.006;
constexpr auto kTimeShare = 0.8;  // of the time left; a stage that is cut short is lost

}  // namespace

CoolRun::CoolRun(Linear const& linear, PenaltySearch& mender, Options const& options)
    : l_(linear),
      mender_(mender),
      options_(options),
      annealing_(linear, options.seed ^ 0xc001ULL) {}

std::int64_t CoolRun::shifts_that_fit(std::int64_t wanted) const {
  if (stages_ == 0 || seconds_each_ <= 0.0) { return wanted; }
  auto const fit = kTimeShare * seconds_left(options_) / seconds_each_;
  if (fit >= 2.5 * static_cast<double>(wanted)) { return wanted; }
  // The last stage takes all that is left, unless that is too little to do any good.
  return fit < 0.4 * static_cast<double>(wanted) ? 0 : static_cast<std::int64_t>(fit);
}

std::int64_t CoolRun::stage(std::int64_t moves_left) {
  auto const items = std::int64_t{l_.problem.items};
  auto const wanted = (kShiftsFirst * items) << std::min(stages_, kStagesMost);
  auto const shifts = std::min(shifts_that_fit(wanted), moves_left * kShiftsMove);
  if (shifts <= 0) { return 0; }
  auto const begun = now(options_);
  auto const again = mender_.best_cost().has_value() && stages_ > 0;
  auto arcs = std::vector<std::int32_t>{};
  if (again) {
    arcs = mender_.best();
  } else {
    for (auto j = 0; j != l_.problem.items; ++j) { arcs.push_back(l_.candidate_of(j, 0)); }
  }
  auto const stop = [this] { return out_of_time(options_); };
  annealing_.run(arcs, {shifts, again ? kHotAgain : kHot, kCold}, options_.threads, stop);
  mender_.mend(arcs, annealing_.weights(), std::max(kMendLeast, kMendEach * items), stop);
  seconds_each_ = (now(options_) - begun) / static_cast<double>(shifts);
  ++stages_;
  return shifts / kShiftsMove + 1;
}

}  // namespace chengjie::place
