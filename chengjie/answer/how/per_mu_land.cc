#include <algorithm>
#include <map>

#include "chengjie/answer/how/per_mu.h"
#include "chengjie/answer/how/per_mu_run.h"

namespace chengjie::answer {
namespace {

constexpr auto kShownMax = std::size_t{500};
constexpr auto kShareKey = "per_mu/low_use_share_pct";
constexpr auto kShare = 50.0;

struct Plot {
  std::size_t firm{};
  rules::Amount land;
  rules::Amount tax_per_mu;
  bool last_grade{};
};

rules::Amount amount(MuRun const& run, rules::FactTable const& facts, char const* text) {
  auto const value = rules::read_value(text, {}, {"per_mu_land", 1, 1});
  CJ_CHECK(value);
  return rules::amount_of(*value, {}, facts,
                          grow::for_rules(run.options.base, rules::Applies::both));
}

Plot plot_of(MuRun const& run, grow::MuReport const& report, std::size_t i, rules::Facts const& f) {
  auto const facts = rules::FactTable{f};
  auto const& sheet = report.sheets[i];
  return {i, amount(run, facts, "first(land, land_used)"),
          amount(run, facts, "tax_assessed / first(land, land_used)"),
          !sheet.grade.empty() && sheet.grade == run.scheme.cuts.back().grade};
}

std::map<std::string, double> medians(MuRun const& run, std::vector<Plot> const& plots) {
  auto values = std::map<std::string, std::vector<double>>{};
  for (auto const& plot : plots) {
    if (plot.tax_per_mu.value) {
      values[run.firms[plot.firm].group].push_back(*plot.tax_per_mu.value);
    }
  }
  auto out = std::map<std::string, double>{};
  for (auto& [group, list] : values) {
    auto const middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
    std::ranges::nth_element(list, middle);
    out[group] = *middle;
  }
  return out;
}

struct Teller {
  Context const& context;
  MuRun const& run;
  Figure share;
  std::map<std::string, double> median;

  bool below(Plot const& plot) const {
    auto const at = median.find(run.firms[plot.firm].group);
    return plot.tax_per_mu.value && at != median.end() &&
           *plot.tax_per_mu.value < at->second * share.value / 100;
  }

  Figure told(Plot const& plot, std::string const& indicator, double value, std::string const& unit,
              std::string const& formula, std::vector<std::string> const& marks) const {
    return context.basis.derive({.subject = run.rows[plot.firm].name,
                                 .indicator = indicator,
                                 .value = value,
                                 .unit = unit,
                                 .formula = formula,
                                 .inputs = figures_behind(context, marks)});
  }

  Item item(Plot const& plot) const {
    auto const& rows = run.rows[plot.firm];
    auto const land = told(plot, "用地面积", *plot.land.value, "mu",
                           "用地面积，没有时 自有 ＋ 租入 － 租出", plot.land.marks);
    auto item = Item{};
    item.id = rows.id;
    item.state = plot.last_grade ? "last_grade" : "low_tax";
    item.title = Line{rows.name + "："} << land;
    item.figures.emplace_back("land", land);
    if (plot.last_grade) { item.lines.emplace_back("亩均评价为末档"); }
    if (plot.tax_per_mu.value) {
      auto const tax = told(plot, "亩均税收", *plot.tax_per_mu.value, "CNY/mu",
                            "评价税收 ÷ 用地面积", plot.tax_per_mu.marks);
      auto line = Line{"亩均税收 "};
      line << tax;
      if (auto const at = median.find(run.firms[plot.firm].group); at != median.end()) {
        line << "，本组中位数 "
             << context.basis.derive({.subject = context.region,
                                      .indicator = "本组亩均税收中位数",
                                      .value = at->second,
                                      .unit = "CNY/mu",
                                      .formula = "本组企业亩均税收排序居中的",
                                      .inputs = rows_of(run.rows)});
        if (below(plot)) { line << "，不到中位数的 " << context.basis.use(share); }
      }
      item.figures.emplace_back("tax_per_mu", tax);
      item.lines.push_back(std::move(line));
    }
    return item;
  }
};

}  // namespace

Result<Answer> per_mu_land(Context const& context, std::string const& scheme) {
  auto const run = mu_run(context, scheme);
  if (!run) { return run.error(); }
  auto const report = grow::grade(run->scheme, run->firms, run->options);
  if (!report) { return report.error(); }
  auto plots = std::vector<Plot>{};
  auto without = std::size_t{0};
  for (auto i = std::size_t{0}; i != run->firms.size(); ++i) {
    if (!run->firms[i].left_out.empty()) { continue; }
    auto plot = plot_of(*run, *report, i, run->firms[i].firm.facts);
    without += !plot.land.value;
    if (plot.land.value && *plot.land.value > 0) { plots.push_back(std::move(plot)); }
  }
  auto const teller =
      Teller{context, *run,
             setting(context.book, kShareKey, kShare, "percent", "假定：不到本组中位数一半算低效"),
             medians(*run, plots)};
  std::erase_if(plots, [&](Plot const& plot) { return !plot.last_grade && !teller.below(plot); });
  std::ranges::stable_sort(plots, std::greater{}, [](Plot const& p) { return *p.land.value; });
  auto answer = answer_of(context, "per_mu_land");
  auto total = 0.0;
  auto parts = std::vector<Figure>{};
  for (auto const& plot : plots) {
    total += *plot.land.value;
    if (answer.items.size() == kShownMax) { continue; }
    auto const marked = engine_firm(context, run->rows[plot.firm], Facts::marked);
    answer.items.push_back(teller.item(plot_of(*run, *report, plot.firm, marked.facts)));
    parts.push_back(answer.items.back().figures.front().second);
  }
  if (!plots.empty()) {
    answer.notes.push_back(Line{"低效用地合计 "}
                           << context.basis.derive({.subject = context.region,
                                                    .indicator = "低效用地合计",
                                                    .value = total,
                                                    .unit = "mu",
                                                    .formula = "末档和亩均税收低的企业用地之和",
                                                    .inputs = std::move(parts)})
                           << "，" << std::to_string(plots.size()) << " 家");
  }
  if (without > 0) {
    answer.lacks.push_back(std::to_string(without) + " 家参评企业没有用地面积，没有算在内");
  }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
