// The national table that the project ships (data/io): sectors with the industries that belong to
// them, flows, value added, jobs; and what a unit of a sector's output brings at home.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/economy/leontief.h"

namespace chengjie::economy {

struct Sector {
  std::string code;                     // "16"
  std::string name;                     // "电池"
  std::vector<std::string> industries;  // prefixes of GB/T 4754-2017 codes
  double jobs{};                        // persons
  std::string jobs_basis;               // counted, or split from a whole division and how
};

struct National {
  Table table;                  // competitive; money in CNY
  std::vector<Sector> sectors;  // as the table's
  std::string source;           // the remark lines of the table's file
};

// Texts of china_2020_27.csv and sectors.csv (or of any two of that layout); `*_name` for errors.
// The table's year is the first number of four digits in its remark lines. Money comes in 万元 and
// is returned in CNY, jobs in 万人 and are returned in persons.
Result<National> read_national(std::string_view table, std::string_view table_name,
                               std::string_view sectors, std::string_view sectors_name);

// The sector of a firm's industry code ("C3841", "3841", "384"); the longest prefix wins.
std::optional<std::size_t> sector_of(std::vector<Sector> const&, std::string_view industry);

// What a unit (CNY) of each sector's output brings, direct and through all suppliers at home.
// Imported inputs leak away: A_d = (I - m)A.
struct Brings {
  std::vector<double> import_share;         // m by product
  std::vector<double> output_with_imports;  // multiplier if nothing were imported, for comparison
  Multipliers output;                       // direct = 1
  Multipliers value_added;                  // CNY per CNY
  Multipliers tax;                          // net taxes on production, CNY per CNY
  Multipliers wages;                        // CNY per CNY
  Multipliers jobs;                         // persons per CNY
  double condition{};                       // of the system with leakage
  double residual{};                        // the worst of the solves
};
Result<Brings> brings(National const&);

}  // namespace chengjie::economy
