// Compound files (MS-CFB): the container of .xls, and of workbooks with a password.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/files/refused.h"

namespace chengjie::files {

inline constexpr std::string_view kCompoundMark = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

class Compound {
 public:
  // `bytes` must outlive it. Refuses with damaged.
  Outcome open(std::string_view bytes);
  bool has(std::string_view stream) const { return find(stream) != nullptr; }
  // The stream as a whole; refuses with damaged when its chain is broken.
  Outcome read(std::string_view stream, std::string& out) const;

 private:
  struct Entry {
    std::string name;  // ASCII part, enough to tell the streams we know
    unsigned char type{};
    std::uint32_t start{};
    std::uint64_t size{};
  };
  Entry const* find(std::string_view name) const;
  std::string_view sector(std::uint32_t index) const;
  bool chain(std::uint32_t start, std::string& out) const;
  bool read_fat();
  bool read_directory(std::uint32_t start);

  std::string_view bytes_;
  unsigned shift_{9};
  std::uint32_t mini_cutoff_{4096};
  std::vector<std::uint32_t> fat_, mini_fat_;
  std::string mini_stream_;
  std::vector<Entry> entries_;
};

std::uint32_t little16(std::string_view bytes, std::size_t at);  // 0 beyond the end
std::uint32_t little32(std::string_view bytes, std::size_t at);

}  // namespace chengjie::files
