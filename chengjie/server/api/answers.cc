// The questions, what contradicts, and answers under other assumptions.
#include <algorithm>
#include <array>

#include "chengjie/access/rights.h"
#include "chengjie/answer/documents/documents.h"
#include "chengjie/answer/question.h"
#include "chengjie/answer/reconciling/contradictions.h"
#include "chengjie/answer/where/where.h"
#include "chengjie/base/date.h"
#include "chengjie/server/api/asking.h"
#include "chengjie/server/api/conflicts.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/wire/outlines.h"

namespace chengjie::server::api {
namespace {

constexpr auto kProjectMax = std::size_t{300};
constexpr auto kAssumptionsMax = std::size_t{100};

wire::Json with_version(wire::Json json, std::int64_t version) {
  json["version"] = version;
  return json;
}

// The book with other values under some of its assumptions. Their range goes: it belonged to the
// value that was.
Result<SnapshotPtr> supposing(Snapshot const& shown, wire::Json const& values,
                              std::string const& who, std::string const& today) {
  if (!values.is_object() || values.size() > kAssumptionsMax) {
    return Error{Code::bad_input, "要是 {键: 数}，至多 100 项", "assumptions", {}};
  }
  auto put = std::vector<Record>{};
  for (auto const& [key, json] : values.items()) {
    auto const value = number_at(values, key);
    if (!value) { return value.error(); }
    auto const* record = shown.book.find("assumptions", key);
    if (record == nullptr || !*value) {
      return Error{Code::not_found, "没有这条假设", key.substr(0, kProjectMax),
                   "先在假设清单里加上"};
    }
    auto changed = *record;
    for (auto& field : changed.fields) {
      if (field.column == "value") { field.value = **value; }
      if (field.column == "low" || field.column == "high") { field.value = {}; }
      if (field.column == "by") { field.value = who; }
      if (field.column == "date") { field.value = today; }
      if (field.column == "basis") { field.value = std::string{"试算，未写入账本"}; }
    }
    put.push_back(std::move(changed));
  }
  return std::make_shared<Snapshot const>(shown.version, shown.book.with(std::move(put)));
}

constexpr auto kChangesMax = std::size_t{50};

// The changes of a placement: lists of texts, and the price of moving a project.
Result<answer::WhereAsk> changes_of(wire::Json const& body, std::string const& project) {
  auto out = answer::WhereAsk{.project = project};
  auto const found = body.find("changes");
  if (found == body.end() || found->is_null()) { return out; }
  if (!found->is_object()) { return Error{Code::bad_input, "要是对象", "changes", {}}; }
  auto const& changes = *found;
  if (auto const known =
          only(changes, {"pin", "forbid", "capacity", "need", "weight", "lift", "without", "keep"});
      !known) {
    return known.error();
  }
  for (auto const& [name, list] : {std::pair{"pin", &out.pins},
                                   {"forbid", &out.forbids},
                                   {"capacity", &out.capacities},
                                   {"need", &out.needs},
                                   {"weight", &out.weights},
                                   {"lift", &out.lifts},
                                   {"without", &out.without}}) {
    auto const rows = changes.find(name);
    if (rows == changes.end()) { continue; }
    auto const texts =
        rows->is_array() && rows->size() <= kChangesMax &&
        std::all_of(rows->begin(), rows->end(), [](wire::Json const& row) {
          return row.is_string() && row.get_ref<std::string const&>().size() <= 2 * kProjectMax;
        });
    if (!texts) { return Error{Code::bad_input, "要是文字的列表，至多 50 项", name, {}}; }
    for (auto const& row : *rows) { list->push_back(row.get<std::string>()); }
  }
  auto const keep = number_at(changes, "keep");
  if (!keep) { return keep.error(); }
  out.keep = *keep;
  return out;
}

// The plan as it is comes from what the house keeps of this version, view, region and day.
Result<answer::Answer> placed(Ask const& ask, Asking const& about, answer::WhereAsk const& changes,
                              bool supposed, answer::Basis& basis) {
  auto const context =
      answer::Context{about.shown->book, about.region, about.today, ask.caller, basis};
  if (supposed) { return answer::where(context, changes); }
  auto const key = std::to_string(about.shown->version) + '\x1d' + access::view_of(ask.caller) +
                   '\x1d' + about.region + '\x1d' + about.today;
  auto kept = ask.house.plans.get(key);
  auto found = answer::where(context, changes, &kept);
  if (kept.plan) { ask.house.plans.put(key, about.shown, std::move(kept)); }
  return found;
}

}  // namespace

Result<Asking> asking(Ask const& ask, SnapshotPtr shown, std::string const& region,
                      std::string const& today) {
  auto const& fallback = ask.house.options.region;
  auto resolved = answer::region_of(shown->book, region.empty() ? fallback : region);
  if (!resolved) { return resolved.error(); }
  return Asking{std::move(shown), std::move(*resolved), today};
}

Result<Asking> asking(Ask const& ask) {
  auto const region = text_of(ask.request, "region");
  if (!region) { return region.error(); }
  auto const today = day_of(ask.request, "today", ask.today);
  if (!today) { return today.error(); }
  return asking(ask, ask.house.ledger->seen_by(ask.caller), *region, *today);
}

Result<answer::Answer> answered(Ask const& ask, Asking const& about, std::string const& question,
                                std::string const& project, Shown::Keep keep,
                                answer::Basis& basis) {
  auto const context =
      answer::Context{about.shown->book, about.region, about.today, ask.caller, basis};
  auto result = answer::answer_to(context, question, project);
  if (result) { ask.house.shown.figures(basis, keep); }
  return result;
}

Outcome answer(Ask const& ask) {
  auto const& question = ask.request.parameters.at("question");
  if (!answer::is_question(question)) {
    return Error{Code::not_found, "没有这一问", question.substr(0, 64),
                 "what、where、how 或 effect"};
  }
  auto const project = text_of(ask.request, "project", kProjectMax);
  if (!project) { return project.error(); }
  auto const about = asking(ask);
  if (!about) { return about.error(); }
  auto const version = about->shown->version;
  return cached(ask, version, [&]() -> Result<wire::Json> {
    auto basis = answer::Basis{};
    auto const found = answered(ask, *about, question, *project, Shown::Keep::always, basis);
    if (!found) { return found.error(); }
    return with_version(wire::json_of(*found), version);
  });
}

Outcome what_if(Ask const& ask) {
  auto const body = object_of(ask.request);
  if (!body) { return body.error(); }
  if (auto const known =
          only(*body, {"question", "assumptions", "changes", "project", "region", "today"});
      !known) {
    return known.error();
  }
  auto texts = std::vector<std::string>{};
  for (auto const* name : {"question", "project", "region", "today"}) {
    auto const text = text_at(*body, name, kProjectMax);
    if (!text) { return text.error(); }
    texts.push_back(*text);
  }
  if (!answer::is_question(texts[0])) {
    return Error{Code::bad_input, "没有这一问", "question", "what、where、how 或 effect"};
  }
  auto const today = texts[3].empty() ? ask.today : texts[3];
  if (!parse_date(today)) { return Error{Code::bad_input, "不是日期", "today", "YYYY-MM-DD"}; }
  auto const changes = changes_of(*body, texts[1]);
  if (!changes) { return changes.error(); }
  if (changes->changes() && texts[0] != "where") {
    return Error{Code::bad_input, "只有 where 能改落位", "changes", "question 写 where"};
  }
  auto const values = body->find("assumptions");
  auto const assumes = values != body->end();
  if (!assumes && !changes->changes()) {
    return Error{Code::bad_input, "要写假设或改动", "assumptions", {}};
  }
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  auto const supposed =
      assumes ? supposing(*shown, *values, ask.caller.name, today) : Result<SnapshotPtr>{shown};
  if (!supposed) { return supposed.error(); }
  auto const about = asking(ask, *supposed, texts[2], today);
  if (!about) { return about.error(); }
  auto basis = answer::Basis{};
  auto const found = changes->changes()
                         ? placed(ask, *about, *changes, assumes, basis)
                         : answered(ask, *about, texts[0], texts[1], Shown::Keep::for_now, basis);
  if (!found) { return found.error(); }
  if (changes->changes()) { ask.house.shown.figures(basis, Shown::Keep::for_now); }
  return json_reply(with_version(wire::json_of(*found), shown->version));
}

Result<std::vector<answer::Contradiction>> contradictions_of(Ask const& ask, Asking const& about,
                                                             answer::Basis& basis) {
  auto reader = ask.house.ledger->reader();
  if (!reader) { return reader.error(); }
  auto const texts = answer::document_texts(**reader, about.shown->book);
  if (!texts) { return texts.error(); }
  auto const outlines = wire::outlines_of(**reader, about.shown->book, about.region);
  if (!outlines) { return outlines.error(); }
  auto found = answer::contradictions(
      {about.shown->book, about.region, about.today, ask.caller, basis}, *texts, *outlines);
  // A person has settled these; they are one command away and dispute no figure any more.
  std::erase_if(found, [](auto const& row) { return row.settled; });
  for (auto const& row : found) {
    for (auto const& figure : row.figures) { basis.use(figure); }
  }
  ask.house.shown.figures(basis, Shown::Keep::always);
  return found;
}

wire::Json json_of(answer::Contradiction const& row) {
  auto figures = wire::Json::array();
  for (auto const& figure : row.figures) { figures.push_back(wire::json_of(figure)); }
  return {{"kind", row.kind},
          {"severity", row.severity},
          {"sentence", row.sentence},
          {"figures", std::move(figures)}};
}

Outcome conflicts(Ask const& ask) {
  auto const about = asking(ask);
  if (!about) { return about.error(); }
  return cached(ask, about->shown->version, [&]() -> Result<wire::Json> {
    auto basis = answer::Basis{};
    auto const found = contradictions_of(ask, *about, basis);
    if (!found) { return found.error(); }
    auto list = wire::Json::array();
    for (auto const& row : *found) { list.push_back(json_of(row)); }
    return wire::Json{{"region", about->region},
                      {"version", about->shown->version},
                      {"conflicts", std::move(list)}};
  });
}

}  // namespace chengjie::server::api
