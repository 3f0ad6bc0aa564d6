#include "chengjie/answer/how/entitlements.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "chengjie/answer/cite.h"

namespace chengjie::answer {
namespace {

using rules::State;

constexpr auto kJudgedMax = std::size_t{5};
constexpr auto kBudgetMax = std::size_t{20};  // clauses told in the answer

grow::ClauseText text_of(Record const& record) {
  auto text = grow::ClauseText{};
  text.id = record.key;
  text.document = record.text("document");
  text.doc_no = record.text("doc_no");
  text.clause = record.text("clause");
  text.condition = record.text("condition");
  // Whom it is for is a condition too: a plain comparison is computed, the rest is for a person.
  if (auto const target = record.text("target"); !target.empty()) {
    text.condition += (text.condition.empty() ? "" : "\n") + target;
  }
  text.valid_from = record.text("valid_from");
  text.valid_to = record.text("valid_to");
  text.rate_pct = record.number("rate_pct");
  text.cap_cny = record.number("cap_cny");
  text.support = record.text("support");
  text.base = text.rate_pct ? grow::base_of(text.support) : std::string{};
  text.apply_time = record.text("apply_time");
  text.materials = record.list("materials");
  text.department = record.text("department");
  text.tied_to_tax = record.flag("tied_to_tax");
  text.automatic = text.support.find("免申即享") != std::string::npos;
  return text;
}

bool is_bare(Record const& record) {
  return record.text("condition").empty() && record.text("target").empty();
}

grow::PolicyClause const* clause_named(Clauses const& clauses, std::string const& id) {
  auto const at = std::find_if(clauses.usable.begin(), clauses.usable.end(),
                               [&](auto const& clause) { return clause.text.id == id; });
  return at == clauses.usable.end() ? nullptr : &*at;
}

Line title_line(Context const& context, grow::ClauseText const& text) {
  auto line = Line{};
  line << text.document << text.clause;
  if (auto const* record = context.book.find("policies", text.id)) {
    line << cite(*record, "clause");
  }
  return line;
}

Figure money(Context const& context, std::string const& subject, std::string const& indicator,
             double cny, std::string const& formula, std::vector<Figure> inputs) {
  return context.basis.derive({.subject = subject,
                               .indicator = indicator,
                               .value = cny,
                               .unit = "CNY",
                               .formula = formula,
                               .inputs = std::move(inputs)});
}

Line match_line(Context const& context, Clauses const& clauses, grow::Match const& match) {
  auto line = Line{match.state == State::met       ? (match.automatic ? "可免申即享 " : "可享受 ")
                   : match.state == State::unknown ? "待证 "
                                                   : "差一项 "};
  auto const* clause = clause_named(clauses, match.clause);
  line.add(title_line(context, clause->text));
  if (match.amount_most_cny > 0) {
    line << "：最多 "
         << money(context, match.firm, "可得支持", match.amount_most_cny, match.formula,
                  amount_inputs(context, match));
  } else {
    line << "：金额未写明";
  }
  for (auto const& obstacle : match.failing) {
    line << "；不够：" << obstacle.words;
    if (!obstacle.short_words.empty()) { line << "，差 " << obstacle.short_words; }
    add_marks(context, line, obstacle.marks);
  }
  auto told = std::string{};
  for (auto const& obstacle : match.unknown) {
    told += (told.empty() ? "；待证：" : "、") + obstacle.words;
  }
  line << told;
  if (!match.apply_time.empty()) { line << "；申报时间 " << match.apply_time; }
  auto materials = std::string{};
  for (auto const& material : match.materials) {
    materials += (materials.empty() ? "；材料：" : "、") + material;
  }
  line << materials;
  for (auto const& warning : match.warnings) { line << "；注意：" << warning; }
  return line;
}

std::tuple<int, double> order_of(grow::Match const& match) {
  auto const group = match.state == State::met ? 0 : match.state == State::not_met ? 1 : 2;
  return {group, -match.amount_most_cny};
}

}  // namespace

std::vector<Figure> amount_inputs(Context const& context, grow::Match const& match) {
  auto inputs = std::vector<Figure>{};
  for (auto const& mark : match.marks) {
    auto const at = context.basis.figures().find(mark);
    if (at != context.basis.figures().end()) { inputs.push_back(at->second); }
  }
  auto const* record = context.book.find("policies", match.clause);
  if (record != nullptr) { inputs.push_back(cite(*record, "clause")); }
  for (auto const column : {"rate_pct", "cap_cny"}) {
    if (record == nullptr || !record->number(column)) { continue; }
    if (auto figure = context.book.figure("policies", match.clause, column)) {
      inputs.push_back(*figure);
    }
  }
  return inputs;
}

Clauses clauses_of(Book const& book) {
  auto clauses = Clauses{};
  for (auto const& record : book.all("policies")) {
    if (is_bare(record)) {
      ++clauses.bare;
      continue;
    }
    auto read = grow::read_clause(text_of(record));
    if (!read) {
      clauses.broken.push_back(read.error().line());
    } else if (static_cast<std::size_t>(read->unread) == read->pack.root.children.size()) {
      clauses.judged.push_back(&record);
    } else {
      clauses.usable.push_back(std::move(*read));
    }
  }
  return clauses;
}

grow::EntitleOptions entitle_options(Context const& context) {
  return {.base = grow_options(context), .keep_not_met = true};
}

// A thousand clauses are sifted in numbers; only those shown are put into words.
std::vector<Line> entitlement_lines(Context const& context, Clauses const& clauses,
                                    grow::Firm const& firm, std::size_t most) {
  auto brief = entitle_options(context);
  brief.base.brief = true;
  auto matches = grow::entitle({firm}, clauses.usable, brief);
  std::erase_if(matches, [](grow::Match const& match) {
    return match.state == State::not_met && !match.one_short;
  });
  std::ranges::stable_sort(matches, {}, order_of);
  auto lines = std::vector<Line>{};
  for (auto const& match : matches) {
    if (lines.size() == most) {
      lines.emplace_back("…… 另有 " + std::to_string(matches.size() - most) + " 条");
      break;
    }
    auto const told =
        grow::entitle({firm}, {*clause_named(clauses, match.clause)}, entitle_options(context));
    lines.push_back(match_line(context, clauses, told.front()));
  }
  return lines;
}

std::vector<Line> budget_lines(Context const& context, Clauses const& clauses,
                               std::vector<grow::BudgetRow> const& rows,
                               std::vector<FirmRows> const& firms) {
  auto lines = std::vector<Line>{};
  auto const firm_rows = rows_of(firms);
  auto dearest = rows;
  std::ranges::stable_sort(dearest, std::greater{}, &grow::BudgetRow::most_cny);
  for (auto const& row : dearest) {
    if (lines.size() == kBudgetMax) {
      lines.emplace_back("…… 另有 " + std::to_string(rows.size() - kBudgetMax) +
                         " 条，chengjie policies 列出全部");
      break;
    }
    auto inputs = firm_rows;
    if (auto const* record = context.book.find("policies", row.clause)) {
      inputs.insert(inputs.begin(), cite(*record, "clause"));
    }
    auto line = title_line(context, clause_named(clauses, row.clause)->text);
    auto const count = [&](std::string const& indicator, int value, std::string const& formula) {
      return context.basis.derive({.subject = row.clause,
                                   .indicator = indicator,
                                   .value = static_cast<double>(value),
                                   .unit = "count",
                                   .formula = formula,
                                   .inputs = inputs,
                                   .of = "家"});
    };
    line << "：符合 " << count("符合企业数", row.met, "逐家核对条件，全部符合的") << "，待证 "
         << count("待证企业数", row.unknown, "逐家核对条件，没有不符合、尚有未知的");
    if (row.most_cny > 0) {
      line << "；支出 "
           << money(context, row.clause, "确定支出", row.least_cny, "符合企业的金额合计", inputs)
           << " 至 "
           << money(context, row.clause, "最多支出", row.most_cny, "符合和待证企业的最高金额合计",
                    inputs);
    }
    if (!row.bounded) { line << "（有的金额条款未写明，未计入）"; }
    lines.push_back(std::move(line));
  }
  return lines;
}

Line judged_line(Clauses const& clauses) {
  auto line = Line{};
  for (auto i = std::size_t{0}; i < clauses.judged.size() && i < kJudgedMax; ++i) {
    auto const& record = *clauses.judged[i];
    line << (i == 0 ? "对象或条件要由人判断的条款：" : "；") << record.text("document")
         << record.text("clause") << cite(record, "clause");
    if (auto const whom = record.text("target"); !whom.empty()) { line << "（" << whom << "）"; }
  }
  if (clauses.judged.size() > kJudgedMax) {
    line << " 等 " << std::to_string(clauses.judged.size()) << " 条";
  }
  return line;
}

std::vector<Line> legality_lines(Context const& context, Clauses const& clauses) {
  auto lines = std::vector<Line>{};
  for (auto const& clause : clauses.usable) {
    auto const ties = grow::tax_ties(clause.text.support);
    if (ties.empty() && !clause.text.tied_to_tax.value_or(false)) { continue; }
    auto line = Line{"须审查："};
    line.add(title_line(context, clause.text));
    line << (ties.empty() ? std::string{"台账记为与税收挂钩"} : "写有“" + ties.front().word + "”")
         << "，奖补与纳税挂钩不符合公平竞争审查条例（2024-08-01 施行）";
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace chengjie::answer
