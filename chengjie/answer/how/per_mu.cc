#include "chengjie/answer/how/per_mu.h"

#include <algorithm>

#include "chengjie/answer/how/firms.h"
#include "chengjie/answer/how/per_mu_run.h"

namespace chengjie::answer {
namespace {

constexpr auto kShownMax = std::size_t{500};

// `group`: what a value taken from the mean of the group rests on.
Line term_line(Context const& context, std::string const& firm, grow::MuTerm const& term,
               std::vector<Figure> const& group) {
  auto line = Line{term.name + "：" + term.formula};
  if (!term.points) {
    auto missing = std::string{};
    for (auto const& m : term.missing) { missing += (missing.empty() ? "" : "、") + m.title; }
    return line << "，未知" << (missing.empty() ? "" : "，缺 " + missing);
  }
  auto inputs = figures_behind(context, term.marks);
  if (inputs.empty()) { inputs = group; }
  line << "，"
       << mu_points(context, firm, term.name, *term.points, term.sum.empty() ? term.rule : term.sum,
                    std::move(inputs));
  if (!term.sum.empty()) { line << "（" << term.sum << "）"; }
  if (term.weight_assumed) { line << "，权重为假设"; }
  if (!term.rule.empty()) { line << "，" << term.rule; }
  return line;
}

Item sheet_item(Context const& context, FirmRows const& rows, grow::MuSheet const& sheet,
                std::vector<Figure> const& group) {
  auto item = Item{};
  item.id = rows.id;
  item.state = sheet.grade.empty() ? "not_graded" : sheet.grade;
  item.title = Line{rows.name + (sheet.grade.empty() ? "，未分档" : "，" + sheet.grade + " 档")};
  auto terms = std::vector<Figure>{};
  for (auto const& term : sheet.terms) {
    item.lines.push_back(term_line(context, rows.name, term, group));
    for (auto const& span : item.lines.back().spans()) {
      if (auto const* figure = std::get_if<Figure>(&span)) { terms.push_back(*figure); }
    }
  }
  if (sheet.total) {
    auto const total = mu_points(context, rows.name, "亩均评价", *sheet.total,
                                 sheet.bonus > 0 ? "各项得分之和 ＋ 加分" : "各项得分之和", terms);
    item.title << " " << total;
    item.figures.emplace_back("total", total);
  }
  if (sheet.rank > 0) {
    item.title << "，本组第 " << std::to_string(sheet.rank) << " 名，共 "
               << std::to_string(sheet.ranked) << " 家";
  }
  item.lines.emplace_back(sheet.why);
  return item;
}

void tell_groups(Context const& context, grow::MuReport const& report,
                 std::vector<FirmRows> const& firms, Answer& answer) {
  for (auto const& group : report.groups) {
    if (group.firms == 0) { continue; }
    auto line = Line{group.title + "组 "};
    auto const count = [&](std::string const& what, int value) {
      return firm_count(context, context.region, group.title + what,
                        static_cast<std::size_t>(value), "按 " + report.document + " 逐家评价",
                        rows_of(firms));
    };
    line << count("企业数", group.firms) << "，参与排名 " << count("排名企业数", group.ranked);
    for (auto const& [grade, number] : group.grades) {
      line << "，" << grade << " 档 " << count(grade + "档企业数", number);
    }
    answer.notes.push_back(std::move(line));
  }
  for (auto const& note : report.notes) { answer.notes.emplace_back(note); }
}

}  // namespace

Result<Answer> per_mu(Context const& context, std::string const& id) {
  auto const run = mu_run(context, id);
  if (!run) { return run.error(); }
  auto report = grow::grade(run->scheme, run->firms, run->options);
  if (!report) { return report.error(); }
  auto answer = answer_of(context, "per_mu");
  auto const group = rows_of(run->rows);
  for (auto const i : mu_order(*report)) {
    if (answer.items.size() == kShownMax) { break; }
    mark_terms(context, *run, i, report->sheets[i]);
    answer.items.push_back(sheet_item(context, run->rows[i], report->sheets[i], group));
  }
  answer.notes.emplace_back("办法：" + run->scheme.name + "，" + report->document +
                            (run->scheme.origin.verified ? "" : "（待核）"));
  if (run->rows.size() > kShownMax) {
    answer.notes.emplace_back("共 " + std::to_string(run->rows.size()) + " 家，列出前 " +
                              std::to_string(kShownMax) + " 家");
  }
  tell_groups(context, *report, run->rows, answer);
  if (run->rows.empty()) {
    answer.lacks.emplace_back("没有本区企业：请导入亩均评价基础表（--as enterprises）");
  }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
