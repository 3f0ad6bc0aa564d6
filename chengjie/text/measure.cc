#include "chengjie/text/measure.h"

#include "chengjie/text/bound.h"
#include "chengjie/text/chars.h"
#include "chengjie/text/trie.h"

namespace chengjie::text {
namespace {

using View = std::u32string_view;

char32_t char_at(View text, std::size_t i) { return i < text.size() ? text[i] : U'\n'; }
bool word_before(View text, std::size_t i, View word) {
  return i >= word.size() && text.substr(i - word.size(), word.size()) == word;
}

// Nouns of people after “N万”.
Trie const& people() {
  static auto const trie = [] {
    auto out = Trie{};
    for (auto const word :
         {U"人民",    U"群众",       U"人口",     U"居民",     U"农民",     U"职工",
          U"市民",    U"学生",       U"消费者",   U"农牧民",   U"脱贫人口", U"贫困人口",
          U"员工",    U"游客",       U"干部",     U"工人",     U"老人",     U"老年人",
          U"毕业生",  U"高校毕业生", U"党员",     U"困难群众", U"劳动力",   U"学子",
          U"儿女",    U"市场主体人", U"技术工人", U"从业人员", U"常住人口", U"百姓",
          U"产业工人"}) {
      out.add(word, 0);
    }
    return out;
  }();
  return trie;
}

// Words that tell what “亿” without 元 is.
bool money_before(View text, std::size_t at) {
  auto const from = at > 24 ? at - 24 : 0;
  auto const left = text.substr(from, at - from);
  for (auto const word :
       {U"产值", U"投资",   U"营收",   U"营业收入", U"销售",     U"税收", U"利税", U"资金", U"融资",
        U"收入", U"贷款",   U"财政",   U"经济总量", U"生产总值", U"GDP",  U"市值", U"估值", U"资产",
        U"金额", U"交易额", U"进出口", U"纳税",     U"利润",     U"规模", U"总额"}) {
    if (left.find(word) != View::npos && left.find(U'。') == View::npos) { return true; }
  }
  return false;
}

// “头两年净亏760万。”, “账上只剩3万块”: money as people speak of it.
bool spent_before(View text, std::size_t at) {
  auto const from = at > 5 ? at - 5 : 0;
  auto left = text.substr(from, at - from);
  left.remove_prefix(left.find_last_of(U",。;、\n") + 1);  // npos + 1: nothing
  for (View const word : {U"亏", U"赚", U"剩", U"花了", U"花费", U"欠", U"挣", U"工资", U"年薪",
                          U"月薪", U"收入", U"投了", U"纳税", U"净利"}) {
    if (left.find(word) != View::npos) { return true; }
  }
  return false;
}

bool per_second_before(View text, std::size_t at) {
  auto const from = at > 6 ? at - 6 : 0;
  auto const left = text.substr(from, at - from);
  return left.find(U"每秒") != View::npos || left.find(U"运算") != View::npos ||
         left.find(U"算力") != View::npos;
}

// “153万九龙坡人民”, “近300万群众”; “产值突破1800亿”.
std::optional<Unit> people_or_money(View text, std::size_t i, Numeral const& n) {
  if (n.factor < 1e4 || !n.arabic) { return {}; }
  for (auto k = n.end; k <= n.end + 5 && k < text.size(); ++k) {
    if (people().longest(text, k).length != 0) {
      return Unit{U"", "person", 1, UnitKind::people, {}};
    }
    if (!is_han(text[k])) { break; }
  }
  if (n.factor >= 1e8 && char_at(text, n.end) != U'级' && money_before(text, n.end)) {
    return Unit{U"", "CNY", 1, UnitKind::money, {}};
  }
  if (!is_han(char_at(text, n.end)) && spent_before(text, i)) {
    return Unit{U"", "CNY", 1, UnitKind::money, {}};
  }
  return {};
}

// “排名由369位上升到235位”, “居全省第3位,较上年提升5位”
bool placed_by_number(View text, std::size_t i, Numeral const& n) {
  auto const from = i > 16 ? i - 16 : 0;
  auto const left = text.substr(from, i - from);
  auto const moved = View{U"上跃升降提攀"}.find(char_at(text, n.end + 1)) != View::npos;
  auto const shifted = [&] {
    for (View const word :
         {U"提升", U"上升", U"下降", U"前移", U"后移", U"前进", U"跃升", U"提高"}) {
      if (word_before(text, i, word) || word_before(text, i, std::u32string{word} + U"了")) {
        return true;
      }
    }
    return false;
  };
  return left.find(U"排名") != View::npos || left.find(U"位次") != View::npos ||
         left.find(U"名次") != View::npos || (moved && word_before(text, i, U"由")) || shifted();
}

// “替代标准煤860万吨”, “减排二氧化碳约2290万吨”: what the mass is of makes the unit.
void fuel_or_gas(View text, std::size_t i, Unit& unit) {
  auto const from = i > 8 ? i - 8 : 0;
  auto left = text.substr(from, i - from);
  left.remove_prefix(left.find_last_of(U",。;、\n") + 1);  // npos + 1: nothing
  if (left.find(U"标准煤") != View::npos || left.find(U"标煤") != View::npos) { unit.id = "tce"; }
  if (left.find(U"二氧化碳") != View::npos || left.find(U"碳排放") != View::npos) {
    unit.id = "tCO2";
  }
}

// “历时14个月”, “贷款期限12年”: how long something took or holds; elsewhere months and years are
// times, not figures.
bool measured_span(View text, std::size_t i) {
  auto const from = i > 8 ? i - 8 : 0;
  auto left = text.substr(from, i - from);
  left.remove_prefix(left.find_last_of(U",。;、\n") + 1);  // npos + 1: nothing
  for (View const word : {U"历时", U"耗时", U"用时", U"仅用", U"只用", U"工期", U"周期", U"不到",
                          U"不足", U"缩短", U"压缩", U"贷款期限", U"质保", U"保修"}) {
    if (left.find(word) != View::npos) { return true; }
  }
  return false;
}

void household_or_count(View text, std::size_t i, Numeral const& n, Unit& unit) {
  auto const from = i > 16 ? i - 16 : 0;
  auto const around = text.substr(from, n.end + 8 - from);
  for (auto const word :
       {U"企业", U"主体", U"公司", U"商户", U"个体", U"纳税人", U"瞪羚", U"独角兽"}) {
    if (around.find(word) != View::npos) {
      unit.id = "count";
      unit.kind = UnitKind::count;
      return;
    }
  }
}

// Chinese numerals are figures before a real unit; small counts are mostly ways of speaking.
bool chinese_counts(View text, std::size_t i, Numeral const& n, Unit const& unit) {
  if (n.plain_digits && n.digits > 1) { return false; }
  // “保持在千亿元以上”: a bound makes a figure of a bare magnitude,
  // not of a threshold in a name (“亿元以上项目”).
  auto const after = n.end + unit.written.size();
  auto const bounded = unit.kind == UnitKind::money && after < text.size() &&
                       text.substr(after, 2) == U"以上" && !is_han(char_at(text, after + 2));
  if (n.bare) {
    return n.more || bounded || (bound_before(text, i) && unit.kind != UnitKind::count) ||
           (bound_before(text, i) && (n.value >= 1e4 || unit.written == U"家"));
  }
  if (unit.kind == UnitKind::count || unit.kind == UnitKind::people) {
    if (n.value >= 10) {
      return !(n.digits == 1 && char_at(text, i) == U'十' && !n.more && unit.written == U"个");
    }
    return n.plain_digits && chinese_digit(char_at(text, i)) >= 2 &&
           View{U"家座名艘架"}.find(unit.written) != View::npos &&
           !(i > 0 && View{U"这那两前后首头等第"}.find(text[i - 1]) != View::npos);
  }
  if (unit.kind == UnitKind::other || unit.kind == UnitKind::times) {
    return n.digits >= 1 && n.value >= 2 && unit.kind == UnitKind::times;
  }
  if (unit.id == "percent" && unit.written == U"成") { return chinese_digit(char_at(text, i)) > 0; }
  // “一度”, “一方”, “一斤”: hardly ever a figure.
  return n.value >= 2 &&
         !(n.plain_digits &&
           (unit.written == U"方" || unit.written == U"里" || unit.written == U"升" ||
            unit.written == U"克" || unit.written == U"寸" || unit.written == U"瓦" ||
            unit.written == U"人" || unit.written == U"匹" || unit.written == U"米"));
}

}  // namespace

std::optional<Unit> unit_after(View text, std::size_t i, Numeral const& n) {
  auto const* found = unit_at(text, n.end);
  if (found == nullptr) { return people_or_money(text, i, n); }
  auto unit = *found;
  if (unit.id == "set" || unit.id == "date" || unit.id == "age" || unit.id == "li") { return {}; }
  // Letters that go on are another word: “5t” is a mass, “5th” is none.
  if (is_letter(unit.written.back()) && is_letter(char_at(text, n.end + unit.written.size()))) {
    return {};
  }
  if ((unit.id == "year" || unit.id == "month") && n.arabic && n.value < 100 &&
      measured_span(text, i)) {
    return unit;
  }
  if (unit.id == "year" || unit.id == "month" || unit.id == "quarter" || unit.id == "week" ||
      unit.id == "second") {
    return {};
  }
  if (unit.kind == UnitKind::span && !n.arabic) { return {}; }
  if (char_at(text, n.end + unit.written.size()) == U'级' &&
      (unit.kind == UnitKind::money || unit.kind == UnitKind::count)) {
    return {};
  }
  if (unit.written == U"个" && char_at(text, n.end + 1) == U'月') { return {}; }
  if (unit.written == U"块" && !is_han(char_at(text, n.end + 1)) && spent_before(text, i)) {
    unit.id = "CNY";
    unit.kind = UnitKind::money;
  }
  if (unit.written == U"度" && n.factor < 1e4) { return {}; }
  if (unit.id == "person" && unit.written == U"位" && placed_by_number(text, i, n)) {
    unit.id = "rank";
    unit.kind = UnitKind::other;
  }
  if (unit.kind == UnitKind::count && n.value >= 1e12) {
    unit.id = "op";
    unit.kind = UnitKind::operations;
  }
  if (unit.written == U"次" && n.factor >= 1e8 && per_second_before(text, i)) {
    unit.id = "op_per_s";
  }
  if (unit.id == "ug" && word_before(text, i, U"每立方米")) { unit.id = "ug_per_m3"; }
  if (unit.id == "tonne") { fuel_or_gas(text, i, unit); }
  if (unit.written == U"户") { household_or_count(text, i, n, unit); }
  if (!n.arabic && !chinese_counts(text, i, n, unit)) { return {}; }
  return unit;
}

}  // namespace chengjie::text
