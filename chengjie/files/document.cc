#include "chengjie/files/document.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "chengjie/files/compound.h"
#include "chengjie/files/docx.h"
#include "chengjie/files/html.h"
#include "chengjie/files/pdf.h"
#include "chengjie/files/zip.h"

namespace chengjie::files {
namespace {

bool starts(std::string_view bytes, std::string_view mark) {
  return bytes.substr(0, mark.size()) == mark;
}

// Names of Windows containers are UTF-16.
bool holds_utf16(std::string_view bytes, std::string_view name) {
  auto wide = std::string{};
  for (auto const c : name) { (wide += c) += '\0'; }
  return bytes.find(wide) != std::string_view::npos;
}

Error unsupported(std::string what, std::string help) {
  return {Code::unsupported, std::move(what), {}, std::move(help)};
}

Error of_compound(std::string_view bytes) {
  if (holds_utf16(bytes, "EncryptedPackage")) {
    return {Code::bad_input, "文件有密码", {}, "请去掉密码后再读"};
  }
  if (holds_utf16(bytes, "WordDocument")) {
    return unsupported("这是旧版 Word 文档（.doc）", "请另存为 docx 后再读");
  }
  if (holds_utf16(bytes, "Workbook")) {
    return unsupported("这是表格，不是文字文档", "用 chengjie import 导入");
  }
  return unsupported("这是旧版 Office 文档", "请另存为 docx 或 PDF 后再读");
}

Result<Document> of_zip(std::string_view bytes) {
  auto zip = Zip{};
  if (auto refused = zip.open(bytes)) { return std::move(refused->error); }
  if (zip.has("word/document.xml")) { return read_docx(zip); }
  if (zip.has("xl/workbook.xml")) {
    return unsupported("这是表格，不是文字文档", "用 chengjie import 导入");
  }
  return unsupported("压缩包里没有 Word 文档", "请解开后再读，或另存为 docx");
}

// Formats people send by mistake; a text never begins so.
constexpr auto kOther = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"\x89PNG", "图片"},
     {"\xff\xd8\xff", "图片"},
     {"GIF8", "图片"},
     {"II*", "图片"},
     {"Rar!", "RAR 压缩包"},
     {"7z\xbc\xaf", "7z 压缩包"},
     {"\x1f\x8b", "gzip 压缩包"},
     {"{\\rtf", "RTF 文档"},
     {"SQLite format 3", "SQLite 数据库"}});

// A PDF may begin with a few bytes of something else (Adobe allows 1,024).
bool is_pdf(std::string_view bytes) {
  auto const at = bytes.substr(0, 1024).find("%PDF-");
  return at == 0 || (at != std::string_view::npos && bytes.find("%%EOF") != std::string_view::npos);
}

Result<Document> read(std::string_view bytes) {
  if (is_pdf(bytes)) { return read_pdf(bytes); }
  if (starts(bytes, "PK\x03\x04") || starts(bytes, "PK\x05\x06")) { return of_zip(bytes); }
  if (starts(bytes, kCompoundMark)) { return of_compound(bytes); }
  for (auto const& [mark, words] : kOther) {
    if (starts(bytes, mark)) {
      return unsupported("这是" + std::string{words} + "，不是文字文档",
                         "请转成文本、docx 或带文字的 PDF 后再读");
    }
  }
  if (is_html(bytes)) { return read_html(bytes); }
  return Document{};
}

}  // namespace

std::string_view name_of(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::text:
      return "text";
    case DocumentKind::html:
      return "html";
    case DocumentKind::docx:
      return "docx";
    case DocumentKind::pdf:
      return "pdf";
  }
  return "text";
}

Result<Document> open_document(std::string_view bytes, std::string_view name) {
  auto document = read(bytes);
  if (!document) {
    auto error = document.error();
    error.where = name;
    return error;
  }
  if (document->text.size() > kDocumentTextMax) {
    return Error{Code::limit, "文字超过 64 MiB", std::string{name}, "请分成几个文件"};
  }
  return document;
}

std::string map_json(std::vector<Segment> const& segments) {
  auto out = std::string{"["};
  auto const number = [&](auto value) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
  };
  for (auto const& s : segments) {
    if (out.size() > 1) { out += ",\n"; }
    out += '[';
    number(s.begin);
    for (auto const whole : {s.end, s.page}) {
      out += ',';
      number(whole);
    }
    for (auto const point : {s.box.left, s.box.top, s.box.right, s.box.bottom}) {
      // A tenth of a point is finer than any eye.
      out += ',';
      number(std::isfinite(point) ? std::round(static_cast<double>(point) * 10) / 10 : 0.0);
    }
    out += ']';
  }
  return out += "]";
}

std::vector<Segment> segments_of(std::string_view json) {
  auto segments = std::vector<Segment>{};
  auto const* at = json.data();
  auto const* const end = json.data() + json.size();
  while (at != end && (at = std::find(at + 1, end, '[')) != end) {
    auto numbers = std::array<double, 7>{};
    auto good = true;
    for (auto& number : numbers) {
      auto const [next, error] = std::from_chars(at + 1, end, number);
      good = good && error == std::errc{} && number >= 0 && number < 4e9;
      if (!good || next == end) { break; }
      at = next;
    }
    if (!good) { continue; }
    segments.push_back({static_cast<std::uint32_t>(numbers[0]),
                        static_cast<std::uint32_t>(numbers[1]),
                        static_cast<std::uint32_t>(numbers[2]),
                        {static_cast<float>(numbers[3]), static_cast<float>(numbers[4]),
                         static_cast<float>(numbers[5]), static_cast<float>(numbers[6])}});
  }
  return segments;
}

}  // namespace chengjie::files
