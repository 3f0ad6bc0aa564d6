#include "chengjie/grow/match.h"

#include <algorithm>
#include <map>

namespace chengjie::grow {
namespace {

// Of a name that ends with the other: at least this, the rest by how much of it the other covers.
constexpr auto kEndsWith = 0.7;
// Of a name that holds the other elsewhere: a part or a material, rarely the thing itself.
constexpr auto kHolds = 0.5;

std::string plain(std::string_view name) {
  auto out = std::string{};
  for (auto const c : name) {
    if (c == ' ' || c == '\t') { continue; }
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

double characters(std::string_view text) {
  return static_cast<double>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

using Known = std::map<std::pair<std::string_view, std::string_view>, double>;

Known known_pairs(std::vector<Similarity> const& similarities) {
  auto out = Known{};
  for (auto const& s : similarities) {
    if (!(0 <= s.similarity && s.similarity <= 1)) { continue; }
    out.emplace(std::minmax<std::string_view>(s.a, s.b), s.similarity);
  }
  return out;
}

ProductMatch weigh(ProductLine const& need, ProductLine const& offer, Known const& known) {
  auto out = ProductMatch{};
  out.similarity = name_similarity(need.product, offer.product, out.why);
  auto const at = known.find(std::minmax<std::string_view>(need.product, offer.product));
  if (at != known.end() && at->second > out.similarity) {
    out.similarity = at->second;
    out.why = "词义相近";
  }
  out.same_place = !need.place.empty() && need.place == offer.place;
  return out;
}

}  // namespace

double name_similarity(std::string_view a, std::string_view b, std::string& why) {
  auto const x = plain(a);
  auto const y = plain(b);
  if (x.empty() || y.empty()) { return 0; }
  if (x == y) {
    why = "同名产品";
    return 1;
  }
  auto const& longer = x.size() >= y.size() ? x : y;
  auto const& shorter = x.size() >= y.size() ? y : x;
  if (characters(shorter) < 2 || longer.find(shorter) == std::string::npos) { return 0; }
  auto const share = characters(shorter) / characters(longer);
  if (longer.ends_with(shorter)) {
    why = "“" + longer + "”是一种“" + shorter + "”";
    return kEndsWith + (1 - kEndsWith) * share;
  }
  why = "“" + longer + "”含有“" + shorter + "”";
  return kHolds * share;
}

Result<std::vector<ProductMatch>> match_products(std::vector<ProductLine> const& needs,
                                                 std::vector<ProductLine> const& offers,
                                                 std::vector<Similarity> const& similarities,
                                                 MatchOptions const& options) {
  if (!offers.empty() && needs.size() > kProductPairsMax / offers.size()) {
    return Error{Code::limit, "供需组合超过 5000 万对", {}, "按产业链或园区分批匹配"};
  }
  auto const known = known_pairs(similarities);
  auto out = std::vector<ProductMatch>{};
  for (auto i = std::size_t{0}; i != needs.size(); ++i) {
    auto found = std::vector<ProductMatch>{};
    for (auto j = std::size_t{0}; j != offers.size(); ++j) {
      if (needs[i].firm == offers[j].firm) { continue; }
      auto match = weigh(needs[i], offers[j], known);
      match.need = i;
      match.offer = j;
      if (match.similarity > 0 && match.similarity >= options.least) {
        found.push_back(std::move(match));
      }
    }
    std::ranges::stable_sort(found, [](auto const& a, auto const& b) {
      return std::pair{a.similarity, a.same_place} > std::pair{b.similarity, b.same_place};
    });
    if (static_cast<int>(found.size()) > options.per_need_max) {
      found.resize(static_cast<std::size_t>(std::max(0, options.per_need_max)));
    }
    std::ranges::move(found, std::back_inserter(out));
  }
  return out;
}

}  // namespace chengjie::grow
