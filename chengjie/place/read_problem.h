// Benchmark files to problems (formats: place/README.md of the shared cases, docs/place-format.md).
#pragma once
#include <string_view>

#include "chengjie/place/problem.h"

namespace chengjie::place {

enum class Format { ledger, gap, mrgap, sscflp, cflp, cflp_ci, gqap, qap };
std::optional<Format> format_named(std::string_view);

struct ReadOptions {
  bool single{};                     // `cflp`: each customer from one site
  std::optional<double> capacity{};  // stands for the word `capacity` of capa, capb and capc
};

struct Reading {
  Problem problem;
  double scale{1.0};  // integer cost = cost in the file * scale
  bool exact{true};   // false: costs were rounded to the scale
};

// `name` is the file's, for errors. Error: bad input with the line.
Result<Reading> read_problem(std::string_view text, std::string_view name, Format,
                             ReadOptions const&);

namespace detail {  // one source file each
Result<Reading> read_gap(std::string_view text, std::string_view name);
Result<Reading> read_mrgap(std::string_view text, std::string_view name);
Result<Reading> read_gqap(std::string_view text, std::string_view name);
Result<Reading> read_qap(std::string_view text, std::string_view name);
Result<Reading> read_sscflp(std::string_view text, std::string_view name);
Result<Reading> read_cflp(std::string_view text, std::string_view name, ReadOptions const&);
Result<Reading> read_tbed1(std::string_view text, std::string_view name, bool single);
Result<Reading> read_dzn(std::string_view text, std::string_view name);
Result<Reading> read_ledger(std::string_view text, std::string_view name);
}  // namespace detail

}  // namespace chengjie::place
