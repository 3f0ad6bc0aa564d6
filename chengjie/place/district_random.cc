#include "chengjie/place/district_random.h"

#include <algorithm>

#include "chengjie/base/random.h"

namespace chengjie::place::district {
namespace {

class Maker {
 public:
  Maker(std::uint64_t seed, RandomDistrict const& shape) : random_(seed), shape_(shape) {}

  Input make() {
    resources();
    parks();
    for (auto j = 0; j != shape_.projects; ++j) { project(j); }
    relations();
    in_.price_unplaced = whole(0, 9);
    return std::move(in_);
  }

 private:
  int whole(int least, int most) {
    return least + static_cast<int>(random_.below(static_cast<std::uint32_t>(most - least + 1)));
  }
  bool chance(int percent) { return whole(1, 100) <= percent; }
  std::string any_park() {
    return in_.parks[static_cast<std::size_t>(whole(0, shape_.parks - 1))].id;
  }

  void resources() {
    for (auto r = 0; r != shape_.resources; ++r) {
      auto const id = "r" + std::to_string(r);
      in_.resources.push_back({id, "资源" + id, "个"});
    }
    if (shape_.floors) {
      in_.resources[0].carrier = true;
      in_.resources.push_back({"floor", "厂房", "m2", false, true});
      in_.resources.push_back({"height", "层高", "m", true});
    }
    if (shape_.years) {
      in_.year = 2026;
      in_.years = 5;
      in_.price_wait = 0.01 * whole(0, 20);
    }
    if (shape_.rules) { in_.ratios = {{"intensity", "投资强度", "万元/亩"}}; }
  }

  Park bare(std::string id, int most) {
    auto park = Park{};
    park.id = std::move(id);
    park.name = park.id;
    park.capacity.resize(in_.resources.size());
    for (auto r = 0; r != shape_.resources; ++r) {
      auto const index = static_cast<std::size_t>(r);
      if (chance(85)) { park.capacity[index] = whole(0, most); }
      if (shape_.years && park.capacity[index] && chance(40)) {
        auto const year = whole(2026, 2029);
        park.arrivals.push_back({in_.resources[index].id, year,
                                 std::max(0.0, *park.capacity[index] + whole(-3, 12)),
                                 "变电站投运"});
      }
      if (shape_.extensions && chance(40)) {
        park.extensions.push_back(
            {in_.resources[index].id, 0.5 * whole(0, 6), static_cast<double>(whole(0, 8))});
      }
    }
    return park;
  }

  void parks() {
    for (auto i = 0; i != shape_.parks; ++i) {
      auto park = bare("P" + std::to_string(i), 20);
      if (shape_.shared) { park.parent = "D"; }
      if (shape_.years && chance(25)) { park.opens = whole(2026, 2028); }
      if (shape_.rules) {
        if (chance(60)) { park.allowed = std::vector<std::string>{"甲", "乙"}; }
        if (chance(30)) { park.banned = {"乙"}; }
        if (chance(50)) { park.hazard_most = whole(1, 5); }
        if (chance(50)) { park.least = {100.0 * whole(1, 4)}; }
      }
      if (shape_.seconds) { park.zone = chance(50) ? "中心" : "周边"; }
      if (shape_.segments && chance(30)) { park.segments = {"s0"}; }
      in_.parks.push_back(std::move(park));
    }
    if (shape_.floors) {
      for (auto i = 0; i != 2; ++i) {
        auto floor = Park{};
        floor.id = "F" + std::to_string(i);
        floor.name = floor.id;
        floor.parent = any_park();
        floor.host = chance(50);
        floor.capacity.resize(in_.resources.size());
        floor.capacity[in_.resources.size() - 2] = whole(0, 20);
        if (chance(70)) { floor.capacity.back() = whole(3, 9); }
        in_.parks.push_back(std::move(floor));
      }
    }
    if (!shape_.shared) { return; }
    auto district = bare("D", 30);
    district.site = false;
    in_.parks.push_back(std::move(district));
  }

