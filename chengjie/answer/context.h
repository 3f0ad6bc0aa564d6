// What every answer is asked with, and small helpers that they share.
#pragma once
#include <string>
#include <vector>

#include "chengjie/access/caller.h"
#include "chengjie/answer/basis.h"
#include "chengjie/answer/line.h"
#include "chengjie/base/result.h"
#include "chengjie/ledger/book.h"

namespace chengjie::answer {

struct Context {
  Book const& book;
  std::string region;  // resolved name: see region_of
  std::string today;   // ISO
  access::Caller caller;
  Basis& basis;
};

// The region that is asked about: `wanted` by its name or a former one; "" means the ledger's home
// region, which is its first district, else the place that most of its documents are about.
// not_found names the regions that the ledger has.
Result<std::string> region_of(Book const&, std::string const& wanted);

// A default of the program as a figure: an assumption of the ledger under `key` comes first.
Figure setting(Book const&, std::string const& key, double value, std::string const& unit,
               std::string const& basis);

Answer answer_of(Context const&, std::string question);  // the frame, still empty
void finish(Context const&, Answer&);                    // assumed share, from the basis

// Names that stand for one thing: a park with its former names.
bool named(Record const&, std::string_view name);

// All figures that an answer shows.
std::vector<Figure> figures_of(Answer const&);

}  // namespace chengjie::answer
