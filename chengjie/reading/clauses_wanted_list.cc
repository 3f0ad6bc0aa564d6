#include "chengjie/reading/clauses_wanted_list.h"

#include <algorithm>

#include "chengjie/reading/terms.h"
#include "chengjie/text/chars.h"
#include "chengjie/text/sentence.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kItemMin = std::size_t{2};
constexpr auto kItemMax = std::size_t{16};
constexpr auto kSubjectMax = std::size_t{14};

// Stand before a colon, with or without the line of business before them.
constexpr View kLabels[] = {
    U"重点承接",     U"优先承接", U"重点引进",   U"重点招引",     U"主要引进",   U"重点发展",
    U"主攻方向",     U"招商方向", U"承接方向",   U"发展方向",     U"缺失环节",   U"空白环节",
    U"薄弱环节",     U"短板环节", U"补链环节",   U"重点补链环节", U"重点补链",   U"补链方向",
    U"延链方向",     U"强链方向", U"重点产品",   U"重点环节",     U"招引方向",   U"目标产品",
    U"重点招商环节", U"缺链环节", U"断点环节",   U"鼓励类",       U"急需引进",   U"招商重点",
    U"重点招商",     U"补链重点", U"招引重点",   U"引进重点",     U"重点方向",   U"主攻产品",
    U"重点招商方向", U"延链补链", U"缺失产品",   U"需求产品",     U"拟引进项目", U"拟引进",
    U"重点细分领域", U"细分领域", U"拟补链环节", U"重点招引方向", U"拟招引",     U"拟补链",
    U"主攻"};

// Only in a part that tells of wants, at the head of a sentence.
constexpr View kShortLabels[] = {U"缺失", U"空白", U"短板", U"需求", U"急需", U"补链", U"引进",
                                 U"招引", U"紧缺", U"缺口", U"拟引", U"延链", U"强链", U"建链"};

constexpr View kParkLabels[] = {
    U"布局园区", U"落地园区", U"承载园区", U"意向承载地", U"承接园区",   U"承接载体",   U"布局区域",
    U"承载区域", U"落户园区", U"重点园区", U"空间布局",   U"承载地",     U"主要承载地", U"承接地",
    U"承载平台", U"依托园区", U"布局载体", U"主要载体",   U"拟落地园区", U"所在园区",   U"落地区域",
    U"落户区域", U"布局地点", U"承接区域", U"主要承载区", U"承载区",     U"核心承载区"};

// Verbs before a list; the second row only where a part tells of wants.
constexpr View kVerbs[] = {U"重点发展", U"重点引进", U"重点招引", U"重点承接", U"主要引进",
                           U"优先引进", U"优先承接", U"着力引进", U"大力引进", U"积极引进",
                           U"主攻",     U"重点布局", U"重点补齐", U"补齐",     U"积极承接",
                           U"主要发展", U"优先发展", U"招引",     U"延伸发展", U"重点培育"};
constexpr View kWeakVerbs[] = {U"引进", U"发展", U"承接", U"引育", U"布局"};

bool item_like(View item) {
  if (item.size() < kItemMin || item.size() > kItemMax) { return false; }
  // “绿色、高品质、功能性食用油”: how the last one is to be.
  for (View const how :
       {U"绿色", U"高品质", U"高端", U"智能", U"优质", U"高性能", U"低碳", U"特色", U"功能性",
        U"安全", U"先进", U"新型", U"大型", U"高效", U"环保", U"精深"}) {
    if (item == how) { return false; }
  }
  for (View const word :
       {U"推动", U"打造", U"建设", U"形成", U"力争", U"实现", U"加快", U"整体", U"提升",
        U"以上", U"亿元", U"方向", U"为主", U"落户", U"。",   U"“",    U"”",    U"依托",
        U"促进", U"推进", U"我市", U"全市", U"体系", U"能力", U"优势"}) {
    if (item.find(word) != View::npos) { return false; }
  }
  return true;
}

