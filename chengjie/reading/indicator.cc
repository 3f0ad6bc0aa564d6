#include "chengjie/reading/indicator.h"

#include <algorithm>

#include "chengjie/reading/lexicon.h"
#include "chengjie/text/numeral.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kPhraseMax = std::size_t{16};

bool edge_mark(char32_t c) { return View{U"、,。;:!? \n\"“”‘’()《》—-·/"}.find(c) != View::npos; }

// Text whose quotes and marks at the edges are gone.
View trimmed(View s) {
  while (!s.empty() && edge_mark(s.front()) && s.front() != U'“' && s.front() != U'《') {
    s.remove_prefix(1);
  }
  while (!s.empty() && edge_mark(s.back()) && s.back() != U'”' && s.back() != U'》' &&
         s.back() != U')') {
    s.remove_suffix(1);
  }
  return s;
}

// “国产“小巨人”企业” keeps its quotes; a lone one goes.
std::u32string balanced(View s) {
  auto out = std::u32string{};
  auto const opens = std::count_if(s.begin(), s.end(),
                                   [](char32_t c) { return c == U'“' || c == U'(' || c == U'《'; });
  auto const closes = std::count_if(
      s.begin(), s.end(), [](char32_t c) { return c == U'”' || c == U')' || c == U'》'; });
  for (auto const c : s) {
    if (opens != closes && View{U"“”()《》"}.find(c) != View::npos) { continue; }
    if (c != U' ' && c != U'"') { out.push_back(c); }
  }
  return out;
}

// “5年”, “近3年”, “连续19个季度” before a verb: how long, not what.
std::size_t years_before(View t, std::size_t floor, std::size_t end) {
  auto i = end;
  for (View const unit : {U"个季度", U"年", U"次", U"个月"}) {
    if (end >= floor + unit.size() && t.substr(end - unit.size(), unit.size()) == unit) {
      i = end - unit.size();
      break;
    }
  }
  if (i == end) { return 0; }
  auto const digits_end = i;
  while (i > floor && (text::is_digit(t[i - 1]) || text::chinese_digit(t[i - 1]) > 0)) { --i; }
  return i < digits_end ? end - i : 0;
}

std::size_t time_before(Document const& d, std::size_t floor, std::size_t end) {
  auto const& marks = d.clock.marks;
  auto at = std::upper_bound(marks.begin(), marks.end(), end,
                             [](std::size_t p, auto const& m) { return p < m.end; });
  return at != marks.begin() && std::prev(at)->end == end && std::prev(at)->begin >= floor
             ? end - std::prev(at)->begin
             : 0;
}

bool time_at(Document const& d, std::size_t begin) {
  auto const& marks = d.clock.marks;
  auto const at = std::lower_bound(marks.begin(), marks.end(), begin,
                                   [](auto const& m, std::size_t p) { return m.begin < p; });
  return at != marks.end() && at->begin == begin;
}

std::size_t skip_tails(Document const& d, std::size_t floor, std::size_t end) {
  auto const t = d.text();
  while (end > floor) {
    auto n = time_before(d, floor, end);
    if (n == 0) { n = years_before(t, floor, end); }
    if (n == 0) {
      n = tail_before(t, floor, end);
      // “净水器总量达”: a head of an indicator is no verb, though it may end like one.
      if (n != 0 && head_before(t, floor, end) > n) { return end; }
    }
    if (n == 0) { return end; }
    end -= n;
  }
  return end;
}

std::size_t mark_end_before(Document const& d, std::size_t floor, std::size_t end) {
  auto out = floor;
  for (auto const& mark : between(d.clock.marks, floor, end)) {
    if (mark.end <= end) { out = std::max(out, mark.end); }
  }
  return out;
}

std::size_t skip_name(Document const& d, std::size_t begin, std::size_t end) {
  auto const at = std::lower_bound(d.names.begin(), d.names.end(), begin,
                                   [](auto const& n, std::size_t i) { return n.begin < i; });
  if (at == d.names.end() || at->begin != begin || at->end + 2 > end) { return begin; }
  if (at->type == EntityType::policy || at->type == EntityType::fund) { return begin; }
  return at->end;
}

