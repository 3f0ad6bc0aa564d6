// Published input-output tables to Table, whatever their layout: the statistics bureau's
// competitive and non-competitive ones with or without an error column, a province's with flows to
// and from the rest of the country, OECD and WIOD, several regions, Eurostat's lists, supply and
// use.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/economy/csv.h"
#include "chengjie/economy/table.h"

namespace chengjie::economy::read {

enum class Layout { competitive, domestic, many_regions, supply_use };
std::string_view name_of(Layout);  // "竞争型（进口含在流量内）"

struct Account {  // beside the table: jobs, energy, carbon
  std::string name;
  std::vector<double> amounts;  // n, in the file's unit
};

struct TableFile {
  Table table;
  Layout layout{};
  std::vector<std::string> regions;            // by sector; empty: one region
  std::vector<std::size_t> households;         // final columns of household consumption
  std::optional<std::size_t> wages, tax;       // rows of value added
  std::optional<std::size_t> imported_inputs;  // row of value added, of a domestic table
  std::vector<double> error;  // n or empty: an error column, added to uses by the bureau
  std::vector<Account> accounts;
  Balance balance;       // of the table as it stands, the error column left out
  double row_gap{};      // sum of |row sum - total output| to total output, all sectors together
  double error_share{};  // sum of |error| to total output
  std::vector<std::string> notes;  // sentences on what was decided: signs, sums left out, blanks
};

// `name` for errors. `bad_input`: no table, no total output, money units mixed within the table
// (off by 10,000, told from totals). An unbalanced table is no error: `balance` says how much and
// where, and `balanced` offers RAS.
Result<TableFile> read_table(std::vector<CsvRow> rows, std::string_view name);

// Make (industries x commodities) and use (commodities x industries), to industries by industry
// technology: D = V q^-1, A = D B (Miller & Blair 2009, ch. 5).
Result<TableFile> read_supply_use(std::vector<CsvRow> make, std::string_view make_name,
                                  std::vector<CsvRow> use, std::string_view use_name);

// Every column of numbers of a table with the sectors' codes or names at the left. `bad_input` when
// a sector is missing or the columns are none.
Result<Done> add_accounts(TableFile&, std::vector<CsvRow> const& rows, std::string_view name);

// The same table fitted to its own margins by GRAS: total output and imports by row; total output
// less value added by column, final demand keeping its columns' proportions. `infeasible` as gras.
Result<TableFile> balanced(TableFile const&);

}  // namespace chengjie::economy::read
