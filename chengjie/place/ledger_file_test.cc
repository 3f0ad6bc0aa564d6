// The `ledger` format: everything the district model holds can be written, read, solved and
// checked; what cannot is refused by its name.
#include "chengjie/place/ledger_file.h"

#include <doctest/doctest.h>
#include <array>
#include <sstream>

#include "chengjie/place/check.h"
#include "chengjie/place/district_random.h"
#include "chengjie/place/solve.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;
using namespace chengjie::place::district;

namespace {

std::string quoted(std::string const& text) { return '"' + text + '"'; }

std::string list(std::vector<std::string> const& words) {
  auto out = std::string{"["};
  for (auto const& word : words) { out += quoted(word) + ", "; }
  return out + "]";
}

template <class Rows>
std::string amounts(std::vector<std::optional<double>> const& of, Rows const& rows) {
  auto out = std::ostringstream{};
  out.precision(17);
  out << "{ ";
  auto first = true;
  for (auto r = std::size_t{0}; r != of.size(); ++r) {
    if (!of[r]) { continue; }
    out << (first ? "" : ", ") << rows[r].id << " = " << std::fixed << *of[r];
    first = false;
  }
  out << " }";
  return out.str();
}

std::string parts(std::vector<Part> const& of) {
  auto out = std::ostringstream{};
  out.precision(17);
  out << "{ ";
  for (auto const& part : of) {
    out << (&part == of.data() ? "" : ", ") << quoted(part.name) << " = " << std::fixed
        << part.points;
  }
  out << " }";
  return out.str();
}

char const* level(Near near) {
  constexpr char const* kWords[] = {"apart", "radius", "adjacent", "same_park", "same_host"};
  return kWords[static_cast<int>(near)];
}

void tell(std::ostream& out, Input const& in, Park const& p) {
  out << "[[park]]\nid = " << quoted(p.id) << "\nname = " << quoted(p.name)
      << "\ncapacity = " << amounts(p.capacity, in.resources) << "\nbanned = " << list(p.banned)
      << "\nsite = " << (p.site ? "true" : "false") << "\nparent = " << quoted(p.parent)
      << "\nhost = " << (p.host ? "true" : "false") << "\nzone = " << quoted(p.zone)
      << "\nopens = " << p.opens << "\nleast = " << amounts(p.least, in.ratios)
      << "\nsegments = " << list(p.segments) << "\n";
  if (p.allowed) { out << "allowed = " << list(*p.allowed) << "\n"; }
  if (p.hazard_most) { out << "hazard_most = " << *p.hazard_most << "\n"; }
  for (auto const& row : p.arrivals) {
    out << "[[park.arrivals]]\nresource = " << quoted(row.resource) << "\nyear = " << row.year
        << "\ncapacity = " << std::fixed << row.capacity << "\ncause = " << quoted(row.cause)
        << "\n";
  }
  for (auto const& row : p.extensions) {
    out << "[[park.extensions]]\nresource = " << quoted(row.resource) << "\nprice = " << std::fixed
        << row.price << "\nmost = " << row.most << "\n";
  }
}

void tell(std::ostream& out, Input const& in, Project const& p) {
  out << "[[project]]\nid = " << quoted(p.id) << "\nname = " << quoted(p.name)
      << "\nneed = " << amounts(p.need, in.resources) << "\nindustries = " << list(p.industries)
      << "\nworth = " << parts(p.worth) << "\nfixed = " << quoted(p.fixed_park)
      << "\nonly = " << list(p.only_parks) << "\npinned = " << quoted(p.pinned_park)
      << "\nnot = " << list(p.not_parks) << "\nfrom = " << p.from
      << "\nratio = " << amounts(p.ratio, in.ratios) << "\nsegment = " << quoted(p.segment)
      << "\nzones = " << list(p.zones) << "\n";
  if (p.price_unplaced) { out << "price_unplaced = " << std::fixed << *p.price_unplaced << "\n"; }
  if (p.hazard) { out << "hazard = " << *p.hazard << "\n"; }
  if (p.second) {
    out << "second = { name = " << quoted(p.second->name)
        << ", need = " << amounts(p.second->need, in.resources)
        << ", industries = " << list(p.second->industries) << ", zones = " << list(p.second->zones)
        << " }\n";
  }
}

std::string toml_of(Input const& in) {
  auto out = std::ostringstream{};
  out.precision(17);
  out << std::fixed << "price_unplaced = " << in.price_unplaced
      << "\nprice_wait = " << in.price_wait << "\nprice_segment = " << in.price_segment
      << "\nprice_move = " << in.price_move << "\nyear = " << in.year << "\nyears = " << in.years
      << "\ncloseness = { ";
  for (auto k = std::size_t{0}; k != in.closeness.size(); ++k) {
    out << (k == 0 ? "" : ", ") << level(static_cast<Near>(k)) << " = " << in.closeness[k];
  }
  out << " }\n";
  for (auto const& r : in.resources) {
    out << "[[resource]]\nid = " << quoted(r.id) << "\nname = " << quoted(r.name)
        << "\nunit = " << quoted(r.unit) << "\neach = " << (r.each ? "true" : "false")
        << "\ncarrier = " << (r.carrier ? "true" : "false")
        << "\nlegal = " << (r.legal ? "true" : "false") << "\n";
  }
  for (auto const& r : in.ratios) { out << "[[ratio]]\nid = " << quoted(r.id) << "\n"; }
  for (auto const& p : in.parks) { tell(out, in, p); }
  for (auto const& p : in.projects) { tell(out, in, p); }
  for (auto const& f : in.fits) {
    out << "[[fit]]\nproject = " << quoted(f.project) << "\npark = " << quoted(f.park)
        << "\npoints = " << parts(f.parts) << "\nfrom = " << f.from
        << "\nsecond = " << (f.second ? "true" : "false") << "\n";
  }
  for (auto const& p : in.pairs) {
    out << "[[pair]]\na = " << quoted(p.a) << "\nb = " << quoted(p.b) << "\npoints = " << p.points
        << "\n";
  }
  for (auto const& a : in.aparts) {
    out << "[[apart]]\na = " << quoted(a.a) << "\nb = " << quoted(a.b)
        << "\nlevel = " << quoted(level(a.level)) << "\n";
  }
  for (auto const& n : in.nears) {
    out << "[[near]]\na = " << quoted(n.a) << "\nb = " << quoted(n.b)
        << "\nlevel = " << quoted(level(n.level)) << "\n";
  }
  for (auto const& s : in.last) {
    out << "[[last]]\nproject = " << quoted(s.project) << "\npark = " << quoted(s.park) << "\n";
  }
  return out.str();
}

Claim claim_of(Answer const& answer) {
  auto out = Claim{};
  out.value = answer.value;
  out.bound = answer.bound;
  out.assignment.assign(answer.assignment.begin(), answer.assignment.end());
  out.years.assign(answer.years.begin(), answer.years.end());
  out.second.assign(answer.second.begin(), answer.second.end());
  return out;
}

constexpr auto kEverything = RandomDistrict{.projects = 7,
                                            .parks = 4,
                                            .years = true,
                                            .shared = true,
                                            .floors = true,
                                            .extensions = true,
                                            .pairs = true,
                                            .aparts = true,
                                            .segments = true,
                                            .seconds = true,
                                            .rules = true,
                                            .last = true};

}  // namespace

