// chengjie rules check|explain: rule packs held against their format, and told in words.
#include <algorithm>

#include "chengjie/answer/how/how.h"
#include "chengjie/base/tree.h"
#include "chengjie/cli/commands.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

std::string window_words(rules::Window const& window) {
  return to_string(window.from) + "起" + (window.until ? "，至" + to_string(*window.until) : "") +
         (window.applies == rules::Applies::both    ? ""
          : window.applies == rules::Applies::fresh ? "（新申报）"
                                                    : "（复核）");
}

std::string node_words(rules::Node const& node) {
  if (!node.name.empty()) { return node.name; }
  return node.expression.text;
}

void tell(rules::Node const& node, int depth) {
  auto const indent = std::string(static_cast<std::size_t>(depth) * 2 + 2, ' ');
  auto const note = std::string{node.origin.verified ? "" : "（待核）"};
  switch (node.kind) {
    case rules::NodeKind::all:
      say(indent + "全部符合" + note);
      break;
    case rules::NodeKind::any:
      say(indent + "符合其一" + note);
      break;
    case rules::NodeKind::none:
      say(indent + "都不得有" + note);
      break;
    case rules::NodeKind::at_least:
      say(indent + "至少符合 " + std::to_string(node.needed) + " 项" + note);
      break;
    case rules::NodeKind::score:
      say(indent + "评分达标" + note);
      break;
    case rules::NodeKind::not_found:
      say(indent + "条文未找到：" + node_words(node));
      break;
    case rules::NodeKind::leaf:
      say(indent + node_words(node) + note);
      break;
  }
  for (auto const& child : node.children) { tell(child, depth + 1); }
}

void tell(rules::Pack const& pack) {
  say(pack.name + "　" + pack.document + "　[" + pack.version() + "]");
  for (auto const& window : pack.in_force) {
    say("  施行：" + window_words(window) + (window.verified ? "" : "（待核）"));
  }
  tell(pack.root, 0);
  if (pack.score) {
    say("  评分：满 " + std::to_string(static_cast<int>(pack.score->pass)) + " 分达标");
    for (auto const& item : pack.score->items) {
      say("    " + item.name + "，最高 " + std::to_string(static_cast<int>(item.max)) + " 分" +
          (item.group.empty() ? "" : "（" + item.group + "）") +
          (item.found ? "" : "，条文未找到"));
    }
  }
  if (!pack.origin.source.empty()) { say("  来源：" + pack.origin.source); }
}

Result<rules::Packs> packs_of_file(std::string const& path) {
  auto const text = read_file(path);
  if (!text) { return text.error(); }
  return rules::read_packs(*text, path);
}

}  // namespace

int rules_check(Common const& common, RulesCheck const& args) {
  auto all = std::vector<rules::Packs>{};
  for (auto const& path : args.packs) {
    auto packs = packs_of_file(path);
    if (!packs) { return fail(packs.error()); }
    all.push_back(std::move(*packs));
  }
  auto const joined = rules::join(std::move(all));
  if (!joined) { return fail(joined.error()); }
  auto list = wire::Json::array();
  for (auto const& pack : joined->packs) {
    list.push_back({{"pack", pack.version()},
                    {"name", pack.name},
                    {"document", pack.document},
                    {"file", pack.file}});
    if (!common.json) { say(pack.version() + "　" + pack.name + "：格式正确"); }
  }
  if (common.json) { say(wire::dump({{"valid", true}, {"packs", std::move(list)}})); }
  return kYes;
}

int rules_explain(Common const& common, RulesExplain const& args) {
  auto const is_file = args.pack.ends_with(".toml");
  auto const packs = is_file ? packs_of_file(args.pack) : answer::shipped_packs();
  if (!packs) { return fail(packs.error()); }
  auto list = wire::Json::array();
  auto told = 0;
  for (auto const& pack : packs->packs) {
    if (!is_file && !args.pack.empty() && pack.id != args.pack && pack.version() != args.pack &&
        pack.name != args.pack) {
      continue;
    }
    ++told;
    list.push_back({{"pack", pack.version()},
                    {"id", pack.id},
                    {"name", pack.name},
                    {"document", pack.document}});
    if (!common.json) { tell(pack); }
  }
  if (told == 0) {
    return fail({Code::not_found, "没有这个规则包", args.pack, "chengjie rules explain 列出全部"});
  }
  if (common.json) { say(wire::dump(list)); }
  return kYes;
}

}  // namespace chengjie::cli
