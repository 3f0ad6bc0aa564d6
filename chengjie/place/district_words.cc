// The sentences of a plan: why here, or why nowhere and what is short.
#include <algorithm>
#include <cmath>

#include "chengjie/place/district_explain.h"
#include "chengjie/place/district_why.h"

namespace chengjie::place::district {
namespace {

class Teller {
 public:
  Teller(Ground const& ground, State const& state, ExplainOptions const& options)
      : g_(ground), in_(ground.input()), m_(state.model()), state_(state), options_(options) {}

  Decision tell(int j) {
    auto const& project = in_.projects[j];
    auto out = Decision{};
    out.project = project.id;
    out.fixed = m_.fixed_park[j] >= 0;
    auto const choice = state_.choice_of(j);
    auto const site = choice < 0 ? -1 : m_.choices[choice].site;
    if (choice >= 0) {
      auto const& here = m_.choices[choice];
      out.park = in_.parks[site].id;
      if (here.second >= 0) { out.second = in_.parks[here.second].id; }
      out.year = m_.years[here.year];
      out.parts = g_.parts(j, site, here.second, out.year);
    } else {
      out.parts.push_back({"不落位的代价", -m_.price_unplaced[j]});
    }
    out.points = sum_of(out.parts);
    for (auto i = 0; i != m_.sites; ++i) {
      if (i == site || !in_.parks[i].site) { continue; }
      out.others.push_back(why_not(g_, state_, j, i));
      auto& other = out.others.back();
      auto const possible =
          other.barrier == Barrier::no_room || other.barrier == Barrier::neighbour;
      if (possible && tries(project.id)) { other.displaced = displaced_by(g_, state_, j, i); }
    }
    out.sooner = why_not_sooner(g_, state_, j);
    out.sentence = choice >= 0 ? why_here(j, out) : why_nowhere(j, out);
    return out;
  }

 private:
  bool tries(std::string const& id) const {
    return options_.displaced && (options_.displaced_of.empty() || options_.displaced_of == id);
  }

  std::string why_here(int j, Decision const& decision) const {
    auto const& name = in_.projects[j].name;
    auto const& here = m_.choices[state_.choice_of(j)];
    auto const& park = in_.parks[here.site].name;
    if (decision.fixed) { return name + "已在" + park + "，不移动"; }
    auto text = name + (here.second >= 0 ? "主体放在" : "放在") + park;
    if (here.second >= 0) {
      text += "、" + in_.projects[j].second->name + "放在" + in_.parks[here.second].name;
    }
    if (decision.sooner) {
      text += "（" + std::to_string(decision.year) + " 年起：" + decision.sooner->sentence + "）";
    }
    text += "，得分 " + number_text(decision.points);
    auto list = std::string{};
    for (auto const& part : decision.parts) {
      list += (list.empty() ? "（" : "，") + part.name + " " + number_text(part.points);
    }
    return list.empty() ? text : text + list + "）";
  }

  // How far a refusal is from a placement: the nearest leads.
  static double distance(NotThere const& why) {
    switch (why.barrier) {
      case Barrier::worth_less:
        return 0;
      case Barrier::no_room:
        return 1;
      case Barrier::neighbour:
        return 2;
      case Barrier::not_open:
        return 3;
      case Barrier::too_large:
        return 4;
      case Barrier::intensity:
        return 5;
      case Barrier::carrier:
      case Barrier::zone:
        return 6;
      case Barrier::hazard:
      case Barrier::industry:
        return 7;
      case Barrier::elsewhere:
        break;
    }
    return 8;
  }

  double need_of(int j, std::string const& resource) const {
    auto const r = g_.resource(resource);
    auto const& need = in_.projects[j].need;
    auto const index = static_cast<std::size_t>(r);
    return r >= 0 && index < need.size() ? need[index].value_or(0.0) : 0.0;
  }

  std::string why_nowhere(int j, Decision& decision) const {
    auto const& project = in_.projects[j];
    auto const head = project.name + "未落位：";
    if (decision.others.empty()) { return head + "没有可选的园区"; }
    auto const rank = [&](NotThere const& why) {
      auto const need = need_of(j, why.resource);
      return std::pair{distance(why), need > 0.0 ? why.short_by / need : 1.0};
    };
    auto const found =
        std::min_element(decision.others.begin(), decision.others.end(),
                         [&](auto const& a, auto const& b) { return rank(a) < rank(b); });
    decision.nearest = static_cast<int>(found - decision.others.begin());
    auto const& nearest = *found;
    switch (nearest.barrier) {
      case Barrier::worth_less:
        return head + "落位的得分低于不落位（" + nearest.sentence + "）";
      case Barrier::elsewhere:
        return head + "约定的园区都不在可选之列";
      case Barrier::industry:
        return head + "各园区的准入产业都不含其产业";
      case Barrier::hazard:
        return head + "各处的分区都不允许其火灾危险性类别";
      case Barrier::no_room:
      case Barrier::too_large:
        break;
      default:
        return head + nearest.sentence;
    }
    auto const& resource = in_.resources[g_.resource(nearest.resource)];
    auto const unit = resource.unit.empty() ? "" : resource.unit;
    return head + "至少缺 " + number_text(nearest.short_by) + " " + unit + resource.name + "（" +
           nearest.sentence + "）";
  }

  Ground const& g_;
  Input const& in_;
  Model const& m_;
  State state_;
  ExplainOptions const& options_;
};

}  // namespace

std::vector<Decision> explain(Ground const& ground, State const& state,
                              ExplainOptions const& options) {
  auto teller = Teller{ground, state, options};
  auto out = std::vector<Decision>{};
  for (auto j = 0; j != state.model().items; ++j) { out.push_back(teller.tell(j)); }
  return out;
}

}  // namespace chengjie::place::district
