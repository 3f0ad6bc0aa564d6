// Forms in which what a figure measures stands elsewhere than in the noun beside it.
#include "chengjie/reading/facts_reader.h"

#include <algorithm>

#include "chengjie/reading/lexicon.h"

namespace chengjie::reading::detail {

// “按每人1500元给予岗位补贴”, “每吨补贴15元”, “不超过5万元”: what is given, after the figure or
// named before it.
bool Reader::offered(std::size_t i, View before) {
  static constexpr View kGifts[] = {U"补助", U"补贴", U"奖励", U"返奖", U"奖补", U"贴息", U"资助"};
  auto const bare = before.empty() || before.starts_with(U"按") || before.starts_with(U"每");
  if (!bare) { return false; }
  auto last = i;
  while (last - i < kListMax && last + 1 < d_.quantities.size() &&
         d_.quantities[last + 1].from_list) {
    ++last;
  }
  auto right = d_.slice(d_.quantities[last].end, clause_end(last));
  auto given = false;
  for (View const verb : {U"的标准", U"标准", U"给予", U"予以", U"发放"}) {
    if (!right.starts_with(verb)) { continue; }
    right.remove_prefix(verb.size());
    given = true;
  }
  for (auto const gift : kGifts) {
    auto const at = right.find(gift);
    if (at == View::npos || (at != 0 && !given && at > 6)) { continue; }
    drafts_[i].indicator = right.substr(0, at + gift.size());
    drafts_[i].indicator_rule = "给予的事项";
    return true;
  }
  if (!d_.clock.policy || !before.empty()) { return false; }
  auto const left = d_.slice(sentence_begin(i), d_.quantities[i].begin);
  auto best = View::npos;
  for (auto const gift : kGifts) {
    if (auto const at = left.rfind(gift); at != View::npos && (best == View::npos || at > best)) {
      best = at;
    }
  }
  if (best == View::npos || left.substr(best + 2).find_first_of(U"0123456789") != View::npos) {
    return false;
  }
  drafts_[i].indicator = left.substr(best, 2);
  drafts_[i].indicator_rule = "给予的事项";
  return true;
}

// “从开工到首支叶片下线仅用116天”: what took so long.
bool Reader::duration(std::size_t i, std::size_t floor) {
  auto const left = d_.slice(floor, d_.quantities[i].begin);
  for (View const word : {U"仅用", U"只用", U"用时", U"历时", U"耗时", U"用了"}) {
    auto const at = left.rfind(word);
    if (at == View::npos || at < 4) { continue; }
    auto what = left.substr(0, at);
    if (auto const from = what.rfind(U'从'); from != View::npos) { what = what.substr(from + 1); }
    drafts_[i].indicator = what.substr(what.size() > 20 ? what.size() - 20 : 0);
    drafts_[i].indicator_rule = "用时之前的事";
    return true;
  }
  return false;
}

// The words between a count and the next figure: “15个主平台|落地项目2200个”,
// “37家单位援助|资金31亿 元” are of both; “100个投资5000万元以上项目” hold a threshold.
void Reader::part(std::size_t i, std::size_t next) {
  auto const& q = d_.quantities[i];
  if (q.kind != text::UnitKind::count && q.kind != text::UnitKind::people) { return; }
  auto const t = d_.text();
  auto& draft = drafts_[i];
  auto const& other = d_.quantities[next];
  auto const begin = draft.phrase_begin;
  if (draft.indicator == U"年产" || draft.indicator == U"总投资") {
    auto rest = phrase_after(d_, other.end, clause_end(i));
    if (rest.end != 0 && t.substr(rest.end, 1) == U"的") {
      rest = phrase_after(d_, rest.end + 1, clause_end(i));
    }
    if (!rest.text.empty()) { draft.indicator = rest.text; }
    return;
  }
  auto const threshold = other.limit == text::Limit::over || other.limit == text::Limit::under;
  if (threshold && other.end < clause_end(i) && text::is_han(t[other.end])) {
    auto const rest = phrase_after(d_, other.end, clause_end(i));
    if (!rest.text.empty()) {
      draft.indicator += std::u32string{d_.slice(other.begin, other.end)} + rest.text;
      return;
    }
  }
  for (auto k = draft.taken; k-- > begin + 2;) {
    if (auto const n = verb_at(t, k); n > 1 && k + n + 2 <= draft.taken) {
      draft.indicator = d_.slice(begin, k);
      draft.taken = k;
      return;
    }
  }
  if (auto const n = head_before(t, begin, draft.taken); n != 0 && begin + n + 2 <= draft.taken) {
    draft.taken -= n;
  }
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

}  // namespace chengjie::reading::detail
