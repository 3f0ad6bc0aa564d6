// The inside of facts.h: one pass for kind and period, one for indicators, one that writes.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/reading/facts.h"
#include "chengjie/reading/indicator.h"
#include "chengjie/reading/scope.h"
namespace chengjie::reading::detail {

using View = std::u32string_view;
using text::Quantity;

inline constexpr auto kClauseMax = std::size_t{400};  // characters to either side of a figure
inline constexpr auto kSentenceMax = std::size_t{1200};
inline constexpr auto kListMax = std::size_t{64};  // figures of one list that are told apart

class Reader {
 public:
  Reader(Document const& d, Source const& source, SubjectStack const& subjects, bool why)
      : d_(d), source_(source), why_(why), subjects_(subjects), sections_(d) {}

  Facts run();

 private:
  struct Draft {
    Spot spot;
    Kind kind{};
    int sign{1};
    bool yoy{};
    bool compared{};  // difference to a wider area
    std::string period;
    bool mark_found{};       // the text states a time
    std::size_t mark_end{};  // of the time the period is taken from, in the same sentence; 0 else
    char const* period_rule{""};
    View time;  // the words the period is taken from
    View cue;   // the words that decided the kind
    std::u32string indicator;
    char const* indicator_rule{""};
    std::size_t phrase_begin{};
    std::u32string left;  // noun phrase before the figure, whichever was taken
    bool newly{};
    bool borrowed{};      // indicator of an earlier figure
    std::size_t taken{};  // end of the noun after the figure that is its indicator
  };

  void find_spots();
  bool cell(std::size_t i);
  std::string period_of(TableCell const& cell) const;
  Owner row_owner(std::size_t i) const;
  std::size_t sentence_begin(std::size_t i) const;
  std::size_t clause_begin(std::size_t i) const;
  std::size_t clause_end(std::size_t i) const;
  bool same_sentence(std::size_t i, std::size_t k) const;
  std::size_t floor_of(std::size_t i) const;
  void kind_and_period(std::size_t i);
  bool later_in_clause(std::size_t i);
  void default_period(std::size_t i);
  bool same_verb(std::size_t i) const;
  static bool later_cue(View cue);
  bool moves_up(Quantity const& q) const;
  bool forecast(std::size_t i, View cue) const;
  bool counts_projects(std::size_t i, View cue) const;
  bool will_follow(std::size_t i) const;
  bool capacity(std::size_t i) const;
  void month_of_event(std::size_t i, Kind base, std::size_t cue);
  bool past(std::string const& period) const;
  bool verb_in(std::size_t begin, std::size_t end) const;
  bool measured_by(Quantity const& q, std::size_t time) const;
  bool speaks_of_now(std::size_t i, std::size_t from) const;
  bool leads_sentence(std::size_t time) const;
  bool done_by_now(std::size_t i) const;
  bool starts_from(std::size_t i) const;
  void ends_of_span(std::size_t i);
  bool same_time(Sentence const& sentence) const;
  bool lower_or_higher(std::size_t i) const;
  bool pace(std::size_t i) const;
  bool to_be_built(std::size_t i) const;
  bool built(std::size_t i, View cue) const;
  bool in_use(std::size_t i) const;
  void same_kind(std::size_t i);
  bool is_share(std::size_t i) const;
  void period(std::size_t i);
  void indicator(std::size_t i);
  bool offered(std::size_t i, View before);
  bool duration(std::size_t i, std::size_t floor);
  void part(std::size_t i, std::size_t next);
  bool share_of(std::size_t i, std::size_t floor);
  bool more_than_before(std::size_t i, std::size_t floor);
  bool money_noun(std::size_t at, std::size_t stop) const;
  void people(std::size_t i, std::size_t stop);
  static bool takes_after(Quantity const& q);
  std::size_t list_length(std::size_t i) const;
  bool first_of_list(std::size_t i, std::size_t floor);
  void list_item(std::size_t i);
  bool like_list_before(std::size_t i, std::size_t last, std::size_t floor);
  bool measuring_verb(std::size_t i, std::size_t floor);
  bool of_a_goal(std::size_t i, std::size_t floor);
  void threshold_before(std::size_t i);
  Bound share_bound(std::size_t i, Bound bound) const;
  void bare_words(std::size_t i, std::size_t floor);
  void set(std::size_t i, Phrase const& phrase, char const* rule);
  void set_item(std::size_t i);
  Owner item_owner(std::size_t i) const;
  void copy_from(std::size_t i, std::size_t k, char const* rule);
  void emit(std::size_t i, Facts& out);
  Owner project_of(std::size_t i, Owner const& owner);
  bool capped(std::size_t i) const;
  bool same_clause_start(std::size_t i) const;
  void per_head(std::size_t i, Figure& f, Facts const& out) const;
  Owner firm_of_project(std::size_t i) const;
  Owner project_after(std::size_t i) const;
  bool speaks_of_project(std::size_t begin) const;
  static double confidence(Draft const& draft, Owner const& owner);
  std::string reason(Draft const& draft, Owner const& owner, Figure const& f) const;
  Document const& d_;
  Source const& source_;
  bool why_;
  SubjectStack const& subjects_;
  Sections sections_;
  std::vector<Draft> drafts_;
  std::map<std::size_t, Item> items_;
  std::pair<std::size_t, Owner> project_{~std::size_t{0}, {}};  // of the sentence being written
  Owner last_project_;
  std::size_t project_seen_{};  // sentence that named it
  bool deadline_{};
};

}  // namespace chengjie::reading::detail
