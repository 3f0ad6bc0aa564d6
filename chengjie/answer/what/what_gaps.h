// One gap told: its score and parts, what hangs on it, who wants it, who could come, how firmly it
// ranks, what it would take in land, energy and carbon, who answers for it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/answer/what/what_input.h"

namespace chengjie::answer {

std::string joined(std::vector<std::string> const& words, std::size_t most);  // 甲、乙等

// A score in points, with its parts as formula and what they rest on as inputs, the weights among
// them ("weight/what/" or "weight/who/" of `settings`).
Figure score_figure(Context const&, Sources const&, ChooseSettings const&, std::string_view weights,
                    std::string const& subject, std::string const& indicator,
                    std::vector<choose::Part> const&);

// What a yearly output of 1 亿元 of an industry takes, from firms and projects of the same industry
// that the ledger has both numbers of.
struct Intensity {
  std::optional<Figure> land;    // mu
  std::optional<Figure> energy;  // tce
  std::optional<Figure> carbon;  // tCO2
};
class Intensities {
 public:
  Intensities(Context const&, RegionFirms const&);
  Intensity of(std::string const& industry_code) const;
  bool empty() const { return rows_.empty(); }

 private:
  struct Row {
    std::string code;
    Figure output;
    std::optional<Figure> land, energy;
  };
  std::optional<Figure> ratio(std::string const& group, std::optional<Figure> Row::* of,
                              std::string const& name, std::string const& unit) const;
  Context const& context_;
  std::vector<Row> rows_;
};

// All gaps as items, best first.
std::vector<Item> gap_items(Context const&, Sources const&, WhatInput const&,
                            std::vector<choose::Gap> const&, Intensities const&);

}  // namespace chengjie::answer
