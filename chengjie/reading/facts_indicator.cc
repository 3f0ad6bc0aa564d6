// What each figure measures.
#include "chengjie/reading/facts_reader.h"

#include <algorithm>

#include "chengjie/reading/lexicon.h"

namespace chengjie::reading::detail {

void Reader::indicator(std::size_t i) {
  auto const& q = d_.quantities[i];
  auto& draft = drafts_[i];
  if (q.range && i > 0 && d_.quantities[i - 1].range && d_.quantities[i - 1].begin == q.begin) {
    copy_from(i, i - 1, "区间的另一端");
    return;
  }
  auto const floor = floor_of(i);
  if (q.from_list && i > 0) {
    list_item(i);
    return;
  }
  auto const twin =
      i + 1 < d_.quantities.size() && q.range && d_.quantities[i + 1].begin == q.begin;
  auto const next = i + (twin ? 2 : 1);
  auto const next_begin = next < d_.quantities.size() && same_sentence(i, next)
                              ? d_.quantities[next].begin
                              : clause_end(i);
  auto const stop = std::min(clause_end(i), std::max(next_begin, q.end));
  if (draft.kind == Kind::share && share_of(i, floor)) { return; }
  auto const before = phrase_before(d_, floor, q.begin, draft.kind == Kind::rank);
  draft.left = before.text;
  draft.newly = before.newly;
  if (q.of.empty() && q.kind == text::UnitKind::people) {
    people(i, stop);
    return;
  }
  if (takes_after(q) || (q.kind == text::UnitKind::money && money_noun(q.end, stop))) {
    // “年产180万片3英寸抛光片”: the noun stands after the next figure.
    auto const close = i + 1 < d_.quantities.size() && d_.quantities[i + 1].begin == q.end;
    auto const from = close ? d_.quantities[i + 1].end : q.end;
    auto const after = phrase_after(d_, from, close ? clause_end(i) : stop);
    auto const verb_first = !close && lead_at(d_.text(), q.end) > 1 && !before.text.empty();
    if (!after.text.empty() && !verb_first) {
      set(i, after, "数字后的名词");
      return;
    }
  }
  if (!before.text.empty() && !before.text.starts_with(U"占")) {
    if (generic_head(before.text) && i > 0 && same_sentence(i, i - 1) &&
        !drafts_[i - 1].indicator.empty()) {
      auto stem = drafts_[i - 1].indicator;
      if (auto const n = newly_at(stem, 0); n != 0) { stem = stem.substr(n); }
      draft.indicator = stem + before.text;
      draft.indicator_rule = "上一数字的指标加本处词尾";
      draft.phrase_begin = before.begin;
      return;
    }
    if (of_a_goal(i, floor)) { return; }
    set(i, before, "数字前的名词");
    if (!first_of_list(i, floor)) { threshold_before(i); }
    return;
  }
  if (first_of_list(i, floor)) { return; }
  if (q.kind == text::UnitKind::percent && d_.slice(q.end, stop).starts_with(U"的")) {
    auto const after = phrase_after(d_, q.end, stop);
    if (!after.text.empty()) {
      set(i, after, "数字后的名词");
      return;
    }
  }
  if (q.kind == text::UnitKind::money || q.kind == text::UnitKind::people) {
    auto const after = phrase_after(d_, q.end, stop);
    if (!after.text.empty()) {
      set(i, after, "数字后的名词");
      return;
    }
  }
  if (measuring_verb(i, floor)) { return; }
  for (auto k = i; k-- > 0 && same_sentence(i, k);) {
    if (drafts_[k].indicator.empty()) { continue; }
    if (like_list_before(i, k, floor)) { return; }
    // “分别位居第2、第3” after two figures: each its own.
    auto const n = list_length(i);
    if (n > 1 && k + 1 >= n && list_length(k + 1 - n) == n) { k = k + 1 - n; }
    copy_from(i, k, "沿用上一数字的指标");
    return;
  }
  if (draft.kind == Kind::rank || draft.indicator.empty()) { bare_words(i, floor); }
}

// “研发费用25亿元,占全区70%”: of the figure before; “大米中高端销售占总销量40%”: of what stands
// before 占.
bool Reader::share_of(std::size_t i, std::size_t floor) {
  auto const left = d_.slice(floor, d_.quantities[i].begin);
  auto const at = left.rfind(U'占');
  auto from = std::size_t{0};
  while (from < left.size() && View{U"、,和在约近超逾均也已就 "}.find(left[from]) != View::npos) {
    ++from;
  }
  auto const compares = left.substr(from).starts_with(U"占") ||
                        (from < left.size() && from > 0 && left[from - 1] == U'在');
  if (compares && i > 0 && same_sentence(i, i - 1)) {
    copy_from(i, i - 1, "沿用上一数字的指标");
    if (!drafts_[i - 1].left.empty() && drafts_[i - 1].taken != 0) {
      drafts_[i].indicator = drafts_[i - 1].left;
    }
    return true;
  }
  if (at == View::npos || at < 2 || left.substr(at).starts_with(U"占比") ||
      left.substr(at).starts_with(U"占有率") || list_length(i) > 1) {
    return false;
  }
  auto phrase = phrase_before(d_, floor, floor + at);
  if (phrase.text.empty()) { return false; }
  phrase.text += U"占比";
  set(i, phrase, "“占”前的名词");
  return true;
}

bool Reader::money_noun(std::size_t at, std::size_t stop) const {
  auto const phrase = phrase_after(d_, at, std::min(stop, at + 6));
  return at < stop && d_.text()[at] != U'的' && !phrase.text.empty() &&
         head_before(phrase.text, 0, phrase.text.size()) == phrase.text.size();
}

// “153万九龙坡人民”: the noun of people that made it a number of persons.
void Reader::people(std::size_t i, std::size_t stop) {
  auto const after = d_.slice(d_.quantities[i].end, stop);
  for (View const word : {U"人民", U"儿女", U"百姓"}) {
    if (after.substr(0, 9).find(word) != View::npos) { drafts_[i].indicator = U"人口"; }
  }
  if (drafts_[i].indicator.empty()) {
    drafts_[i].indicator = phrase_after(d_, d_.quantities[i].end, stop).text;
  }
  drafts_[i].indicator_rule = "数字后的人群名词";
}

bool Reader::takes_after(Quantity const& q) {
  switch (q.kind) {
    case text::UnitKind::count:
    case text::UnitKind::household:
    case text::UnitKind::mass:
    case text::UnitKind::area:
    case text::UnitKind::power:
    case text::UnitKind::length:
    case text::UnitKind::energy:
    case text::UnitKind::volume:
    case text::UnitKind::people:
    case text::UnitKind::operations:
      return !q.rank;
    default:
      return false;
  }
}

std::size_t Reader::list_length(std::size_t i) const {
  auto n = std::size_t{1};
  while (i + n < d_.quantities.size() && d_.quantities[i + n].from_list) { ++n; }
  return n;
}

bool Reader::first_of_list(std::size_t i, std::size_t floor) {
  auto const n = list_length(i);
  if (n < 2) { return false; }
  auto const items = items_of(d_, floor, d_.quantities[i].begin, n);
  if (items.empty()) { return false; }
  for (auto k = std::size_t{0}; k != n; ++k) { items_[i + k] = items[k]; }
  set_item(i);
  return true;
}

// “产值186亿元、投资32.5亿元、税金4.8亿元,分别增长18.2%、25.6%和11.3%”: as many figures before,
// each with its own indicator.
bool Reader::like_list_before(std::size_t i, std::size_t last, std::size_t floor) {
  auto const n = list_length(i);
  if (n < 2 || last + 1 < n) { return false; }
  auto const left = d_.slice(floor, d_.quantities[i].begin);
  if (left.find(U"分别") == View::npos && left.find(U'各') == View::npos) { return false; }
  auto const from = last + 1 - n;
  for (auto k = from; k <= last; ++k) {
    if (!same_sentence(i, k) || drafts_[k].indicator.empty() || drafts_[k].borrowed) {
      return false;
    }
  }
  for (auto k = std::size_t{0}; k != n; ++k) {
    auto const own = items_.find(from + k);
    items_[i + k] = own != items_.end() ? own->second : Item{drafts_[from + k].indicator};
  }
  copy_from(i, from, "“分别”逐一对应前面各数字");
  return true;
}

// “占地460亩”: a verb that says what is measured.
bool Reader::measuring_verb(std::size_t i, std::size_t floor) {
  auto const left = d_.slice(floor, d_.quantities[i].begin);
  for (View const word :
       {U"占地", U"用地", U"投资", U"总投资", U"纳税", U"缴税", U"用工", U"供地"}) {
    if (!left.ends_with(word)) { continue; }
    drafts_[i].indicator = word;
    drafts_[i].indicator_rule = "数字前的动词";
    return true;
  }
  return false;
}

// “产值完成年度目标的118%”: of what was to be reached, here or in the figure before.
bool Reader::of_a_goal(std::size_t i, std::size_t floor) {
  auto const left = d_.slice(floor, d_.quantities[i].begin);
  if (d_.quantities[i].kind != text::UnitKind::percent || !left.ends_with(U"的")) { return false; }
  auto const at = left.rfind(U"完成");
  if (at == View::npos) { return false; }
  auto const goal = left.substr(at + 2, left.size() - at - 3);
  auto const named = [&](View word) { return goal.ends_with(word); };
  if (!named(U"目标") && !named(U"任务") && !named(U"计划") && !named(U"进度")) { return false; }
  if (auto const own = phrase_before(d_, floor, floor + at); !own.text.empty()) {
    set(i, own, "“完成目标的”之前的名词");
    return true;
  }
  if (i == 0 || !same_sentence(i, i - 1) || drafts_[i - 1].indicator.empty()) { return false; }
  copy_from(i, i - 1, "沿用上一数字的指标");
  return true;
}

// “产值超10亿元企业9家”: the money is in the name of what is counted.
void Reader::threshold_before(std::size_t i) {
  if (i == 0 || !same_sentence(i, i - 1)) { return; }
  auto const& last = d_.quantities[i - 1];
  auto const threshold = last.limit == text::Limit::over || last.limit == text::Limit::at_least;
  if (d_.quantities[i].kind != text::UnitKind::count || last.kind != text::UnitKind::money ||
      !threshold || last.end != drafts_[i].phrase_begin || drafts_[i].indicator.size() > 4) {
    return;
  }
  drafts_[i].indicator = std::u32string{d_.slice(last.begin, last.end)} + drafts_[i].indicator;
}

// “约占全市的六成”: the bound stands before 占.
Bound Reader::share_bound(std::size_t i, Bound bound) const {
  if (drafts_[i].kind != Kind::share || bound != Bound::exact) { return bound; }
  auto const left = d_.slice(floor_of(i), d_.quantities[i].begin);
  auto const at = left.rfind(U'占');
  if (at == View::npos || at == 0) { return bound; }
  switch (left[at - 1]) {
    case U'约':
    case U'近':
      return Bound::about;
    case U'超':
    case U'逾':
      return Bound::over;
    default:
      return bound;
  }
}

void Reader::list_item(std::size_t i) {
  if (items_.contains(i)) {
    set_item(i);
    return;
  }
  auto const first = [&] {
    auto k = i;
    while (k > 0 && d_.quantities[k].from_list) { --k; }
    return k;
  }();
  // The list before has as many figures: item by item.
  auto const n = list_length(first);
  if (drafts_[first].borrowed && first >= n && list_length(first - n) == n &&
      same_sentence(i, first - n)) {
    copy_from(i, i - n, "沿用上一数字的指标");
    return;
  }
  auto const stop = i + 1 < d_.quantities.size() && same_sentence(i, i + 1)
                        ? std::min(clause_end(i), d_.quantities[i + 1].begin)
                        : clause_end(i);
  if (takes_after(d_.quantities[i])) {
    auto const after = phrase_after(d_, d_.quantities[i].end, stop);
    if (!after.text.empty()) {
      set(i, after, "数字后的名词");
      return;
    }
  }
  copy_from(i, first, "沿用上一数字的指标");
}

void Reader::bare_words(std::size_t i, std::size_t floor) {
  // “共投入近1亿元”: the verb is all there is.
  auto const left = d_.slice(floor, d_.quantities[i].begin);
  auto from = left.size();
  while (from > 0 && text::is_han(left[from - 1]) && left.size() - from < 4) { --from; }
  auto word = std::u32string{left.substr(from)};
  for (View const cut : {U"共", U"达", U"已", U"为", U"超", U"近"}) {
    if (word.ends_with(cut)) { word.resize(word.size() - cut.size()); }
    if (word.starts_with(cut)) { word.erase(0, cut.size()); }
  }
  if (word.size() >= 2) {
    drafts_[i].indicator = word;
    drafts_[i].indicator_rule = "数字前的动词";
  }
}

void Reader::set(std::size_t i, Phrase const& phrase, char const* rule) {
  drafts_[i].indicator = phrase.text;
  drafts_[i].indicator_rule = rule;
  drafts_[i].phrase_begin = phrase.begin;
  drafts_[i].taken = phrase.end;
  drafts_[i].newly = drafts_[i].newly || phrase.newly;
}

void Reader::set_item(std::size_t i) {
  drafts_[i].indicator = items_[i].text;
  drafts_[i].indicator_rule = "“分别”并列项";
}

// The firm or place of a list that this figure is of.
Owner Reader::item_owner(std::size_t i) const {
  auto const item = items_.find(i);
  if (item == items_.end() || item->second.name_end == 0) { return {}; }
  auto const names = between(d_.names, item->second.name_begin, item->second.name_end);
  return names.empty() ? Owner{}
                       : Owner{names.front().full, names.front().type, "“分别”并列的名称"};
}

void Reader::copy_from(std::size_t i, std::size_t k, char const* rule) {
  drafts_[i].indicator = drafts_[k].indicator;
  drafts_[i].indicator_rule = rule;
  drafts_[i].borrowed = true;
}

}  // namespace chengjie::reading::detail
