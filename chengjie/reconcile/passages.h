// What one sentence of a document says against itself, found in its text: shares of one whole that
// do not make 100, a higher threshold with more behind it than the lower one, a growth that the two
// levels beside it do not give. Reading gives such numbers one by one; that they belong together
// stands only in the words.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reconcile/conflicts.h"
#include "chengjie/reconcile/scan.h"

namespace chengjie::reconcile {

// "三次产业结构为5.2：48.3：51.5", "三次产业占比分别为6.2%、47.1%、48.9%". Told when the sum misses
// 100 by more than the rounding of its parts; sums far from 100 are ratios, not shares, and left
// alone.
std::vector<Passage> shares_against_100(std::string_view text, std::string_view hash,
                                        std::string_view name);
// "亿元以上项目60个，其中5亿元以上项目70个": the set above the higher threshold lies in the lower
// one's.
std::vector<Passage> thresholds_out_of_order(std::string_view text, std::string_view hash,
                                             std::string_view name);
// "由上年的28.4亿元增加到33.9亿元，增长9.3%"; 年均 with both years counts as so many years.
std::vector<Passage> growth_beside_levels(std::string_view text, std::string_view hash,
                                          std::string_view name);
// All of the above.
std::vector<Passage> passages_of(std::string_view text, std::string_view hash,
                                 std::string_view name);

// ---- shared by the scanners ----
struct Source {
  std::string_view text, hash, name;
};
// The clause of a sentence around [from, to), cut to 240 characters, and `at` where it begins.
Clause clause_around(Source const&, Glyphs const&, std::size_t from, std::size_t to,
                     std::size_t at);
// A number of digits ("48.3", "１２"), from `at`: where it ends, its value, half a unit of its last
// digit. Nothing when no digit stands there.
struct Written {
  double value{};
  double half{};
  std::size_t end{};
};
std::optional<Written> written_at(Glyphs const&, std::size_t at);
std::size_t sentence_begin(Glyphs const&, std::size_t at);
std::size_t sentence_end(Glyphs const&, std::size_t at);
// The last occurrence of one of the words in [from, to); npos when none.
std::size_t last_word(Glyphs const&, std::size_t from, std::size_t to,
                      std::initializer_list<std::u32string_view> words);
std::size_t first_word(Glyphs const&, std::size_t from, std::size_t to,
                       std::initializer_list<std::u32string_view> words);

}  // namespace chengjie::reconcile
