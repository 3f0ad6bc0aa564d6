// chengjie place solve|check: a placement file in, a plan with its proven bound out; a plan
// verified.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "chengjie/answer/line.h"
#include "chengjie/base/tree.h"
#include "chengjie/cli/commands.h"
#include "chengjie/place/check.h"
#include "chengjie/place/solve.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

wire::Json or_null(std::optional<double> const& value) {
  return value ? wire::Json(*value) : wire::Json(nullptr);
}

wire::Json json_of(place::Answer const& answer) {
  auto json = wire::Json{{"value", or_null(answer.value)},
                         {"bound", or_null(answer.bound)},
                         {"gap", or_null(answer.gap)},
                         {"stop", place::stop_name(answer.stop)},
                         {"seconds_to_value", answer.seconds_to_value}};
  auto assignment = wire::Json::array();
  for (auto const site : answer.assignment) { assignment.push_back(site); }
  json["assignment"] = std::move(assignment);
  if (!answer.years.empty()) {
    json["years"] = answer.years;
    json["second"] = answer.second;
  }
  if (answer.split) {
    auto flows = wire::Json::array();
    for (auto const& flow : answer.flows) { flows.push_back({flow.site, flow.item, flow.share}); }
    json["flows"] = std::move(flows);
  }
  return json;
}

void tell(place::Answer const& answer) {
  auto const number = [](std::optional<double> const& value) {
    return value ? answer::number_words(*value) : std::string{"没有"};
  };
  say("值 " + number(answer.value) + "，下界 " + number(answer.bound) +
      (answer.gap ? "，差距 " + answer::number_words(*answer.gap * 100) + "%" : "") + "，停止：" +
      std::string{place::stop_name(answer.stop)} + "，" +
      answer::number_words(answer.seconds_to_value) + " 秒时得到");
}

std::sig_atomic_t volatile interrupted = 0;

Result<place::Claim> claim_of(std::string const& path) {
  auto const text = read_file(path);
  if (!text) { return text.error(); }
  auto const json = nlohmann::json::parse(*text, nullptr, false);
  auto const bad = Error{Code::bad_input, "不是 place solve --json 的输出", path, {}};
  if (!json.is_object()) { return bad; }
  auto claim = place::Claim{};
  try {
    if (json.contains("value") && json["value"].is_number()) {
      claim.value = json["value"].get<double>();
    }
    if (json.contains("bound") && json["bound"].is_number()) {
      claim.bound = json["bound"].get<double>();
    }
    if (json.contains("assignment")) {
      claim.assignment = json["assignment"].get<std::vector<double>>();
    }
    claim.years = json.value("years", std::vector<double>{});
    claim.second = json.value("second", std::vector<double>{});
    for (auto const& flow : json.value("flows", nlohmann::json::array())) {
      claim.flows.push_back({flow.at(0), flow.at(1), flow.at(2)});
    }
  } catch (nlohmann::json::exception const&) { return bad; }
  return claim;
}

}  // namespace

int place_solve(Common const& common, PlaceSolve const& args) {
  // Ctrl-C ends the time: what has been found by then is told.
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
  auto const begun = std::chrono::steady_clock::now();
  auto const clock = [&] {
    if (interrupted != 0) { return 1e12; }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  };
  auto const format = place::format_named(args.format);
  if (!format) {
    return fail({Code::unsupported, "还不能读这种格式：" + args.format, "--format", {}});
  }
  auto const text = read_file(args.file);
  if (!text) { return fail(text.error()); }
  auto options = place::SolveOptions{};
  options.single = args.single;
  options.capacity = args.capacity;
  options.seconds = args.seconds;
  options.moves = args.moves;
  options.target = args.target;
  options.seed = args.seed;
  options.threads = common.threads > 0
                        ? common.threads
                        : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  auto const found = place::solve(*text, args.file, *format, options, clock);
  if (!found) { return fail(found.error()); }
  if (interrupted != 0) { std::fputs("已中断：以下是到此为止最好的方案\n", stderr); }
  if (common.json) {
    say(wire::dump(json_of(*found)));
  } else {
    tell(*found);
  }
  return found->value ? kYes : kNo;
}

int place_check(Common const& common, PlaceCheck const& args) {
  auto const text = read_file(args.file);
  if (!text) { return fail(text.error()); }
  auto const claim = claim_of(args.result);
  if (!claim) { return fail(claim.error()); }
  auto const verdict =
      place::check(*text, args.file, args.format, {args.single, args.capacity}, *claim);
  if (!verdict) { return fail(verdict.error()); }
  if (common.json) {
    say(wire::dump({{"valid", verdict->valid},
                    {"value", or_null(verdict->value)},
                    {"problems", verdict->problems}}));
  } else {
    say(verdict->valid ? "成立，值 " + answer::number_words(*verdict->value) : "不成立");
    for (auto const& problem : verdict->problems) { say("  " + problem); }
  }
  return verdict->valid ? kYes : kNo;
}

}  // namespace chengjie::cli
