// Industries, products, programmes and firms that stand in lists and frames.
#include "chengjie/reading/entity_collector.h"

#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/name_words.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading::detail {

using enum EntityType;

// Words of plans and praise: what follows them is no longer part of what a product is.
bool vague(View s) {
  return has_any(
      s, {U"企业", U"建设", U"问题", U"工作", U"加快", U"水平", U"能力", U"发展", U"推动", U"推进",
          U"提升", U"一批", U"多家", U"更多", U"我市", U"全市", U"全区", U"全省", U"片区", U"园区",
          U"千亿", U"百亿", U"万亿", U"集聚", U"培育", U"打造", U"壮大", U"聚焦", U"共建", U"形成",
          U"加强", U"重点", U"龙头", U"项目", U"新增", U"引进", U"承接", U"促进", U"带动", U"支持",
          U"积极", U"加速", U"实现", U"构建", U"完善", U"深化", U"优势", U"特色", U"支柱", U"主导",
          U"我省", U"我区", U"我县", U"发力", U"全县", U"占",   U"撑起", U"主攻", U"专攻"});
}

namespace {

// Parts of a chain that are words elsewhere, and things in a list of others.
bool part_alone(View s) {
  for (View const word : {U"电池", U"组件", U"切片", U"整机", U"主机", U"模组", U"面板", U"芯片",
                          U"整车", U"电机", U"电控", U"底盘", U"外延", U"封装", U"地板", U"板材"}) {
    if (s == word) { return true; }
  }
  return false;
}

}  // namespace

std::size_t Collector::next(View word, std::size_t begin, std::size_t end) const {
  if (begin >= end) { return View::npos; }
  auto const at = t_.substr(begin, end - begin).find(word);
  return at == View::npos ? at : begin + at;
}

bool Collector::wall(std::size_t end) const {
  if (View{U"的在与和及对由将把是了以从到于等为使其该各并又也已后前做展造升向育聚"}.find(
          t_[end - 1]) != View::npos) {
    return true;
  }
  for (auto const n : {std::size_t{2}, std::size_t{3}}) {
    if (end >= n && lead_at(t_, end - n) == n) { return true; }
  }
  return false;
}

// “全国首批...试点” is called without its rank too.
std::u32string Collector::without_rank(View name) {
  for (View const word : {U"全国", U"国家级", U"国家", U"省级", U"市级", U"全省", U"全市"}) {
    if (name.starts_with(word)) { name.remove_prefix(word.size()); }
  }
  if (name.starts_with(U"首批")) { name.remove_prefix(2); }
  return std::u32string{name};
}

// “实施中小企业梯队培育计划”: a programme by the verb before and its last word.
void Collector::programmes(Sentence const& sentence) {
  for (View const verb : {U"实施", U"开展", U"启动", U"推进", U"落实", U"发起", U"制定", U"推行",
                          U"建立", U"入选", U"获批", U"出台"}) {
    for (auto i = sentence.begin; (i = next(verb, i, sentence.end)) != View::npos; i += 2) {
      auto const from = i + verb.size();
      for (auto k = from; k < sentence.end && k - from < 24; ++k) {
        if (View{U",、;:“《"}.find(t_[k]) != View::npos) { break; }
        auto const two = t_.substr(k, 2);
        auto const chosen = verb == U"入选" || verb == U"获批";
        auto const scheme = two == U"计划" || two == U"行动" || two == U"工程" ||
                            (two == U"制度" && verb == U"推行") || (two == U"试点" && chosen);
        if (!scheme || (two == U"行动" && t_.substr(k + 2, 2) == U"计划")) { continue; }
        auto const size = k + 2 - from;
        auto const view = t_.substr(from, size);
        if (size >= 7 && view.front() != U'第' && lead_at(t_, k + 2) == 0 &&
            !has_any(view, {U"重大", U"重点", U"的", U"了", U"等"})) {
          add(policy, std::u32string{view}, from, k + 2, without_rank(view));
        }
        break;
      }
    }
  }
}

// “食品及农产品加工”: one term, whatever stands inside.
bool Collector::inside_term(std::size_t i) const {
  constexpr auto kBack = std::size_t{6};
  for (auto k = i - std::min(i, kBack); k < i; ++k) {
    if (k + std::max(industry_at(t_, k), product_at(t_, k)) > i + 1) { return true; }
  }
  return false;
}

// “数控机床及数控系统”: 及 between two things; 涉及, 普及, 及时 are words.
bool Collector::and_between(std::size_t i, text::Part clause) const {
  if (i < clause.end && inside_term(i)) { return false; }
  if (i >= clause.end || t_[i] != U'及' || i == clause.begin || i + 1 >= clause.end) {
    return false;
  }
  return View{U"以涉普触顾波遍企"}.find(t_[i - 1]) == View::npos &&
         View{U"时其早格第"}.find(t_[i + 1]) == View::npos && text::is_han(t_[i - 1]);
}

