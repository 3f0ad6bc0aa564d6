#include <algorithm>

#include "chengjie/rules/evaluate.h"

namespace chengjie::rules {
namespace {

void append(Shortfall& to, Shortfall const& from) {
  to.failing.insert(to.failing.end(), from.failing.begin(), from.failing.end());
  to.unknown.insert(to.unknown.end(), from.unknown.begin(), from.unknown.end());
}

Shortfall shortfall_of(Outcome const& o, bool wanted);

Shortfall of_children(Outcome const& o, bool wanted, std::size_t needed) {
  auto each = std::vector<Shortfall>{};
  auto const passable = [&](Outcome const& child) {
    return !child.exception || child.state == State::met;
  };
  auto const some = std::ranges::any_of(o.children, passable);
  for (auto const& child : o.children) {
    if (!some || passable(child)) { each.push_back(shortfall_of(child, wanted)); }
  }
  std::ranges::stable_sort(
      each, {}, [](Shortfall const& s) { return std::pair{s.failing.size(), s.unknown.size()}; });
  auto out = Shortfall{};
  for (auto i = std::size_t{0}; i != std::min(needed, each.size()); ++i) { append(out, each[i]); }
  return out;
}

// `wanted` is false below a veto: there a leaf that is met stands in the way.
Shortfall shortfall_of(Outcome const& o, bool wanted) {
  auto const n = o.children.size();
  if (n == 0) {
    if (o.state == State::unknown) { return {{}, {&o}}; }
    return (o.state == State::met) == wanted ? Shortfall{} : Shortfall{{&o}, {}};
  }
  switch (o.kind) {
    case NodeKind::none:
      return of_children(o, !wanted, wanted ? n : 1);
    case NodeKind::any:
      return of_children(o, wanted, wanted ? 1 : n);
    case NodeKind::at_least: {
      auto const k = static_cast<std::size_t>(o.needed);
      return of_children(o, wanted, wanted ? k : n - k + 1);
    }
    default:
      return of_children(o, wanted, wanted ? n : 1);
  }
}

}  // namespace

Shortfall shortfall(Outcome const& o) { return shortfall_of(o, true); }

}  // namespace chengjie::rules
