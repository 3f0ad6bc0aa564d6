// Figures for the tables of tests: short to write, complete enough for every rule.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile::testing {

// One figure of a document; `text` is its clause (indicator and number where left out), `at` the
// offset of the clause in the document.
struct Told {
  std::string_view subject, indicator;
  double value;
  std::string_view unit, raw, period;
  Bound bound = Bound::exact;
  Kind kind = Kind::actual;
  std::string_view document = "a.txt";
  std::string_view text = {};
  std::size_t at = 0;
  std::string_view change = {};
  std::string_view of = {};
};

inline Figure figure(Told const& t) {
  auto f = Figure{};
  f.subject = t.subject;
  f.indicator = t.indicator;
  f.value = t.value;
  f.unit = t.unit;
  f.of = t.of;
  f.bound = t.bound;
  f.kind = t.kind;
  f.period = t.period;
  f.change = t.change;
  f.raw = t.raw;
  auto const text =
      t.text.empty() ? std::string{t.indicator} + std::string{t.raw} : std::string{t.text};
  auto const inside = text.find(t.raw);
  f.evidence = Clause{.document = "hash-" + std::string{t.document},
                      .name = std::string{t.document},
                      .begin = t.at,
                      .end = t.at + text.size(),
                      .at = t.at + (inside == std::string::npos ? 0 : inside),
                      .text = text};
  return f;
}

inline std::vector<Figure> figures(std::vector<Told> const& told) {
  auto out = std::vector<Figure>{};
  for (auto const& t : told) { out.push_back(figure(t)); }
  return out;
}

inline Conflicts run(Conflicts (*rule)(Books const&), Input const& input) {
  return rule(books_of(input, kOptions));
}
inline Conflicts run(Conflicts (*rule)(Books const&), std::vector<Figure> const& list) {
  return run(rule, Input{.figures = list, .groups = {}, .areas = {}, .points = {}, .outlines = {}});
}

}  // namespace chengjie::reconcile::testing
