#include "chengjie/reading/facts.h"

#include <algorithm>
#include <map>
#include <optional>

#include "chengjie/reading/indicator.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/scope.h"
#include "chengjie/reading/subject.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using text::Quantity;

constexpr auto kEvidenceMin = std::size_t{8};
constexpr auto kEvidenceMax = std::size_t{240};

Bound bound_of(Quantity const& q, Kind kind) {
  switch (q.limit) {
    case text::Limit::exact: return q.reached && kind == Kind::target ? Bound::at_least : Bound::exact;
    case text::Limit::over: return Bound::over;
    case text::Limit::under: return Bound::under;
    case text::Limit::about: return Bound::about;
    case text::Limit::at_least: return Bound::at_least;
  }
  return Bound::exact;
}

// The clause that states the figure, with the one before when it says too little alone.
Clause evidence_of(Document const& d, Source const& source, Spot spot, Quantity const& q, bool with_previous) {
  auto const& clauses = d.sentences[spot.sentence].clauses;
  auto first = spot.clause;
  auto begin = clauses[first].begin;
  auto end = std::max(clauses[spot.clause].end, std::min(q.end, d.sentences[spot.sentence].end));
  while (first > 0 && (end - begin < kEvidenceMin || with_previous) && end - clauses[first - 1].begin <= kEvidenceMax / 2) {
    begin = clauses[--first].begin;
    with_previous = false;
  }
  if (end - begin > kEvidenceMax) {
    begin = std::max(begin, q.begin - std::min(q.begin, kEvidenceMax / 2));
    end = std::min(end, begin + kEvidenceMax);
  }
  while (begin < q.begin && d.text()[begin] == U' ') { ++begin; }
  auto const& chars = d.page.chars;
  auto out = Clause{source.hash, source.name, chars.begin[begin], chars.end[end - 1], chars.begin[q.number], {}};
  out.text = text::utf8(View{chars.verbatim}.substr(begin, end - begin));
  return out;
}

class Reader {
 public:
  Reader(Document const& d, Source const& source, bool why) : d_(d), source_(source), why_(why), subjects_(d) {}

  Facts run() {
    find_spots();
    for (auto i = std::size_t{0}; i != d_.quantities.size(); ++i) {
      kind_and_period(i);
      default_period(i);
    }
    for (auto i = std::size_t{0}; i != d_.quantities.size(); ++i) { indicator(i); }
    auto out = Facts{};
    for (auto i = std::size_t{0}; i != d_.quantities.size(); ++i) { emit(i, out); }
    return out;
  }

 private:
  struct Draft {
    Spot spot;
    Kind kind{};
    int sign{1};
    bool yoy{};
    bool compared{};         // difference to a wider area
    std::string period;
    bool mark_found{};       // the text states a time
    std::size_t mark_end{};  // of the time the period is taken from, in the same sentence; 0 else
    char const* period_rule{""};
    View cue;                // the words that decided the kind
    std::u32string indicator;
    char const* indicator_rule{""};
    std::size_t phrase_begin{};
    std::u32string left;     // noun phrase before the figure, whichever was taken
    bool newly{};
    bool borrowed{};         // indicator of an earlier figure
    std::size_t taken{};     // end of the noun after the figure that is its indicator
  };

  void find_spots() {
    drafts_.resize(d_.quantities.size());
    auto s = std::size_t{0};
    for (auto i = std::size_t{0}; i != d_.quantities.size(); ++i) {
      auto const at = d_.quantities[i].number;
      while (s + 1 < d_.sentences.size() && d_.sentences[s].end <= at) { ++s; }
      auto const& clauses = d_.sentences[s].clauses;
      auto c = std::size_t{0};
      while (c + 1 < clauses.size() && clauses[c].end <= at) { ++c; }
      drafts_[i].spot = {s, c};
    }
  }

