#include "chengjie/place/check_file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "chengjie/place/ledger_file.h"

namespace chengjie::place::checking {
namespace {

// A cursor that goes bad for good at the first thing that is not as expected.
class Cursor {
 public:
  Cursor(std::string_view text, std::string_view blanks) : text_(text), blanks_(blanks) {}

  long double number() {
    auto const token = next();
    if (token == "capacity" && word_) { return *word_; }
    auto const owned = std::string{token};
    char* end = nullptr;
    auto const value = std::strtold(owned.c_str(), &end);
    if (owned.empty() || *end != '\0' || !std::isfinite(value)) { return fail(); }
    return value;
  }
  std::size_t size(long double most = 5e7L) {
    auto const value = number();
    if (bad_ || value < 0 || value > most || value != std::floor(value)) {
      fail();
      return 0;
    }
    return static_cast<std::size_t>(value);
  }
  std::vector<long double> many(std::size_t count) {
    auto out = std::vector<long double>{};
    for (auto k = std::size_t{0}; k != count && !bad_; ++k) { out.push_back(number()); }
    out.resize(bad_ ? 0 : count);
    return out;
  }
  void word_value(std::optional<double> value) { word_ = value; }
  void start_after(std::string_view key) {
    auto const found = text_.find(key);
    if (found == std::string_view::npos) {
      fail();
    } else {
      at_ = found + key.size();
    }
  }
  std::vector<long double> until(char stop) {
    auto out = std::vector<long double>{};
    while (!bad_) {
      skip();
      if (at_ == text_.size()) { fail(); }
      if (at_ < text_.size() && text_[at_] == stop) { return out; }
      out.push_back(number());
    }
    return {};
  }
  // As `until`, for nested lists closed by a doubled bracket.
  std::vector<long double> nested() {
    auto const close = text_.find("]]", at_);
    auto flat = std::string{text_.substr(at_, close == std::string_view::npos ? 0 : close - at_)};
    if (close == std::string_view::npos) {
      // The closing brackets may stand on lines of their own.
      flat = std::string{text_.substr(at_)};
      auto depth = 0;
      for (auto k = std::size_t{0}; k != flat.size(); ++k) {
        depth += flat[k] == '[' ? 1 : flat[k] == ']' ? -1 : 0;
        if (flat[k] == ']' && depth == 0) {
          flat.resize(k);
          break;
        }
      }
    }
    std::replace(flat.begin(), flat.end(), ']', ' ');
    flat += ";";
    auto inner = Cursor{flat, " \t\r\n,[:"};
    auto out = inner.until(';');
    bad_ = bad_ || inner.bad();
    return out;
  }
  bool bad() const { return bad_; }
  bool at_end() {
    skip();
    return at_ == text_.size();
  }

 private:
  long double fail() {
    bad_ = true;
    at_ = text_.size();
    return 0.0L;
  }
  bool blank(char c) const { return blanks_.find(c) != std::string_view::npos; }
  void skip() {
    while (at_ < text_.size() && blank(text_[at_])) { ++at_; }
  }
  std::string_view next() {
    skip();
    auto const from = at_;
    while (at_ < text_.size() && !blank(text_[at_]) && text_[at_] != ';' && text_[at_] != ']') {
      ++at_;
    }
    return text_.substr(from, at_ - from);
  }

