// Wanted lists (承接方向: direction, product, park), tasks of plans and clauses of policies. Each
// row carries its sentence and is to be confirmed by a person.
#pragma once
#include <vector>

#include "chengjie/reading/facts.h"
#include "chengjie/reading/reader.h"

namespace chengjie::reading {

std::vector<ClauseRow> read_clauses(Document const&, Source const&);
// Of these, the clauses of policies: who gets what, when, from whom. In the order of the text.
std::vector<ClauseRow> read_policies(Document const&, Source const&);
// The sentence [begin, end) as evidence, up to 240 characters: a clause is read with its
// conditions.
Clause whole_sentence(Document const&, Source const&, std::size_t begin, std::size_t end);

}  // namespace chengjie::reading
