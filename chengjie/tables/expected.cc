#include "chengjie/tables/expected.h"

#include <cmath>

#include "chengjie/files/csv_out.h"
#include "chengjie/tables/number.h"

namespace chengjie::tables {
namespace {

void put_text(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (auto const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void put_name(std::string& out, std::string_view name) {
  put_text(out, name);
  out += ": ";
}

void put_value(std::string& out, Value const& value) {
  if (auto const* const text = std::get_if<std::string>(&value)) { return put_text(out, *text); }
  if (auto const* const flag = std::get_if<bool>(&value)) {
    out += *flag ? "true" : "false";
  } else if (auto const* const number = std::get_if<double>(&value)) {
    out += std::isfinite(*number) ? shortest(*number) : "null";
  } else if (auto const* const list = std::get_if<std::vector<std::string>>(&value)) {
    out += '[';
    for (auto const& item : *list) {
      if (&item != list->data()) { out += ", "; }
      put_text(out, item);
    }
    out += ']';
  } else {
    out += "null";
  }
}

// The names under which a record tells the unit of its number, where that goes by row.
std::string_view unit_name(std::string_view kind, std::string_view column) {
  if (kind == "needs" && column == "amount") { return "amount_unit"; }
  if (kind == "cards" && column == "per_month") { return "per_month_unit"; }
  return (kind == "indicators" || kind == "targets") && column == "value" ? "unit" : "";
}

void put_record(std::string& out, Record const& record) {
  out += "    {\"_at\": {\"sheet\": ";
  put_text(out, record.origin.sheet);
  out += ", \"row\": " + std::to_string(record.origin.row) + "}";
  for (auto const& field : record.fields) {
    out += ", ";
    put_name(out, field.column);
    put_value(out, field.value);
  }
  for (auto const& field : record.fields) {
    auto const name = unit_name(record.kind, field.column);
    if (name.empty()) { continue; }
    out += ", ";
    put_name(out, name);
    put_value(out, field.unit.empty() ? Value{} : Value{field.unit});
    if (record.kind == "targets") {
      auto const none = std::holds_alternative<std::monostate>(field.value);
      out += ", \"bound\": ";
      put_value(out, none ? Value{} : Value{std::string{name_of(field.bound)}});
    }
  }
  out += '}';
}

void put_remark(std::string& out, Remark const& remark, std::string_view code_name) {
  out += "    {\"sheet\": ";
  put_value(out, remark.of_file ? Value{} : Value{remark.sheet});
  out += ", \"row\": " + (remark.row == 0 ? std::string{"null"} : std::to_string(remark.row)) +
         ", \"column\": ";
  put_value(out, remark.column.empty() ? Value{} : Value{remark.column});
  out += ", ";
  put_name(out, code_name);
  put_text(out, remark.code);
  out += '}';
}

template <class Items, class Put>
void put_list(std::string& out, std::string_view name, Items const& items, Put put) {
  out += ",\n  ";
  put_name(out, name);
  out += '[';
  auto first = true;
  for (auto const& item : items) {
    out += first ? "\n" : ",\n";
    first = false;
    put(item);
  }
  out += first ? "]" : "\n  ]";
}

}  // namespace

std::string expected_json(Import const& import) {
  std::string out = "{\n  ";
  put_name(out, "file");
  put_text(out, import.file);
  out += ",\n  ";
  put_name(out, "kind");
  put_text(out, import.kind);
  out += ",\n  ";
  put_name(out, "refused");
  put_value(out, import.refused.empty() ? Value{} : Value{import.refused});
  auto const& skipped = import.skipped;
  out += ",\n  \"rows_read\": " + std::to_string(import.rows_read) +
         ",\n  \"skipped\": {\"total_row\": " + std::to_string(skipped.total_row) +
         ", \"repeated_header\": " + std::to_string(skipped.repeated_header) +
         ", \"section_row\": " + std::to_string(skipped.section_row) +
         ", \"note_row\": " + std::to_string(skipped.note_row) + "}";
  put_list(out, "records", import.records, [&](Record const& record) { put_record(out, record); });
  put_list(out, "rejected", import.rejected,
           [&](Remark const& remark) { put_remark(out, remark, "reason"); });
  put_list(out, "warnings", import.warnings,
           [&](Remark const& remark) { put_remark(out, remark, "code"); });
  return out + "\n}\n";
}

std::string_view words_of_code(std::string_view code) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"missing_key", "缺主键"},
      {"bad_number", "不是一个数"},
      {"bad_unit", "单位不对，换算不了"},
      {"bad_date", "不是日期、日子不存在或没有年份"},
      {"negative", "不能是负数"},
      {"duplicate", "与前面一行完全相同"},
      {"key_conflict", "与前面一行主键相同而内容不同"},
      {"unreadable", "单元格出错，或公式没有存值"},
      {"shifted", "这一行比表头多出单元格，可能错位"},
      {"uscc_check", "统一社会信用代码校验位不符，照原样保留"},
      {"uscc_shape", "不是18位统一社会信用代码，按名称识别"},
      {"uscc_lost", "统一社会信用代码被表格软件截成了数字，按名称识别"},
      {"same_code_two_names", "同一代码前面出现过另一个名称，两行都保留"},
      {"unit_suspect", "与本列中位数相差五百倍以上，请核对单位"},
      {"unit_assumed", "没有写单位，按基本单位处理"},
      {"unknown_column", "不认识的列，没有读入"},
      {"cell_error", "公式出错，按空白处理"},
      {"approximate", "带“约”一类的字，取其中的数"},
      {"date_ambiguous", "2024.1 可能是一月或十月，按一月处理"},
      {"date_order", "日期先后不可能"},
      {"percent_as_fraction", "没有百分号且都在正负1.5之间，按小数处理"},
      {"code_padded", "行业代码丢了前导零，已补上"},
      {"unknown_word", "不在可选的词里，按空白处理"},
      {"hidden_row", "隐藏行，照样读入"},
      {"hidden_column", "隐藏列，照样读入"},
      {"hidden_sheet", "隐藏的工作表，没有读"},
      {"sheet_not_read", "工作表里没有这种表"},
      {"table_not_read", "工作表里的另一张表不是这种表，没有读"},
      {"formula_text", "文本以 = + - @ 开头，只当文字"},
      {"quote_open", "引号从这里开始而没有结束，引号都当普通字符，请核对以下各行"},
      {"quote_far", "引号从这里开始，隔了几行才结束，中间的行并成了一格，请核对"},
      {"extension_mismatch", "内容与扩展名不符，按内容读"},
  };
  for (auto const& [name, words] : kWords) {
    if (name == code) { return words; }
  }
  return code;
}

