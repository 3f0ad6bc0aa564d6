// Tasks of plans, yearly points of work and lists of who does what: a row an item.
#include <algorithm>
#include <map>

#include "chengjie/reading/clauses.h"
#include "chengjie/reading/clauses_duty.h"
#include "chengjie/reading/clauses_ends.h"
#include "chengjie/reading/clauses_table.h"
#include "chengjie/reading/clauses_time.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using Parts = std::vector<text::Part>;

constexpr auto kTitleMax = std::size_t{80};
constexpr auto kLeast = std::size_t{4};  // characters of a task
constexpr auto kLongLead =
    std::size_t{200};  // of prose before a bracket: its last sentence is meant
constexpr auto kProseLines = std::size_t{4};

// What one owner is to do: its text less what says who and when.
struct Piece {
  Parts texts;
  Duty duty;
};

class Tasks {
 public:
  Tasks(Document const& d, Source const& source, Outline const& outline, Ends const& ends)
      : d_(d),
        t_(d.text()),
        w_(d.page.chars.verbatim),
        source_(source),
        outline_(outline),
        ends_(ends),
        tables_(tables_of(d, outline)) {}

  std::vector<ClauseRow> run() {
    for (auto const& row : tables_.rows) { table_row(row); }
    for (auto k = std::size_t{0}; k != outline_.items.size(); ++k) { item(k); }
    std::stable_sort(out_.begin(), out_.end(), [](auto const& a, auto const& b) {
      return a.row.evidence.begin < b.row.evidence.begin;
    });
    auto rows = std::vector<ClauseRow>{};
    for (auto& made : out_) { rows.push_back(std::move(made.row)); }
    return rows;
  }

 private:
  struct Made {
    ClauseRow row;
    int parent{-1};
  };

  View view(text::Part p) const { return t_.substr(p.begin, p.end - p.begin); }
  std::string written(text::Part p) const {
    return text::utf8(w_.substr(p.begin, p.end - p.begin));
  }

  bool in_table(Segment const& s) const {
    return std::any_of(tables_.spans.begin(), tables_.spans.end(),
                       [&](auto const& span) { return s.begin < span.end && span.begin < s.end; });
  }

  void table_row(TableTask const& table) {
    auto row = row_of(table.row, table.task, table.duty);
    row.indicator = text::utf8(ends_.told({table.task, table.goal}, Ends::Which::all));
    if (row.indicator.empty() && table.goal.end > table.goal.begin) {
      row.indicator = written(table.goal);
    }
    out_.push_back({std::move(row), -1});
  }

  ClauseRow row_of(text::Part evidence, text::Part task, Duty const& duty) const {
    auto row = ClauseRow{};
    row.type = "task";
    row.evidence = whole_sentence(d_, source_, evidence.begin, in_order(evidence));
    row.task = written({task.begin, std::min(task.end, task.begin + kTitleMax)});
    row.owner = text::utf8(duty.owner());
    row.department = text::utf8(duty.department());
    row.due = !duty.due.empty() ? duty.due : text::utf8(duty.due_words);
    return row;
  }

  // The end of evidence before text that stands earlier in the source: layout joins around
  // captions.
  std::size_t in_order(text::Part part) const {
    auto const& from = d_.page.chars.begin;
    for (auto i = part.begin + 1; i < part.end; ++i) {
      if (from[i] < from[i - 1]) { return i; }
    }
    return part.end;
  }

  void item(std::size_t k) {
    auto const& item = outline_.items[k];
    auto lines = std::vector<Segment>{};
    auto groups = std::vector<Segment>{};
    for (auto const s : item.segments) {
      auto const& segment = outline_.segments[s];
      if (in_table(segment)) { continue; }
      auto const all = !lines.empty() && of_group(segment);
      (all ? groups : lines).push_back(segment);
    }
    if (!item.leaf && item.rank != 0) {
      for (auto const& line : lines) {
        if (!line.heading) { goals({line.body, line.end}, item.parent); }
      }
    } else if (!lines.empty()) {
      rows_of(lines, item);
    }
    for (auto const& segment : groups) { group(segment, item.parent); }
  }

