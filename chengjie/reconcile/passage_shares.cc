// Shares that one sentence gives of one whole and that do not make 100.
#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/reconcile/passages.h"
#include "chengjie/reconcile/words.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kPartsMin = std::size_t{3};
constexpr auto kPartsMax = std::size_t{12};
constexpr auto kLook = std::size_t{40};  // characters before the first part
constexpr auto kShareSumMin = 80.0;      // "1:2:3" is a ratio, no shares of 100
constexpr auto kShareSumMax = 120.0;

using Parts = std::vector<Written>;
struct Run {
  Parts parts;
  std::size_t begin{};
  std::size_t end{};
  double sum() const {
    auto total = 0.0;
    for (auto const& part : parts) { total += part.value; }
    return total;
  }
  double slack() const {
    auto total = 1e-6;
    for (auto const& part : parts) { total += part.half; }
    return total;
  }
};

bool is_colon(char32_t c) { return one_of(c, U":：∶﹕︰"); }

// "5.2：48.3：51.5", "5.2%:48.3%:46.5%".
std::optional<Run> ratio_at(Glyphs const& g, std::size_t at) {
  auto run = Run{.parts = {}, .begin = at, .end = at};
  for (auto i = at; run.parts.size() != kPartsMax;) {
    auto const part = written_at(g, i);
    if (!part) { return std::nullopt; }
    run.parts.push_back(*part);
    run.end = part->end;
    if (run.end < g.size() && one_of(g[run.end].code, U"%％")) { ++run.end; }
    if (run.end >= g.size() || !is_colon(g[run.end].code)) { break; }
    i = run.end + 1;
  }
  return run.parts.size() >= kPartsMin ? std::optional{run} : std::nullopt;
}

// "6.2%、47.1%和48.9%".
std::optional<Run> percents_at(Glyphs const& g, std::size_t at) {
  auto run = Run{.parts = {}, .begin = at, .end = at};
  for (auto i = at; run.parts.size() != kPartsMax;) {
    auto const part = written_at(g, i);
    if (!part || part->end >= g.size() || !one_of(g[part->end].code, U"%％")) { break; }
    run.parts.push_back(*part);
    run.end = part->end + 1;
    if (run.end >= g.size() || !one_of(g[run.end].code, U"、，,和及")) { break; }
    i = run.end + 1;
  }
  return run.parts.size() >= kPartsMin ? std::optional{run} : std::nullopt;
}

// The words before the numbers say that they are shares of one whole.
bool of_one_whole(Glyphs const& g, Run const& run, bool percents) {
  auto from = sentence_begin(g, run.begin);
  from = run.begin - from > kLook ? run.begin - kLook : from;
  auto const npos = std::string::npos;
  if (last_word(g, from, run.begin, {U"结构", U"构成"}) != npos) { return true; }
  auto const sectors = last_word(g, from, run.begin,
                                 {U"三次产业", U"三产业", U"一二三产", U"一、二、三产", U"三产比"});
  auto const share = last_word(g, from, run.begin, {U"占比", U"比重", U"比例", U"之比", U"比为"});
  if (percents && last_word(g, from, run.begin, {U"增长", U"增速", U"下降", U"拉动"}) != npos) {
    return false;
  }
  return sectors != npos && (share != npos || !percents);
}

Passage told(Source const& source, Glyphs const& g, Run const& run) {
  auto const begin = sentence_begin(g, run.begin);
  auto out = Passage{.kind = ConflictKind::parts_against_whole, .sentence = {}, .figures = {}};
  auto words = std::string{};
  for (auto const& part : run.parts) {
    auto f = Figure{};
    auto const from = part.end - 1;
    f.indicator = "构成中的一项";
    f.value = part.value;
    f.unit = "percent";
    f.kind = Kind::share;
    f.raw = amount_text(part.value, "percent", "");
    auto at = from;
    while (at > begin && (is_numeral(g[at - 1].code))) { --at; }
    f.evidence = clause_around(source, g, run.begin, run.end, at);
    words += (words.empty() ? "" : " + ") + amount_text(part.value, "count", "");
    out.figures.push_back(std::move(f));
  }
  auto inputs = std::vector<Figure const*>{};
  for (auto const& f : out.figures) { inputs.push_back(&f); }
  auto like = out.figures.front();
  like.indicator = "构成合计";
  auto total = derived(like, run.sum(), "构成合计 = " + words, inputs);
  out.sentence = source_text(out.figures.front()) + "写“" +
                 std::get<Clause>(out.figures.front().evidence).text + "”，各部分合计 " +
                 amount_text(run.sum(), "percent", "") +
                 "，同一总体的构成应为 100%，取整不能解释其差。请核对原文。";
  out.figures.push_back(std::move(total));
  return out;
}

}  // namespace

std::vector<Passage> shares_against_100(std::string_view text, std::string_view hash,
                                        std::string_view name) {
  auto const g = glyphs_of(text);
  auto const source = Source{text, hash, name};
  auto out = std::vector<Passage>{};
  for (auto i = std::size_t{0}; i < g.size(); ++i) {
    auto const digit = g[i].code >= U'0' && g[i].code <= U'9';
    if (!digit) { continue; }
    auto const ratio = ratio_at(g, i);
    auto const run = ratio ? ratio : percents_at(g, i);
    if (!run) {
      i = written_at(g, i)->end;
      continue;
    }
    auto const sum = run->sum();
    if (of_one_whole(g, *run, !ratio) && sum >= kShareSumMin && sum <= kShareSumMax &&
        std::abs(sum - 100) > run->slack()) {
      out.push_back(told(source, g, *run));
    }
    i = run->end;
  }
  return out;
}

}  // namespace chengjie::reconcile
