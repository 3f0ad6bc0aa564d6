#include "chengjie/reconcile/names.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "chengjie/base/random.h"
#include "chengjie/base/tree.h"

using namespace chengjie;
using namespace chengjie::reconcile;

TEST_CASE("parts_of: place, core, form") {
  struct Row {
    std::string_view name, place, core, form;
  };
  for (auto const& row : std::to_array<Row>({
           {"重庆志成机械有限公司", "重庆", "志成机械", "有限公司"},
           {"博世氢动力系统（重庆）有限公司", "重庆", "博世氢动力系统", "有限公司"},
           {"西南铝业(集团)有限责任公司", "", "西南铝业", "集团有限责任公司"},
           {"重庆市九龙坡区华某机械厂", "重庆九龙坡区", "华某机械厂", ""},
           {"中铝高端制造股份有限公司", "", "中铝高端制造", "股份有限公司"},
           {"ＡＢＣ 科技 有限公司", "", "ABC科技", "有限公司"},
           {"长安汽车", "", "长安汽车", ""},
           {"上海电气集团股份有限公司", "上海", "电气", "集团股份有限公司"},
           {"", "", "", ""},
           {"有限公司", "", "有限公司", ""},
       })) {
    CAPTURE(row.name);
    auto const got = parts_of(row.name);
    CHECK(got.place == row.place);
    CHECK(got.core == row.core);
    CHECK(got.form == row.form);
  }
}

TEST_CASE("likeness_of: the same firm scores above another one, with its reason") {
  struct Row {
    std::string_view a, b;
    double low, high;
  };
  for (auto const& row : std::to_array<Row>({
           {"重庆志成机械有限公司", "重庆志成机械有限公司", 1, 1},
           {"重庆志成机械有限公司", "重庆市志成机械有限公司", 0.97, 1},
           {"博世氢动力系统（重庆）有限公司", "博世氢动力系统(重庆)有限公司", 1, 1},
           {"博世氢动力系统（重庆）有限公司", "博世氢动力系统", 0.97, 0.98},
           {"志成机械有限公司", "志成机械股份有限公司", 0.9, 0.96},
           {"志成机械有限公司", "志成机械集团有限公司", 0.8, 0.9},
           {"重庆志成机械有限公司", "成都志成机械有限公司", 0, 0.74},
           {"重庆志成机械有限公司", "重庆志成机械有限公司江津分公司", 0, 0.6},
           {"同益中", "北京同益中新材料科技股份有限公司", 0.75, 0.9},
           {"华瓷股份", "湖南华联瓷业股份有限公司", 0.75, 0.85},
           {"重庆志成机械有限公司", "重庆华峰化工有限公司", 0, 0.3},
       })) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    auto const got = likeness_of(parts_of(row.a), parts_of(row.b));
    CHECK(got.score >= row.low);
    CHECK(got.score <= row.high);
    CHECK(!got.reason.empty());
    CHECK(likeness_of(parts_of(row.b), parts_of(row.a)).score == got.score);
  }
}

TEST_CASE("check_uscc: warns, with words") {
  struct Row {
    std::string_view code;
    UsccState state;
  };
  // Weights and alphabet of GB 32100-2015; the first two are made up to fit, no firm is meant.
  for (auto const& row : std::to_array<Row>({{"91350100M000100Y43", UsccState::good},
                                             {"91350100m000100y43", UsccState::good},
                                             {"91350100M000100Y44", UsccState::bad_check_digit},
                                             {"91350100M000100Y4", UsccState::bad_length},
                                             {"91350100I000100Y43", UsccState::bad_character},
                                             {"", UsccState::empty}})) {
    CAPTURE(row.code);
    CHECK(check_uscc(row.code) == row.state);
    CHECK(words_of(check_uscc(row.code)).empty() == (row.state == UsccState::good));
  }
}

TEST_CASE("same_firms: codes decide, names suggest") {
  auto const good = std::string{"91350100M000100Y43"};
  auto const firms = std::to_array<FirmName>({{"重庆志成机械有限公司", ""},
                                              {"重庆市志成机械有限公司", ""},
                                              {"志成机械股份有限公司", ""},
                                              {"甲乙丙有限公司", good},
                                              {"甲乙丙（集团）有限公司", good},
                                              {"完全不同的名字", ""}});
  auto const got = same_firms(firms, kNameOptions);
  auto const find = [&](std::size_t a, std::size_t b) {
    return std::find_if(got.begin(), got.end(),
                        [&](Same const& s) { return s.a == a && s.b == b; });
  };
  REQUIRE(find(0, 1) != got.end());
  CHECK(find(0, 1)->verdict == Verdict::sure);
  REQUIRE(find(0, 2) != got.end());
  CHECK(find(0, 2)->verdict == Verdict::doubtful);
  REQUIRE(find(3, 4) != got.end());
  CHECK(find(3, 4)->verdict == Verdict::sure);
  CHECK(std::none_of(got.begin(), got.end(), [](Same const& s) { return s.b == 5; }));
  CHECK(same_firms({}, kNameOptions).empty());
}

