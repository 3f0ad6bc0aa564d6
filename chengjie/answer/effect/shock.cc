#include "chengjie/answer/effect/shock.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "chengjie/answer/effect/effect_plan.h"
#include "chengjie/answer/effect/outlooks.h"
#include "chengjie/answer/figures.h"
#include "chengjie/answer/where/where.h"
#include "chengjie/effect/shock.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kSupplierShare = 50.0, kPowerShare = 30.0, kFirmShare = 100.0;
constexpr auto kDays = 30, kRecovery = 60;
// Sectors of the national table whose product nobody can keep: power and gas, building, services.
constexpr auto kFirstNotStorable = std::string_view{"21"};

// What the district makes by sector, and which figures say so.
struct Made {
  std::vector<double> output;
  std::vector<Figure> inputs;
  std::map<std::string, std::pair<std::size_t, Figure>> firms;  // by name: sector and output
  bool has_projects{};
};

bool whole_year(std::string const& period) {
  return period.size() == 4 || period.ends_with("-12") || period.ends_with("-Q4");
}

Record named_record(std::string const& name) {
  auto record = Record{};
  record.kind = "projects";
  record.fields.push_back({"name", name, {}, {}, {}});
  return record;
}

// Firms with a whole year's output, the newest of each.
void add_firms(Context const& context, TableOf const& table, Made& made) {
  for (auto const& firm : context.book.all("enterprises")) {
    if (!whole_year(firm.text("period"))) { continue; }
    auto const output = figure_of_output(firm);
    auto const sector = output ? sector_of_project(*table.national, firm) : std::nullopt;
    if (sector && output->value > 0) {
      made.firms.insert_or_assign(firm.text("name"), std::pair{sector->sector, *output});
    }
  }
  for (auto const& [name, firm] : made.firms) {
    made.output[firm.first] += firm.second.value;
    made.inputs.push_back(firm.second);
  }
}

// "铝材及加工业产值" of the region or a park of it: the largest newest level of each sector, where
// no firm has told more.
void add_levels(Context const& context, TableOf const& table, Made& made) {
  constexpr auto kTail = std::string_view{"产值"};
  auto best = std::map<std::size_t, Figure>{};
  auto const here = [&](std::string const& subject) {
    auto const& parks = context.book.all("parks");
    return subject == context.region ||
           std::any_of(parks.begin(), parks.end(),
                       [&](Record const& park) { return named(park, subject); });
  };
  for (auto const& f : statements(context.book)) {
    if (f.unit != "CNY" || !f.indicator.ends_with(kTail) || !is_level(f) || !here(f.subject)) {
      continue;
    }
    auto const sector = sector_of_project(*table.national, named_record(f.indicator));
    if (!sector) { continue; }
    auto const at = best.find(sector->sector);
    if (at == best.end() || f.value > at->second.value) {
      best.insert_or_assign(sector->sector, f);
    }
  }
  for (auto const& [sector, f] : best) {
    if (f.value <= made.output[sector]) { continue; }
    made.output[sector] = f.value;
    made.inputs.push_back(f);
  }
}

void add_projects(Context const& context, TableOf const& table, Made& made) {
  for (auto const& project : context.book.all("projects")) {
    auto const output = context.book.figure("projects", project.key, "output_cny");
    auto const sector =
        output && waits(project) ? sector_of_project(*table.national, project) : std::nullopt;
    if (!sector || !(output->value > 0)) { continue; }
    made.output[sector->sector] += output->value;
    made.inputs.push_back(*output);
    made.has_projects = true;
    made.firms.insert_or_assign(project.text("name"), std::pair{sector->sector, *output});
  }
}

Made made_of(Context const& context, TableOf const& table) {
  auto made = Made{};
  made.output.resize(table.national->table.sectors.size());
  add_firms(context, table, made);
  add_levels(context, table, made);
  add_projects(context, table, made);
  for (auto i = std::size_t{0}; i != made.output.size(); ++i) {
    made.output[i] = std::min(made.output[i], table.national->table.table.x[i]);
  }
  return made;
}

effect::DistrictEconomy economy_of(Context const& context, TableOf const& table, Made const& made) {
  auto const& n = *table.national;
  auto out = effect::DistrictEconomy{};
  out.coefficients = n.operators.coefficients;
  out.national = n.table.table.x;
  out.district = made.output;
  out.local_share = assumed(context.book, "effect/local_purchase").value / 100;
  auto const jobs = assumed(context.book, "effect/jobs").value;
  for (auto i = std::size_t{0}; i != out.national.size(); ++i) {
    out.sectors.push_back(n.table.sectors[i].name);
    out.jobs_per_output.push_back(n.brings.jobs.direct[i] * jobs);
    out.storable.push_back(n.table.sectors[i].code < kFirstNotStorable);
  }
  return out;
}

