// Which answers rest on an assumption, and what becomes of them when it changes: found by answering
// all questions and following every figure to its inputs.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

// All questions answered on one ledger, each with what it rests on. One that cannot be answered
// (no park yet, no chain) is left out.
struct Answered {
  Answer answer;
  Basis basis;
};
std::vector<Answered> answer_all(Book const&, std::string const& region, std::string const& today,
                                 access::Caller const&);

// By the assumption's key: question -> what it moves there, "西彭园区 余地" ..., where the answer
// rests on it.
using Dependents = std::map<std::string, std::map<std::string, std::set<std::string>>>;
Dependents dependents_of(std::vector<Answered> const&);

// What differs between two rounds of answers: a named figure of an item, or its state.
struct Shift {
  std::string question, item, name;  // name "" : the state
  std::string before, after;         // in words; "" not there
  double share{};                    // how much it moved, of what it was; for sorting
};
std::vector<Shift> shifts_between(std::vector<Answered> const& before,
                                  std::vector<Answered> const& after);  // the largest first

}  // namespace chengjie::answer
