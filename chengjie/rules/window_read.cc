#include "chengjie/rules/pack_read.h"

namespace chengjie::rules {
namespace {

Result<std::optional<Date>> read_date(Context const& context, Tree const& table,
                                      std::string_view key) {
  auto const* at = table.find(key);
  if (at == nullptr) { return std::optional<Date>{}; }
  auto const date = at->text() != nullptr ? parse_date(*at->text()) : std::nullopt;
  if (!date) { return context.wrong(*at, std::string{key} + " 不是日期", "写成 2022-06-01"); }
  return date;
}

Result<Window> read_window(Context const& context, Tree const& at, Applies fallback) {
  if (at.table() == nullptr) {
    return context.wrong(at, "in_force 应是 { from, until }", "例如 { from = 2022-06-01 }");
  }
  if (auto const known = only(context, at, {"from", "until", "applies_to", "verified"}); !known) {
    return known.error();
  }
  auto const from = read_date(context, at, "from");
  if (!from) { return from.error(); }
  auto const until = read_date(context, at, "until");
  if (!until) { return until.error(); }
  if (!*from) { return context.wrong(at, "in_force 缺少 from", "写明施行日期"); }
  if (*until && **until < **from) { return context.wrong(at, "until 早于 from", "改正日期"); }
  auto window = Window{**from, *until, fallback, at.flag_or("verified", context.origin.verified)};
  if (auto const* applies = at.find("applies_to"); applies != nullptr) {
    auto const read = read_applies(context, *applies);
    if (!read) { return read.error(); }
    window.applies = *read;
  }
  return window;
}

}  // namespace

Result<Parameter> read_parameter(Context const& context, std::string const& name, Tree const& at) {
  if (auto const known =
          only(context, at, {"title", "value", "unit", "found", "source", "verified", "note"});
      !known) {
    return known.error();
  }
  if (indicator_named(name)) {
    return context.wrong(at, "参数“" + name + "”与指标同名", "换一个参数名");
  }
  auto title = text_of(context, at, "title");
  if (!title) { return title.error(); }
  auto const origin = origin_of(context, at);
  auto p = Parameter{.name = name,
                     .title = *title,
                     .dimension = {},
                     .found = at.flag_or("found", true),
                     .verified = origin.verified,
                     .source = origin.source,
                     .note = origin.note};
  auto const* value = at.find("value");
  if (!p.found) {
    auto const unit = unit_named(at.text_or("unit", "percent"));
    if (value != nullptr || !unit) {
      return context.wrong(at, "未查到的参数只写 unit，不写 value", "查到后写 value 并去掉 found");
    }
    p.dimension = unit->dimension;
    return p;
  }
  if (value == nullptr || value->text() == nullptr) {
    return context.wrong(at, "参数缺少 value", "例如 value = \"70 percent\"");
  }
  auto const literal = read_literal(*value->text(), context.place(*value));
  if (!literal) { return literal.error(); }
  p.value = literal->value;
  p.dimension = literal->bare ? one(Base::count) : literal->dimension;
  return p;
}

Result<Applies> read_applies(Context const& context, Tree const& at) {
  for (auto const a : {Applies::fresh, Applies::recheck, Applies::both}) {
    if (at.text() != nullptr && *at.text() == name_of(a)) { return a; }
  }
  return context.wrong(at, "applies_to 应是 new、recheck 或 both", "改为三者之一");
}

Result<std::vector<Window>> read_windows(Context const& context, Tree const& pack) {
  auto fallback = Applies::both;
  if (auto const* applies = pack.find("applies_to"); applies != nullptr) {
    auto const read = read_applies(context, *applies);
    if (!read) { return read.error(); }
    fallback = *read;
  }
  auto const* at = pack.find("in_force");
  if (at == nullptr) {
    return context.wrong(pack, "缺少 in_force",
                         "写明施行日期，例如 in_force = { from = 2022-06-01 }");
  }
  auto out = std::vector<Window>{};
  auto const single = Tree::List{*at};
  for (auto const& item : at->list() != nullptr ? *at->list() : single) {
    auto const window = read_window(context, item, fallback);
    if (!window) { return window.error(); }
    out.push_back(*window);
  }
  if (out.empty()) { return context.wrong(*at, "in_force 是空的", "写明施行日期"); }
  return out;
}

}  // namespace chengjie::rules
