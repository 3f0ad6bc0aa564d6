// Kind and period of each figure.
#include "chengjie/reading/facts_reader.h"

#include <algorithm>

#include "chengjie/reading/lexicon.h"

namespace chengjie::reading::detail {

void Reader::kind_and_period(std::size_t i) {
  auto const& q = d_.quantities[i];
  auto& draft = drafts_[i];
  auto const cue = kind_cue(d_.text(), sentence_begin(i),
                            std::max(clause_begin(i), sentence_begin(i)), q.number);
  auto const planned = sections_.plans(draft.spot.sentence);
  if (q.range && i > 0 && d_.quantities[i - 1].range && d_.quantities[i - 1].begin == q.begin) {
    same_kind(i);
    period(i);
    return;
  }
  auto base = cue.kind;
  period(i);
  draft.cue = d_.slice(cue.begin, cue.end);
  // “预计可惠及180家” after a sentence of last year: not of that year.
  if (base != Kind::actual && !local_cue(draft.cue) && draft.mark_found && draft.mark_end == 0 &&
      past(draft.period)) {
    draft.period.clear();
    draft.period_rule = "";
    draft.time = {};
  }
  // “2021年启动, 达产后将新增8亿元”: the year is not that of what is to come.
  auto const said = d_.slice(clause_begin(i), q.begin);
  auto const after = said.find(U"产后") != View::npos || said.find(U"建成后") != View::npos;
  if (base == Kind::plan && draft.mark_end <= cue.begin && !deadline_ &&
      (later_cue(draft.cue) || after)) {
    draft.period.clear();
    draft.period_rule = "";
    draft.time = {};
  }
  // “上半年开工项目14个。某项目总投资32亿元”: the money of a project is not of that time.
  auto const of_project = draft.cue == U"总投资" || draft.cue == U"年产" || draft.cue == U"占地" ||
                          draft.cue == U"用地" || draft.cue == U"总建筑面积";
  auto const earlier = draft.mark_end <= d_.sentences[draft.spot.sentence].begin;
  auto const counted = q.kind == text::UnitKind::count;
  if (base == Kind::plan && of_project && !counted && draft.mark_found && earlier) {
    draft.period.clear();
    draft.period_rule = "";
    draft.time = {};
  }
  month_of_event(i, base, cue.begin);
  // “年度计划投资”: of the whole year.
  if (draft.period.size() > 4 && said.find(U"年度") != View::npos && draft.mark_end == 0) {
    draft.period.resize(4);
  }
  if (base == Kind::actual && (deadline_ || planned)) { base = Kind::target; }
  // “预计2022年底建成,达产后可新增...”: a forecast with its date, no target.
  if (base == Kind::plan && deadline_ && !forecast(i, draft.cue)) { base = Kind::target; }
  if (base == Kind::plan && (counts_projects(i, draft.cue) || built(i, draft.cue))) {
    base = Kind::actual;
  }
  // “由目前的52%提升至80%”: where it starts from is no target.
  if ((base == Kind::target || base == Kind::plan) && starts_from(i)) {
    base = Kind::actual;
    if (draft.mark_found && !past(draft.period)) {
      draft.period.clear();
      draft.period_rule = "";
      draft.time = {};
    }
  }
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
  auto const relative_now = q.kind == text::UnitKind::percent || q.kind == text::UnitKind::times;
  if (base == Kind::actual && (will_follow(i) || (!relative_now && to_be_built(i)))) {
    base = Kind::plan;
  }
  if (base != Kind::plan && capacity(i)) { base = Kind::plan; }
  // “亩均税收不少于20万元”: what is asked for.
  auto const asked = q.limit == text::Limit::at_least && !q.each && q.kind != text::UnitKind::span;
  if (base == Kind::actual && asked) { base = Kind::target; }
  auto change = change_before(d_.text(), floor_of(i), q.begin);
  auto const relative = q.kind == text::UnitKind::percent || q.kind == text::UnitKind::times;
  if (relative && change.sign == 0 && pace(i)) { change = {1, q.begin - 1}; }
  if (relative && change.sign == 0 && lower_or_higher(i)) { change = {1, q.begin - 1}; }
  if (relative && change.sign == 0) {
    auto const left = d_.slice(floor_of(i), q.begin);
    auto const signed_change = q.value < 0 && (left.ends_with(U"同比") || left.ends_with(U"环比"));
    if (left.ends_with(U"净增") || signed_change) { change = {1, q.begin - 2}; }
  }
  // “比老院区多出620张”, “分别比上年多14家”: counts that have grown.
  if (!relative) {
    auto grown = ChangeCue{};
    auto const left = d_.slice(clause_begin(i), q.begin);
    for (View const word : {U"多", U"多出", U"多了", U"少", U"少了"}) {
      auto const at = std::max(left.rfind(U'比') + 1, left.rfind(U'较') + 1);
      if (left.ends_with(word) && at != 0 && left.substr(at).find_first_of(U",、") == View::npos &&
          (at == 1 || left[at - 2] != U'占')) {
        grown = {word.front() == U'多' ? 1 : -1, q.begin - word.size()};
      }
    }
    if (grown.sign != 0) {
      draft.kind = base == Kind::target ? base : Kind::change;
      draft.sign = grown.sign;
      draft.yoy = true;
      return;
    }
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

// “以年均26%的速度增长”
bool Reader::pace(std::size_t i) const {
  auto const right = d_.slice(d_.quantities[i].end, clause_end(i)).substr(0, 6);
  return right.starts_with(U"的速度") || right.starts_with(U"的增速") ||
         right.starts_with(U"的增幅") || right.starts_with(U"的增长");
}

// “投资11.5亿元建设的某项目”, “一期投资14亿元,...,计划今年6月动工”: not there yet.
bool Reader::to_be_built(std::size_t i) const {
  auto const& q = d_.quantities[i];
  auto const clause = d_.slice(clause_begin(i), clause_end(i));
  for (View const word : {U"已", U"完成", U"累计", U"建成", U"竣工", U"投产", U"增至", U"达到"}) {
    if (clause.find(word) != View::npos) { return false; }
  }
  auto const left = d_.slice(floor_of(i), q.begin);
  auto const right = d_.slice(q.end, clause_end(i));
  auto const makes =
      right.starts_with(U"建设的") || right.starts_with(U"兴建的") || right.starts_with(U"的");
  if (q.kind == text::UnitKind::money && left.ends_with(U"投资") && makes &&
      right.find(U"项目") != View::npos) {
    return true;
  }
  auto const& s = d_.sentences[drafts_[i].spot.sentence];
  constexpr auto kAheadMax = std::size_t{160};
  auto const rest = d_.slice(q.end, std::max(q.end, std::min(s.end, q.end + kAheadMax)));
  for (View const cue : {U"计划", U"预计", U"拟于", U"将于"}) {
    auto const at = rest.find(cue);
    if (at == View::npos) { continue; }
    auto const near = rest.substr(at + 2, 14);
    for (View const act : {U"动工", U"开工", U"建成", U"投产", U"竣工", U"试产"}) {
      auto const done = near.find(act);
      if (done != View::npos && near.substr(0, done).find(U',') == View::npos) { return true; }
    }
  }
  return false;
}

// “新院区5月23日全面启用。新院区总建筑面积...”: it stands, and has been opened just before.
bool Reader::in_use(std::size_t i) const {
  constexpr auto kBack = std::size_t{160};
  auto const clause = d_.slice(clause_begin(i), clause_end(i));
  for (View const word : {U"项目", U"规划", U"拟", U"计划", U"新建", U"二期"}) {
    if (clause.find(word) != View::npos) { return false; }
  }
  auto const begin = clause_begin(i);
  auto const said =
      d_.slice(std::max(d_.article(begin).begin, begin - std::min(begin, kBack)), begin);
  for (View const word :
       {U"启用", U"并网发电", U"投用", U"投入使用", U"投入运营", U"开馆", U"开园"}) {
    auto const at = said.rfind(word);
    if (at == View::npos) { continue; }
    auto const before =
        said.substr(at - std::min<std::size_t>(at, 6), std::min<std::size_t>(at, 6));
    auto const after = said.substr(at + word.size(), 1);
    if (before.find_first_of(U"将拟待") == View::npos && after != U"后") { return true; }
  }
  return false;
}

// “占地186亩的厂区里”: it stands there.
bool Reader::built(std::size_t i, View cue) const {
  if (cue != U"占地" && cue != U"总建筑面积") { return false; }
  if (in_use(i)) { return true; }
  auto const right = d_.slice(d_.quantities[i].end, clause_end(i)).substr(0, 10);
  if (!right.starts_with(U"的")) { return false; }
  for (View const word : {U"厂区", U"厂房", U"车间", U"工厂", U"园区", U"公园", U"大院"}) {
    if (right.find(word) != View::npos) { return true; }
  }
  return false;
}

// “总投资超亿元项目6个”, “协议投资10亿元以上项目9个”: the money is in the name of what is counted.
bool Reader::counts_projects(std::size_t i, View cue) const {
  auto const& q = d_.quantities[i];
  if (q.kind != text::UnitKind::count || !local_cue(cue)) { return false; }
  auto const left = d_.slice(floor_of(i), q.begin);
  return left.ends_with(U"项目") || left.ends_with(U"企业");
}

bool Reader::later_cue(View cue) {
  return cue.ends_with(U"后") || cue.starts_with(U"可") || cue.find(U"达产") != View::npos ||
         cue.starts_with(U"将") || cue == U"满产";
}

bool Reader::will_follow(std::size_t i) const {
  auto const next = i + 1 < d_.quantities.size() && same_sentence(i, i + 1)
                        ? std::min(d_.quantities[i + 1].begin, clause_end(i))
                        : clause_end(i);
  auto const right = d_.slice(std::min(d_.quantities[i].end, next), next);
  for (View const word : {U"年内开工", U"年内建成", U"年内投产", U"年内竣工"}) {
    if (right.find(word) != View::npos) { return true; }
  }
  auto const at = right.find(U'将');
  return at != View::npos && (at == 0 || right[at - 1] != U'即') && right.find(U"将于") != at + 1 &&
         d_.quantities[i].kind != text::UnitKind::percent;
}

// Tonnes or kilowatts of a project, between its owner and its product.
bool Reader::capacity(std::size_t i) const {
  auto const& q = d_.quantities[i];
  using enum text::UnitKind;
  // “600台设备及相应的芯片生产线”
  auto const line = q.kind == count && d_.slice(q.end, clause_end(i)).ends_with(U"生产线");
  if ((!line && q.kind != mass && q.kind != power && q.kind != energy) || q.reached) {
    return false;
  }
  auto const before = d_.slice(clause_begin(i), q.begin);
  if (line && (verb_in(clause_begin(i), q.begin) || before.find(U'了') != View::npos)) {
    return false;
  }
  if (q.end >= clause_end(i) || !text::is_han(d_.text()[q.end])) { return false; }
  auto const& s = d_.sentences[drafts_[i].spot.sentence];
  auto const clause = d_.slice(clause_begin(i), clause_end(i));
  auto const from = d_.slice(clause_begin(i), q.begin);
  if (clause.find(U"完成") != View::npos || from.ends_with(U"由") || from.ends_with(U"从")) {
    return false;
  }
  auto const whole = d_.slice(sentence_begin(i), std::min(s.end, q.end + kClauseMax));
  return (clause.find(U"生产线") != View::npos || whole.find(U"项目") != View::npos) &&
         whole.find(U"引进") == View::npos;
}

bool Reader::verb_in(std::size_t begin, std::size_t end) const {
  for (auto k = begin; k < end; ++k) {
    if (lead_at(d_.text(), k) > 1) { return true; }
  }
  return false;
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

// “成本比水泥熟料低了近40%”: a difference to what stands after 比.
bool Reader::lower_or_higher(std::size_t i) const {
  auto const& q = d_.quantities[i];
  auto left = d_.slice(floor_of(i), q.begin);
  if (left.ends_with(U"了")) { left.remove_suffix(1); }
  if (left.empty() || View{U"低高多少大小"}.find(left.back()) == View::npos) { return false; }
  auto const at = left.rfind(U'比');
  return at != View::npos && at + 2 < left.size() &&
         (at == 0 || View{U"占同环对"}.find(left[at - 1]) == View::npos);
}

bool Reader::starts_from(std::size_t i) const {
  auto left = d_.slice(floor_of(i), d_.quantities[i].begin);
  for (View const word : {U"目前的", U"现在的", U"原来的", U"最初的", U"目前", U"眼下的", U"当前的",
                          U"现有的", U"过去的", U"上年的", U"去年的", U"如今的"}) {
    if (left.ends_with(word)) { left.remove_suffix(word.size()); }
  }
  if (!left.ends_with(U"由") && !left.ends_with(U"从")) { return false; }
  auto const right = d_.slice(d_.quantities[i].end, clause_end(i));
  return !right.empty() && View{U"提上增扩降减升下压缩"}.find(right.front()) != View::npos;
}

}  // namespace chengjie::reading::detail
