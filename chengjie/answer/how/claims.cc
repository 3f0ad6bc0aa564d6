#include "chengjie/answer/how/claims.h"

#include <array>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/base/date.h"

namespace chengjie::answer {
namespace {

constexpr auto kClaims = "claims";

struct Step {
  Stage stage;
  char const* column;
};
constexpr auto kSteps = std::to_array<Step>({{Stage::applied, "applied_date"},
                                             {Stage::reviewed, "reviewed_date"},
                                             {Stage::published, "published_date"},
                                             {Stage::paid, "paid_date"},
                                             {Stage::refused, "refused_date"}});

}  // namespace

std::string_view words_of(Stage stage) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"未申报", "已申报", "已审核", "已公示", "已拨付", "已退回"});
  return kWords[static_cast<std::size_t>(stage)];
}

Stage stage_of(Record const& claim) {
  auto stage = Stage::none;
  for (auto const& step : kSteps) {
    if (!claim.text(step.column).empty()) { stage = step.stage; }
  }
  return stage;
}

Line stage_line(Context const& context, Record const& claim) {
  auto line = Line{claim.text("firm")};
  line << "：" << words_of(stage_of(claim));
  auto last = std::optional<Date>{};
  for (auto const& step : kSteps) {
    auto const text = claim.text(step.column);
    if (text.empty()) { continue; }
    line << "，" << std::string{words_of(step.stage)}.substr(std::string_view{"已"}.size()) << " "
         << text << cite(claim, step.column);
    auto const day = parse_date(text);
    if (last && day) {
      auto const days = days_between(*last, *day);
      line << (days < 0 ? std::string{"（早于上一步，请核对日期）"}
                        : "（" + std::to_string(days) + " 天）");
    }
    if (day) { last = day; }
  }
  auto const stage = stage_of(claim);
  auto const today = parse_date(context.today);
  if (last && today && stage != Stage::paid && stage != Stage::refused) {
    line << "，到今天已 " << std::to_string(days_between(*last, *today)) << " 天";
  }
  for (auto const column : {"claimed_cny", "paid_cny"}) {
    if (auto const figure = context.book.figure(kClaims, claim.key, column)) {
      line << (std::string_view{column} == "paid_cny" ? "，拨付 " : "，申请 ")
           << context.basis.use(*figure);
    }
  }
  if (auto const why = claim.text("why"); !why.empty()) { line << "，原因：" << why; }
  return line;
}

std::vector<Record const*> claims_of(Book const& book, Record const& clause) {
  auto out = std::vector<Record const*>{};
  for (auto const& claim : book.all(kClaims)) {
    if (claim.text("document") == clause.text("document") &&
        claim.text("clause") == clause.text("clause")) {
      out.push_back(&claim);
    }
  }
  return out;
}

std::vector<std::string> claims_without_clause(Book const& book) {
  auto known = std::set<std::pair<std::string, std::string>>{};
  for (auto const& clause : book.all("policies")) {
    known.emplace(clause.text("document"), clause.text("clause"));
  }
  auto out = std::vector<std::string>{};
  for (auto const& claim : book.all(kClaims)) {
    auto at = std::pair{claim.text("document"), claim.text("clause")};
    if (!known.contains(at)) { out.push_back(at.first + at.second); }
  }
  return out;
}

std::vector<Record const*> claims_of_firm(Book const& book, std::string const& code,
                                          std::string const& name) {
  auto out = std::vector<Record const*>{};
  for (auto const& claim : book.all(kClaims)) {
    auto const same_code = !code.empty() && claim.text("uscc") == code;
    if (same_code || claim.text("firm") == name) { out.push_back(&claim); }
  }
  return out;
}

}  // namespace chengjie::answer
