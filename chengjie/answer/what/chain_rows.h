// The chains and directions of a ledger as the engine `choose` takes them, and the figures behind
// the marks that it passes through.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "chengjie/answer/context.h"
#include "chengjie/answer/how/firms.h"
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

// Thresholds and weights that the program carries, weights as the ledger's assumptions change them:
// weight/what/NAME of a gap's parts, weight/who/NAME of a candidate's, weight/documents/NAME of a
// wanted product's where only documents are there; in points.
struct ChooseSettings {
  choose::Options options;
  std::map<std::string, Figure, std::less<>> weights;  // by key
};
Result<ChooseSettings> choose_settings(Book const&);

// One name for each firm: the one the chains use, else the enterprise table's.
class FirmNames {
 public:
  explicit FirmNames(Book const&);
  std::string const& of(std::string const& name) const;  // itself where nothing is known of it
  // Rows of the enterprise table, by the name that `of` gives; nullptr when there is none.
  Record const* row(std::string const& name) const;

 private:
  std::map<std::string, std::string, std::less<>> one_name_;
  std::map<std::string, Record const*, std::less<>> rows_;
};

// The firms of a ledger, gathered once for all that an answer asks of them.
struct RegionFirms {
  explicit RegionFirms(Book const& book) : here(firms_of(book)), names(book) {}
  std::vector<FirmRows> here;  // of the region
  FirmNames names;
};

}  // namespace chengjie::answer
