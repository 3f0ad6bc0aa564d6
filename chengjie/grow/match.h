// Suppliers and buyers next door: products needed against products offered, by name. Plain: exact
// name, a name that ends with the other (the head of a Chinese noun stands last: 铝合金轮毂 is a
// 轮毂, but 电池箱体 is no 电池), or a similarity that the caller has computed.
#pragma once
#include <string>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::grow {

struct ProductLine {
  std::string firm;
  std::string product;
  std::string place;  // park or town; "" unknown
  std::string mark;   // source
};

struct Similarity {
  std::string a;  // product names as in the lines, either order
  std::string b;
  double similarity{};  // 0..1
};

struct MatchOptions {
  double least{};      // below it a pair is left out
  int per_need_max{};  // offers kept for one need
};

struct ProductMatch {
  std::size_t need{};  // index
  std::size_t offer{};
  double similarity{};
  bool same_place{};
  std::string why;  // in Chinese
};

inline constexpr auto kProductPairsMax = std::size_t{50'000'000};

// For each need, best first: similarity, then the same place, then the order of the offers. A firm
// is not matched with itself. limit: more than kProductPairsMax pairs.
Result<std::vector<ProductMatch>> match_products(std::vector<ProductLine> const& needs,
                                                 std::vector<ProductLine> const& offers,
                                                 std::vector<Similarity> const&,
                                                 MatchOptions const&);

// 0..1 of two names by the rule above; `why` is set when it is above 0.
double name_similarity(std::string_view a, std::string_view b, std::string& why);

}  // namespace chengjie::grow
