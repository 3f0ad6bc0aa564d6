// A district small enough to check by hand, for the tests of the answers about firms.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

inline Field field(std::string column, Value value) {
  return {std::move(column), std::move(value), "A", {}, {}};
}

inline Record row(std::string kind, std::string key, std::vector<Field> fields) {
  static auto at = 1;
  return {std::move(kind), std::move(key), std::move(fields), {"hash", "t.csv", {}, ++at}};
}

inline Record month(std::string const& name, std::string const& period, double output, double total,
                    std::optional<double> prior, std::string const& place) {
  auto fields = std::vector<Field>{field("name", name),
                                   field("period", period),
                                   field("output_month_cny", output),
                                   field("output_ytd_cny", total),
                                   field("place", place),
                                   field("industry_code", std::string{"3630"})};
  if (prior) { fields.push_back(field("output_ytd_prior_cny", *prior)); }
  return row("enterprises", name + "/" + period, std::move(fields));
}

struct Asked {
  Book book;
  Basis basis;
  Context context() { return {book, "甲区", "2026-11-25", access::file_owner(), basis}; }
};

inline std::string all_text(Answer const& answer) {
  auto text = std::string{};
  auto const add = [&](Line const& line) { text += text_of(line, Marks::hidden) + "\n"; };
  for (auto const& item : answer.items) {
    add(item.title);
    for (auto const& line : item.lines) { add(line); }
  }
  for (auto const& note : answer.notes) { add(note); }
  for (auto const& lack : answer.lacks) { text += lack + "\n"; }
  return text;
}

// A computed figure that names no input cannot be opened further than its formula: audit refuses
// it.
inline void check_inputs(Basis const& basis) {
  for (auto const& [mark, figure] : basis.figures()) {
    if (auto const* made = std::get_if<Computation>(&figure.evidence)) {
      CAPTURE(figure.indicator);
      CHECK(!made->inputs.empty());
    }
  }
}

inline bool says(Answer const& answer, std::string_view words) {
  return all_text(answer).find(words) != std::string::npos;
}

inline Record rd_clause() {
  return row(
      "policies", "若干措施/第三条",
      {field("document", std::string{"若干措施"}), field("clause", std::string{"第三条"}),
       field("condition", std::string{"上年度研发费用不低于100万元"}),
       field("support", std::string{"按上年度研发费用的12%给予补助"}), field("rate_pct", 12.0),
       field("cap_cny", 5e6), field("apply_time", std::string{"每年3月"}),
       field("materials", std::vector<std::string>{"审计报告"})});
}

inline Record firm(std::string const& name, double rd) {
  return row("enterprises", name,
             {field("name", name), field("period", std::string{"2025"}), field("rd_cny", rd)});
}

// On Huangyan's six benchmarks times `factor`: 24.097 万元 tax and 136.16 万元 value added a mu ...
inline Record mu_firm(std::string const& name, double factor) {
  return row(
      "enterprises", name,
      {field("name", name), field("period", std::string{"2025"}),
       field("group", std::string{"above_scale"}), field("land_mu", 10.0),
       field("tax_assessed_cny", 240.97e4 * factor), field("value_added_cny", 1361.6e4 * factor),
       field("energy_tce", 1361.6 / 2.694), field("pollutant_t", 1361.6 / 4929.81),
       field("staff", 1361.6 / 18.14), field("rd_cny", 302e4 * factor), field("revenue_cny", 1e8)});
}

}  // namespace chengjie::answer
