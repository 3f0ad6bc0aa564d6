#include <algorithm>
#include <cmath>
#include <map>

#include "chengjie/answer/how/per_mu.h"
#include "chengjie/answer/how/per_mu_run.h"

namespace chengjie::answer {
namespace {

constexpr auto kTriedMax = 1e15;     // in the indicator's unit: beyond it nothing is meant
constexpr auto kWeightMax = 1000.0;  // points

struct Part {
  std::string left, right;
};
std::optional<Part> split(std::string const& text, char mark) {
  auto const at = text.rfind(mark);
  if (at == std::string::npos || at == 0 || at + 1 == text.size()) { return std::nullopt; }
  return Part{text.substr(0, at), text.substr(at + 1)};
}

std::optional<int> indicator_of(std::string const& word) {
  if (auto const id = rules::indicator_named(word)) { return id; }
  auto const all = rules::indicators();
  auto const at = std::ranges::find(all, word, &rules::Indicator::title);
  return at == all.end() ? std::nullopt : std::optional{static_cast<int>(at - all.begin())};
}

Error wrong(std::string what, std::string const& where) {
  return {Code::bad_input, std::move(what), where,
          "写成 企业:指标=数值单位，例如 甲厂:评价税收=300万元"};
}

// Puts one tried figure before what the ledger says; tells it as an assumption.
Result<Done> try_figure(Context const& context, MuRun& run, std::string const& text, Line& told) {
  auto const sides = split(text, '=');
  auto const who = sides ? split(sides->left, ':') : std::nullopt;
  if (!who) { return wrong("看不懂要试的数", text); }
  auto const firm = std::ranges::find_if(run.rows, [&](FirmRows const& rows) {
    return rows.id == who->left || rows.name == who->left;
  });
  if (firm == run.rows.end()) { return wrong("没有这家企业", who->left); }
  auto const id = indicator_of(who->right);
  if (!id) { return wrong("没有这个指标", who->right); }
  auto const& row = rules::indicators()[static_cast<std::size_t>(*id)];
  auto const literal = rules::read_literal(sides->right, {text, 1, 1});
  if (!literal) { return wrong("不是带单位的数", sides->right); }
  auto const own = rules::unit_named(row.unit);
  if (row.holds != rules::Holds::number || !own ||
      (!literal->bare && !(literal->dimension == own->dimension))) {
    return wrong("单位和指标“" + std::string{row.title} + "”不合", sides->right);
  }
  auto const value = literal->bare ? literal->value : own->from_base(literal->value);
  if (!std::isfinite(value) || std::abs(value) > kTriedMax) {
    return wrong("数太大", sides->right);
  }
  // Money may be lost and rates may fall; of land, people and energy nobody has less than none.
  if (value < 0 && (row.unit == "mu" || row.unit == "person" || row.unit == "tce")) {
    return wrong("“" + std::string{row.title} + "”不能是负数", sides->right);
  }
  auto const year = std::to_string(run.options.base.year);
  auto& facts = run.firms[static_cast<std::size_t>(firm - run.rows.begin())].firm.facts.facts;
  facts.insert(
      facts.begin(),
      {std::string{row.name}, row.yearly ? year : "", value, std::string{row.unit}, "", "", {}});
  auto figure = Figure{};
  figure.subject = firm->name;
  figure.indicator = row.title;
  figure.value = value;
  figure.unit = row.unit;
  figure.period = row.yearly ? year : "";
  figure.evidence = Assumption{text, context.caller.name, context.today, "试算，未写入账本"};
  told << (told.empty() ? "试算：" : "；") << firm->name << row.title << " 改为 "
       << context.basis.use(figure);
  return kDone;
}

Result<Done> try_weight(MuRun& run, std::string const& text, Line& told) {
  auto const sides = split(text, '=');
  auto const key = sides ? split(sides->left, '/') : std::nullopt;
  auto const literal = sides ? rules::read_literal(sides->right, {text, 1, 1})
                             : Result<rules::Literal>{Error{Code::bad_input, "", {}, {}}};
  if (!key || !literal || !literal->bare || !(literal->value > 0) || literal->value > kWeightMax) {
    return Error{Code::bad_input, "看不懂要试的权重", text,
                 "写成 组/项=分（大于 0，至多 1000），例如 规上/亩均税收=40"};
  }
  for (auto& group : run.scheme.groups) {
    if (group.key != key->left && group.title != key->left) { continue; }
    for (auto& item : group.items) {
      if (item.name != key->right) { continue; }
      item.weight = literal->value;
      told << (told.empty() ? "试算：" : "；")
           << group.title + item.name + " 权重改为 " + rules::number_words(literal->value) + " 分";
      return kDone;
    }
  }
  return Error{Code::bad_input, "办法里没有这一组或这一项", sides->left,
               "chengjie per-mu --scheme " + run.scheme.id + " 列出各组各项"};
}

std::string grade_words(std::string const& grade) {
  return grade.empty() ? "未分档" : grade + " 档";
}

Item change_item(Context const& context, FirmRows const& rows, grow::MuChange const& change) {
  auto item = Item{};
  item.id = rows.id;
  item.state = change.grade_before == change.grade_after ? "same_grade" : "other_grade";
  item.title = Line{rows.name + "：" + grade_words(change.grade_before) + " → " +
                    grade_words(change.grade_after)};
  auto line = Line{"总分 "};
  for (auto const& [total, name] :
       {std::pair{change.total_before, "改前总分"}, std::pair{change.total_after, "改后总分"}}) {
    if (std::string_view{name} == "改后总分") { line << " → "; }
    if (!total) {
      line << "未知";
      continue;
    }
    auto const figure =
        mu_points(context, rows.name, name, *total, "各项得分之和", rows_of({rows}));
    line << figure;
    item.figures.emplace_back(std::string_view{name} == "改前总分" ? "before" : "after", figure);
  }
  line << "，名次 " << (change.rank_before == 0 ? "无" : std::to_string(change.rank_before))
       << " → " << (change.rank_after == 0 ? "无" : std::to_string(change.rank_after));
  item.lines.push_back(std::move(line));
  auto terms = std::string{};
  for (auto const& term : change.terms) { terms += (terms.empty() ? "变动的项：" : "、") + term; }
  item.lines.emplace_back(terms.empty() ? "各项得分未变，名次因别家变动" : terms);
  return item;
}

Answer report_of(Context const& context, std::vector<FirmRows> const& rows,
                 grow::MuReport const& before, grow::MuReport const& after, std::size_t most) {
  auto answer = answer_of(context, "per_mu_change");
  auto by_id = std::map<std::string_view, FirmRows const*>{};
  for (auto const& firm : rows) { by_id.emplace(firm.id, &firm); }
  auto changes = grow::difference(before, after);
  // A new grade first, then new points, then a place that others moved.
  std::ranges::stable_sort(changes, {}, [](grow::MuChange const& c) {
    return c.grade_before != c.grade_after ? 0 : !c.terms.empty() ? 1 : 2;
  });
  auto graded = std::vector<FirmRows>{};
  auto moved = std::vector<FirmRows>{};
  for (auto const& change : changes) {
    auto const& firm = *by_id.at(change.firm);
    if (answer.items.size() != most) { answer.items.push_back(change_item(context, firm, change)); }
    (change.grade_before != change.grade_after ? graded : moved).push_back(firm);
  }
  // Of nobody the count rests on all who were graded.
  auto const rows_behind = [&](std::vector<FirmRows> const& some) {
    return rows_of(some.empty() ? rows : some);
  };
  answer.notes.push_back(
      Line{"换档 "} << firm_count(context, context.region, "换档企业数", graded.size(),
                                  "前后两次评价档次不同的", rows_behind(graded))
                    << "，只变分数或名次 "
                    << firm_count(context, context.region, "变分企业数", moved.size(),
                                  "前后两次评价档次相同、分数或名次不同的", rows_behind(moved)));
  if (changes.size() > most) {
    answer.notes.emplace_back("共 " + std::to_string(changes.size()) + " 家有变动，列出前 " +
                              std::to_string(most) + " 家；导出可得全部");
  }
  return answer;
}

}  // namespace

Result<Answer> per_mu_tried(Context const& context, std::string const& scheme, MuTry const& tried,
                            std::size_t most) {
  auto run = mu_run(context, scheme);
  if (!run) { return run.error(); }
  auto const before = grow::grade(run->scheme, run->firms, run->options);
  if (!before) { return before.error(); }
  auto told = Line{};
  for (auto const& text : tried.figures) {
    if (auto const done = try_figure(context, *run, text, told); !done) { return done.error(); }
  }
  for (auto const& text : tried.weights) {
    if (auto const done = try_weight(*run, text, told); !done) { return done.error(); }
  }
  auto const after = grow::grade(run->scheme, run->firms, run->options);
  if (!after) { return after.error(); }
  auto answer = report_of(context, run->rows, *before, *after, most);
  answer.notes.insert(answer.notes.begin(), std::move(told));
  answer.notes.emplace_back("办法：" + run->scheme.name + "，" + run->scheme.document);
  finish(context, answer);
  return answer;
}

Result<Answer> per_mu_since(Context const& now, Context const& then, std::string const& scheme,
                            std::size_t most) {
  auto const run = mu_run(now, scheme);
  if (!run) { return run.error(); }
  auto const old = mu_run(then, scheme);
  if (!old) { return old.error(); }
  auto const before = grow::grade(old->scheme, old->firms, old->options);
  if (!before) { return before.error(); }
  auto const after = grow::grade(run->scheme, run->firms, run->options);
  if (!after) { return after.error(); }
  auto answer = report_of(now, run->rows, *before, *after, most);
  answer.notes.emplace_back("办法：" + run->scheme.name + "，" + run->scheme.document);
  answer.notes.emplace_back("两次评价：" + then.today +
                            " 的账本与现在的账本；改了哪些数见 chengjie log");
  finish(now, answer);
  return answer;
}

}  // namespace chengjie::answer
