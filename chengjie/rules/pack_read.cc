#include "chengjie/rules/pack_read.h"

#include <algorithm>

namespace chengjie::rules {
namespace {

bool is_operator(std::string_view text) {
  auto const at = text.find_first_not_of(' ');
  if (at == std::string_view::npos) { return false; }
  auto const rest = text.substr(at);
  return std::ranges::any_of(std::initializer_list<std::string_view>{">", "<", "=", "!", "≥", "≤"},
                             [&](auto sign) { return rest.starts_with(sign); });
}

Result<Node> leaf(Context& context, Tree const& at, std::string_view prefix) {
  auto const& written = *at.text();
  auto const with_prefix = !prefix.empty() && is_operator(written);
  auto const text = with_prefix ? std::string{prefix} + " " + written : written;
  auto place = context.place(at);
  if (with_prefix) { place.column -= static_cast<int>(prefix.size()) + 1; }
  auto expression = read_condition(text, context.parameters, place);
  if (!expression) { return expression.error(); }
  auto node = Node{};
  node.expression = *std::move(expression);
  return node;
}

Result<Node> group(Context& context, Tree const& list, NodeKind kind) {
  auto children = read_nodes(context, list);
  if (!children) { return children.error(); }
  if (children->empty()) { return context.wrong(list, "这里没有条件", "至少写一条，或删去"); }
  auto node = Node{};
  node.kind = kind;
  node.children = *std::move(children);
  return node;
}

Result<Node> some_of(Context& context, Tree const& at, Tree const& needed) {
  auto const* of = at.find("of");
  if (of == nullptr) {
    return context.wrong(at, "at_least 缺少 of", "写成 { at_least = 2, of = [ ... ] }");
  }
  auto node = group(context, *of, NodeKind::at_least);
  if (!node) { return node; }
  auto const* k = std::get_if<long long>(&needed.value);
  auto const n = static_cast<long long>(node->children.size());
  if (k == nullptr || *k < 1 || *k > n) {
    return context.wrong(needed, "at_least 应在 1 与 " + std::to_string(n) + " 之间",
                         "改为条件数以内的整数");
  }
  node->needed = static_cast<int>(*k);
  return node;
}

Result<Node> bare_node(Context& context, Tree const& at, std::string_view prefix) {
  if (auto const* condition = at.find("if"); condition != nullptr) {
    if (condition->text() == nullptr) {
      return context.wrong(*condition, "if 应是表达式文字", "加上引号");
    }
    return leaf(context, *condition, prefix);
  }
  if (auto const* list = at.find("all"); list != nullptr) {
    return group(context, *list, NodeKind::all);
  }
  if (auto const* list = at.find("any"); list != nullptr) {
    return group(context, *list, NodeKind::any);
  }
  if (auto const* list = at.find("none"); list != nullptr) {
    return group(context, *list, NodeKind::none);
  }
  if (auto const* needed = at.find("at_least"); needed != nullptr) {
    return some_of(context, at, *needed);
  }
  auto node = Node{};
  if (auto const* score = at.find("score"); score != nullptr) {
    if (score->text() == nullptr || *score->text() != "pass") {
      return context.wrong(*score, "score 只能是 \"pass\"", "写成 { score = \"pass\" }");
    }
    context.asks_score = true;
    node.kind = NodeKind::score;
    return node;
  }
  if (auto const* lost = at.find("not_found"); lost != nullptr && lost->text() != nullptr) {
    node.kind = NodeKind::not_found;
    node.name = *lost->text();
    return node;
  }
  return context.wrong(at, "这条没有写条件",
                       "写 if、all、any、none、at_least、score 或 not_found 之一");
}

// veto, all, any, then the score or one of the direct passes.
Result<Node> read_root(Context& context, Tree const& at, bool has_score) {
  auto root = Node{};
  root.kind = NodeKind::all;
  root.origin = context.origin;
  root.line = at.line;
  root.column = at.column;
  if (auto const* list = at.find("veto"); list != nullptr) {
    auto node = group(context, *list, NodeKind::none);
    if (!node) { return node; }
    node->name = "没有否决事项";
    root.children.push_back(*std::move(node));
  }
  if (auto const* list = at.find("all"); list != nullptr) {
    auto nodes = read_nodes(context, *list);
    if (!nodes) { return nodes.error(); }
    std::ranges::move(*nodes, std::back_inserter(root.children));
  }
  if (auto const* list = at.find("any"); list != nullptr) {
    auto node = group(context, *list, NodeKind::any);
    if (!node) { return node; }
    root.children.push_back(*std::move(node));
  }
  auto score = Node{};
  score.kind = NodeKind::score;
  if (auto const* list = at.find("direct"); list != nullptr) {
    auto node = group(context, *list, NodeKind::any);
    if (!node) { return node; }
    if (!has_score) {
      return context.wrong(*list, "direct 代替评分，但没有 score", "改用 any，或写 [pack.score]");
    }
    node->name = "评分达标或直接认定";
    for (auto& direct : node->children) { direct.exception = true; }
    node->children.insert(node->children.begin(), score);
    root.children.push_back(*std::move(node));
  } else if (has_score && !context.asks_score) {
    root.children.push_back(score);
  }
  if (context.asks_score && !has_score) {
    return context.wrong(at, "条件里用到评分，但没有 score", "写 [pack.score]");
  }
  if (root.children.empty()) {
    return context.wrong(at, "这条规则没有条件", "写 all、any 或 score");
  }
  return root;
}

Result<Done> read_heads(Context const& context, Tree const& at, Pack& pack) {
  for (auto [key, into] :
       {std::pair{"id", &pack.id}, {"name", &pack.name}, {"document", &pack.document}}) {
    auto text = text_of(context, at, key);
    if (!text) { return text.error(); }
    *into = *std::move(text);
  }
  pack.ladder = at.text_or("ladder", "");
  pack.rung = static_cast<int>(std::clamp(at.number_or("rung", 0), 0.0, 100.0));
  pack.valid_years = at.number_or("valid_years", 0);
  if (auto const* list = at.find("known_as"); list != nullptr) {
    if (list->list() == nullptr) {
      return context.wrong(*list, "known_as 应是一列文字", "例如 [\"专精特新\"]");
    }
    for (auto const& word : *list->list()) {
      if (word.text() == nullptr || word.text()->empty()) {
        return context.wrong(word, "known_as 应是一列文字", "加上引号");
      }
      pack.known_as.push_back(*word.text());
    }
  }
  return kDone;
}

Result<Pack> read_pack(Tree const& at, std::string_view file) {
  auto context = Context{.file = std::string{file}, .parameters = {}, .origin = {}};
  if (at.table() == nullptr) { return context.wrong(at, "pack 应是表", "写成 [[pack]]"); }
  if (auto const known = only(context, at,
                              {"id", "name", "document", "in_force", "applies_to", "source",
                               "verified", "note", "ladder", "rung", "known_as", "valid_years",
                               "parameters", "veto", "all", "any", "direct", "score"});
      !known) {
    return known.error();
  }
  auto pack = Pack{};
  pack.file = file;
  pack.line = at.line;
  pack.column = at.column;
  context.origin = pack.origin = origin_of(context, at);
  if (auto const heads = read_heads(context, at, pack); !heads) { return heads.error(); }
  auto windows = read_windows(context, at);
  if (!windows) { return windows.error(); }
  pack.in_force = *std::move(windows);
  if (auto const* list = at.find("parameters"); list != nullptr && list->table() != nullptr) {
    for (auto const& [name, value] : *list->table()) {
      auto p = read_parameter(context, name, value);
      if (!p) { return p.error(); }
      context.parameters.push_back(*std::move(p));
    }
  }
  auto const* score = at.find("score");
  auto root = read_root(context, at, score != nullptr);
  if (!root) { return root.error(); }
  pack.root = *std::move(root);
  if (score != nullptr) {
    auto read = read_score(context, *score);
    if (!read) { return read.error(); }
    pack.score = *std::move(read);
  }
  pack.parameters = std::move(context.parameters);
  return pack;
}

}  // namespace

Error Context::wrong(Tree const& at, std::string what, std::string help) const {
  return Error{Code::bad_input, std::move(what), Place{file, at.line, at.column}.here(),
               std::move(help)};
}

Place Context::place(Tree const& at) const { return {file, at.line, at.column + 1}; }

Result<Done> only(Context const& context, Tree const& at,
                  std::initializer_list<std::string_view> keys) {
  if (at.table() == nullptr) { return context.wrong(at, "这里应是表 { ... }", "检查写法"); }
  for (auto const& [key, value] : *at.table()) {
    if (std::ranges::find(keys, key) == keys.end()) {
      return context.wrong(value, "不认识的键“" + key + "”", "检查拼写");
    }
  }
  return kDone;
}

Result<std::string> text_of(Context const& context, Tree const& table, std::string_view key) {
  auto const* at = table.find(key);
  if (at == nullptr) { return context.wrong(table, "缺少 " + std::string{key}, "补上这一项"); }
  if (at->text() == nullptr || at->text()->empty()) {
    return context.wrong(*at, std::string{key} + " 应是文字", "加上引号");
  }
  return *at->text();
}

RowSource origin_of(Context const& context, Tree const& table) {
  return {table.text_or("source", context.origin.source),
          table.flag_or("verified", context.origin.verified), table.text_or("note", "")};
}

Result<Node> read_node(Context& context, Tree const& at, std::string_view prefix) {
  if (++context.nodes > kNodesMax) {
    return context.wrong(at, "一条规则的条件超过 20000 个", "拆成几条规则");
  }
  auto node = Result<Node>{Node{}};
  if (at.text() != nullptr) {
    node = leaf(context, at, prefix);
    if (node) { node->origin = RowSource{context.origin.source, context.origin.verified, {}}; }
  } else {
    if (auto const known =
            only(context, at,
                 {"if", "all", "any", "none", "at_least", "of", "score", "not_found", "name",
                  "source", "verified", "proof", "note", "declared", "exception", "applies_to"});
        !known) {
      return known.error();
    }
    node = bare_node(context, at, prefix);
    if (node) {
      node->name = at.text_or("name", node->name);
      node->origin = origin_of(context, at);
      node->proof = at.text_or("proof", "");
      node->declared = at.flag_or("declared", false);
      node->exception = at.flag_or("exception", false);
      if (auto const* applies = at.find("applies_to"); applies != nullptr) {
        auto const read = read_applies(context, *applies);
        if (!read) { return read.error(); }
        node->applies = *read;
      }
    }
  }
  if (node) {
    node->line = at.line;
    node->column = at.column;
  }
  return node;
}

Result<std::vector<Node>> read_nodes(Context& context, Tree const& list) {
  if (list.list() == nullptr) {
    return context.wrong(list, "这里应是一列条件 [ ... ]", "加上方括号");
  }
  auto out = std::vector<Node>{};
  for (auto const& item : *list.list()) {
    auto node = read_node(context, item, {});
    if (!node) { return node.error(); }
    out.push_back(*std::move(node));
  }
  return out;
}

Result<Packs> read_packs(std::string_view text, std::string_view file) {
  auto const tree = read_toml(text, file);
  if (!tree) { return tree.error(); }
  auto const context = Context{.file = std::string{file}, .parameters = {}, .origin = {}};
  if (auto const known = only(context, *tree, {"pack"}); !known) { return known.error(); }
  auto const* list = tree->find("pack");
  if (list == nullptr || list->list() == nullptr || list->list()->empty()) {
    return Error{Code::bad_input, "文件里没有规则", std::string{file} + ":1:1",
                 "每条规则以 [[pack]] 开头"};
  }
  if (list->list()->size() > kPacksMax) {
    return context.wrong(*list, "规则超过 5000 条", "拆成几个文件");
  }
  auto out = Packs{};
  for (auto const& item : *list->list()) {
    auto pack = read_pack(item, file);
    if (!pack) { return pack.error(); }
    out.packs.push_back(*std::move(pack));
  }
  if (auto const dates = check_dates(out.packs); !dates) { return dates.error(); }
  return out;
}

}  // namespace chengjie::rules
