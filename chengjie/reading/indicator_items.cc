// “A、B和C总量分别达x、y、z”: the parts of a list, each with its figure.
#include <algorithm>
#include <utility>

#include "chengjie/reading/indicator.h"
#include "chengjie/reading/indicator_words.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/text/numeral.h"

namespace chengjie::reading {

using namespace detail;

namespace {

// The firm, park or place that [from, to) is as a whole.
NameAt const* whole_name(Document const& d, std::size_t from, std::size_t to) {
  for (auto const& name : between(d.names, from, to)) {
    auto const owner = name.type == EntityType::enterprise || name.type == EntityType::park ||
                       name.type == EntityType::district || name.type == EntityType::city;
    return owner && name.begin == from && name.end == to ? &name : nullptr;
  }
  return nullptr;
}

bool listed_name(Document const& d, std::size_t begin, std::size_t stop) {
  auto const names = between(d.names, begin, begin + 1);
  return !names.empty() && names.front().end < stop && joins(d.text(), names.front().end);
}

}  // namespace

std::vector<Item> items_of(Document const& d, std::size_t floor, std::size_t end, std::size_t n) {
  auto const t = d.text();
  auto stop = skip_tails(d, floor, end);
  if (stop <= floor) { return {}; }
  auto begin = mark_end_before(d, floor, stop);
  while (begin < stop && edge_mark(t[begin])) { ++begin; }
  // A name that leads a list is its first part, not the owner of it.
  auto const named = listed_name(d, begin, stop);
  if (!named) { begin = skip_scopes(d, begin, stop); }
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
  auto items = std::vector<Item>{};
  auto head = std::u32string{};
  auto last_end = stop;
  auto kind_cut =
      std::size_t{0};  // letters of the head's kind of thing (行业), cut off the last part
  // “A公司、B公司分别实现产值”: the last part ends before 分别.
  auto const tail_from = cuts.empty() ? begin : cuts.back() + 1;
  if (auto const apart = d.slice(tail_from, stop).find(U"分别"); apart != View::npos && apart > 1) {
    auto newly = false;
    auto kept = Kept{};
    auto const from = last_part(d, tail_from + apart + 2, stop, newly, kept);
    head = std::u32string{trimmed(d.slice(from, stop))};
    last_end = std::min(tail_from + apart, shared);
  }
  // “风电主机、叶片、塔筒的本地化率”: what stands after 的 is of each.
  if (auto const of = d.slice(tail_from, last_end).rfind(U'的');
      head.empty() && of != View::npos && of > 1 && tail_from + of + 3 <= last_end &&
      head_before(t, tail_from + of + 1, last_end) != 0) {
    head = std::u32string{trimmed(d.slice(tail_from + of + 1, last_end))};
    last_end = tail_from + of;
  }
  // “A、B增加值占C比重”: each one's share.
  auto share = false;
  if (auto const of = d.slice(cuts.empty() ? begin : cuts.back() + 1, stop).find(U'占');
      of != View::npos && of > 1) {
    share = true;
    last_end = stop = (cuts.empty() ? begin : cuts.back() + 1) + of;
    if (shared > stop) { shared = stop; }
  }
  if (last_end < stop && share == false && !head.empty()) {
    // 分别 has cut them.
  } else if (shared != stop) {
    auto const set = t[shared] != U'等';
    auto const h = set ? head_before(t, shared, stop) : std::size_t{0};
    head = std::u32string{set ? d.slice(stop - h, stop) : d.slice(shared + 1, stop)};
    last_end = shared;
  } else if (auto const h = head_before(t, cuts.empty() ? begin : cuts.back() + 1, stop); h != 0) {
    // “船舶、航天行业增加值”: the kind of thing goes with the head.
    auto from = stop - h;
    for (View const kind : {U"行业", U"产业", U"领域", U"市场", U"板块", U"建成区"}) {
      if (d.slice(begin, from).ends_with(kind)) { from -= kind.size(); }
    }
    head = std::u32string{d.slice(from, stop)};
    kind_cut = stop - h - from;
    if (kind_cut != 0) { last_end = from; }
  }
  for (auto k = std::size_t{0}; k != n; ++k) {
    auto from = k == 0 ? begin : cuts[k - 1] + 1;
    auto const to = k + 1 == n ? last_end : cuts[k];
    if (to <= from) { return {}; }
    if (k == 0 && !named) {
      auto newly = false;
      auto kept = Kept{};
      from = skip_scopes(d, last_part(d, from, to, newly, kept), to);
    }
    if (auto const name = whole_name(d, from, to); name != nullptr && !head.empty()) {
      items.push_back({head, name->begin, name->end});
      continue;
    }
    auto item = balanced(trimmed(d.slice(from, to)));
    auto const own = head_before(item, 0, item.size()) != 0;
    // “装备制造业、电子产业产值”: 业 says the kind of thing already.
    auto const kind = item.ends_with(U"业") && k + 1 != n ? kind_cut : std::size_t{0};
    if (!own || shared != stop || (kind_cut != 0 && k + 1 == n)) { item += head.substr(kind); }
    // “国家级、部级创新平台”: the noun stands once.
    if (k + 1 != n && item.ends_with(U"级")) {
      auto const last = d.slice(cuts.back() + 1, last_end);
      if (auto const at = last.find(U'级'); at != View::npos) {
        item += balanced(trimmed(last.substr(at + 1)));
      }
    }
    if (share) { item += U"占比"; }
    items.push_back({std::move(item)});
  }
  return items;
}

}  // namespace chengjie::reading
