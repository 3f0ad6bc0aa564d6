#include "chengjie/reading/facts_reader.h"

#include <algorithm>

#include "chengjie/reading/evidence.h"
#include "chengjie/reading/lexicon.h"

namespace chengjie::reading {
namespace detail {

Facts Reader::run() {
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

void Reader::find_spots() {
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

std::size_t Reader::sentence_begin(std::size_t i) const {
  return d_.sentences[drafts_[i].spot.sentence].begin;
}

std::size_t Reader::clause_begin(std::size_t i) const {
  return d_.sentences[drafts_[i].spot.sentence].clauses[drafts_[i].spot.clause].begin;
}

std::size_t Reader::clause_end(std::size_t i) const {
  return d_.sentences[drafts_[i].spot.sentence].clauses[drafts_[i].spot.clause].end;
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
  auto f = Figure{};
  f.subject = text::utf8(owner.name);
  f.indicator = text::utf8(draft.indicator);
  f.value = q.value * (draft.sign < 0 ? -1 : 1);
  f.unit = std::string{q.unit};
  f.of = q.kind == text::UnitKind::money || q.kind == text::UnitKind::percent ? std::string{}
                                                                              : text::utf8(q.of);
  f.kind = draft.kind;
  f.bound = share_bound(i, bound_of(q, f.kind));
  f.period = draft.period;
  if (draft.yoy && (q.kind == text::UnitKind::percent || q.kind == text::UnitKind::times)) {
    f.change = "yoy";
  }
  per_head(i, f);
  f.scope = scope_of(d_, {clause_begin(i), clause_end(i), q.begin, q.end}, draft.indicator, f);
  f.raw = text::utf8(View{d_.page.chars.verbatim}.substr(q.begin, q.end - q.begin));
  f.confidence = confidence(draft, owner);
  f.evidence = evidence_of(d_, source_, draft.spot, q, draft.borrowed && same_clause_start(i));
  if (why_) { out.why.push_back(reason(draft, owner, f)); }
  out.figures.push_back(std::move(f));
}

// “总投资50亿元的...电池项目正式投产,达产后...”: the project owns what its sentence tells, unless
// the sentence names another owner.
Owner Reader::project_of(std::size_t i, Owner const& owner) {
  auto const sentence = drafts_[i].spot.sentence;
  if (project_.first != sentence) { project_ = {sentence, {}}; }
  auto const rule = std::string_view{owner.rule};
  auto const own = rule == "分句开头的名称" || rule == "本句前文的名称" ||
                   rule == "“全区、我市”一类" || d_.clock.report;
  if (own) { return {}; }
  auto const& q = d_.quantities[i];
  if (q.kind == text::UnitKind::money && d_.text().substr(q.end, 1) == U"的") {
    auto const phrase = phrase_after(d_, q.end, clause_end(i)).text;
    auto const at = phrase.find(U"项目");
    if (at != View::npos && at >= 3) {
      project_.second = {phrase.substr(0, at + 2), EntityType::project, "“……亿元的某项目”"};
    }
  }
  return project_.second;
}

bool Reader::same_clause_start(std::size_t i) const {
  return d_.quantities[i].begin < clause_begin(i) + 8;
}

// “万人发明专利拥有量39.59件”, “每万人口...”: a figure a head.
void Reader::per_head(std::size_t i, Figure& f) const {
  auto const left = d_.slice(clause_begin(i), d_.quantities[i].begin);
  if (f.unit != "count") { return; }
  if (left.find(U"万人") != View::npos &&
      (left.find(U"每万人") != View::npos || left.find(U"万人发明") != View::npos ||
       left.find(U"万人高价值") != View::npos || left.find(U"万人口") != View::npos)) {
    f.unit = "per_10k_people";
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
