// place_bench SECONDS VALUES_CSV_OR_- FILE[:capacity[:single]]... : one line a file with value,
// bound, gap, seconds and the best known value. The answer is checked by place/check.h.
// Options by environment: SEED, THREADS, MOVES, CPU. Made for people; not part of ./check.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

#include "chengjie/base/tree.h"
#include "chengjie/place/check.h"
#include "chengjie/place/solve.h"

namespace {

using namespace chengjie;

std::string format_of(std::string const& path) {
  for (auto const& [part, format] : {std::pair{"/gap/", "gap"},
                                     {"/mr/", "mrgap"},
                                     {"/gqap/", "gqap"},
                                     {"/qap/", "qap"},
                                     {"/cflp/", "cflp"},
                                     {"tbed1", "cflp"},
                                     {"/sscflp/", "sscflp"},
                                     {"/cflp-ci/", "cflp-ci"}}) {
    if (path.find(part) != std::string::npos) { return format; }
  }
  return "ledger";
}

// Rows are `file,problem,sites,items,best,...`; the problem may be quoted.
std::string best_of(std::string const& values, std::string const& path, std::string const& capacity,
                    bool single) {
  auto in = std::ifstream{values};
  auto line = std::string{};
  while (std::getline(in, line)) {
    auto const file = line.substr(0, line.find(','));
    if (file.size() < 3 || path.find(file) == std::string::npos) { continue; }
    if (path.size() != path.find(file) + file.size()) { continue; }
    auto rest = line.substr(file.size() + 1);
    auto const quoted = !rest.empty() && rest[0] == '"';
    auto const name = rest.substr(0, quoted ? rest.find('"', 1) : rest.find(','));
    if (file.find("cflp/") == 0 && single != (name.find("single") != std::string::npos)) {
      continue;
    }
    rest = rest.substr(name.size() + (quoted ? 2 : 1));
    for (auto k = 0; k != 2; ++k) { rest = rest.substr(rest.find(',') + 1); }
    auto best = rest.substr(0, rest.find(','));
    auto const key =
        capacity.empty() ? std::string{single ? "single:" : "splittable:"} : capacity + ":";
    if (auto const at = best.find(key); at != std::string::npos) {
      best = best.substr(at + key.size());
      best = best.substr(0, best.find(' '));
    }
    return best;
  }
  return "";
}

void run(double seconds, std::string const& values, std::string spec) {
  auto options = place::SolveOptions{};
  auto capacity = std::string{};
  if (auto const at = spec.find(':'); at != std::string::npos) {
    capacity = spec.substr(at + 1);
    spec.resize(at);
    options.single = capacity.find("single") != std::string::npos;
    capacity = capacity.substr(0, capacity.find(':'));
    if (capacity == "single") { capacity.clear(); }
    if (!capacity.empty()) { options.capacity = std::atof(capacity.c_str()); }
  }
  auto const env = [](char const* name, long long usual) {
    auto const* text = std::getenv(name);
    return text ? std::atoll(text) : usual;
  };
  options.seconds = seconds;
  if (auto const moves = env("MOVES", 0); moves > 0) { options.moves = moves; }
  options.seed = static_cast<std::uint64_t>(env("SEED", 1));
  options.threads = static_cast<int>(env("THREADS", 2));
  auto const begin = std::chrono::steady_clock::now();
  auto const cpu = env("CPU", 0) > 0;  // on a shared machine: seconds of processor, not of wall
  auto const cpu_begin = std::clock();
  auto const clock = [begin, cpu, cpu_begin] {
    if (cpu) { return static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC; }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  auto const text = read_file(spec);
  auto const format = format_of(spec);
  auto const base = spec.substr(spec.rfind('/') + 1) + (capacity.empty() ? "" : ":" + capacity) +
                    (options.single ? ":single" : "");
  if (!text) { return void(std::printf("%s: %s\n", base.c_str(), text.error().line().c_str())); }
  auto const got = place::solve(*text, spec, *place::format_named(format), options, clock);
  auto const took = clock();
  if (!got) { return void(std::printf("%-22s %s\n", base.c_str(), got.error().line().c_str())); }
  auto claim = place::Claim{};
  claim.value = got->value;
  claim.bound = got->bound;
  claim.assignment.assign(got->assignment.begin(), got->assignment.end());
  for (auto const& flow : got->flows) {
    claim.flows.push_back(
        {static_cast<double>(flow.site), static_cast<double>(flow.item), flow.share});
  }
  auto const best = best_of(values, spec, capacity, options.single);
  auto const known = std::atof(best.c_str());
  auto const verdict = place::check(*text, spec, format, {options.single, options.capacity}, claim);
  auto const ok = !got->value ? "none" : verdict && verdict->valid ? "valid" : "INVALID";
  std::printf(
      "%-22s value %-14.12g bound %-14.12g gap %8.5f%% to_best %9.5f%% best %-14s t_value %6.2f "
      "total %6.2f %s %s\n",
      base.c_str(), got->value.value_or(-1), got->bound.value_or(-1),
      100 * got->gap.value_or(-0.01),
      known != 0 && got->value ? 100 * (*got->value - known) / known : -99.0, best.c_str(),
      got->seconds_to_value, took, place::stop_name(got->stop), ok);
  if (verdict && got->value && !verdict->valid) {
    std::printf("   %s\n", verdict->problems.front().c_str());
  }
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) { return std::fprintf(stderr, "place_bench SECONDS VALUES|- FILE...\n"), 2; }
  for (auto k = 3; k != argc; ++k) { run(std::atof(argv[1]), argv[2], argv[k]); }
}
