#include "chengjie/effect/plan.h"

#include <cmath>
#include <map>
#include <optional>

#include "chengjie/effect/sample.h"

namespace chengjie::effect {
namespace {

constexpr int kDrawsMax = 1'000'000;
constexpr double kSharesMax = 1 + 1e-9;

bool in_order(Range const& r) {
  return r.low >= 0 && r.low <= r.mid && r.mid <= r.high && std::isfinite(r.high);
}

std::optional<Error> problem(std::vector<Planned> const& plan, DrawOptions const& o) {
  if (o.draws < 1 || o.draws > kDrawsMax) {
    return Error{Code::bad_input, "模拟次数应在 1 至 100 万之间", "", ""};
  }
  if (!(o.common >= 0) || !(o.sector >= 0) || !(o.common + o.sector <= 1)) {
    return Error{Code::bad_input, "共同波动与行业波动的份额应不为负，且合计不超过 1",
                 "effect/shock_common", "请改正这两条假设"};
  }
  for (auto const& p : plan) {
    if (!(p.chance >= 0 && p.chance <= 1)) {
      return Error{Code::bad_input, "投产概率应在 0 至 1 之间", p.name, "请改正"};
    }
    if (!in_order(p.output) || !in_order(p.ramp.start) || !in_order(p.ramp.length)) {
      return Error{Code::bad_input, "产值、投产时间或爬坡时间的低、中、高三值应不为负且依次不减",
                   p.name, "请改正"};
    }
  }
  return std::nullopt;
}

// Numbers of a project do not move when another is added: each has a stream of its own.
constexpr std::uint64_t kStream = 0x9e3779b97f4a7c15ULL;

double reached(Draws const& draws, std::size_t project, std::size_t draw, int year) {
  auto const& one = draws.projects[project];
  auto const first = (year - draws.options.now.year) * 4 - (draws.options.now.quarter - 1);
  return ramp_year(static_cast<double>(one.start[draw]), static_cast<double>(one.length[draw]),
                   first);
}

}  // namespace

Result<Draws> draw_plan(std::vector<Planned> const& plan, DrawOptions const& o) {
  if (auto const wrong = problem(plan, o)) { return *wrong; }
  auto const n = static_cast<std::size_t>(o.draws);
  Draws out;
  out.options = o;
  Random all(o.seed);
  for (std::size_t d = 0; d != n; ++d) { out.common.push_back(normal(all)); }
  std::map<std::size_t, std::vector<double>> sectors;
  for (auto const& p : plan) {
    auto& cycle = sectors[p.has_sector ? p.sector : SIZE_MAX];
    if (!cycle.empty()) { continue; }
    Random random(o.seed + kStream * (p.sector + 7));
    for (std::size_t d = 0; d != n; ++d) { cycle.push_back(normal(random)); }
  }
  auto const own = std::sqrt(1 - o.common - o.sector);
  for (std::size_t k = 0; k != plan.size(); ++k) {
    auto const& p = plan[k];
    auto const& cycle = sectors[p.has_sector ? p.sector : SIZE_MAX];
    Random random(o.seed ^ (kStream * (k + 1'000)));
    Draws::One one;
    for (std::size_t d = 0; d != n; ++d) {
      auto const z = std::sqrt(o.common) * out.common[d] + std::sqrt(o.sector) * cycle[d] +
                     own * normal(random);
      one.z.push_back(static_cast<float>(z));
      one.start.push_back(static_cast<float>(at(p.ramp.start, normal(random))));
      one.length.push_back(static_cast<float>(at(p.ramp.length, normal(random))));
      one.succeeds.push_back(random.unit() < p.chance ? 1 : 0);
    }
    out.projects.push_back(std::move(one));
  }
  return out;
}

double drawn_share(Draws const& draws, std::size_t project, std::size_t draw, int year) {
  return draws.projects[project].succeeds[draw] != 0 ? reached(draws, project, draw, year) : 0;
}

double drawn_output(Draws const& draws, std::vector<Planned> const& plan, std::size_t project,
                    std::size_t draw, int year, bool certain) {
  auto const& one = draws.projects[project];
  if (!certain && one.succeeds[draw] == 0) { return 0; }
  return at(plan[project].output, static_cast<double>(one.z[draw])) *
         reached(draws, project, draw, year);
}

std::vector<Range> by_year(Draws const& draws, std::vector<Planned> const& plan,
                           std::vector<Range> const& amounts, std::vector<int> const& years,
                           std::vector<double> const& weights) {
  CJ_CHECK(amounts.size() == plan.size() && (weights.empty() || weights.size() == plan.size()));
  auto const n = draws.common.size();
  std::vector<std::vector<double>> sums(years.size(), std::vector<double>(n));
  for (std::size_t k = 0; k != plan.size(); ++k) {
    auto const weight = weights.empty() ? 1 : weights[k];
    if (!(amounts[k].mid > 0) || !(weight > 0)) { continue; }
    auto const& one = draws.projects[k];
    for (std::size_t d = 0; d != n; ++d) {
      if (one.succeeds[d] == 0) { continue; }
      auto const amount = weight * at(amounts[k], static_cast<double>(one.z[d]));
      for (std::size_t y = 0; y != years.size(); ++y) {
        sums[y][d] += amount * reached(draws, k, d, years[y]);
      }
    }
  }
  std::vector<Range> out;
  for (auto& s : sums) { out.push_back(spread_of(s)); }
  return out;
}

std::vector<double> expected_output(Draws const& draws, std::vector<Planned> const& plan,
                                    int year) {
  auto const n = draws.common.size();
  std::vector<double> out(plan.size());
  for (std::size_t k = 0; k != plan.size(); ++k) {
    for (std::size_t d = 0; d != n; ++d) { out[k] += drawn_output(draws, plan, k, d, year); }
    out[k] /= static_cast<double>(n);
  }
  return out;
}

Result<ClusterSums> cluster_sums(Draws const& draws, std::vector<Planned> const& plan,
                                 std::vector<Range> const& amounts,
                                 std::vector<Member> const& members, std::size_t clusters,
                                 int year) {
  CJ_CHECK(amounts.size() == plan.size());
  std::vector<double> whole(plan.size()), times(plan.size());
  for (auto const& m : members) {
    CJ_CHECK(m.cluster < clusters && m.project < plan.size());
    if (!(m.share >= 0 && m.share <= 1)) {
      return Error{Code::bad_input, "归入集群的份额应在 0 至 1 之间", plan[m.project].name,
                   "请改正"};
    }
    whole[m.project] += m.share;
    times[m.project] += 1;
    if (whole[m.project] > kSharesMax) {
      return Error{Code::bad_input, "归入各集群的份额合计超过 1，会重复计算", plan[m.project].name,
                   "请把份额合计改到 1 以内"};
    }
  }
  ClusterSums out;
  auto const sum = [&](std::vector<double> const& weights) {
    return by_year(draws, plan, amounts, {year}, weights).front();
  };
  for (std::size_t c = 0; c != clusters; ++c) {
    std::vector<double> gross(plan.size()), net(plan.size());
    for (auto const& m : members) {
      if (m.cluster != c) { continue; }
      gross[m.project] = 1;
      net[m.project] += m.share;
    }
    out.gross.push_back(sum(gross));
    out.net.push_back(sum(net));
  }
  out.gross_all = sum(times);
  out.net_all = sum(whole);
  return out;
}

}  // namespace chengjie::effect
