#include "chengjie/answer/chain_rows.h"

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
                     sources.keep(cite(record, "product"))});
  }
  return wants;
}

Result<choose::Options> choose_options() {
  constexpr auto kFile = "choose/thresholds.toml";
  auto const tree = read_toml(data_file(kFile), kFile);
  if (!tree) { return tree.error(); }
  return choose::options_from(*tree, kFile);
}

}  // namespace chengjie::answer
