#include "chengjie/reading/relations.h"

#include <algorithm>

#include "chengjie/reading/entities.h"
#include "chengjie/reading/relations_frames.h"
#include "chengjie/reading/relations_places.h"
#include "chengjie/reading/relations_projects.h"

namespace chengjie::reading {
namespace detail {

std::vector<Relation> Frames::run() {
  auto const firm = [](NameAt const& n) { return n.type == EntityType::enterprise; };
  if (std::none_of(names_.begin(), names_.end(), firm)) { return {}; }
  for (auto s = std::size_t{0}; s != d_.sentences.size(); ++s) {
    if (d_.page.blocks[d_.sentences[s].block].kind != text::BlockKind::body) { continue; }
    for (auto c = std::size_t{0}; c != d_.sentences[s].clauses.size(); ++c) { clause({s, c}); }
  }
  return std::move(out_);
}

void Frames::add(View firm, char const* relation, View target, Span where, double confidence) {
  if (firm.size() < 2 || target.size() < 2 || firm == target || firm.find(target) != View::npos ||
      target.find(firm) != View::npos) {
    return;
  }
  auto const key =
      std::u32string{firm} + U"|" + text::utf32(relation) + U"|" + std::u32string{target};
  if (!seen_.insert(key).second) { return; }
  out_.push_back({text::utf8(firm), relation, text::utf8(target),
                  clause_at(d_, source_, where.begin, where.end), confidence});
}

void Frames::clause(Spot spot) {
  auto const part = d_.sentences[spot.sentence].clauses[spot.clause];
  located(spot, part);
  partners(spot, part);
  products(spot, part);
  constexpr auto kSentenceMax = std::size_t{600};
  auto const& sentence = d_.sentences[spot.sentence];
  capacities(part, d_.slice(sentence.begin, std::min(sentence.end, sentence.begin + kSentenceMax)));
  supplies(spot, part);
  based(part);
  sets_up(spot, part);
  taken_in(spot, part);
  in_chain(spot, part);
  works_at(part);
  side_by_side(part);
  builds(part);
  auto const told = [&](View firm, char const* relation, View target, double confidence) {
    add(firm, relation, target, {part.begin, part.end}, confidence);
  };
  project_relations(d_, subjects_, spot, told);
  place_relations(d_, mentions_, subjects_, spot, told);
}

// 落户, 扎根, 入驻, 位于, 迁入: a place after the verb, else the place the text is about.
void Frames::located(Spot spot, text::Part part) {
  for (View const verb :
       {U"落户", U"扎根", U"入驻", U"位于", U"进驻", U"迁入", U"坐落于", U"搬迁至", U"落地"}) {
    auto const at = at_word(part, verb);
    if (at == View::npos) { continue; }
    auto const who = actors(spot, part, at);
    if (who.empty()) { return; }
    auto const end = std::min(part.end, at + 16);
    auto const* place = place_after(at, end);
    if (auto const works = works_after(at, end); !works.none()) {
      enters(who, works, part, spot);
      return;
    }
    auto const hero = subjects_.hero(at);
    auto const park = hero.type == EntityType::park && !hero.none();
    auto const target = place != nullptr ? place->full
                        : park           ? hero.name
                                         : subjects_.place(at).name;
    // “自落户以来” without a place speaks of where the text is.
    auto const left = before(part, at);
    auto const came = left.ends_with(U"签约") || left.ends_with(U"先后") ||
                      left.ends_with(U"相继") || left.ends_with(U"已") || left.ends_with(U"均");
    auto const bare = place == nullptr && verb != U"落户" && verb != U"进驻" && verb != U"扎根" &&
                      !(verb == U"入驻" && came);
    for (auto const& firm : who) {
      if (!bare) {
        add(firm, "located_in", target, {part.begin, part.end}, place != nullptr ? 0.8 : 0.6);
      }
    }
    return;
  }
}

Frames::Works Frames::works_after(std::size_t begin, std::size_t end) const {
  for (auto const& name : between(names_, begin, end)) {
    if (name.type != EntityType::enterprise) { continue; }
    auto const right = t_.substr(name.end, 8);
    for (View const word : {U"工厂", U"厂区", U"基地"}) {
      if (auto const n = right.find(word); n != View::npos) {
        return {name.full, t_.substr(name.begin, name.end - name.begin + n + word.size())};
      }
    }
  }
  return {};
}

// Suppliers that move into a customer's works supply it.
void Frames::enters(std::vector<std::u32string> const& who, Works const& works, text::Part part,
                    Spot spot) {
  auto const from =
      d_.sentences[spot.sentence].clauses[spot.clause - std::min<std::size_t>(spot.clause, 1)];
  auto const said = t_.substr(from.begin, part.end - from.begin);
  auto const supplier = said.find(U"供应链") != View::npos || said.find(U"配套") != View::npos ||
                        said.find(U"供应商") != View::npos || said.find(U"零部件") != View::npos;
  for (auto const& firm : who) {
    add(firm, "located_in", works.whole, {part.begin, part.end}, 0.7);
    if (supplier) { add(firm, "supplies", works.firm, {part.begin, part.end}, 0.65); }
  }
}

// “在璧山,比亚迪动力电池基地”: a firm's works named with its place.
void Frames::based(text::Part part) {
  auto const names = between(names_, part.begin, part.end);
  for (auto k = std::size_t{0}; k + 1 < names.size(); ++k) {
    auto const& place = names[k];
    auto const& firm = names[k + 1];
    auto const area = place.type == EntityType::district || place.type == EntityType::city;
    if (!area || firm.type != EntityType::enterprise || firm.begin != place.end ||
        firm.end > part.end) {
      continue;
    }
    auto const right = t_.substr(firm.end, 14);
    if (right.find(U"基地") != View::npos || right.find(U"工厂") != View::npos) {
      add(firm.full, "located_in", place.full, {part.begin, part.end}, 0.7);
    }
  }
}

}  // namespace detail

std::vector<Relation> read_relations(Document const& d, Source const& source,
                                     SubjectStack const& subjects, Mentions const& mentions) {
  return detail::Frames{d, source, subjects, mentions}.run();
}

}  // namespace chengjie::reading
