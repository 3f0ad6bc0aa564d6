#include "chengjie/answer/what/what_documents.h"

#include <algorithm>
#include <map>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/figures.h"
#include "chengjie/answer/what/what_gaps.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/text/chars.h"
#include "chengjie/text/numeral.h"

namespace chengjie::answer {
namespace {

// Names of places inside the region: itself, its parks, and the parks that its directions name.
std::set<std::string> places_here(Context const& context, std::vector<choose::Want> const& wants) {
  auto places = std::set<std::string>{context.region};
  for (auto const& region : context.book.all("regions")) {
    if (region.text("name") != context.region && region.text("parent") != context.region) {
      continue;
    }
    places.insert(region.text("name"));
    for (auto& name : region.list("former_names")) { places.insert(std::move(name)); }
  }
  for (auto const& park : context.book.all("parks")) {
    auto const district = park.text("district");
    if (!district.empty() && district != context.region) { continue; }
    places.insert(park.text("name"));
    for (auto& name : park.list("former_names")) { places.insert(std::move(name)); }
  }
  for (auto const& want : wants) {
    if (!want.park.empty()) { places.insert(want.park); }
  }
  return places;
}

// What is written right before “亿级”, in yuan: 千亿级, 五百亿级, 100亿级; 0 where it is no number.
double class_before(std::u32string_view clause, std::size_t level) {
  constexpr auto kLongest = std::size_t{8};
  auto value = 0.0;
  for (auto at = level; at > 0 && level - at < kLongest; --at) {
    auto const numeral = text::numeral_at(clause, at - 1);
    if (numeral.end != level + 1) { continue; }  // 亿 itself belongs to the number
    value = std::max(value, numeral.value);
  }
  return value;
}

// Clusters by the class that a document about the region gives them: “打造甲和乙两大千亿级集群”
// says what 甲 is to become. The class written next after the name counts.
void add_classes(Context const& context, Sources& sources, choose::Documents& documents) {
  auto here = std::set<std::string>{};
  for (auto const& document : context.book.all("documents")) {
    if (document.text("main_place") == context.region) { here.insert(document.key); }
  }
  auto directions = std::set<std::string>{};
  for (auto const& want : documents.wants) { directions.insert(want.direction); }
  auto told = std::set<std::pair<std::string, std::string>>{};
  for (auto const* kind : {"tasks", "entities", "directions", "clauses"}) {
    for (auto const& row : context.book.all(kind)) {
      auto const clause = clause_of(row);
      if (!clause || !here.contains(clause->document)) { continue; }
      if (clause->text.find("亿级") == std::string::npos) { continue; }
      for (auto const& direction : directions) {
        auto const at = clause->text.find(choose::plain_name(direction));
        auto const level = at == std::string::npos ? at : clause->text.find("亿级", at);
        if (level == std::string::npos || !told.insert({direction, clause->text}).second) {
          continue;
        }
        auto const value = class_before(text::utf32(clause->text),
                                        text::utf32(clause->text.substr(0, level)).size());
        if (value <= 0) { continue; }
        auto const* column = kind == std::string_view{"tasks"} ? "task" : "name";
        documents.targets.push_back({direction, value, {}, sources.keep(cite(row, column)), true});
      }
    }
  }
}

// Which of the names stand in a text and where; 庆铃 inside of 博世庆铃 does not stand there by
// itself.
std::map<std::string, std::size_t> named_in(std::string const& text,
                                            std::set<std::string> const& names) {
  auto found = std::map<std::string, std::size_t>{};
  for (auto const& name : names) {
    if (auto const at = text.find(name); !name.empty() && at != std::string::npos) {
      found.emplace(name, at);
    }
  }
  auto const inside = [&](std::string const& name, std::size_t at) {
    return std::any_of(found.begin(), found.end(), [&](auto const& other) {
      return other.first.size() > name.size() && at >= other.second &&
             at + name.size() <= other.second + other.first.size();
    });
  };
  auto out = std::map<std::string, std::size_t>{};
  for (auto const& [name, at] : found) {
    if (!inside(name, at)) { out.emplace(name, at); }
  }
  return out;
}

// Firms that the clause of a wish names beside it: “依托博世庆铃、国鸿氢能，推进电堆集聚” rests on
// firms that are there already.
void add_named_beside(Context const& context, Sources& sources, choose::Documents& documents) {
  auto firms = std::set<std::string>{};
  for (auto const& row : context.book.all("entities")) {
    if (row.text("type") == "enterprise") { firms.insert(row.text("name")); }
  }
  for (auto const& row : context.book.all("directions")) {
    auto const clause = clause_of(row);
    if (!clause) { continue; }
    auto const mark = sources.keep(cite(row, "product"));
    for (auto const& [firm, at] : named_in(clause->text, firms)) {
      auto const lean = clause->text.rfind("依托", at);
      documents.mentions.push_back({firm, "named_beside", row.text("product"), clause->name,
                                    lean != std::string::npos, mark});
    }
  }
}

choose::Documents documents_of(Context const& context, Sources& sources) {
  auto documents = choose::Documents{};
  documents.wants = wants_of(context, sources);
  auto const mention = [&](Record const& row, char const* firm, char const* target,
                           std::string document) {
    documents.mentions.push_back({row.text(firm), row.text("relation"), row.text(target),
                                  std::move(document), false, sources.keep(cite(row, target))});
  };
  for (auto const& row : context.book.all("relations")) {
    mention(row, "enterprise", "target", row.origin.file);
  }
  for (auto const& row : context.book.all("links")) {
    mention(row, "from_firm", "to", row.text("source_doc"));
  }
  auto const here = places_here(context, documents.wants);
  auto local = std::set<std::string>{};
  for (auto const& m : documents.mentions) {
    auto const stands = m.relation == "located_in" || m.relation == "invests_in";
    if (stands && here.contains(m.target)) { local.insert(m.firm); }
  }
  add_named_beside(context, sources, documents);
  for (auto& m : documents.mentions) { m.local = m.local || local.contains(m.firm); }
  for (auto const& figure : statements(context.book)) {
    if (figure.kind == Kind::target && figure.unit == "CNY") {
      documents.targets.push_back(
          {figure.subject + figure.indicator, figure.value, figure.period, sources.keep(figure)});
    }
  }
  add_classes(context, sources, documents);
  return documents;
}

class WantTeller {
 public:
  WantTeller(Context const& context, Sources const& sources, ChooseSettings const& settings,
             choose::Documents const& documents)
      : c_(context), s_(sources), settings_(settings), documents_(documents) {}

