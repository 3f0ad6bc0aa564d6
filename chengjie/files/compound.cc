#include "chengjie/files/compound.h"

#include <algorithm>

namespace chengjie::files {
namespace {

constexpr std::uint32_t kLastSector = 0xfffffff9;  // above it: end of chain, free, ...

Refused damaged() {
  return refuse(Refusal::damaged, "文件损坏或没有传完",
                "请重新下载，或在表格软件中打开后另存为 xlsx");
}

}  // namespace

std::uint32_t little16(std::string_view bytes, std::size_t at) {
  if (at + 2 > bytes.size()) { return 0; }
  return static_cast<unsigned char>(bytes[at]) |
         static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1])) << 8;
}
std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return at + 4 > bytes.size() ? 0 : little16(bytes, at) | little16(bytes, at + 2) << 16;
}

std::string_view Compound::sector(std::uint32_t index) const {
  auto const at = (std::uint64_t{index} + 1) << shift_;
  return at >= bytes_.size() ? std::string_view{} : bytes_.substr(at, std::size_t{1} << shift_);
}

bool Compound::chain(std::uint32_t start, std::string& out) const {
  std::size_t steps = 0;
  for (auto at = start; at <= kLastSector; at = fat_[at]) {
    auto const data = sector(at);
    if (data.empty() || at >= fat_.size() || ++steps > fat_.size()) { return false; }
    out += data;
  }
  return true;
}

bool Compound::read_fat() {
  std::vector<std::uint32_t> sectors;
  for (std::size_t i = 0; i != 109; ++i) { sectors.push_back(little32(bytes_, 76 + 4 * i)); }
  auto const per_sector = (std::size_t{1} << shift_) / 4;
  std::size_t steps = 0;
  for (auto at = little32(bytes_, 68); at <= kLastSector;) {
    auto const data = sector(at);
    if (data.size() < per_sector * 4 || ++steps > (bytes_.size() >> shift_)) { return false; }
    for (std::size_t i = 0; i + 1 != per_sector; ++i) { sectors.push_back(little32(data, 4 * i)); }
    at = little32(data, 4 * (per_sector - 1));
  }
  for (auto const index : sectors) {
    if (index > kLastSector) { continue; }
    auto const data = sector(index);
    if (data.empty() || fat_.size() > bytes_.size()) { return false; }
    for (std::size_t i = 0; i != per_sector; ++i) { fat_.push_back(little32(data, 4 * i)); }
  }
  return !fat_.empty();
}

bool Compound::read_directory(std::uint32_t start) {
  std::string directory;
  if (!chain(start, directory)) { return false; }
  for (std::size_t at = 0; at + 128 <= directory.size(); at += 128) {
    auto const data = std::string_view{directory}.substr(at, 128);
    Entry entry;
    auto const length = std::min<std::uint32_t>(little16(data, 64), 64) / 2;
    for (std::uint32_t i = 0; i + 1 < length; ++i) {
      auto const c = little16(data, 2 * i);
      entry.name += c < 0x80 ? static_cast<char>(c) : '?';
    }
    entry.type = static_cast<unsigned char>(data[66]);
    entry.start = little32(data, 116);
    entry.size = little32(data, 120);
    entries_.push_back(std::move(entry));
  }
  return true;
}

Outcome Compound::open(std::string_view bytes) {
  bytes_ = bytes;
  if (bytes.size() < 1536) { return damaged(); }
  shift_ = little16(bytes, 30);
  if (shift_ != 9 && shift_ != 12) { return damaged(); }
  mini_cutoff_ = little32(bytes, 56);
  if (!read_fat() || !read_directory(little32(bytes, 48))) { return damaged(); }
  auto const root = std::ranges::find(entries_, 5, &Entry::type);
  std::string mini_fat;
  if (root == entries_.end() || !chain(little32(bytes, 60), mini_fat)) { return damaged(); }
  for (std::size_t at = 0; at + 4 <= mini_fat.size(); at += 4) {
    mini_fat_.push_back(little32(mini_fat, at));
  }
  if (root->size != 0 && !chain(root->start, mini_stream_)) { return damaged(); }
  return {};
}

Compound::Entry const* Compound::find(std::string_view name) const {
  auto const found =
      std::ranges::find_if(entries_, [&](Entry const& e) { return e.type == 2 && e.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

Outcome Compound::read(std::string_view name, std::string& out) const {
  auto const* const entry = find(name);
  if (entry == nullptr) { return damaged(); }
  if (entry->size >= mini_cutoff_) {
    if (!chain(entry->start, out)) { return damaged(); }
  } else {
    std::size_t steps = 0;
    for (auto at = entry->start; at <= kLastSector && out.size() < entry->size;
         at = mini_fat_[at]) {
      if (at >= mini_fat_.size() || (std::size_t{at} + 1) * 64 > mini_stream_.size() ||
          ++steps > mini_fat_.size()) {
        return damaged();
      }
      out.append(mini_stream_, std::size_t{at} * 64, 64);
    }
  }
  if (out.size() < entry->size) { return damaged(); }
  out.resize(static_cast<std::size_t>(entry->size));
  return {};
}

}  // namespace chengjie::files
