#include "chengjie/reading/entities.h"

#include <algorithm>
#include <map>

#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/surnames.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using enum EntityType;

struct Found {
  EntityType type{};
  std::u32string name;
  std::vector<std::u32string> aliases;
  std::size_t begin{};
  std::size_t end{};
};

bool ends_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.ends_with(w); });
}
bool has_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.find(w) != View::npos; });
}

class Collector {
 public:
  explicit Collector(Document const& d) : d_(d), t_(d.text()) {}

  std::vector<Found> run() {
    for (auto const& name : d_.names) { named(name); }
    titles_and_quotes();
    people();
    for (auto const& sentence : d_.sentences) {
      if (d_.page.blocks[sentence.block].kind == text::BlockKind::noise) { continue; }
      lists(sentence);
      terms(sentence);
      industries(sentence);
      programmes(sentence);
      frames(sentence);
    }
    std::stable_sort(found_.begin(), found_.end(), [](auto const& a, auto const& b) { return a.begin < b.begin; });
    return std::move(found_);
  }

 private:
  void add(EntityType type, std::u32string name, std::size_t begin, std::size_t end, std::u32string alias = {}) {
    auto const key = name;
    auto const at = index_.find({type, key});
    if (at == index_.end()) {
      index_[{type, key}] = found_.size();
      found_.push_back({type, std::move(name), {}, begin, end});
      if (!alias.empty()) { found_.back().aliases.push_back(std::move(alias)); }
      return;
    }
    auto& entity = found_[at->second];
    auto const known = alias.empty() || alias == entity.name || std::find(entity.aliases.begin(), entity.aliases.end(), alias) != entity.aliases.end();
    if (!known) { entity.aliases.push_back(std::move(alias)); }
  }

  void named(NameAt const& name) {
    auto const form = std::u32string{t_.substr(name.begin, name.end - name.begin)};
    auto alias = form == name.full ? std::u32string{} : form;
    if (!name.given && !acceptable(name, form)) { return; }
    add(name.type, name.full, name.begin, name.end, alias);
  }

  // Suffixes find kinds of things too; a name says which one.
  static bool acceptable(NameAt const& name, View form) {
    auto const size = form.size();
    switch (name.type) {
      case project: return size >= 6 && !has_any(form, {U"产业项目", U"转移项目", U"龙头项目", U"重大", U"重点", U"制造业项目", U"科研项目", U"零部件等项目", U"化项目", U"研究项目", U"示范项目", U"服务项目", U"改造项目", U"工程", U"更多", U"高质量", U"产业链", U"中游", U"配套项目", U"互认"});
      case policy: return size >= 8 && !text::is_digit(form.front()) && !form.starts_with(U"企业") && !form.starts_with(U"国际") && !form.starts_with(U"软件");
      case platform: return size >= 5 && !has_any(form, {U"外开放平台", U"数字化平台", U"创新平台", U"载体", U"高水平", U"各类", U"公共", U"服务平台", U"产业生态", U"对外开放"});
      case park: return size >= 4 && !has_any(form, {U"特色园区", U"千亿", U"产业园区", U"各", U"聚集区", U"集聚区", U"先行区", U"试验示范"}) && form != U"特色产业园" && !form.starts_with(U"产业") && !ends_any(form, {U"大基地", U"重要基地"});
      case enterprise: return size >= 4 && !has_any(form, {U"上市公司", U"平台公司", U"龙头", U"各", U"公司及", U"企业集团", U"未来工厂", U"智能工厂", U"灯塔工厂"});
      case fund: return size >= 5;
      case district: return !ends_any(form, {U"都市圈", U"经济圈"}) || size >= 6;
      default: return true;
    }
  }

  void titles_and_quotes() {
    for (auto i = std::size_t{0}; i < t_.size(); ++i) {
      if (t_[i] == U'《') { title(i); }
      if (t_[i] == U'“') { quote(i); }
    }
  }

