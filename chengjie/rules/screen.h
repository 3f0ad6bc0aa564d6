// Many firms x many packs, states only: the same answer as evaluate(), without the explanation.
// Columns of numbers are read block by block and every distinct condition is decided once for a
// block, so 250,000 firms x 1,000 clauses take seconds; who then looks at a pair asks evaluate()
// for reasons.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "chengjie/rules/evaluate.h"

namespace chengjie::rules {

// Facts of many firms by column. A column of the caller's that is not in indicators() is passed
// over.
struct FirmColumns {
  struct Numbers {  // numbers in base units, flags as 0 and 1
    int indicator{};
    int year{};  // 0: holds now, or the year is not stated
    std::vector<double> least;
    std::vector<double> most;  // empty: the same as least
  };  // NaN: unknown; -inf to +inf: a fact is there and cannot be used
  struct Words {  // words and dates
    int indicator{};
    std::vector<std::uint32_t> code;              // by firm, into lists
    std::vector<std::vector<std::string>> lists;  // lists[0] stands for unknown
  };
  std::size_t firms{};
  std::vector<Numbers> numbers;
  std::vector<Words> words;
};

// From flat facts; the first fact of an indicator and year counts, as in evaluate().
FirmColumns columns_of(std::vector<Facts> const&, double about_share);
FirmColumns columns_of(std::vector<Facts const*> const&, double about_share);

struct Screen {
  std::size_t firms{};
  std::size_t words{};             // 64-bit words of a pack's row
  std::vector<std::uint64_t> met;  // pack by pack
  std::vector<std::uint64_t> not_met;
  State at(std::size_t pack, std::size_t firm) const;
  std::size_t count(std::size_t pack, State) const;
};

Screen screen(std::vector<Pack const*> const&, FirmColumns const&, Options const&);

// A number of every firm: least and most of a value expression, NaN where it is not known.
struct Values {
  std::vector<double> least;
  std::vector<double> most;
};
Values values(Expression const&, FirmColumns const&, Options const&);

}  // namespace chengjie::rules
