// "亿元以上项目60个，其中5亿元以上项目70个": whoever is above the higher threshold is above the
// lower one too. Only sets of one noun, one measure and one breath are held against each other.
#include <algorithm>
#include <array>

#include "chengjie/reconcile/passages.h"
#include "chengjie/reconcile/words.h"

namespace chengjie::reconcile {
namespace {

struct Above {
  double threshold{};
  double count{};
  std::u32string noun;     // "项目"
  std::u32string measure;  // "产值", "" when not named
  std::size_t begin{};     // of the threshold, measure not included
  std::size_t at{};        // of the count
  std::size_t end{};
};

constexpr auto kNouns = std::to_array<std::u32string_view>(
    {U"项目", U"企业", U"产业集群", U"集群", U"园区", U"产业", U"单位", U"工程", U"大户"});
constexpr auto kMeasures = std::to_array<std::u32string_view>(
    {U"主营业务收入", U"营业收入", U"总投资", U"投资额", U"工业产值", U"年产值", U"产值", U"税收",
     U"纳税", U"投资", U"营收", U"销售收入", U"进出口", U"合同额"});
constexpr auto kUnits = std::u32string_view{U"个家户项只"};

// "亿元", "5亿元", "5000万元", "千万元"; its value and where it ends.
std::optional<std::pair<double, std::size_t>> amount_at(Glyphs const& g, std::size_t at) {
  auto end = at;
  while (end < g.size() && is_numeral(g[end].code)) { ++end; }
  auto const many = end < g.size() && g[end].code == U'亿';
  auto const bare = end == at;
  auto value = bare ? std::optional{1.0} : number_of(g, at, end);
  if (!value || (bare && !many)) { return std::nullopt; }
  if (many) {
    *value *= 1e8;
    ++end;
  }
  if (!follows(g, end, U"元") || *value < 1e6) { return std::nullopt; }
  return std::pair{*value, end + 1};
}

std::u32string codes(Glyphs const& g, std::size_t from, std::size_t to) {
  auto out = std::u32string{};
  for (auto i = from; i < to; ++i) { out += g[i].code; }
  return out;
}

std::u32string measure_before(Glyphs const& g, std::size_t at) {
  for (auto const word : kMeasures) {
    if (at >= word.size() && follows(g, at - word.size(), word)) { return std::u32string{word}; }
  }
  return {};
}

std::optional<Above> above_at(Glyphs const& g, std::size_t at) {
  auto i = at;
  auto over = false;
  for (auto const word : {U"超过", U"突破", U"超", U"过"}) {
    if (!over && follows(g, i, word)) {
      i += std::u32string_view{word}.size();
      over = true;
    }
  }
  if (i != 0 && (is_numeral(g[i - 1].code))) { return std::nullopt; }
  auto const amount = amount_at(g, i);
  if (!amount) { return std::nullopt; }
  i = amount->second;
  auto const suffix = follows(g, i, U"及以上") ? 3u : follows(g, i, U"以上") ? 2u : 0u;
  if (suffix == 0 && !over) { return std::nullopt; }
  i += suffix;
  if (follows(g, i, U"的")) { ++i; }
  constexpr auto kNounLook = std::size_t{8};
  for (auto n = i; n < std::min(i + kNounLook, g.size()); ++n) {
    if (stops_clause(g[n].code) || g[n].code == U'、') { return std::nullopt; }
    auto const noun =
        std::find_if(kNouns.begin(), kNouns.end(), [&](auto word) { return follows(g, n, word); });
    if (noun == kNouns.end()) { continue; }
    auto count_at = n + noun->size();
    for (auto const word :
         {U"达到", U"共有", U"数量", U"增至", U"分别", U"达", U"有", U"共", U"为"}) {
      if (follows(g, count_at, word)) { count_at += std::u32string_view{word}.size(); }
    }
    auto const count = written_at(g, count_at);
    if (!count || count->end >= g.size() || !one_of(g[count->end].code, kUnits)) {
      return std::nullopt;
    }
    return Above{.threshold = amount->first,
                 .count = count->value,
                 .noun = codes(g, i, n + noun->size()),
                 .measure = measure_before(g, at),
                 .begin = at,
                 .at = count_at,
                 .end = count->end + 1};
  }
  return std::nullopt;
}

// Nothing but "，其中", "、" and the like stands between, so that both are of one thing.
bool goes_on(Glyphs const& g, Above const& low, Above const& high) {
  auto between = codes(g, low.end, high.begin);
  if (!high.measure.empty()) {
    if (high.measure != low.measure) { return false; }
    between.resize(between.size() - high.measure.size());
  }
  for (auto const word : {U"其中", U"包括", U"包含", U"含"}) {
    if (auto const at = between.find(word); at != std::u32string::npos) {
      between.erase(at, std::u32string_view{word}.size());
      break;
    }
  }
  return low.noun == high.noun && std::all_of(between.begin(), between.end(), [](char32_t c) {
           return one_of(c, U"，、；：,;:和及与（(");
         });
}

Figure figure_of(Source const& source, Glyphs const& g, Above const& a) {
  auto f = Figure{};
  f.indicator = joined(source.text, g, a.begin, a.at);
  f.value = a.count;
  f.unit = "count";
  f.of = std::string{source.text.substr(g[a.end - 1].begin, g[a.end - 1].end - g[a.end - 1].begin)};
  f.raw = joined(source.text, g, a.at, a.end);
  f.evidence = clause_around(source, g, a.begin, a.end, a.at);
  return f;
}

}  // namespace

std::vector<Passage> thresholds_out_of_order(std::string_view text, std::string_view hash,
                                             std::string_view name) {
  auto const g = glyphs_of(text);
  auto const source = Source{text, hash, name};
  auto out = std::vector<Passage>{};
  auto run = std::vector<Above>{};  // one after the other in one breath
  for (auto i = std::size_t{0}; i < g.size(); ++i) {
    if (g[i].code != U'亿' && g[i].code != U'超' && g[i].code != U'过' && g[i].code != U'突' &&
        !is_numeral(g[i].code)) {
      continue;
    }
    auto here = above_at(g, i);
    if (!here) { continue; }
    if (run.empty() || !goes_on(g, run.back(), *here)) { run.clear(); }
    auto const low = std::find_if(run.rbegin(), run.rend(), [&](Above const& a) {
      return a.threshold < here->threshold && a.count < here->count;
    });
    if (low != run.rend()) {
      auto passage = Passage{.kind = ConflictKind::parts_against_whole,
                             .sentence = {},
                             .figures = {figure_of(source, g, *low), figure_of(source, g, *here)}};
      auto const& lower = passage.figures[0];
      auto const& higher = passage.figures[1];
      passage.sentence = source_text(lower) + "写“" + lower.indicator + "”" + lower.raw + "，" +
                         source_text(higher) + "写“" + higher.indicator + "”" + higher.raw +
                         "；门槛更高的应包含在门槛更低的之中，部分却大于总数。请核对原文。";
      out.push_back(std::move(passage));
    }
    i = here->end - 1;
    if (here->measure.empty() && !run.empty()) { here->measure = run.back().measure; }
    run.push_back(std::move(*here));
  }
  return out;
}

}  // namespace chengjie::reconcile
