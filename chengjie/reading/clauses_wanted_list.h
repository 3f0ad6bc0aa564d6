// The words of wanted lists: labels (“重点引进:”, “缺失环节:”), verbs before a list, and the items
// of a list whose names no dictionary needs to know.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::reading {

// “重点引进:”, “纸品产业链缺失环节:”, “主攻方向为” at the head of a sentence.
struct WantedLabel {
  std::size_t size{};     // with its colon; 0 none
  std::size_t subject{};  // of what: characters before the label (“纸品产业链”)
  bool empty() const { return size == 0; }
};
// `here`: in a part that tells of wants, where “缺失:”, “拟补链:” say it too.
WantedLabel wanted_label(std::u32string_view sentence, bool here = false);
std::size_t park_label(std::u32string_view sentence);  // “布局园区:”; 0 none
bool park_verb(std::u32string_view sentence);          // 布局, 落户, 依托

// “纺织服装产业主攻A、B”: characters of the line of business before the verb; 0 none.
std::size_t subject_of(std::u32string_view line);
// “光伏产业”, “储能”, “纸品产业链”: a line of business, whole.
bool line_of_business(std::u32string_view name);
// A clause of it begins with what is wanted: 重点发展, 引进; `here` is a part that tells of wants,
// where 发展 does too.
bool names_wanted(std::u32string_view text, bool here);

// Items of the list that begins at `from`, to the mark that ends it; what follows 等 is no item.
std::vector<std::string> list_items(std::u32string_view text, std::size_t from, std::size_t end);
// Items of the lists after verbs of wanting, and of “以A、B为重点”; `here` as above.
std::vector<std::string> listed_products(std::u32string_view text, std::size_t begin,
                                         std::size_t end, bool here);
// “大力发展智能发电设备”: what is wanted without the verbs and adverbs before it.
std::u32string_view without_verbs(std::u32string_view word);

}  // namespace chengjie::reading
