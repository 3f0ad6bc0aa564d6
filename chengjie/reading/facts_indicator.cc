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
    auto const verb_first = !close && lead_at(d_.text(), q.end) > 1 && !before.text.empty() &&
                            !d_.slice(floor, q.begin).ends_with(U"等");
    if (!after.text.empty() && !verb_first) {
      set(i, after, "数字后的名词");
      if (!close && after.end == next_begin && next_begin < clause_end(i)) { part(i, next); }
      return;
    }
  }
  if (q.kind == text::UnitKind::span && duration(i, floor)) { return; }
  if (q.kind == text::UnitKind::money && offered(i, before.text)) { return; }
  if (more_than_before(i, floor)) { return; }
  if (q.kind == text::UnitKind::money || q.kind == text::UnitKind::percent) {
    // “替企业省下1200万元的检测费”: no head before, a noun after 的.
    auto const right = d_.slice(q.end, stop);
    auto const headed = head_before(before.text, 0, before.text.size()) != 0 &&
                        before.text != U"总额" && before.text != U"总规模";
    auto const bare =
        !headed && (before.text.empty() || d_.slice(floor, q.begin).ends_with(before.text));
    if (right.starts_with(U"的") && bare && draft.kind != Kind::change) {
      auto const after = phrase_after(d_, q.end, stop);
      if (after.text.size() >= 2 && after.text.find(U"项目") == View::npos) {
        set(i, after, "数字后的名词");
        return;
      }
    }
  }
  if (lower_or_higher(i)) {
    // “成本却比水泥熟料低了近40%”
    auto const of = phrase_before(d_, floor, floor + d_.slice(floor, q.begin).rfind(U'比'));
    if (!of.text.empty()) {
      set(i, of, "“比”前的名词");
      return;
    }
  }
  // “三年内在曲靖市再投资15亿元”
  auto const wordy = before.text.size() > 6 && before.text.find(U'在') != View::npos;
  if (wordy && measuring_verb(i, floor)) { return; }
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
  for (auto k = i; k-- > 0 && i - k < kListMax && same_sentence(i, k);) {
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

// “床位1500张,比老院区多出620张”, “分别比上年多14家和6家”, “扣除留抵退税因素后增长6.1%”,
// “比全省平均水平高1.2个百分点”: of the figure before.
bool Reader::more_than_before(std::size_t i, std::size_t floor) {
  if (i == 0 || !same_sentence(i, i - 1)) { return false; }
  auto left = d_.slice(floor, d_.quantities[i].begin);
  while (!left.empty() && View{U",、 "}.find(left.front()) != View::npos) { left.remove_prefix(1); }
  auto const each = left.starts_with(U"分别");
  if (each) { left.remove_prefix(2); }
  auto const compares = left.starts_with(U"比") || left.starts_with(U"较");
  auto more = d_.quantities[i].rank && (left.ends_with(U"移") || left.ends_with(U"升"));
  for (View const word :
       {U"多", U"多出", U"少", U"高", U"低", U"快", U"慢", U"高出", U"多了", U"少了"}) {
    more = more || left.ends_with(word);
  }
  auto const adjusted = left.starts_with(U"扣除") || left.starts_with(U"剔除");
  if (!(compares && more) && !adjusted) { return false; }
  auto const n = each ? list_length(i) : std::size_t{1};
  if (each && n > 1 && i >= n && same_sentence(i, i - n)) {
    for (auto k = std::size_t{0}; k != n; ++k) {
      items_[i + k] = Item{drafts_[i - n + k].indicator};
    }
    copy_from(i, i - n, "“分别”逐一对应前面各数字");
    return true;
  }
  copy_from(i, i - 1, "沿用上一数字的指标");
  return !drafts_[i].indicator.empty();
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
  while (n < kListMax && i + n < d_.quantities.size() && d_.quantities[i + n].from_list) { ++n; }
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
    while (k > 0 && i - k < kListMax && d_.quantities[k].from_list) { --k; }
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
