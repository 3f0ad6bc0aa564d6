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
  // Places that the text names otherwise than the gazetteer (“璧山县”): their ids go on from its.
  std::vector<Place> local;

  Place const& at(int place) const {
    auto const known = Places::china().size();
    auto const i = static_cast<std::size_t>(place);
    return i < known ? Places::china()[place] : local[i - known];
  }
  std::u32string name_of(int place) const { return place < 0 ? std::u32string{} : at(place).name; }
  // What the text means by a name of the gazetteer that it gives in short: its own place of that
  // stem, if it has one.
  int meant(int place) const {
    for (auto i = std::size_t{0}; i != local.size(); ++i) {
      if (local[i].stands_for == place) { return static_cast<int>(Places::china().size() + i); }
    }
    return place;
  }
};

// Every place of the gazetteer in the text, the longer before the shorter, ascending.
struct PlaceAt {
  std::size_t begin{};
  Places::Hit hit;
};
std::vector<PlaceAt> find_places(std::u32string_view text);

// `province` of the whole page, where an article of it is asked for: short forms of counties
// elsewhere are words (“大田用种”). Of the blocks [first, last). Those with figures count more:
// what else stands on the page may be another article.
Ground find_ground(text::Page const&, std::vector<text::Quantity> const&,
                   std::vector<PlaceAt> const&, bool report, std::size_t first, std::size_t last,
                   int province = -1);

// An article of the page, and where it is.
struct Article {
  std::size_t begin{};  // its first character
  Ground ground;        // of the whole page where the article names no place
};
// Ascending, not overlapping; the longer goes before the shorter.
std::vector<NameAt> find_names(text::Page const&, Ground const& of_page,
                               std::vector<Article> const&, std::vector<PlaceAt> const&,
                               std::vector<Name> const& gazetteer);

}  // namespace chengjie::reading
