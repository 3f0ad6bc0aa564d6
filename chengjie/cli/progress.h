// Progress on a terminal for anything over two seconds, none in a pipe.
#pragma once
#include <chrono>
#include <cstdio>
#include <string>

namespace chengjie::cli {

class Progress {
 public:
  explicit Progress(bool terminal) : terminal_(terminal) {}
  ~Progress() { clear(); }
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void tell(std::string const& line) {
    using namespace std::chrono_literals;
    auto const now = std::chrono::steady_clock::now();
    if (!terminal_ || now - begun_ < 2s || now - told_ < 100ms) { return; }
    told_ = now;
    shown_ = true;
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
    std::fflush(stderr);
  }
  void clear() {
    if (shown_) { std::fputs("\r\033[K", stderr); }
    shown_ = false;
  }

 private:
  bool terminal_;
  bool shown_{};
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point told_{};
};

}  // namespace chengjie::cli
