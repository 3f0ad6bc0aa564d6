// Claim check: do a project's stated figures fit each other? Output per job, tax to output, output
// per investment and per land, against its sector in the table and against peers, with a verdict in
// one sentence and the question to ask.
#pragma once
#include <string>
#include <vector>

#include "chengjie/effect/project.h"

namespace chengjie::effect {

enum class ClaimRatio {
  output_per_job,
  tax_to_output,
  output_to_invest,
  invest_per_mu,
  output_per_mu,
  tax_per_mu,
  energy_per_output
};

// What a ratio is usually between, in its base unit (CNY/person, CNY/CNY, CNY/mu, tce per
// 10,000 CNY).
struct Reference {
  ClaimRatio ratio{};
  double low{};
  double high{};
  double typical{};   // the average or median; 0 when not known
  std::string whose;  // "全国“电池”部门 2020 年"
  std::string mark;
  SourceKind source{SourceKind::assumed};
};

struct Claims {
  std::string id;
  std::string name;
  std::optional<Stated> output, tax, jobs, invest, land_mu;  // CNY, persons, mu
  std::vector<Reference> references;
  std::optional<Stated> energy{};  // tce
};

enum class Verdict { within, below, above, between, unknown };  // between: references disagree
std::string_view name_of(Verdict);

struct Claim {
  ClaimRatio ratio{};
  std::string name;  // "人均产值"
  double value{};
  Unit unit{};
  Verdict verdict{};
  std::string formula;   // "产值50亿元 ÷ 就业1.2万人 = 41.7万元/人"
  std::string sentence;  // the verdict in words, with what it is compared to
  std::string
      question;  // what to ask; "" when within and not far (half as much again) from typical
  std::vector<std::string> inputs;
  SourceKind weakest{SourceKind::ledger};  // of all inputs
};

// The references that a sector's row of the table gives: its average output per job and net tax to
// output, from a third of it to three times (firms differ so much within a sector).
std::vector<Reference> references_of(Coefficients const&);

// What at least kPeersMin peers show: their least, their most, their median. Fewer are no
// reference.
inline constexpr std::size_t kPeersMin = 3;
std::optional<Reference> reference_of(ClaimRatio, std::vector<double> peers, std::string whose,
                                      std::string mark, SourceKind);

// A ratio for each pair of figures that is stated. Figures that are not positive are left out.
std::vector<Claim> check_claims(Claims const&);

}  // namespace chengjie::effect
