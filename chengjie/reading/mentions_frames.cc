// Firms that only the words around them tell.

#include <initializer_list>

#include "chengjie/reading/firms.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/mentions_finder.h"
#include "chengjie/reading/name_words.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading::detail {

using enum EntityType;

namespace {

bool has_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.find(w) != View::npos; });
}

bool area(EntityType type) { return type == district || type == EntityType::city; }

}  // namespace

// “江西光速电子正加紧...”: a place, two to four characters and a line of business.
void Finder::with_place(text::Part clause) {
  for (auto const& name : between(d_.names, clause.begin, clause.end)) {
    if (!area(name.type) || name.given || name.end - name.begin > 3) { continue; }
    // “温岭的台驰泵业”
    auto const from = t_.substr(name.end, 1) == U"的" ? name.end + 1 : name.begin;
    for (auto n = std::size_t{2}; n <= 4; ++n) {
      auto const end = tail_after(std::max(from, name.end) + n, clause.end);
      if (end == 0) { continue; }
      if (closes(end) && firm_strength(t_.substr(from, end - from)) == 2) {
        firm(from, end);
        break;
      }
    }
  }
}

bool Finder::closes(std::size_t end) const {
  static constexpr auto kNext = text::CharSet{U"正已在将的等和与牵联携投总董副创负入落签扩增推研"};
  return end >= t_.size() || !text::is_han(t_[end]) || kNext.has(t_[end]);
}

std::size_t Finder::tail_after(std::size_t at, std::size_t end) const {
  for (auto const n : {std::size_t{4}, std::size_t{3}, std::size_t{2}}) {
    if (at + n <= end && firm_tail(t_.substr(at, n)) == n) { return at + n; }
  }
  return 0;
}

// “青岳工业牵头攻关”, “苏州凌创带来...”: what firms do, with a name before it.
void Finder::actor(text::Part clause) {
  static auto const acts = [] {
    auto out = text::Trie{};
    for (View const word : {U"牵头", U"携手", U"联合", U"带来", U"增资", U"入驻", U"落户", U"扎根",
                            U"投资建设", U"自主研发", U"研发生产"}) {
      out.add(word, 0);
    }
    return out;
  }();
  for (auto i = clause.begin + 3; i + 2 <= clause.end; ++i) {
    if (acts.longest(t_, i).length == 0) { continue; }
    auto const begin = like(head_of(t_, i, clause.begin));
    auto const form = t_.substr(begin, i - begin);
    auto const place = Places::china().at(form, 0);
    auto const short_own = place.length != 0 && !place.full && form.size() >= place.length + 2 &&
                           form.size() <= place.length + 3 && firm_strength(form) == 1;
    if (firm_strength(form) == 2 || short_own) {
      firm(begin, i);
      return;
    }
  }
}

