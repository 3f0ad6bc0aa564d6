// The change log: what has happened to a record, all changes, taking one back.
#include "chengjie/server/api/past.h"

#include <algorithm>

#include "chengjie/access/rights.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/wire/page.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

constexpr auto kPastMax = std::size_t{200};

std::optional<Record> seen(Ask const& ask, std::optional<Record> const& record) {
  return record ? access::visible(ask.caller, *record) : std::nullopt;
}

}  // namespace

Result<Json> past_of(Ask const& ask, store::Store& store, std::string const& kind,
                     std::string const& key) {
  auto list = Json::array();
  if (!access::may(ask.caller, "history")) { return list; }
  auto const rows = store.history(kind, key);
  if (!rows) { return rows.error(); }
  for (auto at = rows->rbegin(); at != rows->rend() && list.size() < kPastMax; ++at) {
    auto row = *at;
    auto const gone = !row.after.has_value();
    row.before = seen(ask, row.before);
    row.after = seen(ask, row.after);
    if (!row.before && !row.after) { continue; }
    auto json = wire::log_entry_json(row);
    json["gone"] = gone;
    list.push_back(std::move(json));
  }
  return list;
}

Outcome history(Ask const& ask) {
  auto const& kind = ask.request.parameters.at("kind");
  auto const& key = ask.request.parameters.at("key");
  return cached(ask, ask.house.ledger->now()->version, [&]() -> Result<Json> {
    auto reader = ask.house.ledger->reader();
    if (!reader) { return reader.error(); }
    auto past = past_of(ask, **reader, kind, key);
    if (!past) { return past.error(); }
    if (past->empty()) {
      return Error{Code::not_found, "从没有这条记录", (kind + "/" + key).substr(0, 200), {}};
    }
    return Json{{"kind", kind}, {"key", key}, {"history", std::move(*past)}};
  });
}

Outcome changes(Ask const& ask) {
  auto const paging = paging_of(ask.request);
  if (!paging) { return paging.error(); }
  auto const version = ask.house.ledger->now()->version;
  return cached(ask, version, [&]() -> Result<Json> {
    auto reader = ask.house.ledger->reader();
    if (!reader) { return reader.error(); }
    auto rows = (*reader)->changes();
    if (!rows) { return rows.error(); }
    std::reverse(rows->begin(), rows->end());
    auto list = Json::array();
    auto const total = static_cast<std::int64_t>(rows->size());
    for (auto i = paging->offset; i < std::min(total, paging->offset + paging->limit); ++i) {
      auto const& row = (*rows)[static_cast<std::size_t>(i)];
      list.push_back({{"change", row.change},
                      {"at", row.stamp.at},
                      {"who", row.stamp.who},
                      {"from", row.stamp.from},
                      {"records", row.records}});
    }
    return Json{{"version", version},
                {"total", total},
                {"offset", paging->offset},
                {"changes", std::move(list)}};
  });
}

Outcome undo(Ask const& ask) {
  auto const change = number_of(ask.request.parameters.at("id"), "id");
  if (!change) { return change.error(); }
  auto const stamp = ask.house.stamp(ask.caller, "undo " + std::to_string(*change));
  auto const done =
      ask.house.ledger->write([&](store::Store& store) { return store.undo(*change, stamp); });
  if (!done) { return done.error(); }
  return json_reply(Json{{"version", *done}});
}

}  // namespace chengjie::server::api
