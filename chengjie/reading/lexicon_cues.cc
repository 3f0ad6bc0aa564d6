// The words that make a target or a plan of a figure, and those that take it back.
#include <iterator>

#include "chengjie/reading/lexicon.h"
#include "chengjie/text/chars.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using text::Trie;

struct Cue {
  View word;
  Kind kind;
  bool fulfils;
};

constexpr Cue kCues[] = {
    {U"力争", Kind::target, false},         {U"目标为", Kind::target, false},
    {U"目标是", Kind::target, false},       {U"目标:", Kind::target, false},
    {U"年产值", Kind::actual, false},       {U"年产量", Kind::actual, false},
    {U"预期目标", Kind::target, false},     {U"预期实现", Kind::target, false},
    {U"预期增长", Kind::target, false},     {U"确保", Kind::target, false},
    {U"争取到", Kind::target, false},       {U"要实现", Kind::target, false},
    {U"要达到", Kind::target, false},       {U"要突破", Kind::target, false},
    {U"要力争", Kind::target, false},       {U"奋力实现", Kind::target, false},
    {U"努力实现", Kind::target, false},     {U"将达到", Kind::target, false},
    {U"将突破", Kind::target, false},       {U"将超过", Kind::target, false},
    {U"将达", Kind::target, false},         {U"未来五年", Kind::target, false},
    {U"今后五年", Kind::target, false},     {U"有望", Kind::plan, false},
    {U"望达", Kind::plan, false},           {U"冲刺", Kind::target, false},
    {U"下一步", Kind::plan, false},         {U"预计", Kind::plan, false},
    {U"协议", Kind::plan, false},           {U"合同", Kind::plan, false},
    {U"计划", Kind::plan, false},           {U"拟", Kind::plan, false},
    {U"投产后", Kind::plan, false},         {U"建成后", Kind::plan, false},
    {U"达产后", Kind::plan, false},         {U"建成投产后", Kind::plan, false},
    {U"总投资", Kind::plan, false},         {U"年度计划投资", Kind::plan, false},
    {U"年度计划完成", Kind::plan, false},   {U"计划投资", Kind::plan, false},
    {U"规划", Kind::plan, false},           {U"能超过", Kind::plan, false},
    {U"能达到", Kind::plan, false},         {U"能突破", Kind::plan, false},
    {U"能实现", Kind::plan, false},         {U"可惠及", Kind::plan, false},
    {U"可节约", Kind::plan, false},         {U"可提供", Kind::plan, false},
    {U"可吸纳", Kind::plan, false},         {U"可创造", Kind::plan, false},
    {U"谋划", Kind::plan, false},           {U"宣布投资", Kind::plan, false},
    {U"宣布将", Kind::plan, false},         {U"将形成", Kind::plan, false},
    {U"将新增", Kind::plan, false},         {U"可实现", Kind::plan, false},
    {U"可形成", Kind::plan, false},         {U"可安排", Kind::plan, false},
    {U"可带动", Kind::plan, false},         {U"可新增", Kind::plan, false},
    {U"年产", Kind::plan, false},           {U"建成达产", Kind::plan, false},
    {U"达产", Kind::plan, false},           {U"满产", Kind::plan, false},
    {U"设计产能", Kind::plan, false},       {U"占地", Kind::plan, false},
    {U"用地", Kind::plan, false},           {U"总建筑面积", Kind::plan, false},
    {U"签约金额", Kind::plan, false},       {U"签约额", Kind::plan, false},
    {U"意向", Kind::plan, false},           {U"将投资", Kind::plan, false},
    {U"将建", Kind::plan, false},           {U"将带动", Kind::plan, false},
    {U"将实现", Kind::plan, false},         {U"将在", Kind::plan, false},
    {U"将成", Kind::plan, false},           {U"开拓推广", Kind::plan, false},
    {U"落成后", Kind::plan, false},         {U"将提升", Kind::plan, false},
    {U"将继续", Kind::plan, false},         {U"将重点", Kind::plan, false},
    {U"将持续", Kind::plan, false},         {U"将围绕", Kind::plan, false},
    {U"将新建", Kind::plan, false},         {U"年度计划", Kind::actual, false},
    {U"行动计划", Kind::actual, false},     {U"倍增计划", Kind::actual, false},
    {U"人才计划", Kind::actual, false},     {U"科技计划", Kind::actual, false},
    {U"培育计划", Kind::actual, false},     {U"伙伴计划", Kind::actual, false},
    {U"合同成交额", Kind::actual, false},   {U"技术合同", Kind::actual, false},
    {U"空间规划", Kind::actual, false},     {U"建设用地", Kind::actual, false},
    {U"目标任务", Kind::actual, false},     {U"工业用地", Kind::actual, false},
    {U"用地出让", Kind::actual, false},     {U"用地指标", Kind::actual, false},
    {U"战略合作协议", Kind::actual, false}, {U"合作协议", Kind::actual, false},
    {U"完成投资", Kind::actual, true},      {U"到位资金", Kind::actual, true},
    {U"已完成", Kind::actual, true},        {U"落地投资", Kind::actual, true},
    {U"累计完成", Kind::actual, true},      {U"已实现", Kind::actual, true},
};