  void project(int j) {
    auto project = Project{};
    project.id = "J" + std::to_string(j);
    project.name = project.id;
    project.need.resize(in_.resources.size());
    for (auto r = 0; r != shape_.resources; ++r) {
      if (chance(85)) { project.need[static_cast<std::size_t>(r)] = whole(0, 12); }
    }
    if (shape_.floors) {
      auto const floor = in_.resources.size() - 2;
      if (chance(50)) { project.need[floor] = whole(1, 12); }
      if (project.need[floor] && chance(50)) { project.need[0].reset(); }
      if (chance(40)) { project.need.back() = whole(3, 9); }
    }
    project.worth = {{"产值", static_cast<double>(whole(-2, 40))}};
    if (shape_.years && chance(30)) { project.from = whole(2026, 2029); }
    if (shape_.rules) {
      if (chance(80)) { project.industries = {chance(50) ? "甲" : "乙"}; }
      if (chance(50)) { project.hazard = whole(1, 5); }
      if (chance(60)) { project.ratio = {100.0 * whole(1, 5)}; }
    }
    if (shape_.segments && chance(70)) { project.segment = chance(50) ? "s0" : "s1"; }
    if (shape_.seconds && chance(50)) {
      auto second = Second{"研发", {}, {}, {}};
      second.need.resize(in_.resources.size());
      second.need[0] = whole(0, 4);
      if (chance(60)) { second.zones = {"中心"}; }
      if (chance(60)) { project.zones = {"周边"}; }
      project.second = std::move(second);
    }
    if (shape_.pins) {
      auto const kind = whole(0, 9);
      if (kind == 0 && !project.second) { project.fixed_park = any_park(); }
      if (kind == 1) { project.pinned_park = any_park(); }
      if (kind == 2) { project.not_parks = {any_park()}; }
      if (kind == 3) { project.only_parks = {any_park(), any_park()}; }
    }
    for (auto i = 0; i != shape_.parks; ++i) {
      if (!chance(40)) { continue; }
      auto fit = Fit{project.id,
                     in_.parks[static_cast<std::size_t>(i)].id,
                     {{"适配", static_cast<double>(whole(-3, 8))}}};
      if (shape_.years && chance(40)) { fit.from = whole(2026, 2032); }
      if (project.second && chance(40)) { fit.second = true; }
      in_.fits.push_back(std::move(fit));
    }
    if (shape_.last && chance(60)) {
      in_.last.push_back({project.id, chance(80) ? any_park() : ""});
    }
    in_.projects.push_back(std::move(project));
  }

  void relations() {
    if (shape_.segments) { in_.price_segment = whole(0, 9); }
    if (shape_.last) { in_.price_move = whole(0, 9); }
    for (auto a = 0; a != shape_.projects; ++a) {
      for (auto b = a + 1; b != shape_.projects; ++b) {
        auto const one = "J" + std::to_string(a);
        auto const two = "J" + std::to_string(b);
        if (shape_.pairs && chance(40)) {
          in_.pairs.push_back({one, two, static_cast<double>(whole(0, 12)), ""});
        }
        if (shape_.aparts && chance(25)) {
          auto const level = chance(70) ? Near::same_park : Near::adjacent;
          in_.aparts.push_back({one, two, level, ""});
        }
      }
    }
    if (!shape_.pairs && !shape_.aparts) { return; }
    for (auto a = 0; a != shape_.parks; ++a) {
      for (auto b = a + 1; b != shape_.parks; ++b) {
        if (!chance(40)) { continue; }
        in_.nears.push_back({"P" + std::to_string(a), "P" + std::to_string(b),
                             chance(50) ? Near::adjacent : Near::radius});
      }
    }
  }

  Random random_;
  RandomDistrict const& shape_;
  Input in_;
};

}  // namespace

Input random_district(std::uint64_t seed, RandomDistrict const& shape) {
  return Maker{seed, shape}.make();
}

}  // namespace chengjie::place::district
