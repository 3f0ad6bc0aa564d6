// The books a district keeps: their columns, header words, units and keys (users' tables).
#pragma once
#include <span>
#include <string_view>

namespace chengjie {

enum class ColumnType {
  text,
  long_text,
  code18,
  code4,
  number,
  percent,
  date,
  flag,
  word,
  list,
  row_unit,  // the unit of the row's number; it is not part of the record
};

// Units of a number that no column alone knows.
inline constexpr std::string_view kUnitOfFactor =
    "~factor";                                           // needs: mu, kva, m3d ... by the factor
inline constexpr std::string_view kUnitOfRow = "~unit";  // indicators, targets: CNY, percent ...
inline constexpr std::string_view kUnitOwn = "~own";     // cards: the row's own measure word

struct ColumnSpec {
  std::string_view name{};   // canonical: "output_ytd_cny"
  std::string_view title{};  // what a person reads: "累计工业总产值"
  ColumnType type{};
  std::string_view unit{};  // base unit of a number: "CNY", "mu", "person", "kWh" ... ; "" none
  std::span<std::string_view const>
      headers{};  // header words that answer to it; "上/下" is a two-line header
  std::span<std::string_view const> words{};  // of type word: "above_scale=规上" ...
  bool negative{};                            // may be below zero
  bool derived{};     // computed from other columns (an error value there is only a warning)
  bool restricted{};  // single-firm statistics, offers, contacts: needs a right
  bool bounded{};     // targets: 力争达到, 超过, 不超过 are part of the figure
  bool cap{};         // policies: 最高, 不超过 before the number are the cap itself
};

struct KindSpec {
  std::string_view name{};   // "enterprises"
  std::string_view title{};  // "企业名录与月度台账"
  std::span<ColumnSpec const> columns{};
  std::span<std::string_view const> keys{};
  bool any_key{};               // the first key present is enough; else all are needed
  bool joint_key{};             // of any_key: the keys present and the period together are the key
  std::string_view also_key{};  // belongs to the key where the table has that column, blank or not
  bool period{};                // records carry the period of the table's title
};

std::span<KindSpec const> kinds();
KindSpec const* kind_named(std::string_view);
ColumnSpec const* column_named(KindSpec const&, std::string_view);

// What `word` stands for in a column of type word: "above_scale" of "规上"; "" when it does not.
std::string_view meaning_of(ColumnSpec const&, std::string_view word);
// The first word that stands for a canonical one: "规上" of "above_scale"; "" when none does.
std::string_view word_of(ColumnSpec const&, std::string_view meaning);

}  // namespace chengjie
