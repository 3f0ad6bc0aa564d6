#include "chengjie/choose/options.h"

#include <cmath>
#include <optional>

namespace chengjie::choose {
namespace {

// Reads numbers of one file and keeps the first thing that is wrong.
class Reader {
 public:
  Reader(Tree const& root, std::string_view file) : root_(root), file_(file) {}

  double number(std::string_view table, std::string_view key, double least, double most) {
    auto const* rows = root_.find(table);
    auto const* value = rows == nullptr ? nullptr : rows->find(key);
    auto const name = std::string{table} + "." + std::string{key};
    if (value == nullptr) { return fail("缺少 " + name, rows != nullptr ? *rows : root_); }
    auto const found = value->number();
    if (!found || !std::isfinite(*found)) { return fail(name + " 不是数字", *value); }
    if (*found < least || *found > most) { return fail(name + " 超出允许范围", *value); }
    return *found;
  }
  std::size_t whole(std::string_view table, std::string_view key, double most) {
    return static_cast<std::size_t>(number(table, key, 0, most));
  }
  std::uint64_t seed(std::string_view table) {
    return static_cast<std::uint64_t>(number(table, "seed", 0, 1e15));
  }
  std::optional<Error> const& error() const { return error_; }

 private:
  double fail(std::string what, Tree const& at) {
    if (!error_) {
      error_ = Error{Code::bad_input, std::move(what),
                     file_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
                     "参照 data/choose/thresholds.toml"};
    }
    return 0;
  }
  Tree const& root_;
  std::string file_;
  std::optional<Error> error_;
};

constexpr auto kWeightMax = 100.0;
constexpr auto kCountMax = 1e6;

}  // namespace

Result<Options> options_from(Tree const& root, std::string_view file) {
  auto in = Reader{root, file};
  auto weights = GapWeights{};
  for (auto const& name : weight_names()) {
    weights.*name.of = in.number("weights", name.name, 0, kWeightMax);
  }
  auto const who = [&](std::string_view key) { return in.number("who", key, 0, kWeightMax); };
  auto const papers = [&](std::string_view key) {
    return in.number("document_weights", key, 0, kWeightMax);
  };
  auto const options = Options{
      .gaps = {.thresholds = {.weak_local_max = in.whole("states", "weak_local_max", kCountMax),
                              .city_backup_min = in.whole("states", "city_backup_min", kCountMax),
                              .broken_outside_max =
                                  in.whole("states", "broken_outside_max", kCountMax)},
               .weights = weights,
               .who = {.fit = who("fit"),
                       .scale = who("scale"),
                       .signs = who("signs"),
                       .orders = who("orders"),
                       .near = who("near"),
                       .fit_min = in.number("who", "fit_min", 0, 1),
                       .code_fit = in.number("who", "code_fit", 0, 1),
                       .most = in.whole("who", "most", kCountMax)},
               .match_min = in.number("names", "match_min", 0, 1),
               .gaps_max = in.whole("limits", "gaps_max", kCountMax)},
      .documents = {.local_firms = papers("local_firms"),
                    .documents = papers("documents"),
                    .target = papers("target"),
                    .place = papers("place"),
                    .first_named = papers("first_named"),
                    .closeness_min = in.number("names", "document_min", 0, 1)},
      .sensitivity = {.spread = in.number("sensitivity", "spread", 0, 1),
                      .draws = in.whole("sensitivity", "draws", kCountMax),
                      .top = in.whole("sensitivity", "top", kCountMax),
                      .seed = in.seed("sensitivity")},
      .learn = {.each_min = in.whole("learn", "each_min", kCountMax),
                .folds = static_cast<std::size_t>(in.number("learn", "folds", 2, kCountMax)),
                .penalty = in.number("learn", "penalty", 0, 1e6),
                .seed = in.seed("learn")},
      .space = {.regions_min = in.whole("space", "regions_min", kCountMax),
                .industries_min = in.whole("space", "industries_min", kCountMax)}};
  if (in.error()) { return *in.error(); }
  return options;
}

}  // namespace chengjie::choose
