#include "chengjie/rules/pack.h"

#include <doctest/doctest.h>

#include <array>

using namespace chengjie;
using namespace chengjie::rules;

namespace {

std::string head(std::string const& more) {
  return "[[pack]]\nid = \"p\"\nname = \"试\"\ndocument = \"号\"\nin_force = { from = 2022-06-01 "
         "}\n" +
         more;
}

std::string score(std::string const& items) { return head("[pack.score]\npass = 10\n" + items); }

}  // namespace

TEST_CASE("read_packs: what is refused, and where") {
  struct Row {
    std::string text;
    std::string_view where;
    std::string_view says;
  };
  for (auto const& row : std::vector<Row>{
           {"", "p.toml:1:1", "没有规则"},
           {"pack = 3", "p.toml:1:1", "没有规则"},
           {"[[pack]]\nid = ", "p.toml:2", "TOML"},
           {"[[packs]]\nid = 'x'", "p.toml:1:1", "packs"},
           {"[[pack]]\nid = 'x'\nname = 'x'", "p.toml:1:1", "document"},
           {head("all = ['rd >= 1 CNY']\ncolour = 3"), "p.toml:7:10", "colour"},
           {head(""), "p.toml:1:1", "没有条件"},
           {head("all = ['rd_shar >= 3 percent']"), "p.toml:6:9", "rd_shar"},
           {head(
                "all = [\n  'rd >= 1 CNY',\n  { any = ['own_brand', 'revenue >= 3 persons'] },\n]"),
            "p.toml:8:34", "单位不同"},
           {head("all = [{ at_least = 3, of = ['own_brand', 'key_field'] }]"), "p.toml:6:21",
            "at_least"},
           {head("all = [{ at_least = 0, of = ['own_brand'] }]"), "p.toml:6:21", "at_least"},
           {head("all = [{ at_least = 1 }]"), "p.toml:6:8", "of"},
           {head("all = [{ name = 'x' }]"), "p.toml:6:8", "条件"},
           {head("all = [{ any = [] }]"), "p.toml:6:16", "没有条件"},
           {head("all = [3]"), "p.toml:6:8", "表"},
           {head("all = [{ score = 'pass' }]"), "p.toml:1:1", "score"},
           {head("direct = ['own_brand']"), "p.toml:6:10", "direct"},
           {head("all = [{ if = 'own_brand', applies_to = 'old' }]"), "p.toml:6:41", "applies_to"},
           {head("parameters.rd = { title = 'x', value = '1 CNY' }\nall = ['own_brand']"),
            "p.toml:6", "同名"},
           {head("parameters.x = { title = 'x', value = 'many' }\nall = ['own_brand']"), "p.toml:6",
            "many"},
           {head("parameters.x = { title = 'x', found = false, value = '1 CNY' }\nall = "
                 "['own_brand']"),
            "p.toml:6", "未查到"},
           {"[[pack]]\nid='p'\nname='n'\ndocument='d'\nin_force = { from = 2022-06-01, until = "
            "2021-01-01 }\nall=['own_brand']",
            "p.toml:5:12", "早于"},
           {"[[pack]]\nid='p'\nname='n'\ndocument='d'\nin_force = { from = 'soon' "
            "}\nall=['own_brand']",
            "p.toml:5:21", "日期"},
           {"[[pack]]\nid='p'\nname='n'\ndocument='d'\nin_force = { until = 2022-06-01 "
            "}\nall=['own_brand']",
            "p.toml:5:12", "from"},
           {"[[pack]]\nid='p'\nname='n'\ndocument='d'\nall=['own_brand']", "p.toml:1:1",
            "in_force"},
           {score(""), "p.toml:6:1", "没有项目"},
           {score("[[pack.score.item]]\nname='a'\nmax=5\nof='rd_share'\ntiers=[{when='>= 3 "
                  "percent',points=5}]"),
            "p.toml:6:1", "满分 5"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\nof='rd_share'\ntiers=[{when='>= 3 "
                  "percent',points=25}]"),
            "p.toml:12:36", "满分"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\nof='rd_share'\ntiers=[{when='>= 3 "
                  "percent',points=-1}]"),
            "p.toml:12:36", "满分"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\nof='rd_share'\ntiers=[{when='>= 3 "
                  "percent',points=5},{when='>= 5 percent',points=20}]"),
            "p.toml:12:39", "到不了"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\nof='debt_ratio'\ntiers=[{when='<= 75 "
                  "percent',points=5},{when='<= 55 percent',points=20}]"),
            "p.toml:12:40", "到不了"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\nof='rd_share'\ntiers=[{when='>= 3 "
                  "CNY',points=5}]"),
            "p.toml:12:15", "单位不同"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\nof='niche_years'\nper='2 CNY'\neach=1"),
            "p.toml:12:5", "单位不同"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\nof='niche_years'\nper='0 years'\neach=1"),
            "p.toml:12:5", "大于 0"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\nof='niche_years'"), "p.toml:8:1",
            "tiers"},
           {score("[[pack.score.item]]\nname='a'\nmax=20\ngiven='revenue'"), "p.toml:11:7",
            "given"},
           {score("groups=[{name='g',min=30}]\n[[pack.score.item]]\nname='a'\ngroup='g'\nmax="
                  "20\nfound=false"),
            "p.toml:8:9", "达不到"},
       }) {
    CAPTURE(row.text);
    auto const got = read_packs(row.text, "p.toml");
    REQUIRE(!got);
    CAPTURE(got.error().line());
    CHECK(got.error().where.starts_with(row.where));
    CHECK(got.error().what.find(row.says) != std::string::npos);
  }
}

TEST_CASE("read_packs: dates of one id may not overlap, new and re-check may") {
  auto const pack = [](std::string const& dates) {
    return "[[pack]]\nid='p'\nname='n'\ndocument='d'\nin_force = " + dates +
           "\nall=['own_brand']\n";
  };
  struct Row {
    std::string_view a;
    std::string_view b;
    bool good;
  };
  for (auto const& row : std::to_array<Row>({
           {"{ from = 2022-06-01, until = 2026-03-31 }", "{ from = 2026-04-01 }", true},
           {"{ from = 2022-06-01 }", "{ from = 2026-04-01 }", false},
           {"{ from = 2022-06-01, until = 2026-04-01 }", "{ from = 2026-04-01 }", false},
           {"{ from = 2026-04-01 }", "{ from = 2022-06-01, until = 2026-03-31 }", true},
           {"{ from = 2022-06-01, applies_to = 'recheck' }",
            "{ from = 2026-04-01, applies_to = 'new' }", true},
           {"{ from = 2022-06-01, applies_to = 'both' }",
            "{ from = 2026-04-01, applies_to = 'new' }", false},
           {"[{ from = 2022-06-01, until = 2026-03-31 }, { from = 2026-04-01, until = 2026-12-31, "
            "applies_to = 'recheck' }]",
            "[{ from = 2026-04-01, applies_to = 'new' }, { from = 2027-01-01, applies_to = "
            "'recheck' }]",
            true},
       })) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    auto const got = read_packs(pack(std::string{row.a}) + pack(std::string{row.b}), "p.toml");
    CHECK(got.ok() == row.good);
    if (!got) { CHECK(got.error().where == "p.toml:7:1"); }
    auto const one = read_packs(pack(std::string{row.a}), "a.toml");
    auto const two = read_packs(pack(std::string{row.b}), "b.toml");
    REQUIRE(one);
    REQUIRE(two);
    CHECK(join({*one, *two}).ok() == row.good);
  }
}
