#include "chengjie/choose/who.h"

#include <algorithm>
#include <cmath>

#include "chengjie/choose/wants.h"

namespace chengjie::choose {
namespace {

Part part(std::string_view name, std::string_view title, double weight, double value,
          std::string reason, std::vector<std::string> marks) {
  return {std::string{name}, std::string{title}, weight, value,
          std::move(reason), std::move(marks),   {}};
}

bool names(std::vector<Firm> const& firms, std::string_view name) {
  return std::any_of(firms.begin(), firms.end(), [&](auto const& f) { return f.name == name; });
}

std::string firms_mark(std::vector<Firm> const& firms, std::string_view name) {
  auto const at =
      std::find_if(firms.begin(), firms.end(), [&](auto const& f) { return f.name == name; });
  return at == firms.end() ? std::string{} : at->mark;
}

// Each further sign says half as much again: one 0.5, two 0.75, three 0.875.
double diminishing(std::size_t count) { return 1 - std::pow(0.5, static_cast<double>(count)); }

Part signs_part(Candidate const& firm, double weight) {
  if (firm.signs.empty()) {
    return part("signs", "迁移迹象", weight, 0, "没有载明扩产、设厂或外迁的迹象。", {});
  }
  auto reason = std::string{};
  auto marks = std::vector<std::string>{};
  for (auto const& sign : firm.signs) {
    reason += (reason.empty() ? "" : "；") + sign.words;
    marks.push_back(sign.mark);
  }
  return part("signs", "迁移迹象", weight, diminishing(firm.signs.size()), reason + "。",
              std::move(marks));
}

Part near_part(Candidate const& firm, double weight) {
  auto const where = firm.origin.empty() ? std::string{"所在地未载。"} : "在" + firm.origin + "。";
  return part("near", "就近", weight, firm.city ? 1 : 0,
              (firm.city ? "已在市内，" : "在市外或不明，") + where, {firm.mark});
}

}  // namespace

Finder::Finder(Chains const& chains, std::vector<Candidate> const& candidates,
               WhoOptions const& options)
    : chains_(chains), candidates_(candidates), options_(options) {
  for (auto const& firm : candidates_) {
    revenue_most_ = std::max(revenue_most_, firm.revenue_cny);
  }
  for (auto const& node : chains_.nodes) {
    for (auto const& firm : node.local) { local_.insert(firm.name); }
  }
  for (auto i = std::uint32_t{0}; i != candidates_.size(); ++i) {
    auto const& firm = candidates_[i];
    by_name_[firm.name].push_back(i);
    if (!firm.industry_code.empty()) { by_code_[firm.industry_code].push_back(i); }
    for (auto const& product : firm.products) {
      for (auto& key : keys_of_name(product.words)) {
        auto& list = by_key_[std::move(key)];
        if (list.empty() || list.back() != i) { list.push_back(i); }
      }
    }
  }
}

std::set<std::uint32_t> Finder::perhaps(Node const& node) const {
  auto out = std::set<std::uint32_t>{};
  auto const take = [&](Index const& index, std::string const& key) {
    if (auto const at = index.find(key); at != index.end()) {
      out.insert(at->second.begin(), at->second.end());
    }
  };
  for (auto const* list : {&node.city, &node.outside}) {
    for (auto const& firm : *list) { take(by_name_, firm.name); }
  }
  if (!node.industry_code.empty()) { take(by_code_, node.industry_code); }
  for (auto const& key : keys_of_name(node.product)) { take(by_key_, key); }
  return out;
}

Part Finder::fit(Node const& node, Candidate const& firm) const {
  for (auto const* list : {&node.city, &node.outside}) {
    if (names(*list, firm.name)) {
      return part("fit", "契合", options_.fit, 1,
                  "产业链台账把它列为“" + node.product + "”的供应商。",
                  {firms_mark(*list, firm.name)});
    }
  }
  auto best = 0.0;
  auto const* said = static_cast<Said const*>(nullptr);
  for (auto const& product : firm.products) {
    auto const closeness = name_closeness(product.words, node.product);
    if (closeness > best) {
      best = closeness;
      said = &product;
    }
  }
  auto const same_class = !node.industry_code.empty() && firm.industry_code == node.industry_code;
  if (same_class && options_.code_fit > best) {
    return part("fit", "契合", options_.fit, options_.code_fit,
                "与该环节同属行业 " + node.industry_code + "，产品未对上。", {firm.mark});
  }
  if (said == nullptr) { return part("fit", "契合", options_.fit, 0, "没有对得上的产品。", {}); }
  return part("fit", "契合", options_.fit, best,
              "生产“" + said->words + "”，对应“" + node.product + "”。", {said->mark});
}

Part Finder::scale(Candidate const& firm) const {
  if (!(firm.revenue_cny > 0)) {
    return part("scale", "规模", options_.scale, 0, "营业收入未载，此项按 0 计。", {});
  }
  // In 亿元, so that a firm of ten million does not stand close to one of ten billion.
  auto const yi = [](double cny) { return std::log1p(cny / 1e8); };
  return part("scale", "规模", options_.scale, yi(firm.revenue_cny) / yi(revenue_most_),
              "年营业收入（按对数与最大的候选相比）。", {firm.revenue_mark});
}

Part Finder::orders(std::vector<std::size_t> const& downstream, Candidate const& firm) const {
  auto reason = std::string{};
  auto marks = std::vector<std::string>{};
  auto value = 0.0;
  for (auto const& customer : firm.customers) {
    auto const below = std::any_of(downstream.begin(), downstream.end(), [&](std::size_t n) {
      return names(chains_.nodes[n].local, customer.words);
    });
    if (!below && !local_.contains(customer.words)) { continue; }
    value = std::max(value, below ? 1.0 : 0.5);
    reason += (reason.empty() ? "" : "；") +
              std::string{below ? "已给下游本地企业" : "已给本地企业"} + customer.words +
              "供货或合作";
    marks.push_back(customer.mark);
  }
  if (reason.empty()) { reason = "没有载明给本地企业供货"; }
  return part("orders", "本地订单", options_.orders, value, reason + "。", std::move(marks));
}

std::vector<Part> Finder::parts_of(std::size_t node, std::vector<std::size_t> const& downstream,
                                   Candidate const& firm) const {
  return {fit(chains_.nodes[node], firm), scale(firm), signs_part(firm, options_.signs),
          orders(downstream, firm), near_part(firm, options_.near)};
}

std::vector<Pick> Finder::of(std::size_t node, std::vector<std::size_t> const& downstream) const {
  auto picks = std::vector<Pick>{};
  for (auto const i : perhaps(chains_.nodes[node])) {
    auto const& firm = candidates_[i];
    if (names(chains_.nodes[node].local, firm.name)) { continue; }
    if (fit(chains_.nodes[node], firm).value < options_.fit_min) { continue; }
    auto pick = Pick{i, 0, parts_of(node, downstream, firm)};
    pick.score = score_of(pick.parts);
    picks.push_back(std::move(pick));
  }
  std::sort(picks.begin(), picks.end(), [&](Pick const& a, Pick const& b) {
    return a.score != b.score ? a.score > b.score
                              : candidates_[a.candidate].name < candidates_[b.candidate].name;
  });
  if (picks.size() > options_.most) { picks.resize(options_.most); }
  return picks;
}

}  // namespace chengjie::choose
