#include "chengjie/answer/how/prospects.h"

#include <algorithm>

#include "chengjie/answer/data.h"
#include "chengjie/grow/ladder.h"
#include "chengjie/grow/way_up.h"

namespace chengjie::answer {
namespace {

constexpr auto kNamesMax = std::size_t{5};
constexpr auto kBoxesMax = 200'000;

// "小升规 应入库 3家[..]：甲、乙、丙". The count opens to how it was found.
Line group_line(Context const& context, std::string const& head, std::string const& words,
                std::vector<FirmRows const*> const& firms, std::string const& formula) {
  auto line = Line{head + words + " "};
  auto rows = std::vector<FirmRows>{};
  for (auto const* firm : firms) { rows.push_back(*firm); }
  line << context.basis.derive({.subject = context.region,
                                .indicator = head + words + "企业数",
                                .value = static_cast<double>(firms.size()),
                                .unit = "count",
                                .formula = formula,
                                .inputs = rows_of(rows),
                                .of = "家"});
  for (auto i = std::size_t{0}; i < firms.size() && i < kNamesMax; ++i) {
    line << (i == 0 ? "：" : "、") << firms[i]->name;
  }
  if (firms.size() > kNamesMax) { line << " 等"; }
  return line;
}

std::vector<FirmRows const*> chosen(std::vector<FirmRows> const& firms,
                                    std::vector<std::size_t> const& numbers) {
  auto out = std::vector<FirmRows const*>{};
  for (auto const i : numbers) { out.push_back(&firms[i]); }
  return out;
}

std::vector<Line> watch_lines(Context const& context, Sifted const& sifted,
                              std::vector<FirmRows> const& firms) {
  auto lines = std::vector<Line>{};
  for (auto const watch : {grow::Watch::enters, grow::Watch::near, grow::Watch::leaves}) {
    auto const group = sifted.watch.find(watch);
    if (group == sifted.watch.end()) { continue; }
    lines.push_back(group_line(context, "小升规：", std::string{grow::words_of(watch)},
                               chosen(firms, group->second),
                               "逐家以主营业务收入与规上门槛相比，达到门槛八成算接近"));
  }
  return lines;
}

std::vector<Line> turn_lines(Context const& context, Sifted const& sifted,
                             std::vector<FirmRows> const& firms) {
  auto lines = std::vector<Line>{};
  for (auto const& [versions, holders] : sifted.turns) {
    auto const& [before, after] = versions;
    for (auto const turn : {grow::Turn::loses, grow::Turn::may_lose}) {
      auto const group = holders.find(turn);
      if (group == holders.end()) { continue; }
      lines.push_back(group_line(
          context, "新规 " + after->document + " 下，现有" + before->name,
          std::string{grow::words_of(turn)}, chosen(firms, group->second),
          "现有称号的企业按 " + before->version() + " 和 " + after->version() + " 各复核一次"));
    }
  }
  return lines;
}

Result<std::vector<grow::Lever>> shipped_levers() {
  for (auto const& file : data_files()) {
    if (file.name.starts_with("rules/levers/")) { return grow::read_levers(file.text, file.name); }
  }
  return Error{Code::not_found, "程序里没有提升措施表", "data/rules/levers", {}};
}

}  // namespace

std::vector<Line> prospect_lines(Context const& context, Sifted const& sifted,
                                 std::vector<FirmRows> const& firms) {
  auto lines = watch_lines(context, sifted, firms);
  for (auto& line : turn_lines(context, sifted, firms)) { lines.push_back(std::move(line)); }
  return lines;
}

Line way_up_line(Context const& context, rules::Packs const& packs, grow::Firm const& firm,
                 std::string_view ladder_name) {
  auto const options = grow_options(context);
  auto const report = grow::ladder(firm, packs, ladder_name, options);
  auto const levers = shipped_levers();
  if (!report || !levers || report->next < 0) { return {}; }
  auto const& rung = report->rungs[static_cast<std::size_t>(report->next)];
  if (rung.verdict.state != rules::State::not_met) { return {}; }
  auto const* pack = rules::find(packs, rung.verdict.pack, options.today, rules::Applies::fresh);
  if (pack == nullptr) { return {}; }
  auto const way = grow::cheapest_way(
      firm, *pack, *levers,
      {.base = options, .applies = rules::Applies::fresh, .boxes_max = kBoxesMax});
  if (!way || (way->found && way->moves.empty())) { return {}; }
  auto line = Line{"到" + rung.name + "最省的路："};
  if (!way->found) {
    line << "一年内可动的指标都用上仍不够";
    for (auto const& obstacle : way->failing) { line << "；" << obstacle.words; }
    return line;
  }
  for (auto i = std::size_t{0}; i < way->moves.size(); ++i) {
    line << (i == 0 ? "" : "；") << way->moves[i].words;
  }
  auto cost = Figure{};
  cost.subject = firm.name;
  cost.indicator = "升到" + rung.name + "的最低花费";
  cost.value = way->cost;
  cost.unit = "CNY";
  cost.evidence =
      Assumption{"data/rules/levers", "程序默认", "2026-11-25",
                 "按每一步的假设花费合计；每步花费见 data/rules/levers/levers.toml，须由本区设定"};
  line << "，约 " << context.basis.use(cost) << (way->proved ? "" : "（未证明最省）");
  return line;
}

}  // namespace chengjie::answer