  Item item(choose::RankedWant const& ranked) const {
    auto const& want = documents_.wants[ranked.want];
    auto item = Item{};
    item.id = want.direction + "/" + want.product;
    item.state = "wanted";
    auto const score = score_figure(c_, s_, settings_, "weight/documents/", want.product,
                                    "文件支持度", ranked.parts);
    item.title = Line{want.product + "（" + want.direction + "）文件支持度 "} << score;
    item.figures.emplace_back("score", score);
    auto named = Line{"文件点名"};
    for (auto const& figure : s_.of({want.mark})) { named << figure; }
    if (!want.park.empty()) { named << "，园区：" << want.park; }
    item.lines.push_back(std::move(named));
    for (auto const& part : ranked.parts) {
      if (part.value <= 0 || part.marks.empty()) { continue; }
      if (part.name != "local_firms" && part.name != "target") { continue; }
      auto line = Line{part.reason};
      auto const marks = std::set<std::string>(part.marks.begin(), part.marks.end());
      for (auto const& figure : s_.of({marks.begin(), marks.end()})) { line << figure; }
      item.lines.push_back(std::move(line));
    }
    if (!ranked.outside.empty()) { item.lines.push_back(outside_line(ranked)); }
    return item;
  }

 private:
  Line outside_line(choose::RankedWant const& ranked) const {
    constexpr auto kTold = std::size_t{5};
    auto line = Line{"可以先找（文件提到的区外企业）："};
    for (auto i = std::size_t{0}; i != ranked.outside.size() && i != kTold; ++i) {
      auto const& one = ranked.outside[i];
      line << (i == 0 ? "" : "、") << one.firm << "（" << one.why << "）";
      for (auto const& figure : s_.of({one.mark})) { line << figure; }
    }
    return line;
  }

  Context const& c_;
  Sources const& s_;
  ChooseSettings const& settings_;
  choose::Documents const& documents_;
};

void add_standing(Context const& context, choose::Sensitivity const& how,
                  std::vector<choose::RankedWant> const& ranked, Answer& answer) {
  auto parts = std::vector<std::vector<choose::Part>>{};
  for (auto const& one : ranked) { parts.push_back(one.parts); }
  auto const steady = choose::steadiness(parts, how);
  for (auto i = std::size_t{0}; i != ranked.size(); ++i) {
    auto& item = answer.items[i];
    auto const score = item.figures.front().second;
    auto const rank = [&](std::string name, std::size_t value) {
      return context.basis.derive({item.id,
                                   std::move(name),
                                   static_cast<double>(value),
                                   "rank",
                                   "每项权重在上下浮动范围内任取，逐对比较，必然领先或落后的才计",
                                   {score}});
    };
    item.figures.emplace_back("rank_best", rank("最好名次", steady[i].sure_best));
    item.figures.emplace_back("rank_worst", rank("最差名次", steady[i].sure_worst));
  }
}

}  // namespace

Result<Answer> from_documents(Context const& context) {
  auto const settings = choose_settings(context.book);
  if (!settings) { return settings.error(); }
  auto answer = answer_of(context, "what");
  auto sources = Sources{context};
  auto const documents = documents_of(context, sources);
  auto const ranked = choose::rank_wants(documents, settings->options.documents);
  auto const teller = WantTeller{context, sources, *settings, documents};
  for (auto const& one : ranked) { answer.items.push_back(teller.item(one)); }
  add_standing(context, settings->options.sensitivity, ranked, answer);
  if (answer.items.empty()) {
    answer.lacks.emplace_back(
        "文件里没有读到承接方向：请读入承接方向文件，或导入承接方向表（--as directions）");
  }
  answer.lacks.emplace_back(
      "没有产业链台账，看不出哪些环节已有、哪些缺：请导入产业链节点表（chengjie import … --as "
      "chains）");
  if (context.book.all("enterprises").empty()) {
    answer.lacks.emplace_back(
        "没有企业名录，分不清本地、市内、市外：请导入企业名录（--as enterprises）");
  }
  return answer;
}

}  // namespace chengjie::answer
