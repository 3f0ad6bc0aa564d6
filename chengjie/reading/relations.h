// Which firm is where, invests where, supplies, works with and makes what: by verb frames, with the
// clause that says so. Precision first: a frame without a firm on its left says nothing.
#pragma once
#include <vector>

#include "chengjie/reading/facts.h"
#include "chengjie/reading/mentions.h"
#include "chengjie/reading/reader.h"
#include "chengjie/reading/subject.h"

namespace chengjie::reading {

std::vector<Relation> read_relations(Document const&, Source const&, SubjectStack const&,
                                     Mentions const&);

}  // namespace chengjie::reading
