// Industries, products, programmes and firms that stand in lists and frames.
#include "chengjie/reading/entity_collector.h"

#include <tuple>

#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading::detail {

using enum EntityType;

void Collector::terms(Sentence const& sentence) {
  for (auto i = sentence.begin; i < sentence.end;) {
    auto const a = industry_at(t_, i);
    auto const b = product_at(t_, i);
    auto const n = std::max(a, b);
    if (n != 0 && i < covered_) {
      i += n;
      continue;
    }
    if (n == 0 || i + n > sentence.end) {
      ++i;
      continue;
    }
    auto const edge = n >= 4 || i == sentence.begin || !text::is_han(t_[i - 1]) ||
                      View{U"、和及与的等以在为对打造培育发展聚焦造育展焦向绕托是即如有"}.find(
                          t_[i - 1]) != View::npos;
    auto const next = i + n < t_.size() ? t_[i + n] : U'\n';
    auto const closed =
        !text::is_han(next) ||
        View{U"、和及与的等产方领行集企两三四五六七八九十商全主特优支"}.find(next) != View::npos;
    if (edge && closed) {
      add(a >= b ? industry : chain_node, std::u32string{t_.substr(i, n)}, i, i + n);
    }
    i += n;
  }
}

// “铝产业集群”, “精细化工产业”: an industry by its last word.
void Collector::industries(Sentence const& sentence) {
  for (auto i = sentence.begin; (i = next(U"产业", i, sentence.end)) != View::npos; i += 2) {
    auto begin = i;
    while (begin > sentence.begin && i - begin < 8 && text::is_han(t_[begin - 1]) && !wall(begin)) {
      --begin;
    }
    auto const head = t_.substr(begin, i - begin);
    auto const after = t_.substr(i + 2, 2);
    if (after != U"集群" && after != U"产值" && t_.substr(i + 2, 1) != U"、") { continue; }
    if (head.empty() || head.size() > 7 ||
        has_any(head, {U"主导", U"支柱", U"特色", U"优势", U"新兴", U"未来", U"传统",     U"现代",
                       U"全",   U"本",   U"该",   U"新星", U"龙头", U"关联", U"重点",     U"相关",
                       U"标志", U"千亿", U"百亿", U"万亿", U"转移", U"东部", U"西部",     U"区域",
                       U"地区", U"先进", U"第",   U"三次", U"两",   U"农牧", U"高新技术", U"能级",
                       U"海外", U"我市", U"富民", U"推进", U"发展", U"头部", U"个",       U"上下游",
                       U"今年", U"去年", U"首个", U"我县", U"我区", U"我省", U"全市",     U"全县",
                       U"全区", U"全省"})) {
      continue;
    }
    if (head.size() == 1 && View{U"铝钢光风茶酒药乳煤氢核"}.find(head.front()) == View::npos) {
      continue;
    }
    add(industry, std::u32string{t_.substr(begin, i + 2 - begin)}, begin, i + 2,
        std::u32string{head});
  }
}

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

// “实施中小企业梯队培育计划”: a programme by the verb before and its last word.
void Collector::programmes(Sentence const& sentence) {
  for (View const verb : {U"实施", U"开展", U"启动", U"推进", U"落实", U"发起", U"制定"}) {
    for (auto i = sentence.begin; (i = next(verb, i, sentence.end)) != View::npos; i += 2) {
      auto const from = i + verb.size();
      for (auto k = from; k < sentence.end && k - from < 24; ++k) {
        if (View{U",、;:“《"}.find(t_[k]) != View::npos) { break; }
        auto const two = t_.substr(k, 2);
        if ((two != U"计划" && two != U"行动" && two != U"工程") ||
            (two == U"行动" && t_.substr(k + 2, 2) == U"计划")) {
          continue;
        }
        auto const size = k + 2 - from;
        auto const view = t_.substr(from, size);
        if (size >= 7 && lead_at(t_, k + 2) == 0 &&
            !has_any(view, {U"重大", U"重点", U"的", U"了", U"等"})) {
          add(policy, std::u32string{view}, from, k + 2);
        }
        break;
      }
    }
  }
}