  void title(std::size_t i) {
    auto const end = t_.find(U'》', i);
    if (end == View::npos || end - i > 60) { return; }
    auto const inside = t_.substr(i + 1, end - i - 1);
    if (has_any(inside, {U"计划", U"方案", U"办法", U"意见", U"规划", U"条例", U"措施", U"通知", U"细则", U"决定", U"政策", U"纲要"})) {
      add(policy, std::u32string{t_.substr(i, end + 1 - i)}, i, end + 1, std::u32string{inside});
    }
  }

  void quote(std::size_t i) {
    auto const end = t_.find(U'”', i);
    if (end == View::npos || end - i > 24 || end - i < 3) { return; }
    auto const inside = std::u32string{t_.substr(i + 1, end - i - 1)};
    for (View const word : {U"专项行动", U"行动计划", U"国际市场开拓计划", U"现代制造业集群体系", U"高能级现代制造业集群", U"集群体系", U"行动", U"计划", U"改革", U"战略", U"工程"}) {
      if (t_.substr(end + 1, word.size()) != word) { continue; }
      add(policy, std::u32string{t_.substr(i, end + 1 + word.size() - i)}, i, end + 1 + word.size(), inside);
      return;
    }
    for (View const word : {U"数字化平台", U"服务平台", U"平台", U"系统"}) {
      if (t_.substr(end + 1, word.size()) == word && word != U"系统") { add(platform, inside, i, end + 1 + word.size(), std::u32string{t_.substr(i, end + 1 + word.size() - i)}); return; }
    }
    if (ends_any(inside, {U"产业园", U"科技园", U"产业城", U"氢谷", U"港城", U"创业谷", U"基地"}) && inside.size() >= 4) { add(park, inside, i + 1, end); }
    auto const after = t_.substr(end + 1, 8);
    if (after.starts_with(U"等") && after.find(U"个项目") != View::npos && inside.size() >= 8) { add(project, inside, i + 1, end); }
  }

  void people() {
    for (auto const& block : d_.page.blocks) {
      auto const view = t_.substr(block.begin, block.end - block.begin);
      if (view.size() <= 60 && view.find(U'。') == View::npos) { byline(view, block.begin); }
    }
    for (auto i = std::size_t{0}; i < t_.size(); ++i) {
      if (View{U"记书主市区县局经事院部总委"}.find(t_[i]) == View::npos) { continue; }
      after_post(i);
    }
  }

  // “九龙新城园区党工委委员、管委会主任 封 雪”, “记者 廖婉廷 整理”, “刘钦 龙博”.
  void byline(View line, std::size_t begin) {
    auto words = std::vector<std::pair<std::size_t, std::u32string>>{};
    auto word = std::u32string{};
    auto from = std::size_t{0};
    for (auto k = std::size_t{0}; k <= line.size(); ++k) {
      if (k == line.size() || line[k] == U' ' || line[k] == U'/' || line[k] == U'□') {
        if (!word.empty()) { words.emplace_back(from, word); }
        word.clear();
        continue;
      }
      if (word.empty()) { from = k; }
      word.push_back(line[k]);
    }
    auto const lone = std::all_of(words.begin(), words.end(), [](auto const& w) { return person_name(w.second) || w.second.size() == 1; });
    auto const post = has_any(line, {U"记者", U"书记", U"主任", U"局长", U"总经理", U"董事长", U"区长", U"市长", U"委员", U"摄影", U"通讯员", U"负责人"});
    if (!lone && !post && line.find(U'□') == View::npos) { return; }
    if (lone && words.size() < 2 && line.find(U'□') == View::npos) { return; }
    for (auto k = std::size_t{0}; k != words.size(); ++k) {
      auto name = words[k].second;
      auto end = words[k].first + name.size();
      // “刘 锐”: a name of two set wide.
      if (name.size() == 1 && k + 1 < words.size() && words[k + 1].second.size() == 1) { name += words[k + 1].second; end = words[k + 1].first + 1; }
      if (!person_name(name) || (k == 0 && !lone && words.size() > 1 && name.size() > 3)) { continue; }
      auto const spaced = name.size() == 2 && end - words[k].first > 2 ? std::u32string{name.front(), U' ', name.back()} : std::u32string{};
      add(person, name, begin + words[k].first, begin + end, spaced);
    }
  }

