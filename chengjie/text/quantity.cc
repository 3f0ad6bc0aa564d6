#include "chengjie/text/quantity.h"

#include <array>
#include <optional>

#include "chengjie/text/bound.h"
#include "chengjie/text/chars.h"
#include "chengjie/text/measure.h"
#include "chengjie/text/numeral.h"

namespace chengjie::text {
namespace {

using View = std::u32string_view;

constexpr auto kChineseNumerals =
    CharSet{U"〇零一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿"};

class Scanner {
 public:
  explicit Scanner(View text) : text_(text) {}

  std::vector<Quantity> run() {
    for (auto i = std::size_t{0}; i < text_.size();) {
      auto const c = text_[i];
      if (c < U'0' || (c > U'9' && c < 0x3000)) {
        ++i;
        continue;
      }
      if (c == U'首') {
        i = first_place(i);
        continue;
      }
      if (!is_digit(c) && !kChineseNumerals.has(c)) {
        ++i;
        continue;
      }
      i = take(i);
    }
    return std::move(out_);
  }

 private:
  char32_t at(std::size_t i) const { return i < text_.size() ? text_[i] : U'\n'; }
  bool word_at(std::size_t i, View word) const {
    return text_.substr(std::min(i, text_.size()), word.size()) == word;
  }
  bool word_before(std::size_t i, View word) const {
    return i >= word.size() && text_.substr(i - word.size(), word.size()) == word;
  }

  // Reads what begins with the numeral at i; returns where to go on.
  std::size_t take(std::size_t i) {
    if (auto const next = half(i)) { return next; }
    auto const n = numeral_at(text_, i);
    if (n.end == 0) {
      while (is_digit(at(i))) { ++i; }
      return std::max(i, i + 1 - (i < text_.size() ? 0 : 1));
    }
    auto const before = i == 0 ? U'\n' : text_[i - 1];
    if (is_letter(before) && n.arabic) { return past_code(i); }
    if (word_before(i, U"百分之") && i >= 3) { return percent_of_hundred(i, n); }
    // “十二点五亿元”: half a number would be a wrong one.
    if (before == U'点' && i >= 2 && kChineseNumerals.has(text_[i - 2]) && !n.arabic) {
      return n.end;
    }
    auto const earlier = before == U'前' && word_before(i, U"提前");
    if ((before == U'第' || before == U'前') && !earlier) { return rank(i, n, before); }
    if (n.arabic &&
        (at(n.end) == U'×' || at(n.end) == U'x' || at(n.end) == U'X' || at(n.end) == U'*') &&
        is_digit(at(n.end + 1))) {
      return product(i, n);
    }
    if (n.arabic && is_letter(at(n.end)) && unit_at(text_, n.end) == nullptr) {
      return past_code(i);
    }
    if (auto const next = ratio(i, n)) { return next; }
    if (auto const next = range(i, n)) { return next; }
    if (auto const next = shared_list(i, n)) { return next; }
    auto const unit = unit_after(text_, i, n);
    if (!unit) { return position(i, n); }
    add(i, n, *unit, n.end + unit->written.size());
    return n.end + unit->written.size();
  }

  // “占全省的一半以上”, “近一半”: a share in words; “一半” alone is a way of speaking.
  std::size_t half(std::size_t i) {
    if (at(i) != U'一' || at(i + 1) != U'半') { return 0; }
    auto q = Quantity{};
    q.begin = q.number = i;
    q.end = q.core_end = i + 2;
    q.value = 50;
    q.unit = "percent";
    q.kind = UnitKind::percent;
    auto const left = text_.substr(i - std::min<std::size_t>(i, 18), std::min<std::size_t>(i, 18));
    auto const of = left.rfind(U'占');
    if (of == View::npos || left.find_first_of(U",。;、\n", of) != View::npos) { return 0; }
    if (!bound_before(text_, i) && bound_after(text_, i + 2).length == 0) { return 0; }
    apply_bounds(q, {});
    out_.push_back(q);
    return q.end;
  }

  std::size_t past_code(std::size_t i) const {
    while (is_digit(at(i)) || is_letter(at(i)) || at(i) == U'.' || at(i) == U'-') { ++i; }
    return i;
  }