Error no_such(std::string what, std::string const& name, std::vector<std::string> const& known) {
  auto help = std::string{};
  for (auto k = std::size_t{0}; k != std::min<std::size_t>(6, known.size()); ++k) {
    help += (k == 0 ? "可选：" : "、") + known[k];
  }
  return {Code::not_found, std::move(what), name, std::move(help)};
}

Result<effect::Shock> shock_of(ShockAsk const& ask, TableOf const& table, Made const& made,
                               std::vector<Figure>& inputs) {
  auto out = effect::Shock{};
  out.days = ask.days.value_or(kDays);
  out.recovery_days = ask.recovery.value_or(kRecovery);
  if (!ask.firm.empty()) {
    auto const at = made.firms.find(ask.firm);
    if (at == made.firms.end()) {
      auto known = std::vector<std::string>{};
      for (auto const& [name, firm] : made.firms) { known.push_back(name); }
      return no_such("账本里没有这家企业或项目的年产值，停产的影响无从算起", ask.firm, known);
    }
    auto const& [sector, output] = at->second;
    out.kind = effect::ShockKind::firm;
    out.sector = sector;
    out.loss =
        std::min(1.0, output.value / made.output[sector]) * ask.share.value_or(kFirmShare) / 100;
    out.name = ask.firm + "停产";
    inputs.push_back(output);
    return out;
  }
  if (ask.power) {
    out.kind = effect::ShockKind::power;
    out.loss = ask.share.value_or(kPowerShare) / 100;
    out.name = "全区限电";
    return out;
  }
  auto const& sectors = table.national->table.sectors;
  auto const found = std::find_if(sectors.begin(), sectors.end(), [&](economy::Sector const& s) {
    return s.name.find(ask.supplier) != std::string::npos || s.code == ask.supplier;
  });
  if (found == sectors.end()) {
    auto known = std::vector<std::string>{};
    for (auto const& s : sectors) { known.push_back(s.name); }
    return no_such("投入产出表里没有这个部门", ask.supplier, known);
  }
  out.kind = effect::ShockKind::supplier;
  out.sector = static_cast<std::size_t>(found - sectors.begin());
  out.loss = ask.share.value_or(kSupplierShare) / 100;
  out.name = "区外“" + found->name + "”断供";
  return out;
}

// A number that the simulation gives: three digits, for its inputs are no better.
Figure told(Context const& context, std::string indicator, double value, std::string unit,
            std::string formula, std::vector<Figure> const& inputs, std::string of = {}) {
  auto d = Basis::Derived{};
  d.subject = context.region;
  d.indicator = std::move(indicator);
  // What rounding leaves below nothing of a share is nothing.
  d.value = std::abs(value) < 1e-9 ? 0.0 : effect::three_digits(value);
  d.unit = std::move(unit);
  d.formula = std::move(formula);
  d.inputs = inputs;
  d.kind = Kind::plan;
  d.of = std::move(of);
  return context.basis.derive(std::move(d));
}

constexpr auto kFormula =
    "两区域（本区、全国其余）逐日推演：订单、库存、产能、补产（ARIO，Hallegatte 2008、2013）";

void add_path(Context const& context, effect::ShockResult const& found, std::string const& name,
              std::vector<Figure> const& inputs, Item& item) {
  auto const& path = found.path;
  for (auto w = std::size_t{0}; w != path.district.size(); ++w) {
    auto const week = std::to_string(w + 1);
    item.figures.emplace_back("output_" + week,
                              told(context, name + "第" + week + "周产出为平时的",
                                   path.district[w] * 100, "percent", kFormula, inputs));
    item.figures.emplace_back(
        "jobs_" + week, told(context, name + "第" + week + "周受影响岗位", std::round(path.jobs[w]),
                             "person", kFormula, inputs));
  }
}

// The loss when little is bought within the district and stocks are large, and the reverse: the two
// assumptions that nobody has counted. Not a range of 5 and 95 %, but of those two.
Result<effect::Range> losses(effect::DistrictEconomy economy, effect::Shock const& asked,
                             effect::ShockOptions options, Figure const& local, Figure const& stock,
                             double lost) {
  auto out = effect::Range{lost, lost, lost};
  auto const shares = range_of(local), days = range_of(stock);
  for (auto const& [share, kept] :
       {std::pair{shares.low, days.high}, std::pair{shares.high, days.low}}) {
    economy.local_share = share / 100;
    options.stock_days = kept;
    auto const path = effect::shock_path(economy, asked, options);
    if (!path) { return path.error(); }
    out.low = std::min(out.low, path->output_lost);
    out.high = std::max(out.high, path->output_lost);
  }
  return out;
}