  void rows_of(std::vector<Segment> const& lines, OutlineItem const& item) {
    if (item.rank != 0 && lines.size() <= kProseLines + 1) {
      one(lines, item.parent, item.rank);
      return;
    }
    for (auto const& line : lines) {
      if (line.heading && line.rank == 0 && label_at(t_, line.begin).label == DutyLabel::none) {
        continue;
      }
      one({line}, item.parent, 0);
    }
  }

  // “以上两项任务由工业股牵头”: of the items before it under the same heading.
  bool of_group(Segment const& s) const {
    auto const line = view({s.begin, s.end});
    if (!line.starts_with(U"以上") && !line.starts_with(U"上述")) { return false; }
    return !duties_in(d_, s.begin, s.end, outline_.year, true).empty();
  }

  void group(Segment const& s, int parent) {
    auto const duties = duties_in(d_, s.begin, s.end, outline_.year, true);
    auto const& duty = duties.front();
    for (auto k = out_.size(); k-- > 0 && out_[k].parent == parent;) {
      auto& made = out_[k];
      if (!made.row.owner.empty()) { continue; }
      made.row.owner = text::utf8(duty.owner());
      if (made.row.department.empty()) { made.row.department = text::utf8(duty.department()); }
      if (made.row.due.empty()) { made.row.due = duty.due; }
    }
  }

  std::vector<Piece> pieces_of(std::vector<Segment> const& lines, bool loose) const {
    auto out = std::vector<Piece>{};
    auto told = std::vector<std::vector<Duty>>{};
    auto firm = false;
    for (auto const& line : lines) {
      told.push_back(duties_in(d_, line.body, line.end, outline_.year, loose));
      for (auto const& duty : told.back()) { firm |= !duty.spoken && duty.who(); }
    }
    auto piece = Piece{};
    for (auto k = std::size_t{0}; k != lines.size(); ++k) {
      auto at = lines[k].body;
      for (auto const& duty : told[k]) {
        // Who leads in passing (“由市工信局牵头成立专班”) yields to who is named for the item.
        if (duty.spoken && firm) { continue; }
        auto const says = says_something(at, duty.begin);
        if (says && duty.who() && piece.duty.who()) {
          out.push_back(std::move(piece));
          piece = {};
        }
        if (says) { piece.texts.push_back({at, duty.begin}); }
        piece.duty.add(duty);
        at = duty.end;
      }
      if (says_something(at, lines[k].end)) { piece.texts.push_back({at, lines[k].end}); }
    }
    out.push_back(std::move(piece));
    return out;
  }

  bool says_something(std::size_t begin, std::size_t end) const {
    auto n = std::size_t{0};
    for (auto i = begin; i < end; ++i) { n += text::is_han(t_[i]) ? 1 : 0; }
    return n >= kLeast;
  }

  // The items of a list, or a paragraph of prose (rank 0).
  void one(std::vector<Segment> const& lines, int parent, int rank) {
    auto const listed = rank != 0;
    auto const from_above = inherited(listed ? parent : -1);
    for (auto const& piece : pieces_of(lines, outline_.plan && listed)) {
      if (piece.texts.empty()) { continue; }
      // “三、责任分解”: the title of a table or of nothing.
      if (lines.size() == 1 && lines.front().heading && rank <= 2 && !piece.duty.who()) {
        continue;
      }
      auto const named = piece.duty.who() || from_above.who();
      auto const timed =
          outline_.plan &&
          (!piece.duty.due.empty() || !piece.duty.due_words.empty() || !from_above.due.empty());
      if (named || timed) {
        if (!outline_.plan && offers(lines)) { continue; }
        add(piece, from_above, parent, listed, Ends::Which::all);
        continue;
      }
      if (outline_.plan && rank >= 2 && to_do(piece.texts)) {
        add(piece, from_above, parent, true, Ends::Which::planned);
        continue;
      }
      for (auto const& text : piece.texts) { goals(text, parent); }
    }
  }

