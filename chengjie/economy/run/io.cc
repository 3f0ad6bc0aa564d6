// Cases of one table: coefficients, multipliers, linkages, extraction, a scenario of demand.
#include <algorithm>

#include "chengjie/economy/linkages.h"
#include "chengjie/economy/run/case.h"

namespace chengjie::economy::run {
namespace {

using Column = std::vector<double>;

struct Account {
  std::string name;  // "va:wages", "sat:employees"
  double total{};    // of the table's row
  Multipliers multipliers;
};

// What all answers of a case share.
struct System {
  Labels sectors;
  Matrix z;
  Column x;
  std::vector<Account> accounts;
  std::optional<Leontief> leontief;
  std::optional<TypeTwo> households;  // refers to leontief: a System is never copied or moved
  std::optional<Matrix> inverse;      // where an answer needs all of it
};

std::optional<Error> read_table(System& s, Case const& c, Files const& files) {
  auto const z = frame_of(files, c.input("Z.csv"));
  if (!z) { return z.error(); }
  s.sectors = z->rows();
  auto square = columns_in_order(*z, s.sectors, c.input("Z.csv"));
  if (!square) { return square.error(); }
  s.z = std::move(square->values);
  auto const x_frame = frame_of(files, c.input("x.csv"));
  if (!x_frame) { return x_frame.error(); }
  auto const ordered = rows_in_order(*x_frame, s.sectors, c.input("x.csv"));
  if (!ordered) { return ordered.error(); }
  auto x = column_of(*ordered, "x", c.input("x.csv"));
  if (!x) { return x.error(); }
  s.x = *std::move(x);
  for (std::size_t i = 0; i != s.x.size(); ++i) {
    if (s.x[i] < 0) {
      return Error{Code::bad_input, "部门“" + s.sectors[i] + "”的总产出为负", c.input("x.csv"), ""};
    }
  }
  auto leontief = Leontief::of(input_coefficients(s.z, s.x), s.sectors);
  if (!leontief) { return leontief.error(); }
  s.leontief = *std::move(leontief);
  return std::nullopt;
}

std::optional<Error> read_accounts(System& s, Case const& c, Files const& files,
                                   std::string const& file, std::string const& prefix) {
  if (!files.contains(c.input(file))) { return std::nullopt; }
  auto const frame = frame_of(files, c.input(file));
  if (!frame) { return frame.error(); }
  auto const ordered = columns_in_order(*frame, s.sectors, c.input(file));
  if (!ordered) { return ordered.error(); }
  for (std::size_t k = 0; k != ordered->rows().size(); ++k) {
    auto const row = ordered->values.row(k);
    s.accounts.push_back({prefix + ordered->rows()[k], solve::sum_of_rows(ordered->values)[k],
                          s.leontief->multipliers(per_output(row, s.x))});
  }
  return std::nullopt;
}

std::optional<Error> read_households(System& s, Case const& c, Files const& files) {
  auto const name = c.word("households");
  auto const wages_name = c.word("wages");
  if (name.empty() || wages_name.empty()) { return std::nullopt; }
  auto const demand = frame_of(files, c.input("final_demand.csv"));
  if (!demand) { return demand.error(); }
  auto const ordered = rows_in_order(*demand, s.sectors, c.input("final_demand.csv"));
  if (!ordered) { return ordered.error(); }
  auto spending = column_of(*ordered, name, c.input("final_demand.csv"));
  if (!spending) { return spending.error(); }
  auto const wages = std::find_if(s.accounts.begin(), s.accounts.end(),
                                  [&](Account const& a) { return a.name == "va:" + wages_name; });
  if (wages == s.accounts.end()) {
    return Error{Code::not_found, "增加值表缺少劳动报酬行“" + wages_name + "”",
                 c.input("value_added.csv"), ""};
  }
  auto const total = wages->total;
  if (!(total > 0)) {
    return Error{Code::bad_input, "劳动报酬合计不是正数，不能算第二类乘数",
                 c.input("value_added.csv"), ""};
  }
  for (auto& v : *spending) { v /= total; }
  auto closed = TypeTwo::of(*s.leontief, wages->multipliers.direct, *std::move(spending));
  if (!closed) { return closed.error(); }
  s.households = *std::move(closed);
  return std::nullopt;
}

// A ratio to nothing is no number: the cell is blank.
Labels ratios(Column const& effect, Column const& direct) {
  Labels out;
  for (std::size_t j = 0; j != effect.size(); ++j) {
    out.push_back(direct[j] != 0 ? text_of(effect[j] / direct[j]) : "");
  }
  return out;
}

std::string multipliers_file(System const& s) {
  Sheet sheet("sector", s.sectors);
  auto const output = s.leontief->multipliers(Column(s.x.size(), 1.0));
  sheet.add("output_type1", output.effect);
  if (s.households) {
    sheet.add("output_type2_truncated", s.households->effect(output));
    sheet.add("output_type2_with_household_row", s.households->effect(output, 1));
  }
  for (auto const& account : s.accounts) {
    auto const& name = account.name;
    auto const& m = account.multipliers;
    sheet.add(name + "_direct", m.direct);
    sheet.add(name + "_type1_effect", m.effect);
    sheet.add_words(name + "_type1_ratio", ratios(m.effect, m.direct));
    if (!s.households) { continue; }
    auto const effect = s.households->effect(m);
    sheet.add(name + "_type2_effect", effect);
    sheet.add_words(name + "_type2_ratio", ratios(effect, m.direct));
  }
  return sheet.text();
}

std::string linkages_file(System const& s, Matrix const& b, Column const& forward) {
  auto const l = linkages(s.leontief->coefficients(), b, forward, *s.inverse);
  Sheet sheet("sector", s.sectors);
  sheet.add("bl_direct", l.backward_direct);
  sheet.add("fl_direct", l.forward_direct);
  sheet.add("bl_total", l.backward_total);
  sheet.add("fl_total", l.forward_total);
  sheet.add("bl_direct_norm", l.backward_direct_norm);
  sheet.add("fl_direct_norm", l.forward_direct_norm);
  sheet.add("bl_total_norm", l.backward_total_norm);
  sheet.add("fl_total_norm", l.forward_total_norm);
  sheet.add("sensitivity_L", l.sensitivity);
  sheet.add("cv_backward", l.cv_backward);
  sheet.add("cv_forward", l.cv_forward);
  Labels classes;
  for (auto const k : l.key) { classes.emplace_back(name_of(k)); }
  sheet.add_words("class", classes);
  return sheet.text();
}

std::string extraction_file(System const& s, Column const& forward) {
  Column diagonal;
  for (std::size_t i = 0; i != s.x.size(); ++i) { diagonal.push_back((*s.inverse)(i, i)); }
  auto const e = extraction(s.z, s.x, diagonal, solve::sum_of_columns(*s.inverse), forward);
  Sheet sheet("sector", s.sectors);
  sheet.add("backward", e.backward);
  sheet.add("forward", e.forward);
  sheet.add("backward_total", e.backward_total);
  sheet.add("forward_total", e.forward_total);
  return sheet.text();
}

Result<std::string> scenario_file(System const& s, Case const& c, Files const& files) {
  auto const file = c.input("delta_f.csv");
  auto const frame = frame_of(files, file);
  if (!frame) { return frame.error(); }
  auto const ordered = rows_in_order(*frame, s.sectors, file);
  if (!ordered) { return ordered.error(); }
  auto const change = column_of(*ordered, "delta_f", file);
  if (!change) { return change.error(); }
  auto const output = s.leontief->output(*change).x;
  Sheet sheet("sector", s.sectors);
  sheet.add("delta_f", *change);
  sheet.add("delta_x", output);
  for (auto const& account : s.accounts) {
    auto const& name = account.name;
    auto const& m = account.multipliers;
    auto amounts = output;
    for (std::size_t j = 0; j != amounts.size(); ++j) { amounts[j] *= m.direct[j]; }
    sheet.add("delta_" + name, amounts);
  }
  if (s.households) { sheet.add("delta_x_type2", s.households->output(*change)); }
  return sheet.text();
}

Result<std::string> import_share_file(System const& s, Case const& c, Files const& files) {
  auto const file = c.input("final_total.csv");
  auto const frame = frame_of(files, file);
  if (!frame) { return frame.error(); }
  auto const ordered = rows_in_order(*frame, s.sectors, file);
  if (!ordered) { return ordered.error(); }
  std::vector<Column> columns;
  for (auto const* name : {"IM", "TIU", "TFU", "EX"}) {
    auto column = column_of(*ordered, name, file);
    if (!column) { return column.error(); }
    columns.push_back(*std::move(column));
  }
  Column share(s.x.size());
  for (std::size_t i = 0; i != share.size(); ++i) {
    auto const uses = columns[1][i] + columns[2][i] - columns[3][i];
    share[i] = uses != 0 ? std::clamp(columns[0][i] / uses, 0.0, 1.0) : 0;
  }
  Sheet sheet("sector", s.sectors);
  sheet.add("m", share);
  return sheet.text();
}

}  // namespace

Result<Files> run_io(Case const& c, Files const& files) {
  System s;
  if (auto const wrong = read_table(s, c, files)) { return *wrong; }
  auto const more = c.wants("multipliers.csv") || c.wants("scenario.csv");
  if (more) {
    for (auto const& [file, prefix] :
         {std::pair{"value_added.csv", "va:"}, std::pair{"satellites.csv", "sat:"}}) {
      if (auto const wrong = read_accounts(s, c, files, file, prefix)) { return *wrong; }
    }
    if (auto const wrong = read_households(s, c, files)) { return *wrong; }
  }
  Files out;
  if (c.wants("L.csv") || c.wants("linkages.csv") || c.wants("extraction.csv")) {
    auto inverse = s.leontief->inverse();
    if (!inverse) { return inverse.error(); }
    s.inverse = *std::move(inverse);
  }
  if (c.wants("A.csv")) {
    out["A.csv"] = write_matrix("sector", s.sectors, s.sectors, s.leontief->coefficients());
  }
  if (c.wants("L.csv")) { out["L.csv"] = write_matrix("sector", s.sectors, s.sectors, *s.inverse); }
  if (c.wants("linkages.csv") || c.wants("extraction.csv")) {
    auto const b = output_coefficients(s.z, s.x);
    auto const ghosh = Ghosh::of(b, s.sectors);
    if (!ghosh) { return ghosh.error(); }
    auto const forward = ghosh->forward();
    out["linkages.csv"] = linkages_file(s, b, forward);
    out["extraction.csv"] = extraction_file(s, forward);
  }
  if (c.wants("multipliers.csv")) { out["multipliers.csv"] = multipliers_file(s); }
  if (c.wants("scenario.csv")) {
    auto text = scenario_file(s, c, files);
    if (!text) { return text.error(); }
    out["scenario.csv"] = *std::move(text);
  }
  if (c.wants("import_share.csv")) {
    auto text = import_share_file(s, c, files);
    if (!text) { return text.error(); }
    out["import_share.csv"] = *std::move(text);
  }
  return out;
}

}  // namespace chengjie::economy::run
