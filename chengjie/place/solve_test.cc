#include "chengjie/place/solve.h"

#include <doctest/doctest.h>
#include <array>
#include <cstdlib>

#include "chengjie/base/random.h"
#include "chengjie/base/tree.h"
#include "chengjie/place/check.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/plain.h"
#include "chengjie/place/random_problem.h"
#include "chengjie/place/solvers.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;

namespace {

Claim claim_of(Answer const& answer) {
  auto out = Claim{};
  out.value = answer.value;
  out.bound = answer.bound;
  out.assignment.assign(answer.assignment.begin(), answer.assignment.end());
  for (auto const& flow : answer.flows) {
    out.flows.push_back(
        {static_cast<double>(flow.site), static_cast<double>(flow.item), flow.share});
  }
  return out;
}

struct Case {
  char const* name;
  char const* format;
  std::string_view text;
  std::optional<double> value;  // none: infeasible
  bool single{};
};

// Small enough to be worked out by hand.
auto const kCases = std::to_array<Case>({
    {"gap", "gap", "2 3\n1 5 3\n4 2 9\n2 2 2\n3 3 3\n4 5\n", 6.0},
    {"gap without room", "gap", "1 2\n1 1\n3 3\n5\n", std::nullopt},
    {"gap with decimals", "gap", "2 2\n1.5 2.25\n2 0.5\n1 1\n1 1\n1 1\n", 2.0},
    {"mrgap", "mrgap", "2 2 2\n4 4\n4 4\n2\n1 5 3 1\n2 6 1 1\n1\n1 2 3 3\n", 8.0},
    {"gqap", "gqap", "2 2 1\n0 3\n3 0\n0 2\n2 0\n5 1\n1 5\n1 1\n1 1\n", 14.0},
    {"qap", "qap", "3\n0 1 2\n1 0 3\n2 3 0\n0 5 2\n5 0 3\n2 3 0\n", 34.0},
    {"sscflp", "sscflp", "2 2\n5 10\n9 12\n4 4\n1 2\n3 4\n", 19.0},
    {"cflp split", "cflp", "2 2\n5 10\n4 1\n4 4 8\n4 4 8\n", 22.0},
    {"cflp single", "cflp", "2 2\n5 10\n4 1\n4 4 8\n4 4 8\n", 23.0, true},
    {"cflp-ci", "cflp-ci",
     "Warehouses = 2;\nStores = 2;\n\nCapacity = [9, 9];\nFixedCost = [5, 6];\nGoods = [3, 4];\n"
     "SupplyCost = [|1, 2\n|1, 3|];\nIncompatibilities = 1;\nIncompatiblePairs = [| 1, 2 |];\n",
     21.0},
    {"tbed1", "cflp",
     "{\"info\":{\"name\":\"x\"},\"params\":{\"I\":2,\"J\":2,\"D\":[2,3],\"Q\":[5,5],\"F\":[1,9],"
     "\"c\":[[1,2],[5,1]]}}",
     9.0},
});

}  // namespace

TEST_CASE("solve and check, every format") {
  for (auto const& row : kCases) {
    CAPTURE(row.name);
    auto options = SolveOptions{};
    options.moves = 20'000;
    options.single = row.single;
    auto const format = format_named(row.format);
    REQUIRE(format);
    auto const got = solve(row.text, row.name, *format, options, {});
    REQUIRE_MESSAGE(got.ok(), (got ? "" : got.error().line()));
    CHECK(got->value.has_value() == row.value.has_value());
    if (!row.value || !got->value) {
      CHECK(got->assignment.empty());
      continue;
    }
    CHECK(*got->value == doctest::Approx(*row.value));
    auto const verdict = check(row.text, row.name, row.format, {row.single, {}}, claim_of(*got));
    REQUIRE(verdict);
    CHECK_MESSAGE(verdict->valid, (verdict->problems.empty() ? "" : verdict->problems.front()));
  }
}

