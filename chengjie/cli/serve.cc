// chengjie serve: the page and its interface, until SIGTERM or SIGINT.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "chengjie/cli/commands.h"
#include "chengjie/server/api/api.h"
#include "chengjie/server/http/listen.h"
#include "chengjie/server/http/static_files.h"

namespace chengjie::cli {
namespace {

namespace http = server::http;

// The signals that end the server reach nobody but the waiting thread.
sigset_t hold_signals() {
  auto signals = sigset_t{};
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

bool loopback(std::string const& bind) {
  return bind == "localhost" || bind == "::1" || bind.starts_with("127.");
}

// Where the built page lies when nobody says: beside the program, or in the checkout.
std::string find_web() {
  auto ec = std::error_code{};
  auto const program = std::filesystem::read_symlink("/proc/self/exe", ec).parent_path();
  for (auto const& folder : {program / "web", program / "../web"}) {
    if (std::filesystem::exists(folder / "index.html", ec)) { return folder.string(); }
  }
  return {};
}

server::Reply page_missing() {
  auto reply = server::Reply{};
  reply.status = 404;
  reply.type = "text/html; charset=utf-8";
  reply.body = std::make_shared<std::string const>(
      "<!doctype html><meta charset=utf-8><title>承接</title><p>网页还没有构建：运行 ./start，"
      "或用 --web 指向构建好的文件夹。接口在 /api/v1。");
  return reply;
}

Result<http::Fallback> page(std::string folder) {
  auto const named = !folder.empty();
  if (!named) { folder = find_web(); }
  if (folder.empty()) {
    return http::Fallback{[](server::Request const&) { return std::optional{page_missing()}; }};
  }
  auto files = http::StaticFiles::load(folder);
  if (!files) { return files.error(); }
  auto const shared = std::make_shared<http::StaticFiles const>(*std::move(files));
  return http::Fallback{[shared](server::Request const& r) { return shared->find(r); }};
}

http::Options options_of(Common const& common, Serve const& serve, server::api::Api& api) {
  auto options = http::Options{};
  options.bind = serve.bind;
  options.port = static_cast<std::uint16_t>(serve.port);
  if (common.threads > 0) { options.threads = static_cast<std::size_t>(common.threads); }
  options.hosts = serve.hosts;
  options.tls_certificate = serve.tls_certificate;
  options.tls_key = serve.tls_key;
  options.temporary = std::filesystem::temp_directory_path().string();
  options.gauges = {
      {"jobs_running", "Jobs that run.", [&api] { return double(api.jobs().running()); }},
      {"jobs_waiting", "Jobs in the queue.", [&api] { return double(api.jobs().waiting()); }}};
  // One address must not take all connections; on this machine all clients share one.
  if (!loopback(serve.bind)) { options.limits.per_peer = 256; }
  return options;
}

}  // namespace

int serve(Common const& common, Serve const& serve) {
  auto const signals = hold_signals();
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto fallback = page(serve.web);
  if (!fallback) { return fail(fallback.error()); }
  auto rules = server::api::Options{};
  rules.ledger = common.ledger;
  rules.region = common.region;
  if (serve.today_named) { rules.today = common.today; }
  rules.demo = serve.demo;
  rules.loopback = loopback(serve.bind);
  rules.tls = !serve.tls_certificate.empty();
  auto api = server::api::open(std::move(rules));
  if (!api) { return fail(api.error()); }
  auto options = options_of(common, serve, **api);
  auto const log = serve.log.empty()
                       ? -1
                       : ::open(serve.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (!serve.log.empty() && log < 0) {
    return fail({Code::unavailable, "日志文件打不开", serve.log, "换一个能写的位置"});
  }
  options.log_descriptor = serve.log.empty() ? STDERR_FILENO : log;
  auto server = http::Server{};
  if (auto const done = server.start(std::move(options), (*api)->routes(), *fallback); !done) {
    return fail(done.error());
  }
  if (auto const password = (*api)->first_password()) {
    std::fprintf(stderr, "%s\n", password->c_str());
  }
  say("承接已在 " + server.address() + " 上运行，按 Ctrl+C 停止");
  std::fflush(stdout);
  auto signal = 0;
  sigwait(&signals, &signal);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second one ends the program at once
  server.stop();
  (*api)->stop();
  if (log >= 0) { ::close(log); }
  return kYes;
}

}  // namespace chengjie::cli
