// Clauses of support policies: “对首次认定的高新技术企业,一次性给予20万元奖励”.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/reading/clauses.h"
#include "chengjie/text/numeral.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using text::Quantity;

constexpr View kOffers[] = {U"给予", U"奖励", U"补助", U"补贴", U"减免", U"贴息",
                            U"资助", U"返还", U"奖补", U"免除", U"免收"};
// Words at which what is offered begins, after whom it is for.
constexpr View kOfferHeads[] = {U"给予", U"按照", U"按",   U"一次性", U"每年", U"每户",
                                U"每家", U"每个", U"最高", U"分别",   U"分档", U"分阶段",
                                U"再",   U"予以", U"享受", U"可"};
constexpr View kWho[] = {U"企业", U"项目", U"机构",       U"单位",     U"个人",
                         U"人才", U"平台", U"团队",       U"合作社",   U"园区",
                         U"载体", U"公司", U"个体工商户", U"经营主体", U"工作室",
                         U"基地", U"中心", U"高校",       U"协会",     U"农户"};

std::size_t first_of(View s, auto const& words) {
  auto at = View::npos;
  for (auto const word : words) { at = std::min(at, s.find(word)); }
  return at;
}

bool has_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.find(w) != View::npos; });
}

View trimmed(View s) {
  constexpr auto kEdges = View{U",、:; ()的"};
  while (!s.empty() && kEdges.find(s.front()) != View::npos) { s.remove_prefix(1); }
  while (!s.empty() && kEdges.find(s.back()) != View::npos) { s.remove_suffix(1); }
  return s;
}

struct Target {
  View who;
  View condition;
};

// “首次认定的高新技术企业” is who after what; “企业首次入规的” the other way round.
Target target_of(View s) {
  auto const open = !s.empty() && trimmed(s).size() < s.size() &&
                    s.substr(0, s.find_last_not_of(U", ") + 1).ends_with(U"的");
  s = trimmed(s);
  if (!open) {
    auto const of = s.rfind(U'的');
    if (of != View::npos && of + 2 < s.size()) {
      return {trimmed(s.substr(of + 1)), trimmed(s.substr(0, of))};
    }
    return {s, {}};
  }
  auto end = View::npos;
  for (auto const word : kWho) {
    if (auto const at = s.find(word); at != View::npos) { end = std::min(end, at + word.size()); }
  }
  // “新认定为省级企业技术中心的”: what was done, of a firm named before.
  auto const done = end != View::npos &&
                    has_any(s.substr(0, end),
                            {U"认定", U"获", U"首次", U"入选", U"达到", U"纳入", U"通过", U"列入"});
  if (end == View::npos || end > 16 || end == s.size() || done) { return {{}, s}; }
  return {s.substr(0, end), trimmed(s.substr(end))};
}

class Policies {
 public:
  Policies(Document const& d, Source const& source) : d_(d), t_(d.text()), source_(source) {}

  std::vector<ClauseRow> run() {
    for (auto const& sentence : d_.sentences) {
      if (d_.page.blocks[sentence.block].kind == text::BlockKind::noise) { continue; }
      materials(sentence);
      offer(sentence);
      validity(sentence);
      last_ = &sentence;
    }
    for (auto& row : out_) {
      if (row.period.empty()) { row.period = valid_; }
      if (row.department.empty()) { row.department = explains_; }
    }
    return std::move(out_);
  }

 private:
  View view(Sentence const& s) const { return t_.substr(s.begin, s.end - s.begin); }

