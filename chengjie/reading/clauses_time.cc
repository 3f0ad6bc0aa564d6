#include "chengjie/reading/clauses_time.h"

#include <algorithm>

#include "chengjie/text/chars.h"
#include "chengjie/text/numeral.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

struct Digits {
  int value{};
  std::size_t count{};
};

Digits digits_at(View s, std::size_t i, std::size_t most) {
  auto out = Digits{};
  while (i < s.size() && text::is_digit(s[i]) && out.count < most + 1) {
    out.value = out.value * 10 + static_cast<int>(s[i] - U'0');
    ++out.count;
    ++i;
  }
  return out.count <= most ? out : Digits{};
}

char32_t at(View s, std::size_t i) { return i < s.size() ? s[i] : U'\0'; }

bool ends_with(View s, std::size_t end, std::initializer_list<View> words) {
  auto const before = s.substr(0, end);
  return std::any_of(words.begin(), words.end(), [&](View w) { return before.ends_with(w); });
}

bool year_ok(int y) { return y >= 1990 && y <= 2100; }

// “2025年”, “2023-2025年”, “今年”, or the 年 of “年底”: year and what follows it.
struct Year {
  int year{};
  std::size_t end{};  // 0: none
};

Year year_at(View s, std::size_t i, int year) {
  auto const n = digits_at(s, i, 4);
  if (n.count == 4 && year_ok(n.value)) {
    auto p = i + 4;
    if (at(s, p) == U'年') { return {n.value, p + 1}; }
    while (View{U"—-~至"}.find(at(s, p)) != View::npos) { ++p; }
    auto const last = digits_at(s, p, 4);
    if (p > i + 4 && last.count == 4 && year_ok(last.value) && at(s, p + 4) == U'年') {
      return {last.value, p + 5};
    }
    return {};
  }
  if (n.count != 0) { return {}; }
  auto const rest = s.substr(i, 2);
  if (rest == U"今年" || rest == U"本年" || rest == U"当年") { return {year, i + 2}; }
  if (rest == U"明年") { return {year == 0 ? 0 : year + 1, i + 2}; }
  auto const bare = rest == U"年底" || rest == U"年末" || rest == U"年内";
  if (bare && !ends_with(s, i, {U"每", U"去", U"上", U"近", U"往", U"几", U"三", U"两", U"五"}) &&
      (i == 0 || !text::is_digit(s[i - 1]))) {
    return {year, i + 1};
  }
  return {};
}

int quarter_at(View s, std::size_t i, std::size_t& end) {
  auto p = i;
  if (at(s, p) == U'第') { ++p; }
  auto const n = text::chinese_digit(at(s, p));
  auto const digit = text::is_digit(at(s, p)) ? static_cast<int>(s[p] - U'0') : n;
  if (digit < 1 || digit > 4 || s.substr(p + 1, 2) != U"季度") { return 0; }
  end = p + 3;
  return digit;
}

// “2025.6”, “2025-06-30”, “2025/6”: cells of tables.
TimeAt dotted(View s, std::size_t i) {
  auto const y = digits_at(s, i, 4);
  auto const mark = at(s, i + 4);
  if (y.count != 4 || !year_ok(y.value) || View{U".-/"}.find(mark) == View::npos) { return {}; }
  auto const m = digits_at(s, i + 5, 2);
  if (m.count == 0 || m.value < 1 || m.value > 12) { return {}; }
  auto out = TimeAt{i + 5 + m.count, std::to_string(y.value) + "-" + two(m.value), false};
  if (at(s, out.end) == mark) {
    auto const day = digits_at(s, out.end + 1, 2);
    if (day.count != 0 && day.value >= 1 && day.value <= 31) {
      out.end += 1 + day.count;
      out.period += "-" + two(day.value);
    }
  }
  return out;
}

// “‘十四五’末”: the last year of a plan of five years, of which the tenth ended in 2005.
TimeAt five_years(View s, std::size_t i) {
  auto p = i;
  if (View{U"“‘\""}.find(at(s, p)) != View::npos) { ++p; }
  auto const n = text::chinese_digit(at(s, p + 1));
  if (at(s, p) != U'十' || n < 1 || at(s, p + 2) != U'五') { return {}; }
  p += 3;
  if (View{U"”’\""}.find(at(s, p)) != View::npos) { ++p; }
  if (at(s, p) == U'期') { ++p; }
  if (at(s, p) != U'末') { return {}; }
  return {p + 1, std::to_string(2005 + 5 * n), true};
}

