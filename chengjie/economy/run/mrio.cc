// Cases of several regions: accounts of a given table, and the synthetic ones.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "chengjie/economy/footprint.h"
#include "chengjie/economy/linkages.h"
#include "chengjie/economy/run/case.h"
#include "chengjie/economy/synthetic.h"

namespace chengjie::economy::run {
namespace {

struct World {
  Frame z;         // n x n with its labels
  Labels regions;  // in order
  std::size_t sectors{};
  Matrix demand;  // n x regions
  std::vector<double> x;
};

// Where each region's labels stand together and in equal number.
Result<Labels> regions_of(Frame const& frame, std::string const& file) {
  Labels out;
  auto const& labels = frame.row_labels[0];
  for (auto const& label : labels) {
    if (out.empty() || out.back() != label) { out.push_back(label); }
  }
  auto const sectors = labels.size() / out.size();
  for (std::size_t i = 0; i != labels.size(); ++i) {
    if (labels.size() % out.size() == 0 && labels[i] == out[i / sectors] &&
        frame.row_labels[1][i] == frame.row_labels[1][i % sectors]) {
      continue;
    }
    return Error{Code::bad_input, "各地区的部门不一致，或同一地区的行没有排在一起", file, ""};
  }
  return out;
}

// n x regions: columns of the same region added up.
Result<Matrix> by_region(Frame const& frame, Labels const& regions, std::string const& file) {
  Matrix out(frame.values.rows(), regions.size());
  for (std::size_t c = 0; c != frame.values.columns(); ++c) {
    auto const at = std::find(regions.begin(), regions.end(), frame.column_labels[0][c]);
    if (at == regions.end()) {
      return Error{Code::bad_input, "不认识的地区“" + frame.column_labels[0][c] + "”", file, ""};
    }
    auto const r = static_cast<std::size_t>(at - regions.begin());
    for (std::size_t i = 0; i != out.rows(); ++i) { out(i, r) += frame.values(i, c); }
  }
  return out;
}

Result<World> read_world(Case const& c, Files const& files) {
  World out;
  auto z = frame_of(files, c.input("Z.csv"), {2, 2});
  if (!z) { return z.error(); }
  auto const keys = keys_of(z->row_labels);
  auto square = columns_in_order(*z, keys, c.input("Z.csv"));
  if (!square) { return square.error(); }
  out.z = *std::move(square);
  auto regions = regions_of(out.z, c.input("Z.csv"));
  if (!regions) { return regions.error(); }
  out.regions = *std::move(regions);
  out.sectors = out.z.values.rows() / out.regions.size();
  auto const y_read = frame_of(files, c.input("Y.csv"), {2, 2});
  if (!y_read) { return y_read.error(); }
  auto const y = rows_in_order(*y_read, keys, c.input("Y.csv"));
  if (!y) { return y.error(); }
  auto demand = by_region(*y, out.regions, c.input("Y.csv"));
  if (!demand) { return demand.error(); }
  out.demand = *std::move(demand);
  auto const used = solve::sum_of_rows(out.z.values);
  auto const final = solve::sum_of_rows(y->values);
  for (std::size_t i = 0; i != used.size(); ++i) { out.x.push_back(used[i] + final[i]); }
  return out;
}

Frame like_z(World const& w, Matrix values) {
  auto out = w.z;
  out.values = std::move(values);
  return out;
}

Frame like_account(Frame const& account, Matrix values) {
  auto out = account;
  out.values = std::move(values);
  return out;
}

// Sums over the sectors of each region, households' own part added where given.
std::string regional_file(World const& w, Frame const& account, Matrix const& values,
                          Matrix const* households) {
  Frame out;
  out.row_labels = account.row_labels;
  out.row_names = account.row_names;
  out.column_labels = {w.regions};
  out.column_names = {"region"};
  out.values = Matrix(values.rows(), w.regions.size());
  for (std::size_t k = 0; k != values.rows(); ++k) {
    for (std::size_t i = 0; i != values.columns(); ++i) {
      out.values(k, i / w.sectors) += values(k, i);
    }
    if (households == nullptr) { continue; }
    for (std::size_t r = 0; r != w.regions.size(); ++r) { out.values(k, r) += (*households)(k, r); }
  }
  return write_frame(out);
}

Result<Done> add_accounts(Files& out, World const& w, Leontief const& leontief, Case const& c,
                          Files const& files, std::string const& name) {
  auto const file = c.input("F_" + name + ".csv");
  auto const text = text_at(files, file);
  if (!text) { return text.error(); }
  auto const levels = row_levels_of(*text);
  auto const read = read_frame(*text, file, {levels, 2});
  if (!read) { return read.error(); }
  auto const account = columns_in_order(*read, keys_of(w.z.column_labels), file);
  if (!account) { return account.error(); }
  std::optional<Matrix> households;
  auto const y_file = c.input("F_Y_" + name + ".csv");
  if (files.contains(y_file)) {
    auto const y_read = frame_of(files, y_file, {levels, 2});
    if (!y_read) { return y_read.error(); }
    auto const frame = rows_in_order(*y_read, keys_of(account->row_labels), y_file);
    if (!frame) { return frame.error(); }
    auto sums = by_region(*frame, w.regions, y_file);
    if (!sums) { return sums.error(); }
    households = *std::move(sums);
  }
  auto const f = footprints(leontief, w.regions.size(), account->values, w.x, w.demand);
  auto const* own = households ? &*households : nullptr;
  struct Part {
    std::string_view name;
    Matrix const& values;
    bool regional;
    bool households;
  };
  for (auto const& part :
       {Part{"S", f.per_output, false, false}, Part{"M", f.multipliers, false, false},
        Part{"D_pba", f.production, true, true}, Part{"D_cba", f.consumption, true, true},
        Part{"D_imp", f.imports, true, false}, Part{"D_exp", f.exports, true, false}}) {
    auto const stem = name + "_" + std::string(part.name);
    out[stem + ".csv"] = write_frame(like_account(*account, part.values));
    if (part.regional) {
      out[stem + "_reg.csv"] =
          regional_file(w, *account, part.values, part.households ? own : nullptr);
    }
  }
  return kDone;
}

void add_trade(Files& out, World const& w) {
  auto const trade = bilateral_trade(w.z.values, w.demand, w.regions.size());
  Frame bilateral;
  bilateral.row_labels = w.z.row_labels;
  bilateral.row_names = w.z.row_names;
  bilateral.column_labels = {w.regions};
  bilateral.column_names = {"region"};
  bilateral.values = trade;
  out["gross_trade_bilateral.csv"] = write_frame(bilateral);
  auto totals = bilateral;
  totals.column_labels = {{"exports", "imports"}};
  totals.values = Matrix(trade.rows(), 2);
  for (std::size_t i = 0; i != trade.rows(); ++i) {
    for (std::size_t r = 0; r != w.regions.size(); ++r) {
      totals.values(i, 0) += trade(i, r);
      totals.values(r * w.sectors + i % w.sectors, 1) += trade(i, r);
    }
  }
  out["gross_trade.csv"] = write_frame(totals);
}

Labels account_names(Case const& c, Files const& files) {
  Labels out;
  auto const prefix = c.input("F_");
  for (auto const& [path, text] : files) {
    auto const own = path.starts_with(prefix) && path.ends_with(".csv");
    if (!own || path.substr(prefix.size()).starts_with("Y_")) { continue; }
    out.push_back(path.substr(prefix.size(), path.size() - prefix.size() - 4));
  }
  return out;
}

std::string synthetic_label(std::size_t i, std::size_t sectors) {
  char text[64];
  std::snprintf(text, sizeof text, "r%03zu.s%03zu", i / sectors, i % sectors);
  return text;
}

}  // namespace

Result<Files> run_mrio(Case const& c, Files const& files) {
  auto const w = read_world(c, files);
  if (!w) { return w.error(); }
  Labels names;
  for (std::size_t i = 0; i != w->x.size(); ++i) {
    names.push_back(w->z.row_labels[0][i] + " " + w->z.row_labels[1][i]);
  }
  auto const leontief = Leontief::of(input_coefficients(w->z.values, w->x), names);
  if (!leontief) { return leontief.error(); }
  Files out;
  Frame x;
  x.row_labels = w->z.row_labels;
  x.row_names = w->z.row_names;
  x.column_labels = {{"indout"}};
  x.column_names = {"indout"};
  x.values = Matrix(w->x.size(), 1);
  std::ranges::copy(w->x, x.values.cells().begin());
  out["x.csv"] = write_frame(x);
  out["A.csv"] = write_frame(like_z(*w, leontief->coefficients()));
  if (c.wants("L.csv")) {
    auto inverse = leontief->inverse();
    if (!inverse) { return inverse.error(); }
    out["L.csv"] = write_frame(like_z(*w, *std::move(inverse)));
  }
  add_trade(out, *w);
  for (auto const& name : account_names(c, files)) {
    auto const done = add_accounts(out, *w, *leontief, c, files, name);
    if (!done) { return done.error(); }
  }
  return out;
}

Result<Files> run_synthetic(Case const& c, Files const&) {
  constexpr auto kSideMax = 20'000.0;
  auto const r = c.json.number_or("R", 0);
  auto const s = c.json.number_or("S", 0);
  if (!(r >= 1 && s >= 1 && r * s <= kSideMax) || r != std::floor(r) || s != std::floor(s)) {
    return Error{Code::bad_input, "R 和 S 应为正整数，且乘积不超过 20000", "case.json", ""};
  }
  auto const regions = static_cast<std::size_t>(r);
  auto const sectors = static_cast<std::size_t>(s);
  auto const n = regions * sectors;
  auto const keep = c.json.number_or("keep", 0.3);
  auto const leontief = Leontief::of(synthetic_coefficients(regions, sectors, keep));
  if (!leontief) { return leontief.error(); }
  auto const& a = leontief->coefficients();
  auto const x = leontief->output(solve::sum_of_rows(synthetic_demand(regions, sectors))).x;
  Matrix z = a;
  for (std::size_t i = 0; i != n; ++i) {
    for (std::size_t j = 0; j != n; ++j) { z(i, j) *= x[j]; }
  }
  auto const whole = leontief->inverse();
  if (!whole) { return whole.error(); }
  auto const& inverse = *whole;
  std::vector<double> diagonal, first(a.row(0).begin(), a.row(0).end());
  Labels labels, classes;
  for (std::size_t i = 0; i != n; ++i) {
    diagonal.push_back(inverse(i, i));
    labels.push_back(synthetic_label(i, sectors));
  }
  auto const backward = leontief->multipliers(std::vector<double>(n, 1.0)).effect;
  // G = x^-1 L x^: its row sums need no second factorisation.
  auto forward = solve::multiply(inverse, x);
  for (std::size_t i = 0; i != n; ++i) { forward[i] /= x[i]; }
  auto const backward_norm = normalised(backward);
  auto const forward_norm = normalised(forward);
  for (std::size_t i = 0; i != n; ++i) {
    classes.emplace_back(name_of(key_class(backward_norm[i], forward_norm[i])));
  }
  Sheet sheet("", labels);
  sheet.add("x", x);
  sheet.add("A_colsum", solve::sum_of_columns(a));
  sheet.add("output_mult", backward);
  sheet.add("ghosh_rowsum", forward);
  sheet.add("L_diag", diagonal);
  sheet.add_words("class", classes);
  auto const accounts = synthetic_accounts(x);
  for (std::size_t k = 0; k != accounts.rows(); ++k) {
    constexpr std::array kNames{"jobs", "tax", "wages", "co2"};
    sheet.add(std::string(kNames[k]) + "_effect",
              leontief->multipliers(per_output(accounts.row(k), x)).effect);
  }
  auto const e = extraction(z, x, diagonal, backward, forward);
  sheet.add("extr_backward", e.backward);
  sheet.add("extr_forward", e.forward);
  sheet.add("extr_backward_total", e.backward_total);
  sheet.add("extr_forward_total", e.forward_total);
  sheet.add("checksum_A_row0", first);
  return Files{{"sectors.csv", sheet.text()}};
}

}  // namespace chengjie::economy::run