  void after_post(std::size_t i) {
    for (View const post : {U"书记", U"主任", U"副市长", U"市长", U"区长", U"县长", U"局长", U"总经理", U"董事长", U"院长", U"部长", U"总裁", U"记者"}) {
      if (t_.substr(i, post.size()) != post) { continue; }
      auto const at = i + post.size();
      for (auto const n : {std::size_t{3}, std::size_t{2}}) {
        auto const name = t_.substr(std::min(at, t_.size()), n);
        auto const next = t_.substr(std::min(at + n, t_.size()), 2);
        auto const closes = next.empty() || View{U",、。 \n)"}.find(next.front()) != View::npos || next == U"表示" || next == U"介绍" || next.front() == U'说' || next == U"等出" || next == U"在讲" || next == U"则表" || next == U"出席";
        if (closes && person_name(name)) { add(person, std::u32string{name}, at, at + n); return; }
      }
    }
  }

  void terms(Sentence const& sentence) {
    for (auto i = sentence.begin; i < sentence.end;) {
      auto const a = industry_at(t_, i);
      auto const b = product_at(t_, i);
      auto const n = std::max(a, b);
      if (n != 0 && i < covered_) { i += n; continue; }
      if (n == 0 || i + n > sentence.end) { ++i; continue; }
      auto const edge = n >= 4 || i == sentence.begin || !text::is_han(t_[i - 1]) || View{U"、和及与的等以在为对打造培育发展聚焦造育展焦向绕托是即如有"}.find(t_[i - 1]) != View::npos;
      auto const next = i + n < t_.size() ? t_[i + n] : U'\n';
      auto const closed = !text::is_han(next) || View{U"、和及与的等产方领行集企两三四五六七八九十商全主特优支"}.find(next) != View::npos;
      if (edge && closed) { add(a >= b ? industry : chain_node, std::u32string{t_.substr(i, n)}, i, i + n); }
      i += n;
    }
  }

  // “铝产业集群”, “精细化工产业”: an industry by its last word.
  void industries(Sentence const& sentence) {
    for (auto i = t_.find(U"产业", sentence.begin); i != View::npos && i < sentence.end; i = t_.find(U"产业", i + 2)) {
      auto begin = i;
      while (begin > sentence.begin && i - begin < 8 && text::is_han(t_[begin - 1]) && !wall(begin)) { --begin; }
      auto const head = t_.substr(begin, i - begin);
      auto const after = t_.substr(i + 2, 2);
      if (after != U"集群" && after != U"产值" && t_.substr(i + 2, 1) != U"、") { continue; }
      if (head.empty() || head.size() > 7 || has_any(head, {U"主导", U"支柱", U"特色", U"优势", U"新兴", U"未来", U"传统", U"现代", U"全", U"本", U"该", U"新星", U"龙头", U"关联", U"重点", U"相关", U"标志", U"千亿", U"百亿", U"万亿", U"转移", U"东部", U"西部", U"区域", U"地区", U"先进", U"第", U"三次", U"两", U"农牧", U"高新技术", U"能级", U"海外", U"我市", U"富民", U"推进", U"发展", U"头部", U"个", U"上下游", U"今年", U"去年", U"首个"})) { continue; }
      if (head.size() == 1 && View{U"铝钢光风茶酒药乳煤氢核"}.find(head.front()) == View::npos) { continue; }
      add(industry, std::u32string{t_.substr(begin, i + 2 - begin)}, begin, i + 2, std::u32string{head});
    }
  }

  bool wall(std::size_t end) const {
    if (View{U"的在与和及对由将把是了以从到于等为使其该各并又也已后前做展造升动向育聚"}.find(t_[end - 1]) != View::npos) { return true; }
    for (auto const n : {std::size_t{2}, std::size_t{3}}) {
      if (end >= n && lead_at(t_, end - n) == n) { return true; }
    }
    return false;
  }

