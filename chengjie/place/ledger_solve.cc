#include "chengjie/place/ledger_solve.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/place/district_solve.h"
#include "chengjie/place/ledger_file.h"

namespace chengjie::place::district {
namespace {

constexpr auto kPasses = 1'000;
constexpr auto kMovesMost = std::int64_t{1} << 40;  // time ends such a run

Answer answer_of(Model const& m, Found const& found, double seconds) {
  auto const top = top_of(m);
  auto const most = std::accumulate(top.begin(), top.end(), std::int64_t{0});
  auto const lost = [&](std::int64_t points) {
    return static_cast<double>(most - points) / m.worth_scale;
  };
  auto out = Answer{};
  out.stop = found.stop;
  out.value = lost(found.value);
  out.bound = lost(std::max(found.bound, found.value));
  if (*out.bound != 0.0) {
    out.gap = std::max(0.0, *out.value - *out.bound) / std::abs(*out.bound);
  }
  out.seconds_to_value = seconds;
  for (auto const c : found.choices) {
    auto const placed = c >= 0;
    out.assignment.push_back(placed ? m.choices[c].site : -1);
    out.second.push_back(placed ? m.choices[c].second : -1);
    out.years.push_back(placed ? m.years[m.choices[c].year] : 0);
  }
  return out;
}

}  // namespace

Result<std::optional<Answer>> solve_ledger(std::string_view text, std::string_view name,
                                           Options const& run, std::optional<double> target) {
  auto const input = read_input(text, name);
  if (!input) { return input.error(); }
  auto const model = model_of(*input);
  if (!model) { return model.error(); }
  if (plain_problem(*model) && plainly_better(*model)) { return std::optional<Answer>{}; }
  if (auto const done = check_pins(*input, *model); !done) { return done.error(); }
  auto options = run;
  options.moves = std::min(run.moves, kMovesMost);
  options.target.reset();
  if (target && std::isfinite(*target)) {
    auto const top = top_of(*model);
    auto const most = std::accumulate(top.begin(), top.end(), 0.0);
    auto const points = most - *target * model->worth_scale;
    options.target = static_cast<std::int64_t>(std::ceil(std::clamp(points, -4e18, 4e18) - 1e-6));
  }
  auto const solved = solve_model(*input, *model, options, kPasses, nullptr);
  if (solved.found.choices.empty()) { return pins_contradict(*input, *model); }
  return std::optional{answer_of(*model, solved.found, options.clock ? options.clock() : 0.0)};
}

}  // namespace chengjie::place::district

namespace chengjie::place::detail {

Result<Reading> read_ledger(std::string_view text, std::string_view name) {
  auto const input = district::read_input(text, name);
  if (!input) { return input.error(); }
  auto model = district::model_of(*input);
  if (!model) { return model.error(); }
  if (auto const done = district::check_pins(*input, *model); !done) { return done.error(); }
  auto problem = district::plain_problem(*model);
  if (!problem) {
    return Error{Code::unsupported, "文件里有分年、共用、成对或相邻一类规则，写不成单纯的分配问题",
                 std::string{name}, "请用 place solve --format ledger 求解"};
  }
  auto reading = Reading{};
  reading.scale = model->worth_scale;
  reading.problem = std::move(*problem);
  return reading;
}

}  // namespace chengjie::place::detail
