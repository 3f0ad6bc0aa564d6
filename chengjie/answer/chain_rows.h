// The chains and directions of a ledger as the engine `choose` takes them, and the figures behind
// the marks that it passes through.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/context.h"
#include "chengjie/choose/options.h"
#include "chengjie/choose/pull.h"

namespace chengjie::answer {

// The engine passes marks through; the figures behind them stay here.
class Sources {
 public:
  explicit Sources(Context const& context) : context_(context) {}
  std::string keep(Figure const& figure) {
    context_.basis.use(figure);
    return mark_of(figure);
  }
  std::vector<Figure> of(std::vector<std::string> const& marks) const {
    auto figures = std::vector<Figure>{};
    for (auto const& mark : marks) {
      if (auto const at = context_.basis.figures().find(mark);
          at != context_.basis.figures().end()) {
        figures.push_back(at->second);
      }
    }
    return figures;
  }

 private:
  Context const& context_;
};

// One row a record of the book chains.
std::vector<choose::Row> rows_of(Context const&, Sources&);
// Directions that name a product.
std::vector<choose::Want> wants_of(Context const&, Sources&);
// Thresholds and weights that the program carries.
Result<choose::Options> choose_options();

}  // namespace chengjie::answer
