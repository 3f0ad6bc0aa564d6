#include "chengjie/answer/how/care.h"

#include <algorithm>
#include <array>

#include "chengjie/answer/cite.h"
#include "chengjie/base/date.h"

namespace chengjie::answer {
namespace {

constexpr auto kYearDays = 365;

struct Watched {
  std::size_t firm{};
  int warnings{};
  int good{};
};

std::string_view state_words(Watched const& row) {
  return row.warnings >= 2 ? "alert" : row.warnings == 1 ? "watch" : "lead";
}

Item item_of(FirmRows const& firm, Watched const& row, std::vector<Sign> const& signs) {
  auto item = Item{};
  item.id = firm.id;
  item.state = state_words(row);
  item.title = Line{firm.name} << cite(*firm.rows.front(), "name");
  for (auto const& sign : signs) {
    item.lines.push_back(
        Line{std::string{words_of(sign.side)} + (sign.weight < 0 ? "，要看：" : "，好的：")}.add(
            sign.line));
  }
  return item;
}

bool holds(FirmRows const& firm, std::string_view word) {
  return std::ranges::any_of(firm.rows, [&](Record const* row) {
    auto const titles = row->list("titles");
    return std::ranges::any_of(
        titles, [&](auto const& title) { return title.find(word) != std::string::npos; });
  });
}

std::optional<int> days_left(FirmRows const& firm, Date today) {
  for (auto const* row : firm.rows) {
    auto const period = parse_period(row->text("title_until"));
    if (period && period->until) { return days_between(today, *period->until); }
  }
  return std::nullopt;
}

using Members = std::vector<FirmRows>;

// Of nobody the count rests on all who were asked.
void tell_count(Context const& context, Line& line, std::string const& words,
                std::string const& formula, Members const& members, Members const& all) {
  line << words << " "
       << firm_count(context, context.region, words + "企业数", members.size(), formula,
                     rows_of(members.empty() ? all : members));
}

// 双倍增: holders of the two titles, those whose title ends within a year, and how many new ones a
// year keep the number: what ends must be replaced before anything doubles.
void tell_doubling(Context const& context, std::vector<FirmRows> const& firms, Answer& answer) {
  auto const today = parse_date(context.today).value_or(Date{});
  for (auto const word : {"高新技术企业", "科技型"}) {
    auto held = Members{};
    auto ending = Members{};
    for (auto const& firm : firms) {
      if (!holds(firm, word)) { continue; }
      held.push_back(firm);
      auto const left = days_left(firm, today);
      if (left && *left <= kYearDays) { ending.push_back(firm); }
    }
    if (held.empty()) { continue; }
    auto line = Line{"双倍增："};
    tell_count(context, line, std::string{"现有"} + word, "现有称号里有此称号的企业", held, firms);
    tell_count(context, line, "，一年内到期", "称号有效期在一年内的企业", ending, firms);
    auto const needed = static_cast<double>(held.size() + ending.size());
    line << "；要比现在翻一番，须新增 "
         << context.basis.derive({.subject = context.region,
                                  .indicator = std::string{word} + "翻番须新增",
                                  .value = needed,
                                  .unit = "count",
                                  .formula = "现有家数（再增一倍）＋ 一年内到期而没有复核的家数",
                                  .inputs = rows_of(held),
                                  .of = "家"})
         << "（到期的都没有通过复核时）";
    answer.notes.push_back(std::move(line));
  }
}

// 五上: 上量 上规 上榜 上云 上市, as far as the ledger tells.
void tell_five(Context const& context, std::vector<FirmRows> const& firms, Answer& answer) {
  if (firms.empty()) { return; }
  auto groups = std::array<Members, 4>{};
  for (auto const& firm : firms) {
    auto const any = [&](auto is) { return std::ranges::any_of(firm.rows, is); };
    if (any([](Record const* r) { return r->text("group") == "above_scale"; })) {
      groups[0].push_back(firm);
    }
    if (any([](Record const* r) { return !r->list("titles").empty(); })) {
      groups[1].push_back(firm);
    }
    if (any([](Record const* r) { return !r->text("digital_level").empty(); })) {
      groups[2].push_back(firm);
    }
    if (holds(firm, "上市")) { groups[3].push_back(firm); }
  }
  auto line = Line{"五上："};
  tell_count(context, line, "上规", "组别为规上", groups[0], firms);
  tell_count(context, line, "，上榜", "有现有称号", groups[1], firms);
  tell_count(context, line, "，上云（有数字化等级）", "有数字化等级", groups[2], firms);
  tell_count(context, line, "，上市", "现有称号写有上市", groups[3], firms);
  answer.notes.push_back(line << "；上量看各企业营业收入同比");
}

}  // namespace

Result<std::vector<Item>> life_of(Context const& context, FirmRows const& firm) {
  auto const thresholds = care_thresholds(context);
  if (!thresholds) { return thresholds.error(); }
  auto const around = Around{context};
  auto out = std::vector<Item>{};
  for (auto const side : {Care::landing, Care::staying, Care::growing}) {
    auto item = Item{};
    item.id = name_of(side);
    item.title = Line{words_of(side)};
    out.push_back(std::move(item));
  }
  for (auto& sign : signs_of(context, around, *thresholds, firm, Told::everything)) {
    auto& item = out[static_cast<std::size_t>(sign.side)];
    if (sign.weight < 0) { item.state = "watch"; }
    item.lines.push_back(sign.weight < 0 ? Line{"要看："}.add(sign.line) : std::move(sign.line));
  }
  for (auto& item : out) {
    if (item.lines.empty()) { item.lines.emplace_back("账本里没有这一段的记录"); }
  }
  return out;
}

Result<Answer> care(Context const& context, std::size_t most) {
  auto const thresholds = care_thresholds(context);
  if (!thresholds) { return thresholds.error(); }
  auto const around = Around{context};
  auto const firms = firms_of(context.book);
  auto rows = std::vector<Watched>{};
  // The sieve keeps nothing in the answer's basis; those shown are looked at once more.
  auto aside = Basis{};
  auto const sieve = Context{context.book, context.region, context.today, context.caller, aside};
  for (auto i = std::size_t{0}; i != firms.size(); ++i) {
    auto row = Watched{i, 0, 0};
    for (auto const& sign : signs_of(sieve, around, *thresholds, firms[i], Told::signs)) {
      row.warnings += sign.weight < 0;
      row.good += sign.weight > 0;
    }
    aside = {};
    if (row.warnings + row.good > 0) { rows.push_back(row); }
  }
  std::ranges::stable_sort(rows, std::greater{},
                           [](Watched const& r) { return std::pair{r.warnings, r.good}; });
  auto answer = answer_of(context, "care");
  for (auto const& row : rows) {
    if (answer.items.size() == most) { break; }
    auto const& firm = firms[row.firm];
    answer.items.push_back(
        item_of(firm, row, signs_of(context, around, *thresholds, firm, Told::signs)));
  }
  if (rows.size() > most) {
    answer.notes.emplace_back("有迹象的 " + std::to_string(rows.size()) + " 家，列出前 " +
                              std::to_string(most) + " 家；导出可得全部");
  }
  tell_doubling(context, firms, answer);
  tell_five(context, firms, answer);
  if (around.latest_month().empty()) {
    answer.lacks.emplace_back("没有月报，看不出用电、税金变化：请导入月度台账（--as enterprises）");
  }
  if (context.book.all("visits").empty()) {
    answer.lacks.emplace_back("没有走访单：请导入（--as visits）");
  }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