  // “实施中小企业梯队培育计划”: a programme by the verb before and its last word.
  void programmes(Sentence const& sentence) {
    for (View const verb : {U"实施", U"开展", U"启动", U"推进", U"落实", U"发起", U"制定"}) {
      for (auto i = t_.find(verb, sentence.begin); i != View::npos && i < sentence.end; i = t_.find(verb, i + 2)) {
        auto const from = i + verb.size();
        for (auto k = from; k < sentence.end && k - from < 24; ++k) {
          if (View{U",、;:“《"}.find(t_[k]) != View::npos) { break; }
          auto const two = t_.substr(k, 2);
          if ((two != U"计划" && two != U"行动" && two != U"工程") || (two == U"行动" && t_.substr(k + 2, 2) == U"计划")) { continue; }
          auto const size = k + 2 - from;
          auto const view = t_.substr(from, size);
          if (size >= 7 && lead_at(t_, k + 2) == 0 && !has_any(view, {U"重大", U"重点", U"的", U"了", U"等"})) { add(policy, std::u32string{view}, from, k + 2); }
          break;
        }
      }
    }
  }

  // Items of “A、B、C等”, with the words that say what they are.
  void lists(Sentence const& sentence) {
    for (auto const& clause : sentence.clauses) {
      auto items = std::vector<text::Part>{};
      auto from = clause.begin;
      for (auto i = clause.begin; i <= clause.end; ++i) {
        auto const cut = i == clause.end || t_[i] == U'、' || (t_[i] == U'和' && !items.empty()) || (t_[i] == U'等' && !items.empty()) || (t_[i] == U'以' && t_.substr(i, 2) == U"以及");
        if (!cut) { continue; }
        if (i > from) { items.push_back({from, i}); }
        from = i + (i < clause.end && t_[i] == U'以' ? 2 : 1);
        if (i < clause.end && t_[i] == U'等') { break; }
      }
      if (items.size() < 2) { continue; }
      for (auto& item : items) { list_item(item, &item == &items.front(), &item == &items.back()); }
    }
  }

  void list_item(text::Part item, bool first, bool last) {
    auto begin = item.begin;
    auto end = item.end;
    if (first || last) {
      for (auto i = begin; i < end; ++i) {
        if (auto const n = lead_at(t_, i); n > 1 && i + n + 2 <= end && first) { begin = i + n; }
        if (t_[i] == U'的' && i + 2 < end && first) { begin = i + 1; }
        if (last && t_[i] == U'等' ) { end = i; break; }
      }
      for (View const word : {U"生产线", U"方向", U"产业", U"领域", U"集群", U"产品", U"项目", U"企业"}) {
        if (last && end - begin > word.size() + 2 && t_.substr(end - word.size(), word.size()) == word && word != U"产业") { end -= word.size(); }
      }
    }
    for (auto again = true; again && begin < end;) {
      again = false;
      for (View const word : {U" ", U"“", U"\"", U"大力", U"各类", U"多款", U"探索", U"重点", U"积极", U"了", U"以", U"为", U"对", U"和", U"及", U"包括", U"形成"}) {
        if (t_.substr(begin, word.size()) == word && end - begin > word.size() + 2) { begin += word.size(); again = true; }
      }
      if (auto const n = lead_at(t_, begin); n > 1 && begin + n + 2 <= end) { begin += n; again = true; }
    }
    if (end - begin < 2 || end - begin > 12) { return; }
    auto const view = t_.substr(begin, end - begin);
    if (!std::all_of(view.begin(), view.end(), [](char32_t c) { return text::is_han(c) || text::is_letter(c) || text::is_digit(c); })) { return; }
    if (text::is_digit(view.front()) && !text::is_letter(view[1])) { return; }
    if (has_any(view, {U"企业", U"建设", U"问题", U"关键", U"工作", U"加快", U"水平", U"能力"})) { return; }
    if (industry_at(view, 0) == view.size()) {
      add(industry, std::u32string{view}, begin, end);
    } else if (view.size() == 4 && view.ends_with(U"汽车") && !has_any(view, {U"电动", U"氢能", U"智能", U"燃料", U"专用", U"乘用", U"商用", U"能源", U"传统", U"整车"})) {
      add(enterprise, std::u32string{view}, begin, end, std::u32string{view.substr(0, 2)});
    } else if (product_head(view) || product_at(view, 0) == view.size()) {
      add(chain_node, std::u32string{view}, begin, end);
    } else {
      return;
    }
    covered_ = std::max(covered_, end);
  }

