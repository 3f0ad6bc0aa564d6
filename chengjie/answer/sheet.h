// The tables beside the question of how, by name: what the command line, the interface and an
// export ask by a word and a few parameters.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/answer/how/per_mu.h"

namespace chengjie::answer {

inline constexpr auto kSheets = std::to_array<std::string_view>(
    {"monthly", "per_mu", "per_mu_land", "affected", "policies", "care", "matches"});
bool is_sheet(std::string_view);

inline constexpr auto kSheetItems = std::size_t{500};  // on a page or a terminal
inline constexpr auto kSheetAll = static_cast<std::size_t>(-1);

struct SheetAsk {
  std::string month;     // monthly; "" the latest
  std::string scheme;    // per_mu, per_mu_land; "" the first
  std::string from, to;  // affected: versions of a pack; "" the two of 专精特新
  std::string clause;    // policies: only this one, by firms
  std::string firm;      // matches: only this one's
  MuTry tried;           // per_mu: what changes under these
  std::size_t most = kSheetItems;
};

// Errors: those of the sheet; bad_usage: no such sheet.
Result<Answer> sheet(Context const&, std::string_view name, SheetAsk const&);

// What may be asked for, as pairs of a word for programs and words for people.
struct SheetChoices {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  Pairs months;    // that the ledger has, the newest first
  Pairs schemes;   // per-mu
  Pairs versions;  // of rule packs that have more than one
};
Result<SheetChoices> sheet_choices(Context const&);

}  // namespace chengjie::answer
