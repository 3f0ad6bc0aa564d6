// Firms that could come, from every book that names them: the chains' own columns, the enterprise
// table, target firms, leads, and what documents say of firms; and the weights of candidates,
// learned from leads that were won and lost.
#include <algorithm>
#include <map>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/how/firms.h"
#include "chengjie/answer/what/what_input.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

class Candidates {
 public:
  Candidates(Context const& context, Sources& sources, RegionFirms const& firms)
      : c_(context), s_(sources), names_(firms.names) {
    for (auto const& firm : firms.here) { here_.insert(names_.of(firm.name)); }
    for (auto const& region : c_.book.all("regions")) {
      if (region.text("name") == c_.region) { city_ = region.text("parent"); }
    }
    for (auto const& region : c_.book.all("regions")) {
      if (!city_.empty() && region.text("parent") == city_) {
        in_city_.insert(region.text("name"));
      }
    }
  }

  std::vector<choose::Candidate> all(choose::Chains const& chains) {
    from_chains(chains);
    from_enterprises();
    from_targets();
    from_leads();
    from_relations();
    from_projects();
    auto out = std::vector<choose::Candidate>{};
    for (auto& [name, firm] : firms_) { out.push_back(std::move(firm)); }
    return out;
  }

  // A lead as it stood by itself: what became known later must not teach the weights.
  choose::Candidate of_lead(Record const& row) {
    auto firm = choose::Candidate{};
    firm.name = names_.of(row.text("firm"));
    fill_lead(row, firm);
    return firm;
  }

 private:
  choose::Candidate* candidate(std::string const& written, std::string const& mark) {
    auto const& name = names_.of(written);
    if (name.empty() || here_.contains(name)) { return nullptr; }
    auto [at, fresh] = firms_.try_emplace(name);
    if (fresh) {
      at->second.name = name;
      at->second.mark = mark;
    }
    return &at->second;
  }

  choose::Candidate* known(std::string const& written) {
    auto const at = firms_.find(names_.of(written));
    return at == firms_.end() ? nullptr : &at->second;
  }

  void say(std::vector<choose::Said>& list, std::string words, std::string const& mark) {
    if (words.empty()) { return; }
    auto const same = [&](choose::Said const& said) { return said.words == words; };
    if (std::any_of(list.begin(), list.end(), same)) { return; }
    list.push_back({std::move(words), mark});
  }

  void say_all(std::vector<choose::Said>& list, Record const& row, char const* column) {
    for (auto& words : row.list(column)) { say(list, words, s_.keep(cite(row, column))); }
  }

  void customers(choose::Candidate& firm, Record const& row) {
    for (auto const& name : row.list("customers")) {
      say(firm.customers, names_.of(name), s_.keep(cite(row, "customers")));
    }
  }

  void revenue(choose::Candidate& firm, Record const& row) {
    if (auto const figure = figure_of(row, "revenue_cny"); figure && figure->value > 0) {
      firm.revenue_cny = figure->value;
      firm.revenue_mark = s_.keep(*figure);
    }
  }

  void origin(choose::Candidate& firm, std::string const& place) {
    if (place.empty()) { return; }
    firm.origin = place;
    firm.city =
        firm.city || (!city_.empty() && place.starts_with(city_)) || in_city_.contains(place);
  }

  void from_chains(choose::Chains const& chains) {
    for (auto const& node : chains.nodes) {
      for (auto const& firm : node.local) { here_.insert(names_.of(firm.name)); }
    }
    for (auto const& node : chains.nodes) {
      for (auto const* list : {&node.city, &node.outside}) {
        for (auto const& named : *list) {
          auto* firm = candidate(named.name, named.mark);
          if (firm != nullptr && list == &node.city) { firm->city = true; }
        }
      }
    }
  }

  void from_enterprises() {
    for (auto const& row : c_.book.all("enterprises")) {
      auto const scope = row.text("scope");
      if (scope.empty() || scope == "区内") { continue; }
      auto* firm = candidate(row.text("name"), s_.keep(cite(row, "name")));
      if (firm == nullptr) { continue; }
      firm->city = firm->city || scope == "市内";
      origin(*firm, row.text("place"));
      if (auto const code = row.text("industry_code"); !code.empty()) {
        firm->industry_code = code;
      }
      say_all(firm->products, row, "main_product");
      revenue(*firm, row);
    }
  }

  void from_targets() {
    for (auto const& row : c_.book.all("candidates")) {
      auto* firm = candidate(row.text("firm"), s_.keep(cite(row, "firm")));
      if (firm == nullptr) { continue; }
      origin(*firm, row.text("origin"));
      if (auto const code = row.text("industry_code"); !code.empty()) {
        firm->industry_code = code;
      }
      say_all(firm->products, row, "products");
      auto const date = row.text("sign_date");
      for (auto const& sign : row.list("signs")) {
        say(firm->signs, date.empty() ? sign : date + " " + sign, s_.keep(cite(row, "signs")));
      }
      customers(*firm, row);
      revenue(*firm, row);
    }
  }

  void fill_lead(Record const& row, choose::Candidate& firm) {
    origin(firm, row.text("origin"));
    if (firm.industry_code.empty()) { firm.industry_code = row.text("industry_code"); }
    say(firm.products, row.text("product"), s_.keep(cite(row, "product")));
    say_all(firm.signs, row, "signs");
    customers(firm, row);
    if (firm.revenue_cny == 0) { revenue(firm, row); }
  }

