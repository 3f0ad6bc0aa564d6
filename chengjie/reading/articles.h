// Where the articles of a page begin. A page of a newspaper holds several, and nothing of one is of
// another: “全县” of the second is not the county of the first.
#pragma once
#include <cstddef>
#include <vector>

#include "chengjie/text/layout.h"

namespace chengjie::reading {

// Indexes of blocks, ascending; the first is 0. A dateline (“本报讯”, “某某日报讯(记者 ...)”,
// “据新华社电”) begins an article, with the headlines right before it; so does a mark of an advert.
std::vector<std::size_t> article_starts(text::Page const&);

}  // namespace chengjie::reading