TEST_CASE("check finds what is wrong") {
  auto const& gap = kCases[0];
  auto const good = Claim{6.0, 5.0, {0, 1, 0}, {}};
  CHECK(check(gap.text, "f", "gap", {}, good)->valid);
  auto const refused = [&](auto change) {
    auto claim = good;
    change(claim);
    auto const verdict = check(gap.text, "f", "gap", {}, claim);
    REQUIRE(verdict);
    return !verdict->valid && !verdict->problems.empty();
  };
  CHECK(refused([](Claim& c) { c.value = 5.0; }));
  CHECK(refused([](Claim& c) { c.value.reset(); }));
  CHECK(refused([](Claim& c) { c.bound = 7.0; }));
  CHECK(refused([](Claim& c) { c.assignment.pop_back(); }));
  CHECK(refused([](Claim& c) { c.assignment[0] = 2; }));
  CHECK(refused([](Claim& c) { c.assignment[0] = -1; }));
  CHECK(refused([](Claim& c) { c.assignment[0] = 0.5; }));
  CHECK(refused([](Claim& c) { c.assignment = {0, 0, 0}; }));
  CHECK(check("1 1", "f", "gap", {}, good).error().code == Code::bad_input);
  CHECK(check(gap.text, "f", "nonsense", {}, good).error().code == Code::bad_usage);
}

TEST_CASE("solve refuses broken files with the line") {
  struct Row {
    char const* format;
    std::string_view text;
  };
  for (auto const& row : std::to_array<Row>({
           {"gap", ""},
           {"gap", "2"},
           {"gap", "2 x"},
           {"gap", "999999 999999\n1 2 3"},
           {"gap", "-1 4\n"},
           {"gap", "1 1\n1\n1\n1\n7"},
           {"gap", "1 1\nnan\n1\n1\n"},
           {"gap", "1 1\n1\n-1\n1\n"},
           {"gap", "1 1\n1e300\n1\n1\n"},
           {"mrgap", "1 1 1\n5\n2\n1 1 1\n1 1 1\n"},
           {"mrgap", "1 1 99\n"},
           {"qap", "2\n0 1\n1 0\n0 1\n1"},
           {"gqap", "2 2 1\n0 1"},
           {"cflp", "1 1\ncapacity 5\n1 1\n"},
           {"cflp", "{\"params\":{\"D\":[1],\"Q\":[1,2],\"F\":[1],\"c\":[[1]]}}"},
           {"cflp", "{"},
           {"cflp-ci", "Capacity = [1"},
           {"sscflp", "1 1\n1 1\n"},
           {"ledger", "[[park]]\nname = \"x\"\n"},
           {"ledger", "[[project]]\nid = \"a\"\nneed = { land = 3 }\n"},
           {"ledger", "price_unplaced = \"x\"\n"},
           {"ledger", "[[["},
       })) {
    CAPTURE(row.format);
    CAPTURE(row.text);
    auto const got = solve(row.text, "file.txt", *format_named(row.format), {.moves = 10}, {});
    REQUIRE(!got);
    CHECK(got.error().code == Code::bad_input);
    CHECK(got.error().where.starts_with("file.txt"));
  }
  CHECK(!format_named("xlsx"));
}

TEST_CASE("options that do not apply to the file are refused") {
  struct Row {
    char const* format;
    SolveOptions options;
  };
  for (auto const& row : std::to_array<Row>({
           {"gap", {.single = true, .moves = 10}},
           {"qap", {.single = true, .moves = 10}},
           {"gap", {.capacity = 5.0, .moves = 10}},
           {"cflp", {.capacity = 5.0, .moves = 10}},
           {"sscflp", {.capacity = 5.0, .moves = 10}},
       })) {
    CAPTURE(row.format);
    auto const got =
        solve("1 1\n1\n1\n1\n", "file.txt", *format_named(row.format), row.options, {});
    REQUIRE(!got);
    CHECK(got.error().code == Code::bad_usage);
  }
}

