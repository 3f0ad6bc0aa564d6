// A Word document's body of any bytes, and any bytes as its container: refused in one sentence, or
// text whose segments lie inside it.
#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "chengjie/base/check.h"
#include "chengjie/files/document.h"

using namespace chengjie;

namespace {

std::string boxed(std::string_view body) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  auto const add = [&](char const* name, std::string_view bytes) {
    auto const index = zip_file_add(
        archive, name, zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  };
  add("word/document.xml", body);
  add("word/footnotes.xml", "<f><footnote id='1'><p><r><t>n</t></r></p></footnote></f>");
  CJ_CHECK(zip_close(archive) == 0);
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  auto out = std::string(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

void hold(std::string_view bytes) {
  auto const got = files::open_document(bytes, "fuzz");
  if (!got) {
    CJ_CHECK(!got.error().what.empty());
    return;
  }
  auto before = std::size_t{0};
  for (auto const& s : got->segments) {
    CJ_CHECK(s.begin >= before && s.begin < s.end && s.end <= got->text.size());
    before = s.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data), size};
  if (bytes.starts_with("PK")) { hold(bytes); }
  hold(boxed(bytes));
  return 0;
}
