// libFuzzer target: no bytes may crash the readers, the solvers' first steps or the checker.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "chengjie/place/check.h"
#include "chengjie/place/solve.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace chengjie::place;
  if (size == 0) { return 0; }
  constexpr std::string_view kFormats[] = {"ledger", "gap",     "mrgap", "sscflp",
                                           "cflp",   "cflp-ci", "gqap",  "qap"};
  auto const format = kFormats[data[0] % 8];
  auto const text = std::string_view{reinterpret_cast<char const*>(data) + 1, size - 1};
  auto options = SolveOptions{};
  options.moves = 50;
  options.single = data[0] >= 128 && format == "cflp";
  if (format == "cflp" && text.find("capacity") != std::string_view::npos) {
    options.capacity = 10.0;
  }
  auto const got = solve(text, "fuzz", *format_named(format), options, {});
  auto claim = Claim{};
  if (got) {
    claim.value = got->value;
    claim.bound = got->bound;
    claim.assignment.assign(got->assignment.begin(), got->assignment.end());
    for (auto const& flow : got->flows) {
      claim.flows.push_back(
          {static_cast<double>(flow.site), static_cast<double>(flow.item), flow.share});
    }
  }
  static_cast<void>(check(text, "fuzz", format, {options.single, options.capacity}, claim));
  return 0;
}