// The generic words after the last item of a list.
View without_tail(View item) {
  // “减速机三大方向”
  if (auto const big = item.rfind(U'大');
      big != View::npos && big > kItemMin && item.size() == big + 3 &&
      View{U"两二三四五六七八九十"}.find(item[big - 1]) != View::npos) {
    item.remove_suffix(4);
  }
  for (auto cut = true; cut;) {
    cut = false;
    for (View const tail :
         {U"生产企业", U"制造企业", U"研发制造", U"配套企业", U"龙头企业", U"重点项目", U"生产项目",
          U"项目", U"企业", U"产品", U"领域", U"环节", U"行业", U"生产", U"类"}) {
      if (item.size() >= tail.size() + kItemMin && item.ends_with(tail)) {
        item.remove_suffix(tail.size());
        cut = true;
        break;
      }
    }
  }
  return item;
}

bool digit(View s, std::size_t i) { return i < s.size() && text::is_digit(s[i]); }

// A comma of “1,4-丁二醇” ends nothing.
bool ends_list(View s, std::size_t i) {
  if (s[i] == U',') { return !(i > 0 && digit(s, i - 1) && digit(s, i + 1)); }
  return View{U"。;:(\n"}.find(s[i]) != View::npos;
}

std::size_t verb_size(View s, bool here) {
  for (auto const verb : kVerbs) {
    if (s.starts_with(verb)) { return verb.size(); }
  }
  if (!here) { return 0; }
  for (auto const verb : kWeakVerbs) {
    if (s.starts_with(verb)) { return verb.size(); }
  }
  return 0;
}

// What is there, or is wanted no more.
bool of_now(View clause) {
  for (View const word : {U"现有", U"已有", U"目前", U"拥有", U"不再", U"禁止", U"限制", U"淘汰",
                          U"已引进", U"先后引进", U"成功引进"}) {
    if (clause.find(word) != View::npos) { return true; }
  }
  return false;
}

// Where a list after a verb begins in a clause; npos: none.
std::size_t after_verb(View clause, bool here) {
  for (auto i = std::size_t{0}; i < clause.size() && i <= 8; ++i) {
    auto size = verb_size(clause.substr(i), here);
    if (size == 0) { continue; }
    // “引进培育”, “发展壮大”: more verbs.
    for (auto more = true; more;) {
      more = false;
      for (View const verb : {U"引进", U"培育", U"壮大", U"发展", U"和", U":", U"一批"}) {
        if (clause.substr(i + size).starts_with(verb)) {
          size += verb.size();
          more = true;
        }
      }
    }
    return i + size;
  }
  return View::npos;
}

}  // namespace

WantedLabel wanted_label(View s, bool here) {
  s = s.substr(0, s.find_first_of(U"。;,"));
  auto const colon = s.find(U':');
  auto best = WantedLabel{};
  auto length = std::size_t{0};
  for (auto const label : kLabels) {
    auto const at = s.substr(0, kSubjectMax + label.size()).find(label);
    if (at == View::npos || label.size() <= length) { continue; }
    auto end = at + label.size();
    auto const includes = s.substr(end).starts_with(U"包括");
    if (includes) { end += s.substr(end + 2).starts_with(U":") ? 2U : 1U; }
    auto const mark = end < s.size() ? s[end] : U'\0';
    // A label whole in front of a colon, or at the head of its line before 为, 是, 包括.
    auto const whole = mark == U':' && colon == end;
    auto const word = (mark == U'为' || mark == U'是' || includes) && at <= kSubjectMax / 2;
    if (!whole && !word) { continue; }
    length = label.size();
    best = {end + 1, at};
  }
  if (!best.empty() || !here) { return best; }
  for (auto const label : kShortLabels) {
    if (s.starts_with(label) && colon == label.size()) { return {label.size() + 1, 0}; }
  }
  return best;
}

std::size_t subject_of(View line) {
  auto const stop = std::min(line.find_first_of(U"。;:,、"), line.size());
  for (auto i = kItemMin; i < stop && i <= kSubjectMax; ++i) {
    for (View const verb : {U"主攻", U"重点发展", U"重点引进", U"重点招引", U"重点承接",
                            U"主要引进", U"着力引进", U"重点布局"}) {
      if (line.substr(i).starts_with(verb) && line_of_business(line.substr(0, i))) { return i; }
    }
  }
  return 0;
}

std::size_t park_label(View s) {
  for (auto const label : kParkLabels) {
    if (s.starts_with(label) && label.size() < s.size() && s[label.size()] == U':') {
      return label.size() + 1;
    }
  }
  return 0;
}

bool park_verb(View s) {
  for (View const word : {U"布局", U"落户", U"依托", U"落地", U"承载"}) {
    if (s.find(word) != View::npos) { return true; }
  }
  return false;
}

