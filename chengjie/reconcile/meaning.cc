// What the words of an indicator say: what is measured, under which of its names, and in what
// scope (口径). Two spellings of one thing come out as one core.
#include <algorithm>
#include <array>

#include "chengjie/reconcile/words.h"

namespace chengjie::reconcile {
namespace {

template <class Value>
struct Word {
  std::string_view text;
  Value value;
};

// Longer words first where one holds the other.
constexpr auto kFamilies = std::to_array<Word<Family>>({
    {"增加值", Family::value_added},
    {"生产总值", Family::gdp},
    {"GDP", Family::gdp},
    {"经济总量", Family::gdp},
    {"总产值", Family::output},
    {"产值", Family::output},
    {"营业收入", Family::revenue},
    {"销售收入", Family::revenue},
    {"主营收入", Family::revenue},
    {"营收", Family::revenue},
    {"销售额", Family::revenue},
    {"税收", Family::tax},
    {"税金", Family::tax},
    {"纳税", Family::tax},
    {"利润", Family::profit},
    {"研发", Family::research},
    {"R&D", Family::research},
    {"进出口", Family::trade},
    {"出口", Family::trade},
    {"进口", Family::trade},
    {"投资", Family::investment},
    {"到位资金", Family::investment},
    {"合同金额", Family::investment},
    {"合同额", Family::investment},
    {"就业", Family::jobs},
    {"用工", Family::jobs},
    {"从业人员", Family::jobs},
    {"职工", Family::jobs},
    {"用地", Family::land},
    {"占地", Family::land},
    {"企业", Family::firms},
    {"市场主体", Family::firms},
    {"经营主体", Family::firms},
    {"个体工商户", Family::firms},
    {"个体户", Family::firms},
    {"合作社", Family::firms},
});
constexpr auto kCoverageWords = std::to_array<Word<Coverage>>({
    {"规模以上", Coverage::above_scale},
    {"规上", Coverage::above_scale},
    {"全口径", Coverage::all},
});
constexpr auto kMeasureWords = std::to_array<Word<Measure>>({
    {"新培育", Measure::newly_added}, {"新引进", Measure::newly_added},
    {"新签约", Measure::newly_added}, {"新申报", Measure::newly_added},
    {"新认定", Measure::newly_added}, {"新入库", Measure::newly_added},
    {"新获批", Measure::newly_added}, {"新注册", Measure::newly_added},
    {"新入规", Measure::newly_added}, {"新升规", Measure::newly_added},
    {"新招引", Measure::newly_added}, {"新登记", Measure::newly_added},
    {"新设立", Measure::newly_added}, {"新增", Measure::newly_added},
    {"净增", Measure::newly_added},   {"当年新", Measure::newly_added},
    {"累计", Measure::cumulative},    {"保有量", Measure::stock},
    {"拥有量", Measure::stock},       {"总量", Measure::stock},
    {"总数", Measure::stock},         {"实有", Measure::stock},
    {"现有", Measure::stock},         {"存量", Measure::stock},
});
constexpr auto kStageWords = std::to_array<Word<Stage>>({
    {"协议", Stage::agreed},
    {"签约", Stage::agreed},
    {"意向", Stage::agreed},
    {"正式合同", Stage::contracted},
    {"合同", Stage::contracted},
    {"实际到位", Stage::in_place},
    {"到位", Stage::in_place},
    {"开工", Stage::started},
    {"竣工", Stage::completed},
    {"建成", Stage::completed},
});
// Words that change nothing about what is measured.
constexpr auto kFillers = std::to_array<std::string_view>(
    {"同比增长", "同比", "增长率", "增速", "增幅", "增长", "数量", "个数", "户数",     "家数",
     "总额",     "规模", "实现",   "完成", "达到", "突破", "拥有", "共有", "有效期内", "的",
     " ",        "　",   "“",      "”",    "\"",   "(",    ")",    "（",   "）"});

std::string without(std::string text, std::string_view word) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.erase(at, word.size());
  }
  return text;
}

template <class Words, class Value>
void take(std::string& core, Words const& words, Value& value) {
  for (auto const& word : words) {
    if (!has(core, word.text)) { continue; }
    if (value == Value{}) { value = word.value; }
    core = without(std::move(core), word.text);
  }
}

