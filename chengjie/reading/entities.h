// Who and what a document names, each once, with its other forms in the text.
#pragma once
#include <vector>

#include "chengjie/reading/facts.h"
#include "chengjie/reading/mentions.h"
#include "chengjie/reading/reader.h"

namespace chengjie::reading {

// Gazetteer names, places, organisations by suffix and frame, people by post and byline, policies
// by 《》 and quotes, industries and products by term and by list. In the order of the text.
std::vector<Entity> read_entities(Document const&, Source const&, Mentions const&,
                                  std::vector<Relation> const&);

// Evidence for a span: the clause it stands in.
Clause clause_at(Document const&, Source const&, std::size_t begin, std::size_t end);

}  // namespace chengjie::reading
