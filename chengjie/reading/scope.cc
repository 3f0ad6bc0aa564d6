#include "chengjie/reading/scope.h"

#include <algorithm>

#include "chengjie/reading/lexicon.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

bool has(View text, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](View w) { return text.find(w) != View::npos; });
}

// What the words before a figure say of its scope.
struct Said {
  bool newly{};
  bool in_sum{};
  bool stock{};
  bool above_scale{};
  bool all{};
  Stage stage{};  // by the last word
};

enum Word { newly, in_sum, stock, above_scale, all, stages };

// One pass, because every figure asks for all of them.
text::Trie const& scope_words() {
  static auto const trie = [] {
    auto out = text::Trie{};
    auto const add = [&](std::initializer_list<View> words, int value) {
      for (auto const word : words) { out.add(word, value); }
    };
    add({U"新增", U"净增", U"新签约", U"新引进", U"新培育", U"新申报", U"新认定", U"新建", U"新设",
         U"新开工"},
        newly);
    add({U"累计", U"以来"}, in_sum);
    add({U"现有", U"拥有", U"截至"}, stock);
    add({U"规上", U"规模以上"}, above_scale);
    add({U"全社会", U"全口径"}, all);
    add({U"协议", U"意向"}, stages + static_cast<int>(Stage::agreed));
    add({U"签约", U"合同"}, stages + static_cast<int>(Stage::contracted));
    add({U"到位"}, stages + static_cast<int>(Stage::in_place));
    add({U"开工", U"在建"}, stages + static_cast<int>(Stage::started));
    add({U"竣工", U"投产", U"建成"}, stages + static_cast<int>(Stage::completed));
    return out;
  }();
  return trie;
}

Said said_before(View left) {
  auto out = Said{};
  for (auto i = std::size_t{0}; i != left.size(); ++i) {
    auto const hit = scope_words().longest(left, i);
    if (hit.length == 0) { continue; }
    out.newly = out.newly || hit.value == newly;
    out.in_sum = out.in_sum || hit.value == in_sum;
    out.stock = out.stock || hit.value == stock;
    out.above_scale = out.above_scale || hit.value == above_scale;
    out.all = out.all || hit.value == all;
    if (hit.value >= stages) { out.stage = static_cast<Stage>(hit.value - stages); }
  }
  return out;
}

Measure measure_of(Said const& said, View indicator, Figure const& f) {
  if (said.newly) { return Measure::newly_added; }
  if (said.in_sum) { return Measure::cumulative; }
  if (said.stock ||
      has(indicator, {U"总量", U"拥有量", U"存量", U"市场主体", U"余额", U"人口", U"装机"})) {
    return Measure::stock;
  }
  if (f.kind != Kind::share && f.kind != Kind::rate &&
      has(indicator, {U"产值", U"收入", U"投资", U"利润", U"税收", U"销售", U"产量", U"增加值",
                      U"进出口", U"费用"})) {
    return Measure::flow;
  }
  return Measure::unstated;
}

}  // namespace

Scope scope_of(Document const& d, Around a, View indicator, Figure const& f) {
  auto const left = d.slice(a.clause_begin, a.begin);
  auto const& ground = d.article(a.begin).ground;
  auto scope = Scope{};
  auto const said = said_before(left);
  scope.measure = measure_of(said, indicator, f);
  scope.stage = said.stage;
  if (said.above_scale || has(indicator, {U"规上", U"规模以上"})) {
    scope.coverage = Coverage::above_scale;
  }
  if (said.all || has(indicator, {U"全社会", U"全口径"})) { scope.coverage = Coverage::all; }
  if (f.kind == Kind::share && left.find(U"占全区") != View::npos) {
    scope.boundary = text::utf8(ground.name_of(ground.county));
  }
  if (f.kind == Kind::share && left.find(U"占全市") != View::npos) {
    scope.boundary = text::utf8(ground.name_of(ground.city));
  }
  return scope;
}

