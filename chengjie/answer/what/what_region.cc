#include "chengjie/answer/what/what_region.h"

#include <algorithm>
#include <map>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/figures.h"
#include "chengjie/answer/how/firms.h"
#include "chengjie/answer/what/what_gaps.h"
#include "chengjie/answer/what/words.h"
#include "chengjie/choose/clusters.h"
#include "chengjie/choose/pull.h"

namespace chengjie::answer {
namespace {

constexpr auto kNamesTold = std::size_t{8};

Figure count_figure(Context const& context, std::string const& subject, std::string name,
                    std::size_t value, std::string formula, std::vector<Figure> inputs,
                    std::string of) {
  return context.basis.derive({subject, std::move(name), static_cast<double>(value), "count",
                               std::move(formula), std::move(inputs), std::move(of)});
}

// --- declared against supported ---

// Products that a firm of the region is known to make.
std::set<std::string> local_products(Context const& context, RegionFirms const& firms,
                                     WhatInput const& input) {
  constexpr auto kMost = std::size_t{5000};  // more would take minutes to compare with each wish
  auto const& names = firms.names;
  auto here = std::set<std::string>{};
  auto products = std::set<std::string>{};
  for (auto const& node : input.gaps.built.chains.nodes) {
    for (auto const& firm : node.local) { here.insert(names.of(firm.name)); }
    if (!node.local.empty()) { products.insert(node.product); }
  }
  for (auto const& firm : firms.here) {
    here.insert(names.of(firm.name));
    for (auto& product : firm.rows.front()->list("main_product")) {
      if (products.size() < kMost) { products.insert(std::move(product)); }
    }
  }
  for (auto const& row : context.book.all("links")) {
    if (row.text("relation") == "produces" && here.contains(names.of(row.text("from_firm")))) {
      products.insert(row.text("to"));
    }
  }
  return products;
}

}  // namespace

void tell_declared(Context const& context, Sources& sources, RegionFirms const& firms,
                   WhatInput const& input, std::vector<choose::Gap> const& gaps, Answer& answer) {
  if (input.gaps.wants.empty()) {
    answer.lacks.emplace_back(
        "没有承接方向，看不出哪些缺口有人要：请读入文件或导入 --as directions");
    return;
  }
  auto const least = input.settings.options.gaps.match_min;
  auto const products = local_products(context, firms, input);
  struct Direction {
    std::size_t wants{}, supported{};
    std::vector<Figure> inputs;
  };
  auto directions = std::map<std::string, Direction>{};
  for (auto const& want : input.gaps.wants) {
    auto& direction = directions[want.direction];
    ++direction.wants;
    direction.supported += std::any_of(products.begin(), products.end(), [&](auto const& product) {
      return choose::name_closeness(product, want.product) >= least;
    });
    for (auto& figure : sources.of({want.mark})) { direction.inputs.push_back(std::move(figure)); }
  }
  auto bare = std::vector<std::string>{};
  auto inputs = std::vector<Figure>{};
  auto line = Line{"文件要的与数据撑的：有本地企业在做的方向有 "};
  auto some = std::size_t{0};
  auto backed = std::vector<Figure>{};
  for (auto const& [name, direction] : directions) {
    if (direction.supported == 0) {
      bare.push_back(name);
      inputs.insert(inputs.end(), direction.inputs.begin(), direction.inputs.end());
    } else {
      ++some;
      backed.insert(backed.end(), direction.inputs.begin(), direction.inputs.end());
    }
  }
  line << count_figure(context, context.region, "有本地企业支撑的承接方向数", some,
                       "方向点名的产品中至少一个有本地企业在做", backed.empty() ? inputs : backed,
                       "个");
  for (auto const& [name, direction] : directions) {
    if (direction.supported == 0) { continue; }
    line << "，" << name << " "
         << count_figure(context, name, "有本地企业在做的产品数", direction.supported,
                         "方向点名的产品中有本地企业在做的", direction.inputs, "个")
         << "/"
         << count_figure(context, name, "点名的产品数", direction.wants, "方向点名的产品",
                         direction.inputs, "个");
  }
  if (!bare.empty()) {
    line << "；只有文件、没有本地企业支撑的 "
         << count_figure(context, context.region, "没有本地企业支撑的承接方向数", bare.size(),
                         "方向点名的产品中没有一个有本地企业在做", inputs, "个")
         << "：" << joined(bare, kNamesTold);
  }
  answer.notes.push_back(std::move(line));
  auto unwanted = std::vector<std::string>{};
  inputs.clear();
  for (auto const& gap : gaps) {
    if (!gap.wants.empty()) { continue; }
    auto const& node = input.gaps.built.chains.nodes[gap.node];
    unwanted.push_back(node.product);
    for (auto& figure : sources.of({node.mark})) { inputs.push_back(std::move(figure)); }
  }
  if (!unwanted.empty()) {
    answer.notes.push_back(Line{"数据看是缺口、承接方向没有点名的 "}
                           << count_figure(context, context.region, "没有方向点名的缺口数",
                                           unwanted.size(),
                                           "状态为弱、缺、断而没有承接方向点名的环节", inputs, "个")
                           << "，价值在前的：" << joined(unwanted, kNamesTold));
  }
}

void tell_space(Context const& context, Sources const& sources, WhatInput const& input,
                Answer& answer) {
  if (!input.space) { return; }
  auto strong = std::vector<choose::SpaceIndustry const*>{};
  auto near = std::vector<choose::SpaceIndustry const*>{};
  for (auto const& one : input.space->industries) {
    if (one.quotient >= 1) {
      strong.push_back(&one);
    } else if (one.density) {
      near.push_back(&one);
    }
  }
  std::stable_sort(strong.begin(), strong.end(),
                   [](auto const* a, auto const* b) { return a->quotient > b->quotient; });
  std::stable_sort(near.begin(), near.end(),
                   [](auto const* a, auto const* b) { return *a->density > *b->density; });
  auto const name = [&](choose::SpaceIndustry const& one) {
    for (auto const& row : context.book.all("region_industry")) {
      if (row.text("code") == one.code && !row.text("industry").empty()) {
        return row.text("industry");
      }
    }
    return "行业" + one.code;
  };
  constexpr auto kTold = std::size_t{5};
  auto line = Line{"按地区行业表（" + input.space_table + "），专业化最高的行业（区位商）："};
  for (auto i = std::size_t{0}; i != strong.size() && i != kTold; ++i) {
    line << (i == 0 ? "" : "、") << name(*strong[i]) << " "
         << context.basis.derive({context.region + name(*strong[i]), "区位商", strong[i]->quotient,
                                  "", "本区该行业占本区的比重 ÷ 各地该行业占各地合计的比重",
                                  sources.of({strong[i]->mark})});
  }
  answer.notes.push_back(std::move(line));
  if (near.empty()) { return; }
  auto inputs = std::vector<Figure>{};
  for (auto const* one : strong) {
    if (inputs.size() == 12) { break; }
    for (auto& figure : sources.of({one->mark})) { inputs.push_back(std::move(figure)); }
  }
  auto next = Line{"本区还不专业而离现有产业最近的行业（相近度）："};
  for (auto i = std::size_t{0}; i != near.size() && i != kTold; ++i) {
    next << (i == 0 ? "" : "、") << name(*near[i]) << " "
         << context.basis.derive({context.region + "行业" + near[i]->code, "产业接近度",
                                  *near[i]->density * 100, "percent",
                                  "区位商不低于 1 的行业与它的邻近度之和 ÷ 全部行业与它的邻近度之和"
                                  "（地区行业表 " +
                                      input.space_table + "）",
                                  inputs});
  }
  answer.notes.push_back(std::move(next));
}

void tell_overlaps(Context const& context, double closeness_min, Answer& answer) {
  auto declared = std::vector<choose::Declared>{};
  auto rows = std::vector<Record const*>{};
  for (auto const& park : context.book.all("parks")) {
    auto segments = park.list("directions");
    for (auto& word : park.list("lead_industries")) { segments.push_back(std::move(word)); }
    if (segments.empty()) { continue; }
    declared.push_back({park.text("name"), std::move(segments), {}});
    rows.push_back(&park);
  }
  auto pairs = choose::overlap_of(declared, closeness_min);
  // A park in a park shares its directions by nature.
  std::erase_if(pairs, [&](choose::Overlap const& pair) {
    return pair.same.empty() || named(*rows[pair.a], rows[pair.b]->text("parent")) ||
           named(*rows[pair.b], rows[pair.a]->text("parent"));
  });
  std::stable_sort(pairs.begin(), pairs.end(), [](auto const& a, auto const& b) {
    return a.same.size() != b.same.size() ? a.same.size() > b.same.size() : a.share > b.share;
  });
  constexpr auto kTold = std::size_t{3};
  for (auto i = std::size_t{0}; i != pairs.size() && i != kTold; ++i) {
    auto const& pair = pairs[i];
    auto same = std::vector<std::string>{};
    for (auto const& [x, y] : pair.same) { same.push_back(x == y ? x : x + "≈" + y); }
    auto const district = [&](Record const& park) {
      auto const name = park.text("district");
      return name.empty() || name == context.region ? std::string{} : "（" + name + "）";
    };
    answer.notes.push_back(
        Line{"园区方向重叠：" + declared[pair.a].park + district(*rows[pair.a]) + "与" +
             declared[pair.b].park + district(*rows[pair.b]) + " "}
        << context.basis.derive(
               {declared[pair.a].park + "与" + declared[pair.b].park,
                "方向重叠度",
                pair.share * 100,
                "percent",
                "两园区相同的方向数 ÷ 方向较少一方的方向数",
                {cite(*rows[pair.a], "directions"), cite(*rows[pair.b], "directions")}})
        << "：" << joined(same, kNamesTold));
  }
}

}  // namespace chengjie::answer
