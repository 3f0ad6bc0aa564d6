// The ledger's tables and the answers as files: CSV, XLSX, JSON Lines, GeoJSON. For command line
// and server alike: nothing is printed, the caller is an argument.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/access/caller.h"
#include "chengjie/answer/line.h"
#include "chengjie/store/store.h"

namespace chengjie::wire {

enum class ExportFormat { csv, xlsx, jsonl, geojson };
// By the end of a file's name.
std::optional<ExportFormat> export_format_of(std::string_view path);
std::string_view content_type_of(ExportFormat);  // "text/csv; charset=utf-8" ...

struct ExportRequest {
  // A kind of record ("parks", "assumptions"), "answer:what|where|how|effect" or "conflicts".
  std::string what;
  ExportFormat format{};
  access::Caller caller;
  std::string today;    // ISO; stands in the file
  std::string as_of;    // of records: a day or a published name; "" now
  std::string region;   // of answers: "" the ledger's home region
  std::string project;  // of answer:where and answer:effect; "" all
};

struct Exported {
  std::string what, title, path;
  std::size_t rows{};
  std::int64_t version{};
  std::vector<std::string> left_out;       // titles of columns the caller may not see
  std::vector<std::string> without_place;  // GeoJSON: rows that have none, by id
  std::vector<std::string> cut;            // XLSX: columns with texts longer than a cell can hold
};

// Called now and then with rows written and rows in all; false gives up, and nothing is left.
using ExportProgress = std::function<bool(std::size_t done, std::size_t all)>;

// Writes `path` as a whole or not at all. Columns and rows that the caller may not see are left
// out, and the file says so. Errors: bad_usage (no such table), not_found (a day before the ledger,
// a region that is not in it), unsupported (places asked of what has none), unavailable (disk,
// given up). Memory: some tens of MB for a kind's records of now; as-of and answers hold the book.
Result<Exported> export_to(store::Store&, ExportRequest const&, std::string const& path,
                           ExportProgress const& = {});

// An answer that is at hand, written the same way; of the request only format, caller and today
// count. `version`: of the ledger it was computed on.
Result<Exported> export_answer(answer::Answer, ExportRequest const&, std::int64_t version,
                               std::string const& path);

}  // namespace chengjie::wire