  std::size_t sentence_begin(std::size_t i) const { return d_.sentences[drafts_[i].spot.sentence].begin; }
  std::size_t clause_begin(std::size_t i) const { return d_.sentences[drafts_[i].spot.sentence].clauses[drafts_[i].spot.clause].begin; }
  std::size_t clause_end(std::size_t i) const { return d_.sentences[drafts_[i].spot.sentence].clauses[drafts_[i].spot.clause].end; }
  bool same_sentence(std::size_t i, std::size_t k) const { return drafts_[i].spot.sentence == drafts_[k].spot.sentence; }
  // Start of the words that belong to the figure: the clause, or the figure before it in the clause.
  std::size_t floor_of(std::size_t i) const {
    auto const begin = clause_begin(i);
    if (i == 0 || !same_sentence(i, i - 1) || d_.quantities[i - 1].core_end <= begin) { return begin; }
    return std::min(std::max(d_.quantities[i - 1].end, drafts_[i - 1].taken), d_.quantities[i].begin);
  }

  void kind_and_period(std::size_t i) {
    auto const& q = d_.quantities[i];
    auto& draft = drafts_[i];
    auto const cue = kind_cue(d_.text(), sentence_begin(i), q.begin);
    auto const planned = section_plans(d_, draft.spot.sentence);
    if (q.range && i > 0 && d_.quantities[i - 1].range && d_.quantities[i - 1].begin == q.begin) { same_kind(i); return; }
    auto base = cue.kind;
    period(i);
    draft.cue = d_.slice(cue.begin, cue.end);
    // “2021年启动, 达产后将新增8亿元”: the year is not that of what is to come.
    if (base == Kind::plan && draft.mark_end != 0 && draft.mark_end <= cue.begin && later_cue(draft.cue)) { draft.period.clear(); draft.period_rule = ""; }
    if (base == Kind::actual && (deadline_ || planned)) { base = Kind::target; }
    if (base == Kind::plan && deadline_) { base = Kind::target; }
    if (q.from_list && i > 0) {
      same_kind(i);
      if (q.rank) { draft.kind = Kind::rank; }
      return;
    }
    if (q.rank) { draft.kind = Kind::rank; return; }
    // “15个项目今年将陆续开工”; “3万吨钛白粉生产线...等项目”: still to come.
    if (base == Kind::actual && will_follow(i)) { base = Kind::plan; }
    if (base != Kind::plan && capacity(i)) { base = Kind::plan; }
    auto const change = change_before(d_.text(), floor_of(i), q.begin);
    auto const relative = q.kind == text::UnitKind::percent || q.kind == text::UnitKind::times;
    if (change.sign != 0 && (relative || (q.kind != text::UnitKind::money || change.sign > 0))) {
      auto const target = base == Kind::target;
      draft.kind = target ? Kind::target : Kind::change;
      draft.sign = relative ? change.sign : 1;
      draft.yoy = true;
      draft.cue = d_.slice(change.begin, q.begin);
      return;
    }
    if (base != Kind::actual) { draft.kind = base; return; }
    if (q.kind == text::UnitKind::percent) { draft.kind = is_share(i) ? Kind::share : Kind::rate; return; }
    if (q.kind == text::UnitKind::times && change.sign != 0) { draft.kind = Kind::change; return; }
    draft.kind = Kind::actual;
  }

  // “15个重大项目2011年将开建”: the time stands after the figure, in its own clause.
  bool later_in_clause(std::size_t i) {
    auto const& q = d_.quantities[i];
    auto const& marks = d_.clock.marks;
    auto const at = std::lower_bound(marks.begin(), marks.end(), q.end, [](auto const& m, std::size_t p) { return m.begin < p; });
    auto const next = i + 1 < d_.quantities.size() ? d_.quantities[i + 1].begin : d_.text().size();
    if (at == marks.end() || at->end > std::min(next, clause_end(i)) || at->own) { return false; }
    drafts_[i].period = at->period;
    drafts_[i].period_rule = "数字后的时间";
    return true;
  }

  void default_period(std::size_t i) {
    auto& draft = drafts_[i];
    if (draft.mark_found || later_in_clause(i)) { return; }
    draft.period = section_period(d_, draft.spot.sentence, d_.quantities[i], draft.kind);
    draft.period_rule = draft.period.empty() ? "" : "本节时间";
  }

  static bool later_cue(View cue) {
    return cue.ends_with(U"后") || cue.find(U"达产") != View::npos || cue.starts_with(U"将") || cue == U"满产";
  }

