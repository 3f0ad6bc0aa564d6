#include <algorithm>
#include <array>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/how/care.h"
#include "chengjie/answer/how/claims.h"
#include "chengjie/answer/how/months.h"
#include "chengjie/answer/settings.h"
#include "chengjie/base/date.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kFile = "monthly/care.toml";
Record const* row_of(FirmRows const& firm, std::string const& period) {
  auto const at =
      std::ranges::find(firm.rows, period, [](Record const* r) { return r->text("period"); });
  return at == firm.rows.end() ? nullptr : *at;
}

struct Look {
  Context const& context;
  Around const& around;
  Thresholds const& thresholds;
  FirmRows const& firm;
  Told told;
  std::vector<Sign> out{};

  Figure const& limit(std::string const& name) const { return thresholds.at(name); }

  void add(Care side, int weight, Line line) {
    if (weight != 0 || told == Told::everything) { out.push_back({side, weight, std::move(line)}); }
  }

  Figure derive(std::string const& indicator, double value, std::string const& unit,
                std::string const& formula, std::vector<Figure> inputs,
                Kind kind = Kind::actual) const {
    return context.basis.derive({.subject = firm.name,
                                 .indicator = indicator,
                                 .value = value,
                                 .unit = unit,
                                 .formula = formula,
                                 .inputs = std::move(inputs),
                                 .kind = kind});
  }

  // --- landing ---

  // From a dated stage to the next one, which has no date: how long it has been waiting.
  void waits(Record const& project, char const* from, char const* from_words, char const* next,
             char const* next_words, std::string const& limit_name) {
    auto const day = parse_date(project.text(from));
    auto const today = parse_date(context.today);
    if (!day || !today || !project.text(next).empty()) { return; }
    auto const days = days_between(*day, *today);
    if (days <= static_cast<int>(limit(limit_name).value)) { return; }
    auto line = Line{"项目“" + project.text("name") + "”" + from_words + "后 "};
    line << derive(std::string{from_words} + "后天数", days, "day",
                   "今天 － " + std::string{from_words} + "日期",
                   {cite(project, from), limit(limit_name)})
         << " 没有" << next_words;
    add(Care::landing, -1, std::move(line));
  }

  void project(Record const& p) {
    auto stages = Line{"项目“" + p.text("name") + "”"};
    stages << cite(p, "name");
    for (auto const& [column, words] : {std::pair{"talks_date", "洽谈"},
                                        {"signed_date", "签约"},
                                        {"started_date", "开工"},
                                        {"production_date", "投产"}}) {
      if (auto const day = p.text(column); !day.empty()) {
        stages << "，" << words << " " << day << cite(p, column);
      }
    }
    add(Care::landing, 0, std::move(stages));
    waits(p, "signed_date", "签约", "started_date", "开工", "sign_to_start_days");
    waits(p, "started_date", "开工", "production_date", "投产", "start_to_production_days");
    auto const in_place = context.book.figure("projects", p.key, "in_place_cny");
    auto const agreed = context.book.figure("projects", p.key, "contract_invest_cny");
    if (!in_place || !agreed || agreed->value <= 0 || p.text("started_date").empty()) { return; }
    auto const share = in_place->value / agreed->value * 100;
    auto const low = share < limit("in_place_share_pct").value;
    if (!low && told == Told::signs) { return; }
    add(Care::landing, low ? -1 : 0,
        Line{"到位资金占合同投资 "}
            << derive("到位资金占比", share, "percent", "到位资金 ÷ 合同投资 × 100",
                      {*in_place, *agreed, limit("in_place_share_pct")}));
  }

  // --- staying ---

  // Electricity or tax of the newest month against the same month a year before.
  void month_change(Record const& now, Record const& then, char const* column, char const* words,
                    std::string const& limit_name) {
    auto const a = now.number(column);
    auto const b = then.number(column);
    if (!a || !b || *b <= 0) { return; }
    auto const change = (*a / *b - 1) * 100;
    auto const bad = change < -limit(limit_name).value;
    if (!bad && told == Told::signs) { return; }
    auto inputs = std::vector<Figure>{};
    for (auto const* row : {&now, &then}) {
      if (auto figure = figure_of(*row, column)) { inputs.push_back(std::move(*figure)); }
    }
    inputs.push_back(limit(limit_name));
    add(Care::staying, bad ? -1 : 0,
        Line{now.text("period") + " " + words + "同比 "}
            << derive(std::string{words} + "同比", change, "percent", "今年此月 ÷ 去年同月 － 1",
                      std::move(inputs), Kind::change));
  }

