// The document clock: which period a figure is of. A stated year holds to the end of its
// paragraph; 今年, 去年, 上半年 go by the document's own date; where no clock is found the period
// stays empty, never guessed.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/date.h"
#include "chengjie/text/layout.h"

namespace chengjie::reading {

enum class MarkKind {
  year,      // “2024年”, “去年”: holds to the end of the paragraph
  part,      // “一季度”, “2024年7月”: holds to the end of the sentence
  deadline,  // “到2027年”: holds to the end of the sentence, and makes a target of what follows
  span,      // “五年来”, “2021—2025年”, “自2018年以来”
};

struct TimeMark {
  std::size_t begin{};
  std::size_t end{};
  MarkKind kind{};
  std::string period;  // as base/date.h writes them; "" when the document's year is not known
  bool own{};          // “2020年的7.2%”: of that figure alone
  bool clause{};       // “占比达66%，近3年提升21个百分点”: of its clause alone
};

struct Clock {
  std::optional<Date> date;     // day 0 or month 0: not known
  int year{};                   // the year the text was written in; 0: not known
  bool review{};                // looks back on the year before `year`
  bool policy{};                // rules for years to come: “全年” is of none
  bool report{};                // a yearly report of a government: figures are of the year before
  std::vector<TimeMark> marks;  // ascending
};

// `given` is the caller's date of the document, which goes before whatever the text says.
Clock read_clock(text::Page const&, std::optional<Date> given);

}  // namespace chengjie::reading