  bool will_follow(std::size_t i) const {
    auto const next = i + 1 < d_.quantities.size() && same_sentence(i, i + 1) ? std::min(d_.quantities[i + 1].begin, clause_end(i)) : clause_end(i);
    auto const right = d_.slice(std::min(d_.quantities[i].end, next), next);
    auto const at = right.find(U'将');
    return at != View::npos && (at == 0 || right[at - 1] != U'即') && right.find(U"将于") != at + 1 && d_.quantities[i].kind != text::UnitKind::percent;
  }

  // Tonnes or kilowatts of a project, between its owner and its product.
  bool capacity(std::size_t i) const {
    auto const& q = d_.quantities[i];
    if ((q.kind != text::UnitKind::mass && q.kind != text::UnitKind::power) || q.reached) { return false; }
    if (q.end >= clause_end(i) || !text::is_han(d_.text()[q.end])) { return false; }
    auto const& s = d_.sentences[drafts_[i].spot.sentence];
    auto const clause = d_.slice(clause_begin(i), clause_end(i));
    if (clause.find(U"完成") != View::npos) { return false; }
    auto const whole = d_.slice(s.begin, s.end);
    return (clause.find(U"生产线") != View::npos || whole.find(U"项目") != View::npos) && whole.find(U"引进") == View::npos;
  }

  void same_kind(std::size_t i) {
    drafts_[i].kind = drafts_[i - 1].kind;
    drafts_[i].sign = drafts_[i - 1].sign;
    drafts_[i].yoy = drafts_[i - 1].yoy;
    drafts_[i].cue = drafts_[i - 1].cue;
  }

  bool is_share(std::size_t i) const {
    // “占比由31%提升至54%”: the second end of a move is what the first is.
    auto const& q = d_.quantities[i];
    if (i > 0 && same_sentence(i, i - 1) && drafts_[i - 1].kind == Kind::share && q.begin - d_.quantities[i - 1].end <= 4) {
      auto const between = d_.slice(d_.quantities[i - 1].end, q.begin);
      if (between.ends_with(U"至") || between.ends_with(U"到") || between.ends_with(U"为")) { return true; }
    }
    auto const left = d_.slice(floor_of(i), d_.quantities[i].begin);
    for (View const word : {U"占", U"比重", U"占比", U"份额", U"占有率"}) {
      if (left.rfind(word) != View::npos) { return true; }
    }
    return d_.slice(d_.quantities[i].end, std::min(clause_end(i), d_.quantities[i].end + 6)).find(U"份额") != View::npos;
  }

  void period(std::size_t i) {
    auto const& q = d_.quantities[i];
    auto& draft = drafts_[i];
    deadline_ = false;
    auto const& sentence = d_.sentences[draft.spot.sentence];
    auto const& block = d_.page.blocks[sentence.block];
    auto const& marks = d_.clock.marks;
    auto at = std::lower_bound(marks.begin(), marks.end(), q.begin, [](auto const& m, std::size_t p) { return m.begin < p; });
    while (at != marks.begin()) {
      --at;
      if (at->begin < block.begin) { break; }
      auto const here = at->begin >= sentence.begin;
      if (at->own && !(at->end + 1 >= q.begin)) { continue; }
      if (!here && (at->kind != MarkKind::year || at->own)) { continue; }
      if (at->own) { draft.mark_found = true; draft.period = at->period; draft.period_rule = "数字前的年份"; return; }
      draft.period = at->period;
      draft.mark_end = here ? at->end : 0;
      draft.mark_found = true;
      draft.period_rule = here ? "本句时间" : "本段前文时间";
      deadline_ = here && at->kind == MarkKind::deadline;
      return;
    }
  }

