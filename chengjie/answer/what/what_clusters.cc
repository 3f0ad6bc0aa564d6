// Clusters: how they overlap and stand to the city's list, their four chains, titles of parks.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/figures.h"
#include "chengjie/answer/how/firms.h"
#include "chengjie/answer/what/what_gaps.h"
#include "chengjie/answer/what/what_region.h"
#include "chengjie/answer/what/words.h"
#include "chengjie/choose/clusters.h"

namespace chengjie::answer {
namespace {

constexpr auto kNamesTold = std::size_t{8};
constexpr auto kMarksKept = std::size_t{1000};

choose::Clusters cluster_sums(Context const& context, RegionFirms const& firms,
                              std::map<std::string, Figure>& by_mark) {
  auto clusters = std::vector<std::string>{};
  auto named_in = std::map<std::string, std::vector<std::string>>{};
  auto const& names = firms.names;
  for (auto const& row : context.book.all("clusters")) {
    clusters.push_back(row.text("name"));
    for (auto const& member : row.list("members")) {
      named_in[names.of(member)].push_back(row.text("name"));
    }
  }
  auto memberships = std::vector<choose::Membership>{};
  for (auto const& row : context.book.all("crosswalk")) {
    if (row.text("relation") != "code") { continue; }
    memberships.push_back({row.text("cluster"),
                           row.text("counterpart"),
                           row.number("share_pct").value_or(100) / 100,
                           {}});
  }
  auto members = std::vector<choose::Member>{};
  for (auto const& firm : firms.here) {
    auto member = choose::Member{};
    member.name = firm.name;
    member.code = firm.rows.front()->text("industry_code");
    if (auto const output = figure_of_output(*firm.rows.front())) {
      member.output_cny = output->value;
      // A mark is a hash: of a quarter million firms only some are shown.
      if (by_mark.size() < kMarksKept) {
        member.mark = mark_of(*output);
        by_mark.emplace(member.mark, *output);
      }
    }
    if (auto const at = named_in.find(names.of(firm.name)); at != named_in.end()) {
      member.named = at->second;
    }
    members.push_back(std::move(member));
  }
  return choose::clusters_of(clusters, memberships, members);
}

void tell_sums(Context const& context, RegionFirms const& firms, Answer& answer) {
  auto figures = std::map<std::string, Figure>{};
  auto const sums = cluster_sums(context, firms, figures);
  if (!(sums.gross_cny > 0)) { return; }
  auto inputs = std::vector<Figure>{};
  for (auto const& sum : sums.sums) {
    for (auto const& mark : sum.marks) {
      if (auto const at = figures.find(mark); at != figures.end()) { inputs.push_back(at->second); }
    }
  }
  auto const money = [&](std::string name, double value, std::string formula) {
    return context.basis.derive(
        {context.region, std::move(name), value, "CNY", std::move(formula), inputs});
  };
  auto line = Line{"集群产值按成员份额：各集群相加（毛额）"}
              << money("集群产值毛额", sums.gross_cny, "成员企业产值在每个所属集群各计一次")
              << "，去重（净额）"
              << money("集群产值净额", sums.net_cny, "每家企业按归属份额只计一次");
  for (auto i = std::size_t{0}; i != sums.overlaps.size() && i != 3; ++i) {
    auto const& pair = sums.overlaps[i];
    line << "；" << pair.a << "与" << pair.b << "共有 "
         << context.basis.derive({pair.a + "与" + pair.b, "共有企业数",
                                  static_cast<double>(pair.firms), "count",
                                  "同时归属两个集群的企业", inputs, "家"});
  }
  answer.notes.push_back(std::move(line));
}

// 248X against 33618: clusters without a city parent, city clusters that nobody here carries.
void tell_crosswalk(Context const& context, Answer& answer) {
  auto with_city = std::set<std::string>{};
  auto carried = std::vector<Figure>{};
  auto inside = Line{};
  for (auto const& row : context.book.all("crosswalk")) {
    auto const cluster = row.text("cluster");
    auto const relation = row.text("relation");
    if (relation == "city") {
      with_city.insert(cluster);
      carried.push_back(cite(row, "counterpart"));
    }
    if (relation != "inside") { continue; }
    inside << (inside.empty() ? "集群不是互不相交的：" : "；") << cluster << "归属"
           << row.text("counterpart") << cite(row, "counterpart");
  }
  if (with_city.empty()) { return; }
  auto orphans = std::vector<std::string>{};
  auto inputs = carried;
  for (auto const& row : context.book.all("clusters")) {
    if (!with_city.contains(row.text("name"))) {
      orphans.push_back(row.text("name"));
      inputs.push_back(cite(row, "name"));
    }
  }
  auto line = Line{"与市级集群对照：对上 "} << context.basis.derive(
                  {context.region, "对上市级集群的集群数", static_cast<double>(with_city.size()),
                   "count", "集群对照表里有市级集群的", carried, "个"});
  if (!orphans.empty()) {
    line << "，没有市级上位集群的 "
         << context.basis.derive({context.region, "没有市级上位集群的集群数",
                                  static_cast<double>(orphans.size()), "count",
                                  "集群对照表里没有市级集群的", inputs, "个"})
         << "（" << joined(orphans, kNamesTold) << "）";
  }
  answer.notes.push_back(std::move(line));
  if (!inside.empty()) { answer.notes.push_back(std::move(inside)); }
}

constexpr auto kSides = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"innovation", "创新"}, {"industry", "产业"}, {"capital", "资金"}, {"talent", "人才"}});

