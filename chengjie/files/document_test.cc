// Documents to text: what is kept and what is left out, and what hostile files come to. The test
// documents are made here.
#include "chengjie/files/document.h"

#include <doctest/doctest.h>
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

#include "chengjie/files/pdf_layout.h"

using namespace chengjie;
using namespace chengjie::files;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string zipped(Parts const& parts) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  REQUIRE(archive != nullptr);
  for (auto const& [name, bytes] : parts) {
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0),
                 ZIP_FL_OVERWRITE);
  }
  REQUIRE(zip_close(archive) == 0);
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  auto out = std::string(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

std::string docx(std::string const& body, Parts more = {}) {
  more.emplace_back("word/document.xml",
                    "<w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>");
  return zipped(more);
}

std::string paragraph(std::string const& text) {
  return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

// A PDF of ASCII lines at given places: enough to try the library's side without a file.
struct Placed {
  int x, y;
  std::string text;
};
std::string pdf(std::vector<std::vector<Placed>> const& pages) {
  auto objects = std::vector<std::string>{};
  auto kids = std::string{};
  auto const first = 4;
  for (auto i = std::size_t{0}; i != pages.size(); ++i) {
    auto content = std::string{};
    for (auto const& p : pages[i]) {
      content += "BT /F1 10 Tf " + std::to_string(p.x) + " " + std::to_string(p.y) + " Td (" +
                 p.text + ") Tj ET\n";
    }
    auto const id = first + 2 * static_cast<int>(i);
    kids += std::to_string(id) + " 0 R ";
    objects.push_back(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<</Font<</F1 3 0 "
        "R>>>>/Contents " +
        std::to_string(id + 1) + " 0 R>>");
    objects.push_back("<</Length " + std::to_string(content.size()) + ">>stream\n" + content +
                      "endstream");
  }
  objects.insert(objects.begin(),
                 {"<</Type/Catalog/Pages 2 0 R>>",
                  "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) + ">>",
                  "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"});
  auto out = std::string{"%PDF-1.4\n"};
  for (auto i = std::size_t{0}; i != objects.size(); ++i) {
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  // Without a table of objects poppler looks for them itself.
  return out + "trailer<</Root 1 0 R/Size " + std::to_string(objects.size() + 1) + ">>\n%%EOF\n";
}

std::string text_of(std::string_view bytes) {
  auto const document = open_document(bytes, "文件");
  return document ? document->text : "ERROR " + document.error().what;
}

Document read(std::string_view bytes) {
  auto document = open_document(bytes, "文件");
  REQUIRE_MESSAGE(document.ok(), (document ? "" : document.error().line()));
  return *document;
}

}  // namespace

TEST_CASE("the kind is found from the content") {
  struct Row {
    std::string bytes;
    DocumentKind kind;
  };
  for (auto const& row : std::vector<Row>{
           {"2024年产值312亿元。", DocumentKind::text},
           {"<本报讯> 产值", DocumentKind::text},
           {"a < b, <3>", DocumentKind::text},
           {"<!DOCTYPE html><p>产值312亿元。", DocumentKind::html},
           {"\xef\xbb\xbf \n<!-- 注 --><HTML><body>产值312亿元", DocumentKind::html},
           {"<div class='a'>产值312亿元</div>", DocumentKind::html},
           {docx(paragraph("产值312亿元")), DocumentKind::docx},
           {pdf({{{50, 500, "Output 312 million"}}}), DocumentKind::pdf},
       }) {
    CAPTURE(row.bytes.substr(0, 40));
    CHECK(read(row.bytes).kind == row.kind);
  }
}

TEST_CASE("html: blocks and rows stay, scripts, navigation and hidden text go") {
  struct Row {
    std::string html, text;
  };
  for (auto const& row : std::vector<Row>{
           {"<html><body><h1>标题</h1><p>甲<b>乙</b>\n丙</p><p>丁</p>", "标题\n\n甲乙丙\n\n丁\n"},
           {"<html><p>GDP of\nthe city</p>", "GDP of the city\n"},
           {"<html><script>var a='产值';</script><style>p{}</style><p>正文</p>", "正文\n"},
           {"<html><nav>首页</nav><p>正文</p><footer>版权</footer>", "正文\n"},
           {"<html><p style='display: none'>隐</p><p hidden>藏</p><p>正文</p>", "正文\n"},
           {"<html><ul><li><a href=a>要闻一二三四</a><li><a href=b>专题</a></ul><p>正文</p>",
            "正文\n"},
           {"<html><p>据<a href=a>新华社</a>报道，产值312亿元。</p>",
            "据新华社报道，产值312亿元。\n"},
           {"<html><table><tr><th>指标<th>2024年<tr><td>产值<td><p>312亿元</p></table>",
            "指标\t2024年\n\n产值\t312亿元\n"},
           {"<html><table><tr><td><table><tr><td>甲<td>乙</table><td>栏</table>", "甲\t乙\n\n栏\n"},
           {"<html><head><title>东湖区公报</title></head><p>正文</p>", "东湖区公报\n\n正文\n"},
           {"<html><p>1&nbsp;200&lt;3&#x4ea7;&amp;</p>", "1 200<3产&\n"},
           {"<html><a href=a>只有链接的一页也要读</a>", "只有链接的一页也要读\n"},
       }) {
    CAPTURE(row.html);
    CHECK(text_of(row.html) == row.text);
  }
}

TEST_CASE("html: the bytes decide the encoding, the page's word only where they cannot") {
  // 产值 in GB18030, under a page that says utf-8.
  CHECK(text_of("<html><meta charset=utf-8><p>\xb2\xfa\xd6\xb5\x33\x31\x32</p>") == "产值312\n");
  CHECK(text_of("<html><meta charset=gb2312><p>\xb2\xfa\xd6\xb5</p>") == "产值\n");
  CHECK(text_of("<html><meta charset=gb2312><p>产值</p>") == "产值\n");
  // 產值 in Big5.
  CHECK(text_of("<html><meta charset=big5><p>\xb2\xa3\xad\xc8</p>") == "產值\n");
}

TEST_CASE("html: the day of publication is taken from the page's head") {
  CHECK(read("<html><head><meta name=PubDate content='2024-03-05 10:00'></head><p>正文").date ==
        "2024-03-05");
  CHECK(read("<html><head><meta name=PubDate content='昨天'></head><p>正文").date.empty());
}

TEST_CASE("docx: what a reader of the finished document sees") {
  struct Row {
    std::string body, text;
  };
  for (
      auto const& row : std::vector<Row>{
          {paragraph("标题") + paragraph("甲&amp;乙"), "标题\n\n甲&乙\n"},
          {"<w:p><w:r><w:t>产值</w:t></w:r><w:r><w:t>312亿元</w:t></w:r></w:p>", "产值312亿元\n"},
          {"<w:p><w:r><w:t>产值</w:t></w:r><w:del><w:r><w:delText>300</w:delText></w:r></w:del>"
           "<w:ins><w:r><w:t>312</w:t></w:r></w:ins></w:p>",
           "产值312\n"},
          {"<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:r><w:t>新</w:t></w:r></w:p>",
           "新\n"},
          {"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish "
           "w:val='0'/></w:rPr><w:t>显</w:t></w:r></w:p>",
           "显\n"},
          {"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>文</w:t></w:r></w:p>", "文\n"},
          {"<w:tbl><w:tr><w:tc>" + paragraph("指标") + "</w:tc><w:tc>" + paragraph("312亿元") +
               "</w:tc></w:tr></w:tbl>" + paragraph("后"),
           "指标\t312亿元\n\n后\n"},
          {"<mc:AlternateContent><mc:Choice>" + paragraph("框") + "</mc:Choice><mc:Fallback>" +
               paragraph("框") + "</mc:Fallback></mc:AlternateContent>",
           "框\n"},
      }) {
    CAPTURE(row.body);
    CHECK(text_of(docx(row.body)) == row.text);
  }
}

TEST_CASE("docx: a footnote stands after its paragraph; pages are those Word laid out") {
  auto const notes =
      Parts{{"word/footnotes.xml", "<w:footnotes><w:footnote w:type='separator' w:id='0'>" +
                                       paragraph("—") + "</w:footnote><w:footnote w:id='2'>" +
                                       paragraph("含在建") + "</w:footnote></w:footnotes>"}};
  auto const body =
      "<w:p><w:r><w:t>厂房86万平方米</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
      "<w:p><w:r><w:lastRenderedPageBreak/><w:t>第二页</w:t></w:r></w:p>";
  auto const document = read(docx(body, notes));
  CHECK(document.text == "厂房86万平方米\n\n含在建\n\n第二页\n");
  REQUIRE(document.segments.size() == 3);
  CHECK(document.segments[2].page == 2);
}

TEST_CASE("pdf: columns are read one after the other, page numbers and headers go") {
  auto page = [](int number, std::string const& words) {
    return std::vector<Placed>{
        {60, 580, "District Daily"},     {30, 500, "Left " + words + " of the"},
        {30, 488, "first column ends"},  {220, 500, "Right " + words + " is the"},
        {220, 488, "second column now"}, {195, 20, "- " + std::to_string(number) + " -"}};
  };
  auto const document = read(pdf({page(1, "alpha"), page(2, "beta")}));
  auto const left = document.text.find("Left alpha of the first column ends");
  auto const right = document.text.find("Right alpha is the second column now");
  CHECK(left != std::string::npos);
  CHECK(right != std::string::npos);
  CHECK(left < right);
  CHECK(document.text.find("Daily") == std::string::npos);
  CHECK(document.text.find("- 1 -") == std::string::npos);
  auto const at = document.text.find("Right beta");
  REQUIRE(at != std::string::npos);
  auto found = false;
  for (auto const& s : document.segments) {
    if (s.begin > at || s.end <= at) { continue; }
    found = true;
    CHECK(s.page == 2);
    CHECK(s.box.left == doctest::Approx(220).epsilon(0.02));
    CHECK(s.box.bottom > 95);
    CHECK(s.box.bottom < 110);
  }
  CHECK(found);
}

TEST_CASE("pdf layout: lines to paragraphs") {
  auto const word = [](float x, float y, std::string text, float size = 10) {
    auto const width = static_cast<float>(text.size()) / 3 * size;
    return PdfWord{{x, y, x + width, y + size}, size, std::move(text), false};
  };
  SUBCASE("an indent begins a paragraph, a full line goes on") {
    auto const document = layout_pages(
        {{400,
          600,
          {word(50, 100, "一二三四五六七八九十"), word(30, 115, "甲乙丙丁戊己庚辛壬癸子丑"),
           word(50, 130, "新的一段从这里才开始")}}});
    CHECK(document.text ==
          "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑\n\n新的一段从这里才开始\n");
  }
  SUBCASE("a caption between the halves of a text comes after it") {
    auto const document = layout_pages(
        {{400,
          600,
          {word(30, 100, "一二三四五六七八九十天地"), word(30, 115, "甲乙丙丁戊己庚辛壬癸子丑"),
           word(220, 100, "图为车间", 7), word(220, 200, "玄黄宇宙洪荒日月盈昃辰宿"),
           word(220, 215, "列张寒来暑往。")}}});
    CHECK(
        document.text ==
        "一二三四五六七八九十天地甲乙丙丁戊己庚辛壬癸子丑玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往。\n\n"
        "图为车间\n");
  }
  SUBCASE("two numbers that meet at a line's end stay two") {
    auto const document = layout_pages(
        {{400,
          600,
          {word(30, 100, "一二三四五六七八九十在2"), word(30, 115, "6甲乙丙丁戊己庚辛壬癸子")}}});
    CHECK(document.text.find("2 6") != std::string::npos);
  }
}

TEST_CASE("documents that cannot be read are told why") {
  auto const deep = [] {
    auto body = std::string{};
    for (auto i = 0; i != 5000; ++i) { body += "<w:p>"; }
    return docx(body);
  }();
  auto html = std::string{"<html>"};
  for (auto i = 0; i != 5000; ++i) { html += "<div>"; }
  auto const ole = std::string{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"};
  auto wide = [](std::string_view name) {
    auto out = std::string{};
    for (auto const c : name) { (out += c) += '\0'; }
    return out;
  };
  struct Row {
    std::string bytes, tells;
  };
  for (auto const& row : std::vector<Row>{
           {"%PDF-1.4\ngarbage", "损坏"},
           {pdf({{}, {}}), "扫描件"},
           {docx(paragraph("文")).substr(0, 80), "损坏"},
           {zipped({{"word/document.xml", "<w:document><w:p>"}}), "损坏"},
           {docx(""), "没有文字"},
           {deep, "嵌套过深"},
           {html, "嵌套过深"},
           {zipped({{"xl/workbook.xml", "<a/>"}}), "表格"},
           {zipped({{"a.txt", "a"}}), "没有 Word 文档"},
           {ole + wide("EncryptedPackage"), "密码"},
           {ole + wide("WordDocument"), "旧版 Word"},
           {"\x89PNG\r\n", "图片"},
           {"{\\rtf1 a}", "RTF"},
           {"<html><script>a</script>", "没有文字"},
       }) {
    CAPTURE(row.tells);
    auto const got = open_document(row.bytes, "某文件");
    REQUIRE(!got.ok());
    CHECK_MESSAGE(got.error().what.find(row.tells) != std::string::npos, got.error().line());
    CHECK(got.error().where == "某文件");
  }
}

TEST_CASE("a bomb is stopped at its bound") {
  auto blown = std::string{};
  blown.reserve(300U << 20);
  blown = "<w:document><w:body><w:p><w:r><w:t>";
  blown.resize(290U << 20, 'a');
  auto const bytes = zipped({{"word/document.xml", blown}});
  CHECK(bytes.size() < (2U << 20));
  auto const got = open_document(bytes, "bomb.docx");
  REQUIRE(!got.ok());
  CHECK(got.error().code == Code::limit);
}

TEST_CASE("the map survives being written") {
  auto const segments = std::vector<Segment>{{0, 12, 1, {1.5F, 2, 300.2F, 14}}, {14, 90, 2, {}}};
  CHECK(segments_of(map_json(segments)) == segments);
  CHECK(segments_of("").empty());
  CHECK(segments_of("[]").empty());
  CHECK(segments_of("[[1,2],[x,3,4,5,6,7,8]]").empty());
}