namespace {

struct Tone {
  int past{};
  int ahead{};
};

// Verbs of what has been and of what is to be done, one pass over the text.
text::Trie const& tone_words() {
  static auto const trie = [] {
    auto out = text::Trie{};
    for (View const word :
         {U"增长", U"下降", U"达到", U"突破", U"入选",   U"获批",   U"获评",   U"建成",
          U"首次", U"成功", U"累计", U"圆满", U"居全国", U"提高至", U"提升至", U"荣获",
          U"新晋", U"投产", U"落地", U"持续", U"显著",   U"有效",   U"成效",   U"不断"}) {
      out.add(word, 0);
    }
    for (View const word :
         {U"加快", U"推动", U"推进", U"深化", U"支持", U"加强", U"健全", U"完善", U"培育", U"力争",
          U"确保", U"打造", U"扩大", U"实施", U"促进", U"做好", U"抓好", U"做强", U"办好"}) {
      out.add(word, 1);
    }
    return out;
  }();
  return trie;
}

Tone tone_of(View view) {
  auto tone = Tone{};
  for (auto i = std::size_t{0}; i < view.size();) {
    auto const hit = tone_words().longest(view, i);
    if (hit.length != 0) { ++(hit.value == 0 ? tone.past : tone.ahead); }
    i += std::max<std::size_t>(hit.length, 1);
  }
  return tone;
}

// “2026年工作安排”, “今年重点工作”: +1; “过去一年”, “2025年工作回顾”: -1; 0: neither.
int announces(Document const& d, text::Block const& block) {
  auto const view = d.slice(block.begin, std::min(block.end, block.begin + 60));
  if (has(view, {U"工作安排", U"今年工作", U"重点工作", U"主要预期目标", U"总体要求", U"工作建议",
                 U"主要任务"})) {
    return 1;
  }
  // “二、2020年工作”, “三、“十四五”目标和2021年工作”
  if (d.clock.year != 0 && block.kind == text::BlockKind::heading && block.begin != 0) {
    auto const now = text::utf32(std::to_string(d.clock.year)) + U"年";
    auto const last = text::utf32(std::to_string(d.clock.year - 1)) + U"年";
    auto const ahead = has(view, {U"计划", U"目标", U"打算", U"安排", U"任务"});
    if (has(view, {now}) && (ahead || has(view, {U"工作"}))) { return 1; }
    if (has(view, {last}) && !ahead && has(view, {U"工作"})) { return -1; }
  }
  if (has(view, {U"过去一年", U"工作回顾", U"五年来", U"这五年", U"刚刚过去", U"的五年"})) {
    return -1;
  }
  return 0;
}

}  // namespace

namespace {

// By block: whether it lies in a part of the report that plans. Parts without headings are told by
// their verbs, taken together up to the next heading.
std::vector<bool> planning_blocks(Document const& d) {
  auto const& blocks = d.page.blocks;
  auto out = std::vector<bool>(blocks.size());
  auto first = std::size_t{0};
  auto says = 0;
  auto sum = Tone{};
  auto const close = [&](std::size_t last) {
    auto const plan = says != 0 ? says > 0 : sum.ahead >= 8 && sum.past * 4 <= sum.ahead;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(first),
              out.begin() + static_cast<std::ptrdiff_t>(last), plan);
  };
  for (auto b = std::size_t{0}; b != blocks.size(); ++b) {
    if (auto const now = announces(d, blocks[b]); now != 0) {
      close(b);
      first = b;
      says = now;
      sum = {};
    }
    auto const tone = tone_of(d.slice(blocks[b].begin, blocks[b].end));
    sum.past += tone.past;
    sum.ahead += tone.ahead;
  }
  close(blocks.size());
  return out;
}

// “...行动计划”, “...实施方案”: a text of what is to be done.
bool is_programme(Document const& d) {
  auto const title = d.slice(0, std::min(d.text().find(U'\n'), d.text().size()));
  return title.size() <= 60 &&
         has(title, {U"行动计划", U"行动方案", U"实施方案", U"工作方案", U"规划", U"实施意见",
                     U"工作要点", U"若干措施", U"建设方案"});
}

// By block, of such a text: from a heading of goals and tasks on, but not what has been reached.
std::vector<bool> programme_blocks(Document const& d) {
  auto const& blocks = d.page.blocks;
  auto out = std::vector<bool>(blocks.size());
  auto now = false;
  for (auto b = std::size_t{1}; b < blocks.size(); ++b) {
    auto const view = d.slice(blocks[b].begin, blocks[b].end);
    if (view.size() <= 40) {
      if (has(view, {U"目标", U"任务", U"举措", U"措施", U"保障", U"安排", U"路径", U"布局"})) {
        now = true;
      } else if (has(view, {U"基础", U"现状", U"回顾", U"成效", U"形势", U"背景", U"问题"})) {
        now = false;
      }
    }
    out[b] = now;
  }
  return out;
}