bool belongs(std::string const& word, std::string const& cluster) {
  return word == cluster || akin(word, cluster);
}

// What each of the four chains of a cluster has; a side without anything is told as missing.
Line four_chains_line(Context const& context, std::string const& cluster, bool& any) {
  auto line = Line{"四链·" + cluster + "："};
  auto first = true;
  for (auto const& [side, title] : kSides) {
    line << (first ? "" : "；") << title << " ";
    first = false;
    auto told = std::size_t{0};
    auto const tell = [&](std::string const& name, Figure const& said) {
      if (++told <= 4) { line << (told == 1 ? "" : "、") << name << said; }
    };
    for (auto const& row : context.book.all("resources")) {
      if (row.text("side") != side || !belongs(row.text("cluster"), cluster)) { continue; }
      tell(row.text("name"), cite(row, "name"));
      any = true;
    }
    if (side == "industry") {
      for (auto const& row : context.book.all("clusters")) {
        if (row.text("name") != cluster) { continue; }
        for (auto const& member : row.list("members")) { tell(member, cite(row, "members")); }
      }
    }
    if (side == "capital") {
      for (auto const& row : context.book.all("projects")) {
        if (belongs(row.text("direction"), cluster)) { tell(row.text("name"), cite(row, "name")); }
      }
    }
    if (told == 0) { line << "缺"; }
    if (told > 4) { line << "等"; }
  }
  return line;
}

}  // namespace

void tell_clusters(Context const& context, RegionFirms const& firms, Answer& answer) {
  if (context.book.all("clusters").empty()) { return; }
  tell_sums(context, firms, answer);
  tell_crosswalk(context, answer);
  if (context.book.all("crosswalk").empty()) {
    answer.lacks.emplace_back(
        "没有集群对照表，集群产值的毛额净额和与市级集群的对照没有算：请导入 --as crosswalk"
        "（集群、对照类别、对照对象、归属份额）");
  }
}

void tell_four_chains(Context const& context, Answer& answer) {
  if (context.book.all("resources").empty()) {
    answer.lacks.emplace_back(
        "没有四链台账，创新、资金、人才三链没有列出：请导入 --as resources（集群、链别、名称）");
    return;
  }
  for (auto const& row : context.book.all("clusters")) {
    auto any = false;
    auto line = four_chains_line(context, row.text("name"), any);
    if (any) { answer.notes.push_back(std::move(line)); }
  }
}

void tell_statuses(Context const& context, Answer& answer) {
  for (auto const& row : context.book.all("statuses")) {
    auto line = Line{"平台身份：" + row.text("place") + "——" + row.text("title")}
                << cite(row, "title");
    for (auto const& [title, column] :
         {std::pair{"，属", "platform"}, std::pair{"，认定于 ", "granted"},
          std::pair{"，有效至 ", "until"}, std::pair{"，认定机关 ", "granted_by"}}) {
      if (auto const text = row.text(column); !text.empty()) { line << title << text; }
    }
    auto const until = row.text("until");
    if (!until.empty() && until < context.today) { line << "（已过期）"; }
    auto const benefits = row.list("benefits");
    line << (benefits.empty() ? "；支持政策未载" : "；支持政策：" + joined(benefits, kNamesTold));
    answer.notes.push_back(std::move(line));
  }
}

}  // namespace chengjie::answer
