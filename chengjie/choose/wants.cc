#include "chengjie/choose/wants.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace chengjie::choose {
namespace {

constexpr auto kTails = std::to_array<std::string_view>(
    {"产业集群", "产业链", "产业", "行业", "领域", "方向", "制造", "等", "项目", "企业"});
constexpr auto kHoldsLeast = 0.6;

// Characters of UTF-8 text; bytes that are none stand alone.
std::vector<std::string_view> characters(std::string_view text) {
  auto out = std::vector<std::string_view>{};
  for (auto at = std::size_t{0}; at < text.size();) {
    auto const lead = static_cast<unsigned char>(text[at]);
    auto const length = lead < 0x80    ? 1u
                        : lead >= 0xF0 ? 4u
                        : lead >= 0xE0 ? 3u
                        : lead >= 0xC0 ? 2u
                                       : 1u;
    out.push_back(text.substr(at, length));
    at += length;
  }
  return out;
}

std::vector<std::string> pairs_of(std::string_view text) {
  auto const chars = characters(text);
  auto out = std::vector<std::string>{};
  for (auto i = std::size_t{0}; i + 1 < chars.size(); ++i) {
    out.push_back(std::string{chars[i]} + std::string{chars[i + 1]});
  }
  std::sort(out.begin(), out.end());
  return out;
}

double dice(std::string_view a, std::string_view b) {
  auto const x = pairs_of(a);
  auto const y = pairs_of(b);
  if (x.empty() || y.empty()) { return 0; }
  auto both = std::vector<std::string>{};
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  return 2.0 * static_cast<double>(both.size()) / static_cast<double>(x.size() + y.size());
}

}  // namespace

std::string plain_name(std::string_view name) {
  auto out = std::string{};
  for (auto const c : characters(name)) {
    static constexpr auto kDropped =
        std::to_array<std::string_view>({" ", "　", "“", "”", "\"", "（", "）", "(", ")", "《",
                                         "》", "、", "，", "。", "\n", "\r", "\t"});
    if (std::find(kDropped.begin(), kDropped.end(), c) == kDropped.end()) { out += c; }
  }
  for (auto again = true; again;) {
    again = false;
    for (auto const tail : kTails) {
      if (out.ends_with(tail) && out.size() >= tail.size() + 6) {
        out.resize(out.size() - tail.size());
        again = true;
      }
    }
  }
  return out;
}

double name_closeness(std::string_view a, std::string_view b) {
  auto const x = plain_name(a);
  auto const y = plain_name(b);
  if (x.empty() || y.empty()) { return 0; }
  if (x == y) { return 1; }
  auto const& longer = x.size() >= y.size() ? x : y;
  auto const& shorter = x.size() >= y.size() ? y : x;
  // A single character holds nothing: 铝 is in 铝锂合金 and in 氧化铝 alike.
  if (shorter.size() >= 6 && longer.find(shorter) != std::string::npos) {
    return kHoldsLeast + (1 - kHoldsLeast) * static_cast<double>(shorter.size()) /
                             static_cast<double>(longer.size());
  }
  return dice(x, y);
}

std::vector<std::string> keys_of_name(std::string_view name) {
  auto const plain = plain_name(name);
  auto keys = pairs_of(plain);
  if (keys.empty() && !plain.empty()) { keys.push_back(plain); }
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::vector<Match> match_wants(std::vector<Want> const& wants, Chains const& chains, double least) {
  auto out = std::vector<Match>{};
  for (auto n = std::size_t{0}; n != chains.nodes.size(); ++n) {
    auto const first = out.size();
    for (auto w = std::size_t{0}; w != wants.size(); ++w) {
      auto const closeness = name_closeness(wants[w].product, chains.nodes[n].product);
      if (closeness < least) { continue; }
      auto const how = closeness >= 1 ? "名称相同" : "名称相近";
      out.push_back(
          {.want = w,
           .node = n,
           .closeness = closeness,
           .reason = wants[w].direction + "方向点名“" + wants[w].product + "”（" + how + "）"});
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](Match const& a, Match const& b) {
                return a.closeness != b.closeness ? a.closeness > b.closeness : a.want < b.want;
              });
  }
  return out;
}

