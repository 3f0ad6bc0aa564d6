#include "chengjie/reading/clauses_duty.h"

#include <algorithm>
#include <iterator>

#include "chengjie/reading/clauses_time.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kOpen = kOpeningMarks;
constexpr auto kClose = kClosingMarks;
constexpr auto kValueMax = std::size_t{160};

bool in(View set, char32_t c) { return set.find(c) != View::npos; }

void append(std::u32string& to, View piece) {
  constexpr auto kFieldMax = std::size_t{400};
  if (piece.empty() || to.size() > kFieldMax || to.find(piece) != std::u32string::npos) { return; }
  if (!to.empty()) { to += U'、'; }
  for (auto const c : piece) { to += in(U",，;；", c) ? U'、' : c; }
}

class Reader {
 public:
  Reader(Document const& d, std::size_t begin, std::size_t end, int year)
      : t_(d.text().substr(0, end)),
        w_(View{d.page.chars.verbatim}.substr(0, end)),
        begin_(begin),
        end_(end),
        year_(year) {}

  std::vector<Duty> run(bool loose) {
    labelled();
    known_ = out_.size();
    brackets(loose);
    sort();
    known_ = out_.size();
    if (loose) { spoken(); }
    sort();
    return joined();
  }

 private:
  View folded(std::size_t b, std::size_t e) const { return t_.substr(b, e - b); }
  void sort() {
    std::stable_sort(out_.begin(), out_.end(),
                     [](auto const& a, auto const& b) { return a.begin < b.begin; });
  }
  // `at` stands in one of the statements of the steps before.
  bool covered(std::size_t at) const {
    auto const first = out_.begin();
    auto const next = std::upper_bound(first, first + static_cast<std::ptrdiff_t>(known_), at,
                                       [](std::size_t i, auto const& d) { return i < d.begin; });
    return next != first && at < std::prev(next)->end;
  }

  void labelled() {
    for (auto i = begin_; i < end_;) {
      auto const label = label_at(t_, i);
      if (label.label == DutyLabel::none) {
        ++i;
        continue;
      }
      auto const from = i + label.size;
      auto const to = value_end(from);
      auto duty = Duty{};
      duty.begin = i > begin_ && in(kOpen, t_[i - 1]) ? i - 1 : i;
      duty.end = to < end_ && in(kClose, t_[to]) ? to + 1 : to;
      set(duty, label.label, from, to);
      out_.push_back(std::move(duty));
      i = std::max(to, i + 1);
    }
  }

  // To the mark that ends it, the bracket that closes around it, or the next label.
  std::size_t value_end(std::size_t from) const {
    auto depth = 0;
    auto const most = std::min(end_, from + kValueMax);
    for (auto i = from; i < most; ++i) {
      auto const c = t_[i];
      if (in(kOpen, c)) { ++depth; }
      if (in(kClose, c) && depth-- == 0) { return i; }
      if (depth > 0) { continue; }
      if (c == U'。' || c == U';' || c == U'\n') { return i; }
      if (i > from && label_at(t_, i).label != DutyLabel::none) { return i; }
      if (c == U',' && !offices(folded(i + 1, piece_end(i + 1, most)))) { return i; }
    }
    return most;
  }

  std::size_t piece_end(std::size_t from, std::size_t most) const {
    auto depth = 0;
    for (auto i = from; i < most; ++i) {
      if (in(kOpen, t_[i])) { ++depth; }
      if (in(kClose, t_[i]) && depth-- == 0) { return i; }
      if (depth <= 0 && in(U",。;\n", t_[i])) { return i; }
    }
    return most;
  }

  void set(Duty& duty, DutyLabel label, std::size_t from, std::size_t to) const {
    auto const value = folded(from, to);
    if (label == DutyLabel::due) {
      set_due(duty, trimmed_part(value), year_);
      return;
    }
    auto& field = label == DutyLabel::lead      ? duty.lead
                  : label == DutyLabel::duty    ? duty.duty
                  : label == DutyLabel::support ? duty.support
                                                : duty.leader;
    append(field, as_written(value));
  }