  void apply_bounds(Quantity& q, Numeral const& n) {
    if (n.more) { q.limit = Limit::over; }
    auto bound = bound_before(text_, q.begin);
    // “不低于每亩350万元”
    for (View const each : {U"每亩", U"每人", U"每吨", U"每月", U"每年", U"每户"}) {
      if (!bound && word_before(q.begin, each)) { bound = bound_before(text_, q.begin - 2); }
    }
    if (bound) {
      if (bound->limit != Limit::exact || bound->reached) {
        q.limit = bound->limit == Limit::exact ? q.limit : bound->limit;
      }
      q.reached = bound->reached;
      q.each = bound->each;
      q.begin = bound->begin;
    } else if (!out_.empty() && follows(out_.back(), q.begin)) {
      q.from_list = true;
      // “超过7亿元、9亿元”: both over.
      if (!out_.back().rank) {
        q.limit = n.more ? Limit::over : prefix_of_last_;
        q.reached = out_.back().reached;
      }
    }
    if (q.kind == UnitKind::percent && q.limit == Limit::exact) { bound_over_noun(q); }
    prefix_of_last_ = n.more ? Limit::exact : q.limit;
    if (auto const after = bound_after(text_, q.end); after.length != 0) {
      // “达到45%以上” is over; “控制在20%以内” under.
      q.limit = after.limit;
      q.end += after.length;
    }
  }

  // “不超过基准利率的50%”: the bound stands before what the share is of.
  void bound_over_noun(Quantity& q) const {
    if (q.begin == 0 || text_[q.begin - 1] != U'的') { return; }
    constexpr auto kNounMax = std::size_t{14};
    auto const floor = q.begin > kNounMax ? q.begin - kNounMax : 0;
    for (auto k = q.begin - 1; k > floor; --k) {
      auto const c = text_[k - 1];
      if (!is_han(c)) { return; }
      for (View const word : {U"不超过", U"不高于", U"不低于", U"不少于", U"不到", U"不足"}) {
        if (!word_before(k, word)) { continue; }
        q.limit = word[1] == U'低' || word[1] == U'少' ? Limit::at_least : Limit::under;
        return;
      }
    }
  }

  // Only 、 or 和 or a comma-less join stands between the two.
  bool follows(Quantity const& last, std::size_t begin) const {
    if (begin < last.end || begin - last.end > 1 || begin == last.end) { return false; }
    auto const c = text_[last.end];
    return c == U'、' || c == U'和' || c == U'及' || c == U'与';
  }

  void add(std::size_t i, Numeral const& n, Unit const& unit, std::size_t end) {
    // “0.35吨标准煤/万元”: of something else than the unit says; a rate of time is a capacity.
    if (at(end) == U'/' && is_han(at(end + 1)) &&
        View{U"年日天月时小"}.find(at(end + 1)) == View::npos) {
      return;
    }
    auto const minus = minus_before(i, unit);
    auto q = Quantity{};
    q.begin = q.number = minus ? i - 1 : i;
    q.end = q.core_end = end;
    q.value = n.value * unit.factor * (minus ? -1 : 1);
    q.unit = unit.id;
    q.of = text_.substr(end - unit.written.size(), unit.written.size());
    q.kind = unit.kind;
    q.points = unit.written.size() >= 3 && unit.kind == UnitKind::percent;
    q.lone_magnitude = n.bare;
    q.rank = q.unit == "rank";
    apply_bounds(q, n);
    out_.push_back(q);
  }

  // “同比-12.5%”, “变化为-5亩”; a hyphen in “A区-3栋” or at the head of a list is none.
  bool minus_before(std::size_t i, Unit const& unit) const {
    if (i < 2 || (text_[i - 1] != U'-' && text_[i - 1] != U'−')) { return false; }
    auto const before = text_[i - 2];
    if (View{U"为至到是和与、(比"}.find(before) != View::npos) { return true; }
    if (unit.kind == UnitKind::percent) {
      return is_han(before) || before == U',' || before == U':';
    }
    // “净利润-3.5亿元”, “净增-3家”
    return unit.kind == UnitKind::money ? is_han(before)
                                        : View{U"增减降额率值差润"}.find(before) != View::npos;
  }

