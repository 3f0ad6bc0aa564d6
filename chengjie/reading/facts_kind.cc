// Kind and period of each figure.
#include "chengjie/reading/facts_reader.h"

#include <algorithm>

#include "chengjie/reading/lexicon.h"

namespace chengjie::reading::detail {

void Reader::kind_and_period(std::size_t i) {
  auto const& q = d_.quantities[i];
  auto& draft = drafts_[i];
  auto const cue =
      kind_cue(d_.text(), sentence_begin(i), std::max(clause_begin(i), sentence_begin(i)), q.begin);
  auto const planned = sections_.plans(draft.spot.sentence);
  if (q.range && i > 0 && d_.quantities[i - 1].range && d_.quantities[i - 1].begin == q.begin) {
    same_kind(i);
    period(i);
    return;
  }
  auto base = cue.kind;
  period(i);
  draft.cue = d_.slice(cue.begin, cue.end);
  // “2021年启动, 达产后将新增8亿元”: the year is not that of what is to come.
  if (base == Kind::plan && draft.mark_end != 0 && draft.mark_end <= cue.begin &&
      later_cue(draft.cue)) {
    draft.period.clear();
    draft.period_rule = "";
    draft.time = {};
  }
  if (base == Kind::actual && (deadline_ || planned)) { base = Kind::target; }
  // “预计2022年底建成,达产后可新增...”: a forecast with its date, no target.
  if (base == Kind::plan && deadline_ && !forecast(i, draft.cue)) { base = Kind::target; }
  if (base == Kind::plan && counts_projects(i, draft.cue)) { base = Kind::actual; }
  if (q.from_list && i > 0) {
    same_kind(i);
    if (q.rank) { draft.kind = Kind::rank; }
    return;
  }
  if (q.rank) {
    draft.kind = moves_up(q) ? Kind::change : Kind::rank;
    return;
  }
  // “15个项目今年将陆续开工”; “3万吨钛白粉生产线...等项目”: still to come.
  if (base == Kind::actual && will_follow(i)) { base = Kind::plan; }
  if (base != Kind::plan && capacity(i)) { base = Kind::plan; }
  auto change = change_before(d_.text(), floor_of(i), q.begin);
  auto const relative = q.kind == text::UnitKind::percent || q.kind == text::UnitKind::times;
  if (relative && change.sign == 0) {
    auto const left = d_.slice(floor_of(i), q.begin);
    auto const signed_change = q.value < 0 && (left.ends_with(U"同比") || left.ends_with(U"环比"));
    if (left.ends_with(U"净增") || signed_change) { change = {1, q.begin - 2}; }
  }
  // “稳增长十条措施”: a count of things, not a growth.
  auto const counts =
      q.kind == text::UnitKind::count && q.end < clause_end(i) && text::is_han(d_.text()[q.end]);
  if (change.sign != 0 && !counts) {
    // “合同外资2.1亿美元、增长15.3%”: agreed money that has grown; “预计增长20%” is to come.
    auto const ahead = base == Kind::target || (base == Kind::plan && !local_cue(draft.cue));
    draft.kind = ahead ? base : Kind::change;
    draft.sign = change.sign;
    draft.yoy = true;
    draft.cue = d_.slice(change.begin, q.begin);
    return;
  }
  if (base != Kind::actual) {
    draft.kind = base;
    return;
  }
  if (q.kind == text::UnitKind::percent) {
    // More than the whole is no part of it: “完成年度任务的120%”.
    draft.kind = is_share(i) && q.value <= 100 ? Kind::share : Kind::rate;
    return;
  }
  if (q.kind == text::UnitKind::times && change.sign != 0) {
    draft.kind = Kind::change;
    return;
  }
  draft.kind = Kind::actual;
}

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
  draft.period = sections_.period(draft.spot.sentence, d_.quantities[i], draft.kind);
  draft.period_rule = draft.period.empty() ? "" : "本节时间";
}

// “较上年提升5位”: places won, without 第.
bool Reader::moves_up(Quantity const& q) const {
  auto const at = d_.text()[q.number];
  return at != U'第' && at != U'前' && change_before(d_.text(), 0, q.begin).sign != 0;
}

bool Reader::forecast(std::size_t i, View cue) const {
  if (later_cue(cue) || cue.starts_with(U"可")) { return true; }
  auto const end = drafts_[i].mark_end;
  auto const from = end > 14 ? end - 14 : std::size_t{0};
  return cue == U"预计" && end != 0 && d_.slice(from, end).find(U"预计") != View::npos;
}

