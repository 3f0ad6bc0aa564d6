#include "chengjie/answer/what/what_gaps.h"

#include <algorithm>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/what/words.h"

namespace chengjie::answer {

std::string joined(std::vector<std::string> const& words, std::size_t most) {
  auto text = std::string{};
  for (auto i = std::size_t{0}; i != words.size() && i != most; ++i) {
    text += (text.empty() ? "" : "、") + words[i];
  }
  return words.size() > most ? text + "等" : text;
}

Figure score_figure(Context const& context, Sources const& sources, ChooseSettings const& settings,
                    std::string_view weights, std::string const& subject,
                    std::string const& indicator, std::vector<choose::Part> const& parts) {
  auto d = Basis::Derived{};
  d.subject = subject;
  d.indicator = indicator;
  d.value = choose::score_of(parts) * 100;
  d.unit = "points";
  for (auto const& part : parts) {
    d.formula += (d.formula.empty() ? "100 × （" : " + ") + part.title + " " +
                 number_words(part.value) + " × 权重 " + number_words(part.weight);
    for (auto& figure : sources.of(part.marks)) { d.inputs.push_back(std::move(figure)); }
    if (auto const at = settings.weights.find(std::string{weights} + part.name);
        at != settings.weights.end()) {
      d.inputs.push_back(at->second);
    }
  }
  d.formula += "）";
  // One source often speaks for several parts.
  auto seen = std::set<std::string>{};
  std::erase_if(d.inputs, [&](Figure const& f) { return !seen.insert(mark_of(f)).second; });
  return context.basis.derive(std::move(d));
}

namespace {

std::vector<std::string> names_of(std::vector<choose::Firm> const& firms) {
  auto names = std::vector<std::string>{};
  for (auto const& firm : firms) { names.push_back(firm.name); }
  return names;
}

// How firm a gap's place in the list is.
struct Standing {
  std::size_t rank{};  // 1-based
  choose::Steadiness steady;
  bool on_front{};
};

class GapTeller {
 public:
  GapTeller(Context const& context, Sources const& sources, WhatInput const& input,
            std::size_t gaps)
      : c_(context), s_(sources), in_(input), gaps_(gaps) {}

  Item item(choose::Gap const& gap, Standing const& standing, Intensity const& takes) const {
    auto const& node = nodes()[gap.node];
    auto item = Item{};
    item.id = node.id;
    item.state = std::string{choose::name_of(gap.judged.state)};
    auto const score =
        score_figure(c_, s_, in_.settings, "weight/what/", node.product, "承接价值", gap.parts);
    item.title = Line{node.product + "（" + node.chain + "，"} << choose::title_of(gap.judged.state)
                                                               << "）价值 " << score;
    item.figures.emplace_back("score", score);
    for (auto const& [group, title] : {std::pair{"worth", "价值分"}, std::pair{"reach", "可达分"},
                                       std::pair{"pull", "带动分"}}) {
      item.figures.emplace_back(group, group_figure(node, gap, score, group, title));
    }
    item.lines.push_back(state_line(gap, node));
    if (!gap.downstream.empty()) { item.lines.push_back(downstream_line(gap, node)); }
    if (!gap.wants.empty()) { item.lines.push_back(wants_line(gap)); }
    if (auto line = reach_line(gap); !line.empty()) { item.lines.push_back(std::move(line)); }
    add_candidates(gap, node, item);
    add_takes(takes, item);
    add_duties(node, item);
    add_projects(node, item);
    add_standing(standing, score, item);
    return item;
  }

 private:
  std::vector<choose::Node> const& nodes() const { return in_.gaps.built.chains.nodes; }

  Figure group_figure(choose::Node const& node, choose::Gap const& gap, Figure const& score,
                      std::string const& group, std::string const& title) const {
    auto names = std::string{};
    for (auto const& part : gap.parts) {
      if (part.group == group) { names += (names.empty() ? "" : "、") + part.title; }
    }
    return c_.basis.derive({node.product,
                            title,
                            choose::share_of(gap.parts, group) * 100,
                            "points",
                            names + "各项得分按权重的平均 × 100",
                            {score}});
  }

  Line state_line(choose::Gap const& gap, choose::Node const& node) const {
    auto line = Line{gap.judged.given ? "状态由产业链台账给出" : "状态按阈值判定"};
    for (auto const& figure : s_.of({node.mark})) { line << figure; }
    if (!node.local.empty()) { line << "；本地：" << joined(names_of(node.local), 3); }
    if (gap.judged.single_source) { line << "（单一来源）"; }
    if (gap.judged.single_group) { line << "（同属一个集团）"; }
    if (node.key) { line << "；关键环节"; }
    return line;
  }

