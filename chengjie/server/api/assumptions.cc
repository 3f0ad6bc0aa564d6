// What is taken for granted: the list with what hangs on it, setting one, taking one away.
#include <algorithm>
#include <set>

#include "chengjie/access/rights.h"
#include "chengjie/answer/assumed/assumed_key.h"
#include "chengjie/answer/assumed/assumed_title.h"
#include "chengjie/answer/assumed/dependence.h"
#include "chengjie/server/api/asking.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/wire/page.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

constexpr auto kAssumptions = "assumptions";
constexpr auto kUsersMax = std::size_t{30};
constexpr auto kBasisMax = std::size_t{6000};  // bytes
constexpr auto kUnitMax = std::size_t{32};
constexpr auto kKeyMax = std::size_t{500};

// "西彭园区 可供地" of "parks/西彭园区/free_mu"; else what the engines call it.
std::string title_of_key(Book const& book, std::string const& key) {
  auto const first = key.find('/');
  auto const last = key.rfind('/');
  if (first == std::string::npos || first == last) { return answer::title_of_assumption(key); }
  auto const* kind = kind_named(key.substr(0, first));
  auto const* column = kind == nullptr ? nullptr : column_named(*kind, key.substr(last + 1));
  if (column == nullptr) { return answer::title_of_assumption(key); }
  auto const of = key.substr(first + 1, last - first - 1);
  auto const* record = book.find(kind->name, of);
  return (record == nullptr ? of : wire::title_of(*record)) + " " + std::string{column->title};
}

// Which figures of the answers rest on which marks, through.
class Users {
 public:
  void take(std::string const& question, answer::Basis const& basis) {
    for (auto const& [mark, figure] : basis.figures()) {
      auto const* computed = std::get_if<Computation>(&figure.evidence);
      if (computed == nullptr) { continue; }
      for (auto const& input : computed->inputs) { above_[input].insert(mark); }
      names_[mark] = figure.subject + " " + figure.indicator;
    }
    for (auto const& [mark, figure] : basis.figures()) { questions_[mark].insert(question); }
  }

  Json used_by(std::string const& mark) const {
    auto names = std::set<std::string>{};
    auto seen = std::set<std::string>{mark};
    for (auto open = std::vector<std::string>{mark}; !open.empty();) {
      auto const at = above_.find(open.back());
      open.pop_back();
      if (at == above_.end()) { continue; }
      for (auto const& above : at->second) {
        if (!seen.insert(above).second) { continue; }
        open.push_back(above);
        names.insert(names_.at(above));
      }
    }
    auto list = Json::array();
    for (auto const& name : names) {
      if (list.size() < kUsersMax) { list.push_back(name); }
    }
    return list;
  }

  Json questions(std::string const& mark) const {
    auto const at = questions_.find(mark);
    return at == questions_.end() ? Json::array() : Json(at->second);
  }

 private:
  std::map<std::string, std::set<std::string>> above_, questions_;
  std::map<std::string, std::string> names_;
};

// Breaks of a line are a basis's own; a key and a unit have none.
bool has_control(std::string_view text, std::string_view but = {}) {
  return std::any_of(text.begin(), text.end(), [&](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return (byte < 0x20 || byte == 0x7f) && but.find(c) == std::string_view::npos;
  });
}

// The keys that answers look up, as the caller may see them; asked for only where the ledger does
// not have the key yet.
std::set<std::string> asked_keys(Ask const& ask, Snapshot const& shown) {
  auto keys = std::set<std::string>{};
  auto const region = answer::region_of(shown.book, ask.house.options.region);
  if (!region) { return keys; }
  auto const answers = answer::answer_all(shown.book, *region, ask.today, ask.caller);
  for (auto const& [key, questions] : answer::dependents_of(answers)) { keys.insert(key); }
  return keys;
}

// The unit that the assumption then has. What is wrong with it is the request's fault, an unknown
// key too: what is asked for is a place to write to.
Result<std::string> checked_unit(Ask const& ask, answer::AssumedValue const& assumed) {
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  auto const known = shown->book.find(kAssumptions, assumed.key) != nullptr;
  auto const asked = known ? std::set<std::string>{} : asked_keys(ask, *shown);
  auto unit = answer::check_assumed(shown->book, asked, assumed);
  if (unit) { return unit; }
  auto error = unit.error();
  error.code = Code::bad_input;
  return error;
}

