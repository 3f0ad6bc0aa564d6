// Relations that projects and products tell: “某公司年产8万吨正极材料项目”, “位于某园区的某公司”.
#pragma once
#include <functional>
#include <string_view>

#include "chengjie/reading/subject.h"

namespace chengjie::reading {

using AddRelation = std::function<void(std::u32string_view firm, char const* relation,
                                       std::u32string_view target, double confidence)>;

// Of one clause: invests_in, produces and located_in.
void project_relations(Document const&, SubjectStack const&, Spot, AddRelation const&);

}  // namespace chengjie::reading