namespace {

struct Support {
  std::vector<std::string> firms;
  std::vector<std::string> firm_marks;
  std::vector<Outsider> outside;
  std::set<std::string> documents;
  std::set<std::string> cities;
};

bool makes(std::string const& relation) {
  return relation == "produces" || relation == "invests_in" || relation == "supplies" ||
         relation == "named_beside";
}

// "国鸿氢能" is a firm of 氢能产业 by its own name.
bool named_after(std::string_view firm, std::string_view direction) {
  constexpr auto kLeast = std::size_t{6};  // bytes: two characters
  auto const core = plain_name(direction);
  return core.size() >= kLeast && firm.find(core) != std::string_view::npos;
}

std::string why_of(Mention const& mention) {
  if (mention.relation == "produces") { return "生产" + mention.target; }
  if (mention.relation == "supplies") { return "给" + mention.target + "供货"; }
  if (mention.relation == "invests_in") { return "投资" + mention.target; }
  if (mention.relation == "named_beside") { return "与“" + mention.target + "”同句"; }
  return "名称属这个方向";
}

// Firms that make the product, or what the direction is about.
Support support_of(Documents const& documents, Want const& want, double least) {
  auto support = Support{};
  for (auto const& other : documents.wants) {
    if (name_closeness(other.product, want.product) >= least && !other.document.empty()) {
      support.documents.insert(other.document);
    }
  }
  for (auto const& mention : documents.mentions) {
    // Beside a wish means that wish: another direction's 关键零部件 is another thing.
    auto const other = mention.relation == "named_beside" && mention.target != want.product;
    auto const near = makes(mention.relation) && !other
                          ? std::max(name_closeness(mention.target, want.product),
                                     name_closeness(mention.target, want.direction))
                          : 0.0;
    if (near < least && (other || !named_after(mention.firm, want.direction))) { continue; }
    support.documents.insert(mention.document);
    if (mention.local) {
      if (std::find(support.firms.begin(), support.firms.end(), mention.firm) !=
          support.firms.end()) {
        continue;
      }
      support.firms.push_back(mention.firm);
      support.firm_marks.push_back(mention.mark);
    } else if (std::none_of(support.outside.begin(), support.outside.end(),
                            [&](auto const& one) { return one.firm == mention.firm; })) {
      support.outside.push_back({mention.firm, why_of(mention), mention.mark});
    }
  }
  return support;
}

Target const* target_of(Documents const& documents, Want const& want, double least) {
  auto const* best = static_cast<Target const*>(nullptr);
  auto nearest = least;
  for (auto const& target : documents.targets) {
    auto const near = name_closeness(target.cluster, want.direction);
    if (near >= nearest &&
        (best == nullptr || near > nearest || target.value_cny > best->value_cny)) {
      nearest = near;
      best = &target;
    }
  }
  return best;
}

std::string joined(std::vector<std::string> const& names, std::size_t most) {
  auto out = std::string{};
  for (auto i = std::size_t{0}; i != std::min(most, names.size()); ++i) {
    out += (i == 0 ? "" : "、") + names[i];
  }
  return names.size() > most ? out + "等" : out;
}

std::string yi_text(double cny) {
  return std::to_string(static_cast<long long>(cny / 1e8 + 0.5)) + " 亿元";
}

std::vector<std::string> lacks_of(Want const& want, Support const& support, Target const* target) {
  auto lacks = std::vector<std::string>{};
  if (support.firms.empty()) {
    lacks.push_back("材料没有点名生产“" + want.product +
                    "”或所属方向产品的本地企业；导入企业名录后可判断有、弱、缺、断。");
  }
  if (target == nullptr) {
    lacks.push_back("材料没有写“" + want.direction + "”的目标；补充规划或目标分解表后可比较份量。");
  }
  if (want.park.empty()) { lacks.push_back("材料没有写“" + want.product + "”放在哪个园区。"); }
  lacks.push_back("没有产业链节点表，无法计算下游有多少企业和产值依赖“" + want.product + "”。");
  return lacks;
}

}  // namespace