  // The characters of a part of the folded text as they stand in the paper, less what is said of
  // how they work.
  View as_written(View part) const {
    part = trimmed_part(part);
    for (auto cut = true; cut;) {
      cut = false;
      for (View const tail :
           {U"按职责分工负责", U"按职责分工落实", U"按职责分工", U"按职责负责", U"分别负责",
            U"共同负责",       U"具体负责",       U"负责落实",   U"牵头负责",   U"负责",
            U"牵头落实",       U"牵头实施",       U"牵头",       U"落实",       U"参与",
            U"配合",           U"协助",           U"等有关单位", U"等部门",     U"等"}) {
        if (part.size() > tail.size() + 1 && part.ends_with(tail)) {
          part = trimmed_part(part.substr(0, part.size() - tail.size()));
          cut = true;
        }
      }
    }
    auto const at = static_cast<std::size_t>(part.data() - t_.data());
    return w_.substr(at, part.size());
  }

  void brackets(bool loose) {
    for (auto i = begin_; i < end_; ++i) {
      if (!in(kOpen, t_[i]) || covered(i)) { continue; }
      auto const close = value_close(i + 1);
      if (close == end_) { continue; }
      auto duty = Duty{};
      duty.begin = i;
      duty.end = close + 1;
      auto const said = folded(i + 1, close);
      if (parts_say(said, duty) || (loose && stands_last(i, close + 1) && named(said, duty))) {
        out_.push_back(std::move(duty));
      }
      i = close;
    }
  }

  std::size_t value_close(std::size_t from) const {
    auto depth = 0;
    for (auto i = from; i < std::min(end_, from + kValueMax); ++i) {
      if (in(kOpen, t_[i])) { ++depth; }
      if (in(kClose, t_[i]) && depth-- == 0) { return i; }
    }
    return end_;
  }

  // Before or after the mark that ends a sentence.
  bool stands_last(std::size_t open, std::size_t after) const {
    return after >= end_ || in(U"。;\n", t_[after]) || (open > begin_ && t_[open - 1] == U'。');
  }

  // “市经信局牵头;市财政局、各镇(街道)参与”: part by part.
  bool parts_say(View said, Duty& duty) const {
    for (auto part : list_parts(said, U",;。:")) {
      if (auto const by = part.rfind(U'由'); by != View::npos && by + 2 < part.size()) {
        part = part.substr(by + 1);
      }
      auto const leads =
          ends_with_any(part, {U"牵头", U"牵头负责", U"牵头落实", U"牵头实施", U"主办", U"负责",
                               U"具体负责", U"负责落实", U"承办", U"按职责分工负责", U"组织实施"});
      auto const helps = ends_with_any(
          part, {U"配合", U"参与", U"协助", U"协办", U"按职责分工落实", U"参加", U"协同", U"支持"});
      auto written = as_written(part);
      if (part.ends_with(U"组织实施")) { written.remove_suffix(4); }
      auto const list = part.substr(0, written.size());
      if ((leads || helps) && offices(list)) {
        auto const shared = part.ends_with(U"按职责分工负责") && !duty.lead.empty();
        append(helps || shared ? duty.support : duty.lead, written);
        continue;
      }
      add_due(part, duty);
    }
    return duty.who();
  }

  void add_due(View part, Duty& duty) const {
    auto const from = static_cast<std::size_t>(part.data() - t_.data());
    auto const all = deadlines(t_, from, from + part.size(), year_);
    if (!all.empty() && duty.due.empty()) { duty.due = all.back().period; }
    for (View const words : {U"长期坚持", U"持续推进", U"长期推进", U"常态化推进", U"持续开展"}) {
      if (part.find(words) != View::npos && duty.due_words.empty()) { duty.due_words = words; }
    }
  }

