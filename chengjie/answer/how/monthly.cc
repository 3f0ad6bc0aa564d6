#include "chengjie/answer/how/monthly.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/data.h"
#include "chengjie/answer/how/firms.h"
#include "chengjie/answer/how/month_text.h"
#include "chengjie/answer/how/months.h"
#include "chengjie/grow/monthly.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kOptionsFile = "monthly/thresholds.toml";
constexpr auto kNamedMax = std::size_t{10};

// "汽车制造业" of "36" (GB/T 4754-2017, divisions of industry); the code where it has none.
std::string industry_words(std::string const& division) {
  auto const list = data_file("industry/divisions.csv");
  auto const at = list.find("\n" + division + ",");
  if (at == std::string_view::npos) { return "行业 " + division; }
  auto const name = list.substr(at + division.size() + 2);
  return std::string{name.substr(0, name.find('\n'))};
}

Record const* row_of(FirmRows const& firm, std::string const& period) {
  for (auto const* row : firm.rows) {
    if (row->text("period") == period) { return row; }
  }
  return nullptr;
}

std::optional<double> number(Record const* record, std::string_view column) {
  return record == nullptr ? std::nullopt : record->number(column);
}

struct Month {
  std::string month;
  std::vector<grow::MonthRow> rows;
  std::vector<FirmRows const*> firms;  // of each row
  std::vector<Record const*> records;  // this month's
};

Month gather(std::vector<FirmRows> const& firms, std::string const& month) {
  auto out = Month{.month = month, .rows = {}, .firms = {}, .records = {}};
  auto const before = month_before(month);
  auto const ago = year_before(month);
  for (auto const& firm : firms) {
    auto const* now = row_of(firm, month);
    if (now == nullptr) { continue; }
    auto const* last = before.empty() ? nullptr : row_of(firm, before);
    auto const* past = row_of(firm, ago);
    auto row = grow::MonthRow{};
    row.firm = firm.id;
    row.name = firm.name;
    row.place = now->text("place");
    row.industry = now->text("industry_code");
    row.month = now->number("output_month_cny");
    row.total = now->number("output_ytd_cny");
    row.total_prior = now->number("output_ytd_prior_cny");
    row.tax = now->number("tax_cny");
    row.power = now->number("power_kwh");
    row.entered = now->text("change") == "new";
    row.left = now->text("change") == "left";
    row.total_before = number(last, "output_ytd_cny");
    row.months_before = std::stoi(month.substr(5)) - 1;
    row.total_year_ago = number(past, "output_ytd_cny");
    row.tax_year_ago = number(past, "tax_cny");
    row.power_year_ago = number(past, "power_kwh");
    out.rows.push_back(std::move(row));
    out.firms.push_back(&firm);
    out.records.push_back(now);
  }
  return out;
}

Result<std::string> choose_month(std::vector<FirmRows> const& firms, std::string const& wanted,
                                 std::string const& today) {
  auto months = std::set<std::string>{};
  for (auto const& firm : firms) {
    for (auto const* row : firm.rows) {
      auto const period = row->text("period");
      if (is_month(period) && period <= today.substr(0, kMonthLetters)) { months.insert(period); }
    }
  }
  auto known = std::string{};
  for (auto const& month : months) { known += (known.empty() ? "" : "、") + month; }
  if (months.empty()) {
    return Error{Code::not_found, "账本里没有企业月报", wanted,
                 "导入规上工业企业月度台账（--as enterprises），表题或期间列要有年月"};
  }
  if (wanted.empty()) { return *months.rbegin(); }
  if (!months.contains(wanted)) {
    return Error{Code::not_found, "账本里没有这个月的企业月报", wanted, "有：" + known};
  }
  return wanted;
}

// Figures of one column over the rows that state it.
std::vector<Figure> cells(Month const& m, std::string_view column) {
  auto figures = std::vector<Figure>{};
  for (auto const* record : m.records) {
    if (auto figure = figure_of(*record, column)) { figures.push_back(std::move(*figure)); }
  }
  return figures;
}

