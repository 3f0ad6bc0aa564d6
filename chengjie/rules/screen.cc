#include "chengjie/rules/screen.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "chengjie/rules/screen_program.h"

namespace chengjie::rules {
namespace {

constexpr auto kNaN = std::numeric_limits<double>::quiet_NaN();

// A pack's tree with leaves by number of the program.
struct Plan {
  NodeKind kind{};
  int leaf{-1};
  int needed{};
  std::vector<Plan> children;
};

struct PlanTier {
  Plan when;
  double least{};
  double most{};
};
struct PlanRating {
  int of{-1};  // of steps
  double per{};
  double each{};
  double otherwise{};
  std::vector<PlanTier> tiers;
};
struct PlanItem {
  Item const* item{};
  int given{-1};
  std::vector<PlanRating> ways;
};
struct PlanPack {
  Pack const* pack{};
  Plan root;
  std::vector<PlanItem> items;
};

struct Points {
  std::vector<double> least = std::vector<double>(kBlock);
  std::vector<double> most = std::vector<double>(kBlock);
};

struct Planner {
  Program& program;
  Options const& options;
  Pack const& pack;

  Plan of(Node const& node) const {
    auto plan = Plan{node.kind, -1, node.needed, {}};
    if (node.kind == NodeKind::leaf) { plan.leaf = program.leaf(node.expression, pack.parameters); }
    for (auto const& child : node.children) {
      if (covers(child.applies, options.applies_to)) { plan.children.push_back(of(child)); }
    }
    return plan;
  }

  PlanRating of(Rating const& way) const {
    auto out =
        PlanRating{.per = way.per, .each = way.each, .otherwise = way.otherwise, .tiers = {}};
    if (way.per > 0) { out.of = program.number(*way.of, way.of->left, pack.parameters); }
    for (auto const& tier : way.tiers) {
      out.tiers.push_back({of(tier.when), tier.least, tier.most});
    }
    return out;
  }

  PlanItem of(Item const& item) const {
    auto out = PlanItem{.item = &item, .ways = {}};
    if (item.given >= 0) {
      auto e = Expression{};
      e.terms.push_back(Term{.op = Op::indicator, .ref = item.given});
      out.given = program.number(e, 0, {});
    }
    for (auto const& way : item.best_of) { out.ways.push_back(of(way)); }
    return out;
  }

  PlanPack all() const {
    auto out = PlanPack{&pack, of(pack.root), {}};
    if (pack.score) {
      for (auto const& item : pack.score->items) { out.items.push_back(of(item)); }
    }
    return out;
  }
};

// Firms of a block that have at least k of the sets, for k up to `needed`.
struct Tally {
  std::vector<std::array<std::uint64_t, kBlockWords>> reach;
  explicit Tally(int needed) : reach(static_cast<std::size_t>(needed) + 1) {
    reach[0].fill(~std::uint64_t{0});
  }
  void add(std::array<std::uint64_t, kBlockWords> const& set, bool inverted) {
    for (auto k = reach.size() - 1; k > 0; --k) {
      for (auto w = std::size_t{0}; w != kBlockWords; ++w) {
        reach[k][w] |= reach[k - 1][w] & (inverted ? ~set[w] : set[w]);
      }
    }
  }
};

struct Judge {
  Program const& program;
  std::size_t count;
  PlanPack const& pack;
  std::vector<Points> points{};  // by item

  Bits of(Plan const& plan) const {
    switch (plan.kind) {
      case NodeKind::leaf:
        return program.bits(plan.leaf);
      case NodeKind::not_found:
        return {};
      case NodeKind::score:
        return score();
      case NodeKind::all:
      case NodeKind::none:
        return all(plan);
      case NodeKind::any:
        return any(plan);
      case NodeKind::at_least:
        return at_least(plan);
    }
    return {};
  }

  Bits all(Plan const& plan) const {
    auto out = Bits{};
    out.met.fill(~std::uint64_t{0});
    for (auto const& child : plan.children) {
      auto bits = of(child);
      if (plan.kind == NodeKind::none) { std::swap(bits.met, bits.not_met); }
      for (auto w = std::size_t{0}; w != kBlockWords; ++w) {
        out.met[w] &= bits.met[w];
        out.not_met[w] |= bits.not_met[w];
      }
    }
    return out;
  }

  Bits any(Plan const& plan) const {
    auto out = Bits{};
    out.not_met.fill(~std::uint64_t{0});
    for (auto const& child : plan.children) {
      auto const bits = of(child);
      for (auto w = std::size_t{0}; w != kBlockWords; ++w) {
        out.met[w] |= bits.met[w];
        out.not_met[w] &= bits.not_met[w];
      }
    }
    return out;
  }