TimeAt single(View s, std::size_t i, int year) {
  if (auto const plan = five_years(s, i); plan.end != 0) { return plan; }
  if (auto const table = dotted(s, i); table.end != 0) { return table; }
  auto const y = year_at(s, i, year);
  auto p = y.end != 0 ? y.end : i;
  auto const known = y.end != 0 ? y.year : year;
  auto part = std::string{};
  auto end = std::size_t{};
  if (at(s, p) == U'度' && y.end != 0) { ++p; }
  auto const m = digits_at(s, p, 2);
  if (auto const q = quarter_at(s, p, end); q != 0) {
    part = "-Q" + std::to_string(q);
    p = end;
  } else if (s.substr(p, 3) == U"上半年" || s.substr(p, 3) == U"下半年") {
    part = s[p] == U'上' ? "-H1" : "-H2";
    p += 3;
  } else if (m.count != 0 && at(s, p + m.count) == U'月' && m.value >= 1 && m.value <= 12) {
    part = "-" + two(m.value);
    p += m.count + 1;
    auto const day = digits_at(s, p, 2);
    auto const mark = at(s, p + day.count);
    if (day.count != 0 && (mark == U'日' || mark == U'号') && day.value >= 1 && day.value <= 31) {
      part += "-" + two(day.value);
      p += day.count + 1;
    }
  } else if (y.end == 0) {
    return {};
  }
  auto out = TimeAt{};
  for (View const tail : {U"中旬", U"下旬", U"上旬", U"中", U"底", U"末", U"内"}) {
    if (s.substr(p).starts_with(tail)) {
      out.closing = tail != U"中";
      p += tail.size();
      break;
    }
  }
  out.end = p;
  if (known != 0) { out.period = std::to_string(known) + part; }
  return out;
}

}  // namespace

int clauses_number(View digits) {
  auto const n = digits_at(digits, 0, 9);
  return n.count == digits.size() && n.count != 0 ? n.value : -1;
}

TimeAt time_at(View s, std::size_t i, int year) {
  auto first = single(s, i, year);
  if (first.end == 0) { return first; }
  auto p = first.end;
  while (View{U"—-~至"}.find(at(s, p)) != View::npos) { ++p; }
  if (p == first.end) { return first; }
  auto const own = first.period.size() >= 4 ? std::stoi(first.period.substr(0, 4)) : year;
  auto const second = single(s, p, own);
  return second.end != 0 ? second : first;
}

std::vector<Deadline> deadlines(View s, std::size_t begin, std::size_t end, int year) {
  auto out = std::vector<Deadline>{};
  s = s.substr(0, end);
  for (auto i = begin; i < end; ++i) {
    auto const c = s[i];
    if (!text::is_digit(c) && View{U"今本当明年上下第一二三四“十"}.find(c) == View::npos) {
      continue;
    }
    if (text::is_digit(c) && i > begin && text::is_digit(s[i - 1])) { continue; }
    auto const t = time_at(s, i, year);
    if (t.end == 0) { continue; }
    auto const until = ends_with(s, i, {U"到", U"至"}) && !ends_with(s, i, {U"截至", U"达到"});
    auto const aimed = ends_with(s, i, {U"力争", U"确保", U"争取"});
    auto before = std::size_t{0};
    for (View const mark : {U"之前", U"以前", U"前"}) {
      if (s.substr(t.end).starts_with(mark)) {
        before = mark.size();
        break;
      }
    }
    // “今年前8个月”, “2017年前三季度”
    auto const next = at(s, t.end + before);
    if (before == 1 && (text::is_digit(next) || text::chinese_digit(next) > 0 || next == U'十')) {
      i = t.end;
      continue;
    }
    auto const bad = ends_with(
        s, i, {U"截至", U"截止", U"截止到", U"截至到", U"自", U"从", U"每", U"较", U"比", U"于每"});
    if (!bad && (until || aimed || before != 0 || t.closing)) {
      out.push_back({until ? i - 1 : i, t.end + before, t.period});
    }
    i = t.end - 1;
  }
  return out;
}

bool ends_later(std::string const& a, std::string const& b) {
  // "2025" and "2025-H2" end with December, "2025-Q2" with June.
  auto const key = [](std::string const& p) {
    if (p.size() < 4) { return std::string{}; }
    auto const tail = p.substr(4);
    if (tail.empty()) { return p + "-12-31"; }
    if (tail == "-H1" || tail == "-Q2") { return p.substr(0, 4) + "-06-30"; }
    if (tail == "-H2" || tail == "-Q4") { return p.substr(0, 4) + "-12-31"; }
    if (tail == "-Q1") { return p.substr(0, 4) + "-03-31"; }
    if (tail == "-Q3") { return p.substr(0, 4) + "-09-30"; }
    return tail.size() == 3 ? p + "-31" : p;
  };
  return key(a) > key(b);
}

}  // namespace chengjie::reading
