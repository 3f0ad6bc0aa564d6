#include "chengjie/reconcile/passages.h"

#include <algorithm>
#include <cmath>

namespace chengjie::reconcile {

std::size_t sentence_begin(Glyphs const& g, std::size_t at) {
  while (at != 0 && !stops_sentence(g[at - 1].code)) { --at; }
  return at;
}

std::size_t sentence_end(Glyphs const& g, std::size_t at) {
  while (at < g.size() && !stops_sentence(g[at].code)) { ++at; }
  return at;
}

Clause clause_around(Source const& source, Glyphs const& g, std::size_t from, std::size_t to,
                     std::size_t at) {
  constexpr auto kCharactersMax = std::size_t{240};
  auto begin = from;
  while (begin != 0 && to - begin < kCharactersMax && !stops_sentence(g[begin - 1].code) &&
         g[begin - 1].code != U'；') {
    --begin;
  }
  return {.document = std::string{source.hash},
          .name = std::string{source.name},
          .begin = g[begin].begin,
          .end = g[to - 1].end,
          .at = g[at].begin,
          .text = words_of(source.text, g, begin, to)};
}

std::optional<Written> written_at(Glyphs const& g, std::size_t at) {
  auto out = Written{.value = 0, .half = 0.5, .end = at};
  auto fraction = false;
  while (out.end < g.size()) {
    auto const c = g[out.end].code;
    auto const plain = (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９');
    auto const point = (c == U'.' || c == U'．') && !fraction && out.end != at;
    if (point) { fraction = true; }
    if (plain) {
      if (fraction) { out.half /= 10; }
      auto const digit = digit_of(c).value_or(0);
      out.value = fraction ? out.value + digit * 2 * out.half : out.value * 10 + digit;
    }
    if (!plain && !point) { break; }
    ++out.end;
  }
  return out.end == at ? std::nullopt : std::optional{out};
}

std::size_t first_word(Glyphs const& g, std::size_t from, std::size_t to,
                       std::initializer_list<std::u32string_view> words) {
  for (auto i = from; i < std::min(to, g.size()); ++i) {
    for (auto const word : words) {
      if (i + word.size() <= to && follows(g, i, word)) { return i; }
    }
  }
  return std::string::npos;
}

std::size_t last_word(Glyphs const& g, std::size_t from, std::size_t to,
                      std::initializer_list<std::u32string_view> words) {
  for (auto i = std::min(to, g.size()); i-- > from;) {
    for (auto const word : words) {
      if (i + word.size() <= to && follows(g, i, word)) { return i; }
    }
  }
  return std::string::npos;
}

std::vector<Passage> passages_of(std::string_view text, std::string_view hash,
                                 std::string_view name) {
  auto out = shares_against_100(text, hash, name);
  for (auto const scan : {thresholds_out_of_order, growth_beside_levels}) {
    for (auto& passage : scan(text, hash, name)) { out.push_back(std::move(passage)); }
  }
  return out;
}

}  // namespace chengjie::reconcile
