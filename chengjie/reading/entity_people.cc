// People: by the post, trade or byline before their name.
#include "chengjie/reading/entity_collector.h"
#include "chengjie/reading/surnames.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading::detail {

using enum EntityType;

namespace {

// Posts and trades that a name follows. Where one is the end of another, the longer is no nearer.
text::Trie const& posts() {
  static auto const trie = [] {
    auto out = text::Trie{};
    for (View const word :
         {U"书记",  U"主任",   U"市长",   U"区长",       U"县长",   U"局长",       U"省长",
          U"州长",  U"镇长",   U"乡长",   U"村长",       U"厅长",   U"处长",       U"科长",
          U"部长",  U"院长",   U"所长",   U"会长",       U"校长",   U"厂长",       U"行长",
          U"站长",  U"秘书长", U"理事长", U"总经理",     U"董事长", U"总裁",       U"总监",
          U"经理",  U"负责人", U"创始人", U"工程师",     U"设计师", U"总工",       U"车间主任",
          U"教授",  U"研究员", U"院士",   U"博士",       U"专家",   U"法定代表人", U"代表",
          U"委员",  U"主席",   U"农户",   U"村民",       U"居民",   U"养殖户",     U"种植户",
          U"工人",  U"员工",   U"职工",   U"司机",       U"客商",   U"老板",       U"合伙人",
          U"作者:", U"编辑:",  U"通讯员", U"首席执行官", U"发言人", U"学者",       U"分析师",
          U"大户"}) {
      out.add(word, 0);
    }
    return out;
  }();
  return trie;
}

// Names of families that begin common words too: a name of theirs needs a mark or verb after it.
constexpr auto kDoubtful = text::CharSet{
    U"高向于和任方成时安常全经严解万周关毛华连阳路武应江金黄白马石田水张都易商计管程项卫席练广能"
    U"包谈查单官来从支相明文平通强原祝宗冷盛曲温古党景游别"};
// Letters that go on after a name of two, or are no name's last.
constexpr auto kAfter = text::CharSet{
    U"说表介在的等率对和与带指称告认主到向出就是为也还将从算笑一坦,。、;:!?()“”\"\n "
    U"则及同参强现透分正已今曾回看走站拿"
    U"见发负坚信满提谈总感深很更又都给把让被让会接了个们人"};

}  // namespace

void Collector::people() {
  for (auto const& block : d_.page.blocks) {
    auto const view = t_.substr(block.begin, block.end - block.begin);
    if (view.size() <= 60 && view.find(U'。') == View::npos) { byline(view, block.begin); }
  }
  for (auto i = std::size_t{0}; i < t_.size(); ++i) {
    if (t_[i] == U'记' && t_.substr(i, 2) == U"记者") { after_post(i + 2); }
    if (auto const n = posts().longest(t_, i).length; n != 0) { after_post(i + n); }
  }
}

// “青山园区党工委委员、管委会主任 王 明”, “记者 李小文 整理”, “张三 李四”.
void Collector::byline(View line, std::size_t begin) {
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
  auto const lone = std::all_of(words.begin(), words.end(), [](auto const& w) {
    return person_name(w.second) || w.second.size() == 1;
  });
  auto const post = has_any(line, {U"记者", U"书记", U"主任", U"局长", U"总经理", U"董事长",
                                   U"区长", U"市长", U"委员", U"摄影", U"通讯员", U"负责人"});
  if (!lone && !post && line.find(U'□') == View::npos) { return; }
  if (lone && words.size() < 2 && line.find(U'□') == View::npos) { return; }
  for (auto k = std::size_t{0}; k != words.size(); ++k) {
    auto name = words[k].second;
    auto end = words[k].first + name.size();
    // “刘 锐”: a name of two set wide.
    if (name.size() == 1 && k + 1 < words.size() && words[k + 1].second.size() == 1) {
      name += words[k + 1].second;
      end = words[k + 1].first + 1;
    }
    if (!person_name(name) || (k == 0 && !lone && words.size() > 1 && name.size() > 3)) {
      continue;
    }
    auto const spaced = name.size() == 2 && end - words[k].first > 2
                            ? std::u32string{name.front(), U' ', name.back()}
                            : std::u32string{};
    add(person, name, begin + words[k].first, begin + end, spaced);
  }
}

// Whether what stands at `at` may follow a name.
bool Collector::after_name(std::size_t at) const {
  if (at >= t_.size() || View{U",、。 \n);:“”\""}.find(t_[at]) != View::npos) { return true; }
  auto const next = t_.substr(at, 2);
  for (View const word :
       {U"表示", U"介绍", U"认为", U"告诉", U"坦言", U"指出", U"强调", U"透露", U"等出", U"在讲",
        U"则表", U"出席", U"主持", U"参加", U"率队", U"带队", U"会见", U"调研", U"宣布", U"感慨",
        U"满脸", U"信心", U"笑着", U"解释", U"和记", U"向记", U"对记", U"一行", U"代表", U"作政",
        U"摄影", U"报道", U"与记", U"给记", U"回忆", U"通讯", U"记者", U"算了", U"掰着", U"编辑",
        U"本报", U"说起", U"谈起", U"深有", U"高兴", U"激动"}) {
    if (next == word) { return true; }
  }
  return t_[at] == U'说' || t_[at] == U'(' || t_[at] == U'摄' || t_[at] == U'称';
}

// “总经理林耀辉掰着手指”, “董事长 卫建龙”, “总裁马库斯·韦伯说”.
void Collector::after_post(std::size_t at) {
  auto const touches = t_.substr(at, 1) != U"\n";
  while (at < t_.size() && (t_[at] == U' ' || t_[at] == U'\n')) { ++at; }
  if (at + 2 > t_.size() || !text::is_han(t_[at])) { return; }
  // A name from abroad is parted by a point.
  constexpr auto kAbroadMax = std::size_t{14};
  auto const line = t_.substr(at, kAbroadMax);
  auto const point = line.find(U'·');
  if (point >= 2 && point <= 6 &&
      std::all_of(line.begin(), line.begin() + static_cast<long>(point), text::is_han)) {
    auto end = std::size_t{0};
    while (end < line.size() && (text::is_han(line[end]) || line[end] == U'·') &&
           !(end > point + 1 && after_name(at + end))) {
      ++end;
    }
    auto const whole = line.substr(0, end);
    if (end > point + 1 && end < line.size() && std::count(whole.begin(), whole.end(), U'·') < 3) {
      add(person, std::u32string{whole}, at, at + end);
    }
    return;
  }
  for (auto const n : {std::size_t{3}, std::size_t{2}}) {
    auto const name = t_.substr(at, n);
    if (name.size() != n || !person_name(name)) { continue; }
    auto const closed = after_name(at + n);
    auto const sure = n == 3 && touches && !kDoubtful.has(name.front()) && !kAfter.has(name[1]) &&
                      !kAfter.has(name[2]);
    if (!closed && !sure) { continue; }
    constexpr auto kNoName = text::CharSet{U"给对向和与的在说"};
    if (n == 3 && (after_name(at + 2) || kNoName.has(name[2]))) { continue; }  // “王强说”
    add(person, std::u32string{name}, at, at + n);
    return;
  }
}

}  // namespace chengjie::reading::detail