TEST_CASE("an error shows no half of a character") {
  auto const got = solve("1 一二三四五六七八九十十一", "f", Format::gap, {.moves = 1}, {});
  REQUIRE(!got);
  CHECK(got.error().what.find("“一二三四五六七八”") != std::string::npos);
}

TEST_CASE("mangled files never crash the readers or the checker") {
  auto random = Random{11};
  for (auto round = std::uint64_t{0}; round != place::rounds(3000); ++round) {
    auto const& row = kCases[random.below(kCases.size())];
    auto text = std::string{row.text};
    for (auto k = random.below(4) + 1; k != 0 && !text.empty(); --k) {
      auto const at = random.below(static_cast<std::uint32_t>(text.size()));
      switch (random.below(4)) {
        case 0:
          text.erase(at, 1 + random.below(4));
          break;
        case 1:
          text[at] = static_cast<char>(random.below(256));
          break;
        case 2:
          text.insert(at, std::to_string(random.next() % 100000));
          break;
        default:
          text.resize(at);
          break;
      }
    }
    auto options = SolveOptions{};
    options.moves = 30;
    auto const got = solve(text, "f", *format_named(row.format), options, {});
    auto claim = Claim{1.0, 0.0, {0, 0, 0}, {{0, 0, 1.0}}};
    if (got && got->value) { claim = claim_of(*got); }
    auto const verdict = check(text, "f", row.format, {}, claim);
    if (got && got->value && verdict) { CHECK(verdict->value.has_value()); }
  }
}

