#include "chengjie/answer/reconciling/settled.h"

#include <algorithm>
#include <set>

#include "chengjie/base/hash.h"

namespace chengjie::answer {
namespace {

Field text(std::string column, std::string value) {
  return {std::move(column), std::move(value), {}, {}, {}};
}

}  // namespace

std::string key_of(Contradiction const& row) {
  auto marks = std::set<std::string>{};
  for (auto const& figure : row.figures) {
    if (source_of(figure) != SourceKind::derived) { marks.insert(mark_of(figure)); }
  }
  auto name = row.kind;
  for (auto const& mark : marks) { name += " " + mark; }
  if (marks.empty()) { name += " " + row.sentence; }
  return sha256_hex(name).substr(0, 12);
}

std::vector<Verdicts> const& verdicts() {
  static auto const all = std::vector<Verdicts>{{"scope", "口径不同，都对，不再提示"},
                                                {"wrong", "有一处有误，以指明的为准"},
                                                {"noise", "不是矛盾"}};
  return all;
}

std::string_view words_of_verdict(std::string_view name) {
  for (auto const& verdict : verdicts()) {
    if (verdict.name == name) { return verdict.words; }
  }
  return name;
}

Result<store::Change> settle(std::vector<Contradiction> const& found, Settlement const& settled) {
  auto const row = std::ranges::find(found, settled.key, &Contradiction::key);
  if (row == found.end()) {
    return Error{Code::not_found, "没有这条矛盾：" + settled.key, "conflicts settle",
                 "chengjie conflicts 列出各条的编号"};
  }
  if (std::ranges::find(verdicts(), settled.verdict, &Verdicts::name) == verdicts().end()) {
    return Error{Code::bad_usage, "没有这种处理：" + settled.verdict, "conflicts settle",
                 "scope、wrong 或 noise"};
  }
  if (settled.why.empty()) {
    return Error{Code::bad_usage, "没有写理由", "conflicts settle", "用 --why 写明"};
  }
  auto const prefers = std::any_of(row->figures.begin(), row->figures.end(),
                                   [&](auto const& f) { return mark_of(f) == settled.prefer; });
  if (settled.verdict == "wrong" ? !prefers : !settled.prefer.empty()) {
    return Error{Code::bad_usage, "要说哪一个数对", "conflicts settle",
                 "wrong 用 --prefer 写这条矛盾里的一个出处标记，其他处理不写"};
  }
  auto record = Record{std::string{kSettled}, settled.key, {}, {}};
  record.fields = {text("conflict", row->kind),      text("sentence", row->sentence),
                   text("verdict", settled.verdict), text("why", settled.why),
                   text("by", settled.by),           text("date", settled.on)};
  if (!settled.prefer.empty()) { record.fields.push_back(text("prefer", settled.prefer)); }
  return store::Change{record.kind, record.key, record};
}

std::vector<std::string> disputed_marks(std::vector<Contradiction> const& found) {
  auto marks = std::set<std::string>{};
  for (auto const& row : found) {
    if (row.severity != "conflict" || row.settled) { continue; }
    for (auto const& figure : row.figures) {
      if (source_of(figure) != SourceKind::derived) { marks.insert(mark_of(figure)); }
    }
  }
  return {marks.begin(), marks.end()};
}

}  // namespace chengjie::answer
