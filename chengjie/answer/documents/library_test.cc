// Documents in the ledger over time: the same one again, a newer one, what people said of a fact.
#include "chengjie/answer/documents/library.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "chengjie/answer/documents/review.h"
#include "chengjie/ledger/fact.h"

using namespace chengjie;
using namespace chengjie::answer;

namespace {

constexpr auto kReport =
    "青石区2024年工作总结\n2024年，青石区完成规上工业产值500亿元，同比增长6.2%。"
    "全区新增规上工业企业31家，高新技术企业达到120家。松木园区入驻企业40家。\n";
// Most of it as before; one figure is another, one sentence is gone.
constexpr auto kReportAgain =
    "青石区2024年工作总结\n2024年，青石区完成规上工业产值510亿元，同比增长6.2%。"
    "全区新增规上工业企业31家，高新技术企业达到120家。\n";
constexpr auto kOther = "白水县旅游简报\n2023年，白水县接待游客88万人次。\n";

store::Stamp now() { return {"测试", "2026-11-25T08:00:00", "read"}; }

class Shelf {
 public:
  Shelf() : store_(*store::open(":memory:", store::Open::make_if_absent)) {}

  std::vector<std::string> keep(std::string_view bytes, std::string_view name,
                                std::string_view replaces = {}) {
    auto library = Library::open(*store_);
    REQUIRE(library);
    auto const file = library->read(bytes, name, {});
    REQUIRE(file);
    auto notes = library->keep(*store_, *file, bytes, now(), replaces);
    REQUIRE(notes);
    return *notes;
  }
  // "indicator=value" of the facts in the book, sorted.
  std::vector<std::string> facts() {
    auto out = std::vector<std::string>{};
    for (auto const& record : records(kFacts)) {
      auto const f = fact_of(record);
      REQUIRE(f);
      out.push_back(f->indicator + "=" + std::to_string(static_cast<long long>(f->value)));
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  bool has(std::string const& fact) {
    auto const all = facts();
    return std::find(all.begin(), all.end(), fact) != all.end();
  }
  Figure fact(std::string_view indicator) {
    for (auto const& record : records(kFacts)) {
      auto f = fact_of(record);
      if (f && f->indicator == indicator) { return *f; }
    }
    FAIL("no such fact");
    return {};
  }
  void judge(std::string_view indicator, Judgement const& judgement) {
    auto const reviewed = review(*store_, mark_of(fact(indicator)), judgement);
    REQUIRE(reviewed);
    REQUIRE(store_->apply(reviewed->changes, now()));
  }
  std::vector<Record> records(std::string_view kind) {
    auto found = store_->records(kind);
    REQUIRE(found);
    return std::move(*found);
  }
  store::Store& store() { return *store_; }

 private:
  std::unique_ptr<store::Store> store_;
};

std::size_t documents(Shelf& shelf) { return shelf.records(kDocuments).size(); }

}  // namespace

TEST_CASE("library: the same bytes again change nothing; under another name it is an alias") {
  auto shelf = Shelf{};
  CHECK(shelf.keep(kReport, "总结.txt").empty());
  auto const facts = shelf.facts();
  REQUIRE(facts.size() >= 5);
  auto const version = *shelf.store().version();
  CHECK(shelf.keep(kReport, "总结.txt").empty());
  CHECK(*shelf.store().version() == version);
  auto const notes = shelf.keep(kReport, "总结（副本）.txt");
  REQUIRE(notes.size() == 1);
  CHECK(notes.front().find("别名") != std::string::npos);
  CHECK(documents(shelf) == 1);
  CHECK(shelf.facts() == facts);
}

TEST_CASE("library: a newer version of a document takes its place, an unlike one does not") {
  auto shelf = Shelf{};
  shelf.keep(kReport, "总结.txt");
  CHECK(shelf.has("规上工业产值=50000000000"));
  auto const notes = shelf.keep(kReportAgain, "总结.txt");
  REQUIRE(notes.size() == 1);
  CHECK(notes.front().find("新版本") != std::string::npos);
  CHECK(shelf.has("规上工业产值=51000000000"));
  CHECK(!shelf.has("规上工业产值=50000000000"));
  CHECK(documents(shelf) == 1);
  CHECK(shelf.records(kSuperseded).size() == 1);

  auto const other = shelf.keep(kOther, "总结.txt");
  REQUIRE(other.size() == 1);
  CHECK(other.front().find("--replaces") != std::string::npos);
  CHECK(documents(shelf) == 2);
  CHECK(shelf.has("规上工业产值=51000000000"));
  // Said by a person, what is unlike is replaced as well.
  auto library = *Library::open(shelf.store());
  auto const file = *library.read(kReport, "新总结.txt", {});
  CHECK(library.plan(shelf.store(), file, kReport, "没有的文件.txt").error().code ==
        Code::not_found);
  shelf.keep(kReport, "新总结.txt", "总结.txt");
  CHECK(documents(shelf) == 1);
  // The version that was superseded is the current one again.
  CHECK(shelf.has("规上工业产值=50000000000"));
  CHECK(shelf.store().verify_log()->empty());
}

TEST_CASE("review: what a person said of a fact outlives reading it again") {
  auto shelf = Shelf{};
  shelf.keep(kReport, "总结.txt");
  auto corrected = Judgement{Verdict::corrected, {}, "王科长", "2026-11-25", "口径写错"};
  corrected.amendment.value = 5.05e10;
  shelf.judge("规上工业产值", corrected);
  auto const enterprises = shelf.fact("高新技术企业").value;
  CHECK(enterprises == 120);
  shelf.judge("高新技术企业", {Verdict::rejected, {}, "王科长", "2026-11-25", "不是本区的"});
  CHECK(shelf.has("规上工业产值=50500000000"));
  CHECK(!shelf.has("高新技术企业=120"));

  // Read again from the same bytes, and as a newer version that leaves these words as they were.
  shelf.keep(kReport, "总结.txt");
  CHECK(shelf.has("规上工业产值=50500000000"));
  CHECK(!shelf.has("高新技术企业=120"));
  auto longer = std::string{kReport} + "全区建成标准厂房25万平方米。\n";
  shelf.keep(longer, "总结.txt");
  CHECK(documents(shelf) == 1);
  CHECK(shelf.has("规上工业产值=50500000000"));
  CHECK(!shelf.has("高新技术企业=120"));
  // A correction is a source of its own: who, when, why, and what was read.
  auto const all = shelf.records(kCorrections);
  CHECK(all.size() == 2);
  for (auto const& record : all) { CHECK(record.text("by") == "王科长"); }
}

TEST_CASE("review: judged anew, a rejected fact comes back; nonsense is refused") {
  auto shelf = Shelf{};
  shelf.keep(kReport, "总结.txt");
  auto const mark = mark_of(shelf.fact("高新技术企业"));
  shelf.judge("高新技术企业", {Verdict::rejected, {}, "甲", "2026-11-25", ""});
  auto const again = review(shelf.store(), mark, {Verdict::accepted, {}, "乙", "2026-11-26", ""});
  REQUIRE(again);
  REQUIRE(shelf.store().apply(again->changes, now()));
  CHECK(shelf.has("高新技术企业=120"));
  CHECK(shelf.fact("高新技术企业").confidence == 1);
  CHECK(review(shelf.store(), "zzzzzzzzzzzz", {}).error().code == Code::not_found);
  auto odd = Judgement{Verdict::corrected, {}, "乙", "2026-11-26", ""};
  odd.amendment.period = "去年";
  CHECK(review(shelf.store(), mark, odd).error().where == "--period");
  odd.amendment.period.reset();
  odd.amendment.kind = "wish";
  CHECK(!review(shelf.store(), mark, odd));
}

TEST_CASE("review: a subject that a person gave is a name that the next document is read with") {
  auto shelf = Shelf{};
  shelf.keep("2024年，青石区推进园区建设。松木园区今年新增企业6家。\n", "一.txt");
  auto const* const name = "松木产业新城园区";
  auto const park = Record{"parks", name, {{"name", name, {}, {}, {}}}, {"t", "园区.csv", {}, 2}};
  REQUIRE(shelf.store().apply({{park.kind, park.key, park}}, now()));
  auto const subject_of = [&](double value) {
    for (auto const& record : shelf.records(kFacts)) {
      auto const f = fact_of(record);
      if (f && f->value == value) { return f->subject; }
    }
    return std::string{"(no such fact)"};
  };
  CHECK(subject_of(6) == "松木园区");
  auto told = Judgement{Verdict::corrected, {}, "乙", "2026-11-26", ""};
  told.amendment.subject = name;
  shelf.judge("新增企业", told);
  CHECK(subject_of(6) == name);
  shelf.keep("2025年，青石区各园区加快建设。松木园区今年新增企业9家。\n", "二.txt");
  CHECK(subject_of(9) == name);
}

TEST_CASE("corrections: experience lowers what was often wrong, and only that") {
  auto shelf = Shelf{};
  shelf.keep(kReport, "总结.txt");
  auto const before = shelf.fact("高新技术企业").confidence;
  CHECK(Corrections{}.trust(shelf.fact("高新技术企业")) == 1);
  shelf.judge("高新技术企业", {Verdict::rejected, {}, "甲", "2026-11-25", ""});
  auto const corrections = Corrections{shelf.records(kCorrections)};
  REQUIRE(corrections.all().size() == 1);
  auto like = corrections.all().front().read;
  CHECK(like.confidence == doctest::Approx(before));
  CHECK(corrections.trust(like) == doctest::Approx(2.0 / 3.0));  // (0 + 2) / (0 + 1 + 2)
  like.indicator = "规上工业企业";
  CHECK(corrections.trust(like) == 1);
}