// The items that “等” at `etc` ends, from left to right; the first begins where a name may.
std::vector<Finder::Item> Finder::items_before(text::Part clause, std::size_t etc) const {
  auto out = std::vector<Item>{};
  auto end = etc;
  constexpr auto kItems = std::size_t{12};
  while (end > clause.begin && out.size() < kItems) {
    auto k = end;
    while (k > clause.begin && end - k < 30 && t_[k - 1] != U'、' && !joins(k - 1, out.empty())) {
      --k;
    }
    if (k > clause.begin && end - k < 30) {
      out.push_back({k, end});
      end = k - 1;
      continue;
    }
    out.push_back({like(head_of(t_, end, clause.begin)), end});
    break;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// “如长安汽车牵头”, “调研西南铝业等”: words that are no part of a name.
std::size_t Finder::like(std::size_t begin) const {
  if (t_.substr(begin, 1) == U"如" || t_.substr(begin, 1) == U"像") { ++begin; }
  for (View const word :
       {U"调研", U"走访", U"考察", U"像", U"发挥", U"龙头企业", U"链主企业", U"骨干企业",
        U"领军企业", U"重点企业", U"本地企业", U"园区企业", U"民营企业"}) {
    auto const at = t_.substr(begin, 12).find(word);
    if (at != View::npos) { begin += at + word.size(); }
  }
  return begin;
}

// “A和B等”: 和 inside the last part, before it a firm.
bool Finder::joins(std::size_t at, bool last) const {
  if (!last || (t_[at] != U'和' && t_[at] != U'与') || at < 4) { return false; }
  for (auto const n : {std::size_t{2}, std::size_t{3}, std::size_t{4}}) {
    if (firm_strength(t_.substr(at - n, n)) == 2) { return true; }
  }
  auto const names = between(d_.names, at - 4, at);
  return !names.empty() && names.back().end == at && names.back().type == enterprise;
}

// “A、B等龙头企业”, “承接A、B等项目”.
void Finder::enumerated(text::Part clause) {
  auto const view = t_.substr(clause.begin, clause.end - clause.begin);
  for (auto at = view.find(U'等'); at != View::npos; at = view.find(U'等', at + 1)) {
    auto const tail = view.substr(at + 1, 18);
    auto const stop = std::min(tail.size(), tail.find_first_of(U",、;“”\"。在"));
    auto const what = tail.substr(0, stop);
    auto const etc = clause.begin + at;
    if (auto const end = what.find(U"项目"); end != View::npos && end <= 8) {
      projects(clause, etc);
    } else if (has_any(what,
                       {U"企业", U"车企", U"药企", U"民企", U"央企", U"公司", U"院所", U"厂商"})) {
      firms(clause, etc, what);
    } else {
      together(clause, etc);
    }
  }
}

// “联合A、B等攻关”, “依托A、B等建设某产业园”: firms, if one of them surely is.
void Finder::together(text::Part clause, std::size_t etc) {
  auto const items = items_before(clause, etc);
  if (items.size() < 2 || items.front().begin < clause.begin + 1) { return; }
  auto const at = items.front().begin;
  for (View const word : {U"联合", U"携手", U"依托", U"与", U"引进", U"引入", U"招引"}) {
    if (at >= word.size() && t_.substr(at - word.size(), word.size()) == word) {
      firms(clause, etc, {});
      return;
    }
  }
}

void Finder::firms(text::Part clause, std::size_t etc, View what) {
  auto const items = items_before(clause, etc);
  auto sure = std::size_t{0};
  auto const strength = [&](Item item) {
    for (auto const& name : between(d_.names, item.begin, item.end)) {
      if (name.type == enterprise && name.end == item.end) { return 2; }
    }
    return firm_strength(t_.substr(item.begin, item.end - item.begin));
  };
  for (auto const item : items) { sure += strength(item) == 2; }
  auto const special = has_any(what, {U"龙头", U"链主", U"领军", U"头部", U"知名", U"车企", U"药企",
                                      U"骨干", U"500强", U"标杆", U"行业", U"家企业"});
  for (auto const item : items) {
    auto const n = strength(item);
    if (n == 2 || (n == 1 && (sure != 0 || special))) { firm(item.begin, item.end); }
  }
}

void Finder::projects(text::Part clause, std::size_t etc) {
  constexpr auto kListMax = std::size_t{120};
  auto const from = std::max(clause.begin, etc - std::min(etc, kListMax));
  auto const left = t_.substr(from, etc - from);
  auto const right = t_.substr(etc, std::min<std::size_t>(clause.end - etc, 20));
  auto const runs = has_any(right, {U"建成", U"投产", U"开工", U"竣工", U"落地", U"签约"});
  if (!runs && !has_any(left, {U"承接", U"引进", U"引入", U"落地", U"签约", U"招引", U"紧盯",
                               U"提升", U"依托", U"推进", U"推动", U"加快", U"实施", U"建设",
                               U"开工", U"投产", U"抓好", U"带动", U"服务", U"布局"})) {
    return;
  }
  auto items = items_before(clause, etc);
  auto const special = has_any(t_.substr(etc, 8), {U"链主", U"龙头"});
  auto const comes = taken_on(clause.begin, items.empty() ? etc : items.front().end);
  if (comes != View::npos && !items.empty()) { items.front().begin = comes; }
  for (auto const item : items) {
    auto const view = t_.substr(item.begin, item.end - item.begin);
    auto const whole = special && firm_strength(view) != 0;
    auto const n = whole ? view.size() : firm_head(view);
    auto const told =
        n != 0 && (whole || comes != View::npos || firm_strength(view.substr(0, n)) == 2);
    if (!told || (item.begin > 0 && text::is_digit(t_[item.begin - 1]))) { continue; }
    firm(item.begin, item.begin + n);
    if (item.begin + n < item.end) {
      projects_.push_back({item.begin, item.end, item.begin + n, etc});
    }
  }
}

// End of the last verb of taking on in [begin, end), where what came begins; npos: none.
std::size_t Finder::taken_on(std::size_t begin, std::size_t end) const {
  constexpr auto kItemMax = std::size_t{32};
  auto const from = std::max(begin, end - std::min(end, kItemMax));
  auto const view = t_.substr(from, end - from);
  auto best = View::npos;
  for (View const word : {U"承接", U"引进", U"引入", U"落地", U"签约", U"招引"}) {
    auto const at = view.rfind(word);
    if (at == View::npos || at + word.size() >= view.size()) { continue; }
    if (best == View::npos || from + at + word.size() > best) { best = from + at + word.size(); }
  }
  return best != View::npos && t_[best] == U'了' ? best + 1 : best;
}

// “华岳己二酸”: the firm that begins a project's name; 0: none.
std::size_t Finder::firm_head(View item) const {
  if (item.size() < 2 || item.size() > 26) { return 0; }
  if (auto const n = known_.longest(item, 0).length; n != 0) { return n; }
  auto const place = Places::china().at(item, 0);
  if (auto n = well_known_at(item, 0); n != 0) {
    n += well_known_at(item, n);
    return n;
  }
  if (place.full || product_at(item, 0) != 0 || industry_at(item, 0) != 0) { return 0; }
  if (item.size() <= 4 && firm_strength(item) == 2) { return item.size(); }
  for (auto k = place.length + 2; k <= place.length + 4 && k + 2 <= item.size(); ++k) {
    auto const head = item.substr(0, k);
    if (!what_begins(item, k)) { continue; }
    return plain_name(head) && firm_strength(head) != 0 && lead_at(head, 0) == 0 ? k : 0;
  }
  return 0;
}

// Words by which what a project makes begins.
bool Finder::what_begins(View item, std::size_t k) {
  if (text::is_digit(item[k]) || product_at(item, k) != 0 || industry_at(item, k) != 0) {
    return true;
  }
  for (View const word :
       {U"年产",   U"高端", U"高强", U"高性能", U"高纯", U"高精", U"高档", U"智能", U"新型",
        U"新能源", U"数字", U"绿色", U"生物",   U"动力", U"汽车", U"电池", U"电子", U"特种",
        U"精密",   U"超薄", U"纺织", U"食品",   U"铝",   U"铜",   U"钢",   U"硅",   U"锂",
        U"二期",   U"一期", U"三期", U"总部",   U"西南", U"华东", U"华南", U"华北", U"西北"}) {
    if (item.substr(k, word.size()) == word) { return true; }
  }
  return false;
}

// “项目(盟岳项目)”: a project named in brackets by its firm alone.
void Finder::in_brackets(text::Part clause) {
  for (auto i = clause.begin; i + 5 < clause.end; ++i) {
    if (t_[i] != U'(' || i < 3) { continue; }
    auto const left = i - (t_[i - 1] == U' ' ? 1 : 0);
    if (t_.substr(left - 2, 2) != U"项目") { continue; }
    auto const close = t_.substr(i, 12).find(U"项目)");
    if (close == View::npos || close < 3 || close > 7) { continue; }
    auto const form = t_.substr(i + 1, close - 1);
    if (firm_strength(form) == 0 || product_head(form)) { continue; }
    firm(i + 1, i + close);
    projects_.push_back({i + 1, i + close, i + close, i + close});
  }
}

// “来渝项目之一的三安意法碳化硅”
void Finder::one_of(text::Part clause) {
  auto const view = t_.substr(clause.begin, clause.end - clause.begin);
  for (View const word : {U"项目之一的", U"项目之一是"}) {
    auto const at = view.find(word);
    if (at == View::npos || at + word.size() + 2 > view.size()) { continue; }
    auto const begin = clause.begin + at + word.size();
    auto const n = firm_head(t_.substr(begin, clause.end - begin));
    if (n == 0 || clause.end - begin > 20) { continue; }
    firm(begin, begin + n);
    projects_.push_back({begin, clause.end, begin + n, clause.end});
  }
}

// “园区企业宏图光电的芯片”: a firm by what kind of firm it is.
void Finder::called(text::Part clause) {
  auto const view = t_.substr(clause.begin, clause.end - clause.begin);
  for (auto at = view.find(U"企业"); at != View::npos; at = view.find(U"企业", at + 2)) {
    if (at < 2 ||
        !has_any(view.substr(at - 2, 2), {U"园区", U"龙头", U"链主", U"骨干", U"本地", U"重点",
                                          U"领军", U"头部", U"民营", U"上市", U"老牌", U"知名"})) {
      continue;
    }
    auto const begin = clause.begin + at + 2;
    for (auto n = std::size_t{2}; n <= 4; ++n) {
      auto const end = tail_after(begin + n, clause.end);
      if (end == 0 || !closes(end) || firm_strength(t_.substr(begin, end - begin)) != 2) {
        continue;
      }
      firm(begin, end);
      break;
    }
  }
}

// “工信部电子五所”: an institute by its number.
void Finder::institutes(text::Part clause) {
  for (auto i = clause.begin + 3; i < clause.end; ++i) {
    if (t_[i] != U'所' || View{U"一二三四五六七八九十〇0123456789"}.find(t_[i - 1]) == View::npos) {
      continue;
    }
    auto const begin = head_of(t_, i, clause.begin);
    auto const form = t_.substr(begin, i + 1 - begin);
    auto const next = t_.substr(i + 1, 1);
    auto const counted = has_any(form, {U"高校", U"学校", U"医院", U"建成", U"机构", U"院所"});
    if (form.size() < 5 || counted || !plain_name(form) ||
        next.find_first_of(U"高学院中小大有示在") != View::npos) {
      continue;
    }
    firm(begin, i + 1);
  }
}

// “福建晋江”: a province vouches for the short name after it.
void Finder::after_province(NameAt const& name) {
  if (!area(name.type) || name.given) { return; }
  auto const& china = Places::china();
  auto const of = china.at(t_, name.begin);
  if (of.length == 0 || china[of.place].level != Level::province ||
      name.begin + of.length != name.end) {
    return;
  }
  auto const hit = china.at(t_, name.end);
  if (hit.length == 0 || hit.full || hit.renamed) { return; }
  auto const& place = china[hit.place];
  if (place.level != Level::county || place.province != china[of.place].province) { return; }
  if (!taken(name.end, name.end + hit.length)) {
    found_.push_back({name.end, name.end + hit.length, district, place.name, false});
  }
}

}  // namespace chengjie::reading::detail
