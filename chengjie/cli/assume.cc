// chengjie assume list|set|unset: what is taken for granted, on what grounds, and which answers
// hang on it.
#include <charconv>
#include <cmath>

#include "chengjie/answer/assumed/assumed_key.h"
#include "chengjie/answer/assumed/dependence.h"
#include "chengjie/answer/line.h"
#include "chengjie/cli/commands.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

constexpr auto kShown = std::size_t{5};  // figures named of each answer
constexpr auto kShiftsShown = std::size_t{10};

std::string_view question_words(std::string_view question) {
  if (question == "what") { return "接什么"; }
  if (question == "where") { return "放哪里"; }
  if (question == "how") { return "怎么留"; }
  return "成效如何";
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

// The answers of a ledger that has a region; of another there are none to move.
std::vector<answer::Answered> answers_of(Book const& book, Common const& common) {
  auto const region = answer::region_of(book, common.region);
  if (!region) { return {}; }
  return answer::answer_all(book, *region, common.today, common.caller);
}

std::string joined(std::set<std::string> const& names) {
  auto text = std::string{};
  auto count = std::size_t{0};
  for (auto const& name : names) {
    if (count++ == kShown) { break; }
    text += (text.empty() ? "" : "、") + name;
  }
  return text + (names.size() > kShown ? " 等 " + std::to_string(names.size()) + " 项" : "");
}

struct Opened {
  std::unique_ptr<store::Store> ledger;
  std::int64_t version{};
  Book book;
};

Result<Opened> open_book(Common const& common, store::Open how) {
  auto ledger = open_ledger(common, how);
  if (!ledger) { return ledger.error(); }
  auto const version = (*ledger)->version();
  if (!version) { return version.error(); }
  auto book = load_book(**ledger);
  if (!book) { return book.error(); }
  return Opened{std::move(*ledger), *version, std::move(*book)};
}

wire::Json json_of(answer::Shift const& shift) {
  return {{"question", shift.question},
          {"item", shift.item},
          {"name", shift.name},
          {"before", shift.before},
          {"after", shift.after}};
}

void say_shifts(std::vector<answer::Shift> const& shifts) {
  if (shifts.empty()) { return say("  没有答案因此改变"); }
  auto const shown = std::min(shifts.size(), kShiftsShown);
  for (auto i = std::size_t{0}; i != shown; ++i) {
    auto const& s = shifts[i];
    say("  " + std::string{question_words(s.question)} + " " + s.item + " " +
        (s.name.empty() ? "状态" : s.name) + "：" + (s.before.empty() ? "（无）" : s.before) +
        " → " + (s.after.empty() ? "（无）" : s.after));
  }
  if (shifts.size() > shown) { say("  另有 " + std::to_string(shifts.size() - shown) + " 处"); }
}

// Writes one change of the assumptions and tells which answers it moved.
int change(Common const& common, Opened const& opened, std::vector<answer::Answered> const& before,
           store::Change const& change, std::string const& said) {
  auto const done = opened.ledger->apply({change}, stamp(common, said), opened.version);
  if (!done) { return fail(done.error()); }
  auto const book = change.after ? opened.book.with({*change.after})
                                 : opened.book.with({}, {{change.kind, change.key}});
  auto const shifts = answer::shifts_between(before, answers_of(book, common));
  auto const value = change.after ? change.after->number("value").value_or(0) : 0;
  if (common.json) {
    auto list = wire::Json::array();
    for (auto const& shift : shifts) { list.push_back(json_of(shift)); }
    auto json = wire::Json{{"key", change.key}, {"value", nullptr}, {"change", *done}};
    if (change.after) { json["value"] = value; }
    json["moved"] = std::move(list);
    say(wire::dump(json));
  } else {
    auto const now = change.after ? " = " + answer::number_words(value) : " 已去掉";
    say(change.key + now + "（第 " + std::to_string(*done) + " 次变更）");
    say_shifts(shifts);
  }
  return kYes;
}

}  // namespace

int assume_list(Common const& common) {
  auto const opened = open_book(common, store::Open::read);
  if (!opened) { return fail(opened.error()); }
  auto const& book = opened->book;
  auto const dependents = answer::dependents_of(answers_of(book, common));
  auto list = wire::Json::array();
  for (auto const& record : book.all("assumptions")) {
    auto const figure = book.assumption(record.key);
    if (!figure) { continue; }
    auto const at = dependents.find(record.key);
    auto used = std::set<std::string>{};
    auto by_question = wire::Json::object();
    if (at != dependents.end()) {
      for (auto const& [question, names] : at->second) {
        by_question[question] = names;
        used.insert(names.begin(), names.end());
      }
    }
    if (common.json) {
      list.push_back({{"key", record.key},
                      {"figure", wire::json_of(*figure)},
                      {"basis", record.text("basis")},
                      {"by", record.text("by")},
                      {"date", record.text("date")},
                      {"used_by", used},
                      {"answers", std::move(by_question)}});
      continue;
    }
    say(record.key + " = " + answer::words_of(*figure) + " [" + mark_of(*figure) + "]");
    say("    依据：" + record.text("basis") + "（" + record.text("by") + "，" +
        record.text("date") + "）");
    if (at == dependents.end()) { say("    现在没有答案用到它"); }
    for (auto const& [question, names] :
         at == dependents.end() ? answer::Dependents::mapped_type{} : at->second) {
      say("    影响“" + std::string{question_words(question)} + "”：" +
          (names.empty() ? "直接列出" : joined(names)));
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
  auto const opened = open_book(common, store::Open::existing);
  if (!opened) { return fail(opened.error()); }
  auto const before = answers_of(opened->book, common);
  auto asked = std::set<std::string>{};
  for (auto const& [key, questions] : answer::dependents_of(before)) { asked.insert(key); }
  auto const unit = answer::check_assumed(opened->book, asked,
                                          {args.key, *value, args.unit, args.low, args.high});
  if (!unit) { return fail(unit.error()); }
  auto record = Record{"assumptions", args.key, {}, {}};
  auto const put = [&](std::string column, Value v) {
    record.fields.push_back({std::move(column), std::move(v), {}, {}, {}});
  };
  put("key", args.key);
  put("value", *value);
  if (!unit->empty()) { put("unit", *unit); }
  // A range stated for another value would no longer be one.
  if (args.low) {
    put("low", *args.low);
    put("high", *args.high);
  }
  put("basis", args.basis);
  put("by", common.caller.name);
  put("date", common.today);
  return change(common, *opened, before, {record.kind, record.key, record},
                "assume set " + args.key);
}

int assume_unset(Common const& common, AssumeUnset const& args) {
  auto const opened = open_book(common, store::Open::existing);
  if (!opened) { return fail(opened.error()); }
  if (opened->book.find("assumptions", args.key) == nullptr) {
    auto names = std::set<std::string>{};
    for (auto const& record : opened->book.all("assumptions")) { names.insert(record.key); }
    auto help = std::string{};
    for (auto const& name : answer::nearest(args.key, names, 3)) {
      help += (help.empty() ? "是不是：" : "、") + name;
    }
    return fail({Code::not_found, "没有这条假设", args.key,
                 help.empty() ? "用 chengjie assume list 查看" : help});
  }
  return change(common, *opened, answers_of(opened->book, common), {"assumptions", args.key, {}},
                "assume unset " + args.key);
}

}  // namespace chengjie::cli
