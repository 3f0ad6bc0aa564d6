#include "chengjie/files/zip.h"

#include <zip.h>

#include <algorithm>

namespace chengjie::files {
namespace {

Refused damaged() {
  return refuse(Refusal::damaged, "文件损坏或没有传完", "请重新下载，或在表格软件中打开后另存");
}

Refused bomb() {
  return refuse(Refusal::too_large,
                "压缩包解开后过大（一个部分超过 1.5 GB，或涨到 200 倍以上，或部分超过 2 万个）",
                "请另存为 CSV，或分成几个文件导入");
}

}  // namespace

struct Zip::State {
  zip_t* archive{};
  ~State() {
    if (archive != nullptr) { zip_discard(archive); }
  }
};

Zip::Zip() : state_(std::make_unique<State>()) {}
Zip::~Zip() = default;

Outcome Zip::open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) { return damaged(); }
  state_->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (state_->archive == nullptr) {
    zip_source_free(source);
    return damaged();
  }
  auto const parts = zip_get_num_entries(state_->archive, 0);
  if (parts < 0) { return damaged(); }
  if (static_cast<std::size_t>(parts) > kPartsMax) { return bomb(); }
  for (zip_int64_t i = 0; i != parts; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(state_->archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0) {
      return damaged();
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
      return refuse(Refusal::encrypted, "文件有密码", "请去掉密码后重新发送");
    }
  }
  return {};
}

bool Zip::has(std::string const& part) const {
  return zip_name_locate(state_->archive, part.c_str(), 0) >= 0;
}

Outcome Zip::read(std::string const& name, std::string& out) const {
  Part part(*this, name);
  if (!part.ok()) { return damaged(); }
  char buffer[1 << 15];
  for (;;) {
    auto const got = part.read(buffer, sizeof buffer);
    if (got == 0) { return {}; }
    if (got < 0) { return got == -2 ? bomb() : damaged(); }
    out.append(buffer, static_cast<std::size_t>(got));
    if (out.size() > kSmallPartBytesMax) { return bomb(); }
  }
}

Zip::Part::Part(Zip const& zip, std::string const& name)
    : handle_(zip_fopen(zip.state_->archive, name.c_str(), 0)) {
  zip_stat_t stat;
  if (zip_stat(zip.state_->archive, name.c_str(), 0, &stat) == 0 &&
      (stat.valid & ZIP_STAT_COMP_SIZE) != 0) {
    auto const by_ratio = std::max<std::uint64_t>(
        kSmallPartBytesMax,
        stat.comp_size > kPartBytesMax ? kPartBytesMax : stat.comp_size * kUnpackRatioMax);
    unpacked_max_ = std::min<std::uint64_t>(kPartBytesMax, by_ratio);
  }
}

Zip::Part::~Part() {
  if (handle_ != nullptr) { zip_fclose(static_cast<zip_file_t*>(handle_)); }
}

std::ptrdiff_t Zip::Part::read(char* to, std::size_t size) {
  auto const got = zip_fread(static_cast<zip_file_t*>(handle_), to, size);
  if (got < 0) { return -1; }
  unpacked_ += static_cast<std::uint64_t>(got);
  return unpacked_ > unpacked_max_ ? -2 : static_cast<std::ptrdiff_t>(got);
}

}  // namespace chengjie::files
