// Plans, policies, platforms and parks by 《》, by quotation marks and by their last words.
#include "chengjie/reading/entity_collector.h"

namespace chengjie::reading::detail {

using enum EntityType;

// “...三年行动方案”: the name goes on; one inside 《》 is told there.
void Collector::plan(NameAt const& name) {
  constexpr auto kTitleMax = std::size_t{60};
  auto const from = name.begin - std::min(name.begin, kTitleMax);
  auto const left = t_.substr(from, name.begin - from);
  auto const open = left.rfind(U'《');
  if (open != View::npos && left.find(U'》', open) == View::npos) { return; }
  auto const next = t_.substr(name.end, 2);
  auto end = name.end;
  for (View const word : {U"方案", U"计划", U"规划", U"意见", U"办法"}) {
    if (next == word) { end += 2; }
  }
  add(policy, std::u32string{t_.substr(name.begin, end - name.begin)}, name.begin, end,
      end == name.end ? std::u32string{} : name.full);
}

void Collector::titles_and_quotes() {
  auto open = false;  // of straight marks, which look alike on both sides
  for (auto i = std::size_t{0}; i < t_.size(); ++i) {
    if (t_[i] == U'《') { title(i); }
    if (t_[i] == U'“') { quote(i, U'”'); }
    if (t_[i] == U'‘') { quote(i, U'’'); }
    if (t_[i] == U'\n') { open = false; }
    if (t_[i] == U'"') {
      open = !open;
      if (open) { quote(i, U'"'); }
    }
  }
}

void Collector::title(std::size_t i) {
  auto const close = t_.substr(i, 62).find(U'》');
  if (close == View::npos) { return; }
  auto const end = i + close;
  auto const inside = t_.substr(i + 1, end - i - 1);
  if (has_any(inside, {U"计划", U"方案", U"办法", U"意见", U"规划", U"条例", U"措施", U"通知",
                       U"细则", U"决定", U"政策", U"纲要"})) {
    add(policy, std::u32string{t_.substr(i, end + 1 - i)}, i, end + 1, std::u32string{inside});
    if (auto const bracket = inside.find(U'('); bracket != View::npos && bracket >= 6) {
      add(policy, std::u32string{t_.substr(i, end + 1 - i)}, i, end + 1,
          std::u32string{inside.substr(0, bracket)});
    }
  }
}

void Collector::quote(std::size_t i, char32_t mate) {
  auto const close = t_.substr(i + 1, 25).find(mate);
  if (close == View::npos || close < 2) { return; }
  auto const end = i + 1 + close;
  if (t_.substr(i + 1, close).find_first_of(U",。;\n") != View::npos) { return; }
  auto const inside = std::u32string{t_.substr(i + 1, close)};
  auto const after = t_.substr(end + 1, 12);
  for (View const word : {U"专项行动", U"行动计划", U"行动", U"计划", U"改革", U"战略", U"工程",
                          U"体系", U"制造业集群", U"机制", U"制度", U"试点"}) {
    auto const at = after.find(word);
    if (at == View::npos ||
        !std::all_of(after.begin(), after.begin() + static_cast<long>(at), text::is_han)) {
      continue;
    }
    auto const touches = word == U"机制" || word == U"制度" || word == U"试点";
    if ((touches && at != 0) || after.substr(at + word.size(), 1) == U"师") { continue; }
    // Words of another thing between: “...”推动改革.
    if (at > 8 || has_any(after.substr(0, at),
                          {U"推", U"的", U"为", U"在", U"等", U"建", U"与", U"和", U"基础"})) {
      continue;
    }
    auto const last = end + 1 + at + word.size();
    add(policy, std::u32string{t_.substr(i, last - i)}, i, last, inside);
    if (at + word.size() >= 6) {
      add(policy, std::u32string{t_.substr(i, last - i)}, i, last,
          std::u32string{after.substr(0, at + word.size())});
    }
    return;
  }
  if (inside.size() >= 4 && inside.back() == U'条' &&
      View{U"一二三四五六七八九十0123456789"}.find(inside[inside.size() - 2]) != View::npos) {
    add(policy, inside, i, end + 1);
    return;
  }
  for (View const word : {U"数字化平台", U"服务平台", U"平台", U"系统"}) {
    if (t_.substr(end + 1, word.size()) == word && word != U"系统") {
      add(platform, inside, i, end + 1 + word.size(),
          std::u32string{t_.substr(i, end + 1 + word.size() - i)});
      return;
    }
  }
  if (ends_any(inside, {U"产业园", U"科技园", U"产业城", U"氢谷", U"港城", U"创业谷", U"基地"}) &&
      inside.size() >= 4) {
    add(park, inside, i + 1, end);
  }
  if (after.starts_with(U"等") && after.substr(0, 8).find(U"个项目") != View::npos &&
      inside.size() >= 8) {
    add(project, inside, i + 1, end);
  }
}

}  // namespace chengjie::reading::detail
