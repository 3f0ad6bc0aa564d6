#include "chengjie/server/api/ask.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "chengjie/access/rights.h"
#include "chengjie/base/date.h"
#include "chengjie/server/api/cache.h"
#include "chengjie/server/api/house.h"

namespace chengjie::server::api {
namespace {

constexpr auto kLimit = std::int64_t{100};
constexpr auto kLimitMax = std::int64_t{1000};
constexpr auto kWordsMax = std::size_t{10};
constexpr auto kOffsetMax = std::int64_t{10'000'000};

std::string const* parameter(Request const& request, std::string const& name) {
  auto const at = request.query.find(name);
  return at == request.query.end() || at->second.empty() ? nullptr : &at->second;
}

Result<std::int64_t> between(Request const& request, std::string const& name, std::int64_t least,
                             std::int64_t most, std::int64_t otherwise) {
  auto const* text = parameter(request, name);
  if (text == nullptr) { return otherwise; }
  auto const number = number_of(*text, name);
  if (!number) { return number.error(); }
  if (*number < least || *number > most) {
    return Error{Code::bad_usage, "数超出范围", name,
                 std::to_string(least) + " 至 " + std::to_string(most)};
  }
  return *number;
}

// What the reply depends on, beside version and view.
std::string parameters_of(Request const& request) {
  auto key = request.path;
  for (auto const& [name, value] : request.query) {
    key += '\x1f' + name + '\x1e' + value;  // no control character is in a decoded name
  }
  return key;
}

}  // namespace

Result<std::int64_t> number_of(std::string const& text, std::string const& name) {
  auto value = std::int64_t{};
  auto const* end = text.data() + text.size();
  auto const [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || at != end) {
    return Error{Code::bad_usage, "不是整数", name, "写成整数，例如 100"};
  }
  return value;
}

Result<Paging> paging_of(Request const& request) {
  auto const offset = between(request, "offset", 0, kOffsetMax, 0);
  if (!offset) { return offset.error(); }
  auto const limit = between(request, "limit", 1, kLimitMax, kLimit);
  if (!limit) { return limit.error(); }
  return Paging{*offset, *limit};
}

Result<std::string> text_of(Request const& request, std::string const& name,
                            std::size_t bytes_max) {
  auto const* text = parameter(request, name);
  if (text == nullptr) { return std::string{}; }
  if (text->size() > bytes_max) {
    return Error{Code::bad_usage, "太长", name, "不超过 " + std::to_string(bytes_max) + " 字节"};
  }
  return *text;
}

Result<std::string> day_of(Request const& request, std::string const& name,
                           std::string const& otherwise) {
  auto const* text = parameter(request, name);
  if (text == nullptr) { return otherwise; }
  if (!parse_date(*text)) { return Error{Code::bad_usage, "不是日期", name, "写成 YYYY-MM-DD"}; }
  return *text;
}

std::vector<std::string> words_in(std::string const& text) {
  auto words = std::vector<std::string>{};
  for (auto at = std::size_t{0}; at < text.size() && words.size() < kWordsMax;) {
    auto const end = std::min(text.find(' ', at), text.size());
    if (end > at) { words.push_back(text.substr(at, end - at)); }
    at = end + 1;
  }
  return words;
}

wire::Json or_null(std::string const& text) {
  return text.empty() ? wire::Json(nullptr) : wire::Json(text);
}

Result<wire::Json> object_of(Request const& request) {
  if (!request.header("content-type").starts_with("application/json")) {
    return Error{Code::bad_input, "内容要是 JSON", "Content-Type", "写明 application/json"};
  }
  try {
    auto json = wire::Json::parse(request.body);
    if (!json.is_object()) { return Error{Code::bad_input, "内容不是 JSON 对象", "body", {}}; }
    return json;
  } catch (wire::Json::exception const&) {
    return Error{Code::bad_input, "内容不是完整的 JSON", "body", "检查引号、括号和编码（UTF-8）"};
  }
}

Result<std::string> text_at(wire::Json const& object, std::string const& name,
                            std::size_t bytes_max) {
  auto const at = object.find(name);
  if (at == object.end() || at->is_null()) { return std::string{}; }
  if (!at->is_string()) { return Error{Code::bad_input, "要是文字", name, "用引号括起"}; }
  auto text = at->get<std::string>();
  if (text.size() > bytes_max) {
    return Error{Code::bad_input, "太长", name, "不超过 " + std::to_string(bytes_max) + " 字节"};
  }
  return text;
}

Result<std::optional<double>> number_at(wire::Json const& object, std::string const& name) {
  auto const at = object.find(name);
  if (at == object.end() || at->is_null()) { return std::optional<double>{}; }
  if (!at->is_number() || !std::isfinite(at->get<double>())) {
    return Error{Code::bad_input, "要是数", name, "写成基本单位的数，例如 300"};
  }
  return std::optional{at->get<double>()};
}

Result<Done> only(wire::Json const& object, std::initializer_list<std::string_view> names) {
  for (auto const& [name, value] : object.items()) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      return Error{Code::bad_input, "没有这一项", name.substr(0, 64), "检查拼写"};
    }
  }
  return kDone;
}

Reply json_reply(std::string text, unsigned status) {
  auto reply = Reply{};
  reply.status = status;
  reply.headers.emplace_back("Cache-Control", "private, no-cache");
  reply.body = std::make_shared<std::string const>(std::move(text));
  return reply;
}

Reply json_reply(wire::Json const& json, unsigned status) {
  return json_reply(wire::dump(json), status);
}

Outcome cached(Ask const& ask, std::int64_t version,
               std::function<Result<wire::Json>()> const& make) {
  auto const key = parameters_of(ask.request) + '\x1d' + access::view_of(ask.caller) + '\x1d' +
                   std::to_string(version) + '\x1d' + ask.today;
  return ask.house.cache.get(key, [&]() -> Outcome {
    auto const made = make();
    if (!made) { return Problem{made.error()}; }
    return json_reply(*made);
  });
}

}  // namespace chengjie::server::api
