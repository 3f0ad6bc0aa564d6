// Cases of a shock.
#include "chengjie/economy/ario.h"

#include <algorithm>

#include "chengjie/economy/run/case.h"

namespace chengjie::economy::run {
namespace {

struct Input {
  ArioModel model;
  ArioEvent event;
  Labels regions, sectors;  // of the n industries
  Labels final_regions, final_names;
};

Error missing(std::string what) {
  return {Code::not_found, "case.json 缺少 " + std::move(what), "case.json", ""};
}

std::optional<Error> read_tables(Input& in, Case const& c, Files const& files) {
  auto const z = frame_of(files, c.input("Z.csv"), {2, 2, true});
  if (!z) { return z.error(); }
  auto const y = frame_of(files, c.input("Y.csv"), {2, 2, true});
  if (!y) { return y.error(); }
  auto const x = frame_of(files, c.input("x.csv"), {2, 1, false});
  if (!x) { return x.error(); }
  if (z->row_labels != z->column_labels || y->row_labels != z->row_labels ||
      x->row_labels != z->row_labels) {
    return Error{Code::bad_input, "三张表的地区和部门次序不一致", c.input("Z.csv"), ""};
  }
  in.regions = z->row_labels[0];
  in.sectors = z->row_labels[1];
  in.final_regions = y->column_labels[0];
  in.final_names = y->column_labels[1];
  in.model.z = z->values;
  in.model.demand = y->values;
  in.model.x.assign(x->values.cells().begin(), x->values.cells().end());
  auto const first = in.regions.front();
  in.model.sectors =
      static_cast<std::size_t>(std::count(in.regions.begin(), in.regions.end(), first));
  for (std::size_t i = 0; i != in.regions.size(); ++i) {
    if (in.regions.size() % in.model.sectors != 0 ||
        in.sectors[i] != in.sectors[i % in.model.sectors] ||
        in.regions[i] != in.regions[i / in.model.sectors * in.model.sectors]) {
      return Error{Code::bad_input, "各地区的部门不一致", c.input("Z.csv"), ""};
    }
  }
  return std::nullopt;
}

void read_model(Input& in, Tree const& model) {
  auto& m = in.model;
  m.unit = model.number_or("monetary_factor", m.unit);
  m.overproduction_base = model.number_or("alpha_base", m.overproduction_base);
  m.overproduction_max = model.number_or("alpha_max", m.overproduction_max);
  m.overproduction_tau = model.number_or("alpha_tau", m.overproduction_tau);
  m.inventory_steps = model.number_or("main_inv_dur", m.inventory_steps);
  m.psi = model.number_or("psi_param", m.psi);
  m.restoration_tau = model.number_or("inventory_restoration_tau", m.restoration_tau);
  m.alternative_suppliers = model.text_or("order_type", "alt") == "alt";
}

Labels words(Tree const& table, std::string_view key) {
  Labels out;
  auto const* found = table.find(key);
  auto const* list = found != nullptr ? found->list() : nullptr;
  if (list == nullptr) { return out; }
  for (auto const& item : *list) {
    if (auto const* text = item.text()) { out.push_back(*text); }
  }
  return out;
}

// Shares of the regions, or of the sectors within a region: equal, or by value added.
std::vector<double> shares(std::vector<double> const& sizes, bool by_size) {
  auto sum = 0.0;
  for (auto const v : sizes) { sum += v; }
  std::vector<double> out;
  for (auto const v : sizes) {
    out.push_back(by_size && sum > 0 ? v / sum : 1 / static_cast<double>(sizes.size()));
  }
  return out;
}

std::optional<Error> read_loss(Input& in, Tree const& event) {
  auto const impact = event.number_or("impact", 0);
  auto const regions = words(event, "affected_regions");
  auto const sectors = words(event, "affected_sectors");
  auto const n = in.model.x.size();
  in.event.loss.assign(n, 0.0);
  auto const index = [&](std::string const& region, std::string const& sector) {
    for (std::size_t i = 0; i != n; ++i) {
      if (in.regions[i] == region && in.sectors[i] == sector) { return i; }
    }
    return n;
  };
  auto const capital = ario_capital(in.model);
  std::vector<double> region_sizes;
  for (auto const& region : regions) {
    auto size = 0.0;
    for (std::size_t i = 0; i != n; ++i) {
      if (in.regions[i] == region) { size += capital[i]; }
    }
    region_sizes.push_back(size);
  }
  auto const by_region =
      shares(region_sizes, event.text_or("impact_regional_distrib", "equal") == "gdp");
  auto const factor = event.number_or("event_monetary_factor", in.model.unit) / in.model.unit;
  for (std::size_t r = 0; r != regions.size(); ++r) {
    std::vector<double> sizes;
    for (auto const& sector : sectors) {
      auto const i = index(regions[r], sector);
      if (i == n) {
        return Error{Code::bad_input, "表中没有“" + regions[r] + " " + sector + "”", "case.json",
                     ""};
      }
      sizes.push_back(capital[i]);
    }
    auto const by_sector =
        shares(sizes, event.text_or("impact_sectoral_distrib", "equal") == "gdp");
    for (std::size_t s = 0; s != sectors.size(); ++s) {
      in.event.loss[index(regions[r], sectors[s])] =
          in.event.kind == ArioEvent::Kind::arbitrary
              ? impact
              : impact * factor * by_region[r] * by_sector[s];
    }
  }
  if (regions.empty() || sectors.empty()) {
    return missing("event.affected_regions 或 affected_sectors");
  }
  return std::nullopt;
}

std::optional<Error> read_event(Input& in, Tree const& event) {
  auto& e = in.event;
  auto const kind = event.text_or("kind", "");
  if (kind != "recovery" && kind != "rebuild" && kind != "arbitrary") {
    return Error{Code::unsupported, "不认识的冲击种类“" + kind + "”", "case.json", ""};
  }
  e.kind = kind == "rebuild"     ? ArioEvent::Kind::rebuild
           : kind == "arbitrary" ? ArioEvent::Kind::arbitrary
                                 : ArioEvent::Kind::recovery;
  e.occurrence = static_cast<int>(event.number_or("occurrence", 1));
  e.duration = static_cast<int>(event.number_or("duration", 1));
  e.tau = event.number_or(kind == "rebuild" ? "rebuild_tau" : "recovery_tau", e.tau);
  auto const curve = event.text_or("recovery_function", "linear");
  if (curve != "linear" && curve != "convexe" && curve != "convex") {
    return Error{Code::unsupported, "不认识的恢复曲线“" + curve + "”", "case.json", ""};
  }
  e.curve = curve == "linear" ? ArioEvent::Curve::linear : ArioEvent::Curve::convex;
  if (e.kind == ArioEvent::Kind::rebuild) {
    e.rebuilders.assign(in.model.sectors, 0.0);
    auto const* rebuilders = event.find("rebuilding_sectors");
    auto const* table = rebuilders != nullptr ? rebuilders->table() : nullptr;
    if (table == nullptr) { return missing("event.rebuilding_sectors"); }
    for (auto const& [name, share] : *table) {
      auto const end = in.sectors.begin() + static_cast<std::ptrdiff_t>(in.model.sectors);
      auto const at = std::find(in.sectors.begin(), end, name);
      if (at == end) { return Error{Code::bad_input, "没有部门“" + name + "”", "case.json", ""}; }
      e.rebuilders[static_cast<std::size_t>(at - in.sectors.begin())] = share.number().value_or(0);
    }
  }
  return read_loss(in, event);
}

// A file of steps: two label lines, a line "step", a row a step.
class Record {
 public:
  Record(std::string second, Labels const& regions, Labels const& names) {
    line({"region"}, regions);
    line({std::move(second)}, names);
    line({"step"}, Labels(regions.size()));
  }
  void add(int step, std::span<double const> values) {
    Labels cells;
    for (auto const v : values) { cells.push_back(text_of(v)); }
    line({std::to_string(step)}, cells);
  }
  void add_blank(int step, std::size_t count) { line({std::to_string(step)}, Labels(count)); }
  std::string text;