// Items of “A、B、C等”, with the words that say what they are.
void Collector::lists(Sentence const& sentence) {
  for (auto const& clause : sentence.clauses) {
    auto items = std::vector<text::Part>{};
    auto from = clause.begin;
    auto etc = clause.end;
    for (auto i = clause.begin; i <= clause.end; ++i) {
      auto const cut = i == clause.end || t_[i] == U'、' ||
                       (t_[i] == U'和' && !items.empty() && !inside_term(i)) ||
                       (t_[i] == U'等' && !items.empty()) ||
                       (t_[i] == U'以' && t_.substr(i, 2) == U"以及") || and_between(i, clause);
      if (!cut) { continue; }
      if (i > from) { items.push_back({from, i}); }
      from = i + (i < clause.end && t_[i] == U'以' ? 2 : 1);
      if (i < clause.end && t_[i] == U'等') {
        etc = i;
        break;
      }
    }
    auto const lines = of_industries(items, etc, clause.end);
    if (items.size() < 2 && !(lines && items.size() == 1)) { continue; }
    for (auto& item : items) {
      list_item(item, &item == &items.front(), &item == &items.back(), lines);
    }
  }
}

// “A、B等产业”, “A、B和C行业”: the text itself calls them industries.
bool Collector::of_industries(std::vector<text::Part> const& items, std::size_t etc,
                              std::size_t end) const {
  if (items.empty()) { return false; }
  if (etc < end) {
    auto const tail = t_.substr(etc + 1, std::min<std::size_t>(end - etc - 1, 12));
    auto const at = std::min({tail.find(U"产业"), tail.find(U"行业"), tail.find(U"赛道")});
    return at <= 8 && head_of(t_, etc + 1 + at, etc + 1) == etc + 1 &&
           !has_any(tail.substr(at),
                    {U"产业园", U"产业基", U"项目", U"企业", U"产业链", U"人才", U"问题", U"痛点",
                     U"标准", U"协会", U"主管", U"产业带", U"平台"});
  }
  auto const last = t_.substr(items.back().begin, items.back().end - items.back().begin);
  return items.size() > 1 && (last.ends_with(U"产业") || last.ends_with(U"行业"));
}

// An item of such a list, whatever words it is made of.
bool Collector::industry_item(text::Part item, bool first) {
  auto begin = first ? head_of(t_, item.end, item.begin) : item.begin;
  auto end = item.end;
  for (View const word : {U"产业", U"行业"}) {
    if (end - begin > word.size() + 1 && t_.substr(end - word.size(), word.size()) == word) {
      end -= word.size();
    }
  }
  auto const view = t_.substr(begin, end - begin);
  auto const quoted = begin > 0 && View{U"“\"‘"}.find(t_[begin - 1]) != View::npos;
  if (view.size() < 2 || view.size() > 10 || quoted || vague(view) || inside_name(begin, end) ||
      !std::all_of(view.begin(), view.end(),
                   [](char32_t c) { return text::is_han(c) || text::is_letter(c); }) ||
      has_any(view, {U"产业", U"战略", U"新兴", U"未来", U"传统", U"现代服务", U"先进制造业",
                     U"农村", U"乡村", U"制度", U"体制", U"机制", U"人才", U"资金", U"政策"})) {
    return false;
  }
  // What is made stays what is made.
  if (industry_at(view, 0) != view.size() && !short_industry(view) &&
      (product_head(view) || product_at(view, 0) == view.size())) {
    return false;
  }
  add(industry, std::u32string{view}, begin, end,
      end == item.end ? std::u32string{} : std::u32string{t_.substr(begin, item.end - begin)});
  covered_ = std::max(covered_, end);
  return true;
}

