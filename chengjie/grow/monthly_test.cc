#include "chengjie/grow/monthly.h"

#include <doctest/doctest.h>

#include <array>
#include <random>

#include "chengjie/base/tree.h"

using namespace chengjie;
using namespace chengjie::grow;

namespace {

MonthlyOptions shipped() {
  auto const text = read_file("data/monthly/thresholds.toml");
  REQUIRE(text);
  auto const options = read_monthly_options(*text, "thresholds.toml");
  REQUIRE(options);
  return *options;
}

MonthRow row(std::string name, std::string place, std::string industry, double month, double total,
             std::optional<double> prior) {
  auto out = MonthRow{};
  out.firm = out.name = std::move(name);
  out.place = std::move(place);
  out.industry = std::move(industry);
  out.month = month;
  out.total = total;
  out.total_prior = prior;
  return out;
}

}  // namespace

// Three firms by hand. Growth over A and B alone: C states no figure of last year.
//   now 300 + 150, before 250 + 200, growth 0; A adds 50 / 450, B takes 50 / 450 away.
TEST_CASE("monthly: sums, growth over comparable firms, contributions by hand") {
  auto const rows =
      std::vector{row("A", "东园", "3630", 100, 300, 250), row("B", "西园", "36", 40, 150, 200),
                  row("C", "西园", "3252", 10, 60, std::nullopt)};
  auto const m = monthly(rows, shipped());
  CHECK(*m.month.sum == 150);
  CHECK(*m.total.sum == 510);
  CHECK(m.total.firms == 3);
  CHECK(m.total.both == 2);
  CHECK(m.without_prior == 1);
  CHECK(*m.total.growth == doctest::Approx(0));
  CHECK(!m.month.growth);
  CHECK(!m.tax.sum);
  REQUIRE(m.by_firm.size() == 2);
  CHECK(m.by_firm[0].points == doctest::Approx(100.0 / 9));
  CHECK(m.by_firm[1].points == doctest::Approx(-100.0 / 9));
  REQUIRE(m.by_industry.size() == 1);  // 3630 and 36 are one industry of two digits
  CHECK(m.by_industry[0].key == "36");
  CHECK(m.by_industry[0].firms == 2);
  CHECK(m.odd.empty());
}

TEST_CASE("monthly: what is odd in a return") {
  struct Row {
    std::string_view name;
    std::optional<double> month, total, prior, before, year_ago, power, power_ago;
    std::vector<Oddity> odd;
  };
  auto const none = std::optional<double>{};
  for (auto const& c : std::to_array<Row>({
           {"steady", 100, 300, 280, 200, 280, 10, 9.5, {}},
           {"nothing known", none, none, none, none, none, none, none, {}},
           {"stopped", 0, 200, 280, 200, none, none, none, {Oddity::stopped}},
           {"jumped", 400, 600, 280, 200, none, none, none, {Oddity::jumped}},
           {"restated the month before",
            100,
            350,
            280,
            200,
            none,
            none,
            none,
            {Oddity::month_restated}},
           {"restated last year", 100, 300, 280, 200, 250, none, none, {Oddity::year_restated}},
           {"output up, power down", 100, 300, 200, 200, none, 5, 10, {Oddity::power_apart}},
           {"no power last year", 100, 300, 200, 200, none, 5, none, {}},
           {"negative", -5, 195, 280, 200, none, none, none, {Oddity::negative_month}},
           {"first month of the year", 100, 100, 90, none, none, none, none, {}},
       })) {
    CAPTURE(c.name);
    auto r = MonthRow{};
    r.firm = c.name;
    r.month = c.month;
    r.total = c.total;
    r.total_prior = c.prior;
    r.total_before = c.before;
    r.months_before = 2;
    r.total_year_ago = c.year_ago;
    r.power = c.power;
    r.power_year_ago = c.power_ago;
    auto const m = monthly({r}, shipped());
    auto found = std::vector<Oddity>{};
    for (auto const& odd : m.odd) { found.push_back(odd.oddity); }
    CHECK(found == c.odd);
  }
}

// The contributions of firms, places and industries each add up to the growth.
TEST_CASE("monthly: contributions add up to the growth of comparable firms") {
  auto random = std::mt19937{7};
  auto number = std::uniform_real_distribution<double>{1, 1000};
  for (auto round = 0; round < 200; ++round) {
    auto rows = std::vector<MonthRow>{};
    for (auto i = 0; i < 1 + static_cast<int>(random() % 40); ++i) {
      auto prior = std::optional<double>{};
      if (random() % 5 != 0) { prior = number(random); }
      rows.push_back(row("f" + std::to_string(i), "p" + std::to_string(random() % 4),
                         std::to_string(10 + random() % 5), number(random), number(random), prior));
    }
    auto const m = monthly(rows, shipped());
    for (auto const* list : {&m.by_firm, &m.by_place, &m.by_industry}) {
      auto sum = 0.0;
      for (auto const& c : *list) { sum += c.points; }
      CHECK(sum == doctest::Approx(m.total.growth.value_or(0) * 100).epsilon(1e-9));
    }
  }
}

TEST_CASE("monthly: options that cannot be are refused with their name") {
  CHECK(!read_monthly_options("stop_share = 0.2\njump_ratio = -1\n", "m.toml"));
  CHECK(!read_monthly_options("", "m.toml"));
  CHECK(!read_monthly_options("not toml", "m.toml"));
}
