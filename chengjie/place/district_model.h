// Between the district's words and the placement problem: ids to indices, amounts to integers.
#pragma once
#include "chengjie/place/district.h"

namespace chengjie::place::district {

struct Model {
  Problem problem;
  double worth_scale{1.0};             // integer cost = points * this
  std::vector<double> scale;           // by resource: integer use = amount * this
  std::vector<double> top;             // by project: points at its best park, at least 0
  std::vector<double> price_unplaced;  // by project
  std::vector<int> fixed_park;         // by project; -1: free
  std::vector<double> fit;             // projects x parks: points
  std::vector<int> fit_row;            // projects x parks: row of Input::fits, -1 none
  std::vector<char> allowed;           // projects x parks
  std::vector<Lack> lacks;
  std::vector<std::string> notes;
};

Result<Model> model_of(Input const&);

bool may_stand_at(Project const&, std::string const& park);  // by only_parks alone
double worth_of(Project const&);                             // the sum of its parts
std::string number_text(double);  // as people write it: no trailing zeros

// Fills the decisions: parts, barriers, sentences.
std::vector<Decision> explain(Input const&, Model const&, std::vector<std::int32_t> const& park_of);

}  // namespace chengjie::place::district