  void indicator(std::size_t i) {
    auto const& q = d_.quantities[i];
    auto& draft = drafts_[i];
    if (q.range && i > 0 && d_.quantities[i - 1].range && d_.quantities[i - 1].begin == q.begin) { copy_from(i, i - 1, "区间的另一端"); return; }
    auto const floor = floor_of(i);
    if (q.from_list && i > 0) { list_item(i); return; }
    auto const twin = i + 1 < d_.quantities.size() && q.range && d_.quantities[i + 1].begin == q.begin;
    auto const next = i + (twin ? 2 : 1);
    auto const next_begin = next < d_.quantities.size() && same_sentence(i, next) ? d_.quantities[next].begin : clause_end(i);
    auto const stop = std::min(clause_end(i), std::max(next_begin, q.end));
    if (draft.kind == Kind::share && share_of(i, floor)) { return; }
    auto const before = phrase_before(d_, floor, q.begin, draft.kind == Kind::rank);
    draft.left = before.text;
    draft.newly = before.newly;
    if (q.of.empty() && q.kind == text::UnitKind::people) { people(i, stop); return; }
    if (takes_after(q) || (q.kind == text::UnitKind::money && money_noun(q.end, stop))) {
      // “年产180万片3英寸抛光片”: the noun stands after the next figure.
      auto const close = i + 1 < d_.quantities.size() && d_.quantities[i + 1].begin == q.end;
      auto const from = close ? d_.quantities[i + 1].end : q.end;
      auto const after = phrase_after(d_, from, close ? clause_end(i) : stop);
      auto const verb_first = !close && lead_at(d_.text(), q.end) > 1 && !before.text.empty();
      if (!after.text.empty() && !verb_first) { set(i, after, "数字后的名词"); return; }
    }
    if (!before.text.empty() && !before.text.starts_with(U"占")) {
      if (generic_head(before.text) && i > 0 && same_sentence(i, i - 1) && !drafts_[i - 1].indicator.empty()) {
        auto stem = drafts_[i - 1].indicator;
        if (auto const n = newly_at(stem, 0); n != 0) { stem = stem.substr(n); }
        draft.indicator = stem + before.text;
        draft.indicator_rule = "上一数字的指标加本处词尾";
        draft.phrase_begin = before.begin;
        return;
      }
      set(i, before, "数字前的名词");
      first_of_list(i, floor);
      return;
    }
    if (first_of_list(i, floor)) { return; }
    if (q.kind == text::UnitKind::percent && d_.slice(q.end, stop).starts_with(U"的")) {
      auto const after = phrase_after(d_, q.end, stop);
      if (!after.text.empty()) { set(i, after, "数字后的名词"); return; }
    }
    if (q.kind == text::UnitKind::money || q.kind == text::UnitKind::people) {
      auto const after = phrase_after(d_, q.end, stop);
      if (!after.text.empty()) { set(i, after, "数字后的名词"); return; }
    }
    for (auto k = i; k-- > 0 && same_sentence(i, k);) {
      if (drafts_[k].indicator.empty()) { continue; }
      // “分别位居第2、第3” after two figures: each its own.
      auto const n = list_length(i);
      if (n > 1 && k + 1 >= n && list_length(k + 1 - n) == n) { k = k + 1 - n; }
      copy_from(i, k, "沿用上一数字的指标");
      return;
    }
    if (draft.kind == Kind::rank || draft.indicator.empty()) { bare_words(i, floor); }
  }

  // “研发费用25亿元,占全区70%”: of the figure before; “大米中高端销售占总销量40%”: of what stands before 占.
  bool share_of(std::size_t i, std::size_t floor) {
    auto const left = d_.slice(floor, d_.quantities[i].begin);
    auto const at = left.rfind(U'占');
    auto from = std::size_t{0};
    while (from < left.size() && View{U"、,和在 "}.find(left[from]) != View::npos) { ++from; }
    auto const compares = left.substr(from).starts_with(U"占") || (from < left.size() && from > 0 && left[from - 1] == U'在');
    if (compares && i > 0 && same_sentence(i, i - 1)) {
      copy_from(i, i - 1, "沿用上一数字的指标");
      if (!drafts_[i - 1].left.empty() && drafts_[i - 1].taken != 0) { drafts_[i].indicator = drafts_[i - 1].left; }
      return true;
    }
    if (at == View::npos || at < 2 || left.substr(at).starts_with(U"占比") || left.substr(at).starts_with(U"占有率") || list_length(i) > 1) { return false; }
    auto phrase = phrase_before(d_, floor, floor + at);
    if (phrase.text.empty()) { return false; }
    phrase.text += U"占比";
    set(i, phrase, "“占”前的名词");
    return true;
  }

