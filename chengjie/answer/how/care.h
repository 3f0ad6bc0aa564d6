// One record of a firm from lead to growth (接得稳、留得住、长得好): what is on record of each
// stage, and signs that somebody should look at, each with the cell it stands in. Thresholds are
// assumptions (data/monthly/care.toml), changed under care/NAME.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "chengjie/answer/how/firms.h"

namespace chengjie::answer {

enum class Care { landing, staying, growing };  // 接得稳, 留得住, 长得好
std::string_view name_of(Care);
std::string_view words_of(Care);

struct Sign {
  Care side{};
  int weight{};  // -1: look at it, +1: good, 0: on record
  Line line;
};

// Records of other books by firm, gathered once.
class Around {
 public:
  explicit Around(Context const&);
  std::vector<Record const*> projects(FirmRows const&) const;
  std::vector<Record const*> visits(FirmRows const&) const;  // the newest first
  std::vector<Record const*> cases(FirmRows const&) const;
  std::string const& latest_month() const { return month_; }  // of any firm's return

 private:
  using Index = std::multimap<std::string, Record const*>;
  static std::vector<Record const*> in(Index const&, FirmRows const&);
  Index projects_, visits_, cases_;
  std::string month_;
};

// Every threshold by name, a figure that opens to its basis.
using Thresholds = std::map<std::string, Figure>;
Result<Thresholds> care_thresholds(Context const&);

// Signs alone (weight not 0), or with what is merely on record.
enum class Told { signs, everything };
std::vector<Sign> signs_of(Context const&, Around const&, Thresholds const&, FirmRows const&, Told);

// The firm's record as three items, one a side.
Result<std::vector<Item>> life_of(Context const&, FirmRows const&);

// Firms that somebody should look at, most signs first; then leads for expansion. Notes: titles of
// 双倍增, 五上 counts.
Result<Answer> care(Context const&, std::size_t most);

}  // namespace chengjie::answer