// “总投资超亿元项目6个”, “协议投资10亿元以上项目9个”: the money is in the name of what is counted.
bool Reader::counts_projects(std::size_t i, View cue) const {
  auto const& q = d_.quantities[i];
  if (q.kind != text::UnitKind::count || !local_cue(cue)) { return false; }
  auto const left = d_.slice(floor_of(i), q.begin);
  return left.ends_with(U"项目") || left.ends_with(U"企业");
}

bool Reader::later_cue(View cue) {
  return cue.ends_with(U"后") || cue.find(U"达产") != View::npos || cue.starts_with(U"将") ||
         cue == U"满产";
}

bool Reader::will_follow(std::size_t i) const {
  auto const next = i + 1 < d_.quantities.size() && same_sentence(i, i + 1)
                        ? std::min(d_.quantities[i + 1].begin, clause_end(i))
                        : clause_end(i);
  auto const right = d_.slice(std::min(d_.quantities[i].end, next), next);
  auto const at = right.find(U'将');
  return at != View::npos && (at == 0 || right[at - 1] != U'即') && right.find(U"将于") != at + 1 &&
         d_.quantities[i].kind != text::UnitKind::percent;
}

// Tonnes or kilowatts of a project, between its owner and its product.
bool Reader::capacity(std::size_t i) const {
  auto const& q = d_.quantities[i];
  using enum text::UnitKind;
  if ((q.kind != mass && q.kind != power && q.kind != energy) || q.reached) { return false; }
  if (q.end >= clause_end(i) || !text::is_han(d_.text()[q.end])) { return false; }
  auto const& s = d_.sentences[drafts_[i].spot.sentence];
  auto const clause = d_.slice(clause_begin(i), clause_end(i));
  if (clause.find(U"完成") != View::npos) { return false; }
  auto const whole = d_.slice(s.begin, s.end);
  return (clause.find(U"生产线") != View::npos || whole.find(U"项目") != View::npos) &&
         whole.find(U"引进") == View::npos;
}

void Reader::same_kind(std::size_t i) {
  drafts_[i].kind = drafts_[i - 1].kind;
  drafts_[i].sign = drafts_[i - 1].sign;
  drafts_[i].yoy = drafts_[i - 1].yoy;
  drafts_[i].cue = drafts_[i - 1].cue;
}

bool Reader::is_share(std::size_t i) const {
  // “占比由31%提升至54%”: the second end of a move is what the first is.
  auto const& q = d_.quantities[i];
  if (i > 0 && same_sentence(i, i - 1) && drafts_[i - 1].kind == Kind::share &&
      q.begin - d_.quantities[i - 1].end <= 4) {
    auto const between = d_.slice(d_.quantities[i - 1].end, q.begin);
    if (between.ends_with(U"至") || between.ends_with(U"到") || between.ends_with(U"为")) {
      return true;
    }
  }
  auto const left = d_.slice(floor_of(i), d_.quantities[i].begin);
  for (View const word : {U"占", U"比重", U"占比", U"份额", U"占有率"}) {
    if (left.rfind(word) != View::npos) { return true; }
  }
  return d_.slice(d_.quantities[i].end, std::min(clause_end(i), d_.quantities[i].end + 6))
             .find(U"份额") != View::npos;
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
  while (at != marks.begin()) {
    --at;
    if (at->begin < block.begin) { break; }
    // A semicolon ends a sentence, not what its time holds for.
    auto const here =
        at->begin >= sentence.begin || d_.slice(at->end, sentence.begin).find(U'。') == View::npos;
    if (at->own && !(at->end + 1 >= q.begin)) { continue; }
    // “是2015年的4.6倍”: what it is measured by.
    if (at->own && q.kind == text::UnitKind::times) { continue; }
    // A year, half or quarter holds to the end of the paragraph; a month or a span of its own
    // does not.
    auto const lasts =
        at->kind == MarkKind::year ||
        (at->kind == MarkKind::part && at->period.find_first_of("HQ") != std::string::npos);
    if (!here && (!lasts || at->own)) { continue; }
    if (at->own) {
      draft.mark_found = true;
      draft.period = at->period;
      draft.period_rule = "数字前的年份";
      draft.time = d_.slice(at->begin, at->end);
      return;
    }
    draft.period = at->period;
    draft.mark_end = here ? at->end : 0;
    draft.mark_found = true;
    draft.period_rule = here ? "本句时间" : "本段前文时间";
    draft.time = d_.slice(at->begin, at->end);
    deadline_ = here && at->kind == MarkKind::deadline;
    return;
  }
}

}  // namespace chengjie::reading::detail
