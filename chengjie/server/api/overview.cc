// The first page: heads of the answers, what contradicts, what changed, how much is assumed.
#include <array>
#include <map>

#include "chengjie/access/rights.h"
#include "chengjie/ledger/kinds.h"
#include "chengjie/server/api/conflicts.h"
#include "chengjie/server/api/endpoints.h"

namespace chengjie::server::api {
namespace {

constexpr auto kItems = std::size_t{5};
constexpr auto kNotes = std::size_t{6};
constexpr auto kLacks = std::size_t{5};
constexpr auto kChanges = std::size_t{10};

wire::Json head_of(std::string const& question, answer::Answer const& answer) {
  auto items = wire::Json::array(), notes = wire::Json::array(), lacks = wire::Json::array();
  auto states = std::map<std::string, int>{};
  for (auto const& item : answer.items) {
    if (items.size() < kItems) { items.push_back(wire::json_of(item)); }
    ++states[item.state];
  }
  for (auto i = std::size_t{0}; i != std::min(kNotes, answer.notes.size()); ++i) {
    notes.push_back(wire::json_of(answer.notes[i]));
  }
  for (auto i = std::size_t{0}; i != std::min(kLacks, answer.lacks.size()); ++i) {
    lacks.push_back(answer.lacks[i]);
  }
  states.erase("");
  return {{"question", question},
          {"items", std::move(items)},
          {"total", answer.items.size()},
          {"states", states},
          {"notes", std::move(notes)},
          {"lacks", std::move(lacks)},
          {"assumed_share", answer.assumed_share},
          {"error", nullptr}};
}

wire::Json no_head(std::string const& question, Error const& error) {
  return {{"question", question},
          {"items", wire::Json::array()},
          {"total", 0},
          {"states", wire::Json::object()},
          {"notes", wire::Json::array()},
          {"lacks", wire::Json::array()},
          {"assumed_share", 0},
          {"error", error.line()}};
}

Result<wire::Json> conflicts_head(Ask const& ask, Asking const& about, answer::Basis& all) {
  auto basis = answer::Basis{};
  auto const found = contradictions_of(ask, about, basis);
  if (!found) { return found.error(); }
  for (auto const& [mark, figure] : basis.figures()) { all.use(figure); }
  auto by_severity = std::map<std::string, int>{};
  auto first = wire::Json::array();
  for (auto const& row : *found) {
    ++by_severity[row.severity];
    if (first.size() < kItems) { first.push_back(json_of(row)); }
  }
  return wire::Json{
      {"total", found->size()}, {"by_severity", by_severity}, {"first", std::move(first)}};
}

Result<wire::Json> last_changes(Ask const& ask) {
  auto list = wire::Json::array();
  if (!access::may(ask.caller, "changes")) { return list; }
  auto reader = ask.house.ledger->reader();
  if (!reader) { return reader.error(); }
  auto const rows = (*reader)->changes();
  if (!rows) { return rows.error(); }
  for (auto at = rows->rbegin(); at != rows->rend() && list.size() < kChanges; ++at) {
    list.push_back({{"change", at->change},
                    {"at", at->stamp.at},
                    {"who", at->stamp.who},
                    {"from", at->stamp.from},
                    {"records", at->records}});
  }
  return list;
}

wire::Json counts_of(Ask const& ask, Book const& book) {
  auto list = wire::Json::array();
  for (auto const& kind : chengjie::kinds()) {
    if (!access::sees(ask.caller, kind.name)) { continue; }
    list.push_back(
        {{"kind", kind.name}, {"title", kind.title}, {"records", book.all(kind.name).size()}});
  }
  for (auto const& [kind, title] : {std::pair{"documents", "文件"}, std::pair{"facts", "事实"}}) {
    list.push_back({{"kind", kind}, {"title", title}, {"records", book.all(kind).size()}});
  }
  return list;
}

Result<wire::Json> overview_json(Ask const& ask, Asking const& about) {
  auto all = answer::Basis{};
  auto answers = wire::Json::array();
  for (auto const* question : {"what", "where", "how", "effect"}) {
    auto basis = answer::Basis{};
    auto const found = answered(ask, about, question, {}, Shown::Keep::always, basis);
    answers.push_back(found ? head_of(question, *found) : no_head(question, found.error()));
    for (auto const& [mark, figure] : basis.figures()) { all.use(figure); }
  }
  auto const conflicts = conflicts_head(ask, about, all);
  if (!conflicts) { return conflicts.error(); }
  auto const changes = last_changes(ask);
  if (!changes) { return changes.error(); }
  auto regions = wire::Json::array();
  for (auto const& record : about.shown->book.all("regions")) {
    regions.push_back(record.text("name"));
  }
  auto const home = answer::region_of(about.shown->book, ask.house.options.region);
  return wire::Json{{"version", about.shown->version},
                    {"home", home ? wire::Json(*home) : wire::Json(nullptr)},
                    {"region", about.region},
                    {"regions", std::move(regions)},
                    {"today", about.today},
                    {"answers", std::move(answers)},
                    {"conflicts", *conflicts},
                    {"changes", *changes},
                    {"counts", counts_of(ask, about.shown->book)},
                    {"assumed_share", all.assumed_share()}};
}

}  // namespace

Outcome overview(Ask const& ask) {
  auto const about = asking(ask);
  if (!about) { return about.error(); }
  return cached(ask, about->shown->version, [&] { return overview_json(ask, *about); });
}

}  // namespace chengjie::server::api