  std::size_t percent_of_hundred(std::size_t i, Numeral const& n) {
    auto q = Quantity{};
    q.begin = i - 3;
    q.number = i - 3;
    q.end = q.core_end = n.end;
    q.value = n.value;
    if (at(n.end) == U'点' && chinese_digit(at(n.end + 1)) >= 0) {
      auto scale = 0.1;
      for (q.end = n.end + 1; chinese_digit(at(q.end)) >= 0; ++q.end, scale /= 10) {
        q.value += chinese_digit(at(q.end)) * scale;
      }
      q.core_end = q.end;
    }
    q.unit = "percent";
    q.kind = UnitKind::percent;
    apply_bounds(q, n);
    out_.push_back(q);
    return q.end;
  }

  // “居全国第4位”, “位列国内前三”, “保持全市第一”; never 第28届, 第三方, 第一批.
  std::size_t rank(std::size_t i, Numeral const& n, char32_t before) {
    auto const next = at(n.end);
    auto const placed = next == U'位' || next == U'名';
    auto const ends = View{U",。;!?、)\n \"”:和的"}.find(next) != View::npos;
    if (n.value < 1 || n.value > 500 || (!placed && !ends)) { return skip_ordinal(n.end); }
    if (placed && next == U'名' && View{U"单义"}.find(at(n.end + 1)) != View::npos) {
      return skip_ordinal(n.end);
    }
    if (before == U'前' && !placed && n.arabic) { return n.end; }
    auto const from = i > 1 && placed && (text_[i - 2] == U'由' || text_[i - 2] == U'从');
    if (!from && !rank_cue(i - 1)) { return skip_ordinal(n.end); }
    auto const end = n.end + (placed ? 1 : 0);
    push_rank(i - 1, end, n.value);
    return end;
  }

  // “稳居全国首位”: the first place; not 首位度, 首位产业.
  std::size_t first_place(std::size_t i) {
    auto const ends = View{U",。;!?、)\n \"”的"}.find(at(i + 2)) != View::npos;
    auto const near = text_.substr(i - std::min<std::size_t>(i, 12), std::min<std::size_t>(i, 12));
    auto const from = near.find_last_of(U",。;\n、");
    auto const clause = from == View::npos ? near : near.substr(from + 1);
    if (at(i + 1) != U'位' || !ends || clause.find_first_of(U"居列排") == View::npos) {
      return i + 1;
    }
    push_rank(i, i + 2, 1);
    return i + 2;
  }

  void push_rank(std::size_t begin, std::size_t end, double place) {
    auto q = Quantity{};
    q.begin = q.number = begin;
    q.end = q.core_end = end;
    q.value = place;
    q.unit = "rank";
    q.of = U"位";
    q.kind = UnitKind::other;
    q.rank = true;
    out_.push_back(q);
  }

  std::size_t skip_ordinal(std::size_t end) const {
    return unit_at(text_, end) != nullptr ? end + unit_at(text_, end)->written.size() : end;
  }

  bool rank_cue(std::size_t i) const {
    if (!out_.empty() && out_.back().rank && follows(out_.back(), i)) { return true; }
    auto const from = i > 14 ? i - 14 : 0;
    auto const left = text_.substr(from, i - from);
    auto const mark = left.find_last_of(U"。;!?\n");
    auto const near = mark == View::npos ? left : left.substr(mark + 1);
    for (auto const word :
         {U"全国", U"全省", U"全市", U"全区", U"全球", U"世界", U"位居", U"位列",
          U"排名", U"居",   U"列",   U"升至", U"跃升", U"跃居", U"保持", U"国内",
          U"西部", U"排",   U"位次", U"区县", U"各省", U"跻身", U"行业", U"地区"}) {
      if (near.find(word) != View::npos) { return true; }
    }
    return false;
  }

  // “由369位上升到235位”: places without 第. Otherwise a numeral without a unit: no figure.
  std::size_t position(std::size_t, Numeral const& n) const { return n.end; }

  std::size_t product(std::size_t i, Numeral const& n) {
    auto const second = numeral_at(text_, n.end + 1);
    if (second.end == 0) { return n.end; }
    auto const unit = unit_after(text_, i, second);
    if (!unit) { return second.end; }
    auto whole = second;
    whole.value = n.value * second.value;
    add(i, whole, *unit, second.end + unit->written.size());
    return second.end + unit->written.size();
  }

