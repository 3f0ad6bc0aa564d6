// From a document with its parts to figures with evidence.
#pragma once
#include <string>
#include <vector>

#include "chengjie/ledger/figure.h"
#include "chengjie/reading/document.h"
#include "chengjie/reading/subject.h"

namespace chengjie::reading {

struct Source {
  std::string hash;  // SHA-256 of the bytes, hex
  std::string name;
};

struct Facts {
  std::vector<Figure> figures;  // in the order of the text
  std::vector<std::string>
      why;  // by figure, the rule and words that decided; empty unless asked for
};

// Fills page, clock, names, sentences and quantities. `names` false: only what quantities need.
Document analyse(text::Page page, std::optional<Date> date, std::vector<Name> const& gazetteer,
                 bool names);
Facts read_facts(Document const&, Source const&, SubjectStack const&, bool why);
// Value, unit, bound and evidence only.
std::vector<Figure> read_quantities(Document const&, Source const&);

}  // namespace chengjie::reading