TEST_CASE("ledger: all that the district model holds is read, solved as there, and checked") {
  for (auto seed = std::uint64_t{1}; seed != 1 + place::rounds(40); ++seed) {
    CAPTURE(seed);
    auto const input = random_district(seed, kEverything);
    auto const text = toml_of(input);
    auto const read = read_input(text, "f.toml");
    REQUIRE_MESSAGE(read, read.error().line());
    CHECK(toml_of(*read) == text);
    auto const got = solve(text, "f.toml", Format::ledger, {.moves = 20'000}, {});
    REQUIRE_MESSAGE(got, got.error().line());
    REQUIRE(got->value);
    auto const verdict = check(text, "f.toml", "ledger", {}, claim_of(*got));
    REQUIRE(verdict);
    CHECK_MESSAGE(verdict->valid, (verdict->problems.empty() ? "" : verdict->problems.front()));
    auto const plan = place_projects(input, {.solve = {.moves = 20'000}, .prices_max = 0});
    REQUIRE(plan);
    if (plan->stop == Stop::proved_best && got->stop == Stop::proved_best) {
      // The same best points, by way of what the best plan of each project alone would bring.
      auto const other = solve(text, "f.toml", Format::ledger, {.moves = 20'000, .seed = 2}, {});
      REQUIRE(other);
      CHECK(*other->value == doctest::Approx(*got->value));
    }
  }
}

TEST_CASE("ledger: a claim that is not so is found out") {
  auto const text = toml_of(random_district(3, kEverything));
  auto const got = solve(text, "f.toml", Format::ledger, {.moves = 20'000}, {});
  REQUIRE(got);
  auto const good = claim_of(*got);
  struct Row {
    char const* name;
    void (*change)(Claim&);
  };
  for (auto const& row : std::to_array<Row>({
           {"better value", [](Claim& c) { *c.value -= 1.0; }},
           {"no value", [](Claim& c) { c.value.reset(); }},
           {"bound above", [](Claim& c) { c.bound = *c.value + 1.0; }},
           {"too short", [](Claim& c) { c.assignment.pop_back(); }},
           {"years too short", [](Claim& c) { c.years.pop_back(); }},
           {"no such site", [](Claim& c) { c.assignment[0] = 99; }},
           {"half a site", [](Claim& c) { c.assignment[0] = 0.5; }},
           {"not a year", [](Claim& c) { c.years.assign(c.years.size(), 1e300); }},
           {"too early", [](Claim& c) { c.years.assign(c.years.size(), 1950); }},
           {"all in one", [](Claim& c) { c.assignment.assign(c.assignment.size(), 0); }},
       })) {
    CAPTURE(row.name);
    auto claim = good;
    row.change(claim);
    auto const verdict = check(text, "f.toml", "ledger", {}, claim);
    REQUIRE(verdict);
    CHECK(!verdict->valid);
  }
}

TEST_CASE("ledger: refused by name, with the place in the file") {
  struct Row {
    char const* text;
    char const* what;
    char const* where;
  };
  for (auto const& row : std::to_array<Row>({
           {"", "文件里没有要落位的项目（[[project]]）", "f.toml"},
           {"[[park]]\nid = 'P'\n", "文件里没有要落位的项目（[[project]]）", "f.toml"},
           {"prize = 3\n", "文件里有不认识的列 prize", "f.toml:1:9"},
           {"[[park]]\nid = 'P'\ncolour = 'red'\n", "park里有不认识的列 colour", "f.toml:3:10"},
           {"[[project]]\nid = 'A'\nsecond = { where = 'P' }\n", "second里有不认识的列 where", ""},
           {"[[project]]\nid = 'A'\nfrom = 2026.5\n", "from 应是整数", "f.toml:3:8"},
           {"[[project]]\nid = 'A'\nratio = { tax = 3 }\n", "未声明的指标 tax", ""},
           {"[[project]]\nid = 'A'\nneed = { land = 3 }\n", "未声明的资源 land", ""},
           {"[[project]]\nid = 'A'\nfixed = 3\n", "fixed 应是文字", ""},
           {"[[park]]\nid = 'P'\nhost = 'yes'\n", "host 应是 true 或 false", ""},
           {"[[park]]\nid = 'P'\n[[park.arrivals]]\nresource = 'r'\n", "arrivals 缺少 capacity",
            ""},
           {"[[apart]]\na = 'A'\nb = 'B'\nlevel = 'near'\n",
            "level 应是 radius、adjacent、same_park 或 same_host", ""},
           {"park = 3\n", "park 应写成 [[park]]", ""},
       })) {
    CAPTURE(row.text);
    auto const got = read_input(row.text, "f.toml");
    REQUIRE(!got);
    CHECK(got.error().what == row.what);
    if (*row.where != '\0') { CHECK(got.error().where == row.where); }
    CHECK(got.error().help == "格式见 docs/place-format.md");
  }
}