// “数控机床及数控系统”: 及 between two things; 涉及, 普及, 及时 are words.
bool Collector::and_between(std::size_t i, text::Part clause) const {
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
    for (auto i = clause.begin; i <= clause.end; ++i) {
      auto const cut = i == clause.end || t_[i] == U'、' || (t_[i] == U'和' && !items.empty()) ||
                       (t_[i] == U'等' && !items.empty()) ||
                       (t_[i] == U'以' && t_.substr(i, 2) == U"以及") || and_between(i, clause);
      if (!cut) { continue; }
      if (i > from) { items.push_back({from, i}); }
      from = i + (i < clause.end && t_[i] == U'以' ? 2 : 1);
      if (i < clause.end && t_[i] == U'等') { break; }
    }
    if (items.size() < 2) { continue; }
    for (auto& item : items) { list_item(item, &item == &items.front(), &item == &items.back()); }
  }
}

void Collector::list_item(text::Part item, bool first, bool last) {
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
  if (has_any(view, {U"企业", U"建设", U"问题", U"关键", U"工作", U"加快", U"水平", U"能力"})) {
    return;
  }
  if (industry_at(view, 0) == view.size()) {
    add(industry, std::u32string{view}, begin, end);
  } else if (view.size() == 4 && view.ends_with(U"汽车") &&
             !has_any(view, {U"电动", U"氢能", U"智能", U"燃料", U"专用", U"乘用", U"商用", U"能源",
                             U"传统", U"整车"})) {
    add(enterprise, std::u32string{view}, begin, end, std::u32string{view.substr(0, 2)});
  } else if (product_head(view) || product_at(view, 0) == view.size()) {
    add(chain_node, std::u32string{view}, begin, end);
  } else {
    return;
  }
  covered_ = std::max(covered_, end);
}

// “联合A、B、C等7家企业”, “依托A、B等项目”: short names of firms.
void Collector::frames(Sentence const& sentence) {
  for (auto const& clause : sentence.clauses) {
    auto const view = t_.substr(clause.begin, clause.end - clause.begin);
    auto const etc = view.find(U'等');
    if (etc == View::npos) { continue; }
    auto const tail = view.substr(etc + 1, 14);
    if (!has_any(tail,
                 {U"家企业", U"龙头企业", U"领军企业", U"链主企业", U"重点企业", U"行业企业",
                  U"氢能项目", U"车企", U"家公司", U"本地企业", U"企业", U"合作伙伴", U"头部"})) {
      continue;
    }
    auto from = std::size_t{0};
    for (View const word : {U"联合", U"依托", U"引进", U"引入", U"包括", U"支持", U"推动", U"发挥",
                            U"与", U"服务", U"集聚", U"如", U"加快"}) {
      if (auto const at = view.rfind(word, etc); at != View::npos) {
        from = std::max(from, at + word.size());
      }
    }
    auto begin = clause.begin + from;
    for (auto i = begin; i <= clause.begin + etc; ++i) {
      if (i != clause.begin + etc && t_[i] != U'、') { continue; }
      firm(begin, i);
      begin = i + 1;
    }
  }
}

void Collector::firm(std::size_t begin, std::size_t end) {
  if (end <= begin || end - begin < 2 || end - begin > 8) { return; }
  auto const view = t_.substr(begin, end - begin);
  if (!std::all_of(view.begin(), view.end(), text::is_han) || product_head(view) ||
      product_at(view, 0) == view.size() || industry_at(view, 0) == view.size() ||
      Places::china().at(view, 0).length == view.size()) {
    return;
  }
  if (has_any(view, {U"企业", U"产业", U"工程", U"项目", U"区", U"园", U"行业", U"中心", U"平台",
                     U"一"})) {
    return;
  }
  add(enterprise, std::u32string{view}, begin, end);
}

}  // namespace chengjie::reading::detail