  void offer(Sentence const& sentence) {
    auto const s = view(sentence);
    auto const gives = first_of(s, kOffers);
    if (gives == View::npos) {
      department(sentence);
      return;
    }
    auto const [from, to] = target_span(s, gives);
    if (to == View::npos) {
      department(sentence);
      return;
    }
    auto const amount = amount_of(sentence, sentence.begin + to);
    if (amount.empty()) { return; }
    auto const target = target_of(s.substr(from, to - from));
    if (target.who.empty() && target.condition.empty()) { return; }
    auto row = ClauseRow{};
    row.type = "policy";
    row.evidence = whole_sentence(d_, source_, sentence.begin, sentence.end);
    row.condition = text::utf8(target.condition.substr(0, 120));
    // “年产值首次突破10亿元的,再给予...”: of whom the sentence before spoke.
    auto const same = last_ != nullptr && last_->block == sentence.block && !out_.empty();
    row.who = !target.who.empty() ? text::utf8(target.who.substr(0, 40))
              : same              ? out_.back().who
                                  : std::string{};
    row.amount = amount;
    row.period = lasts(s);
    row.tied_to_tax = has_any(s, {U"税收", U"纳税", U"地方贡献", U"经济贡献", U"留存", U"地方财力",
                                  U"缴税", U"税额", U"财政贡献"});
    out_.push_back(std::move(row));
    department(sentence);
  }

  // Whom it is for: after 对, or the first clause that ends with 的 before the offer.
  static std::pair<std::size_t, std::size_t> target_span(View s, std::size_t gives) {
    auto const to = s.find(U'对');
    if (to != View::npos && to < gives) {
      auto const rest = s.substr(to + 1);
      auto end = rest.find(U',');
      // A condition may go on over a comma: “对固定资产投资1亿元以上、亩均税收达标的企业”.
      end = std::min(end, gives - to - 1);
      for (auto const word : kOfferHeads) {
        if (word == U"可" || word == U"再") { continue; }
        if (auto const at = rest.find(word); at != View::npos && at >= 2) {
          end = std::min(end, at);
        }
      }
      return {to + 1, to + 1 + end};
    }
    auto best = View::npos;
    for (auto at = s.find(U"的,"); at != View::npos && at < gives; at = s.find(U"的,", at + 1)) {
      best = at + 1;
      break;
    }
    if (best != View::npos) { return {list_head(s), best}; }
    // “...的企业,按...给予”
    auto const comma = s.find(U',');
    if (comma != View::npos && comma < gives) {
      auto const head = s.substr(0, comma);
      for (auto const word : kWho) {
        if (head.ends_with(word)) { return {list_head(s), comma}; }
      }
    }
    return {0, View::npos};
  }

  // Past “1.”, “(二)”, “第三条”, “支持企业做大做强。”
  static std::size_t list_head(View s) {
    auto i = std::size_t{0};
    while (i < s.size() && (text::is_digit(s[i]) ||
                            View{U".、() 第条一二三四五六七八九十"}.find(s[i]) != View::npos)) {
      ++i;
    }
    return i;
  }

  // As written, from 按 or the first figure to the last: “按设备投资额的8%给予补助,最高1000万元”.
  std::string amount_of(Sentence const& sentence, std::size_t from) const {
    auto first = static_cast<Quantity const*>(nullptr);
    auto last = first;
    for (auto const& q : between(d_.quantities, from, sentence.end)) {
      if (q.kind != text::UnitKind::money && q.kind != text::UnitKind::percent) { continue; }
      if (first == nullptr) { first = &q; }
      last = &q;
    }
    if (first == nullptr) {
      for (View const whole : {U"全额", U"免费", U"减半", U"免除", U"全免"}) {
        if (t_.substr(from, sentence.end - from).find(whole) != View::npos) {
          return text::utf8(whole);
        }
      }
      return {};
    }
    auto begin = first->begin;
    auto const before = t_.substr(from, begin - std::min(from, begin));
    auto const base = before.rfind(U'按');
    if (base != View::npos) { begin = from + base; }
    return text::utf8(t_.substr(begin, std::min(last->end - begin, std::size_t{120})));
  }

  // “连续三年”, “期限3年”, “前两年”: as written.
  static std::string lasts(View s) {
    for (View const word : {U"连续", U"期限", U"为期", U"前", U"扶持期", U"补贴期", U"最长"}) {
      auto const at = s.find(word);
      if (at == View::npos) { continue; }
      auto i = at + word.size();
      while (i < s.size() && View{U"不超过为"}.find(s[i]) != View::npos) { ++i; }
      auto const n = text::numeral_at(s, i);
      if (n.end == 0) { continue; }
      auto const unit = s.substr(n.end);
      auto const length = unit.starts_with(U"年")     ? std::size_t{1}
                          : unit.starts_with(U"个月") ? 2
                                                      : 0;
      if (length != 0) { return text::utf8(s.substr(at, n.end + length - at)); }
    }
    return {};
  }

