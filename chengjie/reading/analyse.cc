#include <algorithm>

#include "chengjie/reading/articles.h"
#include "chengjie/reading/evidence.h"
#include "chengjie/reading/facts.h"
#include "chengjie/reading/table_cells.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using text::Quantity;

constexpr auto kEvidenceMin = std::size_t{8};
constexpr auto kEvidenceMax = std::size_t{240};

void find_sentences(Document& d) {
  for (auto b = std::size_t{0}; b != d.page.blocks.size(); ++b) {
    auto const& block = d.page.blocks[b];
    if (block.kind == text::BlockKind::noise) { continue; }
    for (auto const part : text::sentences(d.text(), block.begin, block.end)) {
      auto clauses = text::clauses(d.text(), part.begin, part.end);
      if (clauses.empty()) { continue; }
      d.sentences.push_back({part.begin, part.end, b, std::move(clauses)});
    }
  }
}

}  // namespace

Bound bound_of(Quantity const& q, Kind kind) {
  switch (q.limit) {
    case text::Limit::exact:
      return q.reached && kind == Kind::target ? Bound::at_least : Bound::exact;
    case text::Limit::over:
      return Bound::over;
    case text::Limit::under:
      return Bound::under;
    case text::Limit::about:
      return Bound::about;
    case text::Limit::at_least:
      return Bound::at_least;
  }
  return Bound::exact;
}

Clause evidence_of(Document const& d, Source const& source, Spot spot, Quantity const& q,
                   bool with_previous) {
  auto const& clauses = d.sentences[spot.sentence].clauses;
  auto first = spot.clause;
  auto begin = clauses[first].begin;
  auto end = std::max(clauses[spot.clause].end, std::min(q.end, d.sentences[spot.sentence].end));
  while (first > 0 && (end - begin < kEvidenceMin || with_previous) &&
         end - clauses[first - 1].begin <= kEvidenceMax / 2) {
    begin = clauses[--first].begin;
    with_previous = false;
  }
  if (end - begin > kEvidenceMax) {
    begin = std::max(begin, q.begin - std::min(q.begin, kEvidenceMax / 2));
    end = std::min(end, begin + kEvidenceMax);
  }
  while (begin < q.begin && d.text()[begin] == U' ') { ++begin; }
  auto const& chars = d.page.chars;
  auto out = Clause{source.hash,        source.name,           chars.begin[begin],
                    chars.end[end - 1], chars.begin[q.number], {}};
  out.text = text::utf8(View{chars.verbatim}.substr(begin, end - begin));
  return out;
}

Document analyse(text::Page page, std::optional<Date> date, std::vector<Name> const& gazetteer,
                 bool names) {
  auto d = Document{};
  d.page = std::move(page);
  find_sentences(d);
  auto const all = text::quantities(d.page.chars.text);
  auto s = std::size_t{0};
  for (auto const& q : all) {
    while (s < d.sentences.size() && d.sentences[s].end < q.end) { ++s; }
    if (s < d.sentences.size() && d.sentences[s].begin <= q.number) { d.quantities.push_back(q); }
  }
  read_table_cells(d);
  if (!names) { return d; }
  d.clock = read_clock(d.page, date);
  auto const places = find_places(d.text());
  auto const& blocks = d.page.blocks;
  d.ground = find_ground(d.page, d.quantities, places, d.clock.report, 0, blocks.size());
  auto const starts = article_starts(d.page);
  for (auto k = std::size_t{0}; k != starts.size(); ++k) {
    auto const last = k + 1 < starts.size() ? starts[k + 1] : blocks.size();
    auto const begin = blocks.empty() ? std::size_t{0} : blocks[starts[k]].begin;
    auto own = starts.size() == 1 ? d.ground
                                  : find_ground(d.page, d.quantities, places, d.clock.report,
                                                starts[k], last, d.ground.province);
    d.articles.push_back({begin, own.main < 0 ? d.ground : std::move(own)});
  }
  d.names = find_names(d.page, d.ground, d.articles, places, gazetteer);
  return d;
}

std::vector<Figure> read_quantities(Document const& d, Source const& source) {
  auto out = std::vector<Figure>{};
  out.reserve(d.quantities.size());
  auto s = std::size_t{0};
  for (auto const& q : d.quantities) {
    while (s + 1 < d.sentences.size() && d.sentences[s].end <= q.number) { ++s; }
    auto const c = part_at(d.sentences[s].clauses, q.number);
    auto f = Figure{};
    f.value = q.value;
    f.unit = std::string{q.unit};
    f.of = text::utf8(q.of);
    f.bound = bound_of(q, Kind::actual);
    f.kind = q.rank ? Kind::rank : Kind::actual;
    f.raw = text::utf8(View{d.page.chars.verbatim}.substr(q.begin, q.end - q.begin));
    f.evidence = evidence_of(d, source, {s, c}, q, false);
    out.push_back(std::move(f));
  }
  return out;
}

}  // namespace chengjie::reading
