#include "chengjie/reading/articles.h"

#include <algorithm>
#include <string_view>

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kDatelineMax = std::size_t{24};
constexpr auto kHeadlineMax = std::size_t{45};

// “本报讯”, “本报天祝讯(通讯员 ...)”, “重庆日报讯”, “新华社北京11月3日电”.
bool dateline(View head) {
  head = head.substr(0, kDatelineMax);
  auto const told = head.find(U'讯');
  if (told != View::npos && told >= 2) {
    auto const next = told + 1 < head.size() ? head[told + 1] : U'\n';
    auto const paper = head.substr(0, told);
    auto const ours = paper.find(U"本报") == 0 && told <= 10;
    auto const named = paper.ends_with(U"报") || paper.ends_with(U"网") || paper.ends_with(U"社");
    if ((ours || named) && next != U'员' && next != U'息') { return true; }
  }
  return head.find(U"社电") != View::npos;
}

bool advert(View line) { return line == U"广告" || line == U"[广告]" || line == U"【广告】"; }

}  // namespace

std::vector<std::size_t> article_starts(text::Page const& page) {
  auto out = std::vector<std::size_t>{0};
  auto const& blocks = page.blocks;
  auto const view = [&](std::size_t b) {
    return View{page.chars.text}.substr(blocks[b].begin, blocks[b].end - blocks[b].begin);
  };
  auto const headline = [&](std::size_t b) {
    return blocks[b].kind == text::BlockKind::heading ||
           (view(b).size() <= kHeadlineMax && view(b).find(U'。') == View::npos &&
            blocks[b].kind != text::BlockKind::noise);
  };
  auto seen = false;
  for (auto b = std::size_t{0}; b != blocks.size(); ++b) {
    auto const told = blocks[b].kind == text::BlockKind::body && dateline(view(b));
    if (!told && !advert(view(b))) { continue; }
    auto first = b;
    while (told && first > out.back() + 1 && headline(first - 1)) { --first; }
    // Headlines alone before the first dateline are its own.
    auto const lone =
        !seen && std::all_of(blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t>(b),
                             [&](auto const& x) {
                               return x.kind != text::BlockKind::body ||
                                      x.end - x.begin <= kHeadlineMax;
                             });
    seen = true;
    if (!lone && first > out.back()) { out.push_back(first); }
  }
  return out;
}

}  // namespace chengjie::reading
