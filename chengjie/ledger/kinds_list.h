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

// Where a thing stands, in degrees of WGS 84 (GeoJSON, RFC 7946); CGCS2000 is the same to a metre.
// A header 经度 alone does not say which datum: GCJ-02 and BD-09 of the map services lie hundreds
// of metres off, so such a column is only read where a person maps it.
inline constexpr ColumnSpec kLon{.name = "lon",
                                 .title = "WGS84经度",
                                 .type = ColumnType::number,
                                 .headers = kList<"WGS84经度", "CGCS2000经度", "2000坐标系经度">,
                                 .negative = true};
inline constexpr ColumnSpec kLat{.name = "lat",
                                 .title = "WGS84纬度",
                                 .type = ColumnType::number,
                                 .headers = kList<"WGS84纬度", "CGCS2000纬度", "2000坐标系纬度">,
                                 .negative = true};

extern KindSpec const kEnterprises, kProjects;
extern KindSpec const kParks, kPlots, kFactories, kNeeds, kChains;
extern KindSpec const kCases, kPolicies, kCards, kVisits, kIndicators, kTargets;
extern KindSpec const kRegions, kClusters, kDirections, kAssumptions, kLinks;
extern KindSpec const kRegionIndustry, kCandidates, kLeads, kCrosswalk, kResources, kStatuses;
extern KindSpec const kDuties, kClaims;
extern KindSpec const kSupplies, kHubs;

}  // namespace chengjie::book
