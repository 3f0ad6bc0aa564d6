// What a row between the header and the end of a table is, when it is no record.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chengjie/files/grid.h"
#include "chengjie/tables/header.h"

namespace chengjie::tables {

enum class RowKind { blank, data, total, section, note, other_header };

// `after_gap`: a blank, section or note row stands just above. Header rows of the kind itself are
// told before, by HeaderWords.
RowKind kind_of_row(files::Sheet const&, std::size_t row, TableHeader const&, KindSpec const&,
                    bool after_gap);

// One cell only is filled.
bool is_single(files::Sheet const&, std::size_t row);

// 合计, 小计, 青石镇小计, 总计（15户）: what a total row is called.
bool is_total_word(std::string_view folded_small_text);
// 注：…, 填报人：…, 说明 …
bool is_note_word(std::string_view folded_small_text);

}  // namespace chengjie::tables
