#include "chengjie/answer/how/policies.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/how/claims.h"
#include "chengjie/answer/how/clause_totals.h"
#include "chengjie/base/date.h"

namespace chengjie::answer {
namespace {

using rules::State;

constexpr auto kNamesMax = std::size_t{5};
constexpr auto kRowsBehind = std::size_t{20};  // rows of firms that a count opens to

std::string names(std::vector<FirmRows> const& firms, std::vector<std::size_t> const& numbers,
                  std::size_t of) {
  auto out = std::string{};
  for (auto i = std::size_t{0}; i < numbers.size() && i < kNamesMax; ++i) {
    out += (out.empty() ? "：" : "、") + firms[numbers[i]].name;
  }
  return of > kNamesMax ? out + " 等" : out;
}

std::string state_of(grow::PolicyClause const& clause, Date today) {
  if (clause.from && today < *clause.from) { return "not_yet"; }
  if (clause.until && *clause.until < today) { return "closed"; }
  return clause.text.automatic ? "automatic" : "open";
}

struct Sheet {
  Context const& context;
  std::vector<FirmRows> const& firms;
  Date today;

  Figure count(std::string const& clause, std::string const& what, int value,
               std::vector<Figure> const& inputs) const {
    return firm_count(
        context, clause, what, static_cast<std::size_t>(value),
        what == "符合企业数" ? "逐家核对条件，全部符合的" : "逐家核对条件，没有不符合、尚有未知的",
        inputs);
  }

  Figure money(std::string const& clause, std::string const& what, double cny,
               std::string const& formula, std::vector<Figure> const& inputs) const {
    return context.basis.derive({.subject = clause,
                                 .indicator = what,
                                 .value = cny,
                                 .unit = "CNY",
                                 .formula = formula,
                                 .inputs = inputs});
  }

  std::vector<Figure> inputs_of(Record const& record, ClauseTotal const& total) const {
    auto inputs = std::vector<Figure>{cite(record, "clause")};
    for (auto const column : {"rate_pct", "cap_cny"}) {
      if (auto const figure = context.book.figure("policies", record.key, column)) {
        inputs.push_back(*figure);
      }
    }
    for (auto const& list : {total.met, total.unknown}) {
      for (auto i = std::size_t{0}; i < list.size() && i < kRowsBehind; ++i) {
        inputs.push_back(cite(*firms[list[i]].rows.front(), "name"));
      }
    }
    return inputs;
  }

  // The days stand behind the day that they count to: the last one to apply, else the clause's
  // last.
  void tell_time(Record const& record, grow::PolicyClause const& clause, Item& item) const {
    auto time = Line{};
    auto const tell_days = [&](std::optional<int> left) {
      if (!left) { return; }
      time << (*left < 0 ? "，已过 " + std::to_string(-*left) + " 天"
                         : "，还有 " + std::to_string(*left) + " 天");
    };
    auto const to_apply = days_left(clause.text.apply_time, {}, context.today);
    if (!clause.text.apply_time.empty()) {
      time << "申报时间：" << clause.text.apply_time << cite(record, "apply_time");
      tell_days(to_apply);
    }
    if (!clause.text.valid_to.empty()) {
      time << (time.empty() ? "有效期至 " : "；有效期至 ") << clause.text.valid_to
           << cite(record, "valid_to");
      if (!to_apply) { tell_days(days_left({}, clause.text.valid_to, context.today)); }
    }
    if (!time.empty()) { item.lines.push_back(std::move(time)); }
  }

  void tell_terms(Record const& record, grow::PolicyClause const& clause, Item& item) const {
    for (auto const& [column, head] :
         {std::pair{"target", "对象："}, {"condition", "条件："}, {"support", "支持："}}) {
      if (record.text(column).empty()) { continue; }
      item.lines.push_back(Line{head} << record.text(column) << cite(record, column));
    }
    tell_time(record, clause, item);
    auto const ties = grow::tax_ties(clause.text.support);
    if (!ties.empty() || clause.text.tied_to_tax.value_or(false)) {
      item.lines.push_back(Line{"须审查："}
                           << (ties.empty() ? std::string{"台账记为与税收挂钩"}
                                            : "写有“" + ties.front().word + "”")
                           << cite(record, ties.empty() ? "tied_to_tax" : "support")
                           << "，奖补与纳税挂钩不符合公平竞争审查条例（2024-08-01 施行）");
    }
    if (clause.unread > 0) {
      item.lines.emplace_back("有 " + std::to_string(clause.unread) +
                              " 个条件不能计算，要由人核对，因此没有企业能直接判为符合");
    }
  }

