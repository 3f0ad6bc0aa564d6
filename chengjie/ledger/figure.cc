#include "chengjie/ledger/figure.h"

#include <algorithm>
#include <array>

#include "chengjie/base/hash.h"

namespace chengjie {
namespace {

constexpr auto kBounds =
    std::to_array<std::string_view>({"exact", "over", "under", "about", "at_least"});
constexpr auto kKinds = std::to_array<std::string_view>(
    {"actual", "target", "plan", "change", "rank", "share", "rate"});
constexpr auto kMeasures =
    std::to_array<std::string_view>({"", "stock", "flow", "newly_added", "cumulative"});
constexpr auto kStages = std::to_array<std::string_view>(
    {"", "agreed", "contracted", "in_place", "started", "completed"});
constexpr auto kCoverages = std::to_array<std::string_view>({"", "above_scale", "all"});
constexpr auto kSources =
    std::to_array<std::string_view>({"ledger", "document", "derived", "assumed"});

template <class Enum, std::size_t n>
Result<Enum> lookup(std::array<std::string_view, n> const& names, std::string_view name,
                    char const* what) {
  auto const at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) {
    return Error{
        Code::bad_input, std::string{"unknown "} + what + " \"" + std::string{name} + "\"", {}, {}};
  }
  return static_cast<Enum>(at - names.begin());
}

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace

std::string_view name_of(Bound b) { return kBounds[static_cast<std::size_t>(b)]; }
std::string_view name_of(Kind k) { return kKinds[static_cast<std::size_t>(k)]; }
std::string_view name_of(Measure m) { return kMeasures[static_cast<std::size_t>(m)]; }
std::string_view name_of(Stage s) { return kStages[static_cast<std::size_t>(s)]; }
std::string_view name_of(Coverage c) { return kCoverages[static_cast<std::size_t>(c)]; }
std::string_view name_of(SourceKind s) { return kSources[static_cast<std::size_t>(s)]; }

template <>
Result<Bound> enum_of(std::string_view name) {
  return lookup<Bound>(kBounds, name, "bound");
}
template <>
Result<Kind> enum_of(std::string_view name) {
  return lookup<Kind>(kKinds, name, "kind");
}
template <>
Result<Measure> enum_of(std::string_view name) {
  return lookup<Measure>(kMeasures, name, "measure");
}
template <>
Result<Stage> enum_of(std::string_view name) {
  return lookup<Stage>(kStages, name, "stage");
}
template <>
Result<Coverage> enum_of(std::string_view name) {
  return lookup<Coverage>(kCoverages, name, "coverage");
}

SourceKind source_of(Figure const& figure) {
  return std::visit(Overloaded{
                        [](Cell const&) { return SourceKind::ledger; },
                        [](Clause const&) { return SourceKind::document; },
                        [](Computation const&) { return SourceKind::derived; },
                        [](Assumption const&) { return SourceKind::assumed; },
                    },
                    figure.evidence);
}

SourceKind weakest_of(Figure const& figure) {
  auto const own = source_of(figure);
  auto const* computed = std::get_if<Computation>(&figure.evidence);
  return computed == nullptr ? own : std::max(own, computed->weakest);
}

std::string mark_of(Figure const& figure) {
  auto number = std::to_string(figure.value);
  if (figure.range) {
    number += " " + std::to_string(figure.range->low) + " " + std::to_string(figure.range->high);
  }
  return std::visit(
      Overloaded{
          [](Cell const& c) {
            return mark_of({"cell", c.table, c.sheet, std::to_string(c.row), c.column});
          },
          [](Clause const& c) {
            return mark_of({"clause", c.document, std::to_string(c.begin), std::to_string(c.end),
                            std::to_string(c.at)});
          },
          [&](Computation const& c) {
            auto inputs = std::string{};
            for (auto const& input : c.inputs) { inputs += input + " "; }
            // Of another value, another mark: a formula may rest on more than its inputs tell.
            return mark_of({"formula", c.formula, inputs, number});
          },
          [&](Assumption const& a) {
            return mark_of({"assumed", a.key, number, a.by, a.on, a.basis});
          },
      },
      figure.evidence);
}

}  // namespace chengjie
