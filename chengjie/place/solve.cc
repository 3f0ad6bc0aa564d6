#include "chengjie/place/solve.h"

#include <algorithm>
#include <cmath>

#include "chengjie/place/ledger_solve.h"
#include "chengjie/place/solvers.h"

namespace chengjie::place {
namespace {

std::optional<std::int64_t> target_of(std::optional<double> target, double scale) {
  if (!target || !std::isfinite(*target)) { return std::nullopt; }
  auto const scaled = std::clamp(*target * scale, -4e18, 4e18);
  return static_cast<std::int64_t>(std::floor(scaled + 1e-6));
}

Answer answer_of(Placement const& placement, Reading const& reading) {
  auto out = Answer{};
  out.stop = placement.stop;
  out.split = reading.problem.split;
  out.seconds_to_value = placement.seconds_to_value;
  auto const back = [&](std::int64_t cost) { return static_cast<double>(cost) / reading.scale; };
  if (placement.value) {
    out.value = back(*placement.value);
    out.assignment = placement.site_of;
    out.flows = placement.flows;
  }
  if (placement.bound && placement.stop != Stop::infeasible) {
    // Rounded costs may flatter the bound by half a unit for every cost that counts.
    auto const error = reading.exact ? 0 : reading.problem.items + reading.problem.sites;
    out.bound = back(*placement.bound - error);
  }
  if (out.value && out.bound && *out.bound != 0.0) {
    out.gap = std::max(0.0, *out.value - *out.bound) / std::abs(*out.bound);
  }
  return out;
}

// Options that say nothing about this file are a mistake of the caller, not to be passed over.
Result<Done> applicable(std::string_view text, std::string_view name, Format format,
                        SolveOptions const& options) {
  auto const where = std::string{name};
  if (options.single && format != Format::cflp && format != Format::sscflp) {
    return Error{Code::bad_usage, "--single 只用于 cflp 格式：其他格式的项目本来就不拆分或只能拆分",
                 where, "请去掉 --single"};
  }
  if (!options.capacity) { return kDone; }
  if (format != Format::cflp || text.find("capacity") == std::string_view::npos) {
    return Error{Code::bad_usage, "文件里没有待填的 capacity 字样，--capacity 用不上", where,
                 "请去掉 --capacity，或换用 cflp 格式的 capa、capb、capc 一类文件"};
  }
  return kDone;
}

}  // namespace

Result<Answer> solve(std::string_view text, std::string_view name, Format format,
                     SolveOptions const& options, std::function<double()> clock) {
  if (options.seconds && !(*options.seconds > 0.0)) {
    return Error{Code::bad_usage, "--seconds 应大于 0", "--seconds", ""};
  }
  if (options.moves && *options.moves < 0) {
    return Error{Code::bad_usage, "--moves 不能为负", "--moves", ""};
  }
  if (auto const done = applicable(text, name, format, options); !done) { return done.error(); }
  auto run = Options{};
  run.clock = std::move(clock);
  run.seconds = options.seconds.value_or(options.moves ? 0.0 : kSecondsUsual);
  run.moves = options.moves.value_or(std::int64_t{1} << 60);
  run.seed = options.seed;
  run.threads = std::clamp(options.threads, 1, 64);
  if (format == Format::ledger) {
    auto solved = district::solve_ledger(text, name, run, options.target);
    if (!solved) { return solved.error(); }
    if (*solved) { return std::move(**solved); }
  }
  auto const reading = read_problem(text, name, format, {options.single, options.capacity});
  if (!reading) { return reading.error(); }
  run.target = target_of(options.target, reading->scale);
  auto const placement = solve_best(reading->problem, run);
  if (!placement) { return placement.error(); }
  return answer_of(*placement, *reading);
}

}  // namespace chengjie::place
