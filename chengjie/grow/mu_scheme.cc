#include "chengjie/grow/mu_scheme.h"

#include <cmath>

#include "chengjie/rules/pack_read.h"

namespace chengjie::grow {
namespace {

using rules::Context;
using rules::only;
using rules::text_of;

// A number, or { found = false } for one that the text has and nobody has seen.
struct MayBe {
  std::optional<double> value;
  bool found{true};
};

Result<MayBe> read_maybe(Context const& context, Tree const& table, std::string_view key) {
  auto const* at = table.find(key);
  if (at == nullptr) { return MayBe{}; }
  if (at->table() != nullptr) {
    if (auto const known = only(context, *at, {"found", "note"}); !known) { return known.error(); }
    if (at->flag_or("found", true)) {
      return context.wrong(*at, std::string{key} + " 应是数，或 { found = false }", "查到后写数");
    }
    return MayBe{std::nullopt, false};
  }
  auto const n = at->number();
  if (!n || !std::isfinite(*n) || *n <= 0) {
    return context.wrong(*at, std::string{key} + " 应是大于 0 的数", "改正");
  }
  return MayBe{*n, true};
}

template <class Enum>
struct Word {
  std::string_view word;
  Enum value;
};

template <class Enum>
Result<Enum> read_word(Context const& context, Tree const& table, std::string_view key,
                       Enum fallback, std::initializer_list<Word<Enum>> words) {
  auto const* at = table.find(key);
  if (at == nullptr) { return fallback; }
  auto all = std::string{};
  for (auto const& w : words) {
    if (at->text() != nullptr && *at->text() == w.word) { return w.value; }
    all += (all.empty() ? "" : "、") + std::string{w.word};
  }
  return context.wrong(*at, std::string{key} + " 应是 " + all + " 之一", "改正");
}

Result<Done> read_benchmark(Context const& context, Tree const& at, MuItem& item) {
  auto const* written = at.find("benchmark");
  if (written == nullptr || written->text() == nullptr) {
    return context.wrong(at, "缺少 benchmark", "例如 benchmark = \"24.097 万元/亩\"");
  }
  auto const literal = rules::read_literal(*written->text(), context.place(*written));
  if (!literal) { return literal.error(); }
  if (!(literal->dimension == item.unit) || literal->bare) {
    return context.wrong(*written, "benchmark 与 of 的单位不同", "改正单位");
  }
  if (literal->value <= 0) { return context.wrong(*written, "benchmark 应大于 0", "改正"); }
  item.benchmark = literal->value;
  return kDone;
}

Result<MuItem> read_item(Context const& context, Tree const& at, Norm norm) {
  if (auto const known = only(context, at,
                              {"name", "of", "weight", "benchmark", "missing", "cap", "negative",
                               "source", "verified", "note"});
      !known) {
    return known.error();
  }
  auto item = MuItem{};
  auto name = text_of(context, at, "name");
  if (!name) { return name.error(); }
  auto const of = text_of(context, at, "of");
  if (!of) { return of.error(); }
  auto expression = rules::read_value(*of, {}, context.place(*at.find("of")));
  if (!expression) { return expression.error(); }
  item.name = *std::move(name);
  item.of = *std::move(expression);
  item.unit = item.of.terms[static_cast<std::size_t>(item.of.left)].dimension;
  item.origin = rules::origin_of(context, at);
  auto const weight = read_maybe(context, at, "weight");
  if (!weight) { return weight.error(); }
  if (weight->found && !weight->value) {
    return context.wrong(at, "缺少 weight", "写明权重，或 { found = false }");
  }
  item.weight = weight->value;
  auto const cap = read_maybe(context, at, "cap");
  if (!cap) { return cap.error(); }
  item.cap = cap->value;
  item.cap_found = cap->found;
  auto const missing = read_word<IfMissing>(context, at, "missing", IfMissing::unknown,
                                            {{"unknown", IfMissing::unknown},
                                             {"zero", IfMissing::zero},
                                             {"group_mean", IfMissing::group_mean}});
  if (!missing) { return missing.error(); }
  item.missing = *missing;
  auto const zero =
      read_word<bool>(context, at, "negative", true, {{"zero", true}, {"keep", false}});
  if (!zero) { return zero.error(); }
  item.negative_is_zero = *zero;
  if (norm == Norm::min_max) { return item; }
  if (auto const benchmark = read_benchmark(context, at, item); !benchmark) {
    return benchmark.error();
  }
  return item;
}

Result<MuGroup> read_group(Context const& context, Tree const& at) {
  if (auto const known = only(context, at, {"key", "title", "norm", "item"}); !known) {
    return known.error();
  }
  auto group = MuGroup{};
  auto key = text_of(context, at, "key");
  if (!key) { return key.error(); }
  group.key = *std::move(key);
  group.title = at.text_or("title", group.key);
  auto const norm = read_word<Norm>(context, at, "norm", Norm::benchmark,
                                    {{"benchmark", Norm::benchmark}, {"min_max", Norm::min_max}});
  if (!norm) { return norm.error(); }
  group.norm = *norm;
  auto const* items = at.find("item");
  if (items == nullptr || items->list() == nullptr || items->list()->empty()) {
    return context.wrong(at, "这一组没有评价项", "写 [[scheme.group.item]]");
  }
  for (auto const& row : *items->list()) {
    auto item = read_item(context, row, group.norm);
    if (!item) { return item.error(); }
    group.items.push_back(*std::move(item));
  }
  return group;
}

Result<Done> read_cuts(Context const& context, Tree const& at, MuScheme& scheme) {
  auto const* list = at.find("grades");
  if (list == nullptr || list->list() == nullptr || list->list()->empty()) {
    return context.wrong(at, "缺少 grades", "例如 grades = [ { name = \"A\", share = 20 }, ... ]");
  }
  auto total = 0.0;
  for (auto const& row : *list->list()) {
    if (auto const known = only(context, row, {"name", "share"}); !known) { return known.error(); }
    auto name = text_of(context, row, "name");
    if (!name) { return name.error(); }
    auto const share = row.number_or("share", -1);
    if (!(share > 0 && share <= 100)) {
      return context.wrong(row, "share 应在 0 与 100 之间", "写百分数，例如 20");
    }
    total += share;
    scheme.cuts.push_back({*std::move(name), share});
  }
  if (std::abs(total - 100) > 1e-9) {
    return context.wrong(*list, "各档比例合计 " + rules::number_words(total) + "%，不是 100%",
                         "改正 share");
  }
  return kDone;
}

Result<Done> read_dates(Context const& context, Tree const& at, MuScheme& scheme) {
  auto const* window = at.find("in_force");
  if (window == nullptr) { return context.wrong(at, "缺少 in_force", "写明施行日期"); }
  if (auto const known = only(context, *window, {"from", "until"}); !known) {
    return known.error();
  }
  auto const from = parse_date(window->text_or("from", ""));
  if (!from) { return context.wrong(*window, "in_force 的 from 不是日期", "写成 2023-01-01"); }
  scheme.from = *from;
  if (window->find("until") == nullptr) { return kDone; }
  scheme.until = parse_date(window->text_or("until", ""));
  if (!scheme.until || *scheme.until < scheme.from) {
    return context.wrong(*window, "until 不是日期，或早于 from", "改正");
  }
  return kDone;
}

Result<MuScheme> read_scheme(Tree const& at, std::string_view file) {
  auto context = Context{.file = std::string{file}, .parameters = {}, .origin = {}};
  if (auto const known = only(context, at,
                              {"id", "name", "document", "in_force", "source", "verified", "note",
                               "ties", "veto_grade", "bonus_max", "grades", "group"});
      !known) {
    return known.error();
  }
  auto scheme = MuScheme{};
  context.origin = scheme.origin = rules::origin_of(context, at);
  for (auto [key, into] :
       {std::pair{"id", &scheme.id}, {"name", &scheme.name}, {"document", &scheme.document}}) {
    auto text = text_of(context, at, key);
    if (!text) { return text.error(); }
    *into = *std::move(text);
  }
  if (auto const dates = read_dates(context, at, scheme); !dates) { return dates.error(); }
  auto const better =
      read_word<bool>(context, at, "ties", true, {{"better", true}, {"worse", false}});
  if (!better) { return better.error(); }
  scheme.ties_better = *better;
  auto const bonus = read_maybe(context, at, "bonus_max");
  if (!bonus) { return bonus.error(); }
  scheme.bonus_max = bonus->value;
  scheme.bonus_found = bonus->found;
  if (auto const cuts = read_cuts(context, at, scheme); !cuts) { return cuts.error(); }
  scheme.veto_grade = at.text_or("veto_grade", scheme.cuts.back().grade);
  auto const* groups = at.find("group");
  if (groups == nullptr || groups->list() == nullptr || groups->list()->empty()) {
    return context.wrong(at, "没有分组", "写 [[scheme.group]]");
  }
  for (auto const& row : *groups->list()) {
    auto group = read_group(context, row);
    if (!group) { return group.error(); }
    scheme.groups.push_back(*std::move(group));
  }
  return scheme;
}

}  // namespace

Result<std::vector<MuScheme>> read_mu_schemes(std::string_view text, std::string_view file) {
  auto const tree = read_toml(text, file);
  if (!tree) { return tree.error(); }
  auto const context = Context{.file = std::string{file}, .parameters = {}, .origin = {}};
  if (auto const known = only(context, *tree, {"scheme"}); !known) { return known.error(); }
  auto const* list = tree->find("scheme");
  if (list == nullptr || list->list() == nullptr || list->list()->empty()) {
    return Error{Code::bad_input, "文件里没有评价办法", std::string{file} + ":1:1",
                 "每个办法以 [[scheme]] 开头"};
  }
  auto out = std::vector<MuScheme>{};
  for (auto const& item : *list->list()) {
    auto scheme = read_scheme(item, file);
    if (!scheme) { return scheme.error(); }
    out.push_back(*std::move(scheme));
  }
  return out;
}

}  // namespace chengjie::grow
