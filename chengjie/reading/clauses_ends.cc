#include "chengjie/reading/clauses_ends.h"

#include <algorithm>
#include <iterator>
#include <variant>

#include "chengjie/reading/clauses_time.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kToldMax = std::size_t{400};

bool has_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.find(w) != View::npos; });
}

// “其中”, “到2025年,” before what is to be reached.
text::Part bare(View t, text::Part part, int year) {
  for (auto cut = true; cut && part.begin < part.end;) {
    cut = false;
    auto const s = t.substr(part.begin, part.end - part.begin);
    for (View const lead : {U" ", U",", U"、", U":", U"其中", U"并", U"且"}) {
      if (s.starts_with(lead)) {
        part.begin += lead.size();
        cut = true;
        break;
      }
    }
    if (cut) { continue; }
    auto const times = deadlines(t, part.begin, std::min(part.end, part.begin + 16), year);
    auto const wish = s.starts_with(U"力争") || s.starts_with(U"确保") ? 2U : 0U;
    if (!times.empty() && times.front().begin == part.begin + wish &&
        times.front().end < part.end) {
      part.begin = times.front().end;
      cut = true;
    }
  }
  while (part.end > part.begin && View{U" ,、。;"}.find(t[part.end - 1]) != View::npos) {
    --part.end;
  }
  return part;
}

}  // namespace

Ends::Ends(Document const& d, std::vector<Figure> const& facts,
           std::vector<ClauseRow> const& policies, int from)
    : d_(d), from_(from) {
  for (auto const& figure : facts) {
    if (auto const* at = std::get_if<Clause>(&figure.evidence)) { facts_.emplace(at->at, &figure); }
  }
  for (auto const& row : policies) { offers_.emplace(row.evidence.begin, row.evidence.end); }
}

bool Ends::offers(std::size_t begin, std::size_t end) const {
  auto const at = offers_.lower_bound(d_.page.chars.begin[begin]);
  return at != offers_.end() && at->first < d_.page.chars.end[end - 1];
}

bool Ends::counts(text::Quantity const& q, bool made_sure, Which which) const {
  if (q.kind == text::UnitKind::span) { return false; }
  auto const number = d_.slice(q.number, q.end);
  if (number.starts_with(U"一") && number.size() <= 3) { return false; }  // “通报一次”
  auto const byte = d_.page.chars.begin[q.number];
  if (auto const offer = offers_.upper_bound(byte);
      offer != offers_.begin() && byte < std::prev(offer)->second) {
    return false;
  }
  auto const found = facts_.find(byte);
  auto const kind = found == facts_.end() ? Kind::actual : found->second->kind;
  if (which == Which::planned) { return kind == Kind::target || kind == Kind::plan; }
  if (which == Which::aimed) { return kind == Kind::target || (kind == Kind::plan && made_sure); }
  auto const& period = found == facts_.end() ? std::string{} : found->second->period;
  return !(kind == Kind::actual && from_ != 0 && period.size() >= 4 &&
           std::stoi(period.substr(0, 4)) < from_);
}

void Ends::clause(text::Part part, Which which, std::u32string& out) const {
  auto const t = d_.text();
  auto const said = t.substr(part.begin, part.end - part.begin);
  if (has_any(said, {U"截至", U"去年", U"上年", U"现有", U"目前", U"已经", U"已建", U"已完",
                     U"已引", U"已入", U"累计已"}) ||
      (which == Which::aimed && has_any(said, {U"总投资", U"计划投资", U"协议"}))) {
    return;
  }
  auto const made_sure = has_any(said, {U"确保", U"力争", U"争取", U"全力"});
  auto from = part.begin;
  auto const& all = between(d_.quantities, part.begin, part.end);
  auto last = false;  // a figure stands in [from, ...)
  auto add = [&](std::size_t end) {
    auto const piece = bare(t, {from, end}, from_);
    if (piece.end <= piece.begin || out.size() > kToldMax) { return; }
    if (!out.empty()) { out += U'；'; }
    out += View{d_.page.chars.verbatim}.substr(piece.begin, piece.end - piece.begin);
  };
  for (auto const& q : all) {
    if (!counts(q, made_sure, which)) { continue; }
    // “甲15户、乙6户”: two ends in one clause.
    auto const back = t.substr(from, q.begin - std::min(from, q.begin)).rfind(U'、');
    auto const mark = back == View::npos ? from : from + back;
    if (last && mark > from) {
      auto const before = between(d_.quantities, from, mark);
      if (!before.empty() && before.back().end <= mark) {
        add(mark);
        from = mark + 1;
      }
    }
    last = true;
  }
  if (last) { add(part.end); }
}

std::u32string Ends::told(std::vector<text::Part> const& texts, Which which) const {
  auto out = std::u32string{};
  for (auto const& text : texts) {
    for (auto const& sentence : text::sentences(d_.text(), text.begin, text.end)) {
      for (auto const& part : text::clauses(d_.text(), sentence.begin, sentence.end)) {
        clause(part, which, out);
      }
    }
  }
  return out;
}

}  // namespace chengjie::reading
