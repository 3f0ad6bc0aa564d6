#include "chengjie/files/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace chengjie::files {
namespace {

// A rename is safe only once the folder that holds the name is on the disk too.
bool sync_folder_of(std::string const& path) {
  auto const slash = path.rfind('/');
  auto const folder = slash == std::string::npos ? std::string{"."} : path.substr(0, slash + 1);
  auto const handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) { return false; }
  // Some network file systems cannot sync a folder; there the rename is all that can be had.
  auto const done = ::fsync(handle) == 0 || errno == EINVAL;
  ::close(handle);
  return done;
}

}  // namespace

AtomicFile::~AtomicFile() {
  if (file_ != nullptr) { std::fclose(file_); }
  if (made_) { std::remove(making_.c_str()); }
}

Error AtomicFile::cannot_write() const {
  auto const reason = errno == ENOSPC   ? std::string{"磁盘已满"}
                      : errno == EACCES ? std::string{"没有权限"}
                      : errno == ENOENT ? std::string{"没有这个文件夹"}
                                        : std::string{};
  return {Code::unavailable, "写不了文件" + (reason.empty() ? "" : "：" + reason), path_,
          "检查路径、权限和磁盘"};
}

Result<Done> AtomicFile::open() {
  errno = 0;
  file_ = std::fopen(making_.c_str(), "wb");
  if (file_ == nullptr) { return cannot_write(); }
  made_ = true;
  constexpr auto kBuffer = std::size_t{1} << 18;
  std::setvbuf(file_, nullptr, _IOFBF, kBuffer);
  return kDone;
}

Result<Done> AtomicFile::write(std::string_view bytes) {
  errno = 0;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) { return cannot_write(); }
  return kDone;
}

Result<Done> AtomicFile::commit() {
  errno = 0;
  auto const flushed = std::fflush(file_) == 0 && ::fsync(::fileno(file_)) == 0;
  auto const closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!flushed || !closed || std::rename(making_.c_str(), path_.c_str()) != 0) {
    return cannot_write();
  }
  made_ = false;
  return sync_folder_of(path_) ? Result<Done>{kDone} : Result<Done>{cannot_write()};
}

}  // namespace chengjie::files