TEST_CASE("same_firms: blocks find what all pairs find") {
  auto const brands = std::to_array<std::string_view>(
      {"志成", "华峰", "长宁", "博远", "铝都", "恒通", "瑞泰", "金诺"});
  auto const trades = std::to_array<std::string_view>(
      {"机械", "新材料科技", "汽车零部件", "电子", "食品加工", "精密模具"});
  auto const places = std::to_array<std::string_view>({"", "重庆", "重庆市", "成都"});
  auto const forms =
      std::to_array<std::string_view>({"有限公司", "股份有限公司", "集团有限公司", ""});
  auto plain_pairs = std::size_t{0};
  auto met = std::size_t{0};
  for (auto seed = std::uint64_t{0}; seed != 60; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto firms = std::vector<FirmName>{};
    for (auto i = 0; i != 60; ++i) {
      auto const pick = [&](auto const& list) {
        return std::string{list[random.below(static_cast<std::uint32_t>(list.size()))]};
      };
      firms.push_back({pick(places) + pick(brands) + pick(trades) + pick(forms), ""});
    }
    auto const fast = same_firms(firms, kNameOptions);
    auto const plain = same_firms_plain(firms, kNameOptions);
    auto found = std::set<std::pair<std::size_t, std::size_t>>{};
    for (auto const& s : fast) { found.insert({s.a, s.b}); }
    auto all = std::set<std::pair<std::size_t, std::size_t>>{};
    for (auto const& s : plain) {
      all.insert({s.a, s.b});
      ++plain_pairs;
      met += found.contains({s.a, s.b}) ? 1 : 0;
      if (s.score >= 0.9) { CHECK(found.contains({s.a, s.b})); }  // the same core always meets
    }
    for (auto const& pair : found) { CHECK(all.contains(pair)); }
  }
  REQUIRE(plain_pairs > 1000);
  CHECK(static_cast<double>(met) / static_cast<double>(plain_pairs) > 0.99);
}

namespace {

struct Labelled {
  std::vector<FirmName> firms;
  std::vector<std::string> groups;
};
Labelled labelled_in(std::string const& path) {
  auto const text = read_file(path);
  REQUIRE(text);
  auto out = Labelled{};
  for (auto from = std::size_t{0}; from < text->size();) {
    auto const end = std::min(text->find('\n', from), text->size());
    auto const line = text->substr(from, end - from);
    auto const tab = line.find('\t');
    from = end + 1;
    if (line.starts_with("#") || line.starts_with("group") || tab == std::string::npos) {
      continue;
    }
    out.groups.push_back(line.substr(0, tab));
    out.firms.push_back({line.substr(tab + 1), ""});
  }
  return out;
}

struct Score {
  double recall{}, precision{};
  std::size_t sure_wrong{};
};
Score score_of(Labelled const& sample) {
  auto const& [firms, groups] = sample;
  auto labelled = std::size_t{0};
  for (auto a = std::size_t{0}; a != firms.size(); ++a) {
    for (auto b = a + 1; b != firms.size(); ++b) { labelled += groups[a] == groups[b] ? 1 : 0; }
  }
  auto right = std::size_t{0};
  auto told = std::size_t{0};
  auto out = Score{};
  for (auto const& same : same_firms(firms, kNameOptions)) {
    auto const good = groups[same.a] == groups[same.b];
    ++told;
    right += good ? 1 : 0;
    out.sure_wrong += !good && same.verdict == Verdict::sure ? 1 : 0;
    if (!good) { MESSAGE(firms[same.a].name, " = ", firms[same.b].name, " ", same.score); }
  }
  out.recall = static_cast<double>(right) / static_cast<double>(labelled);
  out.precision = static_cast<double>(right) / static_cast<double>(told);
  MESSAGE("recall ", out.recall, ", precision ", out.precision, " of ", labelled, " pairs");
  return out;
}

}  // namespace

TEST_CASE("same_firms on the labelled samples: what is found, and what is joined without asking") {
  auto const made_up = labelled_in("cases/reconcile/names.tsv");
  REQUIRE(made_up.firms.size() > 50);
  auto const first = score_of(made_up);
  CHECK(first.sure_wrong == 0);
  CHECK(first.recall >= 0.9);
  CHECK(first.precision >= 0.9);
  auto const listed = labelled_in("cases/reconcile/listed.tsv");
  REQUIRE(listed.firms.size() == 300);
  auto const second = score_of(listed);
  CHECK(second.sure_wrong == 0);
  CHECK(second.recall >= 0.8);
  CHECK(second.precision >= 0.95);
}

TEST_CASE("an address and a person that two rows share settle a doubtful name") {
  struct Row {
    std::string_view why;
    FirmName a, b;
    bool told, sure;
  };
  for (auto const& row : std::vector<Row>{
           {"a short name alone", {"榆湾机械", ""}, {"榆湾机械制造有限公司", ""}, true, false},
           {"with both",
            {"榆湾机械", "", "东路1号", "张三"},
            {"榆湾机械制造有限公司", "", "东路1号", "张三"},
            true,
            true},
           {"with one",
            {"榆湾机械", "", "东路1号", "张三"},
            {"榆湾机械制造有限公司", "", "西路2号", "张三"},
            true,
            false},
           {"another firm of the same house",
            {"榆湾机械有限公司", "", "东路1号", "张三"},
            {"禾川食品有限公司", "", "东路1号", "张三"},
            false,
            false}}) {
    CAPTURE(row.why);
    auto const firms = std::vector<FirmName>{row.a, row.b};
    auto const found = same_firms(firms, kNameOptions);
    REQUIRE(found.size() == (row.told ? 1 : 0));
    if (row.told) { CHECK((found[0].verdict == Verdict::sure) == row.sure); }
  }
}
