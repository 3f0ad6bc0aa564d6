// chengjie source MARK: the clause, cell, formula or assumption behind a figure.
#include "chengjie/answer/documents/documents.h"
#include "chengjie/answer/line.h"
#include "chengjie/cli/commands.h"
#include "chengjie/wire/json.h"
#include "chengjie/wire/sources.h"

namespace chengjie::cli {
namespace {

constexpr auto kDepthMax = 8;  // of formulas within formulas, in the terminal

std::string headline(Figure const& f) {
  auto text = f.subject + " " + f.indicator + "：" + answer::words_of(f);
  if (!f.period.empty()) { text += "（" + f.period + "）"; }
  return text;
}

std::string page_of(store::Store& store, Clause const& clause) {
  auto const places = answer::places_of(store, clause);
  return places && !places->empty() ? "，第 " + std::to_string(places->front().page) + " 页"
                                    : std::string{};
}

// What a person said of it, where one has.
void tell_review(store::Store& store, Figure const& figure, std::string const& indent) {
  auto const json = wire::source_json(store, figure);
  if (!json || !json->contains("review")) { return; }
  auto const& review = (*json)["review"];
  auto const verdict = review["verdict"].get<std::string>();
  say(indent + "  复核：" + review["by"].get<std::string>() + " " +
      review["date"].get<std::string>() +
      (verdict == "accepted"   ? " 确认"
       : verdict == "rejected" ? " 剔除"
                               : " 更正") +
      (review["why"] == "" ? "" : "，" + review["why"].get<std::string>()));
}

void tell(store::Store& store, Figure const& figure, int depth) {
  auto const indent = std::string(static_cast<std::size_t>(depth) * 4, ' ');
  say(indent + "[" + mark_of(figure) + "] " + headline(figure));
  if (auto const* clause = std::get_if<Clause>(&figure.evidence)) {
    auto const document = store.record("documents", clause->document);
    auto const date = document && *document ? (*document)->text("date") : std::string{};
    say(indent + "  文件：" + clause->name + (date.empty() ? "" : "（" + date + "）") + "，第 " +
        std::to_string(clause->begin) + "–" + std::to_string(clause->end) + " 字节" +
        page_of(store, *clause));
    say(indent + "  原文：“" + clause->text + "”");
    tell_review(store, figure, indent);
  } else if (auto const* cell = std::get_if<Cell>(&figure.evidence)) {
    say(indent + "  台账：" + cell->file + (cell->sheet.empty() ? "" : " " + cell->sheet) +
        " 单元格 " + cell->column + std::to_string(cell->row));
    if (!cell->text.empty()) { say(indent + "  所据：" + cell->text); }
  } else if (auto const* assumed = std::get_if<Assumption>(&figure.evidence)) {
    say(indent + "  假设：" + assumed->key + (assumed->by.empty() ? "" : "，" + assumed->by) +
        (assumed->on.empty() ? "" : "，" + assumed->on));
    say(indent + "  依据：" + assumed->basis);
  } else {
    auto const& computed = std::get<Computation>(figure.evidence);
    say(indent + "  公式：" + computed.formula);
    if (depth == kDepthMax) { return; }
    for (auto const& input : computed.inputs) {
      auto const inner = wire::figure_of_mark(store, input);
      if (inner) {
        tell(store, *inner, depth + 1);
      } else {
        say(indent + "    [" + input + "] 打不开");
      }
    }
  }
}

}  // namespace

int source(Common const& common, Source const& args) {
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto const figure = wire::figure_of_mark(**ledger, args.mark);
  if (!figure) { return fail(figure.error()); }
  if (common.json) {
    auto const json = wire::source_json(**ledger, *figure);
    if (!json) { return fail(json.error()); }
    say(wire::dump(*json));
  } else {
    tell(**ledger, *figure, 0);
  }
  return kYes;
}

}  // namespace chengjie::cli
