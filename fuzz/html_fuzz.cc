// Any bytes as a web page: refused in one sentence, or text whose segments lie inside it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "chengjie/base/check.h"
#include "chengjie/files/html.h"

using namespace chengjie;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data), size};
  (void)files::is_html(bytes);
  auto const got = files::read_html(bytes);
  if (!got) {
    CJ_CHECK(!got.error().what.empty());
    return 0;
  }
  CJ_CHECK(!got->text.empty());
  auto before = std::size_t{0};
  for (auto const& s : got->segments) {
    CJ_CHECK(s.begin >= before && s.begin < s.end && s.end <= got->text.size());
    before = s.end;
  }
  return 0;
}
