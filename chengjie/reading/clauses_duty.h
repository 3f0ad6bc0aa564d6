// Who is to do something and by when, in the wordings of plans: “(责任单位:市发改委;完成时限:
// 2025年底)”, “〔市经信局牵头,市财政局配合〕”, “由市投促局负责”, lines of their own.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reading/clauses_duty_words.h"
#include "chengjie/reading/document.h"

namespace chengjie::reading {

struct Duty {
  std::size_t begin{};  // of the whole statement, with its brackets
  std::size_t end{};
  std::u32string lead, duty, support, leader;  // as written
  std::string due;
  std::u32string due_words;  // where the words are no date: “长期坚持”
  bool spoken{};             // a sentence of the text, not a label or bracket

  bool who() const { return !lead.empty() || !duty.empty() || !leader.empty(); }
  std::u32string owner() const;       // who leads, else who answers; then the leaders named
  std::u32string department() const;  // who helps; who answers where another leads
  void add(Duty const&);              // what is empty yet
};

// Statements in [begin, end), ascending; those that stand side by side are one. `loose`: also
// sentences (“由市投促局负责”) and brackets of offices alone, which are duties only in an item of a
// plan.
std::vector<Duty> duties_in(Document const&, std::size_t begin, std::size_t end, int year,
                            bool loose);
// A due as its label gives it: a period, or the words.
void set_due(Duty&, std::u32string_view words, int year);

}  // namespace chengjie::reading
