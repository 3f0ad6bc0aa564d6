// The firm or park that an article is about.
#include <algorithm>
#include <map>
#include <span>

#include "chengjie/reading/subject.h"

namespace chengjie::reading {

using View = std::u32string_view;

// “公司...”, “该企业...” at the head of a clause.
Owner SubjectStack::firm_word(Sentence const& sentence) const {
  for (auto const& clause : sentence.clauses) {
    auto const from = skip_lead(clause.begin, clause.end);
    auto const view = d_.slice(from, clause.end);
    if (view.starts_with(U"公司") || view.starts_with(U"该公司") || view.starts_with(U"该企业")) {
      return nearest(from, EntityType::enterprise);
    }
  }
  return {};
}

// An article about a park or a firm: the name that its headlines give or that leads its sentences
// most.
void SubjectStack::find_heroes() {
  heroes_.resize(d_.articles.size());
  if (d_.clock.report) { return; }
  auto s = std::size_t{0};
  for (auto k = std::size_t{0}; k != d_.articles.size(); ++k) {
    auto const end = k + 1 < d_.articles.size() ? d_.articles[k + 1].begin : d_.text().size();
    auto led = std::map<std::u32string, int>{};
    auto best = Owner{};
    auto const count = [&](Owner const& named, int weight) {
      auto const n = led[named.name] += weight;
      if (named.type == EntityType::enterprise) { firms_.insert(named.name); }
      auto const heroic = named.type == EntityType::park || named.type == EntityType::enterprise;
      if (heroic && (best.none() || n > led[best.name])) { best = named; }
    };
    for (auto const& firm : headline_firms(k)) { count(firm, 3); }
    auto const first = s < d_.sentences.size() ? d_.sentences[s].block : 0;
    for (; s < d_.sentences.size() && d_.sentences[s].begin < end; ++s) {
      auto named = acting_[s];
      if (named.none()) { named = area_word(d_.sentences[s]); }
      if (named.none()) { named = firm_word(d_.sentences[s]); }
      if (!named.none()) { count(named, d_.sentences[s].block == first ? 2 : 1); }
    }
    // Where several firms lead sentences none is what the text is about, unless its headline says.
    auto const firms = std::count_if(led.begin(), led.end(), [&](auto const& x) {
      return firms_.contains(x.first) && x.second > 0;
    });
    if (best.type == EntityType::enterprise && firms > 1 && headline_firms(k).empty()) { continue; }
    auto const place = led.find(places_[k].name);
    if (best.none() || led[best.name] < 3 ||
        (place != led.end() && place->second >= led[best.name])) {
      continue;
    }
    heroes_[k] = {best.name, best.type, "全文主角"};
  }
}

// Firms by their full names in the first lines of an article.
std::vector<Owner> SubjectStack::headline_firms(std::size_t article) const {
  auto out = std::vector<Owner>{};
  auto lines = 0;
  auto const& blocks = d_.page.blocks;
  auto const first =
      std::lower_bound(blocks.begin(), blocks.end(), d_.articles[article].begin,
                       [](auto const& block, std::size_t i) { return block.begin < i; });
  auto const end =
      article + 1 < d_.articles.size() ? d_.articles[article + 1].begin : d_.text().size();
  for (auto const& block : std::span{first, blocks.end()}) {
    if (block.begin >= end) { break; }
    // What slipped between headline and text does not end the headlines.
    if (++lines > 8) { break; }
    if (block.kind == text::BlockKind::body) { continue; }
    for (auto const& name : between(d_.names, block.begin, block.end)) {
      if (name.type == EntityType::enterprise && name.full.find(U"公司") != View::npos) {
        out.push_back({name.full, name.type, ""});
      }
    }
  }
  return out;
}

}  // namespace chengjie::reading
