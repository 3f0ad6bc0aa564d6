// "由上年的28.4亿元增加到33.9亿元，增长9.3%": two levels and their growth in one sentence.
#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/reconcile/passages.h"
#include "chengjie/reconcile/words.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kLevelLook = std::size_t{12};   // characters between 由, the level, 到, the level
constexpr auto kGrowthLook = std::size_t{14};  // characters between the level and its growth
constexpr auto kSlackPoints = 1.0;             // beyond the rounding of the three numbers

struct Level {
  Written number;
  double times = 1;     // 亿, 万
  std::u32string unit;  // "亿元"; as far as it is written
  std::size_t begin{};
  std::size_t end{};
  double low() const { return (number.value - number.half) * times; }
  double high() const { return (number.value + number.half) * times; }
};

// A number with its unit; a year is none.
std::optional<Level> level_at(Glyphs const& g, std::size_t at) {
  auto const number = written_at(g, at);
  if (!number || number->value <= 0) { return std::nullopt; }
  auto level = Level{.number = *number, .times = 1, .unit = {}, .begin = at, .end = number->end};
  auto const take = [&](std::u32string_view set) {
    if (level.end < g.size() && one_of(g[level.end].code, set)) {
      level.unit += g[level.end].code;
      ++level.end;
      return true;
    }
    return false;
  };
  if (take(U"千百")) { level.times *= level.unit == U"千" ? 1e3 : 1e2; }
  auto const magnitude = level.end;
  if (take(U"万亿")) { level.times *= g[magnitude].code == U'万' ? 1e4 : 1e8; }
  static constexpr auto kUnits =
      std::to_array<std::u32string_view>({U"美元", U"千瓦时", U"千瓦", U"平方公里", U"平方米",
                                          U"公顷", U"公里", U"吨标准煤", U"人次"});
  auto const unit = std::find_if(kUnits.begin(), kUnits.end(),
                                 [&](auto word) { return follows(g, level.end, word); });
  if (unit != kUnits.end()) {
    level.unit += *unit;
    level.end += unit->size();
  } else if (!take(U"元家户个人项件台辆亩吨度")) {
    if (level.end < g.size() && one_of(g[level.end].code, U"年月日%％")) { return std::nullopt; }
  }
  return level;
}

std::optional<Level> next_level(Glyphs const& g, std::size_t from, std::size_t to) {
  for (auto i = from; i < std::min(to, g.size()); ++i) {
    if (stops_clause(g[i].code)) { return std::nullopt; }
    auto const digit = g[i].code >= U'0' && g[i].code <= U'9';
    if (!digit) { continue; }
    if (auto level = level_at(g, i)) { return level; }
    i = written_at(g, i)->end - 1;
  }
  return std::nullopt;
}

int year_in(Glyphs const& g, std::size_t from, std::size_t to) {
  for (auto i = from; i + 4 < std::min(to, g.size()); ++i) {
    if (g[i].code == U'2' && g[i + 1].code == U'0' && g[i + 4].code == U'年') {
      auto const year = written_at(g, i);
      if (year && year->end == i + 4) { return static_cast<int>(year->value); }
    }
  }
  return 0;
}

struct Growth {
  Level early, late;
  Written percent;
  double sign = 1;
  std::size_t at{};   // of the percentage
  std::size_t end{};  // after %
  int years = 1;
};

// "，比上年", "，年均": "，吨纱电耗下降" begins another thing.
bool only_says_since_when(Glyphs const& g, std::size_t from, std::size_t to) {
  static constexpr auto kWords = std::to_array<std::u32string_view>(
      {U"比上年", U"较上年", U"比去年", U"较去年", U"同比", U"年均", U"年平均",
       U"年复合", U"累计",   U"实现",   U"平均",   U"每年", U"总体", U"左右",
       U"以上",   U"多",     U"，",     U"、",     U",",    U"（",   U"("});
  for (auto i = from; i < to;) {
    auto const word =
        std::find_if(kWords.begin(), kWords.end(), [&](auto one) { return follows(g, i, one); });
    if (word == kWords.end()) { return false; }
    i += word->size();
  }
  return true;
}

