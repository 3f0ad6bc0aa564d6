#include "chengjie/answer/sheet.h"

#include <algorithm>
#include <functional>
#include <set>

#include "chengjie/answer/data.h"
#include "chengjie/answer/how/affected.h"
#include "chengjie/answer/how/care.h"
#include "chengjie/answer/how/how.h"
#include "chengjie/answer/how/matches.h"
#include "chengjie/answer/how/monthly.h"
#include "chengjie/answer/how/months.h"
#include "chengjie/answer/how/policies.h"
#include "chengjie/grow/mu_scheme.h"

namespace chengjie::answer {
namespace {

constexpr auto kSchemes = "rules/per_mu/schemes.toml";
constexpr auto kFirstScheme = "huangyan_2022";
constexpr auto kBefore = "specialised_sme@2022";
constexpr auto kAfter = "specialised_sme@2026";

std::string or_else(std::string const& text, char const* otherwise) {
  return text.empty() ? std::string{otherwise} : text;
}

}  // namespace

bool is_sheet(std::string_view name) { return std::ranges::find(kSheets, name) != kSheets.end(); }

Result<Answer> sheet(Context const& context, std::string_view name, SheetAsk const& ask) {
  if (name == "monthly") { return monthly(context, ask.month); }
  auto const scheme = or_else(ask.scheme, kFirstScheme);
  if (name == "per_mu" && ask.tried.figures.empty() && ask.tried.weights.empty()) {
    return per_mu(context, scheme);
  }
  if (name == "per_mu") { return per_mu_tried(context, scheme, ask.tried, ask.most); }
  if (name == "per_mu_land") { return per_mu_land(context, scheme); }
  if (name == "care") { return care(context, ask.most); }
  if (name == "matches") { return matches(context, ask.firm); }
  if (name == "policies") {
    return ask.clause.empty() ? policies(context) : policy(context, ask.clause, ask.most);
  }
  if (name == "affected") {
    auto const packs = shipped_packs();
    if (!packs) { return packs.error(); }
    return affected(context, *packs, or_else(ask.from, kBefore), or_else(ask.to, kAfter), ask.most);
  }
  return Error{Code::bad_usage, "没有这张表", std::string{name},
               "可选：monthly、per_mu、per_mu_land、affected、policies、care、matches"};
}

Result<SheetChoices> sheet_choices(Context const& context) {
  auto out = SheetChoices{};
  auto months = std::set<std::string, std::greater<>>{};
  for (auto const& record : context.book.all("enterprises")) {
    auto const period = record.text("period");
    if (is_month(period) && period <= context.today.substr(0, kMonthLetters)) {
      months.insert(period);
    }
  }
  for (auto const& month : months) { out.months.emplace_back(month, month); }
  auto const schemes = grow::read_mu_schemes(data_file(kSchemes), kSchemes);
  if (!schemes) { return schemes.error(); }
  for (auto const& scheme : *schemes) { out.schemes.emplace_back(scheme.id, scheme.name); }
  auto const packs = shipped_packs();
  if (!packs) { return packs.error(); }
  for (auto const& pack : packs->packs) {
    auto const versions = std::ranges::count(packs->packs, pack.id, &rules::Pack::id);
    if (versions > 1) {
      out.versions.emplace_back(pack.version(), pack.name + " " + pack.document + " " +
                                                    to_string(pack.in_force.front().from));
    }
  }
  return out;
}

}  // namespace chengjie::answer