  Bits at_least(Plan const& plan) const {
    auto sure = Tally{plan.needed};
    auto possible = Tally{plan.needed};
    for (auto const& child : plan.children) {
      auto const bits = of(child);
      sure.add(bits.met, false);
      possible.add(bits.not_met, true);
    }
    auto out = Bits{};
    out.met = sure.reach.back();
    for (auto w = std::size_t{0}; w != kBlockWords; ++w) {
      out.not_met[w] = ~possible.reach.back()[w];
    }
    return out;
  }

  static bool has(std::array<std::uint64_t, kBlockWords> const& set, std::size_t i) {
    return (set[i / 64] >> (i % 64) & 1) != 0;
  }

  Points tiers(PlanRating const& way, double max) const {
    auto when = std::vector<Bits>{};
    for (auto const& tier : way.tiers) { when.push_back(of(tier.when)); }
    auto out = Points{};
    for (auto i = std::size_t{0}; i != count; ++i) {
      auto least = max;
      auto most = 0.0;
      auto settled = false;
      for (auto t = std::size_t{0}; t != when.size() && !settled; ++t) {
        if (has(when[t].not_met, i)) { continue; }
        least = std::min(least, way.tiers[t].least);
        most = std::max(most, way.tiers[t].most);
        settled = has(when[t].met, i);
      }
      out.least[i] = settled ? least : std::min(least, way.otherwise);
      out.most[i] = settled ? most : std::max(most, way.otherwise);
    }
    return out;
  }

  Points by_number(int step, double max, auto points_of) const {
    auto const& n = program.numbers(step);
    auto out = Points{};
    for (auto i = std::size_t{0}; i != count; ++i) {
      auto const known = !std::isnan(n.least[i]);
      out.least[i] = known ? std::clamp(points_of(n.least[i]), 0.0, max) : 0;
      out.most[i] = known ? std::clamp(points_of(n.most[i]), 0.0, max) : max;
    }
    return out;
  }

  Points of(PlanItem const& plan) const {
    auto const max = plan.item->max;
    if (plan.given >= 0) {
      return by_number(plan.given, max, [](double v) { return v; });
    }
    auto out = Points{};
    if (!plan.item->found) { std::ranges::fill(out.most, max); }
    for (auto const& way : plan.ways) {
      auto const steps = [&](double v) { return std::floor(v / way.per + 1e-9) * way.each; };
      auto const p = way.per > 0 ? by_number(way.of, max, steps) : tiers(way, max);
      for (auto i = std::size_t{0}; i != count; ++i) {
        out.least[i] = std::max(out.least[i], p.least[i]);
        out.most[i] = std::max(out.most[i], p.most[i]);
      }
    }
    return out;
  }

  void must(Bits& out, double threshold, bool strict, auto of_item) const {
    for (auto i = std::size_t{0}; i != count; ++i) {
      auto sum = Range{0, 0, true};
      for (auto k = std::size_t{0}; k != points.size(); ++k) {
        if (!of_item(*pack.items[k].item)) { continue; }
        sum.least += points[k].least[i];
        sum.most += points[k].most[i];
      }
      auto const state =
          compare(sum, {threshold, threshold, true}, strict ? Compare::above : Compare::at_least);
      auto const bit = std::uint64_t{1} << (i % 64);
      if (state != State::met) { out.met[i / 64] &= ~bit; }
      if (state == State::not_met) { out.not_met[i / 64] |= bit; }
    }
  }

  Bits score() const {
    auto out = Bits{};
    out.met.fill(~std::uint64_t{0});
    auto const& s = *pack.pack->score;
    must(out, s.pass, s.strict, [](Item const&) { return true; });
    for (auto const& group : s.groups) {
      must(out, group.min, false, [&](Item const& item) { return item.group == group.name; });
    }
    for (auto const& row : s.items) {
      if (row.above) {
        must(out, *row.above, true, [&](Item const& item) { return &item == &row; });
      }
    }
    return out;
  }

  Bits run() {
    for (auto const& item : pack.items) { points.push_back(of(item)); }
    return of(pack.root);
  }
};

// Columns while they are gathered firm by firm.
struct Gatherer {
  FirmColumns out;
  double about_share;
  std::map<std::pair<int, int>, std::size_t> numbers;
  std::map<int, std::size_t> words;
  std::map<int, std::map<std::vector<std::string>, std::uint32_t>> lists;

  void number(std::size_t firm, int id, int year, Range value) {
    auto const [at, fresh] = numbers.emplace(std::pair{id, year}, out.numbers.size());
    if (fresh) {
      out.numbers.push_back(
          {id, year, std::vector<double>(out.firms, kNaN), std::vector<double>(out.firms, kNaN)});
    }
    constexpr auto kAny = std::numeric_limits<double>::infinity();
    out.numbers[at->second].least[firm] = value.known ? value.least : -kAny;
    out.numbers[at->second].most[firm] = value.known ? value.most : kAny;
  }