Item item_of(Context const& context, effect::Shock const& asked, effect::ShockResult const& found,
             effect::Range const& loss, std::vector<Figure> const& inputs) {
  auto const& path = found.path;
  auto item = Item{};
  item.id = "shock";
  item.state = "shock";
  auto const lost = sum_figure(
      context, context.region, asked.name + "一年内损失的产出", "CNY", loss,
      std::string{kFormula} + "；区间为自供份额低而库存多、自供份额高而库存少两种推演", inputs, {});
  item.title = Line{asked.name + " " + std::to_string(asked.days) + " 天，再用 " +
                    std::to_string(asked.recovery_days) + " 天恢复：本区一年少产出约 "}
               << lost;
  item.figures.emplace_back("lost", lost);
  auto const lowest = *std::min_element(path.district.begin(), path.district.end());
  item.lines.push_back(Line{"最低的一周产出为平时的 "}
                       << told(context, asked.name + "最低一周产出为平时的", lowest * 100,
                               "percent", kFormula, inputs)
                       << "；受影响岗位最多约 "
                       << told(context, asked.name + "受影响岗位最多", std::round(path.jobs_worst),
                               "person", kFormula, inputs)
                       << "；低于平时 99% 的有 "
                       << told(context, asked.name + "低于平时的周数", path.weeks_below, "count",
                               kFormula, inputs, "周"));
  item.lines.push_back(Line{"全国其余地区少产出约 "}
                       << told(context, asked.name + "区外一年损失的产出",
                               path.output_lost_elsewhere, "CNY", kFormula, inputs));
  for (auto const& buffer : found.buffers) {
    auto const figure = told(context, asked.name + "：" + buffer.name + "可少损失", buffer.spared,
                             "CNY", "同一推演只改这一项，两次损失之差", inputs);
    item.lines.push_back(Line{"有用的缓冲：" + buffer.name + "，可少损失约 "} << figure);
    item.figures.emplace_back("buffer_" + buffer.name, figure);
  }
  if (found.buffers.empty()) { item.lines.emplace_back("所试的缓冲都没有明显帮助"); }
  add_path(context, found, asked.name, inputs, item);
  return item;
}

}  // namespace

Result<Answer> shock(Context const& context, ShockAsk const& ask) {
  auto const named_kinds =
      (ask.firm.empty() ? 0 : 1) + (ask.supplier.empty() ? 0 : 1) + (ask.power ? 1 : 0);
  if (named_kinds != 1) {
    return Error{Code::bad_usage, "要写明一种冲击", "shock",
                 "企业停产、区外某部门断供、限电，三者写一个"};
  }
  auto const table = table_of(context);
  if (!table) { return table.error(); }
  auto const made = made_of(context, *table);
  auto answer = answer_of(context, "shock");
  auto inputs = made.inputs;
  if (inputs.empty()) {
    return Error{Code::infeasible, "不知道本区各行业的产出，冲击无从算起", context.region,
                 "请导入企业月度台账（十二月累计产值、行业代码），或填项目的达产产值"};
  }
  auto const asked = shock_of(ask, *table, made, inputs);
  if (!asked) { return asked.error(); }
  auto options = effect::ShockOptions{};
  auto const local = assumed(context.book, "effect/local_purchase");
  auto const stock = assumed(context.book, "effect/stock_days");
  auto const over = assumed(context.book, "effect/overproduction");
  auto const jobs = assumed(context.book, "effect/jobs");
  options.stock_days = stock.value;
  options.overproduction = over.value;
  inputs.insert(inputs.end(), {local, stock, over, jobs});
  auto const economy = economy_of(context, *table, made);
  auto const found = effect::shock(economy, *asked, options);
  if (!found) { return found.error(); }
  auto const loss = losses(economy, *asked, options, local, stock, found->path.output_lost);
  if (!loss) { return loss.error(); }
  answer.items.push_back(item_of(context, *asked, *found, *loss, inputs));
  answer.notes.push_back(Line{"假设："} << local.subject << " " << local << "；" << stock.subject
                                        << " " << stock << "；" << over.subject << " " << over);
  answer.notes.emplace_back("只含账本里知道产出的行业" +
                            std::string{made.has_projects ? "，待落位项目按达产后计" : ""} +
                            "；技术系数用全国表；服务、电力不能存货，推演中不因缺货受限；价格不变");
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