  Line downstream_line(choose::Gap const& gap, choose::Node const& node) const {
    auto inputs = std::vector<Figure>{};
    for (auto const next : gap.downstream) {
      for (auto& figure : s_.of({nodes()[next].mark})) { inputs.push_back(std::move(figure)); }
    }
    auto const links =
        c_.basis.derive({node.product, "下游环节数", static_cast<double>(gap.downstream.size()),
                         "count", "产业链图上由本环节可达的环节数", inputs, "个"});
    auto const firms =
        c_.basis.derive({node.product, "下游本地企业数", static_cast<double>(gap.firms), "count",
                         "下游环节的本地企业，去重", inputs, "家"});
    auto line = Line{"缺了它受影响：下游 "} << links << "环节，本地企业 " << firms;
    if (gap.output_cny > 0) {
      inputs.clear();
      for (auto const next : gap.downstream) {
        for (auto const& firm : nodes()[next].local) {
          for (auto& figure : s_.of({firm.output_mark})) { inputs.push_back(std::move(figure)); }
        }
      }
      line << "，产值 "
           << c_.basis.derive({node.product, "下游本地企业产值", gap.output_cny, "CNY",
                               "下游本地企业已知产值之和", inputs});
    }
    return line;
  }

  Line wants_line(choose::Gap const& gap) const {
    auto line = Line{"承接方向点名："};
    auto first = true;
    for (auto const& match : gap.wants) {
      auto const& want = in_.gaps.wants[match.want];
      line << (first ? "" : "、") << want.direction << "“" << want.product << "”";
      for (auto const& figure : s_.of({want.mark})) { line << figure; }
      if (!want.park.empty()) { line << "（" << want.park << "）"; }
      first = false;
    }
    return line;
  }

  // What of worth and reach the tables tell: closeness, complexity, value added, land.
  Line reach_line(choose::Gap const& gap) const {
    auto line = Line{};
    for (auto const& part : gap.parts) {
      auto const tells = part.name == "reach" || part.name == "complexity" ||
                         part.name == "value_added" || part.name == "demand";
      if (tells && !part.marks.empty()) {
        for (auto const& figure : s_.of({part.marks.front()})) {
          line << (line.empty() ? "行业与需求：" : "，") << figure.indicator << " " << figure;
        }
      }
      if ((part.name == "skills" || part.name == "room") && part.value > 0) {
        line << (line.empty() ? "" : "；") << without_stop(part.reason);
        for (auto const& figure : s_.of({part.marks.front()})) { line << figure; }
      }
    }
    return line;
  }

  static std::string without_stop(std::string text) {
    constexpr auto kStop = std::string_view{"。"};
    if (text.ends_with(kStop)) { text.resize(text.size() - kStop.size()); }
    return text;
  }

  void add_candidates(choose::Gap const& gap, choose::Node const& node, Item& item) const {
    constexpr auto kTold = std::size_t{3};
    for (auto i = std::size_t{0}; i != gap.who.size() && i != kTold; ++i) {
      auto const& pick = gap.who[i];
      auto const& firm = in_.gaps.candidates[pick.candidate];
      auto const score = score_figure(c_, s_, in_.settings, "weight/who/", firm.name,
                                      node.product + "候选得分", pick.parts);
      auto line = Line{i == 0 ? "可以先找：" : "再找："} << firm.name;
      if (!firm.origin.empty()) { line << "（" << firm.origin << "）"; }
      line << " " << score;
      for (auto const& part : pick.parts) {
        if (part.value <= 0) { continue; }
        line << "；" << part.title << "：" << without_stop(part.reason);
        auto told = std::size_t{0};
        for (auto const& figure : s_.of(part.marks)) {
          if (told++ != 2) {
            line << figure;
          } else {
            break;
          }
        }
      }
      item.figures.emplace_back("candidate_" + std::to_string(i + 1), score);
      item.lines.push_back(std::move(line));
    }
    if (gap.who.size() > kTold) {
      auto rest = std::vector<std::string>{};
      for (auto i = kTold; i != gap.who.size(); ++i) {
        rest.push_back(in_.gaps.candidates[gap.who[i].candidate].name);
      }
      item.lines.emplace_back("其余候选：" + joined(rest, rest.size()));
    }
  }

  void add_takes(Intensity const& takes, Item& item) const {
    auto line = Line{};
    for (auto const& [name, figure] :
         {std::pair{"land", &takes.land}, std::pair{"energy", &takes.energy},
          std::pair{"carbon", &takes.carbon}}) {
      if (!*figure) { continue; }
      line << (line.empty() ? "要占用：" : "，") << (*figure)->indicator << " " << **figure;
      item.figures.emplace_back(name, **figure);
    }
    if (!line.empty()) { item.lines.push_back(std::move(line)); }
  }