// By block, of a bulletin or summary: below “四、下半年打算”, up to the next heading of its kind.
std::vector<bool> intended_blocks(Document const& d) {
  auto const& blocks = d.page.blocks;
  auto out = std::vector<bool>(blocks.size());
  auto now = false;
  for (auto b = std::size_t{1}; b < blocks.size(); ++b) {
    auto const view = d.slice(blocks[b].begin, blocks[b].end);
    if (d.article(blocks[b].begin).begin == blocks[b].begin) { now = false; }
    constexpr auto kHeadingMax = std::size_t{24};
    auto const numbered = view.size() <= kHeadingMax && view.substr(0, 4).find_first_of(U"、)") < 4;
    if (numbered || (blocks[b].kind == text::BlockKind::heading && view.size() <= kHeadingMax)) {
      auto const part = view.substr(0, 1) != U"(";
      auto const plans = has(view, {U"打算", U"下一步", U"下步", U"工作安排", U"工作计划",
                                    U"工作思路", U"工作谋划", U"重点工作"}) &&
                         !has(view, {U"回顾", U"完成情况", U"总结"});
      if (part || plans) { now = plans; }
    }
    out[b] = now;
  }
  return out;
}

// By block: whether it tells of the five years before the report, from “这五年”, “五年来” to a
// block that turns to the last year.
std::vector<bool> five_year_blocks(Document const& d) {
  auto const& blocks = d.page.blocks;
  auto out = std::vector<bool>(blocks.size());
  auto now = false;
  for (auto b = std::size_t{0}; b != blocks.size(); ++b) {
    auto const view = d.slice(blocks[b].begin, blocks[b].end);
    auto const heading = blocks[b].kind == text::BlockKind::heading;
    auto const head = view.substr(0, 40);
    if (has(head, {U"刚刚过去", U"过去一年", U"一年来"}) ||
        (heading && announces(d, blocks[b]) != 0)) {
      now = false;
    }
    if (has(view, {U"这五年", U"五年来", U"过去五年", U"的五年。", U"五年间", U"的五年。"}) ||
        (heading && has(view, {U"时期", U"五年"}) && has(view, {U"回顾", U"成就", U"成绩"}))) {
      now = true;
    }
    out[b] = now;
  }
  // The text before “这是...的五年。”, which heads its next part, is of the same years.
  if (blocks.size() > 2 && has(d.slice(blocks[2].begin, blocks[2].end), {U"的五年。"})) {
    out[0] = out[1] = true;
  }
  return out;
}

// “国家级数字领航企业18家”: a noun with its number and no verb tells what there is.
bool stands(Document const& d, text::Quantity const& q) {
  if (q.of != U"家") { return false; }
  if (q.end < d.text().size() && text::is_han(d.text()[q.end])) { return false; }
  auto const from = q.begin - std::min<std::size_t>(q.begin, 24);
  auto left = d.slice(from, q.begin);
  left.remove_prefix(left.find_last_of(U",。;、:\n") + 1);  // npos + 1: nothing
  for (auto k = std::size_t{0}; k < left.size(); ++k) {
    if (verb_at(left, k) > 1 || newly_at(left, k) != 0) { return false; }
  }
  return left.size() >= 4 && left.find(U"累计") == View::npos;
}

// A level at the end of the years, not what came about in them.
bool level(Document const& d, text::Quantity const& q, Kind kind) {
  if (kind == Kind::rate || kind == Kind::share || kind == Kind::rank || q.reached) { return true; }
  if (kind == Kind::change) { return false; }
  if (stands(d, q)) { return true; }
  auto left = d.slice(q.begin - std::min<std::size_t>(q.begin, 5), q.begin);
  for (View const word : {U"每月", U"每年", U"每人", U"人均"}) {
    if (left.ends_with(word)) { left.remove_suffix(word.size()); }
  }
  // “300余个” is as vague as it is; “超300个” has been passed.
  return left.ends_with(U"至") || left.ends_with(U"到") || left.ends_with(U"在") ||
         left.ends_with(U"为") || (q.limit == text::Limit::over && q.begin != q.number);
}

// “(责任单位:市工信局;完成时限:2025年底)”: where it stands, and when the tasks before it are due.
std::vector<std::pair<std::size_t, std::string>> dues(Document const& d) {
  auto out = std::vector<std::pair<std::size_t, std::string>>{};
  constexpr auto kWord = View{U"完成时限"};
  for (auto at = d.text().find(kWord); at != View::npos; at = d.text().find(kWord, at + 1)) {
    auto const marks = between(d.clock.marks, at, at + kWord.size() + 2);
    if (!marks.empty()) { out.emplace_back(at, marks.front().period.substr(0, 4)); }
  }
  return out;
}

}  // namespace