  // An item that names no one: one time at most, and an end that is measured or a day to be done
  // by.
  bool to_do(Parts const& texts) const {
    auto years = 0;
    auto before = false;
    for (auto const& text : texts) {
      for (auto const& sentence : text::sentences(t_, text.begin, text.end)) {
        for (auto const& time : goal_times(sentence)) {
          years += past(time.period) ? 0 : 1;
          before |= t_[time.end - 1] == U'前';
        }
      }
    }
    return years <= 1 && (before || !ends_.told(texts, Ends::Which::planned).empty());
  }

  bool offers(std::vector<Segment> const& lines) const {
    return std::any_of(lines.begin(), lines.end(),
                       [&](auto const& line) { return ends_.offers(line.begin, line.end); });
  }

  // What the headings above an item say of all under them; the nearest that names someone counts.
  Duty const& inherited(int item) {
    static auto const kNothing = Duty{};
    if (item < 0) { return kNothing; }
    auto const at = static_cast<std::size_t>(item);
    if (auto const known = said_above_.find(at); known != said_above_.end()) {
      return known->second;
    }
    auto out = Duty{};
    for (auto const s : outline_.items[at].segments) { out.add(said_by(outline_.segments[s])); }
    auto above = inherited(outline_.items[at].parent);
    if (out.who()) {
      above.lead.clear();
      above.duty.clear();
      above.support.clear();
      above.leader.clear();
    }
    out.add(above);
    return said_above_.emplace(at, std::move(out)).first->second;
  }

  Duty said_by(Segment const& line) const {
    auto const leads = line.heading || t_[line.end - 1] == U':';
    auto out = Duty{};
    for (auto const& duty : duties_in(d_, line.body, line.end, outline_.year, leads)) {
      out.add(duty);
    }
    if (leads && out.due.empty()) {
      auto const times = deadlines(t_, line.body, line.end, outline_.year);
      if (!times.empty()) { out.due = times.back().period; }
    }
    return out;
  }

  std::vector<Deadline> own_deadlines(Parts const& texts) const {
    auto out = std::vector<Deadline>{};
    for (auto const& text : texts) {
      for (auto const& time : deadlines(t_, text.begin, text.end, outline_.year)) {
        if (!past(time.period)) { out.push_back(time); }
      }
    }
    return out;
  }

  bool past(std::string const& period) const {
    return outline_.from != 0 && period.size() >= 4 &&
           std::stoi(period.substr(0, 4)) < outline_.from;
  }

  void add(Piece const& piece, Duty const& above, int parent, bool listed, Ends::Which which) {
    auto texts = piece.texts;
    // A long paragraph of prose is no title: what stands last before the bracket is meant.
    if (!listed && texts.front().end - texts.front().begin > kLongLead) {
      auto const said = text::sentences(t_, texts.front().begin, texts.front().end);
      if (!said.empty()) { texts.front().begin = said.back().begin; }
    }
    auto const& first = texts.front();
    auto end = std::max(first.end, piece.duty.end);
    if (end > first.begin + 2 * kLongLead) { end = texts.back().end; }
    auto row = row_of({first.begin, std::max(end, first.end)}, title(first), piece.duty);
    if (row.owner.empty()) {
      row.owner = text::utf8(above.owner());
      if (row.department.empty()) { row.department = text::utf8(above.department()); }
    }
    if (row.due.empty()) {
      for (auto const& time : own_deadlines(texts)) {
        // “年内达到78%” under “11月底前完成”: the heading is the nearer date.
        if (!above.due.empty() && t_[time.end - 1] == U'内') { continue; }
        if (row.due.empty() || ends_later(time.period, row.due)) { row.due = time.period; }
      }
    }
    if (row.due.empty()) { row.due = above.due; }
    row.indicator = text::utf8(ends_.told(texts, which));
    out_.push_back({std::move(row), parent});
  }

