// Cases of regionalising, balancing and shift-share.
#include "chengjie/economy/balancing.h"
#include "chengjie/economy/leontief.h"
#include "chengjie/economy/quotients.h"
#include "chengjie/economy/run/case.h"
#include "chengjie/economy/shift_share.h"

namespace chengjie::economy::run {
namespace {

// A delta as the file names spell it: 0.3, 1.0, and 1 where the case says 1.
struct Delta {
  double value{};
  std::string name;
};

std::vector<Delta> deltas_of(Case const& c) {
  std::vector<Delta> out;
  auto const* found = c.json.find("deltas");
  auto const* list = found != nullptr ? found->list() : nullptr;
  if (list == nullptr) { return out; }
  for (auto const& item : *list) {
    auto const value = item.number();
    if (!value) { continue; }
    auto name = text_of(*value);
    auto const whole = name.find_first_of(".e") == std::string::npos;
    if (whole && std::holds_alternative<double>(item.value)) { name += ".0"; }
    out.push_back({*value, std::move(name)});
  }
  return out;
}

struct Nation {
  Labels sectors;
  Matrix a;
  Sizes sizes;
};

Result<Nation> read_nation(Case const& c, Files const& files) {
  auto const a_file = c.input("A_national.csv");
  auto const a = frame_of(files, a_file);
  if (!a) { return a.error(); }
  auto const square = columns_in_order(*a, a->rows(), a_file);
  if (!square) { return square.error(); }
  auto const e_file = c.input("employment.csv");
  auto const e = frame_of(files, e_file);
  if (!e) { return e.error(); }
  auto const ordered = rows_in_order(*e, a->rows(), e_file);
  if (!ordered) { return ordered.error(); }
  auto region = column_of(*ordered, "region", e_file);
  auto nation = column_of(*ordered, "nation", e_file);
  if (!region) { return region.error(); }
  if (!nation) { return nation.error(); }
  Nation out{a->rows(), square->values, {*std::move(region), *std::move(nation)}};
  if (auto const fine = check(out.sizes, out.sectors); !fine) { return fine.error(); }
  return out;
}

struct Margins {
  Frame a0;
  std::vector<double> rows, columns;
};

Result<Margins> read_margins(Case const& c, Files const& files) {
  auto const a0 = frame_of(files, c.input("A0.csv"));
  if (!a0) { return a0.error(); }
  Margins out{*a0, {}, {}};
  for (auto const& [file, labels, into] :
       {std::tuple{"u", &a0->rows(), &out.rows}, std::tuple{"v", &a0->columns(), &out.columns}}) {
    auto const path = c.input(std::string(file) + ".csv");
    auto const frame = frame_of(files, path);
    if (!frame) { return frame.error(); }
    auto const ordered = rows_in_order(*frame, *labels, path);
    if (!ordered) { return ordered.error(); }
    auto column = column_of(*ordered, file, path);
    if (!column) { return column.error(); }
    *into = *std::move(column);
  }
  return out;
}

Result<Files> balance_with(Case const& c, Files const& files,
                           Result<Balanced> (*method)(Matrix const&, std::vector<double> const&,
                                                      std::vector<double> const&,
                                                      BalancingOptions const&)) {
  auto const m = read_margins(c, files);
  if (!m) { return m.error(); }
  BalancingOptions options;
  options.rows = m->a0.rows();
  options.columns = m->a0.columns();
  auto const got = method(m->a0.values, m->rows, m->columns, options);
  if (!got) { return got.error(); }
  Files out;
  out["X.csv"] = write_matrix("", m->a0.rows(), m->a0.columns(), got->x);
  Sheet r("", m->a0.rows());
  r.add("r", got->r);
  out["r.csv"] = r.text();
  Sheet s("", m->a0.columns());
  s.add("s", got->s);
  out["s.csv"] = s.text();
  return out;
}

}  // namespace

Result<Files> run_flq(Case const& c, Files const& files) {
  auto const nation = read_nation(c, files);
  if (!nation) { return nation.error(); }
  auto const& [sectors, a, sizes] = *nation;
  Files out;
  auto const slq = location_quotients(sizes);
  Sheet quotients("", sectors);
  quotients.add("slq", slq);
  out["slq.csv"] = quotients.text();
  out["cilq.csv"] = write_matrix("", sectors, sectors, cross_industry_quotients(slq));
  Sheet sums("", sectors);
  auto const add = [&](Quotient q, double delta, std::string const& file,
                       std::string const& column) -> Result<Done> {
    auto r = regional_coefficients(a, sizes, q, delta);
    out["r_" + file + ".csv"] = write_matrix("", sectors, sectors, r);
    auto const leontief = Leontief::of(std::move(r), sectors);
    if (!leontief) { return leontief.error(); }
    sums.add("mult_" + column,
             leontief->multipliers(std::vector<double>(sectors.size(), 1.0)).effect);
    return kDone;
  };
  struct Plain {
    Quotient q;
    std::string file;
    std::string column;
  };
  for (auto const& p : {Plain{Quotient::slq, "slq", "SLQ"}, Plain{Quotient::cilq, "cilq", "CILQ"},
                        Plain{Quotient::rlq, "rlq", "RLQ"}}) {
    if (auto const done = add(p.q, 0, p.file, p.column); !done) { return done.error(); }
  }
  for (auto const& delta : deltas_of(c)) {
    for (auto const& p :
         {Plain{Quotient::flq, "flq_", "FLQ_"}, Plain{Quotient::aflq, "aflq_", "AFLQ_"}}) {
      auto const done = add(p.q, delta.value, p.file + delta.name, p.column + delta.name);
      if (!done) { return done.error(); }
    }
  }
  out["multipliers.csv"] = sums.text();
  return out;
}

Result<Files> run_ras(Case const& c, Files const& files) { return balance_with(c, files, ras); }
Result<Files> run_gras(Case const& c, Files const& files) { return balance_with(c, files, gras); }

Result<Files> run_shift_share(Case const& c, Files const& files) {
  auto const file = c.input("employment.csv");
  auto const frame = frame_of(files, file);
  if (!frame) { return frame.error(); }
  std::vector<std::vector<double>> columns;
  for (auto const* name : {"region_t0", "region_t1", "nation_t0", "nation_t1"}) {
    auto column = column_of(*frame, name, file);
    if (!column) { return column.error(); }
    columns.push_back(*std::move(column));
  }
  auto const s = shift_share(columns[0], columns[1], columns[2], columns[3]);
  if (!s) { return s.error(); }
  Files out;
  Sheet industries("industry", frame->rows());
  industries.add("national", s->national);
  industries.add("mix", s->mix);
  industries.add("regional", s->regional);
  out["by_industry.csv"] = industries.text();
  struct Row {
    std::string_view method, component;
    double value;
  };
  std::string text = "method,component,value\n";
  for (auto const& [method, component, value] :
       {Row{"Dunn", "Growth (t1-t)", s->growth}, Row{"Dunn", "National share", s->national_sum},
        Row{"Dunn", "Industrial mix", s->mix_sum}, Row{"Dunn", "Regional share", s->regional_sum},
        Row{"Dunn", "Net total shift", s->mix_sum + s->regional_sum},
        Row{"Esteban", "Growth (t1-t)", s->growth},
        Row{"Esteban", "National share", s->national_sum},
        Row{"Esteban", "Industrial mix", s->mix_sum},
        Row{"Esteban", "Regional share", s->homothetic_regional},
        Row{"Esteban", "Allocation effect", s->allocation},
        Row{"Gerfin", "Industrial mix", s->gerfin_mix},
        Row{"Gerfin", "Regional share", s->gerfin_regional},
        Row{"Gerfin", "Net total shift", s->gerfin_mix * s->gerfin_regional}}) {
    append_csv(text, {std::string(method), std::string(component), text_of(value)});
  }
  out["components.csv"] = text;
  return out;
}

}  // namespace chengjie::economy::run
