#include "chengjie/answer/how/affected.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "chengjie/answer/how/firms.h"
#include "chengjie/grow/ladder.h"

namespace chengjie::answer {
namespace {

using grow::Turn;
using rules::Applies;

constexpr auto kPortion = std::size_t{8192};
constexpr auto kReasonsMax = std::size_t{6};
constexpr auto kNamesMax = std::size_t{5};

struct Row {
  std::size_t firm{};
  bool held{};
  Turn turn{};
};

// What is told first: titles at risk, then chances, then what changes for those without the title.
int order_of(Row const& row) {
  static constexpr auto kOrder =
      std::to_array({Turn::loses, Turn::may_lose, Turn::gains, Turn::may_gain, Turn::unclear});
  auto const at = std::ranges::find(kOrder, row.turn);
  return static_cast<int>(at - kOrder.begin()) + (row.held ? 0 : 10);
}

bool is_told(Row const& row) {
  return row.turn != Turn::stays && (row.held || row.turn != Turn::unclear);
}

std::vector<grow::Affected> judged(std::vector<grow::Firm> const& firms, rules::Pack const& before,
                                   rules::Pack const& after, bool held,
                                   grow::Options const& options) {
  return grow::who_is_affected(firms, before, after, held ? Applies::recheck : Applies::fresh,
                               options);
}

struct Sorted {
  std::vector<Row> rows;
  std::map<std::string, std::size_t> wanting;  // firms that may change, by what is unknown of them
};

void sort_portion(std::vector<grow::Firm> const& firms, std::size_t begin,
                  rules::Pack const& before, rules::Pack const& after, grow::Options const& options,
                  Sorted& out) {
  auto sides = std::array<std::vector<grow::Firm>, 2>{};
  auto numbers = std::array<std::vector<std::size_t>, 2>{};
  for (auto i = std::size_t{0}; i != firms.size(); ++i) {
    auto const side = std::size_t{grow::is_holder(firms[i].facts, before.known_as)};
    sides[side].push_back(firms[i]);
    numbers[side].push_back(begin + i);
  }
  for (auto const side : {std::size_t{0}, std::size_t{1}}) {
    auto const rows = judged(sides[side], before, after, side == 1, options);
    for (auto i = std::size_t{0}; i != rows.size(); ++i) {
      out.rows.push_back({numbers[side][i], side == 1, rows[i].turn});
      if (!is_told(out.rows.back())) { continue; }
      auto once = std::map<std::string, bool>{};
      for (auto const& obstacle : rows[i].unknown) {
        for (auto const& m : obstacle.missing) { once[title_of(m)] = true; }
      }
      for (auto const& [title, is] : once) { ++out.wanting[title]; }
    }
  }
}

Sorted sort_all(Context const& context, std::vector<FirmRows> const& firms,
                rules::Pack const& before, rules::Pack const& after) {
  auto options = grow_options(context);
  options.brief = true;
  auto out = Sorted{};
  for (auto begin = std::size_t{0}; begin < firms.size(); begin += kPortion) {
    auto portion = std::vector<grow::Firm>{};
    for (auto i = begin; i < std::min(firms.size(), begin + kPortion); ++i) {
      portion.push_back(engine_firm(context, firms[i], Facts::bare));
    }
    sort_portion(portion, begin, before, after, options, out);
  }
  std::ranges::stable_sort(out.rows, {},
                           [](Row const& r) { return std::pair{order_of(r), r.firm}; });
  return out;
}

Line state_line(Context const& context, std::string const& head, rules::Pack const& pack,
                rules::State state, std::vector<grow::Obstacle> const& failing,
                std::vector<grow::Obstacle> const& unknown) {
  auto line =
      Line{head + "（" + pack.document + (pack.origin.verified ? "" : "，条款待核") + "）："};
  line << rules::words_of(state);
  for (auto const& obstacle : failing) {
    line << "；不够：" << obstacle.words;
    if (!obstacle.short_words.empty()) { line << "，差 " << obstacle.short_words; }
    add_marks(context, line, obstacle.marks);
  }
  auto open = std::string{};
  for (auto const& obstacle : unknown) {
    open += (open.empty() ? "；待证：" : "、") + obstacle.words;
  }
  return line << open;
}

Item item_of(Context const& context, FirmRows const& rows, Row const& row,
             rules::Pack const& before, rules::Pack const& after) {
  auto const firm = engine_firm(context, rows, Facts::marked);
  auto const options = grow_options(context);
  auto const told = judged({firm}, before, after, row.held, options).front();
  auto const was = rules::evaluate(
      before, firm.facts, grow::for_rules(options, row.held ? Applies::recheck : Applies::fresh));
  auto const gap = rules::shortfall(was.root);
  auto item = Item{};
  item.id = rows.id;
  item.state = grow::name_of(row.turn);
  item.title = Line{rows.name + (row.held ? "，现有此称号：" : "，尚无此称号：")};
  item.title << grow::words_of(row.turn);
  item.lines.push_back(state_line(context, "原规则", before, told.before,
                                  grow::obstacles_of(gap.failing),
                                  grow::obstacles_of(gap.unknown)));
  item.lines.push_back(
      state_line(context, "新规则", after, told.after, told.failing, told.unknown));
  if (!told.unless.empty()) {
    auto text = std::string{};
    for (auto const& way : told.unless) { text += (text.empty() ? "或凭：" : "、") + way.words; }
    item.lines.emplace_back(text);
  }
  return item;
}

// --- the rules side by side ---

struct Asked {
  std::vector<std::string> before, after;
};

void gather(rules::Node const& node, rules::Pack const& pack, int year,
            std::vector<std::string> Asked::* side,
            std::vector<std::pair<std::string, Asked>>& out) {
  if (node.children.empty()) {
    auto const& e = node.expression;
    auto subject = e.subject;
    for (auto const& term : e.terms) {
      if (subject < 0 && term.op != rules::Op::parameter && term.ref >= 0) { subject = term.ref; }
    }
    auto const key = subject >= 0
                         ? std::string{rules::indicators()[static_cast<std::size_t>(subject)].title}
                     : node.kind == rules::NodeKind::score ? std::string{"评分"}
                                                           : node.name;
    auto at = std::ranges::find(out, key, &std::pair<std::string, Asked>::first);
    if (at == out.end()) { at = out.insert(out.end(), {key, {}}); }
    (at->second.*side)
        .push_back(node.kind == rules::NodeKind::score && pack.score
                       ? (pack.score->strict ? "超过 " : "不低于 ") +
                             rules::number_words(pack.score->pass) + " 分"
                   : node.kind == rules::NodeKind::leaf ? rules::words_of(e, pack.parameters, year)
                                                        : "条文未查到");
    return;
  }
  for (auto const& child : node.children) { gather(child, pack, year, side, out); }
}

std::string joined(std::vector<std::string> const& words) {
  auto out = std::string{};
  for (auto const& word : words) { out += (out.empty() ? "" : "；") + word; }
  return out.empty() ? "不要求" : out;
}

void tell_rules(rules::Pack const& before, rules::Pack const& after, int year, Answer& answer) {
  auto rows = std::vector<std::pair<std::string, Asked>>{};
  gather(before.root, before, year, &Asked::before, rows);
  gather(after.root, after, year, &Asked::after, rows);
  for (auto const& [subject, asked] : rows) {
    answer.notes.emplace_back("对照｜" + subject + "｜原：" + joined(asked.before) + "｜新：" +
                              joined(asked.after));
  }
}

void tell_counts(Context const& context, Sorted const& sorted, std::vector<FirmRows> const& firms,
                 rules::Pack const& before, rules::Pack const& after, Answer& answer) {
  auto groups = std::map<std::pair<int, bool>, std::vector<std::size_t>>{};
  for (auto const& row : sorted.rows) {
    groups[{static_cast<int>(row.turn), row.held}].push_back(row.firm);
  }
  for (auto const held : {true, false}) {
    auto line = Line{held ? "现有称号的企业（按复核）：" : "没有称号的企业（按新申报）："};
    auto first = true;
    for (auto const turn :
         {Turn::loses, Turn::may_lose, Turn::gains, Turn::may_gain, Turn::stays, Turn::unclear}) {
      auto const& members = groups[{static_cast<int>(turn), held}];
      if (members.empty()) { continue; }
      auto some = std::vector<FirmRows>{};
      for (auto const i : members) {
        if (some.size() != 200) { some.push_back(firms[i]); }
      }
      line << (first ? "" : "；") << grow::words_of(turn) << " "
           << firm_count(
                  context, after.name,
                  std::string{held ? "持有企业" : "其他企业"} + std::string{grow::words_of(turn)},
                  members.size(),
                  "逐家按 " + before.version() + " 和 " + after.version() + " 各判一次",
                  rows_of(some));
      if (turn != Turn::stays && turn != Turn::unclear) {
        for (auto i = std::size_t{0}; i < some.size() && i < kNamesMax; ++i) {
          line << (i == 0 ? "（" : "、") << some[i].name;
        }
        line << (members.size() > kNamesMax ? " 等）" : "）");
      }
      first = false;
    }
    if (!first) { answer.notes.push_back(std::move(line)); }
  }
  auto wanting = std::vector<std::pair<std::size_t, std::string>>{};
  for (auto const& [title, count] : sorted.wanting) { wanting.emplace_back(count, title); }
  std::ranges::stable_sort(wanting, std::greater{}, &std::pair<std::size_t, std::string>::first);
  for (auto i = std::size_t{0}; i < wanting.size() && i < kReasonsMax; ++i) {
    answer.lacks.push_back("可能变化的企业里 " + std::to_string(wanting[i].first) + " 家不知道“" +
                           wanting[i].second + "”");
  }
}

}  // namespace

Result<rules::Pack const*> pack_version(rules::Packs const& packs, std::string const& named) {
  auto const at = named.find('@');
  auto const name = named.substr(0, at);
  auto const day = at == std::string::npos ? std::string{} : named.substr(at + 1);
  auto fits = std::vector<rules::Pack const*>{};
  auto known = std::string{};
  for (auto const& pack : packs.packs) {
    known += (known.empty() ? "" : "、") + pack.version();
    auto const from = pack.in_force.empty() ? std::string{} : to_string(pack.in_force.front().from);
    if ((pack.id == name || pack.name == name) && from.starts_with(day)) { fits.push_back(&pack); }
  }
  if (fits.empty()) {
    return Error{Code::not_found, "没有这个规则版本", named, "写成 编号@施行日期，有：" + known};
  }
  if (fits.size() > 1) {
    return Error{Code::bad_usage, "有几个版本都合", named,
                 "写明施行日期，如 " + fits.front()->version() + "、" + fits.back()->version()};
  }
  return fits.front();
}

Result<Answer> affected(Context const& context, rules::Packs const& packs, std::string const& from,
                        std::string const& to, std::size_t most) {
  auto const before = pack_version(packs, from);
  if (!before) { return before.error(); }
  auto const after = pack_version(packs, to);
  if (!after) { return after.error(); }
  auto answer = answer_of(context, "affected");
  auto const firms = firms_of(context.book);
  auto const sorted = sort_all(context, firms, **before, **after);
  auto told = std::size_t{0};
  for (auto const& row : sorted.rows) {
    if (!is_told(row)) { continue; }
    if (++told > most) { continue; }
    answer.items.push_back(item_of(context, firms[row.firm], row, **before, **after));
  }
  tell_counts(context, sorted, firms, **before, **after, answer);
  if (told > most) {
    answer.notes.emplace_back("有变化的 " + std::to_string(told) + " 家，列出前 " +
                              std::to_string(most) + " 家；导出可得全部");
  }
  tell_rules(**before, **after, grow_options(context).year, answer);
  if (firms.empty()) {
    answer.lacks.emplace_back("没有本区企业：请导入梯度培育表（--as enterprises）");
  }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
