// Bytes that arrived and are not used yet; never more than a bound.
#pragma once
#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace chengjie::server::http {

class Inbox {
 public:
  explicit Inbox(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  void use(std::size_t n) {
    begin_ += n;
    if (begin_ == end_) { begin_ = end_ = 0; }
  }
  bool full() const { return end_ - begin_ == bytes_max_; }
  // Where the next bytes go; not empty unless full.
  std::span<char> room() {
    if (begin_ > 0) {
      std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (end_ == size_) { grow(); }
    return {bytes_.get() + end_, size_ - end_};
  }
  void arrived(std::size_t n) { end_ += n; }

 private:
  void grow() {
    auto const size = std::min(bytes_max_, std::max(kFirst, size_ * 2));
    auto bytes = std::make_unique<char[]>(size);
    if (end_ > 0) { std::memcpy(bytes.get(), bytes_.get(), end_); }
    bytes_ = std::move(bytes);
    size_ = size;
  }
  static constexpr auto kFirst = std::size_t{2048};  // most requests; thousands of clients idle
  std::size_t bytes_max_, size_{}, begin_{}, end_{};
  std::unique_ptr<char[]> bytes_;
};

}  // namespace chengjie::server::http
