#include "chengjie/reading/indicator_words.h"

#include <algorithm>

#include "chengjie/reading/lexicon.h"
#include "chengjie/text/numeral.h"

namespace chengjie::reading::detail {

bool edge_mark(char32_t c) {
  static constexpr auto kMarks = text::CharSet{U"、,。;:!? \n\"“”‘’()《》—-·/"};
  return kMarks.has(c);
}

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
    if (n == 0) { n = comparison_before(t, floor, end); }
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

}  // namespace chengjie::reading::detail
