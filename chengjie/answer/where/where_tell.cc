#include "chengjie/answer/where/where_tell.h"

#include <algorithm>
#include <set>

namespace chengjie::answer {

namespace district = place::district;
using district::Barrier;

WhereTeller::WhereTeller(Context const& context, WhereCase const& c, district::Plan const& plan)
    : x_(context), c_(c), plan_(plan) {
  for (auto j = std::size_t{0}; j != c_.asks.size(); ++j) {
    ask_.emplace(c_.asks[j].project->key, j);
  }
}

Figure WhereTeller::derive(std::string subject, std::string indicator, double value,
                           std::string_view unit, std::string formula,
                           std::vector<Figure> inputs) const {
  return x_.basis.derive({std::move(subject), std::move(indicator), value, std::string{unit},
                          std::move(formula), std::move(inputs)});
}

std::string WhereTeller::place_name(std::string const& id) const {
  auto const* place = c_.place(id);
  return place == nullptr ? id : place->name;
}

std::size_t WhereTeller::ask_of(std::string const& id) const {
  auto const found = ask_.find(id);
  return found == ask_.end() ? c_.asks.size() : found->second;
}

std::string WhereTeller::project_name(std::string const& id) const {
  auto const j = ask_of(id);
  return j == c_.asks.size() ? id : c_.asks[j].project->text("name");
}

SiteCase const* WhereTeller::holder(std::string const& place, std::size_t factor) const {
  auto const [at, fresh] = holder_.try_emplace({place, factor}, nullptr);
  if (fresh) { at->second = find_holder(place, factor); }
  return at->second;
}

SiteCase const* WhereTeller::find_holder(std::string const& place, std::size_t factor) const {
  for (auto id = place; !id.empty();) {
    auto const* here = c_.place(id);
    if (here == nullptr) { return nullptr; }
    if (here->room[factor]) { return here; }
    auto const own = c_.factors[factor].counts != Counts::summed;
    auto next = std::string{};
    for (auto const& park : c_.input.parks) {
      if (park.id == id && !own) { next = park.parent; }
    }
    id = next;
  }
  return nullptr;
}

std::optional<Figure> WhereTeller::room_of(SiteCase const& place, std::size_t factor,
                                           int year) const {
  auto out = place.room[factor];
  for (auto const& [at, figure] : place.later) {
    if (at.first == factor && at.second <= year) { out = figure; }
  }
  return out;
}

Figure WhereTeller::used_of(SiteCase const& place, std::size_t f) const {
  if (auto const known = used_.find({&place, f}); known != used_.end()) { return known->second; }
  auto needs = std::vector<Figure>{};
  auto total = 0.0;
  for (auto const& decision : plan_.decisions) {
    auto const j = ask_of(decision.project);
    auto const add = [&](std::string const& at, std::optional<Figure> const& need) {
      if (at.empty() || !need || holder(at, f) != &place) { return; }
      needs.push_back(*need);
      total += need->value;
    };
    add(decision.park, c_.asks[j].need[f]);
    add(decision.second, c_.asks[j].second[f]);
  }
  auto out = derive(place.name, "已排" + c_.factors[f].name, total, c_.factors[f].unit,
                    "排入该处的各项目需求之和", std::move(needs));
  return used_.emplace(std::pair{&place, f}, std::move(out)).first->second;
}

std::vector<Figure> WhereTeller::weights() const {
  auto out = std::vector<Figure>{};
  for (auto const& [name, figure] : c_.weights) { out.push_back(figure); }
  return out;
}

Item WhereTeller::item(std::size_t j) const {
  auto const& decision = plan_.decisions[j];
  auto item = Item{};
  item.id = decision.project;
  item.state = decision.park.empty() ? "not_placed" : "placed";
  auto title = project_name(decision.project);
  if (decision.park.empty()) {
    title += "：未落位";
  } else {
    title += " → " + place_name(decision.park);
    if (!decision.second.empty()) {
      title += "，" + c_.asks[j].project->text("second_part") + " → " + place_name(decision.second);
    }
    if (decision.year > c_.year) { title += "（" + std::to_string(decision.year) + " 年起）"; }
  }
  item.title = Line{title};
  if (decision.park.empty()) {
    if (decision.nearest >= 0) {
      auto line = Line{"最接近的一处："};
      item.lines.push_back(
          line.add(why_line(j, decision.others[static_cast<std::size_t>(decision.nearest)])));
    }
  } else {
    item.lines.push_back(needs_line(j));
    item.lines.push_back(score_line(j, item));
    add_loads(j, item);
    if (decision.sooner) {
      auto line = Line{"不能更早："};
      item.lines.push_back(line.add(why_line(j, *decision.sooner)));
    }
  }
  for (auto const& other : decision.others) {
    if (other.barrier == Barrier::elsewhere && !decision.park.empty()) { continue; }
    item.lines.push_back(why_line(j, other));
  }
  return item;
}

Line WhereTeller::needs_line(std::size_t j) const {
  auto const& decision = plan_.decisions[j];
  auto line = Line{};
  for (auto f = std::size_t{0}; f != c_.factors.size(); ++f) {
    auto const& need = c_.asks[j].need[f];
    if (!need) { continue; }
    auto const* at = holder(decision.park, f);
    line << (line.empty() ? "需" : "；") << c_.factors[f].name << " " << *need;
    auto const room = at == nullptr ? std::nullopt : room_of(*at, f, decision.year);
    if (room) { line << (at->id == kRegionId ? "（全区共 " : "（园区共 ") << *room << "）"; }
  }
  return line;
}

// For programs: what the project asks, what all that share the capacity ask, what there is.
void WhereTeller::add_loads(std::size_t j, Item& item) const {
  auto const& decision = plan_.decisions[j];
  for (auto f = std::size_t{0}; f != c_.factors.size(); ++f) {
    auto const& need = c_.asks[j].need[f];
    auto const* at = holder(decision.park, f);
    auto const room = at == nullptr ? std::nullopt : room_of(*at, f, decision.year);
    if (!need || !room || c_.factors[f].counts == Counts::each) { continue; }
    auto const& id = c_.factors[f].id;
    item.figures.emplace_back("need_" + id, *need);
    item.figures.emplace_back("used_" + id, used_of(*at, f));
    item.figures.emplace_back("room_" + id, *room);
  }
}

Line WhereTeller::score_line(std::size_t j, Item& item) const {
  auto const& decision = plan_.decisions[j];
  auto formula = std::string{};
  auto words = std::string{};
  for (auto const& part : decision.parts) {
    formula += (formula.empty() ? "" : " + ") + part.name + " " + number_words(part.points);
    if (part.points != 0) { words += (words.empty() ? "" : "、") + part.name; }
  }
  auto inputs = weights();
  for (auto const& figure : {c_.asks[j].output, c_.asks[j].tax, c_.asks[j].jobs}) {
    if (figure) { inputs.push_back(*figure); }
  }
  auto const score =
      derive(project_name(decision.project), "在" + place_name(decision.park) + "的得分",
             decision.points, "points", formula, std::move(inputs));
  item.figures.emplace_back("points", score);
  if (decision.year > 0) {
    item.figures.emplace_back(
        "year", derive(place_name(decision.park), project_name(decision.project) + "落位年份",
                       decision.year, "", "方案中最早放得下的年份", {score}));
  }
  return Line{"得分 "} << score << "：" << words;
}

std::string WhereTeller::later_words(NotThere const& why) const {
  if (why.year == 0) { return {}; }
  return "，" + std::to_string(why.year) + " 年" + (why.cause.empty() ? "扩容" : why.cause) +
         "后可放";
}

Line WhereTeller::why_line(std::size_t j, NotThere const& why) const {
  auto const name = project_name(plan_.decisions[j].project);
  auto const place = place_name(why.park);
  auto line = Line{"不放" + place + "："};
  auto const f = c_.factor(why.resource);
  switch (why.barrier) {
    case Barrier::elsewhere:
      line << "已约定落在别处，或要求不放在此";
      break;
    case Barrier::industry:
      line << "产业不在准入范围或在负面清单";
      break;
    case Barrier::hazard:
      line << "火灾危险性高于该处允许的类别";
      break;
    case Barrier::zone:
      line << "不在要求的功能分区";
      break;
    case Barrier::carrier:
      line << "没有所需的载体（用地或厂房）";
      break;
    case Barrier::not_open:
      line << std::to_string(why.year) + " 年起才可放";
      break;
    case Barrier::neighbour:
      line << "与" + project_name(why.other) + "不得相邻";
      break;
    case Barrier::intensity: {
      auto const output = why.resource == "output";
      auto const& own = c_.asks[j].ratio[output ? 1 : 0];
      auto inputs = std::vector<Figure>{};
      if (own) { inputs.push_back(*own); }
      line << (output ? "亩均产值" : "投资强度");
      if (own) { line << " " << *own; }
      line << "，比准入下限低 "
           << derive(name, "比" + place + "准入下限低", why.short_by, "CNY/mu", "下限 − 本项目",
                     std::move(inputs));
      break;
    }
    case Barrier::worth_less:
      if (why.points_less <= 0.0) {
        line << "放得下，得分相当";
      } else {
        line << "放得下，但得分低 "
             << derive(name, "在" + place + "少得的分", why.points_less, "points",
                       "与现方案得分之差", weights());
      }
      break;
    case Barrier::too_large:
    case Barrier::no_room: {
      auto const whole = why.barrier == Barrier::too_large;
      auto inputs = std::vector<Figure>{};
      if (c_.asks[j].need[f]) { inputs.push_back(*c_.asks[j].need[f]); }
      auto const* at = c_.place(why.at);
      auto const year = plan_.decisions[j].year > 0 ? plan_.decisions[j].year : c_.year;
      if (at != nullptr && at->room[f]) { inputs.push_back(*room_of(*at, f, year)); }
      if (c_.factors[f].counts == Counts::each) {
        line << c_.factors[f].name + "不够，差 ";
      } else if (why.at != why.park) {
        line << place_name(why.at) + (whole ? "容量不够，缺 " : "已排满，缺 ");
      } else {
        line << (whole ? "容量不够，缺 " : "已排满，缺 ");
      }
      line << derive(name, "在" + place + "缺的" + c_.factors[f].name, why.short_by,
                     c_.factors[f].unit, whole ? "需求 − 容量" : "需求 − （容量 − 已排项目占用）",
                     std::move(inputs));
      if (c_.factors[f].counts != Counts::each) { line << c_.factors[f].name; }
      line << later_words(why);
      break;
    }
  }
  if (!why.displaced) { return line; }
  auto names = std::string{};
  for (auto const& id : why.displaced->projects) {
    names += (names.empty() ? "" : "、") + project_name(id);
  }
  line << (names.empty() ? "；若放" : "；若放，要挪走或放弃" + names);
  if (why.displaced->points_less > 0.0) {
    line << "，方案至多少 "
         << derive(name, "改放" + place + "使方案少得的分", why.displaced->points_less, "points",
                   "腾出位置、被挪的另找去处后的总分之差（试算，另有更好腾法时会更少）", weights());
  } else {
    line << "，方案不少分";
  }
  return line;
}

}  // namespace chengjie::answer