// A number that a person gave for another one may not be outside of its own range.
Result<Record> record_of(Ask const& ask, std::string const& key, Json const& body) {
  auto numbers = std::vector<std::optional<double>>{};
  for (auto const* name : {"value", "low", "high"}) {
    auto const number = number_at(body, name);
    if (!number) { return number.error(); }
    numbers.push_back(*number);
  }
  auto const& [value, low, high] = std::tie(numbers[0], numbers[1], numbers[2]);
  if (!value) { return Error{Code::bad_input, "要写数值", "value", {}}; }
  if (low.has_value() != high.has_value() || (low && (*low > *value || *value > *high))) {
    return Error{Code::bad_input, "上下限不成对，或数值不在其间", "low, high",
                 "下限 ≤ 数值 ≤ 上限，或都不写"};
  }
  auto const basis = text_at(body, "basis", kBasisMax);
  if (!basis) { return basis.error(); }
  if (basis->find_first_not_of(" \t\n") == std::string::npos) {
    return Error{Code::bad_input, "要写依据", "basis", "写明这个数从哪里来"};
  }
  auto const said = text_at(body, "unit", kUnitMax);
  if (!said) { return said.error(); }
  if (has_control(*basis, "\n\r\t") || has_control(*said)) {
    return Error{Code::bad_input, "有不能显示的控制字符", has_control(*said) ? "unit" : "basis",
                 "去掉后再写"};
  }
  auto const unit = checked_unit(ask, {key, *value, *said, low, high});
  if (!unit) { return unit.error(); }
  auto record = Record{kAssumptions, key, {}, {}};
  auto const put = [&](std::string column, Value v) {
    auto field = Field{};
    field.column = std::move(column);
    field.value = std::move(v);
    record.fields.push_back(std::move(field));
  };
  put("key", key);
  put("value", *value);
  if (!unit->empty()) { put("unit", *unit); }
  if (low) { put("low", *low); }
  if (high) { put("high", *high); }
  put("basis", *basis);
  put("by", ask.caller.name);
  put("date", ask.today);
  return record;
}

Outcome written(Ask const& ask, store::Change change, std::string const& from,
                std::optional<std::int64_t> based_on) {
  auto const done =
      ask.house.ledger->apply({std::move(change)}, ask.house.stamp(ask.caller, from), based_on);
  if (!done) { return done.error(); }
  return json_reply(Json{{"version", *done}, {"records", 1}});
}

Result<std::string> key_of(Ask const& ask) {
  auto const& key = ask.request.parameters.at("key");
  if (key.empty() || key.size() > kKeyMax || has_control(key)) {
    return Error{Code::bad_usage, "不是假设的键", key.substr(0, 64), "例如 parks/西彭园区/free_mu"};
  }
  return key;
}

Result<Json> list_json(Ask const& ask, Snapshot const& shown) {
  auto users = Users{};
  auto const about = asking(ask, ask.house.ledger->seen_by(ask.caller), {}, ask.today);
  for (auto const* question : {"what", "where", "how", "effect"}) {
    if (!about) { break; }
    auto basis = answer::Basis{};
    if (answered(ask, *about, question, {}, Shown::Keep::always, basis)) {
      users.take(question, basis);
    }
  }
  auto list = Json::array();
  for (auto const& record : shown.book.all(kAssumptions)) {
    auto const figure = shown.book.assumption(record.key);
    if (!figure) { continue; }
    auto const mark = mark_of(*figure);
    list.push_back({{"key", record.key},
                    {"title", title_of_key(shown.book, record.key)},
                    {"figure", wire::json_of(*figure)},
                    {"basis", record.text("basis")},
                    {"by", or_null(record.text("by"))},
                    {"date", or_null(record.text("date"))},
                    {"used_by", users.used_by(mark)},
                    {"questions", users.questions(mark)}});
  }
  return Json{{"version", shown.version}, {"assumptions", std::move(list)}};
}

}  // namespace

Outcome assumptions(Ask const& ask) {
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  return cached(ask, shown->version, [&] { return list_json(ask, *shown); });
}

Outcome put_assumption(Ask const& ask) {
  auto const key = key_of(ask);
  if (!key) { return key.error(); }
  auto const body = object_of(ask.request);
  if (!body) { return body.error(); }
  if (auto const known = only(*body, {"value", "low", "high", "unit", "basis", "based_on"});
      !known) {
    return known.error();
  }
  auto const based_on = number_at(*body, "based_on");
  if (!based_on) { return based_on.error(); }
  // One that stands for a column that is not theirs to see is not theirs to write either.
  if (!access::visible(ask.caller, {kAssumptions, *key, {}, {}})) {
    return Problem{403, "forbidden",
                   Error{Code::bad_usage, "没有改这条假设的权限", *key, "请管理员或规划处理"}};
  }
  auto record = record_of(ask, *key, *body);
  if (!record) { return record.error(); }
  auto const since =
      *based_on ? std::optional{static_cast<std::int64_t>(**based_on)} : std::nullopt;
  return written(ask, {kAssumptions, *key, std::move(*record)}, "assume set " + *key, since);
}

Outcome drop_assumption(Ask const& ask) {
  auto const key = key_of(ask);
  if (!key) { return key.error(); }
  if (ask.house.ledger->seen_by(ask.caller)->book.find(kAssumptions, *key) == nullptr) {
    return Error{Code::not_found, "没有这条假设", *key, "见假设清单"};
  }
  return written(ask, {kAssumptions, *key, std::nullopt}, "assume drop " + *key, {});
}

}  // namespace chengjie::server::api
