// The books a district keeps: their columns, header words, units and keys (users' tables).
#pragma once
#include <span>
#include <string_view>

namespace chengjie {

enum class ColumnType { text, long_text, code18, code4, number, percent, date, flag, word, list };

struct ColumnSpec {
  std::string_view name;     // canonical: "output_ytd_cny"
  std::string_view title;    // what a person reads: "累计工业总产值"
  ColumnType type{};
  std::string_view unit;     // base unit of a number: "CNY", "mu", "person", "kWh" ... ; "" none
  std::span<std::string_view const> headers;  // header words that answer to it; "上/下" is a two-line header
  std::span<std::string_view const> words;    // of type word: "above_scale=规上" ...
  bool negative{};           // may be below zero
  bool derived{};            // computed from other columns (an error value there is only a warning)
  bool restricted{};         // single-firm statistics, offers, contacts: needs a right
};

struct KindSpec {
  std::string_view name;     // "enterprises"
  std::string_view title;    // "企业名录与月度台账"
  std::span<ColumnSpec const> columns;
  std::span<std::string_view const> keys;
  bool any_key{};            // the first key present is enough; else all are needed
};

std::span<KindSpec const> kinds();
KindSpec const* kind_named(std::string_view);
ColumnSpec const* column_named(KindSpec const&, std::string_view);

}  // namespace chengjie
