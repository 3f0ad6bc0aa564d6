// Asio as this folder uses it, compiled once (asio.cc). Nothing outside of http/ includes this.
#pragma once
// Boost 1.74 needs <utility> before asio under C++20.
#include <utility>
// It knows the standard's coroutines from g++ only; clang has them as well.
#if defined(__clang__) && !defined(BOOST_ASIO_HAS_CO_AWAIT)
#define BOOST_ASIO_HAS_CO_AWAIT 1
#endif
#ifndef BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_ASIO_SEPARATE_COMPILATION
#endif
#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 pairs the frames' operator delete with the inlined inside of their operator new.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace chengjie::server::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
template <class T = void>
using Awaitable = asio::awaitable<T>;
using Clock = std::chrono::steady_clock;

// co_await thing(..., into(ec)): no exceptions.
inline auto into(error_code& ec) { return asio::redirect_error(asio::use_awaitable, ec); }

}  // namespace chengjie::server::http