  // “自2024年1月1日起施行,有效期至2026年12月31日”: of the whole text; “由市工信局负责解释”.
  void validity(Sentence const& sentence) {
    auto const s = view(sentence);
    if (has_any(s, {U"起施行", U"起实施", U"起执行", U"有效期"})) {
      auto years = std::vector<std::string>{};
      for (auto const& mark : between(d_.clock.marks, sentence.begin, sentence.end)) {
        years.push_back(mark.period);
      }
      if (!years.empty() && !years.front().empty()) {
        auto from = years.front();
        if (from.ends_with("..")) { from.resize(from.size() - 2); }
        valid_ = from + ".." + (years.size() > 1 ? years.back() : until(s, from));
      }
    }
    if (s.find(U"负责解释") != View::npos) {
      for (auto const& name : between(d_.names, sentence.begin, sentence.end)) {
        if (name.type == EntityType::department) { explains_ = text::utf8(name.full); }
      }
    }
  }

  // The last year of “有效期三年” from a start; open when it is not told.
  static std::string until(View s, std::string const& from) {
    auto const at = s.find(U"有效期");
    if (at == View::npos || from.size() < 4) { return {}; }
    auto i = at + 3;
    while (i < s.size() && View{U"为是限"}.find(s[i]) != View::npos) { ++i; }
    auto const n = text::numeral_at(s, i);
    if (n.end == 0 || n.value < 1 || n.value > 20 || s.substr(n.end, 1) != U"年") { return {}; }
    auto const last = std::stoi(from.substr(0, 4)) + static_cast<int>(n.value);
    auto const january = from.size() == 4 || from.substr(4, 3) == "-01";
    return january ? std::to_string(last - 1) : std::to_string(last) + from.substr(4);
  }

  // “(责任单位:市工信局、市财政局)” after or within the offers of its block.
  void department(Sentence const& sentence) {
    auto const s = view(sentence);
    for (View const word : {U"责任单位", U"牵头单位", U"责任部门", U"主管部门", U"受理部门"}) {
      auto const at = s.find(word);
      if (at == View::npos) { continue; }
      auto rest = s.substr(at + word.size());
      while (!rest.empty() && View{U":为是 "}.find(rest.front()) != View::npos) {
        rest.remove_prefix(1);
      }
      auto const named =
          text::utf8(rest.substr(0, std::min(rest.find_first_of(U",;)。"), std::size_t{40})));
      if (named.empty()) { continue; }
      for (auto k = out_.size(); k-- > 0 && out_[k].department.empty();) {
        out_[k].department = named;
      }
    }
  }

  // “申报材料:营业执照、审计报告”, “需提供...等材料”: of the offers before that have none yet.
  void materials(Sentence const& sentence) {
    auto const s = view(sentence);
    auto from = std::size_t{0};
    auto to = s.size();
    if (auto const at = s.find(U"材料:"); at != View::npos) {
      from = at + 3;
    } else if (auto const end = s.find(U"材料"); end != View::npos) {
      for (View const verb : {U"提供", U"提交", U"报送", U"附"}) {
        if (auto const v = s.find(verb); v != View::npos && v < end) { from = v + verb.size(); }
      }
      if (from == 0) { return; }
      to = end;
    } else {
      return;
    }
    auto list = trimmed(s.substr(from, to - from));
    if (list.ends_with(U"等")) { list.remove_suffix(1); }
    if (list.size() < 3 || first_of(list, kOffers) != View::npos) { return; }
    for (auto k = out_.size(); k-- > 0 && out_[k].materials.empty();) {
      out_[k].materials = text::utf8(list.substr(0, 160));
    }
  }

  Document const& d_;
  View t_;
  Source const& source_;
  Sentence const* last_{};
  std::string valid_;     // of the whole text
  std::string explains_;  // the department that explains it
  std::vector<ClauseRow> out_;
};

}  // namespace

std::vector<ClauseRow> read_policies(Document const& d, Source const& source) {
  return Policies{d, source}.run();
}

}  // namespace chengjie::reading