std::optional<Growth> growth_at(Glyphs const& g, std::size_t at) {
  constexpr auto npos = std::string::npos;
  auto early = next_level(g, at + 1, at + 1 + kLevelLook);
  if (!early) { return std::nullopt; }
  auto const to = first_word(
      g, early->end, early->end + 8,
      {U"增加到", U"增加至", U"增长到", U"增长至", U"增至",   U"提高到", U"提高至", U"提升到",
       U"提升至", U"上升到", U"上升至", U"扩大到", U"扩大至", U"发展到", U"跃升至", U"攀升至",
       U"增到",   U"减少到", U"减少至", U"下降到", U"下降至", U"降至",   U"降到",   U"壮大到"});
  if (to == npos) { return std::nullopt; }
  auto const late = next_level(g, to, to + kLevelLook);
  if (!late) { return std::nullopt; }
  if (early->unit.empty()) {
    early->unit = late->unit;
    early->times = late->times;
  }
  auto const dollars = [](Level const& l) { return l.unit.find(U'美') != std::u32string::npos; };
  auto const alike = !early->unit.empty() && early->unit.back() == late->unit.back() &&
                     dollars(*early) == dollars(*late);
  if (!alike) { return std::nullopt; }
  auto const stop = std::min(late->end + kGrowthLook, sentence_end(g, late->end));
  auto const up = first_word(g, late->end, stop, {U"增长", U"增幅", U"增速"});
  auto const down = first_word(g, late->end, stop, {U"下降", U"减少", U"降幅"});
  auto const word = std::min(up, down);
  if (word == npos) { return std::nullopt; }
  if (!only_says_since_when(g, late->end, word)) { return std::nullopt; }
  auto number = word + 2;
  for (auto const filler : {U"达到", U"达", U"了", U"率", U"约", U"为"}) {
    if (follows(g, number, filler)) { number += std::u32string_view{filler}.size(); }
  }
  auto const percent = written_at(g, number);
  if (!percent || percent->end >= g.size() || !one_of(g[percent->end].code, U"%％")) {
    return std::nullopt;
  }
  auto out = Growth{.early = *early,
                    .late = *late,
                    .percent = *percent,
                    .sign = word == down ? -1.0 : 1.0,
                    .at = number,
                    .end = percent->end + 1,
                    .years = 1};
  auto const average = first_word(g, late->end, word, {U"年均", U"年平均", U"年复合"}) != npos;
  if (!average) { return out; }
  auto const from_year = year_in(g, at, early->begin);
  auto const to_year = year_in(g, early->end, late->begin);
  out.years = to_year - from_year;
  return from_year != 0 && to_year != 0 && out.years > 0 ? std::optional{out} : std::nullopt;
}

double yearly(double ratio, int years) { return 100 * (std::pow(ratio, 1.0 / years) - 1); }

bool fits(Growth const& x) {
  auto const low = yearly(x.late.low() / x.early.high(), x.years) - kSlackPoints;
  auto const high = yearly(x.late.high() / std::max(x.early.low(), 1e-9), x.years) + kSlackPoints;
  auto const said = x.sign * x.percent.value;
  return said + x.percent.half >= low && said - x.percent.half <= high;
}

Figure figure_of(Source const& source, Glyphs const& g, Growth const& x, std::size_t begin,
                 std::size_t end) {
  auto f = Figure{};
  f.raw = joined(source.text, g, begin, end);
  f.evidence = clause_around(source, g, x.early.begin, x.end, begin);
  return f;
}

Passage told(Source const& source, Glyphs const& g, Growth const& x) {
  auto out = Passage{.kind = ConflictKind::growth_against_level, .sentence = {}, .figures = {}};
  auto const dollars = x.late.unit.find(U'美') != std::u32string::npos;
  auto const money = x.late.unit.back() == U'元';
  for (auto const* level : {&x.early, &x.late}) {
    auto f = figure_of(source, g, x, level->begin, level->end);
    f.indicator = level == &x.early ? "起点" : "终点";
    f.value = level->number.value * level->times;
    f.unit = dollars ? "USD" : money ? "CNY" : "count";
    out.figures.push_back(std::move(f));
  }
  auto growth = figure_of(source, g, x, x.at, x.end);
  growth.indicator = x.years == 1 ? "增长" : "年均增长";
  growth.value = x.sign * x.percent.value;
  growth.unit = "percent";
  growth.kind = Kind::change;
  out.figures.push_back(growth);
  auto const given =
      yearly(x.late.number.value * x.late.times / (x.early.number.value * x.early.times), x.years);
  auto const inputs = std::array<Figure const*, 2>{&out.figures[1], &out.figures[0]};
  auto computed =
      derived(growth, given,
              growth.indicator + " = " + out.figures[1].raw + " ÷ " + out.figures[0].raw +
                  (x.years == 1 ? "" : " 的 " + std::to_string(x.years) + " 次方根") + " - 1",
              inputs);
  out.sentence =
      source_text(growth) + "写“" + std::get<Clause>(growth.evidence).text + "”，而两数相比" +
      (x.years == 1 ? "" : "每年") + "为 " + amount_text(given, "percent", "") + "，与所写 " +
      amount_text(growth.value, "percent", "") + " 不符；可能是可比口径或数字有误，请核对。";
  out.figures.push_back(std::move(computed));
  return out;
}

}  // namespace

std::vector<Passage> growth_beside_levels(std::string_view text, std::string_view hash,
                                          std::string_view name) {
  auto const g = glyphs_of(text);
  auto const source = Source{text, hash, name};
  auto out = std::vector<Passage>{};
  for (auto i = std::size_t{0}; i < g.size(); ++i) {
    if (g[i].code != U'由' && g[i].code != U'从') { continue; }
    auto const x = growth_at(g, i);
    if (x && !fits(*x)) { out.push_back(told(source, g, *x)); }
  }
  return out;
}

}  // namespace chengjie::reconcile