void Collector::list_item(text::Part item, bool first, bool last, bool industries) {
  if (industries && industry_item(item, first)) { return; }
  auto begin = item.begin;
  auto end = item.end;
  if (first || last) {
    for (auto i = begin; i < end; ++i) {
      if (auto const n = lead_at(t_, i); n > 1 && i + n + 2 <= end && first) { begin = i + n; }
      if (t_[i] == U'的' && i + 2 < end && first) { begin = i + 1; }
      if (last && t_[i] == U'等') {
        end = i;
        break;
      }
    }
    for (View const word :
         {U"生产线", U"方向", U"产业", U"领域", U"集群", U"产品", U"项目", U"企业"}) {
      if (last && end - begin > word.size() + 2 &&
          t_.substr(end - word.size(), word.size()) == word && word != U"产业") {
        end -= word.size();
      }
    }
  }
  for (auto again = true; again && begin < end;) {
    again = false;
    for (auto const& name : between(mentions_.names, begin, begin + 1)) {
      // “鸿岳生物医药中间体”: the firm that makes it.
      if (name.type == enterprise && name.end + 2 <= end) {
        begin = name.end;
        again = true;
        break;
      }
    }
    for (View const word : {U" ", U"“", U"\"", U"大力", U"各类", U"多款", U"探索", U"重点", U"积极",
                            U"了", U"以", U"为", U"对", U"和", U"及", U"包括", U"形成"}) {
      if (t_.substr(begin, word.size()) == word && end - begin > word.size() + 2) {
        begin += word.size();
        again = true;
      }
    }
    if (auto const n = lead_at(t_, begin); n > 1 && begin + n + 2 <= end) {
      begin += n;
      again = true;
    }
  }
  if (end - begin < 2 || end - begin > 12) { return; }
  auto const view = t_.substr(begin, end - begin);
  if (!std::all_of(view.begin(), view.end(), [](char32_t c) {
        return text::is_han(c) || text::is_letter(c) || text::is_digit(c);
      })) {
    return;
  }
  if (text::is_digit(view.front()) && !text::is_letter(view[1])) { return; }
  if (vague(view) || inside_name(begin, end) || has_any(view, {U"国内", U"国际", U"世界"})) {
    return;
  }
  auto const trade =
      view.size() >= 3 && view.size() <= 8 && view.back() == U'业' && !view.ends_with(U"企业") &&
      !view.ends_with(U"产业") && !view.ends_with(U"就业") && !view.ends_with(U"作业") &&
      !view.ends_with(U"行业") && !view.ends_with(U"专业") && !view.ends_with(U"创业") &&
      !view.ends_with(U"开业") && !view.ends_with(U"伟业") && !view.ends_with(U"事业") &&
      !view.ends_with(U"大业") && !view.ends_with(U"物业") && !view.ends_with(U"失业") &&
      !view.ends_with(U"毕业") && !view.ends_with(U"基业") && !view.ends_with(U"营业");
  if (industry_at(view, 0) == view.size() || trade) {
    add(industry, std::u32string{view}, begin, end);
  } else if (view.size() == 4 && view.ends_with(U"汽车") && product_at(view, 0) != 4 &&
             !has_any(view, {U"电动", U"氢能", U"智能", U"燃料", U"专用", U"乘用", U"商用", U"能源",
                             U"传统", U"整车"})) {
    add(enterprise, std::u32string{view}, begin, end, std::u32string{view.substr(0, 2)});
  } else if (product_head(view) || product_at(view, 0) == view.size() || part_alone(view)) {
    add(chain_node, std::u32string{view}, begin, end);
  } else {
    return;
  }
  covered_ = std::max(covered_, end);
}

// Works that everyone knows by name: “陶家隧道”, “轨道交通19号线”; fairs and talks; centres.
void Collector::works(Sentence const& sentence) {
  struct Kind {
    View word;
    EntityType type;
    std::size_t head_min;
  };
  static constexpr Kind kKinds[] = {
      {U"隧道", project, 2},      {U"大桥", project, 2},      {U"高铁", project, 2},
      {U"高速公路", project, 2},  {U"铁路", project, 2},      {U"机场", project, 2},
      {U"水电站", project, 2},    {U"水库", project, 2},      {U"号线", project, 4},
      {U"船闸", project, 4},      {U"运河", project, 2},      {U"风电场", project, 2},
      {U"生产线", project, 8},    {U"博览会", platform, 2},   {U"交易会", platform, 2},
      {U"对接活动", platform, 4}, {U"洽谈会", platform, 4},   {U"测试中心", platform, 4},
      {U"检测中心", platform, 4}, {U"算力中心", platform, 4}, {U"数据中心", platform, 4},
      {U"交易中心", platform, 4}, {U"会展中心", platform, 2}, {U"检验中心", platform, 4},
      {U"物流中心", platform, 4}, {U"设计中心", platform, 4}};
  static auto const words = [] {
    auto out = text::Trie{};
    for (auto k = 0; k != static_cast<int>(std::size(kKinds)); ++k) {
      out.add(kKinds[static_cast<std::size_t>(k)].word, k);
    }
    return out;
  }();
  for (auto i = sentence.begin; i < sentence.end; ++i) {
    auto const hit = words.longest(t_, i);
    if (hit.length == 0) { continue; }
    auto const& kind = kKinds[static_cast<std::size_t>(hit.value)];
    auto at = i;
    if (kind.word == U"号线") {
      while (at > sentence.begin && text::is_digit(t_[at - 1])) { --at; }
      if (at == i) { continue; }
    }
    auto const begin = head_of(t_, at, sentence.begin);
    if (i - begin >= kind.head_min) { work(begin, i + hit.length, kind.type); }
  }
}

void Collector::work(std::size_t begin, std::size_t end, EntityType type) {
  for (View const word : {U"力推", U"连接", U"经由", U"沿"}) {
    if (t_.substr(begin, word.size()) == word) { begin += word.size(); }
  }
  auto const view = t_.substr(begin, end - begin);
  auto const next = t_.substr(end, 2);
  if (view.size() > 22 || next == U"口岸" || next == U"专用" || vague(view) ||
      text::is_digit(view.front()) || next == U"项目" || next == U"建设" ||
      has_any(view, {U"多条", U"普速", U"条", U"座", U"型水库", U"沿线", U"城际铁", U"通车",
                     U"港口", U"数字化生产", U"全自动"})) {
    return;
  }
  for (auto const& name : between(mentions_.names, begin - std::min<std::size_t>(begin, 24), end)) {
    // Part of another name that goes on.
    if (name.end > end || (name.end == end && name.type == type)) { return; }
  }
  add(type, std::u32string{view}, begin, end);
}

}  // namespace chengjie::reading::detail
