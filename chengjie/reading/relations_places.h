// Where a firm is, told by the words around its name: “来自某旗的某公司”, “在璧山,某公司动力电池
// 基地”, “承接某公司某项目”, “赴园区调研某公司等企业”; and what 前者 and 后者 set up.
#pragma once
#include "chengjie/reading/mentions.h"
#include "chengjie/reading/relations_projects.h"

namespace chengjie::reading {

// Of one clause: located_in, invests_in, produces and supplies.
void place_relations(Document const&, Mentions const&, SubjectStack const&, Spot,
                     AddRelation const&);

}  // namespace chengjie::reading
