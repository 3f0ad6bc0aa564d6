// Period of each figure: the time of its clause, sentence, paragraph or section.
#include "chengjie/reading/facts_reader.h"

#include <algorithm>

#include "chengjie/reading/clock_text.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/text/numeral.h"

namespace chengjie::reading::detail {

// “15个重大项目2011年将开建”: the time stands after the figure, in its own clause.
bool Reader::later_in_clause(std::size_t i) {
  auto const& q = d_.quantities[i];
  auto const& marks = d_.clock.marks;
  auto const at = std::lower_bound(marks.begin(), marks.end(), q.end,
                                   [](auto const& m, std::size_t p) { return m.begin < p; });
  auto const next = i + 1 < d_.quantities.size() ? d_.quantities[i + 1].begin : d_.text().size();
  if (at == marks.end() || at->end > std::min(next, clause_end(i)) || at->own) { return false; }
  drafts_[i].period = at->period;
  drafts_[i].period_rule = "数字后的时间";
  drafts_[i].time = d_.slice(at->begin, at->end);
  return true;
}

void Reader::default_period(std::size_t i) {
  auto& draft = drafts_[i];
  if (draft.mark_found || later_in_clause(i)) { return; }
  // “首批9个项目年内开工”; not “三年内”.
  auto const right = d_.slice(d_.quantities[i].end, clause_end(i));
  auto const within = right.find(U"年内");
  if (d_.clock.year != 0 && within != View::npos && within > 0 && within <= 8 &&
      text::is_han(right[within - 1]) && text::chinese_digit(right[within - 1]) < 0) {
    draft.period = std::to_string(d_.clock.year);
    draft.period_rule = "数字后的时间";
    return;
  }
  // “达到9341个、床位10.5万张”: one verb for both.
  if (i > 0 && same_verb(i)) {
    draft.period = drafts_[i - 1].period;
    draft.period_rule = drafts_[i - 1].period_rule;
    return;
  }
  draft.period = sections_.period(draft.spot.sentence, d_.quantities[i], draft.kind);
  draft.period_rule = draft.period.empty() ? "" : "本节时间";
}

bool Reader::same_verb(std::size_t i) const {
  auto const& last = d_.quantities[i - 1];
  auto const& here = drafts_[i].spot;
  auto const& before = drafts_[i - 1].spot;
  if (here.sentence != before.sentence || here.clause != before.clause ||
      drafts_[i].kind != Kind::actual || drafts_[i - 1].kind != Kind::actual) {
    return false;
  }
  auto const gap = d_.slice(last.end, std::max(last.end, d_.quantities[i].begin));
  // The noun of the last figure may stand before the mark.
  auto const mark = gap.find_first_of(U"、和");
  if (mark == View::npos) { return false; }
  for (auto k = mark + 1; k < gap.size(); ++k) {
    if (verb_at(gap, k) > 1 || newly_at(gap, k) != 0) { return false; }
  }
  return true;
}

// “今年7月,某项目动工,计划建设2条...,现已完成投资...”: the month is that of what happened.
void Reader::month_of_event(std::size_t i, Kind base, std::size_t cue) {
  auto& draft = drafts_[i];
  constexpr auto kMonth = std::size_t{7};  // “2024-07”
  if (draft.period.size() != kMonth || draft.mark_end == 0 || draft.period[5] > '1' ||
      draft.mark_end > clause_begin(i) || draft.cue.starts_with(U"宣布")) {
    return;
  }
  auto const clause = d_.slice(clause_begin(i), d_.quantities[i].begin);
  if (clause.starts_with(U"现") || clause.starts_with(U"目前")) {
    draft.period.resize(4);
  } else if (base == Kind::plan && !local_cue(draft.cue) && draft.mark_end <= cue) {
    draft.period.clear();
    draft.period_rule = "";
    draft.time = {};
  }
}

bool Reader::past(std::string const& period) const {
  return d_.clock.year != 0 && period.size() >= 4 && period.find("..") == std::string::npos &&
         std::stoi(period.substr(0, 4)) < d_.clock.year;
}

bool Reader::measured_by(Quantity const& q, std::size_t time) const {
  if (q.kind == text::UnitKind::times) { return true; }
  if (q.kind != text::UnitKind::percent) { return false; }
  auto const left = d_.slice(time - std::min<std::size_t>(time, 4), time);
  for (View const word : {U"恢复到", U"恢复至", U"相当于", U"达到", U"达", U"是", U"为"}) {
    if (left.ends_with(word)) { return true; }
  }
  return false;
}

bool Reader::speaks_of_now(std::size_t i, std::size_t from) const {
  auto const left =
      d_.slice(std::max(sentence_begin(i), from), std::max(from, d_.quantities[i].begin));
  for (View const word : {U"如今", U"目前", U"眼下", U"现在", U"当前", U"现已", U"现有"}) {
    if (left.find(word) != View::npos) { return true; }
  }
  return false;
}

// “10月份,...;...”: a time that heads what ends with 。 holds for all of it.
bool Reader::leads_sentence(std::size_t time) const {
  auto k = time;
  while (k > 0 && (d_.text()[k - 1] == U' ' || d_.text()[k - 1] == U'“')) { --k; }
  return k == 0 || d_.text()[k - 1] == U'。' || d_.text()[k - 1] == U'\n';
}

// “已完成征迁”, “现有”: so it is, whatever is to be by a later date.
bool Reader::done_by_now(std::size_t i) const {
  auto const clause = d_.slice(clause_begin(i), clause_end(i));
  for (View const word :
       {U"已完成", U"已建成", U"已投", U"已有", U"已开", U"现有", U"现已", U"年内开工"}) {
    if (clause.find(word) != View::npos) { return true; }
  }
  return false;
}

// “三年间,每亩税收从4.7万元提高到9.3万元”: before the years, and at their end.
void Reader::ends_of_span(std::size_t i) {
  auto& period = drafts_[i].period;
  constexpr auto kSpan = std::size_t{10};  // “2015..2017”
  if (period.size() != kSpan || period[4] != '.') { return; }
  auto const left = d_.slice(floor_of(i), d_.quantities[i].begin);
  if (left.ends_with(U"由") || left.ends_with(U"从")) {
    period = std::to_string(std::stoi(period.substr(0, 4)) - 1);
    return;
  }
  auto const moved = left.size() <= 4 && (left.ends_with(U"到") || left.ends_with(U"至"));
  if (i > 0 && moved && same_sentence(i, i - 1)) {
    auto const before = d_.slice(floor_of(i - 1), d_.quantities[i - 1].begin);
    if (before.ends_with(U"由") || before.ends_with(U"从")) { period = period.substr(6); }
  }
}

bool Reader::same_time(Sentence const& sentence) const {
  auto const view = d_.slice(sentence.begin, sentence.end);
  return view.starts_with(U"与此同时") || view.starts_with(U"同时") || view.starts_with(U"期间") ||
         view.starts_with(U"其间");
}

void Reader::period(std::size_t i) {
  auto const& q = d_.quantities[i];
  auto& draft = drafts_[i];
  deadline_ = false;
  auto const& sentence = d_.sentences[draft.spot.sentence];
  auto const& block = d_.page.blocks[sentence.block];
  auto const& marks = d_.clock.marks;
  auto at = std::lower_bound(marks.begin(), marks.end(), q.begin,
                             [](auto const& m, std::size_t p) { return m.begin < p; });
  constexpr auto kHoldsMax = std::size_t{3000};  // characters: no paragraph is longer
  auto const floor = std::max(block.begin, q.begin - std::min(q.begin, kHoldsMax));
  // A semicolon ends a sentence, not what its time holds for.
  auto const whole = d_.slice(0, sentence.begin);
  auto const stop = whole.substr(std::min(floor, whole.size())).rfind(U'。');
  auto const told = stop == View::npos ? std::size_t{0} : floor + stop;
  while (at != marks.begin()) {
    --at;
    if (at->begin < floor) { break; }
    auto const here = at->begin >= sentence.begin || at->end > told;
    if (at->own && !(at->end + 1 >= q.begin)) { continue; }
    if (at->clause && at->begin < clause_begin(i)) { continue; }
    // “是2015年的4.6倍”, “恢复到2019年的107%”: what it is measured by.
    if (at->own && measured_by(q, at->begin)) { continue; }
    // A year, half or quarter holds to the end of the paragraph; a month or a span of its own
    // does not.
    auto const lasts =
        at->kind == MarkKind::year ||
        (at->kind == MarkKind::part && at->period.find_first_of("HQ") != std::string::npos);
    // “与此同时...”: of the same years as the sentence before.
    auto const goes_on = at->kind == MarkKind::span && same_time(sentence) &&
                         draft.spot.sentence > 0 &&
                         at->begin >= d_.sentences[draft.spot.sentence - 1].begin;
    auto const still = at->kind == MarkKind::deadline && sections_.plans(draft.spot.sentence) &&
                       draft.spot.sentence > 0 && !d_.clock.report &&
                       lead_at(d_.text(), sentence.begin) < 2 &&
                       at->begin >= d_.sentences[draft.spot.sentence - 1].begin;
    if (!here && (!lasts || at->own) && !goes_on && !still) { continue; }
    // “去年10月投产;园区与12家企业...”, “到2025年...;二期用地已完成征迁”: not of what follows.
    auto const other = at->begin < sentence.begin && !goes_on && !still;
    if (other && at->kind == MarkKind::part && !lasts && !leads_sentence(at->begin)) { continue; }
    if (at->kind == MarkKind::deadline && at->end < clause_begin(i) && done_by_now(i)) { continue; }
    if (!here && d_.clock.report && sections_.five_years(draft.spot.sentence)) { break; }
    if (at->own) {
      draft.mark_found = true;
      draft.period = at->period;
      draft.period_rule = "数字前的年份";
      draft.time = d_.slice(at->begin, at->end);
      return;
    }
    draft.period = at->period;
    // “全年新签约项目不少于50个” of what a report plans: the year that begins.
    if (d_.clock.report && d_.clock.year != 0 && sections_.plans(draft.spot.sentence) &&
        d_.slice(at->begin, at->end) == U"全年") {
      draft.period = std::to_string(d_.clock.year);
    }
    // “6月底前交付” of what a report plans: the same.
    if (d_.clock.report && draft.period.size() > 4 && sections_.plans(draft.spot.sentence) &&
        draft.period.starts_with(std::to_string(d_.clock.year - 1)) &&
        d_.slice(at->begin, at->end).find(U'年') == View::npos) {
      draft.period = shifted(std::move(draft.period), 1);
    }
    draft.mark_end = here ? at->end : 0;
    // “如今有12条线” after what was years ago.
    if (past(draft.period) && speaks_of_now(i, at->end)) {
      draft.period = std::to_string(d_.clock.year);
    }
    ends_of_span(i);
    draft.mark_found = true;
    draft.period_rule = here ? "本句时间" : "本段前文时间";
    draft.time = d_.slice(at->begin, at->end);
    deadline_ = here && at->kind == MarkKind::deadline;
    return;
  }
}

}  // namespace chengjie::reading::detail
