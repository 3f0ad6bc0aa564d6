#include "chengjie/answer/effect/effect_claims.h"

#include <algorithm>
#include <array>
#include <map>

#include "chengjie/answer/figures.h"
#include "chengjie/answer/where/where.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

using effect::ClaimRatio;

std::optional<effect::Stated> if_stated(std::optional<effect::Stated> const& s) {
  return s && s->source != SourceKind::assumed ? s : std::optional<effect::Stated>{};
}

// The ratios that one subject's stated figures give, as figures.
struct Own {
  std::optional<Figure> output, tax, jobs, invest, land, energy;
};
struct RatioKind {
  ClaimRatio ratio;
  std::string_view name, unit;
  std::optional<Figure> Own::* upper;
  std::optional<Figure> Own::* lower;
  double scale;
};
constexpr auto kRatios = std::to_array<RatioKind>({
    {ClaimRatio::output_per_job, "人均产值", "CNY/person", &Own::output, &Own::jobs, 1},
    {ClaimRatio::tax_to_output, "税收占产值", "ratio", &Own::tax, &Own::output, 1},
    {ClaimRatio::output_to_invest, "每元投资的年产值", "ratio", &Own::output, &Own::invest, 1},
    {ClaimRatio::invest_per_mu, "亩均投资", "CNY/mu", &Own::invest, &Own::land, 1},
    {ClaimRatio::output_per_mu, "亩均产值", "CNY/mu", &Own::output, &Own::land, 1},
    {ClaimRatio::tax_per_mu, "亩均税收", "CNY/mu", &Own::tax, &Own::land, 1},
    {ClaimRatio::energy_per_output, "万元产值能耗", "吨标准煤/万元", &Own::energy, &Own::output,
     1e4},
});

void add_peers(Own const& own, std::string const& id, std::string const& name,
               std::optional<std::size_t> sector, std::vector<Peer>& peers) {
  for (auto const& kind : kRatios) {
    auto const& upper = own.*kind.upper;
    auto const& lower = own.*kind.lower;
    if (!upper || !lower || !(upper->value > 0) || !(lower->value > 0)) { continue; }
    auto d = Basis::Derived{};
    d.subject = name;
    d.indicator = std::string{kind.name};
    d.value = effect::three_digits(upper->value / lower->value * kind.scale);
    d.unit = std::string{kind.unit};
    d.formula = std::string{kind.name} + "：两个公布数相除";
    d.inputs = {*upper, *lower};
    peers.push_back({kind.ratio, sector, id, std::move(d)});
  }
}

std::optional<Figure> own_cell(Record const& record, char const* column) {
  auto figure = figure_of(record, column);
  return figure && source_of(*figure) != SourceKind::assumed ? figure : std::nullopt;
}

std::optional<std::size_t> sector_of(TableOf const& table, Record const& record) {
  auto const choice = sector_of_project(*table.national, record);
  return choice ? std::optional{choice->sector} : std::nullopt;
}

// Output to date is a year's only at its end.
bool whole_year(std::string const& period) {
  return period.size() == 4 || period.ends_with("-12") || period.ends_with("-Q4");
}

}  // namespace