std::size_t skip_scopes(Document const& d, std::size_t begin, std::size_t end) {
  for (;;) {
    auto next = begin;
    auto const n = scope_at(d.text(), begin);
    if (n != 0 && begin + n + 2 <= end) { next = begin + n; }
    if (next == begin) { next = skip_name(d, begin, end); }
    if (next < end && edge_mark(d.text()[next]) && d.text()[next] != U'“' &&
        d.text()[next] != U'《') {
      ++next;
    }
    if (next == begin) { return begin; }
    begin = next;
  }
}

// “两大”, “三个”: a noun phrase begins.
bool big_set(View t, std::size_t i) {
  return i + 1 < t.size() && (t[i + 1] == U'大' || t[i + 1] == U'个') &&
         text::chinese_digit(t[i]) >= 2;
}

// Start of the last part of [begin, end) after verbs, 的, 等 and 两大.
struct Kept {  // the noun before 实现 or 完成: “氢能产业实现产值”
  std::size_t begin{};
  std::size_t end{};
};

std::size_t last_part(Document const& d, std::size_t begin, std::size_t end, bool& newly,
                      Kept& kept) {
  auto const t = d.text();
  auto from = begin;
  for (auto i = begin; i < end;) {
    if (auto const n = newly_at(t, i); n != 0 && i + n + 2 <= end) {
      from = i;
      newly = true;
      i += n;
      continue;
    }
    if (auto const n = lead_at(t, i); n != 0 && i + n + 2 <= end) {
      // A verb of one character counts only where a phrase begins or goes on with a name.
      if (n > 1 || i == from) {
        kept =
            d.slice(i, i + n) == U"实现" || d.slice(i, i + n) == U"完成" ? Kept{from, i} : Kept{};
        from = i + n;
        newly = false;
      }
      i += n;
      continue;
    }
    auto const equal =
        t[i] == U'等' && i > begin && View{U"立平高同初中优均"}.find(t[i - 1]) != View::npos;
    if ((t[i] == U'的' || (t[i] == U'等' && !equal)) && i + 3 <= end) {
      from = i + 1;
      newly = false;
    }
    if (big_set(t, i) && i + 3 < end) { from = t[i + 1] == U'个' ? i + 2 : i; }
    ++i;
  }
  return from;
}

// “两大主导产业集群规上企业数量”: the set owns the figure, the rest is what is measured.
View without_set(View s) {
  if (s.size() < 8 || text::chinese_digit(s[0]) < 2 || s[1] != U'大') { return s; }
  for (View const word : {U"集群", U"产业"}) {
    auto const at = s.find(word, 2);
    if (at == View::npos || at + word.size() + 4 > s.size()) { continue; }
    auto const rest = s.substr(at + word.size());
    if (head_before(rest, 0, rest.size()) != 0 && !rest.starts_with(U"集群")) { return rest; }
  }
  return s;
}

bool joins(View t, std::size_t i) {
  auto const before = i > 0 ? t[i - 1] : U'\n';
  auto const next = i + 1 < t.size() ? t[i + 1] : U'\n';
  switch (t[i]) {
    case U'、':
      return true;
    case U'和':
      return next != U'平' && next != U'谐' && next != U'美';
    case U'及':
      return before != U'普' && before != U'以' && before != U'涉' && next != U'时';
    case U'与':
      return before != U'参' && next != U'会';
    default:
      return false;
  }
}

std::size_t after_last_join(View t, std::size_t begin, std::size_t end) {
  for (auto i = end; i > begin; --i) {
    if (t[i - 1] == U'、') { return i; }
  }
  return begin;
}

}  // namespace