class Page {
 public:
  Page(Context const& context, Month const& m, grow::Monthly const& result)
      : context_{context}, m_{m}, result_{result} {
    auto firms = std::vector<FirmRows>{};
    for (auto i = std::size_t{0}; i < m.firms.size(); ++i) {
      firms.push_back({m.firms[i]->id, m.firms[i]->name, {m.records[i]}});
    }
    rows_ = rows_of(firms);
  }

  void tell(Answer& answer) const {
    tell_level(answer);
    tell_sum(answer, "税金", "tax_cny", result_.tax, "CNY");
    tell_sum(answer, "用电量", "power_kwh", result_.power, "kWh");
    tell_groups(answer);
    tell_firms(answer);
    tell_odd(answer);
    tell_lacks(answer);
  }

 private:
  Context const& context_;
  Month const& m_;
  grow::Monthly const& result_;
  std::vector<Figure> rows_;  // of the month, that counts of firms rest on

  Figure derive(std::string subject, std::string indicator, double value, std::string unit,
                std::string formula, std::vector<Figure> inputs, std::string of = {},
                Kind kind = Kind::actual) const {
    return context_.basis.derive({.subject = std::move(subject),
                                  .indicator = std::move(indicator),
                                  .value = value,
                                  .unit = std::move(unit),
                                  .formula = std::move(formula),
                                  .inputs = std::move(inputs),
                                  .of = std::move(of),
                                  .kind = kind,
                                  .period = m_.month});
  }
  Figure firms(std::string indicator, int count, std::string formula) const {
    return derive(context_.region, std::move(indicator), count, "count", std::move(formula), rows_,
                  "家");
  }
  Figure growth(std::string subject, std::string indicator, double share, std::string formula,
                std::vector<Figure> inputs) const {
    return derive(std::move(subject), std::move(indicator), share * 100, "percent",
                  std::move(formula), std::move(inputs), {}, Kind::change);
  }

  void tell_level(Answer& answer) const {
    auto item = Item{};
    item.id = "level";
    item.title = Line{month_words(m_.month) + "规上工业运行"};
    if (result_.total.sum) {
      auto total = derive(context_.region, "累计工业总产值", *result_.total.sum, "CNY",
                          "各企业累计工业总产值之和", cells(m_, "output_ytd_cny"));
      auto line = Line{through_words(m_.month) + "累计产值 "};
      line << total << "（" << firms("填报累计产值的企业数", result_.total.firms, "有这一格的行数")
           << "填报）";
      if (result_.total.growth) {
        auto inputs = cells(m_, "output_ytd_cny");
        auto const prior = cells(m_, "output_ytd_prior_cny");
        inputs.insert(inputs.end(), prior.begin(), prior.end());
        auto const g = growth(context_.region, "累计产值同比", *result_.total.growth,
                              "两年都有数的企业：本年累计之和 ÷ 去年同期累计之和 － 1", inputs);
        line << "，同口径同比 " << g << "（"
             << firms("同口径企业数", result_.total.both, "本年与去年同期都填报的行数") << "）";
        item.figures.emplace_back("growth", g);
      }
      item.figures.emplace_back("total", total);
      item.lines.push_back(std::move(line));
    }
    if (result_.month.sum) {
      auto month = derive(context_.region, "本月工业总产值", *result_.month.sum, "CNY",
                          "各企业本月工业总产值之和", cells(m_, "output_month_cny"));
      item.lines.push_back(Line{"本月产值 "}
                           << month << "（"
                           << firms("填报本月产值的企业数", result_.month.firms, "有这一格的行数")
                           << "填报）");
      item.figures.emplace_back("month", month);
    }
    if (result_.entered + result_.left > 0) {
      item.lines.push_back(Line{"在库变化：新入 "}
                           << firms("新入企业数", result_.entered, "状态为新入的行数") << "，退出 "
                           << firms("退出企业数", result_.left, "状态为退出的行数"));
    }
    answer.items.push_back(std::move(item));
  }

