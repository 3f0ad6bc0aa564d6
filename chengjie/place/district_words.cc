// Why here, why not there, and what is short: the sentences of a plan.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "chengjie/place/district_model.h"

namespace chengjie::place::district {
namespace {

class Teller {
 public:
  Teller(Input const& input, Model const& model, std::vector<std::int32_t> const& park_of)
      : in_(input), m_(model), park_of_(park_of), load_(model.problem.capacity.size(), 0) {
    auto const& p = m_.problem;
    for (auto j = 0; j != p.items; ++j) {
      if (park_of_[j] < 0) { continue; }
      auto const arc = p.arc_of(j, park_of_[j]);
      for (auto r = 0; r != p.resources; ++r) { load_[row(park_of_[j], r)] += p.use_of(arc, r); }
    }
  }

  Decision tell(int j) const {
    auto const& project = in_.projects[j];
    auto out = Decision{};
    out.project = project.id;
    out.fixed = m_.fixed_park[j] >= 0;
    auto const park = park_of_[j];
    if (park >= 0) {
      out.park = in_.parks[park].id;
      out.parts = project.worth;
      if (auto const fit = m_.fit_row[cell(j, park)]; fit >= 0) {
        out.parts.insert(out.parts.end(), in_.fits[fit].parts.begin(), in_.fits[fit].parts.end());
      }
      out.points = worth_of(project) + m_.fit[cell(j, park)];
    } else {
      out.parts.push_back({"不落位的代价", -m_.price_unplaced[j]});
      out.points = -m_.price_unplaced[j];
    }
    for (auto i = 0; i != m_.problem.sites; ++i) {
      if (i != park) { out.others.push_back(not_there(j, i, out.points)); }
    }
    out.sentence = park >= 0 ? why_here(j, out) : why_nowhere(j, out);
    return out;
  }

 private:
  std::size_t row(int park, int r) const {
    return static_cast<std::size_t>(park) * m_.problem.resources + r;
  }
  std::size_t cell(int j, int i) const {
    return static_cast<std::size_t>(j) * m_.problem.sites + i;
  }
  double amount(std::int64_t scaled, int r) const {
    return static_cast<double>(scaled) / m_.scale[r];
  }
  std::int64_t need(int j, int r) const {
    auto const& needs = in_.projects[j].need;
    auto const index = static_cast<std::size_t>(r);
    return index < needs.size() && needs[index] ? std::llround(*needs[index] * m_.scale[r]) : 0;
  }

  // The resource furthest short relative to the need; -1 when all fit. `used` counts the plan.
  int shortest(int j, int i, bool used, std::int64_t& short_by) const {
    auto worst = -1;
    auto worst_share = 0.0;
    for (auto r = 0; r != m_.problem.resources; ++r) {
      auto const room = m_.problem.capacity[row(i, r)];
      if (room == kUnlimited) { continue; }
      auto const lack = need(j, r) - (room - (used ? load_[row(i, r)] : 0));
      if (lack <= 0 || need(j, r) == 0) { continue; }
      auto const share = static_cast<double>(lack) / static_cast<double>(need(j, r));
      if (share > worst_share) { worst = r, worst_share = share, short_by = lack; }
    }
    return worst;
  }

  NotThere not_there(int j, int i, double points_now) const {
    auto out = NotThere{};
    out.park = in_.parks[i].id;
    auto const& name = in_.parks[i].name;
    auto short_by = std::int64_t{0};
    if (!may_stand_at(in_.projects[j], out.park)) {
      out.barrier = Barrier::elsewhere;
      out.sentence = name + "：项目已约定落在别处";
      return out;
    }
    if (!m_.allowed[cell(j, i)]) {
      out.barrier = Barrier::industry;
      out.sentence = name + "：产业不在准入范围";
      return out;
    }
    if (auto const r = shortest(j, i, false, short_by); r >= 0) {
      out.barrier = Barrier::too_large;
      tell_shortage(out, name, j, i, r, short_by, m_.problem.capacity[row(i, r)], "共");
      return out;
    }
    if (auto const r = shortest(j, i, true, short_by); r >= 0) {
      out.barrier = Barrier::no_room;
      tell_shortage(out, name, j, i, r, short_by, m_.problem.capacity[row(i, r)] - load_[row(i, r)],
                    "余");
      return out;
    }
    out.barrier = Barrier::worth_less;
    out.points_less = points_now - worth_of(in_.projects[j]) - m_.fit[cell(j, i)];
    out.sentence = out.points_less > 0.0
                       ? name + "：放得下，但得分低 " + number_text(out.points_less)
                   : m_.fixed_park[j] >= 0 ? name + "：放得下，但项目已固定在现址"
                                           : name + "：放得下，得分相当";
    return out;
  }