Phrase phrase_before(Document const& d, std::size_t floor, std::size_t end, bool ranked) {
  auto const t = d.text();
  auto out = Phrase{};
  auto stop = skip_tails(d, floor, end);
  for (auto moved = ranked; moved;) {
    auto const names = between(d.names, floor, stop);
    moved = !names.empty() && names.back().end == stop &&
            (names.back().type == EntityType::city || names.back().type == EntityType::district);
    if (moved) { stop = skip_tails(d, floor, names.back().begin); }
  }
  if (stop <= floor) { return out; }
  auto begin = mark_end_before(d, floor, stop);
  begin = skip_scopes(d, begin, stop);
  auto const whole = begin;
  auto kept = Kept{};
  begin = last_part(d, begin, stop, out.newly, kept);
  // “中欧班列开行数量”: the head alone says nothing.
  if (generic_head(trimmed(d.slice(begin, std::max(begin, stop)))) && stop - whole <= kPhraseMax) {
    begin = whole;
  }
  begin = skip_scopes(d, begin, stop);
  if (stop - std::min(begin, stop) > kPhraseMax) {
    if (auto const joined = after_last_join(t, begin, stop); stop - joined >= 2) { begin = joined; }
  }
  auto view = without_set(trimmed(d.slice(begin, std::max(begin, stop))));
  while (view.size() > 3 && View{U"和与及并了"}.find(view.front()) != View::npos &&
         view[1] != U'平' && view[1] != U'谐') {
    view.remove_prefix(1);
  }
  if (view.size() > kPhraseMax + 6) { view = view.substr(view.size() - kPhraseMax); }
  out.begin = begin;
  out.text = balanced(view);
  if (kept.end > kept.begin) {
    auto const from = skip_scopes(d, kept.begin, kept.end);
    auto const owner = trimmed(d.slice(from, std::max(from, kept.end)));
    auto const industry =
        owner.ends_with(U"业") || owner.ends_with(U"集群") || owner.ends_with(U"领域");
    if (industry && owner.size() + out.text.size() <= kPhraseMax) {
      out.text = balanced(owner) + out.text;
    }
  }
  // “签约项目76个”: a noun that says too little takes its verb along.
  if (out.text == U"项目" || out.text == U"企业" || out.text == U"人才") {
    for (View const verb : {U"签约", U"引进", U"招引", U"落地", U"开工", U"入驻"}) {
      if (begin >= floor + verb.size() && t.substr(begin - verb.size(), verb.size()) == verb) {
        out.text = std::u32string{verb} + out.text;
      }
    }
  }
  if (out.text.size() < 2 || scope_at(out.text, 0) == out.text.size()) { out.text.clear(); }
  return out;
}

Phrase phrase_after(Document const& d, std::size_t begin, std::size_t stop) {
  auto const t = d.text();
  auto out = Phrase{};
  out.after = true;
  while (begin < stop && (t[begin] == U'的' || t[begin] == U' ')) { ++begin; }
  if (t.substr(begin, 3) == U"规模的") { begin += 3; }
  // “2人当选院士”, “18吨适用于公共领域的车型”: past the verb to what it speaks of.
  if (auto const n = lead_at(t, begin); n > 1 && begin + n + 2 <= stop) {
    auto of = t.substr(begin, stop - begin).find(U'的');
    begin += of != View::npos && of < 16 && of + 2 < stop - begin ? of + 1 : n;
  }
  auto end = begin;
  auto depth = 0;
  auto quoted = false;
  while (end < stop && end - begin < 22) {
    auto const c = t[end];
    if ((c == U'和' && !joins(t, end)) || (c == U'及' && !joins(t, end))) {
      ++end;
      continue;
    }
    if (c == U'"' && (quoted || end == begin)) {
      quoted = !quoted;
      ++end;
      continue;
    }
    if (c == U'“' || c == U'《') { ++depth; }
    if (depth == 0) {
      if (c == U'-' && end + 1 < stop && text::is_letter(t[end + 1])) {
        ++end;
        continue;
      }
      if (time_at(d, end)) { break; }
      if (edge_mark(c) ||
          View{U"的了在与和及对由将把是从到于等并也都已均被以占达较比因获就接"}.find(c) !=
              View::npos) {
        break;
      }
      if (text::is_digit(c)) { break; }
      if (auto const n = lead_at(t, end); n != 0 && (n > 1 || end == begin)) { break; }
      if (auto const n = tail_before(t, end, std::min(stop, end + 2));
          n == 2 && head_before(t, end, std::min(stop, end + 2)) == 0 &&
          d.slice(end, end + 2) != U"全国") {
        break;
      }
    }
    if (c == U'”' || c == U'》') { --depth; }
    ++end;
  }
  auto const view = trimmed(d.slice(begin, end));
  out.begin = begin;
  out.end = end;
  out.text = balanced(view);
  // “突破100万辆大关”: says nothing of what is counted.
  for (View const word :
       {U"大关", U"台阶", U"新台阶", U"考验", U"行列", U"规模", U"水平", U"以上"}) {
    if (out.text == word) { out.text.clear(); }
  }
  if (out.text.size() < 2) { out.text.clear(); }
  return out;
}

