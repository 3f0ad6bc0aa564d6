// Per-mu grades with a sheet for each firm: every term, its group, its cap, and which rule stood in
// for a missing value. Firms whose terms are unknown are not ranked: nobody fails for want of data.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "chengjie/grow/firm.h"
#include "chengjie/grow/mu_scheme.h"

namespace chengjie::grow {

struct MuFirm {
  Firm firm;
  std::string group;   // key of a group of the scheme
  double bonus{};      // points
  std::string veto;    // what vetoes; "" nothing
  std::string forced;  // a grade set by decision; "" none
  std::string forced_why;
  std::string left_out;  // why it is not graded (utilities, first years ...); "" it is
};

struct MuOptions {
  Options base;
  // Weights of items whose weight was not found, as "group/item"; shown as assumed.
  std::vector<std::pair<std::string, double>> assumed_weights;
};

struct MuTerm {
  std::string name;
  std::string formula;  // in Chinese: "评价税收（2024年） ÷ 用地面积（2024年）"
  std::optional<double> value;
  std::string value_words;
  double weight{};
  bool weight_assumed{};
  std::string sum;               // "16.8 ÷ 24.097 × 30 = 20.9154"
  std::optional<double> points;  // after cap; none: unknown
  std::string rule;  // "", or which rule spoke: cap, negative, group mean, zero for missing
  std::vector<std::string> marks;
  std::vector<rules::Missing> missing;
};

struct MuSheet {
  std::string firm;
  std::string group;
  std::vector<MuTerm> terms;
  double bonus{};
  std::optional<double> total;  // none: a term is unknown, or not graded
  int rank{};                   // 1 best, equal scores equal ranks; 0 not ranked
  int ranked{};                 // firms ranked in the group
  std::string grade;            // "" not graded
  std::string why;              // how the grade came about, one sentence
};

struct MuGroupReport {
  std::string key;
  std::string title;
  int firms{};
  int ranked{};
  std::vector<std::pair<std::string, int>> grades;  // grade, firms
};

struct MuReport {
  std::string scheme;
  std::string document;
  std::vector<MuSheet> sheets;  // in the order of the firms
  std::vector<MuGroupReport> groups;
  std::vector<std::string> notes;  // caps and weights not found, assumptions
};

// bad_input: a firm of a group the scheme lacks, a bonus or forced grade that cannot be;
// infeasible: an item without a weight and none assumed.
Result<MuReport> grade(MuScheme const&, std::vector<MuFirm> const&, MuOptions const&);

// What changed between two runs: after an objection, a new figure, another scheme.
struct MuChange {
  std::string firm;
  std::string grade_before;
  std::string grade_after;
  std::optional<double> total_before;
  std::optional<double> total_after;
  int rank_before{};
  int rank_after{};
  std::vector<std::string> terms;  // names of terms whose points changed
};
std::vector<MuChange> difference(MuReport const& before, MuReport const& after);

}  // namespace chengjie::grow
