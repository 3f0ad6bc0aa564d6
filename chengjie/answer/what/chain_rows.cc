#include "chengjie/answer/what/chain_rows.h"

#include <algorithm>
#include <map>
#include <set>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/data.h"
#include "chengjie/answer/figures.h"

namespace chengjie::answer {
namespace {

// The rows of every firm that a chain names, by the name it goes by there.
using Named = std::map<std::string, std::vector<Record const*>, std::less<>>;

constexpr auto kFirmColumns = {"local_firms", "city_firms", "outside_firms"};

Named firms_named(Book const& book) {
  auto named = Named{};
  for (auto const& row : book.all("chains")) {
    for (auto const* column : kFirmColumns) {
      for (auto const& name : row.list(column)) { named[name]; }
    }
  }
  for (auto const& record : book.all("enterprises")) {
    auto names = record.list("aliases");
    names.push_back(record.text("name"));
    for (auto const& name : std::set<std::string>(names.begin(), names.end())) {
      if (auto const at = named.find(name); at != named.end()) { at->second.push_back(&record); }
    }
  }
  return named;
}

std::vector<choose::Firm> firms_of(Record const& row, char const* column, Named const& named,
                                   Sources& sources) {
  auto firms = std::vector<choose::Firm>{};
  for (auto const& name : row.list(column)) {
    auto firm = choose::Firm{};
    auto newest = std::string{};
    firm.name = name;
    firm.mark = sources.keep(cite(row, column));
    for (auto const* record : named.at(name)) {
      // A firm has a row a period: the newest counts.
      auto const period = record->text("period");
      if (auto output = figure_of_output(*record); output && period >= newest) {
        newest = period;
        firm.output_cny = output->value;
        firm.output_mark = sources.keep(*output);
      }
    }
    firms.push_back(std::move(firm));
  }
  return firms;
}

}  // namespace

std::vector<choose::Row> rows_of(Context const& context, Sources& sources) {
  auto rows = std::vector<choose::Row>{};
  auto const named = firms_named(context.book);
  for (auto const& record : context.book.all("chains")) {
    auto row = choose::Row{};
    auto& node = row.node;
    node.id = record.key;
    node.chain = record.text("chain");
    node.stage = record.text("stage");
    node.product = record.text("product");
    node.industry_code = record.text("industry_code");
    node.key = record.flag("key").value_or(false);
    if (auto const state = record.text("state"); !state.empty()) {
      if (auto const given = choose::state_of(state)) { node.given = *given; }
    }
    node.local = firms_of(record, "local_firms", named, sources);
    node.city = firms_of(record, "city_firms", named, sources);
    node.outside = firms_of(record, "outside_firms", named, sources);
    node.mark = sources.keep(cite(record, "product"));
    if (auto const demand = context.book.figure("chains", record.key, "demand_cny")) {
      node.demand_cny = demand->value;
      node.demand_mark = sources.keep(*demand);
    }
    if (auto const rate = context.book.figure("chains", record.key, "local_rate_pct")) {
      node.local_rate = std::clamp(rate->value / 100, 0.0, 1.0);
      sources.keep(*rate);
    }
    if (auto const share = record.number("share_pct")) {
      row.share = std::clamp(*share / 100, 0.0, 1.0);
    }
    row.parent = record.text("parent");
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<choose::Want> wants_of(Context const& context, Sources& sources) {
  auto wants = std::vector<choose::Want>{};
  for (auto const& record : context.book.all("directions")) {
    // A direction whose paragraph names no product says nothing about links.
    if (record.text("product").empty()) { continue; }
    wants.push_back({record.text("direction"), record.text("product"), record.text("park"),
                     sources.keep(cite(record, "product")), record.origin.file});
  }
  return wants;
}

Result<ChooseSettings> choose_settings(Book const& book) {
  constexpr auto kFile = "choose/thresholds.toml";
  constexpr auto kPoints = 100.0;
  auto const tree = read_toml(data_file(kFile), kFile);
  if (!tree) { return tree.error(); }
  auto options = choose::options_from(*tree, kFile);
  if (!options) { return options.error(); }
  auto settings = ChooseSettings{*options, {}};
  auto const take = [&](std::string const& key, std::string_view title, double& weight) {
    auto const figure = setting(book, key, weight * kPoints, "points",
                                "“" + std::string{title} + "”的权重，承接项目组约定，非官方标准");
    weight = std::max(0.0, figure.value / kPoints);
    settings.weights.emplace(key, figure);
  };
  for (auto const& name : choose::weight_names()) {
    take("weight/what/" + std::string{name.name}, name.title,
         settings.options.gaps.weights.*name.of);
  }
  auto& who = settings.options.gaps.who;
  take("weight/who/fit", "契合", who.fit);
  take("weight/who/scale", "规模", who.scale);
  take("weight/who/signs", "迁移迹象", who.signs);
  take("weight/who/orders", "本地订单", who.orders);
  take("weight/who/near", "就近", who.near);
  auto& papers = settings.options.documents;
  take("weight/documents/local_firms", "点名的本地企业", papers.local_firms);
  take("weight/documents/documents", "佐证材料", papers.documents);
  take("weight/documents/target", "集群目标", papers.target);
  take("weight/documents/place", "落点", papers.place);
  take("weight/documents/first_named", "列名先后", papers.first_named);
  return settings;
}

FirmNames::FirmNames(Book const& book) {
  auto used = std::set<std::string>{};
  for (auto const& row : book.all("chains")) {
    for (auto const* column : kFirmColumns) {
      for (auto const& name : row.list(column)) { used.insert(name); }
    }
  }
  for (auto const& record : book.all("enterprises")) {
    auto names = record.list("aliases");
    names.insert(names.begin(), record.text("name"));
    if (names.front().empty()) { continue; }
    auto const at = std::find_if(names.begin(), names.end(),
                                 [&](auto const& name) { return used.contains(name); });
    auto const& one = at == names.end() ? names.front() : *at;
    for (auto const& name : names) { one_name_.emplace(name, one); }
    // A firm has a row a period: the newest counts.
    auto& row = rows_[one_name_.find(names.front())->second];
    if (row == nullptr || record.text("period") >= row->text("period")) { row = &record; }
  }
}

std::string const& FirmNames::of(std::string const& name) const {
  auto const at = one_name_.find(name);
  return at == one_name_.end() ? name : at->second;
}

Record const* FirmNames::row(std::string const& name) const {
  auto const at = rows_.find(of(name));
  return at == rows_.end() ? nullptr : at->second;
}

}  // namespace chengjie::answer