Trie const& cues() {
  static auto const trie = [] {
    auto out = Trie{};
    for (auto i = std::size_t{0}; i != std::size(kCues); ++i) {
      out.add(kCues[i].word, static_cast<int>(i));
    }
    return out;
  }();
  return trie;
}

bool intends(View text, std::size_t at) {
  auto const next = at < text.size() ? text[at] : U'\n';
  return text::is_digit(next) || View{U"在到于总未今投用将年以每由再"}.find(next) != View::npos ||
         lead_at(text, at) > 1;
}

}  // namespace

// Of the money or size beside them only, not of what the sentence goes on to tell.
bool local_cue(View word) {
  for (View const w : {U"规划", U"协议", U"合同", U"总投资", U"占地", U"用地", U"总建筑面积",
                       U"签约金额", U"签约额", U"意向", U"年产", U"谋划"}) {
    if (word == w) { return true; }
  }
  return false;
}

KindCue kind_cue(View text, std::size_t begin, std::size_t clause, std::size_t end) {
  auto out = KindCue{};
  for (auto i = begin; i < end;) {
    auto const hit = cues().longest(text, i);
    if (hit.length == 0 || i + hit.length > end) {
      ++i;
      continue;
    }
    auto const& cue = kCues[static_cast<std::size_t>(hit.value)];
    // “2009年产鞋6500万双”: the year's output.
    if (cue.word == U"年产" && i > 0 && text::is_digit(text[i - 1])) {
      i += hit.length;
      continue;
    }
    // “占地区生产总值比重”
    if (cue.word == U"占地" && i + 2 < text.size() && text[i + 2] == U'区') {
      i += hit.length;
      continue;
    }
    // “储能实现突破”: no ability.
    if (cue.word[0] == U'能' && i > 0 &&
        View{U"储产功智氢核节动职性才机电热势潜效技"}.find(text[i - 1]) != View::npos) {
      ++i;
      continue;
    }
    // “低于年初计划19个百分点”: what it is measured by.
    if (cue.word == U"计划" && i >= 1 && (text[i - 1] == U'初' || text[i - 1] == U'原')) {
      i += hit.length;
      continue;
    }
    // “兴辽英才计划”: a name, not an intention.
    if (cue.word == U"计划" && !intends(text, i + hit.length)) {
      i += hit.length;
      continue;
    }
    if (i < clause && local_cue(cue.word)) {
      i += hit.length;
      continue;
    }
    // “计划投资95亿元,完成投资51亿元”: another figure stands between.
    if (cue.fulfils && out.kind != Kind::actual && i - out.end < 14 &&
        (out.begin >= clause || i < clause) &&
        text.substr(out.end, i - out.end).find(U',') == View::npos) {
      // “预计完成投资”: still to come.
    } else if (cue.fulfils || cue.kind != Kind::actual) {
      // “力争...总投资”: the target stays one; “总投资将超过” a plan.
      auto const agreed = out.kind == Kind::plan && out.begin >= clause && cue.word[0] == U'将' &&
                          local_cue(text.substr(out.begin, out.end - out.begin));
      if (agreed) {
        i += hit.length;
        continue;
      }
      if (!(out.kind == Kind::target && cue.kind == Kind::plan)) {
        out = {cue.kind, i, i + hit.length};
      }
    }
    i += hit.length;
  }
  return out;
}

}  // namespace chengjie::reading
