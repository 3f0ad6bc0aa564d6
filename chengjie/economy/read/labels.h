// What the label of a row or column of a published input-output table means: codes and words of the
// statistics bureau, OECD, WIOD, Eurostat and BEA. Policy as a table; the code that reads tables
// knows roles only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::economy::read {

enum class Role {
  none,          // a sector, or a component of final demand or value added by its own name
  total_output,  // GO, TI, OUTPUT
  total,         // a sum of others, if the numbers agree
  exports,
  imports,
  outflow,  // to the rest of the country: an export of the region
  inflow,   // from it: an import
  error,    // statistical discrepancy
  households,
  wages,
  tax,
  jobs,
  energy,
  carbon,
};

// The first of the labels that says something decides; spaces, case and "CPA_" do not matter.
Role role_of(std::vector<std::string> const& labels);

bool says_imported(std::vector<std::string> const& labels);  // "Imports", "进口产品"
bool says_domestic(std::vector<std::string> const& labels);  // "Domestic", "国内产品"

// "农村居民消费" for FU101: the bureau's and OECD's codes in words, others as they are.
std::string words_of(std::string const& label);

// Without spaces, ASCII in lower case, without the "cpa_" of Eurostat.
std::string key_of(std::string_view label);

// Money and year as the words around the table tell them; "" and 0 when they do not.
std::string unit_in(std::string_view words);
int year_in(std::string_view words);

}  // namespace chengjie::economy::read
