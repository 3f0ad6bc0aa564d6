// How the tables of kinds_*.cc are written down: a list of words is a template argument, so that
// each column stands in one place and costs nothing at run time.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>

#include "chengjie/ledger/kinds.h"

namespace chengjie::book {

template <std::size_t N>
struct Literal {
  char bytes[N]{};
  consteval Literal(char const (&text)[N]) { std::copy_n(text, N, bytes); }
  constexpr std::string_view view() const { return {bytes, N - 1}; }
};

template <Literal... words>
inline constexpr std::array<std::string_view, sizeof...(words)> kList{words.view()...};

// Where a row says it has its figures from; every kind has them. A row whose `assumed` is not
// empty holds figures that somebody assumed.
inline constexpr ColumnSpec kSourceDoc{.name = "source_doc",
                                       .title = "出处文件",
                                       .type = ColumnType::text,
                                       .headers = kList<"出处文件">};
inline constexpr ColumnSpec kSourceDate{.name = "source_date",
                                        .title = "出处日期",
                                        .type = ColumnType::text,
                                        .headers = kList<"出处日期">};
inline constexpr ColumnSpec kSourcePlace{.name = "source_place",
                                         .title = "出处位置",
                                         .type = ColumnType::text,
                                         .headers = kList<"出处位置">};
inline constexpr ColumnSpec kAssumed{
    .name = "assumed", .title = "假设依据", .type = ColumnType::text, .headers = kList<"假设依据">};

extern KindSpec const kEnterprises, kProjects;
extern KindSpec const kParks, kPlots, kFactories, kNeeds, kChains;
extern KindSpec const kCases, kPolicies, kCards, kVisits, kIndicators, kTargets;
extern KindSpec const kRegions, kClusters, kDirections, kAssumptions, kLinks;

}  // namespace chengjie::book
