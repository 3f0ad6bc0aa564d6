// Tiers as plans write them: "两大“千亿级”主导产业集群", "四大五百亿级支柱产业",
// "2个千亿级、4个五百亿级". A count times a size class, found by their shape alone.
#pragma once
#include <string_view>
#include <vector>

#include "chengjie/reconcile/conflicts.h"

namespace chengjie::reconcile {

// All tiers of a text, in its order; clause offsets are bytes of the text given. Document hash
// and name are copied into every clause. Sizes are CNY (a size class in 亿 without a unit is
// money).
std::vector<Tier> tiers_of(std::string_view text, std::string_view document_hash,
                           std::string_view document_name);

// Tiers of one passage (same paragraph, classes all different) as groups, each with the period its
// sentences name ("到2027年") and the place its first sentence begins with ("九龙坡区计划…";
// "全市", "我区" as written, for the caller to resolve) when there is one. Groups of a single tier
// are kept: alone they can still exceed a whole.
std::vector<Group> groups_of(std::string_view text, std::string_view document_hash,
                             std::string_view document_name);

// Parks that a paper wants to reach a class ("力争2027年实现千亿级园区": a target) or says to have
// reached it ("迈入千亿园区行列": an actual), as figures of the park named last before. Only dated
// ones with a name; what reading leaves out as a name of size, target_scope_changed needs.
std::vector<Figure> park_classes_of(std::string_view text, std::string_view document_hash,
                                    std::string_view document_name);

}  // namespace chengjie::reconcile
