#include <algorithm>

#include "chengjie/answer/figures.h"
#include "chengjie/answer/how/firms.h"
#include "chengjie/answer/what/what_gaps.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kYi = 1e8;
constexpr auto kInputsMax = std::size_t{12};

// A year's output: revenue, else the running sum of a year that is told as a whole.
std::optional<Figure> yearly_output(Record const& firm) {
  if (auto revenue = figure_of(firm, "revenue_cny"); revenue && revenue->value > 0) {
    return revenue;
  }
  auto const period = firm.text("period");
  if (period.size() != 4 && !period.ends_with("-12")) { return std::nullopt; }
  auto output = figure_of_output(firm);
  return output && output->value > 0 ? output : std::nullopt;
}

}  // namespace

Intensities::Intensities(Context const& context, RegionFirms const& firms) : context_(context) {
  auto const take = [&](std::string code, std::optional<Figure> output, Record const& row) {
    auto land = figure_of(row, "land_mu");
    auto energy = figure_of(row, "energy_tce");
    if (code.size() < 2 || !output || (!land && !energy)) { return; }
    rows_.push_back({std::move(code), std::move(*output), std::move(land), std::move(energy)});
  };
  for (auto const& firm : firms.here) {
    auto const& row = *firm.rows.front();
    take(row.text("industry_code"), yearly_output(row), row);
  }
  for (auto const& row : context.book.all("projects")) {
    auto output = figure_of(row, "output_cny");
    if (output && output->value > 0) { take(row.text("industry_code"), std::move(output), row); }
  }
}

std::optional<Figure> Intensities::ratio(std::string const& group, std::optional<Figure> Row::* of,
                                         std::string const& name, std::string const& unit) const {
  auto output = 0.0;
  auto amount = 0.0;
  auto count = std::size_t{0};
  auto inputs = std::vector<Figure>{};
  for (auto const& row : rows_) {
    if (!row.code.starts_with(group) || !(row.*of)) { continue; }
    output += row.output.value;
    amount += (row.*of)->value;
    ++count;
    if (inputs.size() < kInputsMax) {
      inputs.push_back(row.output);
      inputs.push_back(*(row.*of));
    }
  }
  if (!(output > 0)) { return std::nullopt; }
  return context_.basis.derive(
      {"行业" + group, name, amount / (output / kYi), unit,
       "本账本 " + std::to_string(count) + " 家同行业企业和项目的合计 ÷ 年产值合计（亿元）",
       inputs});
}

Intensity Intensities::of(std::string const& code) const {
  constexpr auto kGroup = std::size_t{3};
  constexpr auto kDivision = std::size_t{2};
  auto const either = [&](std::optional<Figure> Row::* of, std::string const& name,
                          std::string const& unit) {
    auto found = code.size() >= kGroup ? ratio(code.substr(0, kGroup), of, name, unit)
                                       : std::optional<Figure>{};
    if (!found && code.size() >= kDivision) {
      found = ratio(code.substr(0, kDivision), of, name, unit);
    }
    return found;
  };
  auto out = Intensity{};
  out.land = either(&Row::land, "每亿元产值用地", "mu");
  out.energy = either(&Row::energy, "每亿元产值能耗", "tce");
  if (out.energy) {
    auto const factor = setting(context_.book, "ratio/tco2_per_tce", 2.6, "tCO2",
                                "每吨标准煤按约 2.6 吨二氧化碳折算（燃煤口径的常用数，用电多的行业"
                                "会低），待按本地能源结构改");
    out.carbon = context_.basis.derive({out.energy->subject,
                                        "每亿元产值碳排放",
                                        out.energy->value * factor.value,
                                        "tCO2",
                                        "每亿元产值能耗 × 每吨标准煤的二氧化碳",
                                        {*out.energy, factor}});
  }
  return out;
}

}  // namespace chengjie::answer
