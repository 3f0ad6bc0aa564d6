// chengjie source MARK: the clause, cell, formula or assumption behind a figure.
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

void tell(store::Store& store, Figure const& figure, int depth) {
  auto const indent = std::string(static_cast<std::size_t>(depth) * 4, ' ');
  say(indent + "[" + mark_of(figure) + "] " + headline(figure));
  if (auto const* clause = std::get_if<Clause>(&figure.evidence)) {
    auto const document = store.record("documents", clause->document);
    auto const date = document && *document ? (*document)->text("date") : std::string{};
    say(indent + "  文件：" + clause->name + (date.empty() ? "" : "（" + date + "）") + "，第 " +
        std::to_string(clause->begin) + "–" + std::to_string(clause->end) + " 字节");
    say(indent + "  原文：“" + clause->text + "”");
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
    say(wire::dump(wire::source_json(*figure)));
  } else {
    tell(**ledger, *figure, 0);
  }
  return kYes;
}

}  // namespace chengjie::cli
