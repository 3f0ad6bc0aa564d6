// Names of one area that follow each other, as documents tell it:
// "滨江经开区由原城东工业园更名扩区而来", "龙江新城（原龙江工业园）", "城东工业园更名为滨江经开区".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reconcile/conflicts.h"

namespace chengjie::reconcile {

struct Rename {
  std::string now;
  std::string before;
  friend bool operator==(Rename const&, Rename const&) = default;
};
std::vector<Rename> renames_of(std::string_view text);

// Gives the areas of a rename one lineage; names that are not there come in as parks.
void add_renames(std::vector<Rename> const&, std::vector<Area>&);

}  // namespace chengjie::reconcile
