// Industries and products by term and by the words around them.
#include "chengjie/reading/entity_collector.h"

#include "chengjie/reading/name_words.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading::detail {

using enum EntityType;

namespace {

constexpr auto kEdge =
    text::CharSet{U"、和及与的等以在为对打造培育发展聚焦造育展焦向绕托是即如有产了"};
constexpr auto kGoesOn = text::CharSet{
    U"、和及与的等产方领行集企两三四五六七八九十商全主特优支项基赛制生技供研加销出为是协转升"};

}  // namespace

// Whether a name of a firm, place or person covers the span.
bool Collector::inside_name(std::size_t begin, std::size_t end) const {
  for (auto const& name : between(mentions_.names, begin - std::min<std::size_t>(begin, 24), end)) {
    if (name.end > begin && (name.type == enterprise || name.type == district ||
                             name.type == EntityType::city || name.type == department)) {
      return true;
    }
  }
  return false;
}

bool Collector::firm_before(std::size_t at) const {
  auto const names = between(mentions_.names, at - std::min<std::size_t>(at, 12), at);
  return std::any_of(names.begin(), names.end(),
                     [&](auto const& name) { return name.end == at && name.type == enterprise; });
}

void Collector::terms(Sentence const& sentence) {
  for (auto i = sentence.begin; i < sentence.end;) {
    auto const a = industry_at(t_, i);
    auto const b = product_at(t_, i);
    auto const n = std::max(a, b);
    if (n == 0 || i + n > sentence.end || i < covered_) {
      i += std::max<std::size_t>(n, 1);
      continue;
    }
    auto const type = a >= b ? industry : chain_node;
    auto const next = i + n < t_.size() ? t_[i + n] : U'\n';
    auto const closed = !text::is_han(next) || kGoesOn.has(next);
    auto const park_kind = t_.substr(i + n, 3) == U"产业园";
    auto const lone =
        firm_before(i) || i == sentence.begin || !text::is_han(t_[i - 1]) || kEdge.has(t_[i - 1]);
    if ((closed || (n >= 4 && next != U'业')) && !park_kind && !inside_name(i, i + n)) {
      // “攻关新能源电驱动系统”: the whole phrase names it too.
      constexpr auto kPhraseMax = std::size_t{7};
      auto const floor = std::max(sentence.begin, i - std::min(i, kPhraseMax));
      auto from = lone ? i : head_of(t_, i, floor);
      auto left = t_.substr(from, i - from);
      for (View const verb : {U"攻关", U"研制", U"生产", U"制造", U"销售", U"出口", U"采购"}) {
        if (!left.starts_with(verb)) { continue; }
        left.remove_prefix(verb.size());
        from += verb.size();
      }
      auto const known =
          from == i || ((from > floor || floor == sentence.begin) && left.size() >= 2 &&
                        !vague(left) && !inside_name(from, i) && text::is_han(left.front()));
      auto const kind = t_.substr(i + n, 2);
      auto const word = kind == U"产业" || kind == U"行业" ? i + n + 2 : i + n;
      auto const name = std::u32string{t_.substr(i, n)};
      if (lone || n >= 4) {
        add(type, name, i, i + n,
            word == i + n ? std::u32string{} : std::u32string{t_.substr(i, word - i)});
        if (known && from != i) {
          add(type, name, i, i + n, std::u32string{t_.substr(from, i + n - from)});
        }
      } else if (known) {
        add(type, std::u32string{t_.substr(from, i + n - from)}, from, i + n, name);
      }
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
    auto const told = after == U"集群" || after == U"产值" || t_.substr(i + 2, 1) == U"、";
    // “培育老鹰茶产业”, “推动医药产业向高端化转型”
    auto const raised = begin > sentence.begin && lead_before(begin) && after != U"转移" &&
                        after != U"链条" && after != U"园区";
    auto const line = short_industry(head);
    if (t_.substr(i + 2, 1) == U"园" || t_.substr(i + 2, 1) == U"化") { continue; }
    if (!told && !raised && !line) { continue; }
    if (inside_name(begin, i)) { continue; }
    if (head.empty() || head.size() > 7 ||
        has_any(
            head,
            {U"主导", U"支柱",   U"特色", U"优势",     U"新兴", U"未来", U"传统", U"现代", U"全",
             U"本",   U"该",     U"新星", U"龙头",     U"关联", U"重点", U"相关", U"标志", U"千亿",
             U"百亿", U"万亿",   U"转移", U"东部",     U"西部", U"区域", U"地区", U"先进", U"第",
             U"三次", U"两",     U"农牧", U"高新技术", U"能级", U"海外", U"我市", U"富民", U"推进",
             U"发展", U"头部",   U"个",   U"上下游",   U"今年", U"去年", U"首个", U"我县", U"我区",
             U"我省", U"全市",   U"全县", U"全区",     U"全省", U"共建", U"绿色", U"数字", U"核心",
             U"配套", U"战略",   U"高端", U"低端",     U"接续", U"替代", U"实体", U"农业", U"服务",
             U"协同", U"制造业", U"引领", U"相应",     U"各类", U"一批", U"文化", U"大",   U"新型",
             U"创新", U"东部",   U"园区", U"县域",     U"市域", U"区县", U"省内", U"跨",   U"一片",
             U"整条", U"成果"})) {
      continue;
    }
    if (head.size() == 1 && View{U"铝钢光风茶酒药乳煤氢核"}.find(head.front()) == View::npos) {
      continue;
    }
    add(industry, std::u32string{t_.substr(begin, i + 2 - begin)}, begin, i + 2,
        std::u32string{head});
  }
}

// “医药行业”, “电子产业”: lines of business of two letters, which alone are words.
void Collector::trades(Sentence const& sentence) {
  for (auto i = sentence.begin; (i = next(U"行业", i, sentence.end)) != View::npos; i += 2) {
    auto begin = i;
    while (begin > sentence.begin && i - begin < 8 && text::is_han(t_[begin - 1]) && !wall(begin)) {
      --begin;
    }
    auto const head = t_.substr(begin, i - begin);
    auto const known = short_industry(head) || industry_at(head, 0) == head.size() ||
                       product_at(head, 0) == head.size();
    if (head.size() >= 2 && known) {
      add(industry, std::u32string{head}, begin, i,
          std::u32string{t_.substr(begin, head.size() + 2)});
    }
  }
}

bool Collector::lead_before(std::size_t at) const {
  for (View const word : {U"培育", U"发展", U"壮大", U"做强", U"做大", U"做优", U"布局", U"推动",
                          U"打造", U"聚焦", U"带动", U"促进", U"推进"}) {
    if (at >= word.size() && t_.substr(at - word.size(), word.size()) == word) { return true; }
  }
  return false;
}

}  // namespace chengjie::reading::detail