// One thing under several names; the whole core must be one of them.
struct Name {
  std::string_view word, core;
};
constexpr auto kNames = std::to_array<Name>({{"GDP", "地区生产总值"},
                                             {"GDP总量", "地区生产总值"},
                                             {"生产总值", "地区生产总值"},
                                             {"国内生产总值", "地区生产总值"},
                                             {"经济总量", "地区生产总值"},
                                             {"一产增加值", "第一产业增加值"},
                                             {"二产增加值", "第二产业增加值"},
                                             {"三产增加值", "第三产业增加值"},
                                             {"外贸进出口", "进出口"},
                                             {"货物进出口", "进出口"},
                                             {"外贸出口", "出口"},
                                             {"外贸进口", "进口"},
                                             {"常住总人口", "常住人口"},
                                             {"全社会固定资产投资", "固定资产投资"},
                                             {"经营主体", "市场主体"},
                                             {"高企", "高新技术企业"},
                                             {"国家高新技术企业", "高新技术企业"},
                                             {"国家级高新技术企业", "高新技术企业"}});
constexpr auto kWholes = std::to_array<std::string_view>(
    {"全区", "全市", "全县", "全省", "全镇", "我区", "我市", "我县", "我省"});
// Left hanging where a clause goes on: "收入由上年的28.4亿元增加到".
constexpr auto kHanging = std::to_array<std::string_view>(
    {"由上年", "由去年", "从上年", "从去年", "由上", "从上", "由", "从", "已", "为", "达", "约"});

std::string named_plainly(std::string core, std::string const& subject) {
  for (auto const whole : kWholes) {
    if (core.starts_with(whole) && core.size() > whole.size() + 3) { core.erase(0, whole.size()); }
  }
  if (!subject.empty() && core.starts_with(subject) && core.size() > subject.size() + 3) {
    core.erase(0, subject.size());
  }
  for (auto const tail : kHanging) {
    if (core.ends_with(tail) && core.size() >= tail.size() + 6) {
      core.resize(core.size() - tail.size());
    }
  }
  for (auto const& [word, name] : kNames) {
    if (core == word) { return std::string{name}; }
  }
  return core;
}

// 家, 户 and 个 count firms alike.
std::string measure_word(Figure const& figure, Family family) {
  auto const firms = family == Family::firms && figure.unit == "count" &&
                     (figure.of == "户" || figure.of == "个" || figure.of.empty());
  return firms ? "家" : figure.of;
}

}  // namespace

bool real_growth(Family family) { return family == Family::gdp || family == Family::value_added; }

Meaning meaning_of(Figure const& figure) {
  auto meaning = Meaning{};
  auto core = figure.indicator;
  for (auto const& word : kFamilies) {
    if (has(core, word.text)) {
      meaning.family = word.value;
      break;
    }
  }
  meaning.average =
      has(core, "亩均") || has(core, "人均") || has(core, "户均") || has(core, "单位");
  if (has(core, "全部工业")) {
    core.erase(core.find("全部工业"), std::string_view{"全部"}.size());
    meaning.coverage = Coverage::all;
  }
  take(core, kCoverageWords, meaning.coverage);
  take(core, kMeasureWords, meaning.measure);
  auto stage_free = core;
  take(stage_free, kStageWords, meaning.stage);
  // "签约项目" and "合同" alone: what is left must still name something.
  if (stage_free.size() >= 6) { core = stage_free; }
  for (auto const filler : kFillers) {
    auto shorter = without(core, filler);
    if (shorter.size() >= 6) { core = std::move(shorter); }
  }
  if (core.ends_with("数") && core.size() >= 9) { core.resize(core.size() - 3); }
  if (auto const at = core.find("总产值"); at != std::string::npos) { core.erase(at, 3); }
  meaning.core = named_plainly(std::move(core), figure.subject);
  meaning.of = measure_word(figure, meaning.family);
  if (figure.scope.coverage != Coverage::unstated) { meaning.coverage = figure.scope.coverage; }
  // "新增64家，累计达到58家": the second has the first's name, and its own scope.
  auto const own = figure.scope.measure == Measure::cumulative;
  if (own || meaning.measure == Measure::unstated) { meaning.measure = figure.scope.measure; }
  if (meaning.stage == Stage::unstated) { meaning.stage = figure.scope.stage; }
  return meaning;
}

bool listed_as_new(Figure const& figure) {
  auto const* clause = std::get_if<Clause>(&figure.evidence);
  if (clause == nullptr || figure.raw.empty()) { return false; }
  auto const at = clause->text.find(figure.raw);
  if (at == std::string::npos) { return false; }
  auto const before = std::string_view{clause->text}.substr(0, at);
  for (auto const word : {"总量", "总数", "累计", "达到", "现有", "拥有"}) {
    if (has(before, word)) { return false; }
  }
  return std::any_of(kMeasureWords.begin(), kMeasureWords.end(), [&](auto const& word) {
    return word.value == Measure::newly_added && has(before, word.text);
  });
}

}  // namespace chengjie::reconcile
