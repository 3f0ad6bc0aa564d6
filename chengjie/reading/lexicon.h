// The words that decide: verbs before a figure, heads of indicators, cues of kind, scope words.
#pragma once
#include <cstddef>
#include <string_view>

#include "chengjie/ledger/figure.h"

namespace chengjie::reading {

// Length of the longest such word that ends just before `end` (not reaching below `floor`).
std::size_t tail_before(std::u32string_view text, std::size_t floor,
                        std::size_t end);  // 达到, 实现, 累计, 同比 ...
std::size_t lead_at(std::u32string_view text,
                    std::size_t at);  // 引进, 建成, 通过 ... verbs and prepositions
std::size_t verb_at(std::u32string_view text,
                    std::size_t at);  // the same, also where a noun goes on (落地项目)
std::size_t newly_at(std::u32string_view text, std::size_t at);  // 新增, 新签约 ...
std::size_t scope_at(std::u32string_view text,
                     std::size_t at);  // 全区, 我市, 其中, 截至目前 ... before a noun
std::size_t head_before(std::u32string_view text, std::size_t floor,
                        std::size_t end);  // 产值, 总量, 占比 ...: heads of indicators
// 总投资, 协议, 占地 ...: cues of plans for the money or size beside them alone.
bool local_cue(std::u32string_view cue);
bool generic_head(std::u32string_view phrase);  // 总量, 数量, 规模: say nothing alone

// The change that the words just before a figure speak of: +1 growth, -1 decline, 0 none.
struct ChangeCue {
  int sign{};
  std::size_t begin{};  // of the cue word
};
ChangeCue change_before(std::u32string_view text, std::size_t floor, std::size_t end);

// Length of “高于去年同期”, “比上年末”, “较全省平均水平” that ends at `end`; 0: none.
std::size_t comparison_before(std::u32string_view text, std::size_t floor, std::size_t end);

// The nearest cue of kind in text[begin, end), of which [clause, end) is the figure's clause:
// target or plan; actual when none or when a word of fulfilment (完成, 到位) stands nearer.
struct KindCue {
  Kind kind{Kind::actual};
  std::size_t begin{};
  std::size_t end{};
};
KindCue kind_cue(std::u32string_view text, std::size_t begin, std::size_t clause, std::size_t end);

}  // namespace chengjie::reading
