// The measured ends of a task: its figures with the words beside them, as written.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "chengjie/ledger/figure.h"
#include "chengjie/reading/document.h"
#include "chengjie/reading/reader.h"

namespace chengjie::reading {

class Ends {
 public:
  // `from`: the year the paper was written in, 0 not known. What `policies` offer is no end.
  Ends(Document const&, std::vector<Figure> const& facts, std::vector<ClauseRow> const& policies,
       int from);

  // Which figures count: whatever is not of the past; what the reading of figures calls a target or
  // plan; targets alone, or plans that the sentence says are to be made sure of.
  enum class Which { all, planned, aimed };
  // Clauses that hold such a figure, joined by “；”.
  std::u32string told(std::vector<text::Part> const& texts, Which) const;
  // Clauses of policies begin in [begin, end).
  bool offers(std::size_t begin, std::size_t end) const;

 private:
  bool counts(text::Quantity const&, bool made_sure, Which) const;
  void clause(text::Part, Which, std::u32string& out) const;

  Document const& d_;
  int from_;
  std::map<std::size_t, Figure const*> facts_;  // by the byte their number begins at
  std::map<std::size_t, std::size_t> offers_;   // bytes of clauses of policies: begin to end
};

}  // namespace chengjie::reading
