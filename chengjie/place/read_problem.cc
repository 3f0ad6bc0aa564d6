#include "chengjie/place/read_problem.h"

#include <array>

#include "chengjie/place/tokens.h"

namespace chengjie::place {
namespace {

struct Name {
  std::string_view word;
  Format format;
};

constexpr auto kNames = std::to_array<Name>({
    {"ledger", Format::ledger},
    {"gap", Format::gap},
    {"mrgap", Format::mrgap},
    {"sscflp", Format::sscflp},
    {"cflp", Format::cflp},
    {"cflp-ci", Format::cflp_ci},
    {"gqap", Format::gqap},
    {"qap", Format::qap},
});

Result<Reading> dispatch(std::string_view text, std::string_view name, Format format,
                         ReadOptions const& options) {
  switch (format) {
    case Format::ledger:
      return detail::read_ledger(text, name);
    case Format::gap:
      return detail::read_gap(text, name);
    case Format::mrgap:
      return detail::read_mrgap(text, name);
    case Format::sscflp:
      return detail::read_sscflp(text, name);
    case Format::cflp:
      return detail::read_cflp(text, name, options);
    case Format::cflp_ci:
      return detail::read_dzn(text, name);
    case Format::gqap:
      return detail::read_gqap(text, name);
    case Format::qap:
      return detail::read_qap(text, name);
  }
  return Error{Code::unsupported, "不认识的格式", std::string{name}, ""};
}

}  // namespace

std::optional<Format> format_named(std::string_view word) {
  for (auto const& name : kNames) {
    if (name.word == word) { return name.format; }
  }
  return std::nullopt;
}

Result<Reading> read_problem(std::string_view text, std::string_view name, Format format,
                             ReadOptions const& options) {
  auto reading = dispatch(text, name, format, options);
  if (!reading) { return reading; }
  if (auto const done = validate(reading->problem); !done) {
    auto error = done.error();
    if (error.where.empty()) { error.where = name; }
    return error;
  }
  return reading;
}

}  // namespace chengjie::place
