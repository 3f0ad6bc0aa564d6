#include "chengjie/files/open.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "chengjie/files/compound.h"
#include "chengjie/files/csv.h"
#include "chengjie/files/html.h"
#include "chengjie/files/html_table.h"
#include "chengjie/files/ods.h"
#include "chengjie/files/xls.h"
#include "chengjie/files/xlsx.h"
#include "chengjie/files/xml2003.h"
#include "chengjie/files/zip.h"

namespace chengjie::files {
namespace {

bool starts(std::string_view bytes, std::string_view mark) {
  return bytes.substr(0, mark.size()) == mark;
}

bool is_blank(std::string_view bytes) {
  if (starts(bytes, "\xef\xbb\xbf")) { bytes.remove_prefix(3); }
  return bytes.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos || bytes == "\xff\xfe" ||
         bytes == "\xfe\xff";
}

// Formats people send by mistake, so that they are told what they sent.
std::string_view other_format(std::string_view bytes) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kMarks{
      {{"%PDF", "PDF 文档"},
       {"MIME-Version:", "网页归档（MHTML）"},
       {"\x89PNG", "图片"},
       {"\xff\xd8\xff", "图片"},
       {"GIF8", "图片"},
       {"Rar!", "RAR 压缩包"},
       {"7z\xbc\xaf", "7z 压缩包"},
       {"\x1f\x8b", "gzip 压缩包"},
       {"{\\rtf", "RTF 文档"}}};
  auto const found =
      std::ranges::find_if(kMarks, [&](auto const& mark) { return starts(bytes, mark.first); });
  return found == kMarks.end() ? std::string_view{} : found->second;
}

Outcome read_zip(std::string_view bytes, Grid& grid) {
  Zip zip;
  if (auto refused = zip.open(bytes)) { return refused; }
  if (is_xlsx(zip)) { return read_xlsx(zip, grid); }
  if (is_ods(zip)) { return read_ods(zip, grid); }
  auto const word = zip.has("word/document.xml") || zip.has("content.xml");
  return refuse(Refusal::unsupported_format, word ? "这是文字文档，不是表格" : "压缩包里没有表格",
                "请把其中的表另存为 xlsx 后再导入");
}

Outcome read(std::string_view bytes, Grid& grid) {
  if (is_blank(bytes)) {
    return refuse(Refusal::empty_file, "文件是空的", "请确认导出成功后重新发送");
  }
  if (auto const other = other_format(bytes); !other.empty()) {
    return refuse(Refusal::unsupported_format, "这是" + std::string{other} + "，不是表格",
                  "请另存为 xlsx 后再导入");
  }
  if (starts(bytes, "PK\x03\x04") || starts(bytes, "PK\x05\x06")) { return read_zip(bytes, grid); }
  if (starts(bytes, kCompoundMark)) { return read_xls(bytes, grid); }
  if (is_xml2003(bytes)) { return read_xml2003(bytes, grid); }
  if (is_html(bytes)) { return read_html_table(bytes, grid); }
  return read_csv(bytes, grid);
}

}  // namespace

std::variant<Grid, Refused> open_table(std::string_view bytes) {
  Grid grid;
  if (auto refused = read(bytes, grid)) { return *std::move(refused); }
  return grid;
}

std::optional<Container> container_of_name(std::string_view file_name) {
  auto const dot = file_name.rfind('.');
  if (dot == std::string_view::npos) { return {}; }
  std::string extension{file_name.substr(dot + 1)};
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  static constexpr std::array<std::pair<std::string_view, Container>, 13> kNames{
      {{"csv", Container::text},
       {"tsv", Container::text},
       {"txt", Container::text},
       {"tab", Container::text},
       {"xlsx", Container::xlsx},
       {"xlsm", Container::xlsx},
       {"xltx", Container::xlsx},
       {"ods", Container::ods},
       {"xls", Container::xls},
       {"xlt", Container::xls},
       {"html", Container::html},
       {"htm", Container::html},
       {"xml", Container::xml2003}}};
  auto const found =
      std::ranges::find(kNames, extension, &std::pair<std::string_view, Container>::first);
  return found == kNames.end() ? std::nullopt : std::optional{found->second};
}

std::string_view name_of(Container container) {
  switch (container) {
    case Container::text:
      return "CSV";
    case Container::xlsx:
      return "XLSX";
    case Container::ods:
      return "ODS";
    case Container::xls:
      return "XLS";
    case Container::html:
      return "HTML";
    case Container::xml2003:
      return "XML";
  }
  return "CSV";
}

}  // namespace chengjie::files