std::vector<RankedWant> rank_wants(Documents const& documents, DocumentWeights const& weights) {
  auto largest = 1.0;
  for (auto const& target : documents.targets) { largest = std::max(largest, target.value_cny); }
  auto supports = std::vector<Support>{};
  auto firms_most = std::size_t{1};
  auto documents_most = std::size_t{1};
  for (auto const& want : documents.wants) {
    supports.push_back(support_of(documents, want, weights.closeness_min));
    firms_most = std::max(firms_most, supports.back().firms.size());
    documents_most = std::max(documents_most, supports.back().documents.size());
  }
  auto place_in_list = std::map<std::string, std::size_t>{};
  auto told = std::set<std::pair<std::string, std::string>>{};
  auto out = std::vector<RankedWant>{};
  for (auto w = std::size_t{0}; w != documents.wants.size(); ++w) {
    auto const& want = documents.wants[w];
    if (!told.insert({want.direction, plain_name(want.product)}).second) { continue; }
    auto const& support = supports[w];
    auto const* target = target_of(documents, want, weights.closeness_min);
    auto const nth = place_in_list[want.direction]++;
    auto const share = [](std::size_t n, std::size_t most) {
      return static_cast<double>(n) / static_cast<double>(most);
    };
    auto ranked = RankedWant{.want = w,
                             .score = 0,
                             .parts = {},
                             .firms = support.firms,
                             .outside = support.outside,
                             .lacks = lacks_of(want, support, target)};
    ranked.parts = {
        {"local_firms", "点名的本地企业", weights.local_firms,
         share(support.firms.size(), firms_most),
         support.firms.empty() ? "材料未点名相关本地企业。"
                               : "材料点名的本地相关企业：" + joined(support.firms, 4) + "。",
         support.firm_marks},
        {"documents",
         "佐证材料",
         weights.documents,
         share(support.documents.size(), documents_most),
         "有 " + std::to_string(support.documents.size()) + " 份材料提到它或相关企业。",
         {want.mark}},
        {"target", "集群目标", weights.target, target == nullptr ? 0 : target->value_cny / largest,
         target == nullptr ? "材料未写所属集群的目标。"
                           : "所属集群“" + target->cluster + (target->level ? "”列为 " : "”目标 ") +
                                 yi_text(target->value_cny) + (target->level ? "级" : "") +
                                 (target->period.empty() ? "。" : "（" + target->period + "）。"),
         target == nullptr ? std::vector<std::string>{} : std::vector<std::string>{target->mark}},
        {"place",
         "落点",
         weights.place,
         want.park.empty() ? 0.0 : 1.0,
         want.park.empty() ? "材料未写落在哪里。" : "材料写明放在" + want.park + "。",
         {want.mark}},
        {"first_named",
         "列名先后",
         weights.first_named,
         1.0 / static_cast<double>(nth + 1),
         "在“" + want.direction + "”中第 " + std::to_string(nth + 1) + " 个列出。",
         {want.mark}},
    };
    ranked.score = score_of(ranked.parts);
    out.push_back(std::move(ranked));
  }
  std::sort(out.begin(), out.end(), [&](RankedWant const& a, RankedWant const& b) {
    if (a.score != b.score) { return a.score > b.score; }
    auto const& x = documents.wants[a.want];
    auto const& y = documents.wants[b.want];
    return std::tie(x.direction, x.product, a.want) < std::tie(y.direction, y.product, b.want);
  });
  return out;
}

}  // namespace chengjie::choose
