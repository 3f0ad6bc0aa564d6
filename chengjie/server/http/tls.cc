#include "chengjie/server/http/layer.h"
//
#include <boost/asio/ssl.hpp>
#include <boost/asio/ssl/impl/src.hpp>

namespace chengjie::server::http {
namespace {

namespace ssl = asio::ssl;

class Secure : public Layered<ssl::stream<tcp::socket>> {
 public:
  using Layered::Layered;

  Awaitable<error_code> handshake() override {
    auto ec = error_code{};
    co_await layer_.async_handshake(ssl::stream_base::server, into(ec));
    co_return ec;
  }

  Awaitable<void> finish() override {
    auto ec = error_code{};
    co_await layer_.async_shutdown(into(ec));
    socket().shutdown(tcp::socket::shutdown_send, ec);
  }

  tcp::socket& socket() override { return layer_.next_layer(); }
};

class Context : public Tls {
 public:
  Result<Done> load(std::string const& certificate, std::string const& key) {
    auto ec = error_code{};
    context_.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 |
                             ssl::context::no_sslv3 | ssl::context::no_tlsv1 |
                             ssl::context::no_tlsv1_1,
                         ec);
    context_.use_certificate_chain_file(certificate, ec);
    if (ec) { return unreadable("证书读不出来：" + ec.message(), certificate); }
    context_.use_private_key_file(key, ssl::context::pem, ec);
    if (ec) { return unreadable("私钥读不出来或与证书不配：" + ec.message(), key); }
    return kDone;
  }

  std::unique_ptr<Stream> stream(tcp::socket socket) override {
    return std::make_unique<Secure>(std::move(socket), context_);
  }

 private:
  static Error unreadable(std::string what, std::string const& file) {
    return {Code::bad_input, std::move(what), file, "给 PEM 格式的文件，证书在前、证书链在后"};
  }
  ssl::context context_{ssl::context::tls_server};
};

}  // namespace

Result<std::shared_ptr<Tls>> make_tls(std::string const& certificate, std::string const& key) {
  auto context = std::make_shared<Context>();
  if (auto const done = context->load(certificate, key); !done) { return done.error(); }
  return std::shared_ptr<Tls>{std::move(context)};
}

}  // namespace chengjie::server::http
