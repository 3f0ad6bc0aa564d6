#include "chengjie/reading/indicator.h"

#include <algorithm>

#include "chengjie/reading/indicator_words.h"
#include "chengjie/reading/lexicon.h"

namespace chengjie::reading {
using namespace detail;

namespace {

// “增幅居福州各县(市)区第一”: what is ranked stands before the verb.
std::size_t before_placing(Document const& d, std::size_t floor, std::size_t stop) {
  auto const t = d.slice(floor, stop);
  for (View const verb : {U"位居", U"位列", U"排名", U"居", U"列", U"排"}) {
    auto const at = t.rfind(verb);
    if (at == View::npos || t.size() - at > 14) { continue; }
    auto const next = at + verb.size() < t.size() ? t[at + verb.size()] : U'\n';
    if (verb.size() == 1 && View{U"民住家车入为放污"}.find(next) != View::npos) { continue; }
    // “综合排名由第12位升至”: a noun.
    if (verb == U"排名" &&
        (at + 2 == t.size() || View{U"由从升跃为居列"}.find(next) != View::npos)) {
      return floor + at + 2;
    }
    return skip_tails(d, floor, floor + at);
  }
  return stop;
}

}  // namespace

Phrase phrase_before(Document const& d, std::size_t floor, std::size_t end, bool ranked) {
  auto const t = d.text();
  auto out = Phrase{};
  auto stop = skip_tails(d, floor, end);
  if (ranked) { stop = before_placing(d, floor, stop); }
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
         View{U"平谐网购联轨"}.find(view[1]) == View::npos) {
    view.remove_prefix(1);
  }
  if (view.size() > kPhraseMax + 6) { view = view.substr(view.size() - kPhraseMax); }
  out.begin = begin;
  out.text = balanced(view);
  if (kept.end > kept.begin) {
    auto const from = skip_scopes(d, kept.begin, kept.end);
    auto owner = trimmed(d.slice(from, std::max(from, kept.end)));
    for (View const word : {U"要", U"将", U"可", U"共", U"已", U"预计"}) {
      if (owner.size() > word.size() + 2 && owner.ends_with(word)) {
        owner.remove_suffix(word.size());
      }
    }
    auto const industry = (owner.ends_with(U"业") && !owner.ends_with(U"企业")) ||
                          owner.ends_with(U"集群") || owner.ends_with(U"领域");
    if (industry && owner.size() + out.text.size() <= kPhraseMax) {
      out.text = balanced(owner) + out.text;
    }
  }
  // “每百户拥有汽车45辆”: of what.
  if (auto const each = t.substr(floor, stop - std::min(floor, stop)).find(U'每');
      each < 2 && stop - floor <= kPhraseMax && floor + each + 3 < begin &&
      View{U"百千万"}.find(t[floor + each + 1]) != View::npos) {
    out.text = balanced(d.slice(floor + each, stop));
  }
  // “签约项目76个”: a noun that says too little takes its verb along.
  if (out.text == U"项目" || out.text == U"企业" || out.text == U"人才") {
    for (View const verb : {U"签约", U"引进", U"招引", U"落地", U"开工", U"入驻"}) {
      if (begin >= floor + verb.size() && t.substr(begin - verb.size(), verb.size()) == verb) {
        out.text = std::u32string{verb} + out.text;
      }
    }
  }
  // “税占比”
  if (out.text.size() == 1 && t.substr(begin + 1, 2) == U"占比") { out.text += U"占比"; }
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
      // “就业” is a noun, “就” a wall.
      if (c == U'就' && end + 1 < stop && t[end + 1] == U'业') {
        end += 2;
        continue;
      }
      // “投资额百亿元以上重大项目”
      if (c == U'以' && end > begin + 1 && end + 1 < stop &&
          View{U"上下内"}.find(t[end + 1]) != View::npos) {
        end += 2;
        continue;
      }
      static constexpr auto kWalls =
          text::CharSet{U"的了在与和及对由将把是从到于等并也都已均被以占达较比因获就接"};
      if (edge_mark(c) || kWalls.has(c)) { break; }
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
  auto view = trimmed(d.slice(begin, end));
  // “在104种工业产品中”; 高中 and 集中 are words.
  if (view.size() > 3 && view.back() == U'中' &&
      View{U"高初集"}.find(view[view.size() - 2]) == View::npos) {
    view.remove_suffix(1);
  }
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

}  // namespace chengjie::reading