  bool money_noun(std::size_t at, std::size_t stop) const {
    auto const phrase = phrase_after(d_, at, std::min(stop, at + 6));
    return at < stop && d_.text()[at] != U'的' && !phrase.text.empty() && head_before(phrase.text, 0, phrase.text.size()) == phrase.text.size();
  }

  // “153万九龙坡人民”: the noun of people that made it a number of persons.
  void people(std::size_t i, std::size_t stop) {
    auto const after = d_.slice(d_.quantities[i].end, stop);
    for (View const word : {U"人民", U"儿女", U"百姓"}) {
      if (after.substr(0, 9).find(word) != View::npos) { drafts_[i].indicator = U"人口"; }
    }
    if (drafts_[i].indicator.empty()) { drafts_[i].indicator = phrase_after(d_, d_.quantities[i].end, stop).text; }
    drafts_[i].indicator_rule = "数字后的人群名词";
  }

  static bool takes_after(Quantity const& q) {
    switch (q.kind) {
      case text::UnitKind::count: case text::UnitKind::household: case text::UnitKind::mass: case text::UnitKind::area: case text::UnitKind::power:
      case text::UnitKind::length: case text::UnitKind::energy: case text::UnitKind::volume: case text::UnitKind::people: case text::UnitKind::operations:
        return !q.rank;
      default: return false;
    }
  }

  std::size_t list_length(std::size_t i) const {
    auto n = std::size_t{1};
    while (i + n < d_.quantities.size() && d_.quantities[i + n].from_list) { ++n; }
    return n;
  }

  bool first_of_list(std::size_t i, std::size_t floor) {
    auto const n = list_length(i);
    if (n < 2) { return false; }
    auto const items = items_of(d_, floor, d_.quantities[i].begin, n);
    if (items.empty()) { return false; }
    for (auto k = std::size_t{0}; k != n; ++k) { items_[i + k] = items[k]; }
    drafts_[i].indicator = items[0];
    drafts_[i].indicator_rule = "“分别”并列项";
    return true;
  }

  void list_item(std::size_t i) {
    if (auto const own = items_.find(i); own != items_.end()) {
      drafts_[i].indicator = own->second;
      drafts_[i].indicator_rule = "“分别”并列项";
      return;
    }
    auto const first = [&] {
      auto k = i;
      while (k > 0 && d_.quantities[k].from_list) { --k; }
      return k;
    }();
    // The list before has as many figures: item by item.
    auto const n = list_length(first);
    if (drafts_[first].borrowed && first >= n && list_length(first - n) == n && same_sentence(i, first - n)) { copy_from(i, i - n, "沿用上一数字的指标"); return; }
    auto const stop = i + 1 < d_.quantities.size() && same_sentence(i, i + 1) ? std::min(clause_end(i), d_.quantities[i + 1].begin) : clause_end(i);
    if (takes_after(d_.quantities[i])) {
      auto const after = phrase_after(d_, d_.quantities[i].end, stop);
      if (!after.text.empty()) { set(i, after, "数字后的名词"); return; }
    }
    copy_from(i, first, "沿用上一数字的指标");
  }

