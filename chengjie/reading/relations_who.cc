// Who acts in a clause, and what it lists.
#include <algorithm>

#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/relations_frames.h"

namespace chengjie::reading::detail {

// The firm a clause speaks of: named at its head, before in the sentence, or the section's
// speaker.
Owner Frames::firm(Spot spot, std::size_t at) const {
  auto const owner = subjects_.owner(spot, at);
  auto const organisation = owner.type == EntityType::enterprise ||
                            (owner.type == EntityType::platform && owner.name.ends_with(U"中心"));
  return organisation ? owner : Owner{};
}

// The firms, joined by 、 or 和, whose last stands in [begin, end).
std::vector<std::u32string> Frames::group(std::size_t begin, std::size_t end) const {
  auto out = std::vector<std::u32string>{};
  auto left = end;
  auto const names = between(names_, begin, end);
  for (auto k = names.size(); k-- != 0;) {
    auto const& name = names[k];
    if (name.type != EntityType::enterprise || name.end > left) { continue; }
    auto const gap = t_.substr(name.end, left - name.end);
    if (!out.empty() && gap != U"、" && gap != U"和" && gap != U"与" && gap != U"及") { break; }
    out.push_back(name.full);
    left = name.begin;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// The firms that lead a clause: “如某公司牵头组建...”, “甲、乙等企业”.
std::vector<std::u32string> Frames::leading(text::Part part) const {
  for (auto const& name : between(names_, part.begin, part.end)) {
    if (name.type != EntityType::enterprise) { continue; }
    auto const left = t_.substr(part.begin, name.begin - part.begin);
    if (left.size() > 8 || left.find_first_of(U"与向为对被给由接进入") != View::npos) { return {}; }
    auto end = name.end;
    for (auto const& other : between(names_, name.end, std::min(part.end, name.end + 40))) {
      if (other.type == EntityType::enterprise && other.begin == end + 1 && t_[end] == U'、') {
        end = other.end;
      }
    }
    return group(name.begin, end);
  }
  return {};
}

// Who does what the verb at `at` says: the firms right before it, else those that lead the clause
// before, where this one goes on from it, else the one the clause speaks of.
std::vector<std::u32string> Frames::actors(Spot spot, text::Part part, std::size_t at) const {
  if (auto named = group(part.begin, at); !named.empty()) { return named; }
  if (goes_on(part, at)) {
    auto const& clauses = d_.sentences[spot.sentence].clauses;
    constexpr auto kBack = std::size_t{3};
    for (auto k = spot.clause; k-- > spot.clause - std::min(spot.clause, kBack);) {
      if (auto led = leading(clauses[k]); !led.empty()) { return led; }
      auto const names = between(names_, clauses[k].begin, clauses[k].end);
      auto const other = [](auto const& n) { return n.type == EntityType::enterprise; };
      if (std::any_of(names.begin(), names.end(), other)) { break; }
    }
  }
  auto const owner = firm(spot, at);
  return owner.none() ? std::vector<std::u32string>{} : std::vector<std::u32string>{owner.name};
}

bool Frames::goes_on(text::Part part, std::size_t at) const {
  if (at <= part.begin + 2) { return true; }
  auto const left = t_.substr(part.begin, at - part.begin);
  for (View const word :
       {U"均", U"都",   U"并",   U"先后", U"相继", U"分别", U"陆续", U"将",   U"已",   U"也",
        U"其", U"自主", U"主要", U"多条", U"还",   U"加快", U"正",   U"年产", U"实现", U"产品"}) {
    if (left.starts_with(word)) { return true; }
  }
  return false;
}

// A firm named right before the verb goes before the subject of the sentence.
Owner Frames::before_verb(Spot spot, text::Part part, std::size_t at) const {
  auto best = Owner{};
  for (auto const& name : between(names_, part.begin, at)) {
    if (name.end <= at && name.type == EntityType::enterprise) {
      best = {name.full, name.type, ""};
    }
  }
  return best.none() ? firm(spot, at) : best;
}

// “A、B和C等”: the parts, up to 等 or a verb.
std::vector<Span> Frames::items(std::size_t begin, std::size_t end) const {
  auto out = std::vector<Span>{};
  auto from = begin;
  for (auto i = begin; i <= end; ++i) {
    auto const stop = i == end || t_[i] == U'等' ||
                      (t_[i] == U'的' && t_.substr(from, 2) != U"出口") || t_[i] == U',' ||
                      (lead_at(t_, i) > 1 && i > from);
    auto const also = !stop && t_.substr(i, 2) == U"以及";
    if (!stop && !also && t_[i] != U'、' && t_[i] != U'和' && t_[i] != U'及' && t_[i] != U'/') {
      continue;
    }
    if (i > from) { out.push_back({from, i}); }
    if (stop) { break; }
    from = i + (also ? 2 : 1);
    i += also;
  }
  return out;
}

// A name the document knows, else a short run without the words of other things.
std::u32string Frames::firm_in(Span item, bool loose) const {
  for (auto const& name : between(names_, item.begin, item.end)) {
    if (name.end <= item.end &&
        (name.type == EntityType::enterprise || name.type == EntityType::platform)) {
      return name.full;
    }
  }
  auto view = t_.substr(item.begin, item.end - item.begin);
  for (View const tail : {U"深度", U"战略", U"全面", U"密切", U"分别", U"开展"}) {
    if (view.ends_with(tail)) { view.remove_suffix(tail.size()); }
  }
  if (view.size() < 2 || view.size() > 10 || !std::all_of(view.begin(), view.end(), text::is_han)) {
    return {};
  }
  for (View const word :
       {U"企业", U"单位", U"产业", U"伙伴", U"我市", U"区",   U"院校", U"市",   U"双方", U"发展",
        U"相关", U"项目", U"部门", U"地方", U"其",   U"全国", U"东部", U"科学", U"经济", U"科技",
        U"行业", U"生态", U"业务", U"攻关", U"研发", U"开展", U"打造", U"推动", U"培养"}) {
    if (view.find(word) != View::npos) { return {}; }
  }
  auto const institute = view.ends_with(U"大学") || view.ends_with(U"院") ||
                         view.ends_with(U"集团") || view.ends_with(U"公司");
  return (loose && view.size() <= 4) || institute ? std::u32string{view} : std::u32string{};
}

bool Frames::has(text::Part part, View word) const {
  return t_.substr(part.begin, part.end - part.begin).find(word) != View::npos;
}

std::size_t Frames::at_word(text::Part part, View word) const {
  auto const at = t_.substr(part.begin, part.end - part.begin).find(word);
  return at == View::npos ? View::npos : part.begin + at;
}

NameAt const* Frames::place_after(std::size_t begin, std::size_t end) const {
  for (auto const& name : between(names_, begin, end)) {
    if (name.type == EntityType::park || name.type == EntityType::district ||
        name.type == EntityType::city) {
      return &name;
    }
  }
  return nullptr;
}

}  // namespace chengjie::reading::detail
