#include "chengjie/server/http/spool.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace chengjie::server::http {

Spool::~Spool() {
  close();
  if (!file_.empty()) { ::unlink(file_.c_str()); }
  room_.bytes -= on_disk_;
}

unsigned Spool::take(std::string_view bytes) {
  size_ += bytes.size();
  if (descriptor_ < 0 && size_ <= in_memory_) {
    memory_ += bytes;
    return 0;
  }
  if (descriptor_ < 0 && !open()) { return 507; }
  return write(bytes) ? 0 : 507;
}

bool Spool::open() {
  file_ = room_.folder + "/chengjie-upload-XXXXXX";
  descriptor_ = ::mkstemp(file_.data());
  if (descriptor_ < 0) {
    file_.clear();
    return false;
  }
  auto const earlier = std::move(memory_);
  memory_.clear();
  return write(earlier);
}

bool Spool::write(std::string_view bytes) {
  on_disk_ += bytes.size();
  if (room_.bytes.fetch_add(bytes.size()) + bytes.size() > room_.bytes_max) { return false; }
  while (!bytes.empty()) {
    auto const n = ::write(descriptor_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) { continue; }
    if (n <= 0) { return false; }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

void Spool::close() {
  if (descriptor_ >= 0) { ::close(descriptor_); }
  descriptor_ = -1;
}

}  // namespace chengjie::server::http
