#include "chengjie/place/check.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "chengjie/place/check_file.h"
#include "chengjie/place/check_ledger.h"
#include "chengjie/place/ledger_file.h"

namespace chengjie::place {
namespace {

using checking::Table;

std::string number(long double value) {
  auto text = std::to_string(static_cast<double>(value));
  while (text.back() == '0') { text.pop_back(); }
  if (text.back() == '.') { text.pop_back(); }
  return text;
}

class Checker {
 public:
  Checker(Table const& table, Claim const& claim)
      : t_(table), claim_(claim), load_(t_.sites * t_.resources, 0.0L), guests_(t_.sites) {}

  Verdict run() {
    auto const told = t_.split ? flows() : assignment();
    if (told) {
      capacities();
      apart();
      for (auto i = std::size_t{0}; i != t_.sites && !t_.opening.empty(); ++i) {
        if (!guests_[i].empty()) { total_ += t_.opening[i]; }
      }
      compare();
    }
    return std::move(verdict_);
  }

 private:
  void problem(std::string sentence) {
    if (verdict_.problems.size() < kProblemsMax) {
      verdict_.problems.push_back(std::move(sentence));
    }
  }

  static bool index(double value, std::size_t size) {
    return value >= 0.0 && value < static_cast<double>(size) && value == std::floor(value);
  }

  // Where the item's costs for this site stand; none when the site is not eligible.
  std::optional<std::size_t> position(std::size_t item, std::size_t site) const {
    if (t_.eligible.empty()) { return site; }
    auto const& list = t_.eligible[item];
    auto const found = std::find(list.begin(), list.end(), site);
    if (found == list.end()) { return std::nullopt; }
    return static_cast<std::size_t>(found - list.begin());
  }

  bool put(std::size_t item, std::size_t site, long double share) {
    auto const at = position(item, site);
    if (!at) {
      problem("第 " + std::to_string(item) + " 项不能放在场地 " + std::to_string(site));
      return false;
    }
    total_ += t_.cost[item][*at] * share;
    for (auto r = std::size_t{0}; r != t_.resources; ++r) {
      load_[site * t_.resources + r] += t_.use[item][*at * t_.resources + r] * share;
    }
    guests_[site].insert(item);
    return true;
  }

  bool assignment() {
    if (claim_.assignment.size() != t_.items) {
      problem("assignment 应有 " + std::to_string(t_.items) + " 项，却有 " +
              std::to_string(claim_.assignment.size()) + " 项");
      return false;
    }
    auto ok = true;
    for (auto j = std::size_t{0}; j != t_.items; ++j) {
      auto const site = claim_.assignment[j];
      if (site == -1.0 && t_.skippable && t_.skip[j] >= 0.0L) {
        total_ += t_.skip[j];
      } else if (!index(site, t_.sites)) {
        problem("第 " + std::to_string(j) + " 项的场地编号 " +
                number(static_cast<long double>(site)) + " 无效");
        ok = false;
      } else {
        ok = put(j, static_cast<std::size_t>(site), 1.0L) && ok;
      }
    }
    if (!ok || t_.traffic.empty()) { return ok; }
    for (auto j = std::size_t{0}; j != t_.items; ++j) {
      auto const from = static_cast<std::size_t>(claim_.assignment[j]);
      for (auto k = std::size_t{0}; k != t_.items; ++k) {
        auto const to = static_cast<std::size_t>(claim_.assignment[k]);
        total_ += t_.traffic[j * t_.items + k] * t_.distance[from * t_.sites + to];
      }
    }
    return ok;
  }

  bool flows() {
    if (claim_.flows.empty() && t_.items > 0) {
      problem("没有给出 flows");
      return false;
    }
    auto served = std::vector<long double>(t_.items, 0.0L);
    for (auto const& flow : claim_.flows) {
      if (!index(flow.site, t_.sites) || !index(flow.item, t_.items) || !(flow.share > 0.0) ||
          flow.share > 1.0 + 1e-6) {
        problem("flows 中有无效的一行");
        return false;
      }
      auto const item = static_cast<std::size_t>(flow.item);
      auto const share = static_cast<long double>(flow.share);
      if (!put(item, static_cast<std::size_t>(flow.site), share)) { return false; }
      served[item] += share;
    }
    for (auto j = std::size_t{0}; j != t_.items; ++j) {
      if (std::abs(served[j] - 1.0L) > 1e-6L) {
        problem("客户 " + std::to_string(j) + " 只得到需求的 " + number(served[j]));
      }
    }
    return true;
  }

  void capacities() {
    for (auto k = std::size_t{0}; k != load_.size(); ++k) {
      auto const room = t_.capacity[k];
      if (room < 0.0L && t_.skippable) { continue; }
      if (load_[k] <= room + 1e-6L * std::max(1.0L, std::abs(room))) { continue; }
      problem("场地 " + std::to_string(k / t_.resources) + " 的资源 " +
              std::to_string(k % t_.resources) + " 超出 " + number(load_[k] - room));
    }
  }

  void apart() {
    for (auto const& [a, b] : t_.apart) {
      for (auto i = std::size_t{0}; i != t_.sites; ++i) {
        if (guests_[i].contains(a) && guests_[i].contains(b)) {
          problem("客户 " + std::to_string(a) + " 与 " + std::to_string(b) + " 同在场地 " +
                  std::to_string(i));
        }
      }
    }
  }

  void compare() {
    verdict_.value = static_cast<double>(total_);
    auto const near = kValueSlack * std::max(1.0L, std::abs(total_));
    if (!claim_.value) {
      problem("没有给出 value");
    } else if (std::abs(static_cast<long double>(*claim_.value) - total_) > near) {
      problem("value 是 " + number(static_cast<long double>(*claim_.value)) + "，重新计算得 " +
              number(total_));
    }
    if (claim_.bound && static_cast<long double>(*claim_.bound) > total_ + near) {
      problem("bound 高于 value，不可能是下界");
    }
    verdict_.valid = verdict_.problems.empty();
  }

  Table const& t_;
  Claim const& claim_;
  std::vector<long double> load_;
  std::vector<std::set<std::size_t>> guests_;
  long double total_{};
  Verdict verdict_;
};

}  // namespace

Result<Verdict> check(std::string_view text, std::string_view name, std::string_view format,
                      CheckOptions const& options, Claim const& claim) {
  if (format == "ledger") {
    auto const input = district::read_input(text, name);
    if (!input) { return input.error(); }
    if (checking::beyond_table(*input)) { return checking::check_district(*input, claim); }
  }
  auto const table = checking::read_table(text, name, format, options.single, options.capacity);
  if (!table) { return table.error(); }
  return Checker{*table, claim}.run();
}

}  // namespace chengjie::place
