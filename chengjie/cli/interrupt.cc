#include "chengjie/cli/interrupt.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>

#include "chengjie/cli/commands.h"

namespace chengjie::cli {
namespace {

// What the handler may touch, on whichever thread it comes.
constexpr auto kTextMax = std::size_t{4096};
std::array<char, kTextMax> said_bytes{};
std::array<char, kTextMax> making_bytes{};
std::sig_atomic_t volatile held = 0;
std::sig_atomic_t volatile is_making = 0;

void keep(std::array<char, kTextMax>& to, std::string const& text) {
  auto const size = std::min(text.size(), kTextMax - 1);
  std::memcpy(to.data(), text.data(), size);
  to[size] = '\0';
}

// Only calls that are allowed in a signal handler.
extern "C" void end_now(int) {
  if (held != 0) { return; }
  if (is_making != 0) { unlink(making_bytes.data()); }
  auto const size = std::strlen(said_bytes.data());
  if (write(STDERR_FILENO, said_bytes.data(), size) < 0) { _exit(kBad); }
  _exit(kBad);
}

void handle(void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  for (auto const number : {SIGINT, SIGTERM}) { sigaction(number, &action, nullptr); }
}

}  // namespace

Interrupt::Interrupt(std::string said) {
  held = 0;
  is_making = 0;
  keep(said_bytes, "\nchengjie: " + said + "\n");
  handle(end_now);
}

// What was held is done: a signal now would tell of an end that the ledger does not know.
Interrupt::~Interrupt() { handle(held != 0 ? SIG_IGN : SIG_DFL); }

void Interrupt::making(std::string const& path) {
  is_making = 0;
  keep(making_bytes, path);
  is_making = path.empty() ? 0 : 1;
}

void Interrupt::hold() { held = 1; }

}  // namespace chengjie::cli
