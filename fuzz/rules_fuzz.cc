// Any bytes as a rule pack: it is refused with a place, or read and evaluated over firms that know
// nothing and everything; never a crash, and never a pack that is met by knowing nothing but groups
// of negations.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "chengjie/rules/screen.h"

using namespace chengjie;

namespace {

rules::Facts everything() {
  auto out = rules::Facts{};
  for (auto const& row : rules::indicators()) {
    auto const text = row.holds == rules::Holds::text   ? "省级企业技术中心"
                      : row.holds == rules::Holds::date ? "2019-05"
                                                        : "";
    for (auto const* year : {"", "2023", "2024", "2025"}) {
      out.facts.push_back({std::string{row.name}, row.yearly ? year : "", 3, "", "m", text, {}});
    }
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static auto const known = everything();
  auto const packs = rules::read_packs({reinterpret_cast<char const*>(data), size}, "fuzz.toml");
  if (!packs) {
    CJ_CHECK(packs.error().where.starts_with("fuzz.toml"));
    return 0;
  }
  auto const options = rules::Options{.today = {2026, 11, 25},
                                      .applies_to = rules::Applies::both,
                                      .year = 2025,
                                      .about_share = 0.05};
  auto pointers = std::vector<rules::Pack const*>{};
  for (auto const& pack : packs->packs) { pointers.push_back(&pack); }
  auto const got =
      rules::screen(pointers, rules::columns_of({known, {}}, options.about_share), options);
  for (auto p = std::size_t{0}; p != pointers.size(); ++p) {
    auto const full = rules::evaluate(*pointers[p], known, options);
    auto const empty = rules::evaluate(*pointers[p], rules::Facts{}, options);
    CJ_CHECK(full.state == got.at(p, 0));
    auto brief = options;
    brief.brief = true;
    auto const some = rules::evaluate(*pointers[p], known, brief);
    CJ_CHECK(some.state == full.state && some.ordinary == full.ordinary);
    CJ_CHECK(rules::shortfall(some.root).failing.size() ==
             rules::shortfall(full.root).failing.size());
    CJ_CHECK(empty.state == got.at(p, 1));
    rules::shortfall(full.root);
  }
  return 0;
}
