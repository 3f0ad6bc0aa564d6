// What the text of the ledger's documents tells beside the facts that reading kept: tiers, size
// classes of parks, where 其中 stands, what a sentence says against itself, renamed areas.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "chengjie/answer/reconciling/contradictions.h"
#include "chengjie/reconcile/conflicts.h"
#include "chengjie/reconcile/renames.h"

namespace chengjie::answer {

struct DocumentWords {
  std::vector<reconcile::Group> groups;  // subjects resolved: 全区 is the document's place
  std::vector<Figure> figures;           // size classes of parks
  std::vector<reconcile::Among> amongs;
  std::vector<reconcile::Passage> passages;
  std::vector<reconcile::Rename> renames;
  std::map<std::string, std::string> places;  // hash of a document -> the place it is about
};

// Documents in GB18030 or UTF-16 are read as such; offsets are always of the bytes given.
DocumentWords words_of(Context const&, std::vector<DocumentText> const&);

}  // namespace chengjie::answer
