#include <algorithm>
#include <cmath>

#include "chengjie/rules/pack_read.h"

namespace chengjie::rules {
namespace {

Result<double> number_of(Context const& context, Tree const& table, std::string_view key) {
  auto const* at = table.find(key);
  if (at == nullptr) { return context.wrong(table, "缺少 " + std::string{key}, "补上这一项"); }
  auto const n = at->number();
  if (!n || !std::isfinite(*n)) {
    return context.wrong(*at, std::string{key} + " 应是数", "去掉引号");
  }
  return *n;
}

Result<Done> read_points(Context const& context, Tree const& at, double max, Tier& tier) {
  auto const* points = at.find("points");
  if (points == nullptr) { return context.wrong(at, "这一档没有 points", "写明得分"); }
  auto const single = Tree::List{*points, *points};
  auto const& pair = points->list() != nullptr ? *points->list() : single;
  auto const least = pair.size() == 2 ? pair[0].number() : std::nullopt;
  auto const most = pair.size() == 2 ? pair[1].number() : std::nullopt;
  if (!least || !most) {
    return context.wrong(*points, "points 应是数或 [最低, 最高]", "例如 20 或 [25, 30]");
  }
  if (!(0 <= *least && *least <= *most && *most <= max)) {
    return context.wrong(*points, "这一档的得分不在 0 与满分 " + number_words(max) + " 之间",
                         "改正得分或 max");
  }
  tier.least = *least;
  tier.most = *most;
  return kDone;
}

// Of tiers over one value, ">= 5" must stand before ">= 3" and "<= 55" before "<= 75": a tier
// behind a wider one is never reached.
Result<Done> check_reached(Context const& context, Tree const& at, std::vector<Tier> const& tiers) {
  if (tiers.size() < 2) { return kDone; }
  auto const& a = tiers[tiers.size() - 2].when.expression;
  auto const& b = tiers.back().when.expression;
  auto const literal = [](Expression const& e) {
    return e.right >= 0 && e.terms[static_cast<std::size_t>(e.right)].op == Op::number;
  };
  if (!literal(a) || !literal(b)) { return kDone; }
  auto const x = a.terms[static_cast<std::size_t>(a.right)].number;
  auto const y = b.terms[static_cast<std::size_t>(b.right)].number;
  auto const down = [](Compare c) { return c == Compare::at_least || c == Compare::above; };
  auto const up = [](Compare c) { return c == Compare::at_most || c == Compare::below; };
  auto const looser_at_same = x == y &&
                              (a.compare == Compare::above || a.compare == Compare::below) &&
                              a.compare != b.compare;
  auto const hidden =
      (down(a.compare) && down(b.compare) && y >= x) || (up(a.compare) && up(b.compare) && y <= x);
  if (!hidden || looser_at_same) { return kDone; }
  return context.wrong(at, "这一档永远到不了：前一档已包含它", "高档写在前，低档写在后");
}

Result<Done> read_tiers(Context& context, Tree const& at, std::string_view of, double max,
                        Rating& rating) {
  if (at.list() == nullptr || at.list()->empty()) {
    return context.wrong(at, "tiers 应是一列档次",
                         "例如 [ { when = \">= 5 percent\", points = 20 } ]");
  }
  for (auto const& row : *at.list()) {
    if (auto const known = only(context, row, {"when", "points"}); !known) { return known.error(); }
    auto const* when = row.find("when");
    if (when == nullptr) { return context.wrong(row, "这一档没有 when", "写明条件"); }
    auto node = read_node(context, *when, of);
    if (!node) { return node.error(); }
    auto tier = Tier{};
    tier.when = *std::move(node);
    if (auto const points = read_points(context, row, max, tier); !points) {
      return points.error();
    }
    rating.tiers.push_back(std::move(tier));
    if (of.empty()) { continue; }
    if (auto const reached = check_reached(context, row, rating.tiers); !reached) {
      return reached.error();
    }
  }
  return kDone;
}

Result<Done> read_steps(Context const& context, Tree const& at, Tree const& per, Rating& rating) {
  if (!rating.of) { return context.wrong(at, "per 需要 of", "写明按哪个指标计分"); }
  auto const literal =
      per.text() != nullptr
          ? read_literal(*per.text(), context.place(per))
          : Result<Literal>{context.wrong(per, "per 应是带单位的文字", "例如 \"2 years\"")};
  if (!literal) { return literal.error(); }
  auto const unit = rating.of->terms[static_cast<std::size_t>(rating.of->left)].dimension;
  if (literal->value <= 0) { return context.wrong(per, "per 应大于 0", "例如 \"2 years\""); }
  if (!(literal->dimension == unit) && !(literal->bare && unit == one(Base::count))) {
    return context.wrong(per, "per 与 of 的单位不同", "改正单位");
  }
  auto const each = number_of(context, at, "each");
  if (!each) { return each.error(); }
  rating.per = literal->value;
  rating.each = *each;
  return kDone;
}

Result<Rating> read_rating(Context& context, Tree const& at, double max) {
  auto rating = Rating{};
  auto const of = at.text_or("of", "");
  if (auto const* written = at.find("of"); written != nullptr) {
    auto value = read_value(of, context.parameters, context.place(*written));
    if (!value) { return value.error(); }
    rating.of = *std::move(value);
  }
  rating.otherwise = at.number_or("otherwise", 0);
  if (!(0 <= rating.otherwise && rating.otherwise <= max)) {
    return context.wrong(at, "otherwise 不在 0 与满分之间", "改正得分");
  }
  auto const* tiers = at.find("tiers");
  auto const* per = at.find("per");
  auto done = Result<Done>{kDone};
  if (tiers != nullptr && per == nullptr) {
    done = read_tiers(context, *tiers, of, max, rating);
  } else if (per != nullptr && tiers == nullptr) {
    done = read_steps(context, at, *per, rating);
  } else {
    return context.wrong(at, "要么写 tiers，要么写 per 和 each", "二者写其一");
  }
  if (!done) { return done.error(); }
  return rating;
}

Result<Done> read_ratings(Context& context, Tree const& at, Item& item) {
  if (auto const* given = at.find("given"); given != nullptr) {
    auto const id = given->text() != nullptr ? indicator_named(*given->text()) : std::nullopt;
    auto const* row = id ? &indicators()[static_cast<std::size_t>(*id)] : nullptr;
    if (row == nullptr || row->unit != "points") {
      return context.wrong(*given, "given 应是以分计的指标", "例如 hightech_ip_points");
    }
    item.given = *id;
    return kDone;
  }
  auto const* best = at.find("best_of");
  auto const single = Tree::List{at};
  if (best != nullptr && (best->list() == nullptr || best->list()->empty())) {
    return context.wrong(*best, "best_of 应是一列评分办法",
                         "例如 [ { of, tiers }, { of, tiers } ]");
  }
  for (auto const& way : best != nullptr ? *best->list() : single) {
    if (best != nullptr) {
      if (auto const known = only(context, way, {"of", "tiers", "otherwise", "per", "each"});
          !known) {
        return known.error();
      }
    }
    auto rating = read_rating(context, way, item.max);
    if (!rating) { return rating.error(); }
    item.best_of.push_back(*std::move(rating));
  }
  return kDone;
}

Result<Item> read_item(Context& context, Tree const& at) {
  if (auto const known = only(context, at,
                              {"name", "group", "max", "of", "tiers", "otherwise", "best_of", "per",
                               "each", "given", "found", "above", "source", "verified", "note"});
      !known) {
    return known.error();
  }
  auto item = Item{};
  auto name = text_of(context, at, "name");
  if (!name) { return name.error(); }
  auto const max = number_of(context, at, "max");
  if (!max) { return max.error(); }
  if (*max <= 0) { return context.wrong(at, "满分 max 应大于 0", "改正"); }
  item.name = *std::move(name);
  item.group = at.text_or("group", "");
  item.max = *max;
  item.found = at.flag_or("found", true);
  item.origin = origin_of(context, at);
  item.line = at.line;
  item.column = at.column;
  if (at.find("above") != nullptr) {
    auto const above = number_of(context, at, "above");
    if (!above) { return above.error(); }
    if (*above >= *max) { return context.wrong(at, "above 不小于满分，永远达不到", "改正"); }
    item.above = *above;
  }
  if (!item.found) { return item; }
  if (auto const ratings = read_ratings(context, at, item); !ratings) { return ratings.error(); }
  return item;
}

Result<Done> read_groups(Context const& context, Tree const& at, Score& score) {
  if (at.list() == nullptr) {
    return context.wrong(at, "groups 应是一列 { name, min }", "加上方括号");
  }
  for (auto const& row : *at.list()) {
    if (auto const known = only(context, row, {"name", "min"}); !known) { return known.error(); }
    auto name = text_of(context, row, "name");
    if (!name) { return name.error(); }
    auto const min = number_of(context, row, "min");
    if (!min) { return min.error(); }
    auto total = 0.0;
    for (auto const& item : score.items) { total += item.group == *name ? item.max : 0; }
    if (*min > total) {
      return context.wrong(
          row, "“" + *name + "”满分 " + number_words(total) + "，达不到最低 " + number_words(*min),
          "改正 group 或 min");
    }
    score.groups.push_back({*std::move(name), *min});
  }
  return kDone;
}

}  // namespace

Result<Score> read_score(Context& context, Tree const& at) {
  if (auto const known = only(context, at, {"pass", "above", "groups", "item"}); !known) {
    return known.error();
  }
  auto score = Score{};
  score.strict = at.find("above") != nullptr;
  if (score.strict == (at.find("pass") != nullptr)) {
    return context.wrong(at, "写 pass（达到）或 above（超过）之一", "例如 pass = 60");
  }
  auto const pass = number_of(context, at, score.strict ? "above" : "pass");
  if (!pass) { return pass.error(); }
  score.pass = *pass;
  auto const* items = at.find("item");
  if (items == nullptr || items->list() == nullptr || items->list()->empty()) {
    return context.wrong(at, "评分没有项目", "写 [[pack.score.item]]");
  }
  auto total = 0.0;
  for (auto const& row : *items->list()) {
    auto item = read_item(context, row);
    if (!item) { return item.error(); }
    total += item->max;
    score.items.push_back(*std::move(item));
  }
  if (total < score.pass || (score.strict && total == score.pass)) {
    return context.wrong(at, "满分 " + number_words(total) + "，达不到 " + number_words(score.pass),
                         "改正 pass 或各项满分");
  }
  if (auto const* groups = at.find("groups"); groups != nullptr) {
    if (auto const read = read_groups(context, *groups, score); !read) { return read.error(); }
  }
  return score;
}

}  // namespace chengjie::rules
