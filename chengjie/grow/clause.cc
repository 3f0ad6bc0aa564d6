#include "chengjie/grow/clause.h"

#include <algorithm>
#include <utility>

namespace chengjie::grow {
namespace {

using rules::Holds;

constexpr std::string_view kBefore[] = {"企业", "申报", "单位", "上一年度", "上年度", "上年",
                                        "年度", "年",   "的",   "且",       " "};
constexpr std::string_view kAfter[] = {"（含）", "(含)", "以上", "及以上", "以内", "；",
                                       "。",     "，",   ";",    ".",      " ",    "的"};

struct Comparison {
  std::string_view words;
  std::string_view sign;
};
constexpr Comparison kComparisons[] = {
    {"不低于", ">="}, {"不少于", ">="}, {"不小于", ">="}, {"达到", ">="},   {"达", ">="},
    {"在", ">="},     {"不超过", "<="}, {"不高于", "<="}, {"不大于", "<="}, {"不多于", "<="},
    {"超过", ">"},    {"高于", ">"},    {"大于", ">"},    {"低于", "<"},    {"少于", "<"},
    {"小于", "<"},    {"≥", ">="},      {"≤", "<="},
};

// Other names that papers use for an indicator.
constexpr std::pair<std::string_view, std::string_view> kAlso[] = {
    {"研发投入占营业收入比重", "rd_share"},
    {"研发费用占营业收入的比重", "rd_share"},
    {"研发投入强度", "rd_share"},
    {"研发强度", "rd_share"},
    {"研发投入", "rd"},
    {"研发经费", "rd"},
    {"R&D经费", "rd"},
    {"职工人数", "staff"},
    {"从业人员", "staff"},
    {"营收", "revenue"},
    {"年营业收入", "revenue"},
    {"主营收入", "main_revenue"},
    {"用地", "land"},
    {"资产负债比", "debt_ratio"},
    {"亩均税收", "tax_per_mu"},
};

bool eat(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) { return false; }
  text.remove_prefix(word.size());
  return true;
}

template <class Words>
void eat_all(std::string_view& text, Words const& words) {
  while (std::ranges::any_of(words, [&](auto word) { return eat(text, word); })) {}
}

// "1.", "（二）", "③" before a condition.
void eat_number(std::string_view& text) {
  auto const mark = text.find_first_of(".)");
  if (mark != std::string_view::npos && mark > 0 && mark <= 2 &&
      text.find_first_not_of("0123456789(") >= mark) {
    text.remove_prefix(mark + 1);
  }
  for (auto const close : {std::string_view{"、"}, std::string_view{"）"}}) {
    auto const at = text.find(close);
    if (at != std::string_view::npos && at <= 9) { text.remove_prefix(at + close.size()); }
  }
  while (eat(text, " ") || eat(text, "\t") || eat(text, "　")) {}
}

// The longest name the sentence begins with.
std::string_view eat_indicator(std::string_view& text) {
  auto best = std::string_view{};
  auto name = std::string_view{};
  auto const offer = [&](std::string_view words, std::string_view id) {
    if (words.size() > best.size() && text.starts_with(words)) {
      best = words;
      name = id;
    }
  };
  for (auto const& row : rules::indicators()) {
    if (row.holds == Holds::number) { offer(row.title, row.name); }
  }
  for (auto const& [words, id] : kAlso) { offer(words, id); }
  text.remove_prefix(best.size());
  return name;
}

std::string_view eat_number_words(std::string_view& text) {
  auto const end = std::min(text.find_first_not_of("0123456789."), text.size());
  auto const number = text.substr(0, end);
  text.remove_prefix(end);
  return number;
}

std::string_view eat_unit(std::string_view& text) {
  for (auto const unit : {"万元/亩", "元/亩", "万元", "亿元", "千元", "元", "%", "％", "人", "年",
                          "亩", "项", "件", "个"}) {
    if (eat(text, unit)) { return std::string_view{unit} == "％" ? "%" : unit; }
  }
  return {};
}

std::vector<std::string> split(std::string_view text) {
  auto out = std::vector<std::string>{};
  auto rest = text;
  auto const push = [&](std::string_view part) {
    eat_number(part);
    while (!part.empty() && (part.back() == ' ' || part.back() == '\r')) { part.remove_suffix(1); }
    if (!part.empty()) { out.emplace_back(part); }
  };
  while (!rest.empty()) {
    auto at = rest.size();
    auto size = std::size_t{0};
    for (auto const mark : {std::string_view{"\n"}, std::string_view{"；"}, std::string_view{"。"},
                            std::string_view{";"}}) {
      auto const found = rest.find(mark);
      if (found < at) {
        at = found;
        size = mark.size();
      }
    }
    push(rest.substr(0, at));
    rest.remove_prefix(at + size);
  }
  return out;
}

bool is_written_rule(std::string_view text) {
  return text.find_first_of("<>=") != std::string_view::npos ||
         text.find(" contains ") != std::string_view::npos ||
         text.find(" is ") != std::string_view::npos;
}

Result<rules::Node> read_one(std::string const& sentence, PolicyClause& clause) {
  auto node = rules::Node{};
  node.name = sentence;
  node.line = 1;
  auto const written = is_written_rule(sentence) || rules::indicator_named(sentence);
  auto const text = written ? sentence : expression_of(sentence);
  if (text.empty()) {
    node.kind = rules::NodeKind::not_found;
    node.proof = "对照条款原文";
    ++clause.unread;
    return node;
  }
  auto expression = rules::read_condition(text, {}, {clause.text.id, 1, 1});
  if (!expression) { return expression.error(); }
  node.expression = *std::move(expression);
  return node;
}

Result<std::optional<Date>> read_day(std::string const& text, bool last, std::string const& id) {
  if (text.empty()) { return std::optional<Date>{}; }
  auto const period = parse_period(text.substr(0, 10));
  if (!period || !period->until) {
    return Error{Code::bad_input, "“" + text + "”不是日期", id, "写成 2024-01-01"};
  }
  return std::optional{last ? *period->until : period->from};
}

}  // namespace