std::vector<std::u32string> items_of(Document const& d, std::size_t floor, std::size_t end,
                                     std::size_t n) {
  auto const t = d.text();
  auto stop = skip_tails(d, floor, end);
  if (stop <= floor) { return {}; }
  auto begin = skip_scopes(d, mark_end_before(d, floor, stop), stop);
  auto cuts = std::vector<std::size_t>{};
  auto shared = stop;  // start of the head after 等
  for (auto i = begin; i < stop; ++i) {
    if (joins(t, i)) { cuts.push_back(i); }
    if (t[i] == U'等' && i + 1 < stop) { shared = i; }
  }
  if (cuts.size() + 1 != n) { return {}; }
  // “装备制造、新材料两大主导产业分别实现产值”: the set stands between items and head.
  for (auto i = cuts.empty() ? begin : cuts.back() + 1; i + 2 < stop; ++i) {
    if (text::chinese_digit(t[i]) >= 2 && t[i + 1] == U'大' && shared == stop) { shared = i; }
  }
  auto items = std::vector<std::u32string>{};
  auto head = std::u32string{};
  auto last_end = stop;
  // “A、B增加值占C比重”: each one's share.
  auto share = false;
  if (auto const of = d.slice(cuts.empty() ? begin : cuts.back() + 1, stop).find(U'占');
      of != View::npos && of > 1) {
    share = true;
    last_end = stop = (cuts.empty() ? begin : cuts.back() + 1) + of;
    if (shared > stop) { shared = stop; }
  }
  if (shared != stop) {
    auto const set = t[shared] != U'等';
    auto const h = set ? head_before(t, shared, stop) : std::size_t{0};
    head = std::u32string{set ? d.slice(stop - h, stop) : d.slice(shared + 1, stop)};
    last_end = shared;
  } else if (auto const h = head_before(t, cuts.empty() ? begin : cuts.back() + 1, stop); h != 0) {
    head = std::u32string{d.slice(stop - h, stop)};
  }
  for (auto k = std::size_t{0}; k != n; ++k) {
    auto from = k == 0 ? begin : cuts[k - 1] + 1;
    auto const to = k + 1 == n ? last_end : cuts[k];
    if (to <= from) { return {}; }
    if (k == 0) {
      auto newly = false;
      auto kept = Kept{};
      from = skip_scopes(d, last_part(d, from, to, newly, kept), to);
    }
    auto item = balanced(trimmed(d.slice(from, to)));
    auto const own = head_before(item, 0, item.size()) != 0;
    if (!own || shared != stop) { item += head; }
    // “国家级、部级创新平台”: the noun stands once.
    if (k + 1 != n && item.ends_with(U"级")) {
      auto const last = d.slice(cuts.back() + 1, last_end);
      if (auto const at = last.find(U'级'); at != View::npos) {
        item += balanced(trimmed(last.substr(at + 1)));
      }
    }
    if (share) { item += U"占比"; }
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace chengjie::reading
