#include "chengjie/server/problem.h"

#include <algorithm>
#include <array>

#include "chengjie/base/check.h"
#include "chengjie/wire/json.h"

namespace chengjie::server {
namespace {

struct Mapped {
  Code of;
  unsigned status;
  std::string_view code;
};
constexpr auto kMapped = std::to_array<Mapped>({
    {Code::bad_input, 400, "bad_input"},
    {Code::bad_usage, 400, "bad_usage"},
    {Code::not_found, 404, "not_found"},
    {Code::infeasible, 422, "infeasible"},
    {Code::conflict, 409, "conflict"},
    {Code::unavailable, 503, "unavailable"},
    {Code::limit, 429, "limit"},
    {Code::unsupported, 501, "unsupported"},
});

struct Words {
  unsigned status;
  std::string_view code, what, help;
};
constexpr auto kWords = std::to_array<Words>({
    {400, "bad_request", "请求写得不对", "检查地址、请求头和内容的格式"},
    {404, "not_found", "没有这个地址", "检查地址是否写错"},
    {405, "method_not_allowed", "这个地址不接受这种请求", "允许的方法见 Allow 响应头"},
    {408, "timeout", "请求没有在时限内传完", "检查网络后再试"},
    {411, "length_required", "请求没有写明长度", "带上 Content-Length 或用分块传输"},
    {413, "too_large", "内容太大", "分成几份再传"},
    {414, "target_too_long", "地址太长", "缩短查询条件"},
    {417, "expectation_failed", "不支持 Expect 的这种写法", "只用 100-continue"},
    {421, "wrong_host", "这个主机名不归本服务", "用启动时打印的地址，或用 --host 登记主机名"},
    {426, "version", "不支持这个 HTTP 版本", "用 HTTP/1.1"},
    {431, "headers_too_large", "请求头太大", "清除本站的 Cookie 后再试"},
    {500, "internal", "服务内部出错，已记入日志", "把请求编号告诉管理员"},
    {501, "unsupported", "不支持这种请求", "检查请求的方法和编码"},
    {503, "busy", "服务正忙", "稍后再试"},
    {505, "version", "不支持这个 HTTP 版本", "用 HTTP/1.1"},
    {507, "no_space", "磁盘没有空间存放上传的内容", "请管理员清理磁盘"},
});

}  // namespace

Reply problem(std::string const& request_id, unsigned status, std::string_view code,
              Error const& error) {
  auto const json = wire::Json{{"error",
                                {{"code", code},
                                 {"message", error.what},
                                 {"where", error.where},
                                 {"help", error.help},
                                 {"request", request_id}}}};
  auto reply = Reply{};
  reply.status = status;
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.body = std::make_shared<std::string const>(wire::dump(json));
  return reply;
}

Reply problem(std::string const& request_id, Error const& error) {
  auto const at = std::find_if(kMapped.begin(), kMapped.end(),
                               [&](Mapped const& m) { return m.of == error.code; });
  CJ_CHECK(at != kMapped.end());
  return problem(request_id, at->status, at->code, error);
}

Reply problem(std::string const& request_id, unsigned status) {
  auto const at = std::find_if(kWords.begin(), kWords.end(),
                               [&](Words const& w) { return w.status == status; });
  CJ_CHECK(at != kWords.end());
  return problem(request_id, status, at->code,
                 Error{Code::bad_input, std::string{at->what}, {}, std::string{at->help}});
}

}  // namespace chengjie::server
