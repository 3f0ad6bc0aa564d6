#include "chengjie/place/check_ledger.h"

#include <algorithm>
#include <cmath>

#include "chengjie/place/district_plain.h"

namespace chengjie::place::checking {
namespace {

using namespace district;

bool any(std::vector<std::optional<double>> const& amounts) {
  return std::any_of(amounts.begin(), amounts.end(), [](auto const& a) { return a.has_value(); });
}

bool plain(Park const& p) {
  return p.site && !p.host && p.parent.empty() && p.zone.empty() && p.opens == 0 &&
         !p.hazard_most && !any(p.least) && p.arrivals.empty() && p.extensions.empty() &&
         p.segments.empty();
}

bool plain(Project const& p) {
  return p.only_parks.empty() && p.not_parks.empty() && p.pinned_park.empty() && p.from == 0 &&
         !p.hazard && !any(p.ratio) && p.segment.empty() && p.zones.empty() && !p.second;
}

// The most that a project can bring by itself, 0 at the least: what its loss is measured from.
double top_of(Ground const& g, int j) {
  auto const& project = g.input().projects[j];
  auto best = 0.0;
  auto const see = [&](int site, int second, int year) {
    best = std::max(best, sum_of(g.parts(j, site, second, year)));
  };
  if (!project.fixed_park.empty()) {
    see(g.park(project.fixed_park), -1, g.years().front());
    return best;
  }
  for (auto const year : g.years()) {
    if (year < project.from) { continue; }
    for (auto i = 0; i != g.parks(); ++i) {
      if (!g.input().parks[i].site || g.barrier(j, 0, i, year)) { continue; }
      if (!project.second) { see(i, -1, year); }
      for (auto k = 0; project.second && k != g.parks(); ++k) {
        if (g.input().parks[k].site && !g.barrier(j, 1, k, year)) { see(i, k, year); }
      }
    }
  }
  return best;
}

class Reading {
 public:
  Reading(Ground const& g, Claim const& claim) : g_(g), claim_(claim) {}

  // The plan that is claimed, or what is wrong with the lists.
  Result<std::vector<Standing>> plan() const {
    auto const items = static_cast<std::size_t>(g_.projects());
    auto out = std::vector<Standing>(items);
    auto const fits = [&](std::vector<double> const& list) {
      return list.empty() || list.size() == items;
    };
    if (claim_.assignment.size() != items || !fits(claim_.second) || !fits(claim_.years)) {
      return bad("assignment、second、years 应各有 " + std::to_string(items) + " 项");
    }
    for (auto j = std::size_t{0}; j != items; ++j) {
      auto const site = index(claim_.assignment[j]);
      auto const second = claim_.second.empty() ? std::optional{-1} : index(claim_.second[j]);
      auto const year =
          claim_.years.empty() ? std::optional{g_.years().front()} : whole(claim_.years[j]);
      if (!site || !second || !year) {
        return bad("第 " + std::to_string(j) + " 项的场地编号或年份无效");
      }
      if (*site < 0) { continue; }
      if (*year < g_.years().front() || *year < g_.input().projects[j].from) {
        return bad("第 " + std::to_string(j) + " 项的年份早于可落地的年份");
      }
      out[j] = {*site, *second, *year};
    }
    return out;
  }

 private:
  static Error bad(std::string what) { return Error{Code::bad_input, std::move(what), "", ""}; }
  static std::optional<int> whole(double value) {
    if (!(std::abs(value) < 1e9) || value != std::floor(value)) { return std::nullopt; }
    return static_cast<int>(value);
  }
  std::optional<int> index(double value) const {
    auto const out = whole(value);
    return out && *out >= -1 && *out < g_.parks() ? out : std::nullopt;
  }

  Ground const& g_;
  Claim const& claim_;
};

}  // namespace

bool beyond_table(Input const& in) {
  auto const plain_park = [](Park const& p) { return plain(p); };
  auto const plain_project = [](Project const& p) { return plain(p); };
  auto const plain_fit = [](Fit const& f) { return f.from == 0 && !f.second; };
  auto const plain_resource = [](Resource const& r) { return !r.each && !r.carrier; };
  return in.year != 0 || !in.pairs.empty() || !in.aparts.empty() || !in.last.empty() ||
         !std::all_of(in.parks.begin(), in.parks.end(), plain_park) ||
         !std::all_of(in.projects.begin(), in.projects.end(), plain_project) ||
         !std::all_of(in.fits.begin(), in.fits.end(), plain_fit) ||
         !std::all_of(in.resources.begin(), in.resources.end(), plain_resource);
}

Result<Verdict> check_district(Input const& input, Claim const& claim) {
  auto const ground = Ground::of(input);
  if (!ground) { return ground.error(); }
  auto out = Verdict{};
  auto const problem = [&](Error const& error) {
    out.problems.push_back(error.where.empty() ? error.what : error.where + error.what);
  };
  auto const plan = Reading{*ground, claim}.plan();
  if (!plan) {
    problem(plan.error());
    return out;
  }
  auto const points = plain_points(*ground, *plan);
  if (!points) {
    problem(points.error());
    return out;
  }
  auto value = -*points;
  for (auto j = 0; j != ground->projects(); ++j) { value += top_of(*ground, j); }
  out.value = value;
  // Points are rounded to the scale once a project.
  auto const near = kValueSlack * std::max(1.0, std::abs(value)) + 1e-6 * ground->projects();
  if (!claim.value) {
    problem({Code::bad_input, "没有给出 value", "", ""});
  } else if (std::abs(*claim.value - value) > near) {
    problem({Code::bad_input, "value 与重新计算的 " + std::to_string(value) + " 不符", "", ""});
  }
  if (claim.bound && *claim.bound > value + near) {
    problem({Code::bad_input, "bound 高于 value，不可能是下界", "", ""});
  }
  out.valid = out.problems.empty();
  return out;
}

}  // namespace chengjie::place::checking
