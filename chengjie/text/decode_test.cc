#include "chengjie/text/decode.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace chengjie;
using namespace chengjie::text;
using namespace std::string_literals;

namespace {

std::string const kPlain = "全区工业总产值突破２１００亿元。\r\n第二行";
// The same in GB18030 and UTF-16LE, made by iconv.
std::string const kGb =
    "\xc8\xab\xc7\xf8\xb9\xa4\xd2\xb5\xd7\xdc\xb2\xfa\xd6\xb5\xcd\xbb\xc6\xc6\xa3\xb2\xa3\xb1\xa3"
    "\xb0\xa3\xb0\xd2\xda\xd4\xaa\xa1\xa3\r\n\xb5\xda\xb6\xfe\xd0\xd0";

std::string utf16(std::string_view utf8_text, bool little, bool mark) {
  auto out = std::string{};
  auto const put = [&](char32_t unit) {
    auto const low = static_cast<char>(unit & 0xff);
    auto const high = static_cast<char>(unit >> 8);
    out += little ? low : high;
    out += little ? high : low;
  };
  if (mark) { put(0xfeff); }
  for (auto const c : utf32(utf8_text)) { put(c); }
  return out;
}

}  // namespace

TEST_CASE("decode: the encoding is found and every character keeps its bytes") {
  struct Row {
    std::string bytes;
    Encoding encoding;
  };
  for (auto const& row :
       std::to_array<Row>({{kPlain, Encoding::utf8},
                           {"\xef\xbb\xbf" + kPlain, Encoding::utf8},
                           {kGb, Encoding::gb18030},
                           {utf16(kPlain, true, true), Encoding::utf16le},
                           {utf16(kPlain, false, true), Encoding::utf16be},
                           {utf16("产值1760亿元, up 5%\n产值1760亿元, up 5%\n", true, false),
                            Encoding::utf16le}})) {
    auto const got = decode(row.bytes, "x.txt");
    REQUIRE(got);
    CAPTURE(name_of(got->encoding));
    CHECK(got->encoding == row.encoding);
    CHECK(got->damaged == 0);
    auto const& chars = got->chars;
    for (auto i = std::size_t{0}; i != chars.size(); ++i) {
      CHECK(chars.begin[i] < chars.end[i]);
      CHECK(chars.end[i] <= row.bytes.size());
      if (i > 0) { CHECK(chars.end[i - 1] <= chars.begin[i]); }
    }
  }
}

TEST_CASE("decode: full width folds, the verbatim form stays") {
  auto const got = decode(kPlain, "x.txt");
  REQUIRE(got);
  CHECK(utf8(got->chars.text) == "全区工业总产值突破2100亿元。\n第二行");
  CHECK(utf8(got->chars.verbatim).find("２１００") != std::string::npos);
  auto const gb = decode(kGb, "x.txt");
  REQUIRE(gb);
  CHECK(gb->chars.text == got->chars.text);
}

TEST_CASE("decode: one broken byte is damage, not another encoding") {
  auto text = std::string{};
  for (auto i = 0; i != 200; ++i) { text += "产业"; }
  text[300] = '\xff';
  auto const got = decode(text, "x.txt");
  REQUIRE(got);
  CHECK(got->encoding == Encoding::utf8);
  CHECK(got->damaged >= 1);
}

TEST_CASE("decode: what is refused") {
  struct Row {
    std::string bytes;
    Code code;
  };
  auto elf =
      "\x7f"s +
      "ELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00\x01\x00\x00\x00\xc0\x10\x00\x00\x00\x00\x00\x00"s;
  for (auto const& row :
       std::to_array<Row>({{"", Code::bad_input},
                           {" \n\t \n", Code::bad_input},
                           {elf, Code::bad_input},
                           {std::string(64, '\x01'), Code::bad_input},
                           {std::string((std::size_t{16} << 20) + 1, 'a'), Code::limit}})) {
    auto const got = decode(row.bytes, "x.txt");
    CHECK(!got);
    CHECK(got.error().code == row.code);
    CHECK(got.error().where.starts_with("x.txt"));
  }
}
