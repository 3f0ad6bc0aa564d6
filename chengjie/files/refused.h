// Why a whole file is refused, for programs and for the person who sent it.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "chengjie/base/result.h"

namespace chengjie::files {

enum class Refusal {
  empty_file,          // nothing in it, or only blank space
  encrypted,           // needs a password
  damaged,             // cut off or broken container
  bad_encoding,        // neither UTF-8 nor GB18030, nor UTF-16 with its mark
  unsupported_format,  // known, but not read
  too_large,           // over one of the bounds below
};
std::string_view name_of(Refusal);

struct Refused {
  Refusal why{};
  Error error;
};
using Outcome = std::optional<Refused>;  // nothing: done

Refused refuse(Refusal, std::string what, std::string help = {});

// Bounds against files made to exhaust a machine. Excel's own are 16,384 columns and 1,048,576
// rows.
inline constexpr std::size_t kColumnsMax = 16'384;
inline constexpr std::size_t kRowsMax = 8'000'000;
inline constexpr std::size_t kCellsMax = 120'000'000;
inline constexpr std::size_t kSheetsMax = 1'000;
inline constexpr std::size_t kMergesMax = 1'000'000;
inline constexpr std::size_t kCellBytesMax = std::size_t{1} << 20;  // Excel: 32,767 characters
inline constexpr std::size_t kPartBytesMax = std::size_t{3}
                                             << 29;  // one part of a container, unpacked
inline constexpr std::size_t kSmallPartBytesMax = std::size_t{64} << 20;  // styles, workbook
// Sheets of real tables unpack 10 to 50 times; a part over this and over 64 MiB is a bomb.
inline constexpr std::size_t kUnpackRatioMax = 200;
inline constexpr std::size_t kDepthMax = 200;  // nested elements
inline constexpr std::size_t kPartsMax = 20'000;

}  // namespace chengjie::files
