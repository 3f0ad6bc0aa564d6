// Jobs, what has changed, and the contract's own text.
#include "chengjie/server/api/contract.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/house.h"

namespace chengjie::server::api {
namespace {

Error no_job(Ask const& ask) {
  return {Code::not_found, "没有这项任务", ask.request.parameters.at("id").substr(0, 64),
          "可能早已结束，重新开始一项"};
}

// Another's job is as good as none.
std::optional<JobState> own_job(Ask const& ask) {
  auto found = ask.house.jobs.find(ask.request.parameters.at("id"));
  return found && found->owner == ask.caller.name ? found : std::nullopt;
}

// The stream lives as long as its session, which `streams` watches.
Outcome stream(Ask const& ask, std::function<void(std::shared_ptr<Events>)> open) {
  auto place = ask.house.streams.reserve(ask.caller.name, ask.session->id);
  if (!place) {
    return Error{Code::limit, "这个账户打开的事件流太多",
                 "至多 " + std::to_string(Streams::kPerAccount) + " 个", "关掉几个页面后再试"};
  }
  auto reply = Reply{};
  reply.type = "text/event-stream; charset=utf-8";
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.events = [&streams = ask.house.streams, place = std::move(place),
                  open = std::move(open)](std::shared_ptr<Events> channel) {
    if (!streams.open(place, channel)) { return channel->close(); }
    open(std::move(channel));
  };
  return reply;
}

}  // namespace

Outcome job(Ask const& ask) {
  auto const found = own_job(ask);
  if (!found) { return no_job(ask); }
  auto reply = json_reply(json_of(*found));
  reply.headers = {{"Cache-Control", "no-store"}};
  return reply;
}

Outcome cancel_job(Ask const& ask) {
  if (!own_job(ask)) { return no_job(ask); }
  auto const& id = ask.request.parameters.at("id");
  ask.house.jobs.cancel(id);
  auto const now = ask.house.jobs.find(id);
  if (!now) { return no_job(ask); }
  return json_reply(json_of(*now));
}

Outcome job_events(Ask const& ask) {
  if (!own_job(ask)) { return no_job(ask); }
  return stream(ask, [&house = ask.house,
                      id = ask.request.parameters.at("id")](std::shared_ptr<Events> channel) {
    if (!house.jobs.subscribe(id, channel)) { channel->close(); }
  });
}

Outcome events(Ask const& ask) {
  return stream(ask, [&house = ask.house](std::shared_ptr<Events> channel) {
    if (!house.listeners.add(channel, house.ledger->now()->version)) { channel->close(); }
  });
}

Outcome openapi(Ask const&) {
  auto reply = Reply{};
  reply.type = "application/yaml; charset=utf-8";
  reply.headers.emplace_back("Cache-Control", "no-cache");
  static auto const text = std::make_shared<std::string const>(contract_text());
  reply.body = text;
  return reply;
}

}  // namespace chengjie::server::api