  void tell_shortage(NotThere& out, std::string const& name, int j, int, int r,
                     std::int64_t short_by, std::int64_t there, char const* word) const {
    auto const& resource = in_.resources[r];
    out.resource = resource.id;
    out.short_by = amount(short_by, r);
    out.sentence = name + "：" + resource.name + "需 " + number_text(amount(need(j, r), r)) + " " +
                   resource.unit + "，" + word + " " + number_text(amount(there, r)) + " " +
                   resource.unit + "，缺 " + number_text(out.short_by) + " " + resource.unit;
  }

  std::string why_here(int j, Decision const& decision) const {
    auto const& name = in_.projects[j].name;
    auto const& park = in_.parks[park_of_[j]].name;
    if (decision.fixed) { return name + "已在" + park + "，不移动"; }
    auto text = name + "放在" + park + "，得分 " + number_text(decision.points);
    auto list = std::string{};
    for (auto const& part : decision.parts) {
      list += (list.empty() ? "（" : "，") + part.name + " " + number_text(part.points);
    }
    return list.empty() ? text : text + list + "）";
  }

  // The park that is closest to taking it leads: no room left before too small before not allowed.
  std::string why_nowhere(int j, Decision const& decision) const {
    auto const& project = in_.projects[j];
    if (decision.others.empty()) { return project.name + "未落位：没有可选的园区"; }
    auto const rank = [&](NotThere const& other) {
      auto const r = resource_index(other.resource);
      auto const share =
          r < 0 ? 1.0 : other.short_by * m_.scale[r] / static_cast<double>(need(j, r));
      return std::pair{other.barrier == Barrier::worth_less  ? 0
                       : other.barrier == Barrier::no_room   ? 1
                       : other.barrier == Barrier::too_large ? 2
                       : other.barrier == Barrier::industry  ? 3
                                                             : 4,
                       share};
    };
    auto const& nearest =
        *std::min_element(decision.others.begin(), decision.others.end(),
                          [&](auto const& a, auto const& b) { return rank(a) < rank(b); });
    if (nearest.barrier == Barrier::worth_less) {
      return project.name + "未落位：落位的得分低于不落位（" + nearest.sentence + "）";
    }
    if (nearest.barrier == Barrier::elsewhere) {
      return project.name + "未落位：约定的园区都不在可选之列";
    }
    if (nearest.barrier == Barrier::industry) {
      return project.name + "未落位：各园区的准入产业都不含其产业";
    }
    auto const& resource = in_.resources[resource_index(nearest.resource)];
    return project.name + "未落位：至少缺 " + number_text(nearest.short_by) + " " + resource.unit +
           resource.name + "（" + nearest.sentence + "）";
  }

  int resource_index(std::string const& id) const {
    for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
      if (in_.resources[r].id == id) { return static_cast<int>(r); }
    }
    return -1;
  }

  Input const& in_;
  Model const& m_;
  std::vector<std::int32_t> const& park_of_;
  std::vector<std::int64_t> load_;
};

}  // namespace

std::string number_text(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.3f", value);
  auto out = std::string{text};
  while (out.back() == '0') { out.pop_back(); }
  if (out.back() == '.') { out.pop_back(); }
  return out == "-0" ? "0" : out;
}

std::vector<Decision> explain(Input const& input, Model const& model,
                              std::vector<std::int32_t> const& park_of) {
  auto const teller = Teller{input, model, park_of};
  auto out = std::vector<Decision>{};
  for (auto j = 0; j != model.problem.items; ++j) { out.push_back(teller.tell(j)); }
  return out;
}

}  // namespace chengjie::place::district
