// Parks measured by a size class: "西山园区…力争2027年建成千亿级园区", "东山园区…迈入千亿园区行列".
#include <algorithm>
#include <array>

#include "chengjie/reconcile/scan.h"
#include "chengjie/reconcile/tiers.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kBackMax = std::size_t{400};  // characters to look back for the park's name
constexpr auto kNameMax = std::size_t{8};

constexpr auto kTails =
    std::to_array<std::u32string_view>({U"园区", U"片区", U"开发区", U"高新区", U"新区"});
// A run before 园区 that holds one of these is a clause, not a name.
constexpr auto kNotInNames =
    std::u32string_view{U"的了在是为和与及该各全本个级亿推动建设打造促进把将从向对使加快"};

// The name that ends with the tail at `tail`, or nothing when what stands before is no name.
std::optional<std::size_t> name_begin(Glyphs const& g, std::size_t tail) {
  auto begin = tail;
  while (begin != 0 && tail - begin < kNameMax && !stops_clause(g[begin - 1].code) &&
         g[begin - 1].code != U'、') {
    --begin;
  }
  for (auto i = begin; i != tail; ++i) {
    if (one_of(g[i].code, kNotInNames)) { return std::nullopt; }
  }
  return tail - begin >= 2 ? std::optional{begin} : std::nullopt;
}

// The nearest park named before `at` in the same paragraph.
std::string park_before(std::string_view text, Glyphs const& g, std::size_t at) {
  auto const first = at > kBackMax ? at - kBackMax : 0;
  for (auto i = at; i-- > first && g[i].code != U'\n';) {
    for (auto const tail : kTails) {
      if (!follows(g, i, tail) || i + tail.size() > at) { continue; }
      if (auto const begin = name_begin(g, i)) { return joined(text, g, *begin, i + tail.size()); }
    }
  }
  return {};
}

bool said(Glyphs const& g, std::size_t from, std::size_t to,
          std::initializer_list<std::u32string_view> words) {
  for (auto i = from; i < to; ++i) {
    if (std::any_of(words.begin(), words.end(), [&](auto word) { return follows(g, i, word); })) {
      return true;
    }
  }
  return false;
}

// The year a sentence speaks of, of several the first: "2024年规上工业产值…迈入".
std::string year_in(Glyphs const& g, std::size_t from, std::size_t to) {
  for (auto i = from; i + 4 < to; ++i) {
    if (g[i].code != U'2' || g[i + 1].code != U'0' || g[i + 4].code != U'年') { continue; }
    auto const tens = digit_of(g[i + 2].code);
    auto const ones = digit_of(g[i + 3].code);
    if (tens && ones) { return std::to_string(2000 + static_cast<int>(*tens * 10 + *ones)); }
  }
  return {};
}

std::optional<Figure> class_at(std::string_view text, Glyphs const& g, std::size_t at) {
  auto const stop = class_end(g, at);
  auto const begin = numerals_before(g, at);
  auto const size = number_of(g, begin, at);
  if (!stop || !size || !(follows(g, *stop, U"园区") || follows(g, *stop, U"产业园区"))) {
    return std::nullopt;
  }
  auto from = begin;
  while (from != 0 && !stops_sentence(g[from - 1].code)) { --from; }
  auto to = *stop;
  while (to < g.size() && !stops_sentence(g[to].code)) { ++to; }
  auto const reached = said(g, from, begin, {U"迈入", U"跻身", U"进入", U"建成", U"成为"});
  auto const wanted = said(g, from, to, {U"力争", U"目标", U"到20"});
  auto figure = Figure{};
  figure.subject = park_before(text, g, begin);
  figure.period = wanted ? period_in(g, from, to) : year_in(g, from, to);
  if (figure.subject.empty() || figure.period.empty() || reached == wanted) { return std::nullopt; }
  auto const end = follows(g, *stop, U"园区") ? *stop + 2 : *stop + 4;
  figure.indicator = joined(text, g, begin, end) + "产值";
  figure.value = *size * 1e8;
  figure.unit = "CNY";
  figure.bound = Bound::at_least;
  figure.kind = wanted ? Kind::target : Kind::actual;
  figure.raw = joined(text, g, begin, *stop);
  figure.confidence = 0.7;
  figure.evidence = Clause{.document = {},
                           .name = {},
                           .begin = g[from].begin,
                           .end = g[to - 1].end,
                           .at = g[begin].begin,
                           .text = words_of(text, g, from, to)};
  return figure;
}

}  // namespace

std::vector<Figure> park_classes_of(std::string_view text, std::string_view document_hash,
                                    std::string_view document_name) {
  auto const g = glyphs_of(text);
  auto out = std::vector<Figure>{};
  for (auto i = std::size_t{0}; i != g.size(); ++i) {
    if (g[i].code != U'亿') { continue; }
    if (auto figure = class_at(text, g, i)) {
      auto const told = std::any_of(out.begin(), out.end(), [&](Figure const& f) {
        return f.subject == figure->subject && f.period == figure->period &&
               f.kind == figure->kind && f.value == figure->value;
      });
      if (told) { continue; }
      auto& clause = std::get<Clause>(figure->evidence);
      clause.document = document_hash;
      clause.name = document_name;
      out.push_back(std::move(*figure));
    }
  }
  return out;
}

}  // namespace chengjie::reconcile
