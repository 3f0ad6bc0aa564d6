// Targets that time has answered, and targets that cannot both be meant.
#include <algorithm>
#include <cmath>
#include <set>

#include "chengjie/answer/effect/outlooks.h"
#include "chengjie/answer/what/words.h"
#include "chengjie/effect/fit.h"

namespace chengjie::answer {
namespace {

constexpr auto kSeed = std::uint64_t{20'261'125};
constexpr auto kDraws = 4'000;

struct Past {
  Figure target, outcome;
  bool reached{};
  std::optional<double> chance;
  std::vector<Figure> inputs;
};

std::optional<Figure> outcome_of(std::vector<Figure> const& all, Figure const& target) {
  auto const year = year_of(target.period);
  auto const levels = levels_of(all, target, year);
  return levels.empty() || year_of(levels.back().period) != year ? std::nullopt
                                                                 : std::optional{levels.back()};
}

// The chance that the method gives with what was known before the target's year began: at least a
// year lies between, and nothing of the year itself is used.
void judge(Context const& context, std::vector<Figure> const& all, Past& past) {
  auto const levels = levels_of(all, past.target, year_of(past.target.period) - 1);
  if (levels.empty()) { return; }
  auto t = effect::Target{};
  t.name = past.target.subject + past.target.indicator;
  t.unit = unit_of(past.target.unit);
  t.value = past.target.value;
  t.year = year_of(past.target.period);
  t.known.value = levels.back().value;
  t.known.year = year_of(levels.back().period);
  t.growth = growth_of(context, levels, past.target.indicator, past.inputs);
  past.inputs.push_back(levels.back());
  if (auto const found = effect::outlook(t, {.seed = kSeed, .draws = kDraws})) {
    past.chance = found->chance;
  }
}

std::vector<Past> resolved(Context const& context, std::vector<Figure> const& all) {
  auto out = std::vector<Past>{};
  auto const today = std::stoi(context.today.substr(0, 4));
  for (auto const& target : all) {
    if (target.kind != Kind::target || target.value <= 0 || year_of(target.period) == 0 ||
        year_of(target.period) > today) {
      continue;
    }
    auto const same = [&](Past const& p) {
      return p.target.subject == target.subject && p.target.indicator == target.indicator &&
             p.target.period == target.period;
    };
    auto const outcome = outcome_of(all, target);
    if (!outcome || std::any_of(out.begin(), out.end(), same)) { continue; }
    auto past = Past{target, *outcome, outcome->value >= target.value, std::nullopt, {}};
    judge(context, all, past);
    out.push_back(std::move(past));
  }
  return out;
}

Figure percent(Context const& context, std::string indicator, double share,
               std::vector<Figure> inputs) {
  auto d = Basis::Derived{context.region,
                          std::move(indicator),
                          std::round(share * 100),
                          "percent",
                          "到期目标逐个回看：用到期前已知的数推概率，与结果相比",
                          std::move(inputs)};
  d.kind = Kind::rate;
  return context.basis.derive(std::move(d));
}

}  // namespace

std::vector<Line> past_targets(Context const& context, std::vector<Figure> const& all) {
  auto const found = resolved(context, all);
  auto lines = std::vector<Line>{};
  auto judged = std::vector<effect::Resolved>{};
  auto inputs = std::vector<Figure>{};
  for (auto const& past : found) {
    auto line = Line{"已到期的目标：" + past.target.subject + past.target.indicator + " "}
                << past.target << "（" << past.target.period << "），结果 " << past.outcome
                << (past.reached ? "，达到" : "，没有达到");
    if (past.chance) {
      judged.push_back({*past.chance, past.reached});
      inputs.push_back(past.target);
      inputs.push_back(past.outcome);
      auto of = past.inputs;
      of.push_back(past.target);
      line << "；本法事前会给 "
           << percent(
                  context,
                  past.target.subject + past.target.indicator + past.target.period + "的事前概率",
                  *past.chance, of);
    }
    lines.push_back(std::move(line));
  }
  if (judged.size() < effect::kResolvedMin) {
    lines.push_back(Line{"账本里有结果、能回看概率的到期目标 " + std::to_string(judged.size()) +
                         " 个，不足 " + std::to_string(effect::kResolvedMin) +
                         " 个，不显示概率的可靠性；方法的校准见 docs/methods/effect.md"});
    return lines;
  }
  auto const table = effect::reliability(judged);
  for (auto const& row : table.rows) {
    auto const range = std::to_string(std::lround(row.from * 100)) + "%至" +
                       std::to_string(std::lround(row.to * 100)) + "%";
    lines.push_back(
        Line{"概率的可靠性，给 " + range + " 的 " + std::to_string(row.targets) +
             " 个目标：平均给 "}
        << percent(context, "给" + range + "的目标的平均概率", row.given, inputs) << "，实际达到 "
        << percent(context, "给" + range + "的目标的实际达到率", row.came_true, inputs));
  }
  return lines;
}

std::vector<Line> contradicting_targets(std::vector<Figure> const& targets, Figure const& target) {
  auto lines = std::vector<Line>{};
  auto told =
      std::set<std::pair<std::string, double>>{};  // a table and a document may say one thing
  for (auto const& other : targets) {
    if (other.subject != target.subject || other.unit != target.unit ||
        year_of(other.period) != year_of(target.period) || other.value == target.value) {
      continue;
    }
    if (!told.emplace(other.indicator, other.value).second) { continue; }
    if (other.indicator == target.indicator) {
      lines.push_back(Line{"与另一处写的目标不同："} << other << "；请核对以哪一个为准");
    } else if (other.unit == "CNY" && akin(other.indicator, target.indicator, 2) &&
               other.indicator.find(target.indicator) != std::string::npos) {
      lines.push_back(Line{"同年还有 " + other.indicator + " 的目标 "}
                      << other << "，口径不同，不能互相替代");
    }
  }
  return lines;
}

}  // namespace chengjie::answer