  void months() {
    auto const newest = std::ranges::find_if(
        firm.rows, [](Record const* r) { return is_month(r->text("period")); });
    if (newest == firm.rows.end()) { return; }
    auto const& now = **newest;
    auto const month = now.text("period");
    auto const silent = months_between(month, around.latest_month());
    if (silent >= static_cast<int>(limit("silent_months").value) && now.text("change") != "left") {
      add(Care::staying, -1,
          Line{"最近的月报是 " + month}
              << cite(now, "name") << "，已 "
              << derive("没有月报的月数", silent, "month", "账本里最新月份 － 本企业最新月份",
                        {cite(now, "name"), limit("silent_months")})
              << " 没有报表");
    }
    if (auto const* then = row_of(firm, year_before(month))) {
      month_change(now, *then, "power_kwh", "用电", "power_drop_pct");
      month_change(now, *then, "tax_cny", "税金", "tax_drop_pct");
    }
  }

  void visit() {
    auto const visits = around.visits(firm);
    if (visits.empty()) { return; }
    auto const& latest = *visits.front();
    auto line = Line{latest.text("date") + " 走访"};
    line << cite(latest, "date");
    auto downs = 0;
    for (auto const& [column, words] : {std::pair{"output", "产销"},
                                        {"orders", "订单"},
                                        {"labour", "用工"},
                                        {"energy", "用能"},
                                        {"money", "资金"}}) {
      if (latest.text(column) != "down") { continue; }
      ++downs;
      line << "，" << words << "下降" << cite(latest, column);
    }
    if (auto const trouble = latest.text("difficulty"); !trouble.empty()) {
      line << "，困难：" << trouble << cite(latest, "difficulty");
    }
    add(Care::staying, downs >= static_cast<int>(limit("visit_downs").value) ? -1 : 0,
        std::move(line));
  }

  void open_cases() {
    for (auto const* one : around.cases(firm)) {
      if (!one->text("closed").empty()) { continue; }
      auto const due = parse_date(one->text("due"));
      auto const today = parse_date(context.today);
      auto const late = due && today && *due < *today;
      add(Care::staying, late ? -1 : 0,
          Line{std::string{late ? "诉求超期未办结：" : "诉求在办："} + one->text("content")}
              << cite(*one, "content") << "，应办结 " << one->text("due") << cite(*one, "due"));
    }
  }

  void title_end() {
    auto const row = std::ranges::find_if(
        firm.rows, [](Record const* r) { return !r->text("title_until").empty(); });
    if (row == firm.rows.end()) { return; }
    auto const until = parse_period((*row)->text("title_until"));
    auto const today = parse_date(context.today);
    if (!until || !until->until || !today) { return; }
    auto const days = days_between(*today, *until->until);
    auto const soon = days <= static_cast<int>(limit("title_days").value);
    if (!soon && told == Told::signs) { return; }
    add(Care::staying, soon ? -1 : 0,
        Line{"称号有效期至 " + (*row)->text("title_until")}
            << cite(**row, "title_until") << (days < 0 ? "，已过 " : "，还有 ")
            << derive("称号有效期天数", std::abs(days), "day", "有效期 － 今天",
                      {cite(**row, "title_until"), limit("title_days")}));
  }

  // --- growing ---

  void revenue() {
    auto const year = std::to_string(std::stoi(context.today.substr(0, 4)) - 1);
    auto const* now = row_of(firm, year);
    auto const* then = row_of(firm, year_before(year));
    if (now == nullptr || then == nullptr) { return; }
    auto const a = figure_of(*now, "revenue_cny");
    auto const b = figure_of(*then, "revenue_cny");
    if (!a || !b || b->value <= 0) { return; }
    auto const change = (a->value / b->value - 1) * 100;
    auto const most = limit("revenue_change_pct").value;
    auto const weight = change >= most ? 1 : change <= -most ? -1 : 0;
    if (weight == 0 && told == Told::signs) { return; }
    add(Care::growing, weight,
        Line{year + "年营业收入 "} << context.basis.use(*a) << "，同比 "
                                   << derive("营业收入同比", change, "percent", "上年 ÷ 前年 － 1",
                                             {*a, *b, limit("revenue_change_pct")}, Kind::change));
  }

