// Cases of a shock.
#include "chengjie/economy/ario.h"

#include <algorithm>
#include <limits>

#include "chengjie/economy/run/case.h"

namespace chengjie::economy::run {
namespace {

struct Input {
  ArioModel model;
  std::vector<ArioEvent> events;
  Labels regions, sectors;  // of the n industries
  Labels final_regions, final_names;
};

Error missing(std::string what) {
  return {Code::not_found, "case.json 缺少 " + std::move(what), "case.json", ""};
}

Labels sorted(Labels keys) {
  std::sort(keys.begin(), keys.end());
  return keys;
}

// Regions and sectors in the order of their names, as the peer puts them whatever the files do.
Result<Frame> in_order(Case const& c, Files const& files, std::string const& name, Shape shape,
                       Labels const& rows) {
  auto const file = c.input(name);
  auto const frame = frame_of(files, file, shape);
  if (!frame) { return frame.error(); }
  auto ordered =
      rows_in_order(*frame, rows.empty() ? sorted(keys_of(frame->row_labels)) : rows, file);
  if (!ordered || shape.column_levels < 2) { return ordered; }
  return columns_in_order(*ordered, sorted(keys_of(ordered->column_labels)), file);
}

std::optional<Error> read_tables(Input& in, Case const& c, Files const& files) {
  auto const z = in_order(c, files, "Z.csv", {2, 2}, {});
  if (!z) { return z.error(); }
  auto const rows = keys_of(z->row_labels);
  if (z->row_labels != z->column_labels) {
    return Error{Code::bad_input, "行与列的地区、部门不一致", c.input("Z.csv"), ""};
  }
  auto const y = in_order(c, files, "Y.csv", {2, 2}, rows);
  if (!y) { return y.error(); }
  auto const x = in_order(c, files, "x.csv", {2, 1}, rows);
  if (!x) { return x.error(); }
  in.regions = z->row_labels[0];
  in.sectors = z->row_labels[1];
  in.final_regions = y->column_labels[0];
  in.final_names = y->column_labels[1];
  in.model.z = z->values;
  in.model.demand = y->values;
  for (std::size_t i = 0; i != rows.size(); ++i) { in.model.x.push_back(x->values(i, 0)); }
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

// -1, which the engine refuses, for what is no count of steps.
int steps_of(Tree const& table, std::string_view key, int fallback) {
  auto const steps = table.number_or(key, fallback);
  return steps >= 0 && steps <= 1e6 ? static_cast<int>(steps) : -1;
}

std::optional<std::size_t> sector_index(Input const& in, std::string const& name) {
  auto const end = in.sectors.begin() + static_cast<std::ptrdiff_t>(in.model.sectors);
  auto const at = std::find(in.sectors.begin(), end, name);
  if (at == end) { return std::nullopt; }
  return static_cast<std::size_t>(at - in.sectors.begin());
}

Error no_sector(std::string const& name) {
  return {Code::bad_input, "没有部门“" + name + "”", "case.json", ""};
}

std::optional<Error> read_model(Input& in, Tree const& model) {
  auto& m = in.model;
  m.unit = model.number_or("monetary_factor", m.unit);
  m.overproduction_base = model.number_or("alpha_base", m.overproduction_base);
  m.overproduction_max = model.number_or("alpha_max", m.overproduction_max);
  m.overproduction_tau = model.number_or("alpha_tau", m.overproduction_tau);
  m.inventory_steps = model.number_or("main_inv_dur", m.inventory_steps);
  m.psi = model.number_or("psi_param", m.psi);
  m.restoration_tau = model.number_or("inventory_restoration_tau", m.restoration_tau);
  auto const order = model.text_or("order_type", "alt");
  if (order != "alt" && order != "noalt") {
    return Error{Code::unsupported, "不认识的订货方式“" + order + "”", "case.json",
                 "order_type 写 alt 或 noalt"};
  }
  m.alternative_suppliers = order == "alt";
  // Stocks that differ by sector: steps, or a word ("inf") where they never lack.
  auto const* stocks = model.find("inventory_dict");
  auto const* table = stocks != nullptr ? stocks->table() : nullptr;
  if (table == nullptr) { return std::nullopt; }
  m.inventories.assign(m.sectors, m.inventory_steps);
  for (auto const& [name, steps] : *table) {
    auto const k = sector_index(in, name);
    if (!k) { return no_sector(name); }
    m.inventories[*k] = steps.number().value_or(std::numeric_limits<double>::infinity());
  }
  return std::nullopt;
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

std::optional<Error> read_loss(Input const& in, ArioEvent& to, Tree const& event) {
  auto const impact = event.number_or("impact", 0);
  auto const regions = words(event, "affected_regions");
  auto const sectors = words(event, "affected_sectors");
  auto const n = in.model.x.size();
  to.loss.assign(n, 0.0);
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
      to.loss[index(regions[r], sectors[s])] = to.kind == ArioEvent::Kind::arbitrary
                                                   ? impact
                                                   : impact * factor * by_region[r] * by_sector[s];
    }
  }
  if (regions.empty() || sectors.empty()) {
    return missing("event.affected_regions 或 affected_sectors");
  }
  return std::nullopt;
}

std::optional<Error> read_event(Input& in, Tree const& model, Tree const& event) {
  ArioEvent e;
  auto const kind = event.text_or("kind", "");
  if (kind != "recovery" && kind != "rebuild" && kind != "arbitrary") {
    return Error{Code::unsupported, "不认识的冲击种类“" + kind + "”", "case.json", ""};
  }
  e.kind = kind == "rebuild"     ? ArioEvent::Kind::rebuild
           : kind == "arbitrary" ? ArioEvent::Kind::arbitrary
                                 : ArioEvent::Kind::recovery;
  e.occurrence = steps_of(event, "occurrence", 1);
  e.duration = steps_of(event, "duration", 1);
  e.tau = kind == "rebuild" ? event.number_or("rebuild_tau", model.number_or("rebuild_tau", e.tau))
                            : event.number_or("recovery_tau", e.tau);
  auto const curve = event.text_or("recovery_function", "linear");
  if (curve != "linear" && curve != "convexe" && curve != "convex") {
    return Error{Code::unsupported, "不认识的恢复曲线“" + curve + "”", "case.json",
                 "recovery_function 写 linear 或 convexe"};
  }
  e.curve = curve == "linear" ? ArioEvent::Curve::linear : ArioEvent::Curve::convex;
  if (e.kind == ArioEvent::Kind::rebuild) {
    e.rebuilders.assign(in.model.sectors, 0.0);
    auto const* rebuilders = event.find("rebuilding_sectors");
    auto const* table = rebuilders != nullptr ? rebuilders->table() : nullptr;
    if (table == nullptr) { return missing("event.rebuilding_sectors"); }
    for (auto const& [name, share] : *table) {
      auto const k = sector_index(in, name);
      if (!k) { return no_sector(name); }
      e.rebuilders[*k] = share.number().value_or(0);
    }
  }
  if (auto const wrong = read_loss(in, e, event)) { return *wrong; }
  in.events.push_back(std::move(e));
  return std::nullopt;
}

// One "event", or a list of "events".
std::optional<Error> read_events(Input& in, Case const& c, Tree const& model) {
  auto const* several = c.json.find("events");
  auto const* list = several != nullptr ? several->list() : nullptr;
  auto const* one = c.json.find("event");
  if (list == nullptr && one == nullptr) { return missing("event"); }
  if (one != nullptr) { return read_event(in, model, *one); }
  for (auto const& event : *list) {
    if (auto const wrong = read_event(in, model, event)) { return wrong; }
  }
  return std::nullopt;
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
  if (model == nullptr) { return missing("model"); }
  if (auto const wrong = read_tables(in, c, files)) { return *wrong; }
  if (auto const wrong = read_model(in, *model)) { return *wrong; }
  if (auto const wrong = read_events(in, c, *model)) { return *wrong; }
  auto const steps = steps_of(c.json, "steps", 365);
  auto const industries = [&] { return Record("sector", in.regions, in.sectors); };
  auto capacity = industries(), production = industries(), asked = industries(),
       rebuilt = industries(), lost = industries(), over = industries();
  Record unmet("category", in.final_regions, in.final_names);
  auto const done = ario(in.model, in.events, steps, [&](ArioStep const& s) {
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
