#include "chengjie/answer/what/what_input.h"

#include <algorithm>
#include <map>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/effect/national.h"
#include "chengjie/answer/how/firms.h"
#include "chengjie/answer/what/words.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kInputsMax = std::size_t{12};  // sources of one number; the rest stands in its table

// --- regions by industry ---

// Sums beside their parts would count twice: a region that others lie in, totals by name.
std::set<std::string> sums_of(Book const& book) {
  auto sums = std::set<std::string>{"全国", "全市", "全省", "合计", "总计"};
  auto named_regions = std::set<std::string>{};
  for (auto const& row : book.all("region_industry")) { named_regions.insert(row.text("region")); }
  for (auto const& region : book.all("regions")) {
    if (named_regions.contains(region.text("name"))) { sums.insert(region.text("parent")); }
  }
  return sums;
}

struct SpaceTable {
  std::vector<choose::SpaceCell> cells;
  std::string words;
};

// The newest period of each region and industry, in persons where most rows tell them.
SpaceTable space_table(Context const& context, Sources& sources) {
  auto const& rows = context.book.all("region_industry");
  auto const with = [&](char const* column) {
    return std::count_if(rows.begin(), rows.end(),
                         [&](auto const& row) { return row.number(column).has_value(); });
  };
  auto const* column = with("staff") >= with("output_cny") ? "staff" : "output_cny";
  auto const sums = sums_of(context.book);
  auto newest = std::map<std::pair<std::string, std::string>, Record const*>{};
  auto period = std::string{};
  for (auto const& row : rows) {
    auto const region = row.text("region");
    if (!row.number(column) || (sums.contains(region) && region != context.region)) { continue; }
    auto& at = newest[{region, row.text("code")}];
    if (at == nullptr || row.text("period") >= at->text("period")) { at = &row; }
    period = std::max(period, row.text("period"));
  }
  auto table = SpaceTable{};
  for (auto const& [key, row] : newest) {
    auto mark = std::string{};
    if (key.first == context.region) { mark = sources.keep(*figure_of(*row, column)); }
    table.cells.push_back({key.first, key.second, *row->number(column), std::move(mark)});
  }
  table.words = (period.empty() ? "" : period + " 年") +
                std::string{std::string_view{column} == "staff" ? "从业人数" : "产值"};
  return table;
}

class IndustryTeller {
 public:
  IndustryTeller(Context const& context, Sources& sources, WhatInput const& input)
      : c_(context), s_(sources), in_(input) {
    for (auto const& industry : in_.space->industries) {
      if (industry.quotient < 1 || industry.mark.empty()) { continue; }
      for (auto& figure : s_.of({industry.mark})) {
        if (strong_.size() < kInputsMax) { strong_.push_back(std::move(figure)); }
      }
    }
  }
  std::string density(choose::SpaceIndustry const& one) {
    return tell(one, "产业接近度", *one.density * 100, "percent",
                "区位商不低于 1 的行业与它的邻近度之和 ÷ 全部行业与它的邻近度之和");
  }
  std::string complexity(choose::SpaceIndustry const& one) {
    return tell(one, "行业复杂度", *one.complexity, "", "产品复杂度指数，按地区标准化");
  }

 private:
  std::string tell(choose::SpaceIndustry const& one, std::string name, double value,
                   std::string unit, std::string formula) {
    auto inputs = strong_;
    for (auto& figure : s_.of({one.mark})) { inputs.push_back(std::move(figure)); }
    return s_.keep(
        c_.basis.derive({c_.region + "行业" + one.code, std::move(name), value, std::move(unit),
                         formula + "（地区行业表 " + in_.space_table + "）", inputs}));
  }
  Context const& c_;
  Sources& s_;
  WhatInput const& in_;
  std::vector<Figure> strong_;
};

void add_space(Context const& context, Sources& sources, WhatInput& input) {
  if (context.book.all("region_industry").empty()) {
    input.lacks.emplace_back(
        "没有地区行业表，产业相近度、区位商和复杂度没有计入：请导入各区县分行业的从业人数或产值"
        "（chengjie import … --as region_industry：地区、行业代码、从业人数）");
    return;
  }
  auto const table = space_table(context, sources);
  auto space = choose::space_of(table.cells, context.region, input.settings.options.space);
  if (!space) {
    input.lacks.push_back("地区行业表用不上：" + space.error().line());
    return;
  }
  if (!space->undetermined.empty()) { input.lacks.push_back(space->undetermined); }
  input.space_table = std::to_string(space->regions) + " 个地区 × " +
                      std::to_string(space->industries.size()) + " 个行业，" + table.words;
  input.space = std::move(*space);
  auto wanted = std::set<std::string>{};
  for (auto const& node : input.gaps.built.chains.nodes) {
    wanted.insert(node.industry_code.substr(0, input.space->digits));
  }
  auto teller = IndustryTeller{context, sources, input};
  for (auto const& one : input.space->industries) {
    if (!wanted.contains(one.code)) { continue; }
    if (one.density) {
      input.gaps.closeness.push_back({one.code, *one.density, teller.density(one)});
    }
    if (one.complexity && one.complex_than) {
      input.gaps.complexity.push_back({one.code, *one.complex_than, teller.complexity(one)});
    }
  }
}