  void add_duties(choose::Node const& node, Item& item) const {
    for (auto const& row : c_.book.all("duties")) {
      auto const product = row.text("product");
      if (row.text("chain") != node.chain || (!product.empty() && product != node.product)) {
        continue;
      }
      auto line = Line{product.empty() ? "链长任务：" : "本环节任务："};
      if (auto const owner = row.text("owner"); !owner.empty()) { line << owner << "，"; }
      line << row.text("task") << cite(row, "task");
      for (auto const& [title, column] :
           {std::pair{"，期限 ", "due"}, std::pair{"，责任单位 ", "unit"},
            std::pair{"，进展：", "state"}}) {
        if (auto const text = row.text(column); !text.empty()) { line << title << text; }
      }
      item.lines.push_back(std::move(line));
    }
  }

  void add_projects(choose::Node const& node, Item& item) const {
    auto const least = in_.settings.options.gaps.match_min;
    for (auto const& row : c_.book.all("projects")) {
      auto const name = row.text("name");
      if (choose::name_closeness(name, node.product) < least) { continue; }
      item.lines.push_back(Line{"在办项目：" + name} << cite(row, "name"));
    }
  }

  void add_standing(Standing const& standing, Figure const& score, Item& item) const {
    auto const& options = in_.settings.options.sensitivity;
    auto const spread = std::to_string(static_cast<int>(options.spread * 100)) + "%";
    auto const rank = [&](std::string name, std::size_t value) {
      return c_.basis.derive({item.id,
                              std::move(name),
                              static_cast<double>(value),
                              "rank",
                              "每项权重在上下 " + spread + " 之内任取，与其余 " +
                                  std::to_string(gaps_ - 1) +
                                  " 个缺口逐对比较，必然领先或落后的才计",
                              {score}});
    };
    auto const best = rank("最好名次", standing.steady.sure_best);
    auto const worst = rank("最差名次", standing.steady.sure_worst);
    item.figures.emplace_back("rank_best", best);
    item.figures.emplace_back("rank_worst", worst);
    item.figures.emplace_back(
        "front", c_.basis.derive({item.id,
                                  "帕累托前沿",
                                  standing.on_front ? 1.0 : 0.0,
                                  "count",
                                  "没有别的缺口在价值、可达、用地、能耗、碳排放上都不差于它且有一项"
                                  "更好，则为 1（只比双方都有的数）",
                                  {score},
                                  "项"}));
    if (standing.rank > options.top) { return; }
    auto const sure = standing.steady.sure_worst <= options.top;
    item.lines.push_back(
        (Line{sure                    ? "名次可靠：权重上下浮动 " + spread + " 总在前列，"
              : standing.steady.holds ? "名次稳健：权重上下浮动 " + spread + " 的抽样中多在前列，"
                                      : "名次随权重变动，宜与其他条件一并看，"}
         << "最好" << best << "、最差" << worst)
        << (standing.on_front ? "；在帕累托前沿上" : ""));
  }

  Context const& c_;
  Sources const& s_;
  WhatInput const& in_;
  std::size_t gaps_;
};

// More is better: what a gap takes counts against it.
std::vector<bool> fronts_of(std::vector<choose::Gap> const& gaps,
                            std::vector<Intensity> const& takes) {
  auto const less = [](std::optional<Figure> const& figure) {
    return figure ? std::optional{-figure->value} : std::nullopt;
  };
  auto items = std::vector<choose::Known>{};
  for (auto i = std::size_t{0}; i != gaps.size(); ++i) {
    items.push_back({choose::share_of(gaps[i].parts, "worth"),
                     choose::share_of(gaps[i].parts, "reach"), less(takes[i].land),
                     less(takes[i].energy), less(takes[i].carbon)});
  }
  auto on = std::vector<bool>(gaps.size());
  for (auto const i : choose::front_of(items)) { on[i] = true; }
  return on;
}

}  // namespace

std::vector<Item> gap_items(Context const& context, Sources const& sources, WhatInput const& input,
                            std::vector<choose::Gap> const& gaps, Intensities const& intensities) {
  auto parts = std::vector<std::vector<choose::Part>>{};
  auto takes = std::vector<Intensity>{};
  for (auto const& gap : gaps) {
    parts.push_back(gap.parts);
    takes.push_back(intensities.of(input.gaps.built.chains.nodes[gap.node].industry_code));
  }
  auto const steady = choose::steadiness(parts, input.settings.options.sensitivity);
  auto const on_front = fronts_of(gaps, takes);
  auto const teller = GapTeller{context, sources, input, gaps.size()};
  auto items = std::vector<Item>{};
  for (auto i = std::size_t{0}; i != gaps.size(); ++i) {
    items.push_back(teller.item(gaps[i], {i + 1, steady[i], on_front[i]}, takes[i]));
  }
  return items;
}

}  // namespace chengjie::answer
