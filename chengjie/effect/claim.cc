#include "chengjie/effect/claim.h"

#include <algorithm>
#include <array>

namespace chengjie::effect {
namespace {

constexpr double kFirmsDiffer = 3;  // a firm within a third to three times of its sector's average
constexpr double kFarFromTypical = 1.5;  // within the range, yet worth a question

struct Kind {
  ClaimRatio ratio;
  std::string_view name;
  std::optional<Stated> Claims::* upper;
  std::string_view upper_name;
  Unit upper_unit;
  std::optional<Stated> Claims::* lower;
  std::string_view lower_name;
  Unit lower_unit;
  Unit unit;
  std::string_view ask_below;
  std::string_view ask_above;
  double scale{1};  // upper / lower times this is in the ratio's unit
};

std::array<Kind, 7> const& ratio_kinds() {
  static std::array<Kind, 7> const kinds{{
      {ClaimRatio::output_per_job, "人均产值", &Claims::output, "产值", Unit::cny, &Claims::jobs,
       "就业", Unit::person, Unit::cny_per_person,
       "就业人数是否含间接就业、劳务外包或远期各期之和？产值是否只是一期？",
       "产值是否含贸易额或多期累计？就业是否只计首期或管理技术人员？"},
      {ClaimRatio::tax_to_output, "税收占产值比重", &Claims::tax, "税收", Unit::cny,
       &Claims::output, "产值", Unit::cny, Unit::percent,
       "税收是否为地方留成或减免、留抵退税之后的数？产值与税收是否同一年份、同一期？",
       "税收是否含上下游企业、一次性税款或多年累计？"},
      {ClaimRatio::output_to_invest, "每元投资的年产值", &Claims::output, "产值", Unit::cny,
       &Claims::invest, "投资", Unit::cny, Unit::ratio,
       "投资是否为多期合计或含土地、配套和流动资金，产值是否只计一期？",
       "产值是否为多年累计，或投资只计已到位部分？"},
      {ClaimRatio::invest_per_mu, "亩均投资", &Claims::invest, "投资", Unit::cny, &Claims::land_mu,
       "用地", Unit::mu, Unit::cny_per_mu, "用地是否含预留和配套用地？",
       "投资是否含租用厂房或场外投入？"},
      {ClaimRatio::output_per_mu, "亩均产值", &Claims::output, "产值", Unit::cny, &Claims::land_mu,
       "用地", Unit::mu, Unit::cny_per_mu, "产值是否未到达产年？用地是否含预留用地？",
       "产值是否含厂外或贸易部分？用地是否漏计租用厂房？"},
      {ClaimRatio::tax_per_mu, "亩均税收", &Claims::tax, "税收", Unit::cny, &Claims::land_mu,
       "用地", Unit::mu, Unit::cny_per_mu, "税收是否在减免期内？用地是否含预留用地？",
       "税收是否含总部或外地分支汇缴？"},
      {ClaimRatio::energy_per_output, "万元产值能耗", &Claims::energy, "能耗", Unit::tce,
       &Claims::output, "产值", Unit::cny, Unit::tce_per_wan,
       "能耗是否只计首期或不含外购蒸汽、原料用能？",
       "能耗是否含原料用能或生活用能？产值是否未到达产年？", 1e4},
  }};
  return kinds;
}

Verdict against(double value, Reference const& r) {
  return value < r.low ? Verdict::below : value > r.high ? Verdict::above : Verdict::within;
}

// Percent is stored as a fraction until it is said.
std::string say_ratio(double value, Unit unit) {
  return say(unit == Unit::percent ? value * 100 : value, unit);
}

std::string compare(double value, Reference const& r, Unit unit) {
  auto const range = "（" + say_ratio(r.low, unit) + "至" + say_ratio(r.high, unit) + "）";
  auto const verdict = against(value, r);
  auto out = (verdict == Verdict::below   ? "低于" + r.whose + "的通常范围"
              : verdict == Verdict::above ? "高于" + r.whose + "的通常范围"
                                          : "在" + r.whose + "的通常范围内") +
             range;
  if (r.typical > 0) {
    out += "，为其平均" + say_ratio(r.typical, unit) + "的" + say(value / r.typical, Unit::ratio) +
           "倍";
  }
  return out;
}

void judge(Claim& claim, Kind const& kind, std::vector<Reference> const& references) {
  auto below = 0, above = 0, within = 0;
  auto far_below = 0, far_above = 0;
  std::string words;
  for (auto const& r : references) {
    if (r.ratio != kind.ratio || !(r.low > 0) || !(r.low <= r.high)) { continue; }
    auto const verdict = against(claim.value, r);
    below += verdict == Verdict::below;
    above += verdict == Verdict::above;
    within += verdict == Verdict::within;
    far_below += verdict == Verdict::below || claim.value * kFarFromTypical < r.typical;
    far_above +=
        verdict == Verdict::above || (r.typical > 0 && claim.value > r.typical * kFarFromTypical);
    words += (words.empty() ? "" : "；") + compare(claim.value, r, claim.unit);
    if (!r.mark.empty()) { claim.inputs.push_back(r.mark); }
    claim.weakest = std::max(claim.weakest, r.source);
  }
  auto const all = below + above + within;
  claim.verdict = all == 0        ? Verdict::unknown
                  : within == all ? Verdict::within
                  : below == all  ? Verdict::below
                  : above == all  ? Verdict::above
                                  : Verdict::between;
  auto const said = claim.name + say_ratio(claim.value, claim.unit);
  claim.sentence = all == 0 ? said + "，没有可比的数" : said + "，" + words;
  if (far_below + far_above == 0) { return; }
  claim.question = far_below >= far_above ? kind.ask_below : kind.ask_above;
}

}  // namespace

std::string_view name_of(Verdict v) {
  switch (v) {
    case Verdict::within:
      return "within";
    case Verdict::below:
      return "below";
    case Verdict::above:
      return "above";
    case Verdict::between:
      return "between";
    case Verdict::unknown:
      return "unknown";
  }
  return "";
}

std::vector<Reference> references_of(Coefficients const& c) {
  std::vector<Reference> out;
  auto const whose = c.table + "“" + c.sector + "”部门";
  auto const add = [&](ClaimRatio ratio, double average) {
    if (average > 0) {
      out.push_back({ratio, average / kFirmsDiffer, average * kFirmsDiffer, average, whose, c.mark,
                     SourceKind::assumed});
    }
  };
  add(ClaimRatio::output_per_job, c.jobs.direct > 0 ? 1 / c.jobs.direct : 0);
  add(ClaimRatio::tax_to_output, c.tax.direct);
  return out;
}

std::optional<Reference> reference_of(ClaimRatio ratio, std::vector<double> peers,
                                      std::string whose, std::string mark, SourceKind source) {
  if (peers.size() < kPeersMin) { return std::nullopt; }
  std::sort(peers.begin(), peers.end());
  auto const half = peers.size() / 2;
  auto const median = peers.size() % 2 == 1 ? peers[half] : (peers[half - 1] + peers[half]) / 2;
  return Reference{ratio,           peers.front(), peers.back(), median, std::move(whose),
                   std::move(mark), source};
}

std::vector<Claim> check_claims(Claims const& claims) {
  std::vector<Claim> out;
  for (auto const& kind : ratio_kinds()) {
    auto const& upper = claims.*kind.upper;
    auto const& lower = claims.*kind.lower;
    if (!upper || !lower || !(upper->value > 0) || !(lower->value > 0)) { continue; }
    Claim claim{kind.ratio,
                std::string(kind.name),
                upper->value / lower->value * kind.scale,
                kind.unit,
                {},
                "",
                "",
                "",
                {},
                std::max(upper->source, lower->source)};
    claim.formula = std::string(kind.upper_name) + say(upper->value, kind.upper_unit) + " ÷ " +
                    std::string(kind.lower_name) + say(lower->value, kind.lower_unit) + " = " +
                    say_ratio(claim.value, kind.unit);
    for (auto const* mark : {&upper->mark, &lower->mark}) {
      if (!mark->empty()) { claim.inputs.push_back(*mark); }
    }
    judge(claim, kind, claims.references);
    out.push_back(std::move(claim));
  }
  return out;
}

}  // namespace chengjie::effect
