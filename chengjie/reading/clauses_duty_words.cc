#include "chengjie/reading/clauses_duty_words.h"

#include <algorithm>

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

bool in(View set, char32_t c) { return set.find(c) != View::npos; }

bool office(View name) {
  if (!name.empty() && name.back() == U')') {
    if (auto const open = name.find(U'('); open != View::npos && open != 0) {
      name = name.substr(0, open);
    }
  }
  if (name.size() < 2 || name.size() > 30) { return false; }
  return ends_with_any(
      name,
      {U"局",     U"委",   U"办",     U"部",     U"厅",     U"院",   U"中心",   U"管委会", U"公司",
       U"集团",   U"政府", U"街道",   U"镇",     U"乡",     U"专班", U"股",     U"科",     U"室",
       U"处",     U"单位", U"部门",   U"支队",   U"大队",   U"站",   U"会",     U"银行",   U"园区",
       U"开发区", U"署",   U"高新区", U"县",     U"区",     U"市",   U"街道办", U"联合体", U"小组",
       U"商会",   U"苏木", U"团",     U"经开区", U"海关",   U"所",   U"支行",   U"分行",   U"联社",
       U"社区",   U"学校", U"医院",   U"队",     U"工商联", U"妇联"});
}

// “牵头领导” is a person; the first word decides who leads, who answers and who helps.
struct Word {
  View text;
  DutyLabel label;
};
constexpr Word kFirst[] = {
    {U"牵头", DutyLabel::lead},    {U"主责", DutyLabel::lead},    {U"主办", DutyLabel::lead},
    {U"责任", DutyLabel::duty},    {U"承办", DutyLabel::duty},    {U"落实", DutyLabel::duty},
    {U"实施", DutyLabel::duty},    {U"负责", DutyLabel::duty},    {U"主管", DutyLabel::duty},
    {U"承担", DutyLabel::duty},    {U"配合", DutyLabel::support}, {U"协办", DutyLabel::support},
    {U"参与", DutyLabel::support}, {U"参加", DutyLabel::support}, {U"协同", DutyLabel::support},
    {U"协助", DutyLabel::support}, {U"分管", DutyLabel::leader},  {U"包保", DutyLabel::leader},
    {U"包抓", DutyLabel::leader},  {U"挂钩", DutyLabel::leader},  {U"联系", DutyLabel::leader}};
constexpr View kUnits[] = {U"单位", U"部门", U"股室", U"科室", U"处室", U"机构",
                           U"主体", U"股",   U"科",   U"领导", U"人",   U"局"};
constexpr View kDues[] = {U"完成时限", U"办结时限", U"整改时限", U"工作时限", U"完成时间",
                          U"完成期限", U"办理时限", U"时间节点", U"时间要求", U"时限要求",
                          U"完成日期", U"截止时间", U"推进时限", U"时限",     U"完成年限"};

LabelAt words_at(View s, std::size_t at) {
  auto const rest = s.substr(std::min(at, s.size()), 16);
  for (auto const due : kDues) {
    if (rest.starts_with(due)) { return {DutyLabel::due, due.size()}; }
  }
  for (auto const& first : kFirst) {
    if (!rest.starts_with(first.text)) { continue; }
    auto i = first.text.size();
    while (i < rest.size() && i < first.text.size() + 5 &&
           in(U"责任市县区州省级工作和及配合", rest[i])) {
      ++i;
    }
    for (auto const unit : kUnits) {
      if (!rest.substr(i).starts_with(unit)) { continue; }
      auto const person = unit == U"领导" || unit == U"人";
      if (first.label == DutyLabel::leader && !person) { return {}; }
      if (first.text == U"联系" && unit == U"人") { return {}; }  // whom to call
      auto const help = first.label == DutyLabel::support;
      return {person && !help ? DutyLabel::leader : first.label, i + unit.size()};
    }
  }
  return {};
}

}  // namespace

bool ends_with_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.ends_with(w); });
}

View trimmed_part(View s) {
  constexpr auto kEdges = View{U" 、,;:。"};
  while (!s.empty() && in(kEdges, s.front())) { s.remove_prefix(1); }
  while (!s.empty() && in(kEdges, s.back())) { s.remove_suffix(1); }
  return s;
}

std::vector<View> list_parts(View s, View marks) {
  auto out = std::vector<View>{};
  auto depth = 0;
  auto from = std::size_t{0};
  for (auto i = std::size_t{0}; i <= s.size(); ++i) {
    if (i != s.size()) {
      depth += in(kOpeningMarks, s[i]) ? 1 : 0;
      depth -= in(kClosingMarks, s[i]) ? 1 : 0;
      if (depth > 0 || !in(marks, s[i])) { continue; }
    }
    if (auto const part = trimmed_part(s.substr(from, i - from)); !part.empty()) {
      out.push_back(part);
    }
    from = i + 1;
  }
  return out;
}

LabelAt label_at(View text, std::size_t at) {
  auto out = words_at(text, at);
  if (out.label == DutyLabel::none) { return out; }
  auto i = at + out.size;
  for (View const more : {U"及责任人", U"和责任人", U"及时限"}) {
    if (text.substr(i).starts_with(more)) { i += more.size(); }
  }
  while (i < text.size() && text[i] == U' ') { ++i; }
  if (i < text.size() && (text[i] == U':' || text[i] == U'为')) { return {out.label, i + 1 - at}; }
  return {};
}

LabelAt column_label(View cell) {
  auto const out = words_at(cell, 0);
  return out.size == cell.size() ? out : LabelAt{};
}

bool offices(View list) {
  auto const parts = list_parts(list, U"、,;");
  return !parts.empty() && std::all_of(parts.begin(), parts.end(), office);
}

}  // namespace chengjie::reading
