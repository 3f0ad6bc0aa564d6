#include "chengjie/server/http/parse.h"

#include <limits>
// Boost 1.74 needs <utility> before asio under C++20.
#include <utility>
//
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "chengjie/server/http/target.h"

namespace chengjie::server::http {
namespace {

namespace beast = boost::beast;
using BeastError = beast::http::error;
using beast::error_code;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

unsigned status_of(error_code const& ec) {
  if (ec == BeastError::header_limit) { return 431; }
  if (ec == BeastError::body_limit) { return 413; }
  if (ec == BeastError::bad_version) { return 505; }
  return 400;
}

}  // namespace

struct Parser::Inside : beast::http::basic_parser<true> {
  using string_view = beast::string_view;

  void on_request_impl(beast::http::verb, string_view method, string_view target, int version,
                       error_code& ec) override {
    if (target.size() > limits.target_bytes) { return refuse(414, ec); }
    head.method = view(method);
    head.target = view(target);
    head.http11 = version == 11;
  }

  void on_field_impl(beast::http::field, string_view name, string_view value,
                     error_code& ec) override {
    if (head_done) { return; }  // trailers change nothing
    if (++fields > limits.fields) { return refuse(431, ec); }
    auto const key = lower(view(name));
    auto const [at, fresh] = head.headers.emplace(key, view(value));
    if (fresh) { return; }
    // What decides where a message ends or whom it is for must be said once.
    if (key == "content-length" || key == "transfer-encoding" || key == "host") {
      return refuse(400, ec);
    }
    at->second.append(key == "cookie" ? "; " : ", ").append(view(value));
  }

  void on_header_impl(error_code& ec) override {
    head_done = true;
    head.chunked = chunked();
    head.keep_alive = keep_alive();
    if (auto const length = content_length()) { head.length = *length; }
    if (head.http11 && !head.headers.contains("host")) { return refuse(400, ec); }
    auto const length = head.headers.find("content-length");
    if (length != head.headers.end() && length->second.find(',') != std::string::npos) {
      return refuse(400, ec);
    }
    auto const coding = head.headers.find("transfer-encoding");
    if (coding == head.headers.end()) { return; }
    if (!head.http11 || length != head.headers.end()) { return refuse(400, ec); }
    if (lower(coding->second) != "chunked") { return refuse(501, ec); }
  }

  std::size_t on_body_impl(string_view bytes, error_code& ec) override {
    if (auto const status = sink ? sink(view(bytes)) : 0; status != 0) { refuse(status, ec); }
    return bytes.size();
  }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& ec) override {
    return on_body_impl(bytes, ec);
  }
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  void on_finish_impl(error_code&) override {}

  void refuse(unsigned status, error_code& ec) {
    refused = status;
    ec = BeastError::bad_value;
  }

  explicit Inside(Limits const& l) : limits(l) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    // Not none: Beast 1.74 compares a stated length with it, and none is below every length.
    body_limit(std::numeric_limits<std::uint64_t>::max());
  }

  Limits const& limits;
  Head head;
  bool head_done{}, head_told{};
  std::size_t fields{}, head_used{};
  unsigned refused{};
  std::function<unsigned(std::string_view)> sink;
};

Parser::Parser(Limits const& limits) : inside_(std::make_unique<Inside>(limits)) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;

Head& Parser::head() { return inside_->head; }

void Parser::take_body(std::uint64_t limit, std::function<unsigned(std::string_view)> sink) {
  inside_->body_limit(limit);
  inside_->sink = std::move(sink);
}

Got Parser::put(std::string_view bytes) {
  auto& in = *inside_;
  auto used = std::size_t{0};
  while (used < bytes.size() && !in.is_done()) {
    auto ec = error_code{};
    auto const rest = bytes.substr(used);
    auto const n = in.put(boost::asio::const_buffer{rest.data(), rest.size()}, ec);
    used += n;
    if (!in.head_done || !in.head_told) {
      // Beast counts each field against its limit anew when they come in pieces.
      in.head_used += n;
      if (in.head_used > in.limits.header_bytes) { return {used, Step::bad, 431}; }
    }
    if (in.refused != 0) { return {used, Step::bad, in.refused}; }
    if (ec == BeastError::need_more) { break; }
    if (ec) { return {used, Step::bad, status_of(ec)}; }
    if (in.head_done && !in.head_told) {
      in.head_told = true;
      return {used, Step::head, 0};
    }
  }
  return {used, in.is_done() ? Step::done : Step::more, 0};
}

}  // namespace chengjie::server::http