  void tell_sum(Answer& answer, std::string const& words, std::string_view column,
                grow::MonthSum const& sum, std::string const& unit) const {
    if (!sum.sum) { return; }
    auto line = Line{words + " "};
    line << derive(context_.region, words, *sum.sum, unit, "各企业" + words + "之和",
                   cells(m_, column));
    if (sum.growth) {
      line << "，同口径同比 "
           << growth(context_.region, words + "同比", *sum.growth,
                     "两年都有数的企业：今年 ÷ 去年同月台账 － 1", cells(m_, column))
           << "（" << firms(words + "同口径企业数", sum.both, "两年台账都有数的行数") << "）";
    }
    answer.items.front().lines.push_back(std::move(line));
  }

  Line contribution(grow::Contribution const& c, std::string const& name) const {
    auto inputs = std::vector<Figure>{};
    for (auto i = std::size_t{0}; i < m_.rows.size(); ++i) {
      auto const& row = m_.rows[i];
      if (row.firm != c.key && row.place != c.key && row.industry.substr(0, 2) != c.key) {
        continue;
      }
      for (auto const column : {"output_ytd_cny", "output_ytd_prior_cny"}) {
        if (auto figure = figure_of(*m_.records[i], column)) { inputs.push_back(*figure); }
      }
    }
    auto line = Line{name + " "};
    line << derive(name, "对累计产值增长的贡献", c.points, "pp",
                   "（本年累计 － 去年同期累计）÷ 全部同口径企业去年同期累计 × 100", inputs)
         << "（增量 "
         << derive(name, "累计产值增量", c.now - c.before, "CNY", "本年累计 － 去年同期累计",
                   inputs)
         << "）";
    return line;
  }

  void tell_groups(Answer& answer) const {
    auto const tell = [&](std::string const& id, std::string const& title,
                          std::vector<grow::Contribution> const& list) {
      if (list.size() < 2) { return; }
      auto item = Item{};
      item.id = id;
      item.title = Line{title};
      for (auto i = std::size_t{0}; i < list.size() && i < kNamedMax; ++i) {
        auto const name = list[i].key.empty()  ? "未写明"
                          : id == "industries" ? industry_words(list[i].key)
                                               : list[i].name;
        item.lines.push_back(contribution(list[i], name));
      }
      answer.items.push_back(std::move(item));
    };
    tell("industries", "哪些行业在动", result_.by_industry);
    tell("places", "哪些园区（镇街）在动", result_.by_place);
  }

  void tell_firms(Answer& answer) const {
    auto const tell = [&](std::string const& id, std::string const& title, bool up) {
      auto item = Item{};
      item.id = id;
      item.title = Line{title};
      for (auto const& c : result_.by_firm) {
        if (item.lines.size() == kNamedMax) { break; }
        if (up ? c.points > 0 : c.points < 0) { item.lines.push_back(contribution(c, c.name)); }
      }
      if (!item.lines.empty()) { answer.items.push_back(std::move(item)); }
    };
    tell("firms_up", "拉动最大的企业", true);
    tell("firms_down", "拉低最多的企业", false);
  }

