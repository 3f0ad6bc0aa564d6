// What is told of the plan as a whole: how good it is, what capacities are worth, what moved.
#include <algorithm>
#include <map>

#include "chengjie/answer/where/where_tell.h"

namespace chengjie::answer {
namespace {

namespace district = place::district;

constexpr auto kPricesMax = std::size_t{5};
constexpr auto kBuildMax = std::size_t{3};
constexpr auto kMovesMax = std::size_t{60};
constexpr auto kPriceShown = 0.005;  // points a unit; below, it would read as nothing

}  // namespace

Figure WhereTeller::points_figure(double points) const {
  auto inputs = weights();
  for (auto const& ask : c_.asks) {
    for (auto const& figure : {ask.output, ask.tax, ask.jobs}) {
      if (figure) { inputs.push_back(*figure); }
    }
  }
  return derive(x_.region, "落位方案总分", points, "points", "各项目分值之和减各项代价",
                std::move(inputs));
}

std::vector<Line> WhereTeller::totals() const {
  auto const value = points_figure(plan_.points);
  auto const bound = derive(x_.region, "总分上界", plan_.points_bound, "points",
                            plan_.bound_with_pairs ? "放宽各处容量、让每对上下游都在能到的最近处"
                                                   : "放宽各处容量后的上界，用整数重算",
                            {value});
  auto line = Line{"方案总分 "} << value << "，任何方案不超过 " << bound;
  if (plan_.gap) {
    auto const gap = derive(x_.region, "方案与上界之差", *plan_.gap * 100, "percent",
                            "（上界 − 总分）÷ 上界", {value, bound});
    line << (*plan_.gap <= 1e-9 ? "，已证明最优（差距 " : "，差距至多 ") << gap
         << (*plan_.gap <= 1e-9 ? "）" : "");
    if (plan_.bound_with_pairs && *plan_.gap > 1e-9) {
      line << "；上界让每对上下游都就近，偏松，实际差距更小";
    }
  }
  auto out = std::vector<Line>{std::move(line)};
  if (!plan_.parts.empty()) {
    auto parts = Line{"总分里项目之间的部分："};
    for (auto const& part : plan_.parts) {
      parts << (&part == &plan_.parts.front() ? "" : "，") << part.name << " "
            << derive(x_.region, part.name, part.points, "points", "方案中各项之和", {value});
    }
    out.push_back(std::move(parts));
  }
  return out;
}

Line WhereTeller::price_line(district::CapacityPrice const& price) const {
  auto line = Line{};
  auto const f = c_.factor(price.resource);
  auto const* place = c_.place(price.park);
  if (place == nullptr || f == c_.factors.size() || !place->room[f]) { return line; }
  auto const room = room_of(*place, f, price.year);
  auto const name = place->id == kRegionId ? "全区" : place->name;
  auto const& factor = c_.factors[f];
  if (price.step && price.gain_of_step && *price.gain_of_step > 1e-9) {
    auto const more = derive(name, "增加" + factor.name, *price.step, factor.unit,
                             "使下一个项目进得来的最小增量", {*room});
    auto const gain = derive(name, "增加后多得的分", *price.gain_of_step, "points",
                             price.proved ? "按增加后的容量重新求解（两次都证明最优）之差"
                                          : "按增加后的容量重新求解之差",
                             {more});
    line << name << "再有 " << more << factor.name << "，方案多得 " << gain << "（进 "
         << project_name(price.step_project) << "）";
  } else if (price.price >= kPriceShown) {
    auto const unit = derive(name, factor.name + "的价", price.price, "points",
                             "放宽问题中该容量的价格，每单位", {*room});
    line << name << "每多 1 " << std::string{unit_words(factor.unit)} << factor.name << "约值 "
         << unit;
    if (price.gain_of_one) {
      line << "，重新求解多得 "
           << derive(name, "多一单位多得的分", *price.gain_of_one, "points", "重新求解之差",
                     {unit});
    }
  }
  if (!line.empty() && price.extended > 1e-9) {
    line << "；方案已花钱扩容 "
         << derive(name, "方案扩容的" + factor.name, price.extended, factor.unit,
                   "超出现有容量的部分", {*room});
  }
  return line;
}

Section WhereTeller::prices() const {
  auto out = Section{"prices", "容量的价（每处多一点值多少）", {}};
  for (auto const& price : plan_.prices) {
    if (out.lines.size() == kPricesMax) { break; }
    if (auto line = price_line(price); !line.empty()) { out.lines.push_back(std::move(line)); }
  }
  return out;
}

Section WhereTeller::build_first() const {
  auto out = Section{"build_first", "先建哪一处", {}};
  struct Row {
    district::CapacityPrice const* price;
    double per;  // points a CNY where the cost is known
    bool costed;
  };
  auto rows = std::vector<Row>{};
  for (auto const& price : plan_.prices) {
    if (!price.step || price.gain_of_step.value_or(0.0) <= 1e-9) { continue; }
    auto const* place = c_.place(price.park);
    auto const f = c_.factor(price.resource);
    auto const more = place == nullptr ? decltype(place->more.end()){} : place->more.find(f);
    auto const costed =
        place != nullptr && more != place->more.end() && more->second.first.value > 0.0;
    auto const cost = costed ? *price.step * more->second.first.value : 1.0;
    rows.push_back({&price, *price.gain_of_step / cost, costed});
  }
  std::stable_sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) {
    return a.costed != b.costed ? a.costed : a.per > b.per;
  });
  for (auto const& row : rows) {
    if (out.lines.size() == kBuildMax) { break; }
    auto line = Line{"第" +
                     std::string{out.lines.empty()       ? "一"
                                 : out.lines.size() == 1 ? "二"
                                                         : "三"} +
                     "："};
    line.add(price_line(*row.price));
    line << (row.costed ? "；按每元扩容造价多得的分排序" : "；造价未知，按多得的分排序");
    out.lines.push_back(std::move(line));
  }
  return out;
}