Sections::Sections(Document const& d) : d_(d) {
  if (!d.clock.report) {
    heading_periods();
    if (is_programme(d)) {
      plans_ = programme_blocks(d);
      dues_ = dues(d);
    } else {
      plans_ = intended_blocks(d);
    }
    return;
  }
  plans_ = planning_blocks(d);
  five_years_ = five_year_blocks(d);
}

// “太仓市2023年...统计公报”, “上半年工业运行情况”: the time of a heading holds below it.
void Sections::heading_periods() {
  headed_.resize(d_.page.blocks.size());
  auto now = std::string{};
  auto const title = d_.slice(0, std::min(d_.text().find(U'\n'), d_.text().size()));
  // “2025年度发展公报” of what was by the end of 2024: the year it came out.
  auto last = 0;
  for (auto const& mark : d_.clock.marks) {
    auto const body = mark.begin >= title.size() && mark.kind != MarkKind::deadline;
    if (body && mark.period.size() >= 4) {
      last = std::max(last, std::stoi(mark.period.substr(0, 4)));
    }
  }
  auto const whole = has(title, {U"公报", U"情况", U"统计", U"报告", U"通报", U"简报"});
  auto const opening = whole ? opening_part() : std::string{};
  for (auto b = std::size_t{0}; b != d_.page.blocks.size(); ++b) {
    auto const& block = d_.page.blocks[b];
    if (block.kind == text::BlockKind::heading) {
      // Another headline is another article, but not the numbered parts of one, nor of a bulletin.
      auto const numbered = d_.slice(block.begin, std::min(block.end, block.begin + 5));
      if (!whole && numbered.find_first_of(U"、.)") == View::npos) { now.clear(); }
      for (auto const& mark : between(d_.clock.marks, block.begin, block.end)) {
        auto const dates = d_.text()[mark.end - 1] == U'日';
        auto const stale =
            last != 0 && mark.period.size() >= 4 && std::stoi(mark.period.substr(0, 4)) > last;
        if ((mark.kind == MarkKind::year || mark.kind == MarkKind::part) && !dates && !stale) {
          now = mark.period;
          break;
        }
      }
    }
    headed_[b] = opening.starts_with(now) ? opening : now;
  }
}

// “今年上半年,...”: the half, quarter or months that the first sentence of a bulletin opens with.
std::string Sections::opening_part() const {
  for (auto const& block : d_.page.blocks) {
    if (block.kind != text::BlockKind::body || block.end - block.begin < 20) { continue; }
    constexpr auto kLead = std::size_t{4};
    for (auto const& mark : between(d_.clock.marks, block.begin, block.begin + kLead)) {
      auto const part = mark.kind == MarkKind::part && mark.period.size() > 4;
      if (part && mark.period.find_first_of("HQ.") != std::string::npos) { return mark.period; }
    }
    return {};
  }
  return {};
}

bool Sections::plans(std::size_t sentence) const {
  return !plans_.empty() && plans_[d_.sentences[sentence].block];
}

std::string Sections::due(std::size_t sentence, std::size_t at) const {
  auto const next = std::lower_bound(dues_.begin(), dues_.end(), at,
                                     [](auto const& x, std::size_t i) { return x.first < i; });
  auto const end = d_.page.blocks[d_.sentences[sentence].block].end;
  return next != dues_.end() && next->first < end ? next->second : std::string{};
}

bool Sections::five_years(std::size_t sentence) const {
  return !five_years_.empty() && five_years_[d_.sentences[sentence].block];
}

std::string Sections::period(std::size_t sentence, text::Quantity const& q, Kind kind) const {
  if (!d_.clock.report) {
    auto const ahead = kind == Kind::target || kind == Kind::plan;
    if (kind == Kind::target && !plans_.empty()) { return due(sentence, q.begin); }
    return ahead ? std::string{} : headed_[d_.sentences[sentence].block];
  }
  if (d_.clock.year == 0) { return {}; }
  if (plans(sentence)) { return std::to_string(d_.clock.year); }
  auto const last = d_.clock.year - 1;
  if (five_years_[d_.sentences[sentence].block]) {
    auto const before = q.begin == 0 ? U' ' : d_.text()[q.begin - 1];
    if (before == U'从' || before == U'由') { return std::to_string(last - 5); }
    if (!level(d_, q, kind)) { return std::to_string(last - 4) + ".." + std::to_string(last); }
  }
  return std::to_string(last);
}

}  // namespace chengjie::reading