  void bare_words(std::size_t i, std::size_t floor) {
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

  void set(std::size_t i, Phrase const& phrase, char const* rule) {
    drafts_[i].indicator = phrase.text;
    drafts_[i].indicator_rule = rule;
    drafts_[i].phrase_begin = phrase.begin;
    drafts_[i].taken = phrase.end;
    drafts_[i].newly = drafts_[i].newly || phrase.newly;
  }

  void copy_from(std::size_t i, std::size_t k, char const* rule) {
    drafts_[i].indicator = drafts_[k].indicator;
    drafts_[i].indicator_rule = rule;
    drafts_[i].borrowed = true;
  }

  void emit(std::size_t i, Facts& out) {
    auto const& q = d_.quantities[i];
    auto const& draft = drafts_[i];
    auto owner = subjects_.owner(draft.spot, q.begin);
    if (auto const maker = subjects_.maker(draft.left, q, draft.taken != 0); !maker.none()) { owner = maker; }
    auto f = Figure{};
    f.subject = text::utf8(owner.name);
    f.indicator = text::utf8(draft.indicator);
    f.value = q.value * (draft.sign < 0 ? -1 : 1);
    f.unit = std::string{q.unit};
    f.of = q.kind == text::UnitKind::money || q.kind == text::UnitKind::percent ? std::string{} : text::utf8(q.of);
    f.kind = draft.kind;
    f.bound = bound_of(q, f.kind);
    f.period = draft.period;
    if (draft.yoy && (q.kind == text::UnitKind::percent || q.kind == text::UnitKind::times)) { f.change = "yoy"; }
    per_head(i, f);
    f.scope = scope_of(d_, {clause_begin(i), clause_end(i), q.begin, q.end}, draft.indicator, f);
    f.raw = text::utf8(View{d_.page.chars.verbatim}.substr(q.begin, q.end - q.begin));
    f.confidence = confidence(draft, owner);
    f.evidence = evidence_of(d_, source_, draft.spot, q, draft.borrowed && same_clause_start(i));
    if (why_) { out.why.push_back(reason(draft, owner)); }
    out.figures.push_back(std::move(f));
  }

  bool same_clause_start(std::size_t i) const { return d_.quantities[i].begin < clause_begin(i) + 8; }

  // “万人发明专利拥有量39.59件”, “每万人口...”: a figure a head.
  void per_head(std::size_t i, Figure& f) const {
    auto const left = d_.slice(clause_begin(i), d_.quantities[i].begin);
    if (f.unit != "count") { return; }
    if (left.find(U"万人") != View::npos && (left.find(U"每万人") != View::npos || left.find(U"万人发明") != View::npos || left.find(U"万人高价值") != View::npos || left.find(U"万人口") != View::npos)) {
      f.unit = "per_10k_people";
    }
  }

  static double confidence(Draft const& draft, Owner const& owner) {
    auto c = 0.95;
    if (draft.indicator.empty()) { c -= 0.35; }
    if (draft.borrowed) { c -= 0.05; }
    if (owner.none()) { c -= 0.3; }
    if (std::string_view{owner.rule} == "全文地区") { c -= 0.15; }
    if (draft.period.empty()) { c -= 0.1; }
    if (draft.indicator.size() > 14) { c -= 0.1; }
    return std::max(c, 0.1);
  }

  std::string reason(Draft const& draft, Owner const& owner) const {
    auto out = std::string{"主体："} + (owner.none() ? "未定" : owner.rule);
    out += "；指标：" + std::string{draft.indicator_rule[0] == '\0' ? "未定" : draft.indicator_rule};
    out += "；时期：" + std::string{draft.period_rule[0] == '\0' ? "未说明" : draft.period_rule};
    out += "；性质：" + std::string{name_of(draft.kind)};
    if (!draft.cue.empty()) { out += "（“" + text::utf8(draft.cue) + "”）"; }
    return out;
  }

  Document const& d_;
  Source const& source_;
  bool why_;
  SubjectStack subjects_;
  std::vector<Draft> drafts_;
  std::map<std::size_t, std::u32string> items_;
  bool deadline_{};
};

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

Document analyse(text::Page page, std::optional<Date> date, std::vector<Name> const& gazetteer, bool names) {
  auto d = Document{};
  d.page = std::move(page);
  find_sentences(d);
  auto const all = text::quantities(d.page.chars.text);
  auto s = std::size_t{0};
  for (auto const& q : all) {
    while (s < d.sentences.size() && d.sentences[s].end < q.end) { ++s; }
    if (s < d.sentences.size() && d.sentences[s].begin <= q.number) { d.quantities.push_back(q); }
  }
  if (!names) { return d; }
  d.clock = read_clock(d.page, date);
  d.ground = find_ground(d.page, d.quantities, d.clock.report);
  d.names = find_names(d.page, d.ground, gazetteer);
  return d;
}

Facts read_facts(Document const& d, Source const& source, bool why) { return Reader{d, source, why}.run(); }

std::vector<Figure> read_quantities(Document const& d, Source const& source) {
  auto out = std::vector<Figure>{};
  out.reserve(d.quantities.size());
  auto s = std::size_t{0};
  for (auto const& q : d.quantities) {
    while (s + 1 < d.sentences.size() && d.sentences[s].end <= q.number) { ++s; }
    auto c = std::size_t{0};
    while (c + 1 < d.sentences[s].clauses.size() && d.sentences[s].clauses[c].end <= q.number) { ++c; }
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
