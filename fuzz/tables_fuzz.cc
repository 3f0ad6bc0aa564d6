// Any bytes as a table of any kind: refused with a code, or read so that every row is a record or
// rejected; never a crash. What was rejected must be readable again.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

#include "chengjie/base/check.h"
#include "chengjie/tables/expected.h"

using namespace chengjie;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) { return 0; }
  // The last byte, not the first, so that real files keep their mark.
  auto const& kind = kinds()[data[size - 1] % kinds().size()];
  auto const import =
      tables::import_table({reinterpret_cast<char const*>(data), size - 1}, "表.xlsx", kind);
  CJ_CHECK(import.ok());
  if (!import->refused.empty()) {
    CJ_CHECK(!import->error.what.empty());
    return 0;
  }
  CJ_CHECK(import->rows_read == import->records.size() + import->rejected_rows.size());
  std::set<std::string_view> keys;
  for (auto const& record : import->records) { CJ_CHECK(keys.insert(record.key).second); }
  CJ_CHECK(!tables::expected_json(*import).empty());
  auto const rejected = tables::rejected_csv(*import);
  CJ_CHECK(rejected.empty() == import->rejected_rows.empty());
  if (!rejected.empty()) { CJ_CHECK(tables::import_table(rejected, "表.csv", kind).ok()); }
  return 0;
}