  Line odd_line(grow::OddMonth const& odd) const {
    auto const& record = *m_.records[odd.row];
    auto line = Line{m_.firms[odd.row]->name + "：" + std::string{words_of(odd.oddity)}};
    auto const money = [&](std::string const& indicator, double value, std::string const& formula,
                           std::vector<std::string_view> columns) {
      auto inputs = std::vector<Figure>{};
      for (auto const column : columns) {
        if (auto figure = figure_of(record, column)) { inputs.push_back(*figure); }
      }
      return derive(m_.firms[odd.row]->name, indicator, value, "CNY", formula, inputs);
    };
    // What another month's row of the firm says.
    auto const told = [&](std::string const& indicator, double value, std::string const& formula,
                          std::string const& month) {
      auto inputs = std::vector<Figure>{};
      if (auto const* row = row_of(*m_.firms[odd.row], month)) {
        if (auto figure = figure_of(*row, "output_ytd_cny")) { inputs.push_back(*figure); }
      }
      return derive(m_.firms[odd.row]->name, indicator, value, "CNY", formula, inputs);
    };
    switch (odd.oddity) {
      case grow::Oddity::stopped:
      case grow::Oddity::jumped:
        return line << "，本月 "
                    << money("本月产值", odd.found, "本月工业总产值", {"output_month_cny"})
                    << "，此前月均 "
                    << told("此前月均产值", odd.expected, "上月台账的累计 ÷ 月数",
                            month_before(m_.month));
      case grow::Oddity::power_apart:
        return line << "，产值同比 "
                    << growth(m_.firms[odd.row]->name, "产值同比", odd.found,
                              "本年累计 ÷ 去年同期累计 － 1", cells_of(record))
                    << "，用电同比 "
                    << growth(m_.firms[odd.row]->name, "用电同比", odd.expected,
                              "今年用电 ÷ 去年同月台账用电 － 1", cells_of(record));
      case grow::Oddity::month_restated:
        return line << "，本月累计减本月为 "
                    << money("推得的上月累计", odd.found, "累计 － 本月",
                             {"output_ytd_cny", "output_month_cny"})
                    << "，上月台账写 "
                    << told("上月累计", odd.expected, "上月台账所载", month_before(m_.month));
      case grow::Oddity::year_restated:
        return line << "，现填去年同期 "
                    << money("去年同期累计", odd.found, "今年台账所载", {"output_ytd_prior_cny"})
                    << "，去年台账写 "
                    << told("去年台账的累计", odd.expected, "去年同月台账所载",
                            year_before(m_.month));
      case grow::Oddity::negative_month:
        return line << "，" << money("本月产值", odd.found, "本月工业总产值", {"output_month_cny"});
    }
    return line;
  }

  static std::vector<Figure> cells_of(Record const& record) {
    auto figures = std::vector<Figure>{};
    for (auto const column : {"output_ytd_cny", "output_ytd_prior_cny", "power_kwh"}) {
      if (auto figure = figure_of(record, column)) { figures.push_back(std::move(*figure)); }
    }
    return figures;
  }

  void tell_odd(Answer& answer) const {
    if (result_.odd.empty()) { return; }
    auto item = Item{};
    item.id = "odd";
    item.state = "to_check";
    item.title = Line{"要核对的报表"};
    for (auto const& odd : result_.odd) { item.lines.push_back(odd_line(odd)); }
    answer.items.push_back(std::move(item));
  }

  void tell_lacks(Answer& answer) const {
    if (result_.without_prior > 0) {
      answer.lacks.push_back(std::to_string(result_.without_prior) +
                             " 家企业没有去年同期累计产值，没有计入同比和贡献");
    }
    if (result_.power.sum && result_.power.both == 0) {
      answer.lacks.emplace_back("没有去年同月的台账，用电、税金没有同比：请导入去年同月的月度台账");
    }
    if (m_.month.substr(5) != "01" &&
        std::none_of(m_.rows.begin(), m_.rows.end(),
                     [](grow::MonthRow const& row) { return row.total_before.has_value(); })) {
      answer.lacks.emplace_back("没有上月的台账，骤降骤增和累计改动没有核对：请导入上月的月度台账");
    }
  }
};

}  // namespace

Result<Answer> monthly(Context const& context, std::string const& wanted) {
  auto const firms = firms_of(context.book);
  auto const month = choose_month(firms, wanted, context.today);
  if (!month) { return month.error(); }
  auto const options = grow::read_monthly_options(data_file(kOptionsFile), kOptionsFile);
  if (!options) { return options.error(); }
  auto answer = answer_of(context, "monthly");
  auto const m = gather(firms, *month);
  auto const result = grow::monthly(m.rows, *options);
  Page{context, m, result}.tell(answer);
  answer.items.push_back(month_text(answer));
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
