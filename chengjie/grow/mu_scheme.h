// A per-mu grading scheme (亩均论英雄) as dated data, read from TOML:
//   [[scheme]]
//   id, name, document, in_force = { from, until }, source, verified, note
//   ties = "better" | "worse"          # firms of one score at a cut go to the better or worse
//   grade veto_grade = "D"   bonus_max = 10  # or bonus_max = { found = false }: no limit, and said
//   so grades = [ { name = "A", share = 20 }, ... ]   # percent of the graded firms, adding up to
//   100
//   [[scheme.group]]
//   key = "above_scale"  title = "规上"  norm = "benchmark" | "min_max"
//   [[scheme.group.item]]
//   name, of = "tax_assessed / land", weight = 30 (or { found = false }), benchmark = "24.097
//   万元/亩", missing = "unknown" | "zero" | "group_mean", cap = 1.5 (times the weight; or { found
//   = false }), negative = "zero" | "keep"
// benchmark: value / benchmark x weight (Huangyan 2022). min_max: weight x [20 + 80 x (v - min) /
// (max - min)] / 100 over the group (Jingde); where all are equal nobody is behind and each has
// 100.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/rules/pack.h"

namespace chengjie::grow {

enum class Norm { benchmark, min_max };
enum class IfMissing { unknown, zero, group_mean };

struct MuItem {
  std::string name;
  rules::Expression of;
  rules::Dimension unit;
  std::optional<double> weight;  // none: not found in the public text
  double benchmark{};            // base units of `of`; of norm benchmark
  IfMissing missing{};
  std::optional<double> cap;  // most points, as a multiple of the weight; none: no cap
  bool cap_found{true};       // false: the text has one, or may; its value was not found
  bool negative_is_zero{true};
  rules::RowSource origin;
};

struct MuGroup {
  std::string key;
  std::string title;
  Norm norm{};
  std::vector<MuItem> items;
};

struct MuCut {
  std::string grade;
  double share{};  // percent of the firms ranked
};

struct MuScheme {
  std::string id;
  std::string name;
  std::string document;
  Date from;
  std::optional<Date> until;
  rules::RowSource origin;
  bool ties_better{true};
  std::string veto_grade;
  std::optional<double> bonus_max;
  bool bonus_found{true};
  std::vector<MuCut> cuts;  // from the best grade
  std::vector<MuGroup> groups;
};

Result<std::vector<MuScheme>> read_mu_schemes(std::string_view text, std::string_view file);

}  // namespace chengjie::grow