  // “4.0:37.7:58.3”, “8:30”, “2.50:1”: no single figure.
  std::size_t ratio(std::size_t, Numeral const& n) const {
    if (at(n.end) != U':' || !is_digit(at(n.end + 1))) { return 0; }
    auto i = n.end;
    while (is_digit(at(i)) || at(i) == U':' || at(i) == U'.') { ++i; }
    return i;
  }

  std::size_t join_length(std::size_t i) const {
    if (word_at(i, U"——")) { return 2; }
    return View{U"-—–~～至到"}.find(at(i)) != View::npos ? 1 : 0;
  }

  // “2至6万平方米”: the left end takes unit and magnitude of the right. Ends that both have their
  // unit are two figures by themselves.
  std::size_t range(std::size_t i, Numeral const& n) {
    auto end = n.end;
    auto const* own = unit_at(text_, end);
    auto const own_length = own == nullptr ? std::size_t{0} : own->written.size();
    if (own != nullptr && (own->id == "date" || own->id == "year" || own->id == "month")) {
      return 0;
    }
    auto const join = join_length(end + own_length);
    if (join == 0) { return 0; }
    auto const right_at = end + own_length + join;
    if (!is_digit(at(right_at)) && chinese_digit(at(right_at)) < 0) { return 0; }
    auto const right = numeral_at(text_, right_at);
    if (right.end == 0) { return 0; }
    auto const unit = unit_after(text_, right_at, right);
    if (!unit) {
      // “2023-2027”, “7-9月”, “010-1234567”: nothing of it is a figure.
      auto k = right.end;
      while (is_digit(at(k)) || at(k) == U'-') { ++k; }
      return unit_at(text_, k) != nullptr ? k + unit_at(text_, k)->written.size() : k;
    }
    auto left = n;
    if (n.factor == 1 && right.factor > 1 && n.value * right.factor <= right.value * 1000 &&
        own == nullptr) {
      left.value = n.value * right.factor;
    }
    auto left_unit = own != nullptr ? unit_after(text_, i, n) : unit;
    if (!left_unit) { return 0; }
    auto const end_right = right.end + unit->written.size();
    auto a = Quantity{};
    a.begin = a.number = i;
    a.end = end + own_length;
    apply_bounds(a, left);
    a.end = a.core_end = end_right;
    a.value = left.value * left_unit->factor;
    a.unit = left_unit->id;
    a.of = text_.substr(right.end, unit->written.size());
    a.kind = left_unit->kind;
    a.range = true;
    auto b = a;
    b.number = right_at;
    b.value = right.value * unit->factor;
    b.unit = unit->id;
    b.kind = unit->kind;
    auto tail = b;
    tail.begin = right_at;
    apply_bounds(tail, right);
    if (tail.end > b.end) {
      a.end = b.end = tail.end;
      a.limit = b.limit = tail.limit;
    }
    out_.push_back(a);
    out_.push_back(b);
    return b.end;
  }

  // “2.1、3.4和5.6个百分点”: the unit stands once, after the last.
  std::size_t shared_list(std::size_t i, Numeral const& first) {
    if (!first.arabic || unit_at(text_, first.end) != nullptr) { return 0; }
    auto parts = std::vector<std::pair<std::size_t, Numeral>>{{i, first}};
    while (parts.size() < 12) {
      auto const end = parts.back().second.end;
      auto const c = at(end);
      if ((c != U'、' && c != U'和' && c != U'与' && c != U'及') || !is_digit(at(end + 1))) {
        return 0;
      }
      auto const next = numeral_at(text_, end + 1);
      if (next.end == 0) { return 0; }
      parts.emplace_back(end + 1, next);
      if (unit_at(text_, next.end) != nullptr) { break; }
    }
    auto const& last = parts.back().second;
    auto const unit = unit_after(text_, parts.back().first, last);
    if (!unit || unit->kind == UnitKind::span) { return last.end; }
    for (auto const& [at_number, n] : parts) {
      add(at_number, n, *unit, &n == &last ? n.end + unit->written.size() : n.end);
    }
    for (auto k = out_.size() - parts.size(); k != out_.size(); ++k) {
      out_[k].of = text_.substr(last.end, unit->written.size());
    }
    return last.end + unit->written.size();
  }

  View text_;
  std::vector<Quantity> out_;
  Limit prefix_of_last_{};
};

}  // namespace

std::vector<Quantity> quantities(View text) { return Scanner{text}.run(); }

}  // namespace chengjie::text
