// chengjie assume list|set: what is taken for granted, on what grounds, and which answers hang on
// it.
#include <charconv>
#include <cmath>
#include <set>

#include "chengjie/answer/line.h"
#include "chengjie/cli/commands.h"
#include "chengjie/wire/json.h"
#include "chengjie/wire/sources.h"

namespace chengjie::cli {
namespace {

// The figures shown so far that rest on a mark, through.
std::set<std::string> resting_on(std::vector<Figure> const& shown, std::string const& mark) {
  auto names = std::set<std::string>{};
  auto marks = std::set<std::string>{mark};
  for (auto grew = true; grew;) {
    grew = false;
    for (auto const& figure : shown) {
      auto const* computed = std::get_if<Computation>(&figure.evidence);
      if (computed == nullptr) { continue; }
      for (auto const& input : computed->inputs) {
        if (!marks.contains(input)) { continue; }
        names.insert(figure.subject + " " + figure.indicator);
        grew = marks.insert(mark_of(figure)).second || grew;
      }
    }
  }
  return names;
}

std::vector<Figure> shown_figures(store::Store& store) {
  auto figures = std::vector<Figure>{};
  auto const traces = store.traces();
  if (!traces) { return figures; }
  for (auto const& trace : *traces) {
    if (auto figure = wire::figure_of_trace(trace.body)) { figures.push_back(std::move(*figure)); }
  }
  return figures;
}

Result<double> number_of(std::string const& text) {
  auto value = 0.0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return Error{Code::bad_usage, "不是数：" + text, "assume set",
                 "写成基本单位的数，例如 300 或 1.5e8"};
  }
  return value;
}

}  // namespace

int assume_list(Common const& common) {
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto const book = load_book(**ledger);
  if (!book) { return fail(book.error()); }
  auto const shown = shown_figures(**ledger);
  auto list = wire::Json::array();
  for (auto const& record : book->all("assumptions")) {
    auto const figure = book->assumption(record.key);
    if (!figure) { continue; }
    auto const users = resting_on(shown, mark_of(*figure));
    if (common.json) {
      list.push_back({{"key", record.key},
                      {"figure", wire::json_of(*figure)},
                      {"basis", record.text("basis")},
                      {"by", record.text("by")},
                      {"date", record.text("date")},
                      {"used_by", users}});
      continue;
    }
    say(record.key + " = " + answer::words_of(*figure) + " [" + mark_of(*figure) + "]");
    say("    依据：" + record.text("basis") + "（" + record.text("by") + "，" +
        record.text("date") + "）");
    auto named = std::string{};
    auto count = 0;
    for (auto const& user : users) {
      if (++count > 5) { break; }
      named += (named.empty() ? "" : "、") + user;
    }
    if (!users.empty()) {
      say("    影响：" + named +
          (users.size() > 5 ? " 等 " + std::to_string(users.size()) + " 项" : ""));
    }
  }
  if (common.json) { say(wire::dump(list)); }
  return kYes;
}

int assume_set(Common const& common, AssumeSet const& args) {
  auto const value = number_of(args.value);
  if (!value) { return fail(value.error()); }
  if (args.basis.empty()) {
    return fail({Code::bad_usage, "要写依据", "--basis", "写明这个数从哪里来"});
  }
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto const version = (*ledger)->version();
  auto const old = (*ledger)->record("assumptions", args.key);
  if (!version) { return fail(version.error()); }
  if (!old) { return fail(old.error()); }
  auto record = Record{"assumptions", args.key, {}, {}};
  auto const unit = *old ? (*old)->text("unit") : std::string{};
  auto const put = [&](std::string column, Value v) {
    record.fields.push_back({std::move(column), std::move(v), {}, {}, {}});
  };
  put("key", args.key);
  put("value", *value);
  if (!unit.empty()) { put("unit", unit); }
  // A range stated for another value would no longer be one.
  put("basis", args.basis);
  put("by", common.caller.name);
  put("date", common.today);
  auto const done = (*ledger)->apply({{"assumptions", args.key, record}},
                                     stamp(common, "assume set " + args.key), *version);
  if (!done) { return fail(done.error()); }
  say(common.json ? wire::dump({{"key", args.key}, {"value", *value}, {"change", *done}})
                  : args.key + " = " + answer::number_words(*value) + "（第 " +
                        std::to_string(*done) + " 次变更）");
  return kYes;
}

}  // namespace chengjie::cli