  // “硅片增效工程。推动...”, “产业规模:到2025年...”: to the first mark that ends a title.
  text::Part title(text::Part text) const {
    auto begin = text.begin;
    while (begin < text.end && View{U" 。;,、"}.find(t_[begin]) != View::npos) { ++begin; }
    auto end = begin;
    while (end < text.end && View{U"。;\n"}.find(t_[end]) == View::npos) {
      if (t_[end] == U':' && end - begin >= kLeast && end - begin <= 20) { break; }
      ++end;
    }
    while (end > begin && View{U" ,、(〔【["}.find(t_[end - 1]) != View::npos) { --end; }
    return {begin, end};
  }

  // “到2023年底,...;到2024年,...”: a row for each year that something measured is to be reached by.
  void goals(text::Part text, int parent) {
    for (auto const sentence : text::sentences(t_, text.begin, text.end)) {
      auto const times = goal_times(sentence);
      auto cuts = std::vector<std::size_t>{};
      for (auto const& time : times) { cuts.push_back(clause_begin(sentence, time.begin)); }
      for (auto n = std::size_t{0}; n != times.size(); ++n) {
        if (past(times[n].period) || times[n].period.empty()) { continue; }
        auto end = n + 1 < times.size() ? cuts[n + 1] : sentence.end;
        while (end > times[n].end && View{U" ,、"}.find(t_[end - 1]) != View::npos) { --end; }
        if (end <= times[n].end) { continue; }
        auto begin = n == 0 ? sentence.begin : cuts[n];
        while (begin < end && t_[begin] == U' ') { ++begin; }
        // Speech whose end lies further on.
        if (t_[begin] == U'“' && view({begin, end}).find(U'”') == View::npos) { ++begin; }
        // “到2017年底建成5个” is aimed at; what a project “总投资” or is forecast is not.
        auto const until = t_[times[n].begin] == U'到' || t_[times[n].begin] == U'至';
        auto const which = outline_.plan || (until && !forecast(view({begin, end})))
                               ? Ends::Which::planned
                               : Ends::Which::aimed;
        auto const indicator = ends_.told({{begin, end}}, which);
        if (indicator.empty()) { continue; }
        auto duty = Duty{};
        duty.due = times[n].period;
        auto row = row_of({begin, end}, {begin, end}, duty);
        row.indicator = text::utf8(indicator);
        out_.push_back({std::move(row), parent});
      }
    }
  }

  // In a plan also “2026年,达到320亿元”, a year at the head of its sentence.
  std::vector<Deadline> goal_times(text::Part sentence) const {
    auto out = deadlines(t_, sentence.begin, sentence.end, outline_.year);
    if (!outline_.plan) { return out; }
    auto const first = time_at(t_.substr(0, sentence.end), sentence.begin, 0);
    auto const known = !out.empty() && out.front().begin == sentence.begin;
    if (first.period.size() == 4 && !known && first.end < sentence.end && t_[first.end] == U',') {
      out.insert(out.begin(), {sentence.begin, first.end, first.period});
    }
    return out;
  }

  static bool forecast(View said) {
    for (View const word : {U"预计", U"预期", U"测算", U"总投资", U"计划投资", U"达产"}) {
      if (said.find(word) != View::npos) { return true; }
    }
    return false;
  }

  std::size_t clause_begin(text::Part sentence, std::size_t at) const {
    auto const from = std::max(sentence.begin, at - std::min(at, kLongLead));
    auto const stop = view({from, at}).find_last_of(U",:;。");
    return stop == View::npos ? from : from + stop + 1;
  }

  Document const& d_;
  View t_;
  View w_;
  Source const& source_;
  Outline const& outline_;
  Ends const& ends_;
  TaskTables tables_;
  std::map<std::size_t, Duty> said_above_;  // by item
  std::vector<Made> out_;
};

}  // namespace

std::vector<ClauseRow> read_tasks(Document const& d, Source const& source, Outline const& outline,
                                  std::vector<Figure> const& facts,
                                  std::vector<ClauseRow> const& policies) {
  auto const ends = Ends{d, facts, policies, outline.from};
  return Tasks{d, source, outline, ends}.run();
}

}  // namespace chengjie::reading