// --- the national table ---

void add_value_added(Context const& context, Sources& sources, WhatInput& input) {
  auto const table = national();
  if (!table) { return; }
  auto const& sectors = (*table)->table.sectors;
  auto const& rates = (*table)->brings.value_added.direct;
  auto used = std::set<std::size_t>{};
  for (auto const& node : input.gaps.built.chains.nodes) {
    if (node.industry_code.empty()) { continue; }
    if (auto const at = economy::sector_of(sectors, node.industry_code)) { used.insert(*at); }
  }
  auto const most = *std::max_element(rates.begin(), rates.end());
  for (auto const sector : used) {
    auto const mark = sources.keep(context.basis.derive({sectors[sector].name,
                                                         "增加值率",
                                                         rates[sector] * 100,
                                                         "percent",
                                                         "全国投入产出表的增加值 ÷ 总产出",
                                                         {sector_figure(**table, sector)}}));
    for (auto const& code : sectors[sector].industries) {
      input.gaps.value_added.push_back({code, most > 0 ? rates[sector] / most : 0, mark});
    }
  }
}

// --- places ---

struct Park {
  Record const* record;
  std::vector<std::string> takes;
  std::optional<Figure> free_mu;
};

std::vector<Park> parks_here(Context const& context) {
  auto parks = std::vector<Park>{};
  for (auto const& record : context.book.all("parks")) {
    auto const district = record.text("district");
    if (!district.empty() && district != context.region) { continue; }
    auto takes = record.list("directions");
    for (auto& word : record.list("lead_industries")) { takes.push_back(std::move(word)); }
    parks.push_back(
        {&record, std::move(takes), context.book.figure("parks", record.key, "free_mu")});
  }
  return parks;
}

bool takes(Park const& park, choose::Node const& node, double closeness_min) {
  return std::any_of(park.takes.begin(), park.takes.end(), [&](std::string const& word) {
    return akin(word, node.chain) || choose::name_closeness(word, node.product) >= closeness_min;
  });
}

choose::Point room_of(std::vector<Park> const& parks, choose::Node const& node,
                      double closeness_min, Sources& sources) {
  auto best = choose::Point{0, "没有园区写明承接这个方向。", {}};
  for (auto const& park : parks) {
    if (!takes(park, node, closeness_min)) { continue; }
    auto const value = !park.free_mu ? 0.5 : park.free_mu->value > 0 ? 1.0 : 0.1;
    if (value <= best.value) { continue; }
    auto const* land = !park.free_mu             ? "可供用地未载"
                       : park.free_mu->value > 0 ? "有可供用地"
                                                 : "没有可供用地";
    best = {value,
            park.record->text("name") + "承接这个方向，" + land + "。",
            {sources.keep(cite(*park.record, "directions"))}};
    if (park.free_mu) { best.marks.push_back(sources.keep(*park.free_mu)); }
  }
  return best;
}

}  // namespace

void add_industries(Context const& context, Sources& sources, WhatInput& input) {
  add_space(context, sources, input);
  add_value_added(context, sources, input);
}

void add_places(Context const& context, Sources& sources, RegionFirms const& firms,
                WhatInput& input) {
  constexpr auto kGroup = std::size_t{3};
  auto groups = std::map<std::string, std::size_t>{};  // with how many sources are kept already
  for (auto const& node : input.gaps.built.chains.nodes) {
    if (node.industry_code.size() >= kGroup) { groups[node.industry_code.substr(0, kGroup)]; }
  }
  for (auto const& firm : firms.here) {
    auto const code = firm.rows.front()->text("industry_code");
    auto const at = groups.find(code.substr(0, std::min(code.size(), kGroup)));
    if (at == groups.end()) { continue; }
    auto const mark = ++at->second <= kInputsMax
                          ? sources.keep(cite(*firm.rows.front(), "industry_code"))
                          : std::string{};
    input.gaps.firms.push_back({firm.name, code, mark});
  }
  auto const parks = parks_here(context);
  if (parks.empty()) {
    input.lacks.emplace_back("没有园区台账，承载空间没有计入：请导入园区配套能力表（--as parks）");
    return;
  }
  for (auto const& node : input.gaps.built.chains.nodes) {
    input.gaps.room.push_back(room_of(parks, node, input.settings.options.gaps.match_min, sources));
  }
}

Result<WhatInput> what_input(Context const& context, Sources& sources, RegionFirms const& firms) {
  auto settings = choose_settings(context.book);
  if (!settings) { return settings.error(); }
  auto built = choose::chains_of(rows_of(context, sources));
  if (!built) { return built.error(); }
  auto input = WhatInput{};
  input.settings = std::move(*settings);
  input.gaps.built = std::move(*built);
  input.gaps.wants = wants_of(context, sources);
  add_industries(context, sources, input);
  add_places(context, sources, firms, input);
  add_candidates(context, sources, firms, input);
  return input;
}

}  // namespace chengjie::answer
