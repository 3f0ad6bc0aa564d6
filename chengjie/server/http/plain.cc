#include "chengjie/server/http/layer.h"

namespace chengjie::server::http {
namespace {

class Plain : public Layered<tcp::socket> {
 public:
  using Layered::Layered;

  Awaitable<error_code> handshake() override { co_return error_code{}; }

  Awaitable<void> finish() override {
    auto ignored = error_code{};
    layer_.shutdown(tcp::socket::shutdown_send, ignored);
    co_return;
  }

  tcp::socket& socket() override { return layer_; }
};

}  // namespace

std::unique_ptr<Stream> plain_stream(tcp::socket socket) {
  return std::make_unique<Plain>(std::move(socket));
}

}  // namespace chengjie::server::http
