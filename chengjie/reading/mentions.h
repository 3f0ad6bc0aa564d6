// Names that entities and relations rest on: those of the page, places and firms inside the names
// of their works and projects, and firms that only the words around them tell (“青岳工业牵头”,
// “A、B等龙头企业”, “承接A电池、B面料等项目”).
#pragma once
#include <vector>

#include "chengjie/reading/document.h"

namespace chengjie::reading {

// A project named by its firm: “华岳己二酸” of “承接华岳己二酸等项目”.
struct ProjectOf {
  std::size_t begin{};  // the whole item, with the firm
  std::size_t end{};
  std::size_t firm_end{};  // the firm is [begin, firm_end)
  std::size_t etc{};       // end of the clause's list: 等 or 项目
};

struct Mentions {
  std::vector<NameAt> names;        // ascending by begin, the longer first; a firm may stand inside
  std::vector<ProjectOf> projects;  // ascending
};

Mentions find_mentions(Document const&);

}  // namespace chengjie::reading
