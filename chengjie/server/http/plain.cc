#include <array>

#include "chengjie/server/http/stream.h"

namespace chengjie::server::http {
namespace {

class Plain : public Stream {
 public:
  explicit Plain(tcp::socket socket) : socket_(std::move(socket)) {}

  Awaitable<error_code> handshake() override { co_return error_code{}; }

  Awaitable<std::size_t> read_some(std::span<char> room, error_code& ec) override {
    auto const buffer = asio::mutable_buffer{room.data(), room.size()};
    co_return co_await socket_.async_read_some(buffer, into(ec));
  }

  Awaitable<error_code> write(std::string_view first, std::string_view second) override {
    auto ec = error_code{};
    auto const buffers = std::array{asio::const_buffer{first.data(), first.size()},
                                    asio::const_buffer{second.data(), second.size()}};
    co_await asio::async_write(socket_, buffers, into(ec));
    co_return ec;
  }

  Awaitable<void> finish() override {
    auto ignored = error_code{};
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    co_return;
  }

  tcp::socket& socket() override { return socket_; }

 private:
  tcp::socket socket_;
};

}  // namespace

std::unique_ptr<Stream> plain_stream(tcp::socket socket) {
  return std::make_unique<Plain>(std::move(socket));
}

}  // namespace chengjie::server::http
