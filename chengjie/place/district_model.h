// Between the district's words and the numbers that are searched: ids to indices, amounts and
// points to integers, a row for each capacity in each year that can bind.
#pragma once
#include "chengjie/place/district.h"

namespace chengjie::place::district {

// One capacity of one park in one year, over all that stands in it and in what lies in it.
struct Row {
  int group{};
  int year{};               // index into Model::years
  std::int64_t capacity{};  // kUnlimited never stands here: such capacities have no row
};

// The capacity of one resource at one park through the years; money may extend it in all of them.
struct Group {
  int park{};
  int resource{};
  int first{}, last{};  // rows
  std::int64_t most{};  // units that money adds
  double price{};       // integer points a unit of them
};

// A project at a site from a year on (and its second part at another).
struct Choice {
  int item{};
  int site{};
  int second{-1};
  int year{};             // index
  std::int64_t points{};  // of the project alone
  int first_use{};        // into Model::uses; ends where the next one's begin
};

struct Use {
  int row{};
  std::int64_t amount{};  // > 0
};

struct PairAt {
  int other{};
  std::int64_t points[kNearLevels]{};  // by Near
};

struct ApartAt {
  int other{};
  Near level{};
};

struct Model {
  int items{};
  int sites{};             // all parks of the Input, sites or not
  std::vector<int> years;  // in which something changes; {0} without years
  std::vector<Row> rows;
  std::vector<Group> groups;
  std::vector<Choice> choices;  // of item j: first[j] .. first[j + 1]
  std::vector<int> first;
  std::vector<Use> uses;           // one more Choice ends the list
  std::vector<std::int64_t> skip;  // by item: points lost when it is not placed; kNever: it must be
  std::vector<std::vector<PairAt>> pairs;    // by item
  std::vector<std::vector<ApartAt>> aparts;  // by item
  std::vector<Near> near;                    // sites x sites
  std::vector<int> ground;                   // by site: the outermost site it lies in
  std::vector<int> segment;                  // by item; -1 none
  int segments{};
  std::vector<int> filled;  // segments x sites: firms there now (at grounds)
  std::int64_t price_segment{};

  double worth_scale{1.0};             // integer points = points * this
  std::vector<double> scale;           // by resource: integer use = amount * this
  std::vector<double> price_unplaced;  // by project
  std::vector<int> fixed_park;         // by project; -1: free
  std::vector<Lack> lacks;
  std::vector<std::string> notes;

  Near near_of(int a, int b) const { return near[static_cast<std::size_t>(a) * sites + b]; }
  int uses_end(int choice) const { return choices[static_cast<std::size_t>(choice) + 1].first_use; }
  bool has_pairs() const;  // any pair term, and so a bound that is only optimistic
};

Result<Model> model_of(Input const&);

// The pins that contradict each other, the fewest that do, as an error; kDone when none do.
Result<Done> check_pins(Input const&, Model const&);
// The same where only a search could tell: a set of pins that contradicts, and no part of it does.
Error pins_contradict(Input const&, Model const&);

std::string number_text(double);  // as people write it: no trailing zeros

}  // namespace chengjie::place::district