std::vector<Peer> peers_of(Context const& context, TableOf const& table) {
  constexpr auto kFirmsMost = std::size_t{2'000};  // a district's above-scale firms
  auto peers = std::vector<Peer>{};
  for (auto const& project : context.book.all("projects")) {
    auto own = Own{own_cell(project, "output_cny"), own_cell(project, "tax_cny"),
                   own_cell(project, "staff"),      investment_of(context.book, project),
                   own_cell(project, "land_mu"),    own_cell(project, "energy_tce")};
    if (own.invest && source_of(*own.invest) == SourceKind::assumed) { own.invest = {}; }
    add_peers(own, project.key, project.text("name"), sector_of(table, project), peers);
  }
  auto firms = std::size_t{0};
  for (auto const& firm : context.book.all("enterprises")) {
    if (firm.text("industry_code").empty() || !whole_year(firm.text("period"))) { continue; }
    if (++firms > kFirmsMost) { break; }
    auto own = Own{};
    own.output = own_cell(firm, "output_ytd_cny");
    own.jobs = own_cell(firm, "staff");
    own.energy = own_cell(firm, "energy_tce");
    add_peers(own, firm.key, firm.text("name"), sector_of(table, firm), peers);
  }
  return peers;
}

namespace {

void add_peer_references(Context const& context, FigureSources& sources, std::string const& self,
                         std::optional<std::size_t> sector, std::vector<Peer> const& peers,
                         effect::Claims& claims) {
  for (auto const& kind : kRatios) {
    auto values = std::vector<double>{};
    auto compared = std::vector<Peer const*>{};
    for (auto const& peer : peers) {
      if (peer.ratio != kind.ratio || peer.id == self || !sector || peer.sector != sector) {
        continue;
      }
      values.push_back(peer.made.value);
      compared.push_back(&peer);
    }
    auto reference = effect::reference_of(kind.ratio, values,
                                          "账本里同行业" + std::to_string(values.size()) + "家", "",
                                          SourceKind::derived);
    if (!reference) { continue; }
    auto d = Basis::Derived{};
    d.subject = context.region;
    d.indicator = "同行业" + std::string{kind.name} + "的中位数";
    d.value = effect::three_digits(reference->typical);
    d.unit = std::string{kind.unit};
    d.formula = "同行业各家的中位数，范围为最低至最高";
    for (auto const* peer : compared) { d.inputs.push_back(context.basis.derive(peer->made)); }
    d.range = Interval{reference->low, reference->high};
    reference->mark = sources.remember(context.basis.derive(std::move(d)));
    claims.references.push_back(*std::move(reference));
  }
}

std::string verdict_words(effect::Verdict v) {
  switch (v) {
    case effect::Verdict::within:
      return "合理";
    case effect::Verdict::below:
      return "偏低";
    case effect::Verdict::above:
      return "偏高";
    case effect::Verdict::between:
      return "各参照不一";
    case effect::Verdict::unknown:
      return "没有参照";
  }
  return {};
}

void tell(Context const& context, FigureSources const& sources, effect::Claims const& claims,
          Item& item) {
  for (auto const& claim : effect::check_claims(claims)) {
    auto d = Basis::Derived{};
    d.subject = claims.name;
    d.indicator = claim.name;
    auto const percent = claim.unit == effect::Unit::percent;
    d.value = effect::three_digits(percent ? claim.value * 100 : claim.value);
    d.unit = std::string{effect::name_of(claim.unit)};
    d.formula = claim.formula;
    d.inputs = sources.figures(claim.inputs);
    auto const figure = context.basis.derive(std::move(d));
    auto line = Line{"声明核对，" + verdict_words(claim.verdict) + "："}
                << claim.name << " " << figure << "，" << claim.sentence;
    if (!claim.question.empty()) { line << "；要问：" << claim.question; }
    item.lines.push_back(std::move(line));
    item.figures.emplace_back("claim_" + claim.name, figure);
  }
}

}  // namespace

void check_claims(Context const& context, FigureSources& sources, Record const& project,
                  ProjectInput const& input, std::vector<Peer> const& peers, Item& item) {
  auto const& p = input.project;
  auto claims = effect::Claims{};
  claims.id = p.id;
  claims.name = p.name;
  claims.output = if_stated(p.output);
  claims.tax = if_stated(p.tax);
  claims.jobs = if_stated(p.jobs);
  claims.invest = if_stated(p.invest);
  claims.land_mu = if_stated(stated(need_of(context.book, project, "land_mu", "land"), sources));
  claims.energy = if_stated(p.energy);
  if (p.sector) { claims.references = effect::references_of(*p.sector); }
  add_peer_references(context, sources, p.id, input.sector, peers, claims);
  tell(context, sources, claims, item);
}

namespace {

// "投产后预计年产值", "带动就业": what a statement about a project says of it.
std::optional<effect::Stated> effect::Claims::* claim_of(Figure const& f) {
  auto const has = [&](std::string_view word) {
    return f.indicator.find(word) != std::string::npos;
  };
  if (f.unit == "CNY" && has("产值")) { return &effect::Claims::output; }
  if (f.unit == "CNY" && has("税收")) { return &effect::Claims::tax; }
  if (f.unit == "CNY" && has("投资")) { return &effect::Claims::invest; }
  if (f.unit == "person" && (has("就业") || has("用工"))) { return &effect::Claims::jobs; }
  if (f.unit == "mu" && has("用地")) { return &effect::Claims::land_mu; }
  if (f.unit == "tce") { return &effect::Claims::energy; }
  return nullptr;
}

bool known_project(Book const& book, std::string const& name) {
  auto const& all = book.all("projects");
  return std::any_of(all.begin(), all.end(),
                     [&](Record const& p) { return p.text("name") == name || p.key == name; });
}

Record as_project(std::string const& name) {
  auto record = Record{};
  record.kind = "projects";
  record.key = name;
  record.fields.push_back({"name", name, {}, {}, {}});
  return record;
}

}  // namespace

std::vector<Item> stated_claims(Context const& context, TableOf const& table,
                                std::string const& wanted) {
  constexpr auto kProject = std::string_view{"项目"};
  auto sources = FigureSources{};
  auto by_subject = std::map<std::string, effect::Claims>{};
  for (auto const& f : statements(context.book)) {
    auto const member = claim_of(f);
    if (member == nullptr || !f.subject.ends_with(kProject) || f.kind == Kind::target ||
        (!wanted.empty() && f.subject != wanted) || known_project(context.book, f.subject)) {
      continue;
    }
    auto& claims = by_subject[f.subject];
    claims.id = "claim/" + f.subject;
    claims.name = f.subject;
    if (!(claims.*member)) { claims.*member = if_stated(stated(f, sources)); }
  }
  auto items = std::vector<Item>{};
  for (auto& [subject, claims] : by_subject) {
    if (auto const sector = sector_of(table, as_project(subject))) {
      auto const& n = *table.national;
      auto const mark = sources.remember(sector_figure(n, *sector));
      claims.references = effect::references_of(
          effect::coefficients_of(n.table, n.brings, *sector, mark, SourceKind::ledger));
    }
    auto item = Item{};
    item.id = claims.id;
    item.state = "claim";
    item.title = Line{"文件里的声明：" + subject};
    tell(context, sources, claims, item);
    if (!item.lines.empty()) { items.push_back(std::move(item)); }
  }
  return items;
}

}  // namespace chengjie::answer
