#include "chengjie/reconcile/scan.h"

namespace chengjie::reconcile {

bool one_of(char32_t code, std::u32string_view set) {
  return set.find(code) != std::u32string_view::npos;
}

Glyphs glyphs_of(std::string_view text) {
  auto out = Glyphs{};
  auto ends = 0;
  for (auto at = std::size_t{0}; at < text.size();) {
    auto const glyph = glyph_at(text, at);
    at = glyph.end;
    if (glyph.code == U'\n') {
      if (++ends == 2) { out.push_back(glyph); }
      continue;
    }
    if (one_of(glyph.code, U" \t\r　﻿")) { continue; }
    ends = 0;
    if (!one_of(glyph.code, U"“”\"‘’'「」『』")) { out.push_back(glyph); }
  }
  return out;
}

bool stops_clause(char32_t c) { return one_of(c, U"，。；：！？,;:!?\n"); }
bool stops_sentence(char32_t c) { return one_of(c, U"。！？!?\n"); }

namespace {
constexpr auto kNumerals =
    std::u32string_view{U"零〇一二两三四五六七八九十百千万0123456789０１２３４５６７８９."};
}  // namespace

bool is_numeral(char32_t c) { return one_of(c, kNumerals); }

std::optional<double> digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') { return c - U'0'; }
  if (c >= U'０' && c <= U'９') { return c - U'０'; }
  auto const at = std::u32string_view{U"零一二三四五六七八九"}.find(c);
  if (at != std::u32string_view::npos) { return static_cast<double>(at); }
  if (c == U'〇') { return 0; }
  if (c == U'两') { return 2; }
  return std::nullopt;
}

// "两", "十二", "五百", "5000", "1.5万", and a bare "千" for 1000.
std::optional<double> number_of(Glyphs const& g, std::size_t from, std::size_t to) {
  auto total = 0.0;    // closed by 万
  auto section = 0.0;  // closed by 十百千
  auto digits = 0.0;
  auto written = false;  // a digit stands before the next unit
  auto fraction = 0.0;
  for (auto i = from; i != to; ++i) {
    auto const c = g[i].code;
    if (c == U'.') {
      if (!written || fraction != 0) { return std::nullopt; }
      fraction = 0.1;
      continue;
    }
    if (auto const d = digit_of(c)) {
      digits = fraction != 0 ? digits + *d * fraction : digits * 10 + *d;
      fraction /= 10;
      written = true;
      continue;
    }
    auto const unit = c == U'十' ? 10.0 : c == U'百' ? 100.0 : c == U'千' ? 1000.0 : 10000.0;
    auto const bare = written ? digits : unit == 10000.0 && section != 0 ? 0.0 : 1.0;
    if (unit == 10000.0) {
      total += (section + bare) * unit;
      section = 0;
    } else {
      section += bare * unit;
    }
    digits = 0;
    written = false;
    fraction = 0;
  }
  auto const value = total + section + digits;
  return value > 0 ? std::optional{value} : std::nullopt;
}

bool follows(Glyphs const& g, std::size_t at, std::u32string_view word) {
  if (at + word.size() > g.size()) { return false; }
  for (auto i = std::size_t{0}; i != word.size(); ++i) {
    if (g[at + i].code != word[i]) { return false; }
  }
  return true;
}

// Where the size class that begins with 亿 at `at` ends: "亿级", "亿元级", or 亿 with a noun
// that only a class can have ("千亿产业集群", "百亿园区").
std::optional<std::size_t> class_end(Glyphs const& g, std::size_t at) {
  if (follows(g, at, U"亿级")) { return at + 2; }
  if (follows(g, at, U"亿元级")) { return at + 3; }
  for (auto const noun : {U"产业", U"集群", U"园区", U"企业", U"主导", U"支柱", U"特色"}) {
    if (follows(g, at + 1, noun)) { return at + 1; }
  }
  return std::nullopt;
}

std::size_t numerals_before(Glyphs const& g, std::size_t end) {
  auto begin = end;
  while (begin != 0 && is_numeral(g[begin - 1].code)) { --begin; }
  return begin;
}

std::string words_of(std::string_view text, Glyphs const& g, std::size_t from, std::size_t to) {
  return from < to ? std::string{text.substr(g[from].begin, g[to - 1].end - g[from].begin)}
                   : std::string{};
}

std::string joined(std::string_view text, Glyphs const& g, std::size_t from, std::size_t to) {
  auto out = std::string{};
  for (auto i = from; i < to; ++i) { out += text.substr(g[i].begin, g[i].end - g[i].begin); }
  return out;
}

// "到2027年": the year that a goal is set for; of several the last.
std::string period_in(Glyphs const& g, std::size_t from, std::size_t to) {
  auto year = std::string{};
  for (auto i = from; i + 4 < to; ++i) {
    if (g[i].code != U'2' || g[i + 1].code != U'0' || g[i + 4].code != U'年') { continue; }
    // "2024年，片区将…" dates the plan, not its goal.
    if (i == 0 || !one_of(g[i - 1].code, U"到至争在前")) { continue; }
    auto text = std::string{"20"};
    for (auto const at : {i + 2, i + 3}) {
      auto const digit = digit_of(g[at].code);
      if (digit) { text += static_cast<char>('0' + static_cast<int>(*digit)); }
    }
    if (text.size() == 4) { year = text; }
  }
  return year;
}

}  // namespace chengjie::reconcile
