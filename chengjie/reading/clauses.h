// Wanted lists (承接方向: direction, product, park), tasks of plans and clauses of policies. Each
// row carries its sentence and is to be confirmed by a person.
#pragma once
#include <vector>

#include "chengjie/reading/clauses_outline.h"
#include "chengjie/reading/facts.h"
#include "chengjie/reading/reader.h"

namespace chengjie::reading {

// `facts` are those of the same document: which of its figures are targets.
std::vector<ClauseRow> read_clauses(Document const&, Source const&,
                                    std::vector<Figure> const& facts);
// Of these, what is wanted: a row for each product, its direction and the parks named for it.
std::vector<ClauseRow> read_wanted(Document const&, Source const&, Outline const&);
// What is to be done: a row for each item that someone answers for or that has a measured end; a
// row for each goal with a year of its own.
std::vector<ClauseRow> read_tasks(Document const&, Source const&, Outline const&,
                                  std::vector<Figure> const& facts,
                                  std::vector<ClauseRow> const& policies);
// The clauses of policies: who gets what, when, from whom. In the order of the text.
std::vector<ClauseRow> read_policies(Document const&, Source const&);
// The sentence [begin, end) as evidence, up to 240 characters: a clause is read with its
// conditions.
Clause whole_sentence(Document const&, Source const&, std::size_t begin, std::size_t end);

}  // namespace chengjie::reading