Section WhereTeller::years() const {
  auto out = Section{"years", "按年", {}};
  auto by_year = std::map<int, std::vector<Figure>>{};
  for (auto const& decision : plan_.decisions) {
    if (decision.park.empty()) { continue; }
    auto& row = by_year[decision.year];
    if (auto const& output = c_.asks[ask_of(decision.project)].output) { row.push_back(*output); }
  }
  if (by_year.size() < 2) { return out; }
  for (auto const& [year, outputs] : by_year) {
    auto total = 0.0;
    for (auto const& figure : outputs) { total += figure.value; }
    auto count = 0;
    for (auto const& decision : plan_.decisions) {
      count += !decision.park.empty() && decision.year == year ? 1 : 0;
    }
    auto const when = std::to_string(year) + " 年";
    out.lines.push_back(Line{when + "起落位 "}
                        << derive(x_.region, when + "落位项目数", count, "count",
                                  "方案中该年起落位的项目", outputs)
                        << "，达产产值合计 "
                        << derive(x_.region, when + "落位项目的达产产值", total, "CNY",
                                  "各项目达产产值之和", outputs));
  }
  return out;
}

Section WhereTeller::moves(district::Plan const& before) const {
  auto out = Section{"moves", "与原方案相比", {}};
  auto const was =
      derive(x_.region, "原方案总分", before.points, "points", "没有改动时的方案总分", weights());
  auto const is = points_figure(plan_.points);
  auto const change = plan_.points - before.points;
  auto line = Line{"总分 "} << was << " → " << is;
  if (change != 0.0) {
    line << (change > 0.0 ? "，多 " : "，少 ")
         << derive(x_.region, "总分变动", std::abs(change), "points", "改动后 − 原方案", {was, is});
  }
  out.lines.push_back(std::move(line));
  auto const rows = district::moves_between(before, plan_);
  auto const at = [&](std::string const& park, int year) {
    if (park.empty()) { return std::string{"未落位"}; }
    return place_name(park) + (year > c_.year ? "（" + std::to_string(year) + " 年起）" : "");
  };
  for (auto const& row : rows) {
    if (out.lines.size() > kMovesMax) {
      out.lines.emplace_back("……还有别的变动，见方案表");
      break;
    }
    auto const gone = ask_of(row.project) == c_.asks.size();
    out.lines.emplace_back(project_name(row.project) + "：" + at(row.from, row.year_from) + " → " +
                           (gone ? "不来了" : at(row.to, row.year_to)));
  }
  if (rows.empty()) { out.lines.emplace_back("没有项目要挪"); }
  return out;
}

}  // namespace chengjie::answer
