// Reading and writing over a layer of Asio, the same for a bare socket and for TLS on one.
#pragma once
#include <array>

#include "chengjie/server/http/stream.h"

namespace chengjie::server::http {

template <class Layer>
class Layered : public Stream {
 public:
  template <class... From>
  explicit Layered(From&&... from) : layer_(std::forward<From>(from)...) {}

  Awaitable<std::size_t> read_some(std::span<char> room, error_code& ec) override {
    auto const buffer = asio::mutable_buffer{room.data(), room.size()};
    co_return co_await layer_.async_read_some(buffer, into(ec));
  }

  Awaitable<error_code> write(std::string_view first, std::string_view second) override {
    auto ec = error_code{};
    auto const buffers = std::array{asio::const_buffer{first.data(), first.size()},
                                    asio::const_buffer{second.data(), second.size()}};
    co_await asio::async_write(layer_, buffers, into(ec));
    co_return ec;
  }

 protected:
  Layer layer_;
};

}  // namespace chengjie::server::http
