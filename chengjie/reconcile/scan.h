// Looking through text for size classes ("千亿级", "五百亿园区"): characters without line breaks
// and quotation marks, numerals, the ends of clauses and sentences.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reconcile/glyphs.h"

namespace chengjie::reconcile {

// Blanks, line ends and quotation marks are left out, an empty line stays as '\n'. Papers break
// lines inside "万\n亿级" and put quotes anywhere.
using Glyphs = std::vector<Glyph>;
Glyphs glyphs_of(std::string_view text);

bool one_of(char32_t code, std::u32string_view set);
bool stops_clause(char32_t);
bool stops_sentence(char32_t);
bool is_numeral(char32_t);
std::optional<double> digit_of(char32_t);
// "两", "十二", "五百", "5000", "1.5万", and a bare "千" for 1000; nothing when not above 0.
std::optional<double> number_of(Glyphs const&, std::size_t from, std::size_t to);
bool follows(Glyphs const&, std::size_t at, std::u32string_view word);
// Where the size class ends whose 亿 stands at `at`: "亿级", "亿元级", or 亿 with a noun that only
// a class can have ("千亿产业集群", "百亿园区").
std::optional<std::size_t> class_end(Glyphs const&, std::size_t at);
std::size_t numerals_before(Glyphs const&, std::size_t end);
// The source's bytes from one character to another, and the same without what was left out.
std::string words_of(std::string_view text, Glyphs const&, std::size_t from, std::size_t to);
std::string joined(std::string_view text, Glyphs const&, std::size_t from, std::size_t to);
// "到2027年": the year that a goal is set for; of several the last; "" when none is.
std::string period_in(Glyphs const&, std::size_t from, std::size_t to);

}  // namespace chengjie::reconcile