bool line_of_business(View name) {
  if (name.size() < kItemMin || name.size() > 20) { return false; }
  for (View const tail : {U"产业", U"产业链", U"产业集群", U"集群", U"行业", U"制造业", U"加工业",
                          U"服务业", U"制造", U"化工", U"加工", U"装备", U"材料", U"零部件"}) {
    if (name.size() > tail.size() && name.ends_with(tail)) { return true; }
  }
  return industry_at(name, 0) == name.size() || industry_head(name) || short_industry(name);
}

bool names_wanted(View text, bool here) {
  for (auto const& clause : text::clauses(text, 0, text.size())) {
    auto const said = text.substr(clause.begin, clause.end - clause.begin);
    if (after_verb(said, here) != View::npos || !wanted_label(said).empty()) { return true; }
    if (said.starts_with(U"以") && said.find(U"为重点") != View::npos) { return true; }
  }
  return false;
}

std::vector<std::string> list_items(View s, std::size_t from, std::size_t end) {
  s = s.substr(0, end);
  auto out = std::vector<std::string>{};
  auto begin = from;
  for (auto i = from; i <= end; ++i) {
    auto const over = i == end || ends_list(s, i) || s[i] == U'等';
    if (!over && s[i] != U'、') { continue; }
    auto item = without_verbs(s.substr(begin, i - begin));
    while (!item.empty() && item.front() == U' ') { item.remove_prefix(1); }
    if (over) { item = without_tail(item); }
    // “A和B”: the last two, where each is long enough to be one.
    auto const both = over ? std::min(item.find(U"以及"), item.find(U'和')) : View::npos;
    auto const skip = both != View::npos && item.substr(both).starts_with(U"以及") ? 2U : 1U;
    if (both != View::npos && both >= kItemMin && item.size() >= both + skip + kItemMin) {
      if (item_like(item.substr(0, both))) { out.push_back(text::utf8(item.substr(0, both))); }
      item.remove_prefix(both + skip);
    }
    if (item_like(item)) { out.push_back(text::utf8(item)); }
    if (over) {
      auto const rest = s.substr(std::min(i + 1, end));
      if (i != end && s[i] == U'等' && (rest.starts_with(U"技术") || rest.starts_with(U"核心"))) {
        return {};  // arts, not products
      }
      break;
    }
    begin = i + 1;
  }
  return out;
}

std::vector<std::string> listed_products(View s, std::size_t begin, std::size_t end, bool here) {
  auto out = std::vector<std::string>{};
  for (auto const& clause : text::clauses(s, begin, end)) {
    auto const said = s.substr(clause.begin, clause.end - clause.begin);
    auto from = after_verb(said, here);
    auto stop = said.size();
    if (auto const heavy = said.find(U"为重点"); heavy != View::npos && said.starts_with(U"以")) {
      from = 1;
      stop = heavy;
    }
    if (from == View::npos || of_now(said)) { continue; }
    // “1,4-丁二醇”: the clause ends inside the name; the list goes on.
    auto const limit = stop == said.size() ? end : clause.begin + stop;
    auto items = list_items(s, clause.begin + from, limit);
    // One item alone may be a phrase; a list says that it is names.
    if (items.size() < 2) { continue; }
    for (auto& item : items) {
      if (std::find(out.begin(), out.end(), item) == out.end()) { out.push_back(std::move(item)); }
    }
  }
  return out;
}

View without_verbs(View word) {
  static constexpr View kLeads[] = {
      U"以",     U"将",   U"大力", U"加快", U"积极", U"着力", U"重点", U"深入", U"持续",
      U"进一步", U"引进", U"引育", U"培育", U"发展", U"推进", U"推动", U"探索", U"打造",
      U"建设",   U"建成", U"完善", U"做大", U"做强", U"提升", U"加强", U"加大", U"吸引",
      U"更多",   U"各类", U"布局", U"聚焦", U"围绕", U"研制", U"开发", U"支持", U"鼓励"};
  for (auto cut = true; cut;) {
    cut = false;
    for (auto const lead : kLeads) {
      if (word.size() < lead.size() + 2 || !word.starts_with(lead)) { continue; }
      word.remove_prefix(lead.size());
      cut = true;
    }
  }
  return word;
}

}  // namespace chengjie::reading
