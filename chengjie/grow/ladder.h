// The ladder of a firm under the dated packs: where it stands, its next rung, what it lacks; and
// who gains and who loses when one version of a pack replaces another.
#pragma once
#include <string>
#include <vector>

#include "chengjie/grow/firm.h"

namespace chengjie::grow {

struct Rung {
  int rung{};
  std::string name;
  bool held{};                    // the firm has the title
  rules::Verdict verdict;         // of a new application; of the re-check when held
  std::vector<Obstacle> failing;  // the fewest that stand between
  std::vector<Obstacle> unknown;  // and what is still to be proved for that way
  std::vector<Obstacle> unless;   // exceptions still unknown that would do instead: awards, equity
  // One condition short by the ordinary way. `sure` when nothing else on that way is unknown.
  bool one_short{};
  bool sure{};
};

struct LadderReport {
  std::string firm;
  bool titles_known{};  // false: the ledger says nothing of titles; current is then 0
  int current{};        // highest rung held; 0 none
  std::string current_name;
  std::string title_until;  // ISO, as given; "" unknown
  std::optional<int> days_left;
  std::vector<Rung> rungs;  // every rung in force, from the lowest; held ones judged as re-checks
  int next{-1};             // index into rungs of the lowest rung above current; -1: none
};

// not_found when no pack of the ladder is in force on Options.today.
Result<LadderReport> ladder(Firm const&, rules::Packs const&, std::string_view ladder_name,
                            Options const&);

// ladder()'s next rung and nothing else, for sifting many firms; nothing: none is above.
Result<std::optional<Rung>> next_rung(Firm const&, rules::Packs const&, std::string_view name,
                                      Options const&);

enum class Turn { gains, loses, may_lose, may_gain, stays, unclear };
std::string_view name_of(Turn);
std::string_view words_of(Turn);

struct Affected {
  std::string firm;
  bool held{};            // has the title today
  rules::State before{};  // both with unknown exceptions (awards) left aside: `unless` names them
  rules::State after{};
  Turn turn{};
  std::vector<Obstacle> failing;  // under the new version
  std::vector<Obstacle> unknown;
  std::vector<Obstacle> unless;
};

// Every firm under two versions of one title, in the order given. For each the question is the
// same: would an application (or re-check, by `applies`) pass? loses: met -> not met; may_lose: met
// -> unknown; a holder whose old state is unknown and whose new state is not_met also loses.
std::vector<Affected> who_is_affected(std::vector<Firm> const&, rules::Pack const& before,
                                      rules::Pack const& after, rules::Applies applies,
                                      Options const&);

// Has the firm a title that one of the words names? Nothing when no title is on record.
std::optional<bool> holds_title(rules::FactTable const&, std::vector<std::string> const& known_as);
// The same of facts that nobody has put in a table: yes only when one names it.
bool is_holder(rules::Facts const&, std::vector<std::string> const& known_as);

}  // namespace chengjie::grow
