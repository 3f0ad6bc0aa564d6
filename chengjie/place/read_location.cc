// sscflp, cflp (OR-Library text and tbed1 JSON) and cflp-ci (MiniZinc data).
#include <cmath>

#include "chengjie/place/read_problem.h"
#include "chengjie/place/tokens.h"

namespace chengjie::place::detail {
namespace {

using Numbers = std::vector<Number>;

// A location file as numbers: capacities, opening costs, demands, and what serving all of a
// customer's demand costs (customers x sites).
struct Location {
  std::size_t sites{};
  std::size_t customers{};
  Numbers capacity;
  Numbers opening;
  Numbers demand;
  std::vector<long double> serving;
  int places{};  // decimals of opening and serving
  bool exact{true};
};

constexpr auto kSplitPlacesLeast = 6;  // a split plan's value is counted in millionths at least

Result<Reading> location_of(Location const& in, bool split, Tokens const& tokens) {
  auto reading = Reading{};
  auto& p = reading.problem;
  p.items = static_cast<int>(in.customers);
  p.sites = static_cast<int>(in.sites);
  p.resources = 1;
  p.split = split;
  auto const use = scale_of({&in.demand, &in.capacity}, 1e15L);
  auto largest = 1.0L;
  for (auto const cost : in.serving) { largest = std::max(largest, std::abs(cost)); }
  for (auto const& cost : in.opening) { largest = std::max(largest, std::abs(cost.value())); }
  auto places = split ? std::max(in.places, kSplitPlacesLeast) : in.places;
  auto one = std::pow(10.0L, static_cast<long double>(places));
  auto const most = 1e18L / static_cast<long double>(in.customers + in.sites);
  while (places > 0 && largest * one > most) { --places, one /= 10.0L; }
  if (largest * one > most) { return tokens.error("费用超出可计算的范围"); }
  p.first.push_back(0);
  for (auto j = std::size_t{0}; j != in.customers; ++j) {
    for (auto i = std::size_t{0}; i != in.sites; ++i) {
      p.site.push_back(static_cast<std::int32_t>(i));
      p.cost.push_back(std::llround(in.serving[j * in.sites + i] * one));
      p.use.push_back(in.demand[j].scaled(use.places));
    }
    p.first.push_back(static_cast<std::int32_t>(p.site.size()));
  }
  for (auto const& room : in.capacity) { p.capacity.push_back(room.scaled(use.places)); }
  for (auto const& cost : in.opening) { p.open_cost.push_back(cost.scaled(places)); }
  reading.scale = static_cast<double>(one);
  reading.exact = in.exact && places >= in.places;
  return reading;
}

int places_of(std::initializer_list<Numbers const*> groups) {
  auto out = 0;
  for (auto const* group : groups) {
    for (auto const& number : *group) { out = std::max(out, number.places); }
  }
  return std::min(out, 12);
}

struct Sizes {
  std::int64_t sites{};
  std::int64_t customers{};
};

Result<Sizes> read_sizes(Tokens& tokens) {
  auto const m = tokens.count("场地数", 1, kSitesMax);
  if (!m) { return m.error(); }
  auto const n = tokens.count("客户数", 1, kItemsMax);
  if (!n) { return n.error(); }
  if (!tokens.may_hold(*m, *n)) { return tokens.error("文件开头写的规模与内容不符（文件太短）"); }
  return Sizes{*m, *n};
}

Result<Done> read_sites(Tokens& tokens, Location& in, ReadOptions const& options) {
  for (auto i = std::size_t{0}; i != in.sites; ++i) {
    if (tokens.skip("capacity")) {
      if (!options.capacity) { return tokens.error("此文件的容量是参数，请用 --capacity 给出"); }
      if (!(*options.capacity >= 0.0) || *options.capacity > 1e9) {
        return tokens.error("--capacity 应是 0 到 10 亿之间的数");
      }
      in.capacity.push_back({std::llround(*options.capacity * 1e6), 6});
    } else {
      auto const room = tokens.number("容量");
      if (!room) { return room.error(); }
      in.capacity.push_back(*room);
    }
    auto const cost = tokens.number("启用费用");
    if (!cost) { return cost.error(); }
    in.opening.push_back(*cost);
  }
  for (auto& room : in.capacity) {
    while (room.places > 0 && room.digits % 10 == 0) { room.digits /= 10, --room.places; }
    if (room.digits == 0) { room.places = 0; }
  }
  return kDone;
}

}  // namespace

Result<Reading> read_cflp(std::string_view text, std::string_view name,
                          ReadOptions const& options) {
  auto tokens = Tokens{text, name};
  auto const begin = text.find_first_not_of(" \t\r\n");
  if (begin != std::string_view::npos && text[begin] == '{') {
    return read_tbed1(text, name, options.single);
  }
  auto const sizes = read_sizes(tokens);
  if (!sizes) { return sizes.error(); }
  auto in = Location{};
  in.sites = static_cast<std::size_t>(sizes->sites);
  in.customers = static_cast<std::size_t>(sizes->customers);
  if (auto const done = read_sites(tokens, in, options); !done) { return done.error(); }
  auto serving = Numbers{};
  for (auto j = std::size_t{0}; j != in.customers; ++j) {
    auto const demand = tokens.number("需求");
    if (!demand) { return demand.error(); }
    in.demand.push_back(*demand);
    for (auto i = std::size_t{0}; i != in.sites; ++i) {
      auto const cost = tokens.number("供应费用");
      if (!cost) { return cost.error(); }
      serving.push_back(*cost);
      in.serving.push_back(cost->value());
    }
  }
  if (!tokens.done()) { return tokens.error("最后一个客户之后还有多余的内容"); }
  in.places = places_of({&serving, &in.opening});
  return location_of(in, !options.single, tokens);
}

Result<Reading> read_sscflp(std::string_view text, std::string_view name) {
  auto tokens = Tokens{text, name};
  auto const sizes = read_sizes(tokens);
  if (!sizes) { return sizes.error(); }
  auto in = Location{};
  in.sites = static_cast<std::size_t>(sizes->sites);
  in.customers = static_cast<std::size_t>(sizes->customers);
  if (auto const done = read_sites(tokens, in, {}); !done) { return done.error(); }
  auto demand = tokens.numbers(in.customers, "需求");
  if (!demand) { return demand.error(); }
  in.demand = *std::move(demand);
  auto const cost = tokens.numbers(in.sites * in.customers, "供应费用");
  if (!cost) { return cost.error(); }
  if (!tokens.done()) { return tokens.error("供应费用之后还有多余的内容"); }
  for (auto j = std::size_t{0}; j != in.customers; ++j) {
    for (auto i = std::size_t{0}; i != in.sites; ++i) {
      in.serving.push_back((*cost)[i * in.customers + j].value());
    }
  }
  in.places = places_of({&*cost, &in.opening});
  return location_of(in, false, tokens);
}

namespace {

// The numbers of the list that follows `key`, brackets skipped, up to the bracket that closes it.
// `widths` gets how many stand in each inner list.
Result<Numbers> list_after(std::string_view text, std::string_view name, std::string_view key,
                           char close, std::vector<std::size_t>* widths) {
  auto const at = text.find(key);
  auto where = Tokens{text, name, ",[]|;:"};
  if (at == std::string_view::npos) { return where.error("缺少“" + std::string{key} + "”"); }
  where.seek(at + key.size());
  auto depth = 0;
  auto end = at + key.size();
  auto inner = std::size_t{0};
  auto inside = false;
  for (; end != text.size(); ++end) {
    auto const c = text[end];
    if (c == '[') { ++depth; }
    if (c == ']') { --depth; }
    auto const part =
        c != ',' && c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != '[' && c != ']';
    if (part && !inside && depth > 0) { ++inner; }
    inside = part;
    if (c == ']' && widths && depth == 1) { widths->push_back(inner), inner = 0; }
    if (depth == 0 && (c == close)) { break; }
  }
  if (end == text.size()) { return where.error("“" + std::string{key} + "”的列表没有结束"); }
  auto out = Numbers{};
  auto tokens = Tokens{text.substr(0, end), name, ",[]|;:="};
  tokens.seek(at + key.size());
  while (!tokens.done()) {
    auto const number = tokens.number("列表中的数");
    if (!number) { return number.error(); }
    out.push_back(*number);
  }
  return out;
}

}  // namespace

Result<Reading> read_tbed1(std::string_view text, std::string_view name, bool single) {
  auto const tokens = Tokens{text, name};
  auto in = Location{};
  auto widths = std::vector<std::size_t>{};
  auto const demand = list_after(text, name, "\"D\"", ']', nullptr);
  if (!demand) { return demand.error(); }
  auto const room = list_after(text, name, "\"Q\"", ']', nullptr);
  if (!room) { return room.error(); }
  auto const opening = list_after(text, name, "\"F\"", ']', nullptr);
  if (!opening) { return opening.error(); }
  auto const cost = list_after(text, name, "\"c\"", ']', &widths);
  if (!cost) { return cost.error(); }
  in.demand = *demand;
  in.capacity = *room;
  in.opening = *opening;
  in.sites = in.capacity.size();
  in.customers = in.demand.size();
  if (in.sites == 0 || in.customers == 0 || in.opening.size() != in.sites ||
      cost->size() != in.sites * in.customers) {
    return tokens.error("D、Q、F、c 的长度不一致");
  }
  // c is per unit of demand; a row a site, unless the lengths say a row a customer.
  auto const by_site = in.sites == in.customers || widths.size() == in.sites;
  for (auto j = std::size_t{0}; j != in.customers; ++j) {
    for (auto i = std::size_t{0}; i != in.sites; ++i) {
      auto const cell = by_site ? i * in.customers + j : j * in.sites + i;
      in.serving.push_back((*cost)[cell].value() * in.demand[j].value());
    }
  }
  in.places = std::min(8, places_of({&*cost, &in.opening}) + places_of({&in.demand}));
  in.exact = places_of({&*cost, &in.opening}) + places_of({&in.demand}) <= in.places;
  return location_of(in, !single, tokens);
}

Result<Reading> read_dzn(std::string_view text, std::string_view name) {
  auto const tokens = Tokens{text, name};
  auto const either = [&](std::string_view a, std::string_view b) {
    return text.find(a) != std::string_view::npos ? a : b;
  };
  auto in = Location{};
  auto const room = list_after(text, name, "\nCapacity =", ';', nullptr);
  if (!room) { return room.error(); }
  auto const opening = list_after(text, name, "FixedCost =", ';', nullptr);
  if (!opening) { return opening.error(); }
  auto const demand = list_after(text, name, either("\nGoods =", "\nDemand ="), ';', nullptr);
  if (!demand) { return demand.error(); }
  auto const cost = list_after(text, name, either("SupplyCost =", "ShippingCost ="), ';', nullptr);
  if (!cost) { return cost.error(); }
  auto const pairs = list_after(text, name, "IncompatiblePairs =", ';', nullptr);
  if (!pairs) { return pairs.error(); }
  in.capacity = *room;
  in.opening = *opening;
  in.demand = *demand;
  in.sites = in.capacity.size();
  in.customers = in.demand.size();
  if (in.sites == 0 || in.customers == 0 || in.opening.size() != in.sites ||
      cost->size() != in.sites * in.customers || pairs->size() % 2 != 0) {
    return tokens.error("各数组的长度不一致");
  }
  for (auto j = std::size_t{0}; j != in.customers; ++j) {
    for (auto i = std::size_t{0}; i != in.sites; ++i) {  // per unit of goods in this format
      in.serving.push_back((*cost)[j * in.sites + i].value() * in.demand[j].value());
    }
  }
  in.places = places_of({&*cost, &in.opening, &in.demand});
  auto reading = location_of(in, true, tokens);
  if (!reading) { return reading; }
  for (auto k = std::size_t{0}; k != pairs->size(); k += 2) {
    auto const a = (*pairs)[k].scaled(0);
    auto const b = (*pairs)[k + 1].scaled(0);
    auto const last = static_cast<std::int64_t>(in.customers);
    if (a < 1 || b < 1 || a > last || b > last || a == b) {
      return tokens.error("不相容客户的编号有误");
    }
    reading->problem.apart.emplace_back(static_cast<std::int32_t>(a - 1),
                                        static_cast<std::int32_t>(b - 1));
  }
  return reading;
}

}  // namespace chengjie::place::detail
