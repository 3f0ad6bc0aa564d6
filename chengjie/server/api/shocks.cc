// What a shock would do: one question beside the answers, told in their shape.
#include "chengjie/answer/effect/shock.h"

#include "chengjie/server/api/asking.h"
#include "chengjie/server/api/endpoints.h"

namespace chengjie::server::api {
namespace {

constexpr auto kNameMax = std::size_t{300};
constexpr auto kDaysMax = std::int64_t{3'650};

Result<std::optional<std::int64_t>> count_of(Request const& request, std::string const& name,
                                             std::int64_t most) {
  auto const text = text_of(request, name);
  if (!text) { return text.error(); }
  if (text->empty()) { return std::optional<std::int64_t>{}; }
  auto const number = number_of(*text, name);
  if (!number) { return number.error(); }
  if (*number < 1 || *number > most) {
    return Error{Code::bad_input, "应在 1 至 " + std::to_string(most) + " 之间", name, {}};
  }
  return std::optional{*number};
}

Result<answer::ShockAsk> ask_of(Request const& request) {
  auto const kind = text_of(request, "kind");
  if (!kind) { return kind.error(); }
  auto const name = text_of(request, "name", kNameMax);
  if (!name) { return name.error(); }
  auto out = answer::ShockAsk{};
  if (*kind == "firm") {
    out.firm = *name;
  } else if (*kind == "supplier") {
    out.supplier = *name;
  } else if (*kind == "power") {
    out.power = true;
  } else {
    return Error{Code::bad_input, "没有这种冲击", "kind", "firm、supplier 或 power"};
  }
  auto const share = count_of(request, "share", 100);
  auto const days = count_of(request, "days", kDaysMax);
  auto const recovery = count_of(request, "recovery", kDaysMax);
  for (auto const* number : {&share, &days, &recovery}) {
    if (!*number) { return number->error(); }
  }
  if (*share) { out.share = static_cast<double>(**share); }
  if (*days) { out.days = static_cast<int>(**days); }
  if (*recovery) { out.recovery = static_cast<int>(**recovery); }
  return out;
}

}  // namespace

Outcome shock(Ask const& ask) {
  auto const wanted = ask_of(ask.request);
  if (!wanted) { return wanted.error(); }
  auto const about = asking(ask);
  if (!about) { return about.error(); }
  auto const version = about->shown->version;
  return cached(ask, version, [&]() -> Result<wire::Json> {
    auto basis = answer::Basis{};
    auto const found = answer::shock(
        {about->shown->book, about->region, about->today, ask.caller, basis}, *wanted);
    if (!found) { return found.error(); }
    ask.house.shown.figures(basis, Shown::Keep::for_now);
    auto json = wire::json_of(*found);
    json["version"] = version;
    return json;
  });
}

}  // namespace chengjie::server::api
