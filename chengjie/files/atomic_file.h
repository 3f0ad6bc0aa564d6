// A file that is there whole or not at all: written beside its place, forced to the disk, then
// renamed. Thrown away before commit(), nothing of it is left.
#pragma once
#include <cstdio>
#include <string>
#include <string_view>

#include "chengjie/base/result.h"

namespace chengjie::files {

inline constexpr std::string_view kMaking = ".making";  // behind the path while it is being made

class AtomicFile {
 public:
  explicit AtomicFile(std::string path)
      : path_(std::move(path)), making_(path_ + std::string{kMaking}) {}
  ~AtomicFile();
  AtomicFile(AtomicFile const&) = delete;
  AtomicFile& operator=(AtomicFile const&) = delete;

  Result<Done> open();  // unavailable when the place cannot be written to
  Result<Done> write(std::string_view);
  Result<Done> commit();

  // Where it is being made, for a library that writes by itself after open().
  std::string const& making() const { return making_; }
  Error cannot_write() const;  // names the file and, where known, the system's reason

 private:
  std::string path_, making_;
  std::FILE* file_{};
  bool made_{};
};

}  // namespace chengjie::files