  void lead() {
    for (auto const* row : firm.rows) {
      auto const tax = figure_of(*row, "tax_paid_cny");
      if (!tax) { continue; }
      if (tax->value >= limit("lead_tax_cny").value) {
        add(Care::growing, 1,
            Line{"增资扩产线索：年实缴税收 "} << context.basis.use(*tax) << "，线 "
                                              << context.basis.use(limit("lead_tax_cny")));
      }
      return;
    }
  }

  void titles() {
    for (auto const* row : firm.rows) {
      auto const held = row->list("titles");
      if (held.empty()) { continue; }
      auto line = Line{"现有称号："};
      for (auto const& title : held) { line << (&title == &held.front() ? "" : "、") << title; }
      add(Care::growing, 0, line << cite(*row, "titles"));
      return;
    }
  }

  void run() {
    for (auto const* p : around.projects(firm)) { project(*p); }
    months();
    visit();
    open_cases();
    title_end();
    revenue();
    lead();
    if (told == Told::signs) { return; }
    titles();
    for (auto const* claim :
         claims_of_firm(context.book, firm.rows.front()->text("uscc"), firm.name)) {
      add(Care::growing, 0, stage_line(context, *claim));
    }
  }
};

}  // namespace

std::string_view name_of(Care side) {
  constexpr auto kNames = std::to_array<std::string_view>({"landing", "staying", "growing"});
  return kNames[static_cast<std::size_t>(side)];
}

std::string_view words_of(Care side) {
  constexpr auto kWords = std::to_array<std::string_view>({"接得稳", "留得住", "长得好"});
  return kWords[static_cast<std::size_t>(side)];
}

Around::Around(Context const& context) {
  auto const index = [&](std::string_view kind, std::string_view name, Index& into) {
    for (auto const& record : context.book.all(kind)) {
      for (auto const& key : {record.text("uscc"), record.text(name)}) {
        if (!key.empty()) { into.emplace(key, &record); }
      }
    }
  };
  index("projects", "investor", projects_);
  index("visits", "firm", visits_);
  index("cases", "firm", cases_);
  for (auto const& record : context.book.all("enterprises")) {
    auto const period = record.text("period");
    if (is_month(period)) { month_ = std::max(month_, period); }
  }
}

std::vector<Record const*> Around::in(Index const& index, FirmRows const& firm) {
  auto out = std::vector<Record const*>{};
  auto const code = firm.rows.front()->text("uscc");
  for (auto const& key : {code, firm.name}) {
    auto const [begin, end] = index.equal_range(key);
    for (auto at = begin; at != end; ++at) {
      if (std::ranges::find(out, at->second) == out.end()) { out.push_back(at->second); }
    }
  }
  return out;
}

std::vector<Record const*> Around::projects(FirmRows const& firm) const {
  return in(projects_, firm);
}
std::vector<Record const*> Around::cases(FirmRows const& firm) const { return in(cases_, firm); }
std::vector<Record const*> Around::visits(FirmRows const& firm) const {
  auto out = in(visits_, firm);
  std::ranges::stable_sort(
      out, [](Record const* a, Record const* b) { return a->text("date") > b->text("date"); });
  return out;
}

Result<Thresholds> care_thresholds(Context const& context) {
  auto const settings = read_settings(kFile, "sign");
  if (!settings) { return settings.error(); }
  auto out = Thresholds{};
  for (auto const& s : *settings) {
    auto const unit = s.name.ends_with("_days")     ? "day"
                      : s.name.ends_with("_pct")    ? "percent"
                      : s.name.ends_with("_cny")    ? "CNY"
                      : s.name.ends_with("_months") ? "month"
                                                    : "count";
    auto figure = setting(context.book, "care/" + s.name, s.value, unit, s.basis);
    figure.indicator = s.title;
    out.emplace(s.name, std::move(figure));
  }
  return out;
}

std::vector<Sign> signs_of(Context const& context, Around const& around,
                           Thresholds const& thresholds, FirmRows const& firm, Told told) {
  auto look = Look{context, around, thresholds, firm, told};
  look.run();
  return std::move(look.out);
}

}  // namespace chengjie::answer
