#include "chengjie/reconcile/subjects.h"

#include <algorithm>
#include <array>

namespace chengjie::reconcile {
namespace {

constexpr auto kLetterBytes = std::size_t{3};

std::string_view letter(std::string_view text, std::size_t i) {
  return text.substr(std::min(i * kLetterBytes, text.size()), kLetterBytes);
}

bool is_han(std::string_view one) {
  return one.size() == kLetterBytes && (static_cast<unsigned char>(one[0]) & 0xF0) == 0xE0 &&
         one != "　" && one != "，" && one != "。" && one != "、" && one != "：" && one != "；" &&
         one != "（" && one != "）";
}

// 拟上市, 工业园区, 中心城区, 城乡镇: words that end like a place and name none.
bool common_word(std::size_t letters, std::string_view before, std::string_view last,
                 std::string_view next) {
  struct Common {
    std::string_view last;
    std::string_view before;  // letters, one of which makes a common word
  };
  static constexpr auto kCommon =
      std::to_array<Common>({{"区", "园片社小地库景城市郊辖矿厂校成发范贸税合展功全我本各该险能业"},
                             {"市", "城超上股全我本各该外"},
                             {"县", "全我本各该强百"},
                             {"省", "全我外节各"},
                             {"镇", "城乡村重强集全各"},
                             {"州", "神九"}});
  if (next == "场" || next == "值" || next == "域" || next == "民" || next == "委") { return true; }
  // 高新区 names no place, 浦东新区 does.
  if (last == "区" && before == "新") { return letters < 4; }
  return std::any_of(kCommon.begin(), kCommon.end(), [&](Common const& one) {
    return one.last == last && one.before.find(before) != std::string_view::npos;
  });
}

bool ends_place(std::string_view one) {
  return one == "区" || one == "市" || one == "县" || one == "省" || one == "州" || one == "镇";
}

}  // namespace

std::string place_at_start(std::string_view text) {
  constexpr auto kLetters = std::size_t{9};
  for (auto i = std::size_t{0}; i < kLetters && (i + 1) * kLetterBytes <= text.size(); ++i) {
    auto const last = letter(text, i);
    if (!is_han(last)) { return {}; }
    // Of two letters only a county is a place (云县): 新区, 城区, 城市 are none, 郑州 goes on.
    if (!ends_place(last) || i == 0 || (i == 1 && last != "县")) { continue; }
    auto const next = letter(text, i + 1);
    if (next == "市" || next == "区") { continue; }  // 景德镇市
    if (common_word(i + 1, letter(text, i - 1), last, next)) { return {}; }
    auto const rest = text.substr((i + 1) * kLetterBytes);
    auto const inner = place_at_start(rest);  // 重庆市九龙坡区: the nearer one
    return inner.empty() ? std::string{text.substr(0, (i + 1) * kLetterBytes)} : inner;
  }
  return {};
}

std::string place_of_heading(std::string_view text) {
  constexpr auto kLinesMax = 3;
  for (auto line = 0; line != kLinesMax && !text.empty(); ++line) {
    auto const end = std::min(text.find('\n'), text.size());
    auto head = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!head.empty() && (head.front() == ' ' || head.front() == '\r' || head.front() == '\t' ||
                             (head.front() >= '0' && head.front() <= '9'))) {
      head.remove_prefix(1);
    }
    while (head.starts_with("　") || head.starts_with("年")) { head.remove_prefix(kLetterBytes); }
    if (auto place = place_at_start(head); !place.empty()) { return place; }
  }
  return {};
}

std::vector<Figure> with_subjects(std::vector<Figure> figures,
                                  std::map<std::string, std::string> places) {
  auto const document = [](Figure const& f) {
    auto const* clause = std::get_if<Clause>(&f.evidence);
    return clause == nullptr ? std::string{} : clause->document;
  };
  auto own = std::vector<std::string>(figures.size());
  for (auto i = std::size_t{0}; i != figures.size(); ++i) {
    if (!figures[i].subject.empty()) { continue; }
    own[i] = place_at_start(figures[i].indicator);
    auto const of = document(figures[i]);
    // What the document's own figures begin with, where nothing else tells what it is about.
    if (!own[i].empty() && !of.empty()) {
      auto& place = places[of];
      if (place.empty()) { place = own[i]; }
    }
  }
  for (auto i = std::size_t{0}; i != figures.size(); ++i) {
    auto& f = figures[i];
    auto const at_name = own[i].empty() ? std::string::npos : f.indicator.find(own[i]);
    if (at_name != std::string::npos &&
        at_name + own[i].size() + 2 * kLetterBytes <= f.indicator.size()) {
      f.subject = own[i];
      f.indicator.erase(0, at_name + own[i].size());
    } else if (f.subject.empty()) {
      auto const at = places.find(document(f));
      if (at != places.end()) { f.subject = at->second; }
    }
  }
  return figures;
}

}  // namespace chengjie::reconcile
