#include "chengjie/reading/clauses_table.h"

#include <algorithm>
#include <optional>

#include "chengjie/reading/clauses_time.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kRowsMax = 200;
constexpr auto kTablesMax = std::size_t{100};
constexpr auto kCellsMax = std::size_t{12};

enum class Column { number, task, goal, note, duty };
struct Head {
  Column is{};
  DutyLabel label{};
};

std::optional<Head> head_of(View cell) {
  if (cell == U"序号" || cell == U"编号") { return Head{Column::number, {}}; }
  for (View const word : {U"任务", U"工作任务", U"重点任务", U"主要任务", U"任务名称", U"任务内容",
                          U"工作内容", U"工作事项", U"事项", U"重点工作", U"工作举措", U"具体任务",
                          U"项目名称", U"重点事项", U"具体举措", U"主要举措", U"工作措施"}) {
    if (cell == word) { return Head{Column::task, {}}; }
  }
  for (View const word : {U"目标", U"工作目标", U"目标任务", U"年度目标", U"预期目标", U"目标值"}) {
    if (cell == word) { return Head{Column::goal, {}}; }
  }
  for (View const word : {U"备注", U"进展", U"进展情况", U"完成情况"}) {
    if (cell == word) { return Head{Column::note, {}}; }
  }
  auto const label = column_label(cell);
  if (label.label == DutyLabel::none) { return std::nullopt; }
  return Head{Column::duty, label.label};
}

class Tables {
 public:
  Tables(Document const& d, Outline const& outline)
      : t_(d.text()), w_(d.page.chars.verbatim), cells_(outline.cells), year_(outline.year) {}

  TaskTables run() {
    for (auto i = std::size_t{0}; i < cells_.size() && out_.spans.size() < kTablesMax; ++i) {
      auto const heads = heads_at(i);
      if (heads.empty()) { continue; }
      i = rows(i, heads) - 1;
    }
    return std::move(out_);
  }

 private:
  View view(text::Part p) const { return t_.substr(p.begin, p.end - p.begin); }
  View cell(std::size_t i) const { return i < cells_.size() ? view(cells_[i]) : View{}; }

  std::vector<Head> heads_at(std::size_t i) const {
    auto out = std::vector<Head>{};
    for (; out.size() < kCellsMax; ++i) {
      auto const head = head_of(cell(i));
      if (!head) { break; }
      out.push_back(*head);
    }
    auto const has = [&](Column c) {
      return std::any_of(out.begin(), out.end(), [&](auto const& h) { return h.is == c; });
    };
    if (out.size() < 3 || out.front().is != Column::number || !has(Column::task) ||
        !has(Column::duty)) {
      return {};
    }
    return out;
  }

  bool counts(std::size_t i, int n) const {
    auto word = cell(i);
    while (!word.empty() && View{U".、"}.find(word.back()) != View::npos) { word.remove_suffix(1); }
    return word.size() <= 3 && clauses_number(word) == n;
  }

  // The first cell past the table whose heads begin at `head`.
  std::size_t rows(std::size_t head, std::vector<Head> const& heads) {
    auto at = head + heads.size();
    for (auto n = 1; n <= kRowsMax && counts(at, n); ++n) {
      auto next = at + 2;
      auto const most = std::min(cells_.size(), at + 3 * kCellsMax);
      while (next < most && !counts(next, n + 1)) { ++next; }
      auto const last = next >= most;
      auto read = std::size_t{0};
      for (auto const count : {heads.size(), heads.size() - 1}) {
        auto const fits = last ? at + count <= cells_.size() : next - at == count;
        if (fits && (count == heads.size() || heads.back().is == Column::note) &&
            row(at, count, heads)) {
          read = count;
          break;
        }
      }
      at = last ? at + std::max(read, std::size_t{1}) : next;
      if (last) { break; }
    }
    if (at > head + heads.size()) {
      out_.spans.push_back({cells_[head].begin, cells_[at - 1].end});
    }
    return at;
  }

  bool row(std::size_t at, std::size_t count, std::vector<Head> const& heads) {
    auto task = TableTask{{cells_[at].begin, cells_[at + count - 1].end}, {}, {}, {}};
    for (auto k = std::size_t{1}; k < count; ++k) {
      auto const part = cells_[at + k];
      switch (heads[k].is) {
        case Column::task:
          task.task = part;
          break;
        case Column::goal:
          task.goal = part;
          break;
        case Column::duty:
          if (!fill(task.duty, heads[k].label, part)) { return false; }
          break;
        default:
          break;
      }
    }
    task.duty.begin = task.row.begin;
    task.duty.end = task.row.end;
    out_.rows.push_back(std::move(task));
    return true;
  }

  bool fill(Duty& duty, DutyLabel label, text::Part part) const {
    auto const value = view(part);
    auto const written = w_.substr(part.begin, part.end - part.begin);
    switch (label) {
      case DutyLabel::due:
        set_due(duty, value, year_);
        return !duty.due.empty() || value.size() <= 8;
      case DutyLabel::leader:
        duty.leader = written;
        return value.size() <= 12;
      case DutyLabel::support:
        duty.support = View{U"/-—无"}.find(value.front()) == View::npos ? written : View{};
        return duty.support.empty() || offices(value);
      case DutyLabel::lead:
        duty.lead = written;
        return offices(value);
      default:
        duty.duty = written;
        return offices(value);
    }
  }

  View t_;
  View w_;
  std::vector<text::Part> const& cells_;
  int year_;
  TaskTables out_;
};

}  // namespace

TaskTables tables_of(Document const& d, Outline const& outline) { return Tables{d, outline}.run(); }

}  // namespace chengjie::reading
