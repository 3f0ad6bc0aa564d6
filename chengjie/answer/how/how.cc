#include "chengjie/answer/how/how.h"

#include <algorithm>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/data.h"
#include "chengjie/answer/how/care.h"
#include "chengjie/answer/how/entitlements.h"
#include "chengjie/answer/how/prospects.h"
#include "chengjie/answer/how/sift.h"
#include "chengjie/grow/ladder.h"

namespace chengjie::answer {
namespace {

constexpr auto kPolicyNamesMax = std::size_t{6};
constexpr auto kShownMax = std::size_t{500};        // firms told one by one, the nearest first
constexpr auto kEntitlementsMax = std::size_t{3};   // a firm, in the list
constexpr auto kEntitlementsAll = std::size_t{50};  // a firm, on its own page

Line obstacle_line(Context const& context, grow::Obstacle const& obstacle) {
  auto line = Line{obstacle.state == rules::State::unknown ? "待证：" : "不够："};
  line << obstacle.words;
  if (!obstacle.short_words.empty()) { line << "，差 " << obstacle.short_words; }
  add_marks(context, line, obstacle.marks);
  if (!obstacle.verified) { line << "（条款待核）"; }
  return line;
}

std::string missing_words(std::vector<grow::Obstacle> const& unknown, std::size_t most) {
  auto titles = std::vector<std::string>{};
  for (auto const& obstacle : unknown) {
    for (auto const& missing : obstacle.missing) {
      if (std::find(titles.begin(), titles.end(), missing.title) == titles.end()) {
        titles.push_back(missing.title);
      }
    }
  }
  auto text = std::string{};
  for (auto i = std::size_t{0}; i < titles.size() && i < most; ++i) {
    text += (text.empty() ? "" : "、") + titles[i];
  }
  return titles.size() > most ? text + " 等 " + std::to_string(titles.size()) + " 项" : text;
}

Line rung_line(grow::Rung const& rung) {
  auto line = Line{rung.held ? "复核 " : "下一级 "};
  line << rung.name << "（" << rung.verdict.document << (rung.verdict.verified ? "" : "，条款待核")
       << "）：" << rules::words_of(rung.verdict.state);
  if (rung.one_short) { line << (rung.sure ? "，只差一项" : "，已知条件里只差一项"); }
  return line;
}

Item ladder_item(Context const& context, grow::LadderReport const& report, FirmRows const& firm) {
  auto item = Item{};
  item.id = firm.id;
  item.title = Line{firm.name};
  if (report.current > 0) { item.title << "，现为 " << report.current_name; }
  if (report.days_left && *report.days_left <= 180) {
    item.lines.emplace_back("称号有效期至 " + report.title_until + "，请准备复核");
  }
  if (report.next < 0) {
    item.state = "top";
    return item;
  }
  auto const& rung = report.rungs[static_cast<std::size_t>(report.next)];
  item.state = rung.verdict.state == rules::State::met ? "met"
               : rung.one_short                        ? "near_miss"
                                : std::string{rules::name_of(rung.verdict.state)};
  item.lines.push_back(rung_line(rung));
  for (auto const& obstacle : rung.failing) {
    item.lines.push_back(obstacle_line(context, obstacle));
  }
  if (!rung.unknown.empty()) {
    item.lines.emplace_back("还要补：" + missing_words(rung.unknown, 6));
  }
  auto named = Line{"台账所载"};
  named << cite(*firm.rows.front(), "name");
  if (!firm.rows.front()->list("main_product").empty() ||
      !firm.rows.front()->text("main_product").empty()) {
    named << "，主导产品：" << firm.rows.front()->text("main_product")
          << cite(*firm.rows.front(), "main_product");
  }
  item.lines.push_back(std::move(named));
  return item;
}

void tell_policies(Context const& context, Answer& answer) {
  auto named = std::vector<std::string>{};
  auto bare = false;
  auto line = Line{"已知名称的政策文件："};
  for (auto const& record : context.book.all("policies")) {
    bare = bare || record.text("condition").empty();
    auto const name = record.text("document");
    if (named.size() == kPolicyNamesMax ||
        std::find(named.begin(), named.end(), name) != named.end()) {
      continue;
    }
    line << (named.empty() ? "" : "、") << name << cite(record, "document");
    named.push_back(name);
  }
  if (named.empty()) { return; }
  answer.notes.push_back(std::move(line));
  if (bare) {
    answer.lacks.emplace_back(
        "有的政策文件只知名称，条款没有读入，不能逐条匹配企业：请读入文件或导入政策条款库（--as "
        "policies）");
  }
}

}  // namespace

Result<rules::Packs> shipped_packs() {
  auto packs = std::vector<rules::Packs>{};
  for (auto const& file : data_files()) {
    // rules/NAME.toml are packs; what lies in folders below has other shapes.
    if (!file.name.starts_with("rules/") || file.name.find('/', 6) != std::string_view::npos) {
      continue;
    }
    auto read = rules::read_packs(file.text, file.name);
    if (!read) { return read.error(); }
    packs.push_back(std::move(*read));
  }
  return rules::join(std::move(packs));
}

namespace {

Result<Item> firm_item(Context const& context, rules::Packs const& packs, Clauses const& clauses,
                       FirmRows const& firm, std::size_t entitlements) {
  auto const engine = engine_firm(context, firm, Facts::marked);
  auto const report = grow::ladder(engine, packs, kLadder, grow_options(context));
  if (!report) { return report.error(); }
  auto item = ladder_item(context, *report, firm);
  for (auto& line : entitlement_lines(context, clauses, engine, entitlements)) {
    item.lines.push_back(std::move(line));
  }
  return item;
}

std::vector<grow::BudgetRow> budget_rows(Sifted const& sifted) {
  auto rows = std::vector<grow::BudgetRow>{};
  for (auto const& total : sifted.clauses) { rows.push_back(total.row); }
  return rows;
}

void tell_missing(Sifted const& sifted, std::vector<FirmRows> const& firms, Answer& answer) {
  if (firms.empty()) {
    answer.lacks.emplace_back(
        "没有本区企业：请导入企业名录或梯度培育表（chengjie import … --as enterprises）");
  }
  for (auto const& [title, count] : sifted.missing) {
    if (count * 2 >= firms.size()) {
      answer.lacks.push_back("多数企业缺“" + title + "”：请导入梯度培育表（--as enterprises）");
    }
  }
  auto const count = std::count_if(firms.begin(), firms.end(), undated);
  if (count > 0) {
    answer.lacks.push_back(
        std::to_string(count) +
        " 家企业的台账行没有写期间，其数字按上一年度计：请在表题或期间列写明年月");
  }
}

}  // namespace

Result<Answer> how(Context const& context) {
  auto answer = answer_of(context, "how");
  auto const packs = shipped_packs();
  if (!packs) { return packs.error(); }
  auto const firms = firms_of(context.book);
  auto const clauses = clauses_of(context.book);
  auto const sifted = sift(context, *packs, clauses, firms);
  if (!sifted) { return sifted.error(); }
  for (auto const& row : sifted->order) {
    if (answer.items.size() == kShownMax) { break; }
    auto item = firm_item(context, *packs, clauses, firms[row.firm], kEntitlementsMax);
    if (!item) { return item.error(); }
    answer.items.push_back(std::move(*item));
  }
  if (firms.size() > kShownMax) {
    answer.notes.emplace_back("本区企业 " + std::to_string(firms.size()) +
                              " 家都逐条核对过，这里逐家列出最接近下一级的 " +
                              std::to_string(kShownMax) + " 家；其余用 chengjie firm 查");
  }
  for (auto& line : prospect_lines(context, *sifted, firms)) {
    answer.notes.push_back(std::move(line));
  }
  for (auto& line : budget_lines(context, clauses, budget_rows(*sifted), firms)) {
    answer.notes.push_back(std::move(line));
  }
  if (auto line = judged_line(clauses); !line.empty()) { answer.notes.push_back(std::move(line)); }
  for (auto& line : legality_lines(context, clauses)) { answer.notes.push_back(std::move(line)); }
  tell_policies(context, answer);
  for (auto const& why : clauses.broken) { answer.lacks.push_back("条款不能计算：" + why); }
  tell_missing(*sifted, firms, answer);
  finish(context, answer);
  return answer;
}

Result<FirmVerdicts> firm_verdicts(Context const& context, rules::Packs const& packs,
                                   std::string const& wanted) {
  auto const firm = firm_named(context.book, wanted);
  if (!firm) { return firm.error(); }
  auto const options = grow_options(context);
  auto const engine = engine_firm(context, *firm, Facts::marked);
  auto out = FirmVerdicts{firm->rows.front(), {}, {}, {}, {}};
  for (auto const& pack : packs.packs) {
    if (!rules::in_force(pack, options.today, rules::Applies::fresh)) { continue; }
    out.verdicts.push_back(
        rules::evaluate(pack, engine.facts, grow::for_rules(options, rules::Applies::fresh)));
  }
  auto const clauses = clauses_of(context.book);
  auto item = firm_item(context, packs, clauses, *firm, kEntitlementsAll);
  if (!item) { return item.error(); }
  out.item = std::move(*item);
  out.entitlements = grow::entitle({engine}, clauses.usable, entitle_options(context));
  if (auto line = way_up_line(context, packs, engine, kLadder); !line.empty()) {
    out.item.lines.push_back(std::move(line));
  }
  auto life = life_of(context, *firm);
  if (!life) { return life.error(); }
  out.life = std::move(*life);
  return out;
}

Answer shown_of(FirmVerdicts const& found) {
  auto answer = Answer{};
  answer.items = found.life;
  answer.items.push_back(found.item);
  return answer;
}

}  // namespace chengjie::answer
