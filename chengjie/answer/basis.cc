#include "chengjie/answer/basis.h"

#include <algorithm>

namespace chengjie::answer {

Figure const& Basis::use(Figure const& figure) {
  return figures_.try_emplace(mark_of(figure), figure).first->second;
}

Figure Basis::derive(Derived d) {
  auto computation = Computation{std::move(d.formula), {}, SourceKind::derived};
  for (auto const& input : d.inputs) {
    use(input);
    computation.inputs.push_back(mark_of(input));
    computation.weakest = std::max(computation.weakest, weakest_of(input));
  }
  auto figure = Figure{};
  figure.subject = std::move(d.subject);
  figure.indicator = std::move(d.indicator);
  figure.value = d.value;
  figure.unit = std::move(d.unit);
  figure.of = std::move(d.of);
  figure.bound = d.bound;
  figure.kind = d.kind;
  figure.period = std::move(d.period);
  figure.scope = std::move(d.scope);
  figure.range = d.range;
  // The mark is made of formula and inputs: two results of one formula differ by their names.
  computation.formula = figure.subject + "·" + figure.indicator + " = " + computation.formula;
  figure.evidence = std::move(computation);
  return use(figure);
}

double Basis::assumed_share() const {
  auto inputs = 0;
  auto assumed = 0;
  for (auto const& [mark, figure] : figures_) {
    auto const source = source_of(figure);
    if (source == SourceKind::derived) { continue; }
    ++inputs;
    if (source == SourceKind::assumed) { ++assumed; }
  }
  return inputs == 0 ? 0 : static_cast<double>(assumed) / inputs;
}

}  // namespace chengjie::answer
