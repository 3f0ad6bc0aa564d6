// How often industries stand together in regions, and how near a region is to one it lacks, in the
// definitions of the EconGeo package (Balland et al.), so that results can be compared.
#pragma once
#include <string_view>

#include "chengjie/economy/complexity.h"

namespace chengjie::economy {

Matrix cooccurrence(Presence const&);  // products x products, diagonal 0

enum class Relatedness { association, cosine, jaccard, probability };
std::string_view name_of(Relatedness);  // "association", "cosine", "jaccard", "prob"

// Of co-occurrences C with column sums S and total T; 0 where a divisor is 0.
Matrix relatedness(Matrix const& cooccurrence, Relatedness);

// 100 sum_q M_cq r_qp / sum_q r_qp, diagonal of r as 0; places x products.
Matrix relatedness_density(Presence const&, Matrix const& relatedness);

}  // namespace chengjie::economy