std::string expression_of(std::string_view sentence) {
  eat_number(sentence);
  eat_all(sentence, kBefore);
  auto const name = eat_indicator(sentence);
  if (name.empty()) { return {}; }
  auto sign = std::string_view{};
  for (auto const& c : kComparisons) {
    if (eat(sentence, c.words)) {
      sign = c.sign;
      break;
    }
  }
  auto const number = eat_number_words(sentence);
  auto const unit = eat_unit(sentence);
  if (sign.empty() || number.empty()) { return {}; }
  // “超过 70% 以上” and “在 70% 以内” say something else than their first word.
  auto const tail = sentence;
  if (tail.starts_with("以内") && sign == ">=") { sign = "<="; }
  if (tail.starts_with("以下") || (tail.starts_with("以上") && sign != ">=")) { return {}; }
  eat_all(sentence, kAfter);
  if (!sentence.empty()) { return {}; }
  auto const text = std::string{name} + " " + std::string{sign} + " " + std::string{number} +
                    (unit.empty() ? "" : " " + std::string{unit});
  return rules::read_condition(text, {}, {"", 1, 1}) ? text : std::string{};
}

std::string base_of(std::string_view support) {
  auto const percent = std::min(support.find("%"), support.find("％"));
  if (percent == std::string_view::npos) { return {}; }
  auto const digits = support.substr(0, percent).find_last_not_of("0123456789.");
  if (digits == std::string_view::npos || digits + 1 == percent) { return {}; }
  auto before = support.substr(0, digits + 1);
  for (auto const joint : {std::string_view{"给予"}, std::string_view{"按"}, std::string_view{"的"},
                           std::string_view{"总额"}}) {
    if (before.ends_with(joint)) { before.remove_suffix(joint.size()); }
  }
  auto best = std::string_view{};
  auto name = std::string_view{};
  auto const offer = [&](std::string_view words, std::string_view id) {
    if (words.size() > best.size() && before.ends_with(words)) {
      best = words;
      name = id;
    }
  };
  for (auto const& row : rules::indicators()) {
    if (row.holds == Holds::number) { offer(row.title, row.name); }
  }
  for (auto const& [words, id] : kAlso) { offer(words, id); }
  if (name.empty()) { return {}; }
  auto const text = std::string{name} + "(year)";
  auto const base = rules::read_value(text, {}, {"", 1, 1});
  auto const is_money = base && base->terms[static_cast<std::size_t>(base->left)].dimension ==
                                    rules::one(rules::Base::money);
  return is_money ? text : std::string{};
}

Result<PolicyClause> read_clause(ClauseText text) {
  auto clause = PolicyClause{};
  clause.text = std::move(text);
  auto const& t = clause.text;
  auto const from = read_day(t.valid_from, false, t.id);
  if (!from) { return from.error(); }
  auto const until = read_day(t.valid_to, true, t.id);
  if (!until) { return until.error(); }
  clause.from = *from;
  clause.until = *until;
  clause.pack.id = t.id;
  clause.pack.name = t.document + t.clause;
  clause.pack.document = t.doc_no;
  clause.pack.file = t.id;
  clause.pack.root.kind = rules::NodeKind::all;
  for (auto const& sentence : split(t.condition)) {
    auto node = read_one(sentence, clause);
    if (!node) { return node.error(); }
    clause.pack.root.children.push_back(*std::move(node));
  }
  if (clause.pack.root.children.empty()) {
    auto node = rules::Node{};
    node.kind = rules::NodeKind::not_found;
    node.name = "台账没有写这一条的条件";
    clause.pack.root.children.push_back(std::move(node));
    clause.unread = 1;
  }
  if (t.base.empty()) { return clause; }
  auto base = rules::read_value(t.base, {}, {t.id, 1, 1});
  if (!base) { return base.error(); }
  if (!(base->terms[static_cast<std::size_t>(base->left)].dimension ==
        rules::one(rules::Base::money))) {
    return Error{Code::bad_input, "补助基数“" + t.base + "”不是金额", t.id, "例如 rd(year)"};
  }
  clause.base = *std::move(base);
  return clause;
}

std::vector<TaxTie> tax_ties(std::string_view text) {
  auto out = std::vector<TaxTie>{};
  for (auto const word :
       {"税收留成", "地方留成", "税收返还", "税收奖励", "纳税额", "缴纳税收", "税收贡献",
        "地方贡献", "经济贡献", "财力贡献", "先征后返", "税收地方留存"}) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      out.push_back({at, word});
    }
  }
  std::ranges::sort(out, {},
                    [](TaxTie const& t) { return std::pair{t.begin, std::string_view{t.word}}; });
  return out;
}

}  // namespace chengjie::grow