  void text(std::size_t firm, int id, std::vector<std::string> list) {
    auto const [at, fresh] = words.emplace(id, out.words.size());
    if (fresh) { out.words.push_back({id, std::vector<std::uint32_t>(out.firms, 0), {{}}}); }
    auto& column = out.words[at->second];
    auto const [code, new_list] =
        lists[id].emplace(list, static_cast<std::uint32_t>(column.lists.size()));
    if (new_list) { column.lists.push_back(std::move(list)); }
    column.code[firm] = code->second;
  }

  void firm(std::size_t i, Facts const& facts) {
    auto seen = std::set<std::pair<int, int>>{};
    auto texts = std::map<int, std::vector<std::string>>{};
    for (auto const& fact : facts.facts) {
      auto const id = indicator_named(fact.indicator);
      if (!id) { continue; }
      auto const& row = indicators()[static_cast<std::size_t>(*id)];
      if (row.holds == Holds::text || row.holds == Holds::date) {
        texts[*id].push_back(fact.text);
        continue;
      }
      auto const year = year_of(fact.year);
      if (!seen.emplace(*id, year).second) { continue; }
      auto const flag = Range{fact.value, fact.value, true};
      number(i, *id, year,
             row.holds == Holds::flag ? flag : ranges::of_fact(fact, row, about_share));
    }
    for (auto& [id, list] : texts) { text(i, id, std::move(list)); }
  }
};

}  // namespace

FirmColumns columns_of(std::vector<Facts const*> const& firms, double about_share) {
  auto gatherer = Gatherer{{firms.size(), {}, {}}, about_share, {}, {}, {}};
  for (auto i = std::size_t{0}; i != firms.size(); ++i) { gatherer.firm(i, *firms[i]); }
  return std::move(gatherer.out);
}

FirmColumns columns_of(std::vector<Facts> const& firms, double about_share) {
  auto each = std::vector<Facts const*>{};
  for (auto const& facts : firms) { each.push_back(&facts); }
  return columns_of(each, about_share);
}

State Screen::at(std::size_t pack, std::size_t firm) const {
  auto const w = pack * words + firm / 64;
  if ((met[w] >> (firm % 64) & 1) != 0) { return State::met; }
  return (not_met[w] >> (firm % 64) & 1) != 0 ? State::not_met : State::unknown;
}

std::size_t Screen::count(std::size_t pack, State state) const {
  auto of_met = std::size_t{0};
  auto of_not = std::size_t{0};
  for (auto w = pack * words; w != (pack + 1) * words; ++w) {
    of_met += static_cast<std::size_t>(std::popcount(met[w]));
    of_not += static_cast<std::size_t>(std::popcount(not_met[w]));
  }
  return state == State::met ? of_met : state == State::not_met ? of_not : firms - of_met - of_not;
}

Screen screen(std::vector<Pack const*> const& packs, FirmColumns const& columns,
              Options const& options) {
  auto program = Program{columns, options};
  auto plans = std::vector<PlanPack>{};
  for (auto const* pack : packs) { plans.push_back(Planner{program, options, *pack}.all()); }
  auto out = Screen{columns.firms, (columns.firms + 63) / 64, {}, {}};
  out.met.assign(out.words * packs.size(), 0);
  out.not_met.assign(out.words * packs.size(), 0);
  for (auto begin = std::size_t{0}; begin < columns.firms; begin += kBlock) {
    auto const count = std::min(kBlock, columns.firms - begin);
    program.run(begin, count);
    for (auto p = std::size_t{0}; p != plans.size(); ++p) {
      auto const bits = Judge{program, count, plans[p]}.run();
      for (auto w = std::size_t{0}; w * 64 < count; ++w) {
        auto const left = count - w * 64;
        auto const mask = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
        out.met[p * out.words + begin / 64 + w] = bits.met[w] & mask;
        out.not_met[p * out.words + begin / 64 + w] = bits.not_met[w] & mask;
      }
    }
  }
  return out;
}

Values values(Expression const& e, FirmColumns const& columns, Options const& options) {
  auto program = Program{columns, options};
  auto const root = program.number(e, e.left, {});
  auto out = Values{};
  for (auto begin = std::size_t{0}; begin < columns.firms; begin += kBlock) {
    auto const count = static_cast<std::ptrdiff_t>(std::min(kBlock, columns.firms - begin));
    program.run(begin, static_cast<std::size_t>(count));
    auto const& n = program.numbers(root);
    out.least.insert(out.least.end(), n.least.begin(), n.least.begin() + count);
    out.most.insert(out.most.end(), n.most.begin(), n.most.begin() + count);
  }
  return out;
}

}  // namespace chengjie::rules
