#include "chengjie/text/bound.h"

#include <array>

#include "chengjie/text/numeral.h"
#include "chengjie/text/trie.h"

namespace chengjie::text {
namespace {

using View = std::u32string_view;

struct BoundWord {
  View word;
  Limit limit;
  bool reached;
};

constexpr auto kBefore = std::to_array<BoundWord>({
    {U"超过", Limit::over, false},       {U"超", Limit::over, false},
    {U"突破", Limit::over, false},       {U"逾", Limit::over, false},
    {U"超出", Limit::over, false},       {U"高于", Limit::over, false},
    {U"大于", Limit::over, false},       {U"多于", Limit::over, false},
    {U"不止", Limit::over, false},       {U"破", Limit::over, false},
    {U"冲破", Limit::over, false},       {U"突破了", Limit::over, false},
    {U"超过了", Limit::over, false},     {U"超越", Limit::over, false},
    {U"跨越", Limit::over, false},       {U"迈过", Limit::over, false},
    {U"均超", Limit::over, false},       {U"均超过", Limit::over, false},
    {U"均突破", Limit::over, false},     {U"已超", Limit::over, false},
    {U"不低于", Limit::at_least, false}, {U"不少于", Limit::at_least, false},
    {U"不小于", Limit::at_least, false}, {U"至少", Limit::at_least, false},
    {U"最少", Limit::at_least, false},   {U"起码", Limit::at_least, false},
    {U"不足", Limit::under, false},      {U"不到", Limit::under, false},
    {U"不满", Limit::under, false},      {U"未满", Limit::under, false},
    {U"低于", Limit::under, false},      {U"少于", Limit::under, false},
    {U"小于", Limit::under, false},      {U"未到", Limit::under, false},
    {U"不超过", Limit::under, false},    {U"不高于", Limit::under, false},
    {U"不大于", Limit::under, false},    {U"最多", Limit::under, false},
    {U"至多", Limit::under, false},      {U"不多于", Limit::under, false},
    {U"约", Limit::about, false},        {U"近", Limit::about, false},
    {U"大约", Limit::about, false},      {U"接近", Limit::about, false},
    {U"将近", Limit::about, false},      {U"约为", Limit::about, false},
    {U"约达", Limit::about, false},      {U"大概", Limit::about, false},
    {U"逼近", Limit::about, false},      {U"均约", Limit::about, false},
    {U"达", Limit::exact, true},         {U"达到", Limit::exact, true},
    {U"达到了", Limit::exact, true},     {U"达成", Limit::exact, true},
    {U"均达", Limit::at_least, true},    {U"均达到", Limit::at_least, true},
    {U"分别达", Limit::exact, true},     {U"分别达到", Limit::exact, true},
    {U"上", Limit::over, false},         {U"过", Limit::over, false},
});
constexpr auto kAfter = std::to_array<BoundWord>({
    {U"以上", Limit::over, false},
    {U"及以上", Limit::over, false},
    {U"(含)以上", Limit::over, false},
    {U"以下", Limit::under, false},
    {U"以内", Limit::under, false},
    {U"之内", Limit::under, false},
    {U"的目标以内", Limit::under, false},
    {U"的目标之内", Limit::under, false},
    {U"及以下", Limit::under, false},
    {U"左右", Limit::about, false},
    {U"上下", Limit::about, false},
    {U"多", Limit::over, false},
    {U"余", Limit::over, false},
    {U"+", Limit::over, false},
});

template <std::size_t N>
Trie index_of(std::array<BoundWord, N> const& words) {
  auto out = Trie{};
  for (auto i = std::size_t{0}; i != N; ++i) { out.add(words[i].word, static_cast<int>(i)); }
  return out;
}

}  // namespace

std::optional<BoundBefore> bound_before(std::u32string_view text, std::size_t i) {
  static auto const trie = index_of(kBefore);
  auto end = i;
  while (end > 0 && (text[end - 1] == U' ')) { --end; }
  auto const hit = trie.longest_before(text, end, 4);
  if (hit.length == 0) { return {}; }
  auto const& word = kBefore[static_cast<std::size_t>(hit.value)];
  auto begin = end - hit.length;
  // 上万, 上百, 过百: only before a magnitude; elsewhere 上 and 过 end other words.
  if ((word.word == U"上" || word.word == U"过") &&
      (magnitude((i < text.size() ? text[i] : U'\n')) < 100 ||
       (begin > 0 && View{U"以通不超经在网线"}.find(text[begin - 1]) != View::npos))) {
    return {};
  }
  if (word.word == U"近" && begin > 0 && (text[begin - 1] == U'附' || text[begin - 1] == U'最')) {
    return {};
  }
  if (word.word == U"约" && begin > 0 &&
      View{U"节签合集条公预契"}.find(text[begin - 1]) != View::npos) {
    return {};
  }
  auto out = BoundBefore{begin, word.limit, word.reached, word.word[0] == U'均'};
  // “均超”, “达到近”, “总量超过约”: the nearer word decides, 均 before it still says "each".
  if (begin > 0 && (text[begin - 1] == U'均' || text[begin - 1] == U'各')) {
    out.each = true;
    --out.begin;
  }
  return out;
}

BoundAfter bound_after(std::u32string_view text, std::size_t at) {
  static auto const trie = index_of(kAfter);
  auto const hit = trie.longest(text, at);
  if (hit.length == 0) { return {}; }
  auto const& word = kAfter[static_cast<std::size_t>(hit.value)];
  auto const next = at + hit.length < text.size() ? text[at + hit.length] : U'\n';
  auto const other_word =
      (word.word == U"多" && View{U"元种样式维层项个次家边"}.find(next) != View::npos) ||
      (word.word == U"余" && next == U'额');
  return other_word ? BoundAfter{} : BoundAfter{hit.length, word.limit};
}

}  // namespace chengjie::text
