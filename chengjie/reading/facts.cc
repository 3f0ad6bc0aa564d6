#include "chengjie/reading/facts_reader.h"

#include <algorithm>

#include "chengjie/reading/clock_text.h"
#include "chengjie/reading/evidence.h"
#include "chengjie/reading/lexicon.h"

namespace chengjie::reading {
namespace detail {

Facts Reader::run() {
  find_spots();
  for (auto i = std::size_t{0}; i != d_.quantities.size(); ++i) {
    if (cell(i)) { continue; }
    kind_and_period(i);
    default_period(i);
  }
  for (auto i = std::size_t{0}; i != d_.quantities.size(); ++i) {
    if (drafts_[i].indicator.empty()) { indicator(i); }
  }
  auto out = Facts{};
  out.figures.reserve(d_.quantities.size());
  for (auto i = std::size_t{0}; i != d_.quantities.size(); ++i) { emit(i, out); }
  return out;
}

// A number of a table: its row and column say what and when.
bool Reader::cell(std::size_t i) {
  auto const at = between(d_.cells, d_.quantities[i].number, d_.quantities[i].number + 1);
  if (at.empty()) { return false; }
  auto const& cell = at.front();
  auto& draft = drafts_[i];
  auto const percent = d_.quantities[i].kind == text::UnitKind::percent;
  draft.period = period_of(cell);
  draft.period_rule = cell.year != 0 ? "表头的年份" : "表题的时间";
  if (draft.period.empty()) { default_period(i); }
  auto const ahead = cell.target || (d_.clock.year != 0 && cell.year > d_.clock.year);
  draft.kind = ahead                               ? Kind::target
               : cell.is == text::ColumnIs::change ? Kind::change
               : cell.is == text::ColumnIs::share  ? Kind::share
               : percent                           ? Kind::rate
                                                   : Kind::actual;
  draft.yoy = cell.is == text::ColumnIs::change;
  draft.indicator = cell.name;
  draft.indicator_rule = cell.owner.empty() ? "表中行名" : "表中列名";
  return true;
}

// The year of its column; else the time that the table's caption or head names, a year before in a
// column “上年”.
std::string Reader::period_of(TableCell const& cell) const {
  if (cell.year != 0) { return std::to_string(cell.year); }
  constexpr auto kCaptionMax = std::size_t{80};  // characters above the head
  auto const head_end = std::min(d_.text().find(U'\n', cell.head), d_.text().size());
  auto const from = cell.head - std::min(cell.head, kCaptionMax);
  auto const last_of = [&](std::size_t begin, std::size_t end) {
    auto period = std::string{};
    for (auto const& mark : between(d_.clock.marks, begin, end)) {
      auto const caption = d_.slice(mark.end, end).find(U'。') == View::npos;
      if (caption && mark.kind != MarkKind::deadline) { period = mark.period; }
    }
    return period;
  };
  auto period = last_of(from, cell.head);
  if (period.empty()) { period = last_of(cell.head, head_end); }
  if (cell.before && period.size() >= 4) { period = shifted(std::move(period), -1); }
  return period;
}

// The firm, park or place of a table's row.
Owner Reader::row_owner(std::size_t i) const {
  auto const at = between(d_.cells, d_.quantities[i].number, d_.quantities[i].number + 1);
  if (at.empty() || at.front().owner.empty()) { return {}; }
  auto const& name = at.front().owner;
  for (View const all : {U"合计", U"总计", U"小计", U"全区", U"全市", U"全县", U"全省", U"全园"}) {
    if (name == all) { return subjects_.place(at.front().begin); }
  }
  auto const begin = static_cast<std::size_t>(name.data() - d_.text().data());
  for (auto const& known : between(d_.names, begin, begin + 1)) {
    if (known.end == begin + name.size()) { return {known.full, known.type, "表中行名"}; }
  }
  return {std::u32string{name}, EntityType::enterprise, "表中行名"};
}

void Reader::find_spots() {
  drafts_.resize(d_.quantities.size());
  auto s = std::size_t{0};
  for (auto i = std::size_t{0}; i != d_.quantities.size(); ++i) {
    auto const at = d_.quantities[i].number;
    while (s + 1 < d_.sentences.size() && d_.sentences[s].end <= at) { ++s; }
    drafts_[i].spot = {s, part_at(d_.sentences[s].clauses, at)};
  }
}

// Clauses and sentences as far as they matter to a figure: one without marks over megabytes must
// not be searched anew for each of its figures.
std::size_t Reader::sentence_begin(std::size_t i) const {
  auto const at = d_.quantities[i].begin;
  return std::max(d_.sentences[drafts_[i].spot.sentence].begin, at - std::min(at, kSentenceMax));
}

std::size_t Reader::clause_begin(std::size_t i) const {
  auto const at = d_.quantities[i].begin;
  return std::max(d_.sentences[drafts_[i].spot.sentence].clauses[drafts_[i].spot.clause].begin,
                  at - std::min(at, kClauseMax));
}

std::size_t Reader::clause_end(std::size_t i) const {
  auto const& clause = d_.sentences[drafts_[i].spot.sentence].clauses[drafts_[i].spot.clause];
  return std::min(clause.end, std::max(d_.quantities[i].end, clause.begin) + kClauseMax);
}

bool Reader::same_sentence(std::size_t i, std::size_t k) const {
  return drafts_[i].spot.sentence == drafts_[k].spot.sentence;
}

// Start of the words that belong to the figure: the clause, or the figure before it in the
// clause.
std::size_t Reader::floor_of(std::size_t i) const {
  auto const begin = clause_begin(i);
  if (i == 0 || !same_sentence(i, i - 1) || d_.quantities[i - 1].core_end <= begin) {
    return begin;
  }
  return std::min(std::max(d_.quantities[i - 1].end, drafts_[i - 1].taken), d_.quantities[i].begin);
}

void Reader::emit(std::size_t i, Facts& out) {
  auto const& q = d_.quantities[i];
  auto const& draft = drafts_[i];
  auto owner = subjects_.owner(draft.spot, q.begin);
  if (auto const project = project_of(i, owner); !project.none()) { owner = project; }
  if (auto const maker = subjects_.maker(draft.left, q, draft.taken != 0); !maker.none()) {
    owner = maker;
  }
  if (auto const item = item_owner(i); !item.none()) { owner = item; }
  if (auto const who = subjects_.investor(floor_of(i), q); !who.none()) { owner = who; }
  if (auto const row = row_owner(i); !row.none()) { owner = row; }
  auto f = Figure{};
  f.subject = text::utf8(owner.name);
  f.indicator = text::utf8(draft.indicator);
  f.value = q.value * (draft.sign < 0 ? -1 : 1);
  f.unit = std::string{q.unit};
  f.of = q.kind == text::UnitKind::money || q.kind == text::UnitKind::percent ? std::string{}
                                                                              : text::utf8(q.of);
  f.kind = draft.kind;
  f.bound = share_bound(i, bound_of(q, f.kind));
  if (f.bound == Bound::exact && capped(i)) { f.bound = Bound::under; }
  f.period = draft.period;
  if (draft.yoy && (q.kind == text::UnitKind::percent || q.kind == text::UnitKind::times)) {
    f.change = "yoy";
  }
  per_head(i, f, out);
  f.scope = scope_of(d_, {clause_begin(i), clause_end(i), q.begin, q.end}, draft.indicator, f);
  f.raw = text::utf8(View{d_.page.chars.verbatim}.substr(q.begin, q.end - q.begin));
  f.confidence = confidence(draft, owner);
  f.evidence = evidence_of(d_, source_, draft.spot, q, draft.borrowed && same_clause_start(i));
  if (why_) { out.why.push_back(reason(draft, owner, f)); }
  out.figures.push_back(std::move(f));
}

// “总投资50亿元的...电池项目正式投产,达产后...”: the project or fund owns what its sentence tells,
// and what follows under “项目...”, unless the sentence names another owner.
Owner Reader::project_of(std::size_t i, Owner const& owner) {
  auto const sentence = drafts_[i].spot.sentence;
  if (project_.first != sentence) { project_ = {sentence, {}}; }
  auto const rule = std::string_view{owner.rule};
  auto const own = rule == "分句开头的名称" || rule == "本句前文的名称" ||
                   rule == "“全区、我市”一类" || rule == "“园区、公司”一类";
  auto const begin = clause_begin(i);
  if (auto const firm = firm_of_project(i); !firm.none()) {
    project_.second = last_project_ = firm;
    project_seen_ = sentence;
    return firm;
  }
  if (auto const named = project_after(i); !named.none()) {
    project_.second = last_project_ = named;
    project_seen_ = sentence;
  } else if (!last_project_.none() && sentence - project_seen_ <= 4 &&
             (speaks_of_project(begin) || speaks_of_project(sentence_begin(i))) &&
             d_.article(begin).begin == d_.article(d_.sentences[project_seen_].begin).begin) {
    project_.second = last_project_;
    return project_.second;
  }
  return own ? Owner{} : project_.second;
}

// “某公司年产8万吨正极材料项目”, “某公司投资11.5亿元建设的衬底项目”: the firm right before the
// figure.
Owner Reader::firm_of_project(std::size_t i) const {
  auto const& q = d_.quantities[i];
  auto const right = d_.slice(q.end, clause_end(i));
  auto const at = right.find(U"项目");
  if (at == View::npos || at > 24 || right.substr(0, at).find_first_of(U"、等") != View::npos) {
    return {};
  }
  auto begin = q.begin;
  for (View const word : {U"年产", U"总投资", U"投资", U"实施", U"建设", U"新建", U"投资建设"}) {
    if (d_.slice(begin - std::min(begin, word.size()), begin) == word) { begin -= word.size(); }
  }
  if (begin < 2) { return {}; }
  auto const near = between(d_.names, begin - std::min<std::size_t>(begin, 30), begin);
  if (near.empty() || near.back().end != begin || near.back().type != EntityType::enterprise ||
      near.back().begin < clause_begin(i)) {
    return {};
  }
  return {near.back().full, near.back().type, "项目前的企业"};
}

// “最高500万元”, “最高补贴800元”, “封顶100万元”: no more than that.
bool Reader::capped(std::size_t i) const {
  auto const& q = d_.quantities[i];
  if (q.kind != text::UnitKind::money && q.kind != text::UnitKind::percent) { return false; }
  auto left = d_.slice(floor_of(i), q.begin);
  for (View const verb : {U"给予", U"补贴", U"补助", U"奖励", U"贴息", U"奖补", U"资助", U"可获",
                          U"可达", U"支持", U"达"}) {
    if (left.ends_with(verb)) { left.remove_suffix(verb.size()); }
  }
  return left.ends_with(U"最高") || left.ends_with(U"封顶");
}

// “26亿元的某配套装备项目”: one project or fund with a name of its own.
Owner Reader::project_after(std::size_t i) const {
  auto const& q = d_.quantities[i];
  constexpr auto kNameMax = std::size_t{30};
  if (q.kind != text::UnitKind::money || d_.text().substr(q.end, 1) != U"的") { return {}; }
  auto const from = q.end + 1;
  auto const view = d_.slice(from, std::max(from, std::min(clause_end(i), from + kNameMax)));
  auto end = view.find(U"项目");
  for (View const last : {U"基金", U"基地", U"工厂", U"产业园", U"生产线"}) {
    if (end == View::npos && view.find(last) != View::npos) {
      end = view.find(last) + last.size() - 2;
    }
  }
  if (end == View::npos || end < 3) { return {}; }
  auto const name = view.substr(0, end + 2);
  auto const several = name.find_first_of(U"、等") != View::npos ||
                       std::any_of(name.begin(), name.end(), text::is_digit);
  if (several) { return {}; }
  for (View const kind : {U"重大", U"重点", U"产业", U"工业", U"招商", U"签约", U"制造业", U"基建",
                          U"优质", U"新建", U"技改", U"投资"}) {
    if (name.size() <= kind.size() + 4 && name.starts_with(kind)) { return {}; }
  }
  return {std::u32string{name}, EntityType::project, "“……亿元的某项目”"};
}

// “项目获得...”, “项目从备案到...”, “项目建成后”: not 项目数, 项目库.
bool Reader::speaks_of_project(std::size_t begin) const {
  auto const t = d_.text();
  while (begin < t.size() && text::CharSet{U"“\" ,"}.has(t[begin])) { ++begin; }
  if (t.substr(begin, 1) == U"该") { ++begin; }
  auto const phase = t.substr(begin, 2);
  if (phase == U"一期" || phase == U"二期" || phase == U"首期") { return true; }
  if (phase != U"项目") { return false; }
  auto const next = begin + 2 < t.size() ? t[begin + 2] : U'\n';
  return lead_at(t, begin + 2) > 1 || text::CharSet{U"从由将已正全在可现占达"}.has(next) ||
         t.substr(begin + 2, 2) == U"预计" || t.substr(begin + 2, 2) == U"建成" ||
         t.substr(begin + 2, 2) == U"投产";
}

bool Reader::same_clause_start(std::size_t i) const {
  return d_.quantities[i].begin < clause_begin(i) + 8;
}

// “万人发明专利拥有量39.59件”, “亩均税收38万元”, “每吨运费省下400元”: a figure a head, a mu, a
// tonne.
void Reader::per_head(std::size_t i, Figure& f, Facts const& out) const {
  auto const clause = d_.slice(clause_begin(i), d_.quantities[i].begin);
  auto const has = [&](View where, View word) { return where.find(word) != View::npos; };
  if (f.unit == "count") {
    if (has(clause, U"每万人") || has(clause, U"万人发明") || has(clause, U"万人高价值") ||
        has(clause, U"万人口")) {
      f.unit = "per_10k_people";
    }
    return;
  }
  if (f.unit != "CNY") { return; }
  struct Per {
    View word;
    char const* unit;
  };
  static constexpr Per kPer[] = {
      {U"亩均", "CNY_per_mu"},     {U"每亩", "CNY_per_mu"},    {U"人均", "CNY_per_person"},
      {U"每人", "CNY_per_person"}, {U"每吨", "CNY_per_tonne"}, {U"每平方米", "CNY_per_m2"},
      {U"每立方米", "CNY_per_m3"},
  };
  auto const own = d_.slice(floor_of(i), d_.quantities[i].number);
  auto const& draft = drafts_[i];
  for (auto const& per : kPer) {
    auto const at = own.rfind(per.word);
    if ((at != View::npos && !own.substr(at).starts_with(U"亩均论")) ||
        draft.indicator.starts_with(per.word) || has(draft.indicator, per.word)) {
      f.unit = per.unit;
      return;
    }
  }
  // “每人每年分别给予3万元、6万元”
  auto const& q = d_.quantities[i];
  if (i > 0 && (q.from_list || q.range) && same_sentence(i, i - 1) &&
      out.figures.back().unit.starts_with("CNY_per")) {
    f.unit = out.figures.back().unit;
  }
}

double Reader::confidence(Draft const& draft, Owner const& owner) {
  auto c = 0.95;
  if (draft.indicator.empty()) { c -= 0.35; }
  if (draft.borrowed) { c -= 0.05; }
  if (owner.none()) { c -= 0.3; }
  if (std::string_view{owner.rule} == "全文地区") { c -= 0.15; }
  if (draft.period.empty()) { c -= 0.1; }
  if (draft.indicator.size() > 14) { c -= 0.1; }
  return std::max(c, 0.1);
}

// The rule and the words that decided each field, under the figure's mark.
std::string Reader::reason(Draft const& draft, Owner const& owner, Figure const& f) const {
  auto const or_none = [](std::string const& value, char const* none) {
    return value.empty() ? std::string{none} : value;
  };
  auto const by = [](char const* rule, View words) {
    if (rule[0] == '\0') { return std::string{}; }
    return "（" + std::string{rule} + (words.empty() ? "" : "“" + text::utf8(words) + "”") + "）";
  };
  auto out = "[" + mark_of(f) + "] " + f.raw;
  out += "；主体：" + or_none(f.subject, "未定") + by(owner.rule, {});
  out += "；指标：" + or_none(f.indicator, "未定") + by(draft.indicator_rule, draft.left);
  out += "；时期：" + or_none(f.period, "未说明") + by(draft.period_rule, draft.time);
  out += "；性质：" + std::string{name_of(draft.kind)};
  if (!draft.cue.empty()) { out += "（“" + text::utf8(draft.cue) + "”）"; }
  out += "；界限：" + std::string{name_of(f.bound)};
  return out;
}

}  // namespace detail

Facts read_facts(Document const& d, Source const& source, SubjectStack const& subjects, bool why) {
  return detail::Reader{d, source, subjects, why}.run();
}

}  // namespace chengjie::reading
