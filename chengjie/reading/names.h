// Names in a text: places by the administrative gazetteer, organisations by their last words
// (有限公司, 集团, 园区, 管委会, 《》 ...), whatever the caller's gazetteer knows, and short forms
// of names the document itself gives in full.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reading/places.h"
#include "chengjie/text/layout.h"
#include "chengjie/text/quantity.h"

namespace chengjie::reading {

enum class EntityType {
  enterprise,
  park,
  district,
  city,
  department,
  industry,
  chain_node,
  policy,
  fund,
  platform,
  project,
  person
};
std::string_view name_of(EntityType);

struct Name {  // of the caller's gazetteer
  std::string name;
  EntityType type{};
  std::vector<std::string> aliases;
};

struct NameAt {
  std::size_t begin{};
  std::size_t end{};
  EntityType type{};
  std::u32string full;  // resolved: “九龙坡” is “九龙坡区”
  bool given{};         // from the caller's gazetteer
};

// Where the text is: the place its words are about at each level, by counts; -1 none.
struct Ground {
  int county{-1};
  int city{-1};
  int province{-1};
  int main{-1};  // the one most named, the title counting more
  std::u32string name_of(int place) const {
    return place < 0 ? std::u32string{} : Places::china()[place].name;
  }
};

// Blocks with figures count more: what else stands on the page may be another article.
Ground find_ground(text::Page const&, std::vector<text::Quantity> const&, bool report);
// Ascending, not overlapping; the longer goes before the shorter.
std::vector<NameAt> find_names(text::Page const&, Ground const&,
                               std::vector<Name> const& gazetteer);

}  // namespace chengjie::reading