  void from_leads() {
    for (auto const& row : c_.book.all("leads")) {
      auto const outcome = row.text("outcome");
      if (outcome == "won" || outcome == "lost") { continue; }
      auto const mark = s_.keep(cite(row, "firm"));
      auto* firm = candidate(row.text("firm"), mark);
      if (firm == nullptr) { continue; }
      fill_lead(row, *firm);
      say(firm->signs, "招商线索跟进中", mark);
    }
  }

  // What documents and the links table say: who makes what, who supplies whom, who invests here.
  void from_relations() {
    auto const each = [&](Record const& row, char const* from, char const* to) {
      auto const relation = row.text("relation");
      auto const name = row.text(from);
      auto const target = row.text(to);
      auto const mark = s_.keep(cite(row, to));
      if (relation == "produces") {
        if (auto* firm = known(name)) { say(firm->products, target, mark); }
        return;
      }
      if (relation == "supplies" || relation == "partner_of") {
        if (auto* firm = known(name)) { say(firm->customers, names_.of(target), mark); }
        if (auto* firm = relation == "partner_of" ? known(target) : nullptr) {
          say(firm->customers, names_.of(name), mark);
        }
        return;
      }
      if (relation == "invests_in" && is_here(target)) {
        if (auto* firm = known(name)) { say(firm->signs, "已在" + target + "投资", mark); }
      }
    };
    for (auto const& row : c_.book.all("relations")) { each(row, "enterprise", "target"); }
    for (auto const& row : c_.book.all("links")) { each(row, "from_firm", "to"); }
  }

  void from_projects() {
    for (auto const& row : c_.book.all("projects")) {
      if (auto* firm = known(row.text("investor"))) {
        say(firm->signs, "有在办项目“" + row.text("name") + "”", s_.keep(cite(row, "investor")));
      }
    }
  }

  bool is_here(std::string const& place) const {
    if (place == c_.region) { return true; }
    return std::any_of(c_.book.all("parks").begin(), c_.book.all("parks").end(),
                       [&](Record const& park) {
                         auto const district = park.text("district");
                         return named(park, place) && (district.empty() || district == c_.region);
                       });
  }

  Context const& c_;
  Sources& s_;
  FirmNames const& names_;
  std::set<std::string> here_, in_city_;
  std::string city_;
  std::map<std::string, choose::Candidate> firms_;
};

// The node that a lead's product is closest to.
std::optional<std::size_t> node_of(choose::Chains const& chains, std::string const& product,
                                   double closeness_min) {
  auto best = std::optional<std::size_t>{};
  auto most = closeness_min;
  for (auto n = std::size_t{0}; n != chains.nodes.size(); ++n) {
    auto const closeness = choose::name_closeness(chains.nodes[n].product, product);
    if (closeness > most || (!best && closeness >= most)) {
      best = n;
      most = closeness;
    }
  }
  return best;
}

void learn_weights(Context const& context, Candidates& books, WhatInput& input) {
  auto& options = input.settings.options;
  auto& who = options.gaps.who;
  auto const& chains = input.gaps.built.chains;
  auto firms = std::vector<choose::Candidate>{};
  auto nodes = std::vector<std::size_t>{};
  auto won = std::vector<bool>{};
  for (auto const& row : context.book.all("leads")) {
    auto const outcome = row.text("outcome");
    if (outcome != "won" && outcome != "lost") { continue; }
    auto const node = node_of(chains, row.text("product"), options.gaps.match_min);
    if (!node) { continue; }
    firms.push_back(books.of_lead(row));
    nodes.push_back(*node);
    won.push_back(outcome == "won");
  }
  auto const finder = choose::Finder{chains, firms, who};
  auto examples = std::vector<choose::Example>{};
  for (auto i = std::size_t{0}; i != firms.size(); ++i) {
    auto values = std::vector<double>{};
    for (auto const& part :
         finder.parts_of(nodes[i], choose::downstream(chains, nodes[i]), firms[i])) {
      values.push_back(part.value);
    }
    examples.push_back({std::move(values), won[i]});
  }
  auto const stated = std::array{who.fit, who.scale, who.signs, who.orders, who.near};
  input.learned = choose::learn(examples, stated, options.learn);
  if (!input.learned.used) { return; }
  auto const& w = input.learned.weights;
  who.fit = w[0];
  who.scale = w[1];
  who.signs = w[2];
  who.orders = w[3];
  who.near = w[4];
  auto inputs = std::vector<Figure>{};
  for (auto const& row : context.book.all("leads")) {
    if (inputs.size() < 20 && !row.text("outcome").empty()) {
      inputs.push_back(cite(row, "outcome"));
    }
  }
  auto at = std::size_t{0};
  for (auto const* name : {"fit", "scale", "signs", "orders", "near"}) {
    auto& figure = input.settings.weights[std::string{"weight/who/"} + name];
    figure =
        context.basis.derive({"候选企业权重", name, w[at++] * 100, "points",
                              input.learned.reason + "（带岭惩罚的逻辑回归，权重非负）", inputs});
  }
}

}  // namespace

void add_candidates(Context const& context, Sources& sources, RegionFirms const& firms,
                    WhatInput& input) {
  auto books = Candidates{context, sources, firms};
  learn_weights(context, books, input);
  input.gaps.candidates = books.all(input.gaps.built.chains);
  if (context.book.all("candidates").empty()) {
    input.lacks.emplace_back(
        "没有目标企业表，候选只来自产业链台账、企业名录和文件：请导入区外企业（chengjie import … "
        "--as candidates：企业名称、所在地、产品、行业代码、营业收入、迁移迹象、主要客户）");
  }
}

}  // namespace chengjie::answer
