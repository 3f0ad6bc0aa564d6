// A request's body while it arrives: in memory up to a bound, beyond it in a temporary file.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace chengjie::server::http {

// The folder for temporary files and what lies there now, of all requests.
struct SpoolRoom {
  std::string folder = "/tmp";
  std::uint64_t bytes_max{};
  std::atomic<std::uint64_t> bytes{};
};

class Spool {
 public:
  Spool(SpoolRoom& room, std::uint64_t in_memory) : room_(room), in_memory_(in_memory) {}
  ~Spool();  // removes the file
  Spool(Spool const&) = delete;
  Spool& operator=(Spool const&) = delete;

  // 0, or the status to refuse with: 507 without space.
  unsigned take(std::string_view);
  std::string take_memory() { return std::move(memory_); }
  std::string const& file() const { return file_; }  // "" while it fits memory
  void close();                                      // what was taken stands in the file
  std::uint64_t size() const { return size_; }

 private:
  bool open();
  bool write(std::string_view);
  SpoolRoom& room_;
  std::uint64_t in_memory_;
  std::uint64_t size_{}, on_disk_{};
  std::string memory_, file_;
  int descriptor_ = -1;
};

}  // namespace chengjie::server::http