std::string rejected_csv(Import const& import) {
  if (import.rejected_rows.empty()) { return {}; }
  std::string out = "\xef\xbb\xbf";
  auto head = ~std::size_t{0};
  for (auto const& row : import.rejected_rows) {
    auto const& headers = import.heads[row.head].headers;
    if (row.head != head) {
      head = row.head;
      if (!import.heads[head].title.empty()) {
        auto const& period = import.heads[head].title;  // 2024-03 -> 2024年3月 would read the same
        files::append_csv_row(out, std::vector<std::string>{period});
      }
      auto shown = headers;
      shown.push_back("退回原因");
      files::append_csv_row(out, shown);
    }
    auto cells = row.cells;
    cells.resize(std::max(cells.size(), headers.size()));
    // A shifted row keeps its extra cells; the reason follows them.
    std::string reasons;
    for (auto const& reason : row.reasons) {
      auto const colon = reason.find(": ");
      auto const code = colon == std::string::npos ? std::string_view{reason}
                                                   : std::string_view{reason}.substr(colon + 2);
      reasons += (reasons.empty() ? "" : "；") +
                 (colon == std::string::npos ? "" : reason.substr(0, colon) + "：");
      reasons += words_of_code(code);
    }
    cells.push_back(std::move(reasons));
    files::append_csv_row(out, cells);
  }
  return out;
}

}  // namespace chengjie::tables
