#include "chengjie/answer/per_mu.h"

#include <algorithm>

#include "chengjie/answer/data.h"
#include "chengjie/answer/firms.h"
#include "chengjie/grow/per_mu.h"

namespace chengjie::answer {
namespace {

constexpr auto kSchemesFile = "rules/per_mu/schemes.toml";
constexpr auto kShownMax = std::size_t{500};

Result<grow::MuScheme> scheme_named(std::string const& id) {
  auto schemes = grow::read_mu_schemes(data_file(kSchemesFile), kSchemesFile);
  if (!schemes) { return schemes.error(); }
  auto known = std::string{};
  for (auto& scheme : *schemes) {
    if (scheme.id == id) { return std::move(scheme); }
    known += (known.empty() ? "" : "、") + scheme.id + "（" + scheme.name + "）";
  }
  return Error{Code::not_found, "没有这个亩均评价办法", id, "用 --scheme 选：" + known};
}

// The group of the scheme that a firm's own word puts it into; "" when it says none of them.
std::string group_of(grow::MuScheme const& scheme, Record const& firm) {
  auto const key = firm.text("group");
  auto const has = std::any_of(scheme.groups.begin(), scheme.groups.end(),
                               [&](auto const& group) { return group.key == key; });
  return has ? key : std::string{};
}

struct Graded {
  std::vector<FirmRows> rows;
  std::vector<grow::MuFirm> firms;
};

Graded gather(Context const& context, grow::MuScheme const& scheme) {
  auto out = Graded{};
  for (auto& rows : firms_of(context.book)) {
    auto const& record = *rows.rows.front();
    auto firm = grow::MuFirm{};
    firm.firm = engine_firm(context, rows, Facts::marked);
    firm.group = group_of(scheme, record);
    if (firm.group.empty()) {
      firm.group = scheme.groups.front().key;
      firm.left_out =
          record.text("group").empty() ? "台账没有写是规上还是规下" : "办法不评这一类企业";
    }
    firm.bonus = record.number("bonus").value_or(0);
    firm.veto = record.text("veto");
    out.firms.push_back(std::move(firm));
    out.rows.push_back(std::move(rows));
  }
  return out;
}

std::string weight_key(grow::MuScheme const& scheme, grow::MuGroup const& group,
                       grow::MuItem const& item) {
  return "per_mu/" + scheme.id + "/" + group.key + "/" + item.name;
}

grow::MuOptions options_of(Context const& context, grow::MuScheme const& scheme) {
  auto options = grow::MuOptions{.base = grow_options(context), .assumed_weights = {}};
  for (auto const& group : scheme.groups) {
    for (auto const& item : group.items) {
      if (auto const weight = context.book.assumption(weight_key(scheme, group, item))) {
        options.assumed_weights.emplace_back(group.key + "/" + item.name,
                                             context.basis.use(*weight).value);
      }
    }
  }
  return options;
}

std::string unset_weights(Context const& context, grow::MuScheme const& scheme) {
  auto unset = std::string{};
  for (auto const& group : scheme.groups) {
    for (auto const& item : group.items) {
      auto const key = weight_key(scheme, group, item);
      if (!item.weight && !context.book.assumption(key)) {
        unset += (unset.empty() ? "" : "、") + key;
      }
    }
  }
  return unset;
}

std::vector<Figure> inputs_of(Context const& context, std::vector<std::string> const& marks) {
  auto inputs = std::vector<Figure>{};
  for (auto const& mark : marks) {
    auto const at = context.basis.figures().find(mark);
    if (at != context.basis.figures().end()) { inputs.push_back(at->second); }
  }
  return inputs;
}

Figure points(Context const& context, std::string const& firm, std::string const& name,
              double value, std::string const& formula, std::vector<Figure> inputs) {
  return context.basis.derive({.subject = firm,
                               .indicator = name + "得分",
                               .value = value,
                               .unit = "points",
                               .formula = formula,
                               .inputs = std::move(inputs)});
}

// `group`: what a value taken from the mean of the group rests on.
Line term_line(Context const& context, std::string const& firm, grow::MuTerm const& term,
               std::vector<Figure> const& group) {
  auto line = Line{term.name + "：" + term.formula};
  if (!term.points) {
    auto missing = std::string{};
    for (auto const& m : term.missing) { missing += (missing.empty() ? "" : "、") + m.title; }
    return line << "，未知" << (missing.empty() ? "" : "，缺 " + missing);
  }
  auto inputs = inputs_of(context, term.marks);
  if (inputs.empty()) { inputs = group; }
  line << "，"
       << points(context, firm, term.name, *term.points, term.sum.empty() ? term.rule : term.sum,
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
    auto const total = points(context, rows.name, "亩均评价", *sheet.total,
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
      return context.basis.derive({.subject = context.region,
                                   .indicator = group.title + what,
                                   .value = static_cast<double>(value),
                                   .unit = "count",
                                   .formula = "按 " + report.document + " 逐家评价",
                                   .inputs = rows_of(firms),
                                   .of = "家"});
    };
    line << count("企业数", group.firms) << "，参与排名 " << count("排名企业数", group.ranked);
    for (auto const& [grade, number] : group.grades) {
      line << "，" << grade << " 档 " << count(grade + "档企业数", number);
    }
    answer.notes.push_back(std::move(line));
  }
  for (auto const& note : report.notes) { answer.notes.emplace_back(note); }
}

// The graded first, best first; then those that lack something.
std::vector<std::size_t> order_of(grow::MuReport const& report) {
  auto order = std::vector<std::size_t>(report.sheets.size());
  for (auto i = std::size_t{0}; i < order.size(); ++i) { order[i] = i; }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    auto const& x = report.sheets[a];
    auto const& y = report.sheets[b];
    auto const key = [](grow::MuSheet const& sheet) {
      return std::pair{sheet.rank == 0, std::pair{std::string_view{sheet.group}, sheet.rank}};
    };
    return key(x) < key(y);
  });
  return order;
}

}  // namespace

Result<Answer> per_mu(Context const& context, std::string const& id) {
  auto const scheme = scheme_named(id);
  if (!scheme) { return scheme.error(); }
  if (auto const unset = unset_weights(context, *scheme); !unset.empty()) {
    return Error{Code::infeasible, "公开文本里没有查到这些权重，不能评分", unset,
                 "按本区办法用 chengjie assume set 设定"};
  }
  auto const graded = gather(context, *scheme);
  auto const report = grow::grade(*scheme, graded.firms, options_of(context, *scheme));
  if (!report) { return report.error(); }
  auto answer = answer_of(context, "per_mu");
  auto const group = rows_of(graded.rows);
  for (auto const i : order_of(*report)) {
    if (answer.items.size() == kShownMax) { break; }
    answer.items.push_back(sheet_item(context, graded.rows[i], report->sheets[i], group));
  }
  answer.notes.emplace_back("办法：" + scheme->name + "，" + report->document +
                            (scheme->origin.verified ? "" : "（待核）"));
  if (graded.rows.size() > kShownMax) {
    answer.notes.emplace_back("共 " + std::to_string(graded.rows.size()) + " 家，列出前 " +
                              std::to_string(kShownMax) + " 家");
  }
  tell_groups(context, *report, graded.rows, answer);
  if (graded.rows.empty()) {
    answer.lacks.emplace_back("没有本区企业：请导入亩均评价基础表（--as enterprises）");
  }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