 private:
  void line(CsvRow row, Labels const& cells) {
    row.insert(row.end(), cells.begin(), cells.end());
    append_csv(text, row);
  }
};

}  // namespace

Result<Files> run_ario(Case const& c, Files const& files) {
  Input in;
  auto const* model = c.json.find("model");
  auto const* event = c.json.find("event");
  if (model == nullptr || event == nullptr) { return missing("model 或 event"); }
  if (auto const wrong = read_tables(in, c, files)) { return *wrong; }
  read_model(in, *model);
  if (auto const wrong = read_event(in, *event)) { return *wrong; }
  auto const steps = static_cast<int>(c.json.number_or("steps", 365));
  auto const industries = [&] { return Record("sector", in.regions, in.sectors); };
  auto capacity = industries(), production = industries(), asked = industries(),
       rebuilt = industries(), lost = industries(), over = industries();
  Record unmet("category", in.final_regions, in.final_names);
  auto const done = ario(in.model, in.event, steps, [&](ArioStep const& s) {
    capacity.add(s.step, s.capacity);
    production.add(s.step, s.production);
    asked.add(s.step, s.rebuild_demand);
    rebuilt.add(s.step, s.rebuild_production);
    lost.add(s.step, s.capital_to_recover);
    unmet.add(s.step, s.demand_unmet);
    over.add_blank(s.step, in.regions.size());  // the peer keeps the file and records nothing
  });
  if (!done) { return done.error(); }
  Files out;
  out["production_capacity.csv"] = std::move(capacity.text);
  out["production_realised.csv"] = std::move(production.text);
  out["rebuild_demand.csv"] = std::move(asked.text);
  out["rebuild_prod.csv"] = std::move(rebuilt.text);
  out["productive_capital_to_recover.csv"] = std::move(lost.text);
  out["final_demand_unmet.csv"] = std::move(unmet.text);
  out["overproduction.csv"] = std::move(over.text);
  auto const capital = ario_capital(in.model);
  std::string text = "region,sector,capital\n";
  for (std::size_t i = 0; i != capital.size(); ++i) {
    append_csv(text, {in.regions[i], in.sectors[i], text_of(capital[i])});
  }
  out["capital.csv"] = std::move(text);
  return out;
}

}  // namespace chengjie::economy::run
