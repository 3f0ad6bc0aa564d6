#include "chengjie/text/layout.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "chengjie/text/decode.h"

using namespace chengjie;
using namespace chengjie::text;

namespace {

std::string folded(std::string_view line) {
  auto const chars = utf32(line);
  auto const got = fold_doubled_runs(chars);
  if (!got.doubled) { return std::string{line}; }
  auto out = std::u32string{};
  for (auto const i : got.kept) { out.push_back(chars[i]); }
  return utf8(out);
}

std::string repaired(std::string_view text) {
  auto const got = decode(text, "x.txt");
  REQUIRE(got);
  return utf8(repair(got->chars).chars.text);
}

}  // namespace

TEST_CASE("fold_doubled_runs: what a bold layer left") {
  struct Row {
    std::string_view line;
    std::string_view folded;
  };
  for (auto const& row : std::to_array<Row>({
           {"塔吊林立塔吊林立,,机械轰鸣……在位于机械轰鸣……在位于", "塔吊林立,机械轰鸣……在位于"},
           {"20232023年年 1212月月,,国务院国务院", "2023年12月,国务院"},
           {"规上工业产值规上工业产值727727..44亿元亿元;;", "规上工业产值727.4亿元;"},
           {"造业项目造业项目 ((盟固利项目盟固利项目)) 11个个", "造业项目(盟固利项目)1个"},
           {"日日新,又日新", "日日新,又日新"},  // healthy: only its head repeats
           {"2025年5月5日上午", "2025年5月5日上午"},
           {"牧业户在枫林中放牧牧业户在枫林中放牧组团进京组团进京", "牧业户在枫林中放牧组团进京"},
       })) {
    CAPTURE(row.line);
    CHECK(folded(row.line) == row.folded);
  }
}

TEST_CASE("fold_doubled_runs: a short line counts only beside a doubled one") {
  CHECK(!fold_doubled_runs(U"11").sure);
  CHECK(repaired("今年完成投资11亿元。\n\n55\n\n全年开工项目多个。\n").find("55") !=
        std::string::npos);
}

TEST_CASE("repair: wraps, captions, furniture") {
  struct Row {
    std::string_view text;
    std::string_view has;
  };
  for (auto const& row : std::to_array<Row>({
           // A number cut by a hard wrap.
           {"全区规上工业产值完成情况较好,其中园区10\n07.8亿元,占比较高,增势良好,\n后劲充足,"
            "质量提升明显,结构\n优化升级,动能转换加快。\n",
            "园区1007.8亿元"},
           // A sentence cut by the caption of a picture.
           {"标题\n\n同时培育壮大多个集群,"
            "发力生物制造、医疗器械等高成长性未来“新\n\n城区夜景\n\n星”产业,"
            "推动更多产业从无到有。\n",
            "未来“新星”产业"},
           // A blank line before a percent sign.
           {"第一段落在这里写明了情况。\n2024年实现工业投资40.1亿元,增长6.2\n\n%,占全区七成以上,"
            "增势较好,\n后劲十足。\n",
            "6.2%"},
       })) {
    CAPTURE(row.text);
    CHECK(repaired(row.text).find(row.has) != std::string::npos);
  }
  auto const got =
      decode("正文第一句在这里说明情况。\n广告\n- 6》涪陵 当好课代表\n正文第二句。\n", "x.txt");
  REQUIRE(got);
  auto noise = 0;
  for (auto const& block : repair(got->chars).blocks) { noise += block.kind == BlockKind::noise; }
  CHECK(noise == 2);
}

TEST_CASE("repair: every character stands on the bytes it came from") {
  auto const text =
      std::string{"塔吊林立塔吊林立，，机械轰鸣机械轰鸣\n\n健康的一行２０２４年，没有重复。\n"};
  auto const got = decode(text, "x.txt");
  REQUIRE(got);
  auto const page = repair(got->chars);
  for (auto i = std::size_t{0}; i != page.chars.size(); ++i) {
    if (page.chars.text[i] == U'\n') { continue; }
    auto source = std::string{};
    append_utf8(source, page.chars.verbatim[i]);
    CHECK(text.substr(page.chars.begin[i], source.size()) == source);
    CHECK(page.chars.end[i] >= page.chars.begin[i] + source.size());
  }
}

TEST_CASE("repair: a row of a table cut inside a cell is one row again") {
  auto const blocks = [](std::string_view text) {
    auto const decoded = text::decode(text, "x");
    REQUIRE(decoded);
    auto const page = text::repair(decoded->chars);
    auto out = std::vector<std::string>{};
    for (auto const& block : page.blocks) {
      out.push_back(text::utf8(page.chars.text.substr(block.begin, block.end - block.begin)));
    }
    return out;
  };
  CHECK(blocks("指标名称　单位　本期累计　同比增\n长（%）\n\n工业总产值　亿元　243.7　16.\n8\n\n"
               "进出口总额　亿元　12.6　9.\n5\n") ==
        std::vector<std::string>{"指标名称 单位 本期累计 同比增长(%)", "工业总产值 亿元 243.7 16.8",
                                 "进出口总额 亿元 12.6 9.5"});
  // A number of its own after a blank line may be that of the page.
  CHECK(blocks("工业总产值　亿元　243.7　16\n\n12\n").front() == "工业总产值 亿元 243.7 16");
}