  std::string_view text_;
  std::string_view blanks_;
  std::size_t at_{};
  bool bad_{};
  std::optional<double> word_;
};

constexpr auto kBlank = std::string_view{" \t\r\n\f\v"};

void shape(Table& t, std::size_t sites, std::size_t items) {
  t.sites = sites;
  t.items = items;
  t.cost.resize(items);
  t.use.resize(items);
}

void gap(Cursor& in, Table& t) {
  auto const m = in.size();
  auto const n = in.size();
  auto const cost = in.many(m * n);
  auto const use = in.many(m * n);
  t.capacity = in.many(m);
  if (in.bad()) { return; }
  shape(t, m, n);
  for (auto j = std::size_t{0}; j != n; ++j) {
    for (auto i = std::size_t{0}; i != m; ++i) {
      t.cost[j].push_back(cost[i * n + j]);
      t.use[j].push_back(use[i * n + j]);
    }
  }
}

void mrgap(Cursor& in, Table& t) {
  auto const m = in.size();
  auto const n = in.size();
  t.resources = in.size(64);
  t.capacity = in.many(m * t.resources);
  if (in.bad()) { return; }
  shape(t, m, n);
  t.eligible.resize(n);
  for (auto j = std::size_t{0}; j != n && !in.bad(); ++j) {
    for (auto left = in.size(); left != 0 && !in.bad(); --left) {
      t.eligible[j].push_back(in.size() - 1);
      t.cost[j].push_back(in.number());
      for (auto const amount : in.many(t.resources)) { t.use[j].push_back(amount); }
    }
  }
}

void gqap(Cursor& in, Table& t) {
  auto const n = in.size(5000);
  auto const m = in.size(5000);
  auto const weight = in.number();
  t.traffic = in.many(n * n);
  t.distance = in.many(m * m);
  auto const install = in.many(n * m);
  auto const size = in.many(n);
  t.capacity = in.many(m);
  if (in.bad()) { return; }
  for (auto& d : t.distance) { d *= weight; }
  shape(t, m, n);
  for (auto j = std::size_t{0}; j != n; ++j) {
    for (auto i = std::size_t{0}; i != m; ++i) {
      t.cost[j].push_back(install[j * m + i]);
      t.use[j].push_back(size[j]);
    }
  }
}

void qap(Cursor& in, Table& t) {
  auto const n = in.size(5000);
  t.traffic = in.many(n * n);
  t.distance = in.many(n * n);
  if (in.bad()) { return; }
  shape(t, n, n);
  t.capacity.assign(n, 1.0L);
  for (auto j = std::size_t{0}; j != n; ++j) {
    t.cost[j].assign(n, 0.0L);
    t.use[j].assign(n, 1.0L);
  }
}

void rows_of_sites(Cursor& in, Table& t) {
  for (auto i = std::size_t{0}; i != t.sites && !in.bad(); ++i) {
    t.capacity.push_back(in.number());
    t.opening.push_back(in.number());
  }
}

void cflp(Cursor& in, Table& t) {
  auto const m = in.size();
  auto const n = in.size();
  if (in.bad()) { return; }
  shape(t, m, n);
  rows_of_sites(in, t);
  for (auto j = std::size_t{0}; j != n && !in.bad(); ++j) {
    t.use[j].assign(m, in.number());
    t.cost[j] = in.many(m);
  }
}

void sscflp(Cursor& in, Table& t) {
  auto const m = in.size();
  auto const n = in.size();
  if (in.bad()) { return; }
  shape(t, m, n);
  rows_of_sites(in, t);
  auto const demand = in.many(n);
  auto const cost = in.many(m * n);
  for (auto j = std::size_t{0}; j != n && !in.bad(); ++j) {
    t.use[j].assign(m, demand[j]);
    for (auto i = std::size_t{0}; i != m; ++i) { t.cost[j].push_back(cost[i * n + j]); }
  }
}

// Costs per unit of demand, a row a site or a row a customer.
void per_unit(Table& t, std::vector<long double> const& demand,
              std::vector<long double> const& cost, bool by_site, bool& bad) {
  auto const m = t.capacity.size();
  auto const n = demand.size();
  if (cost.size() != m * n || t.opening.size() != m || m == 0) {
    bad = true;
    return;
  }
  shape(t, m, n);
  for (auto j = std::size_t{0}; j != n; ++j) {
    t.use[j].assign(m, demand[j]);
    for (auto i = std::size_t{0}; i != m; ++i) {
      t.cost[j].push_back(cost[by_site ? i * n + j : j * m + i] * demand[j]);
    }
  }
}

std::vector<long double> list_of(std::string_view text, std::string_view key, char stop,
                                 bool& bad) {
  auto in = Cursor{text, stop == ']' ? " \t\r\n,[:" : " \t\r\n,[]|="};
  in.start_after(key);
  auto out = in.until(stop);
  bad = bad || in.bad();
  return out;
}

void tbed1(std::string_view text, Table& t, bool& bad) {
  auto const demand = list_of(text, "\"D\"", ']', bad);
  t.capacity = list_of(text, "\"Q\"", ']', bad);
  t.opening = list_of(text, "\"F\"", ']', bad);
  auto const first_row = list_of(text, "\"c\"", ']', bad);
  auto in = Cursor{text, kBlank};
  in.start_after("\"c\"");
  auto const cost = in.nested();
  bad = bad || in.bad();
  if (!bad) { per_unit(t, demand, cost, first_row.size() == demand.size(), bad); }
}

void dzn(std::string_view text, Table& t, bool& bad) {
  auto const has = [&](char const* key) { return text.find(key) != std::string_view::npos; };
  t.capacity = list_of(text, "\nCapacity", ';', bad);
  t.opening = list_of(text, "FixedCost", ';', bad);
  auto const demand = list_of(text, has("\nGoods") ? "\nGoods" : "\nDemand", ';', bad);
  auto const cost = list_of(text, has("SupplyCost") ? "SupplyCost" : "ShippingCost", ';', bad);
  auto const pairs = list_of(text, "IncompatiblePairs", ';', bad);
  if (!bad) { per_unit(t, demand, cost, false, bad); }
  for (auto k = std::size_t{0}; !bad && k + 1 < pairs.size(); k += 2) {
    bad = bad || pairs[k] < 1 || pairs[k + 1] < 1 || pairs[k] > static_cast<long double>(t.items) ||
          pairs[k + 1] > static_cast<long double>(t.items);
    if (!bad) {
      t.apart.emplace_back(static_cast<std::size_t>(pairs[k]) - 1,
                           static_cast<std::size_t>(pairs[k + 1]) - 1);
    }
  }
}

// The model of district.h, summed again from the words of the file.
Result<Table> ledger(std::string_view text, std::string_view name) {
  auto const input = district::read_input(text, name);
  if (!input) { return input.error(); }
  auto t = Table{};
  t.skippable = true;
  t.resources = input->resources.size();
  shape(t, input->parks.size(), input->projects.size());
  t.eligible.resize(t.items);
  auto const sum = [](std::vector<district::Part> const& parts) {
    auto total = 0.0L;
    for (auto const& part : parts) { total += static_cast<long double>(part.points); }
    return total;
  };
  for (auto const& park : input->parks) {
    for (auto r = std::size_t{0}; r != t.resources; ++r) {
      t.capacity.push_back(park.capacity[r] ? static_cast<long double>(*park.capacity[r]) : -1.0L);
    }
  }
  for (auto j = std::size_t{0}; j != t.items; ++j) {
    auto const& project = input->projects[j];
    auto points = std::vector<long double>{};
    auto top = 0.0L;
    for (auto i = std::size_t{0}; i != t.sites; ++i) {
      auto const& park = input->parks[i];
      auto const pinned = !project.fixed_park.empty();
      if (pinned ? project.fixed_park != park.id : !district::industry_allowed(park, project)) {
        continue;
      }
      auto fits = true;
      for (auto r = std::size_t{0}; r != t.resources; ++r) {
        fits = fits && (pinned || !project.need[r] || !park.capacity[r] ||
                        *project.need[r] <= *park.capacity[r]);
      }
      if (!fits) { continue; }
      auto here = sum(project.worth);
      for (auto const& fit : input->fits) {
        if (fit.project == project.id && fit.park == park.id) { here += sum(fit.parts); }
      }
      t.eligible[j].push_back(i);
      points.push_back(here);
      top = std::max(top, here);
      for (auto r = std::size_t{0}; r != t.resources; ++r) {
        t.use[j].push_back(static_cast<long double>(project.need[r].value_or(0.0)));
      }
    }
    for (auto const here : points) { t.cost[j].push_back(top - here); }
    auto const price = project.price_unplaced.value_or(input->price_unplaced);
    t.skip.push_back(project.fixed_park.empty() ? top + static_cast<long double>(price) : -1.0L);
  }
  return t;
}

}  // namespace

Result<Table> read_table(std::string_view text, std::string_view name, std::string_view format,
                         bool single, std::optional<double> capacity) {
  if (format == "ledger") { return ledger(text, name); }
  auto t = Table{};
  auto in = Cursor{text, kBlank};
  auto bad = false;
  auto const json = text.find_first_not_of(kBlank) != std::string_view::npos &&
                    text[text.find_first_not_of(kBlank)] == '{';
  if (format == "cflp") { in.word_value(capacity); }
  if (format == "gap") {
    gap(in, t);
  } else if (format == "mrgap") {
    mrgap(in, t);
  } else if (format == "gqap") {
    gqap(in, t);
  } else if (format == "qap") {
    qap(in, t);
  } else if (format == "sscflp") {
    sscflp(in, t);
  } else if (format == "cflp" && json) {
    tbed1(text, t, bad);
  } else if (format == "cflp") {
    cflp(in, t);
  } else if (format == "cflp-ci") {
    dzn(text, t, bad);
  } else {
    return Error{Code::bad_usage, "不认识的格式 " + std::string{format}, "--format", ""};
  }
  if (format != "cflp-ci" && !(format == "cflp" && json)) { bad = in.bad() || !in.at_end(); }
  if (bad) {
    return Error{Code::bad_input, "文件与所说的格式不符", std::string{name}, "请核对 --format"};
  }
  t.split = format == "cflp-ci" || (format == "cflp" && !single);
  return t;
}

}  // namespace chengjie::place::checking