  // “联合A、B、C等7家企业”, “依托A、B等项目”: short names of firms.
  void frames(Sentence const& sentence) {
    for (auto const& clause : sentence.clauses) {
      auto const view = t_.substr(clause.begin, clause.end - clause.begin);
      auto const etc = view.find(U'等');
      if (etc == View::npos) { continue; }
      auto const tail = view.substr(etc + 1, 14);
      if (!has_any(tail, {U"家企业", U"龙头企业", U"领军企业", U"链主企业", U"重点企业", U"行业企业", U"氢能项目", U"车企", U"家公司", U"本地企业", U"企业", U"合作伙伴", U"头部"})) { continue; }
      auto from = std::size_t{0};
      for (View const word : {U"联合", U"依托", U"引进", U"引入", U"包括", U"支持", U"推动", U"发挥", U"与", U"服务", U"集聚", U"如", U"加快"}) {
        if (auto const at = view.rfind(word, etc); at != View::npos) { from = std::max(from, at + word.size()); }
      }
      auto begin = clause.begin + from;
      for (auto i = begin; i <= clause.begin + etc; ++i) {
        if (i != clause.begin + etc && t_[i] != U'、') { continue; }
        firm(begin, i);
        begin = i + 1;
      }
    }
  }

  void firm(std::size_t begin, std::size_t end) {
    if (end <= begin || end - begin < 2 || end - begin > 8) { return; }
    auto const view = t_.substr(begin, end - begin);
    if (!std::all_of(view.begin(), view.end(), text::is_han) || product_head(view) || product_at(view, 0) == view.size() || industry_at(view, 0) == view.size() || Places::china().at(view, 0).length == view.size()) { return; }
    if (has_any(view, {U"企业", U"产业", U"工程", U"项目", U"区", U"园", U"行业", U"中心", U"平台", U"一"})) { return; }
    add(enterprise, std::u32string{view}, begin, end);
  }

  Document const& d_;
  View t_;
  std::vector<Found> found_;
  std::size_t covered_{};  // end of the last list item that was taken
  std::map<std::pair<EntityType, std::u32string>, std::size_t> index_;
};

}  // namespace

Clause clause_at(Document const& d, Source const& source, std::size_t begin, std::size_t end) {
  auto const s = std::upper_bound(d.sentences.begin(), d.sentences.end(), begin, [](std::size_t i, auto const& x) { return i < x.begin; });
  auto from = begin;
  auto to = end;
  if (s != d.sentences.begin()) {
    for (auto const& clause : std::prev(s)->clauses) {
      if (clause.begin <= begin && begin < clause.end) { from = clause.begin; to = std::max(end, std::min(clause.end, clause.begin + 240)); }
    }
  }
  to = std::min(to, d.page.chars.size());
  auto out = Clause{source.hash, source.name, d.page.chars.begin[from], d.page.chars.end[to - 1], d.page.chars.begin[begin], {}};
  out.text = text::utf8(View{d.page.chars.verbatim}.substr(from, to - from));
  return out;
}

std::vector<Entity> read_entities(Document const& d, Source const& source) {
  auto out = std::vector<Entity>{};
  for (auto const& found : Collector{d}.run()) {
    auto entity = Entity{found.type, text::utf8(found.name), {}, clause_at(d, source, found.begin, found.end)};
    for (auto const& alias : found.aliases) { entity.aliases.push_back(text::utf8(alias)); }
    out.push_back(std::move(entity));
  }
  return out;
}

}  // namespace chengjie::reading