  void tell_claims(Record const& record, Item& item) const {
    auto stages = std::map<Stage, std::vector<Record const*>>{};
    for (auto const* claim : claims_of(context.book, record)) {
      stages[stage_of(*claim)].push_back(claim);
    }
    if (stages.empty()) { return; }
    auto line = Line{"兑现："};
    auto first = true;
    for (auto const& [stage, claims] : stages) {
      auto inputs = std::vector<Figure>{};
      for (auto const* claim : claims) { inputs.push_back(cite(*claim, "firm")); }
      line << (first ? "" : "，") << words_of(stage) << " "
           << firm_count(context, record.key, std::string{words_of(stage)} + "企业数",
                         claims.size(), "政策兑现台账里到这一步的行数", std::move(inputs));
      first = false;
    }
    item.lines.push_back(std::move(line));
  }

  Item item(grow::PolicyClause const& clause, ClauseTotal const& total) const {
    auto const& record = *context.book.find("policies", clause.text.id);
    auto const inputs = inputs_of(record, total);
    auto item = Item{};
    item.id = clause.text.id;
    item.state = state_of(clause, today);
    item.title = Line{clause.text.document + clause.text.clause};
    item.title << cite(record, "clause");
    tell_terms(record, clause, item);
    auto const met = count(item.id, "符合企业数", total.row.met, inputs);
    auto const open = count(item.id, "待证企业数", total.row.unknown, inputs);
    item.lines.push_back(Line{item.state == "automatic" ? "免申即享 " : "符合 "}
                         << met
                         << names(firms, total.met, static_cast<std::size_t>(total.row.met)));
    item.lines.push_back(
        Line{"待证 "} << open
                      << names(firms, total.unknown, static_cast<std::size_t>(total.row.unknown)));
    item.figures = {{"met", met}, {"unknown", open}};
    if (total.row.most_cny > 0) {
      auto const least =
          money(item.id, "确定支出", total.row.least_cny, "符合企业的金额合计", inputs);
      auto const most =
          money(item.id, "最多支出", total.row.most_cny, "符合和待证企业的最高金额合计", inputs);
      item.lines.push_back(Line{"预算："} << least << " 至 " << most);
      item.figures.emplace_back("least", least);
      item.figures.emplace_back("most", most);
    }
    if (!total.row.bounded) { item.lines.emplace_back("有的金额条款未写明，未计入预算"); }
    tell_claims(record, item);
    return item;
  }
};

std::optional<Date> date_in(std::string_view text) {
  for (auto at = std::size_t{0}; at + 4 <= text.size(); ++at) {
    auto numbers = std::vector<int>{};
    auto i = at;
    while (i < text.size() && numbers.size() < 3) {
      auto const begin = i;
      while (i < text.size() && text[i] >= '0' && text[i] <= '9' && i - begin < 4) { ++i; }
      if (i == begin) { break; }
      numbers.push_back(std::stoi(std::string{text.substr(begin, i - begin)}));
      for (auto const mark : {"-", ".", "/", "年", "月"}) {
        if (text.substr(i).starts_with(mark)) {
          i += std::string_view{mark}.size();
          break;
        }
      }
    }
    if (numbers.size() == 3 && numbers[0] >= 2000) {
      auto const two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
      return parse_date(std::to_string(numbers[0]) + "-" + two(numbers[1]) + "-" + two(numbers[2]));
    }
  }
  return std::nullopt;
}

std::vector<Line> match_lines(Context const& context, grow::Match const& match) {
  auto lines = std::vector<Line>{};
  for (auto const& obstacle : match.failing) {
    auto line = Line{"不够：" + obstacle.words};
    if (!obstacle.short_words.empty()) { line << "，差 " << obstacle.short_words; }
    add_marks(context, line, obstacle.marks);
    lines.push_back(std::move(line));
  }
  for (auto const& obstacle : match.unknown) {
    auto line = Line{"待证：" + obstacle.words};
    for (auto const& m : obstacle.missing) {
      line << "；" << title_of(m) << (m.proof.empty() ? "" : "凭" + m.proof);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

Item firm_item(Context const& context, FirmRows const& rows, grow::PolicyClause const& clause) {
  auto const firm = engine_firm(context, rows, Facts::marked);
  auto const match = grow::entitle({firm}, {clause}, entitle_options(context)).front();
  auto item = Item{};
  item.id = rows.id;
  item.state = match.state == State::not_met ? "near_miss" : std::string{name_of(match.state)};
  item.title = Line{rows.name} << cite(*rows.rows.front(), "name");
  item.lines = match_lines(context, match);
  if (match.amount_most_cny > 0) {
    auto const amount = context.basis.derive({.subject = rows.name,
                                              .indicator = "可得支持",
                                              .value = match.amount_most_cny,
                                              .unit = "CNY",
                                              .formula = match.formula,
                                              .inputs = amount_inputs(context, match)});
    item.lines.push_back(Line{"最多 "} << amount);
    item.figures.emplace_back("most", amount);
  }
  for (auto const* claim :
       claims_of_firm(context.book, rows.rows.front()->text("uscc"), rows.name)) {
    if (claim->text("document") == clause.text.document &&
        claim->text("clause") == clause.text.clause) {
      item.lines.push_back(stage_line(context, *claim));
    }
  }
  return item;
}

// Firms of a clause in the order they are told: met, one short, unknown.
std::vector<std::size_t> firms_of_clause(Context const& context, grow::PolicyClause const& clause,
                                         std::vector<FirmRows> const& firms) {
  auto options = entitle_options(context);
  options.base.brief = true;
  auto groups = std::array<std::vector<std::size_t>, 3>{};
  for (auto i = std::size_t{0}; i != firms.size(); ++i) {
    auto const firm = engine_firm(context, firms[i], Facts::bare);
    auto const match = grow::entitle({firm}, {clause}, options).front();
    if (match.state == State::not_met && !match.one_short) { continue; }
    groups[match.state == State::met ? 0 : match.state == State::not_met ? 1 : 2].push_back(i);
  }
  auto out = std::vector<std::size_t>{};
  for (auto const& group : groups) { out.insert(out.end(), group.begin(), group.end()); }
  return out;
}

}  // namespace

std::optional<int> days_left(std::string_view apply_time, std::string_view valid_to,
                             std::string_view today) {
  auto const now = parse_date(today);
  auto day = date_in(apply_time);
  if (!day) {
    auto const period = parse_period(valid_to);
    if (period) { day = period->until; }
  }
  if (!now || !day) { return std::nullopt; }
  return days_between(*now, *day);
}

Result<Answer> policies(Context const& context) {
  auto answer = answer_of(context, "policies");
  auto const firms = firms_of(context.book);
  auto const clauses = clauses_of(context.book);
  auto const totals = clause_totals(context, clauses, firms);
  auto const sheet = Sheet{context, firms, grow_options(context).today};
  auto order = std::vector<std::size_t>(totals.size());
  for (auto i = std::size_t{0}; i != order.size(); ++i) { order[i] = i; }
  std::ranges::stable_sort(order, std::greater{},
                           [&](std::size_t i) { return totals[i].row.most_cny; });
  for (auto const i : order) { answer.items.push_back(sheet.item(clauses.usable[i], totals[i])); }
  auto least = 0.0;
  auto most = 0.0;
  auto parts = std::vector<Figure>{};
  for (auto const& item : answer.items) {
    for (auto const& [name, figure] : item.figures) {
      if (name == "least") { least += figure.value; }
      if (name == "most") { most += figure.value; }
      if (name == "least" || name == "most") { parts.push_back(figure); }
    }
  }
  if (!parts.empty()) {
    answer.notes.push_back(
        Line{"全部条款合计："}
        << sheet.money(context.region, "确定支出", least, "各条款确定支出之和", parts) << " 至 "
        << sheet.money(context.region, "最多支出", most,
                       "各条款最多支出之和；同一企业能否重复享受条款未写明的未扣除", parts));
  }
  if (auto line = judged_line(clauses); !line.empty()) { answer.notes.push_back(std::move(line)); }
  for (auto const& why : clauses.broken) { answer.lacks.push_back("条款不能计算：" + why); }
  if (clauses.bare > 0) {
    answer.lacks.push_back(
        std::to_string(clauses.bare) +
        " 条政策只知名称，没有条件：请读入文件或导入政策条款库（--as policies）");
  }
  if (context.book.all("claims").empty()) {
    answer.lacks.emplace_back(
        "没有兑现台账，不知道各条款申报、审核、公示、拨付到哪一步：请导入（--as claims）");
  }
  if (auto lost = claims_without_clause(context.book); !lost.empty()) {
    answer.lacks.push_back("兑现台账里有 " + std::to_string(lost.size()) + " 行对不上政策条款（" +
                           lost.front() + (lost.size() > 1 ? " 等" : "") +
                           "）：请核对政策文件和条款的写法");
  }
  finish(context, answer);
  return answer;
}

Result<Answer> policy(Context const& context, std::string const& wanted, std::size_t most) {
  auto const clauses = clauses_of(context.book);
  auto const clause = std::ranges::find(clauses.usable, wanted, [](grow::PolicyClause const& c) {
    return std::string_view{c.text.id};
  });
  if (clause == clauses.usable.end()) {
    return Error{Code::not_found, "没有这一条可以计算的条款", wanted,
                 "chengjie policies 列出全部条款的编号"};
  }
  auto answer = answer_of(context, "policy");
  auto const firms = firms_of(context.book);
  auto const chosen = firms_of_clause(context, *clause, firms);
  for (auto const i : chosen) {
    if (answer.items.size() == most) { break; }
    answer.items.push_back(firm_item(context, firms[i], *clause));
  }
  auto const& record = *context.book.find("policies", clause->text.id);
  auto head = Item{};
  Sheet{context, firms, grow_options(context).today}.tell_terms(record, *clause, head);
  answer.notes.push_back(Line{clause->text.document + clause->text.clause}
                         << cite(record, "clause"));
  for (auto& line : head.lines) { answer.notes.push_back(std::move(line)); }
  if (chosen.size() > most) {
    answer.notes.emplace_back("共 " + std::to_string(chosen.size()) + " 家，列出前 " +
                              std::to_string(most) + " 家；导出可得全部");
  }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
