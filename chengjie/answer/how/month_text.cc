#include "chengjie/answer/how/month_text.h"

#include <algorithm>

namespace chengjie::answer {
namespace {

constexpr auto kNamed = std::size_t{3};  // of a list, in the text

Item const* item_named(Answer const& answer, std::string_view id) {
  auto const at = std::ranges::find(answer.items, id, &Item::id);
  return at == answer.items.end() ? nullptr : &*at;
}

// "head a；b；c。"
Line paragraph(std::string const& head, Item const* item, std::size_t most) {
  auto line = Line{};
  if (item == nullptr || item->lines.empty()) { return line; }
  line << head;
  for (auto i = std::size_t{0}; i < item->lines.size() && i < most; ++i) {
    line << (i == 0 ? "" : "；");
    line.add(item->lines[i]);
  }
  return line << "。";
}

}  // namespace

Item month_text(Answer const& answer) {
  auto item = Item{};
  item.id = "text";
  item.title = Line{"月度运行分析（可复制）"};
  struct Row {
    char const* id;
    std::string head;
    std::size_t most;
  };
  auto const* level = item_named(answer, "level");
  auto const title = level == nullptr ? std::string{} : text_of(level->title, Marks::hidden);
  for (auto const& row :
       {Row{"level", answer.region + title + "：", 99}, Row{"industries", "分行业看，", kNamed},
        Row{"places", "分园区（镇街）看，", kNamed}, Row{"firms_up", "拉动最大的企业是：", kNamed},
        Row{"firms_down", "拉低最多的企业是：", kNamed}, Row{"odd", "报表里要核对的：", kNamed}}) {
    auto line = paragraph(row.head, item_named(answer, row.id), row.most);
    if (!line.empty()) { item.lines.push_back(std::move(line)); }
  }
  for (auto const& lack : answer.lacks) { item.lines.emplace_back("说明：" + lack + "。"); }
  return item;
}

}  // namespace chengjie::answer