TEST_CASE("every solver agrees with exhaustion on what it takes") {
  struct Row {
    char const* name;
    RandomShape shape;
  };
  for (auto const& row : std::to_array<Row>({
           {"linear", {.items = 6, .sites = 3}},
           {"linear", {.items = 6, .sites = 3, .resources = 3, .tightness = 0.7}},
           {"linear", {.items = 6, .sites = 4, .sparse = true, .skipping = true, .tightness = 1.2}},
           {"pair tabu", {.items = 5, .sites = 3, .pairs = true, .tightness = 0.6}},
       })) {
    auto const* solver = solver_named(row.name);
    REQUIRE(solver);
    for (auto seed = std::uint64_t{0}; seed != place::rounds(60); ++seed) {
      CAPTURE(row.name);
      CAPTURE(seed);
      auto const problem = random_problem(seed, row.shape);
      REQUIRE(solver->takes(problem));
      auto const sure = solve_exhaustive(problem, {});
      auto const got = solver->run(problem, {.moves = 6'000});
      REQUIRE(sure);
      REQUIRE(got);
      REQUIRE(got->value.has_value() == sure->value.has_value());
      if (!sure->value) { continue; }
      CHECK(*got->value == *sure->value);
      CHECK(*got->bound <= *sure->value);
    }
  }
}

TEST_CASE("an answer stopped by moves does not depend on the threads") {
  for (auto const& row : kCases) {
    CAPTURE(row.name);
    auto options = SolveOptions{};
    options.moves = 5'000;
    options.single = row.single;
    auto const one = solve(row.text, row.name, *format_named(row.format), options, {});
    options.threads = 3;
    auto const three = solve(row.text, row.name, *format_named(row.format), options, {});
    REQUIRE(one);
    REQUIRE(three);
    CHECK(one->assignment == three->assignment);
    CHECK(one->value == three->value);
    CHECK(one->bound == three->bound);
  }
  // Large enough that the searches, the tree and the diver meet several times.
  auto swaps = random_problem(7, {.items = 16, .sites = 16, .pairs = true});
  std::fill(swaps.use.begin(), swaps.use.end(), 1);
  std::fill(swaps.capacity.begin(), swaps.capacity.end(), 1);
  auto location = random_problem(9, {.items = 30, .sites = 8, .opening = true, .tightness = 0.6});
  for (auto j = 0; j != location.items; ++j) {
    for (auto a = location.first[j]; a != location.first[j + 1]; ++a) {
      location.use[a] = location.use[location.first[j]];
    }
  }
  auto split = location;
  split.split = true;
  for (auto const& large :
       {random_problem(5, {.items = 120, .sites = 8, .tightness = 0.95}),
        random_problem(6, {.items = 90, .sites = 35, .sparse = true, .tightness = 0.9}),
        random_problem(8, {.items = 60, .sites = 8, .resources = 3, .tightness = 0.8}), swaps,
        location, split}) {
    CAPTURE(large.items);
    auto const one = solve_best(large, {.moves = 4'000, .threads = 1});
    auto const two = solve_best(large, {.moves = 4'000, .threads = 2});
    REQUIRE(one);
    REQUIRE(two);
    CHECK(one->site_of == two->site_of);
    CHECK(one->value == two->value);
    CHECK(one->bound == two->bound);
    CHECK(one->stop == two->stop);
  }
}

TEST_CASE("the district of cases/place, through the ledger format") {
  auto const text = read_file("cases/place/district.toml");
  REQUIRE(text);
  auto const got = solve(*text, "district.toml", Format::ledger, {.moves = 20'000}, {});
  REQUIRE(got);
  // A at P1 and B at P2; C is short of land, D is let in nowhere: (33 + 2) + (0 + 2).
  CHECK(got->assignment == std::vector<std::int32_t>{0, 1, -1, -1});
  CHECK(*got->value == doctest::Approx(37));
  CHECK(got->stop == Stop::proved_best);
  auto const verdict = check(*text, "district.toml", "ledger", {}, claim_of(*got));
  REQUIRE(verdict);
  CHECK_MESSAGE(verdict->valid, (verdict->problems.empty() ? "" : verdict->problems.front()));
}

TEST_CASE("public instances: valid, never above a known value's reach, bounds never above it") {
  auto const* env = std::getenv("CHENGJIE_SHARED");
  auto const base = std::string{env ? env : "../shared"} + "/place/";
  struct Row {
    char const* file;
    char const* format;
    double best;
    double within;  // of the best known value, in these few moves
    bool single{};
    std::optional<double> capacity{};
  };
  for (auto const& row : std::to_array<Row>({
           {"gap/gap1-0", "gap", 261, 0.0},
           {"gap/a20100", "gap", 1158, 0.0},
           {"gap/e10100", "gap", 11577, 0.005},
           {"gqap/cordeau-20-15-35.txt", "gqap", 1471896, 0.01},
           {"qap/nug12.txt", "qap", 578, 0.01},
           {"cflp/cap41.txt", "cflp", 1040444.375, 0.0},
           {"cflp/cap113.txt", "cflp", 970567.750, 0.0},
           {"sscflp/holmberg/p1.dat", "sscflp", 8848, 0.01},
           {"cflp-ci/wlp01.dzn", "cflp-ci", 29002, 0.05},
       })) {
    CAPTURE(row.file);
    auto const text = read_file(base + row.file);
    if (!text) {
      MESSAGE("shared cases are absent: " << base);
      return;
    }
    auto options = SolveOptions{};
    options.moves = 40'000;
    options.single = row.single;
    auto const got = solve(*text, row.file, *format_named(row.format), options, {});
    REQUIRE(got);
    REQUIRE(got->value);
    auto const verdict =
        check(*text, row.file, row.format, {row.single, row.capacity}, claim_of(*got));
    REQUIRE(verdict);
    CHECK_MESSAGE(verdict->valid, (verdict->problems.empty() ? "" : verdict->problems.front()));
    CHECK(*got->value <= row.best * (1.0 + row.within) + 0.01);
    if (got->bound) { CHECK(*got->bound <= row.best + 0.01); }
  }
}