  // “(市工信局、市财政局)”: offices alone.
  bool named(View said, Duty& duty) const {
    if (!offices(said)) { return false; }
    for (auto const part : list_parts(said, U"、,;")) {
      if (!in(U"市县区州省局各国盟旗", part.front()) &&
          !ends_with_any(part, {U"局", U"委", U"办", U"管委会", U"政府"})) {
        return false;
      }
    }
    append(duty.duty, as_written(said));
    return true;
  }

  // “由市投促局负责,各专班配合”, “市工信局牵头”: a clause that is nothing else, and what follows.
  void spoken() {
    for (auto const sentence : text::sentences(t_, begin_, end_)) {
      auto duty = Duty{};
      for (auto const clause : text::clauses(t_, sentence.begin, sentence.end)) {
        if (covered(clause.begin)) { continue; }
        auto part = folded(clause.begin, clause.end);
        auto const by = part.find(U'由');
        if (by != View::npos && by + 2 < part.size()) {
          auto said = part.substr(by + 1);
          for (View const verb : {U"牵头", U"负责", U"承担", U"组织实施", U"具体实施"}) {
            auto const at = said.find(verb);
            if (at != View::npos && with_partner(said.substr(0, at), duty)) { break; }
          }
        } else {
          parts_say(part, duty);
        }
        if (duty.who() && duty.begin == 0) { duty.begin = clause.begin; }
        if (duty.who()) { duty.end = clause.end; }
      }
      if (!duty.who()) { continue; }
      add_due(folded(sentence.begin, sentence.end), duty);
      duty.spoken = true;
      out_.push_back(std::move(duty));
    }
  }

  // “招商中心会同县工商联”: who leads, and with whom.
  bool with_partner(View said, Duty& duty) const {
    auto const with = said.find(U"会同");
    auto const lead = said.substr(0, with);
    auto const partner = with == View::npos ? View{} : said.substr(with + 2);
    if (!offices(lead) || (!partner.empty() && !offices(partner))) { return false; }
    append(duty.lead, as_written(lead));
    if (!partner.empty()) { append(duty.support, as_written(partner)); }
    return true;
  }

  // Statements with nothing but marks between them are one.
  std::vector<Duty> joined() {
    auto out = std::vector<Duty>{};
    for (auto& duty : out_) {
      auto const aside =
          !out.empty() && duty.begin >= out.back().end &&
          folded(out.back().end, duty.begin).find_first_not_of(U" ,;。、()[]【】〔〕\n") ==
              View::npos;
      auto const same = !out.empty() && duty.begin < out.back().end;
      if (!aside && !same) {
        out.push_back(std::move(duty));
        continue;
      }
      out.back().add(duty);
      out.back().end = std::max(out.back().end, duty.end);
    }
    for (auto& duty : out) {
      while (duty.end < end_ && in(kClose, t_[duty.end])) { ++duty.end; }
    }
    return out;
  }

  View t_;
  View w_;
  std::size_t begin_;
  std::size_t end_;
  int year_;
  std::vector<Duty> out_;
  std::size_t known_{};  // statements of the steps before, ascending
};

}  // namespace

std::vector<Duty> duties_in(Document const& d, std::size_t begin, std::size_t end, int year,
                            bool loose) {
  return Reader{d, begin, end, year}.run(loose);
}

std::u32string Duty::owner() const {
  auto out = lead.empty() ? duty : lead;
  append(out, leader);
  return out;
}

std::u32string Duty::department() const {
  auto out = lead.empty() ? std::u32string{} : duty;
  append(out, support);
  return out;
}

void Duty::add(Duty const& other) {
  append(lead, other.lead);
  append(duty, other.duty);
  append(support, other.support);
  append(leader, other.leader);
  if (due.empty()) { due = other.due; }
  if (due_words.empty()) { due_words = other.due_words; }
}

void set_due(Duty& duty, View words, int year) {
  for (auto i = std::size_t{0}; i < words.size() && i < 6; ++i) {
    auto const t = time_at(words, i, year);
    if (t.end == 0) { continue; }
    duty.due = t.period;
    break;
  }
  if (duty.due.empty()) { duty.due_words = words.substr(0, 20); }
}

}  // namespace chengjie::reading
