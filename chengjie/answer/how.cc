#include "chengjie/answer/how.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/data.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kLadder = std::string_view{"优质中小企业"};
constexpr auto kPolicyNamesMax = std::size_t{6};

int last_full_year(std::string const& today) { return std::stoi(today.substr(0, 4)) - 1; }

grow::Options grow_options(Context const& context) {
  return {.today = parse_date(context.today).value_or(Date{2000, 1, 1}),
          .year = last_full_year(context.today),
          .about_share = 0.05};
}

// Rows of one firm (years, months) as one set of facts, newest rows first.
struct FirmRows {
  std::string name, id;
  std::vector<Record const*> rows;
};

bool outside(Record const& firm) {
  auto const scope = firm.text("scope");
  return !scope.empty() && scope != "区内";
}

std::vector<FirmRows> firms_of(Book const& book) {
  auto order = std::vector<FirmRows>{};
  auto index = std::map<std::string, std::size_t>{};
  for (auto const& record : book.all("enterprises")) {
    if (outside(record)) { continue; }
    auto const code = record.text("uscc");
    auto const name = record.text("name");
    auto const id = code.empty() ? name : code;
    auto const [at, fresh] = index.emplace(id, order.size());
    if (fresh) { order.push_back({name, id, {}}); }
    order[at->second].rows.push_back(&record);
  }
  for (auto& firm : order) {
    std::stable_sort(firm.rows.begin(), firm.rows.end(), [](Record const* a, Record const* b) {
      return a->text("period") > b->text("period");
    });
  }
  return order;
}

grow::Firm engine_firm(Context const& context, FirmRows const& firm) {
  auto out = grow::Firm{firm.id, firm.name, {}};
  for (auto const* row : firm.rows) {
    auto facts = rules::facts_of(*row, [&](Field const& field) {
      auto const figure = figure_of(*row, field.column);
      return mark_of(context.basis.use(figure ? *figure : cite(*row, field.column)));
    });
    std::move(facts.facts.begin(), facts.facts.end(), std::back_inserter(out.facts.facts));
  }
  return out;
}

void add_marks(Context const& context, Line& line, std::vector<std::string> const& marks) {
  for (auto const& mark : marks) {
    auto const at = context.basis.figures().find(mark);
    if (at == context.basis.figures().end()) { continue; }
    auto shown = at->second;
    line << "（" << shown << "）";
  }
}

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

// How near a firm is to its next rung: sure near misses, near misses, fewest gaps, fewest unknown.
// Of equals, the one of which more is known.
using Nearness = std::array<std::size_t, 5>;
Nearness nearness(grow::LadderReport const& report, std::size_t known) {
  constexpr auto kMany = std::size_t{1'000'000};
  auto const little_known = kMany - std::min(known, kMany);
  if (report.next < 0) { return {3, 0, 0, 0, little_known}; }
  auto const& rung = report.rungs[static_cast<std::size_t>(report.next)];
  auto const rank = rung.verdict.state == rules::State::met ? std::size_t{0}
                    : rung.one_short                        ? std::size_t{1}
                                                            : std::size_t{2};
  return {rank, rung.sure ? std::size_t{0} : std::size_t{1}, rung.failing.size(),
          rung.unknown.size(), little_known};
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

Result<Answer> how(Context const& context) {
  auto answer = answer_of(context, "how");
  auto const packs = shipped_packs();
  if (!packs) { return packs.error(); }
  auto const options = grow_options(context);
  struct Row {
    Nearness nearness;
    Item item;
  };
  auto rows = std::vector<Row>{};
  auto missing = std::map<std::string, std::size_t>{};
  for (auto const& firm : firms_of(context.book)) {
    auto const engine = engine_firm(context, firm);
    auto const report = grow::ladder(engine, *packs, kLadder, options);
    if (!report) { return report.error(); }
    rows.push_back(
        {nearness(*report, engine.facts.facts.size()), ladder_item(context, *report, firm)});
    if (report->next < 0) { continue; }
    auto titles = std::set<std::string>{};  // each once a firm
    for (auto const& obstacle : report->rungs[static_cast<std::size_t>(report->next)].unknown) {
      for (auto const& m : obstacle.missing) { titles.insert(m.title); }
    }
    for (auto const& title : titles) { ++missing[title]; }
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](Row const& a, Row const& b) { return a.nearness < b.nearness; });
  for (auto& row : rows) { answer.items.push_back(std::move(row.item)); }
  tell_policies(context, answer);
  if (rows.empty()) {
    answer.lacks.emplace_back(
        "没有本区企业：请导入企业名录或梯度培育表（chengjie import … --as enterprises）");
  }
  for (auto const& [title, count] : missing) {
    if (count * 2 >= rows.size()) {
      answer.lacks.push_back("多数企业缺“" + title + "”：请导入梯度培育表（--as enterprises）");
    }
  }
  finish(context, answer);
  return answer;
}

Result<FirmVerdicts> firm_verdicts(Context const& context, rules::Packs const& packs,
                                   std::string const& wanted) {
  auto const firms = firms_of(context.book);
  auto const is_wanted = [&](FirmRows const& firm) {
    auto const aliases = firm.rows.front()->list("aliases");
    return firm.id == wanted || firm.name == wanted ||
           std::find(aliases.begin(), aliases.end(), wanted) != aliases.end();
  };
  auto const firm = std::find_if(firms.begin(), firms.end(), is_wanted);
  if (firm == firms.end()) {
    return Error{Code::not_found, "账本里没有这家本区企业", wanted,
                 "用统一社会信用代码或全称；chengjie export enterprises 可列出全部"};
  }
  auto const options = grow_options(context);
  auto const engine = engine_firm(context, *firm);
  auto out = FirmVerdicts{firm->rows.front(), {}, {}};
  for (auto const& pack : packs.packs) {
    if (!rules::in_force(pack, options.today, rules::Applies::fresh)) { continue; }
    out.verdicts.push_back(
        rules::evaluate(pack, engine.facts, grow::for_rules(options, rules::Applies::fresh)));
  }
  auto const report = grow::ladder(engine, packs, kLadder, options);
  if (!report) { return report.error(); }
  out.item = ladder_item(context, *report, *firm);
  return out;
}

}  // namespace chengjie::answer
