// Where `read` finds its documents: files, folders, lines of the standard input.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/base/date.h"
#include "chengjie/base/result.h"

namespace chengjie::cli {

struct Document {
  std::string path;  // "" when the text came with the request
  std::string name;  // what stands under "doc"
  std::string text;
  std::optional<Date> date;
  bool of_folder{};  // found, not named: skipped when the ledger has read it already
};

// A file as it is named; of a folder all files below it by name, hidden ones left out.
Result<std::vector<Document>> documents_below(std::string const& path);

// A path, or {"doc" or "name": …, "text": …, "date": "YYYY-MM-DD"}. `where` stands in errors.
Result<std::vector<Document>> documents_of_line(std::string const& line, std::string const& where);

// Lines of a file descriptor, one over the bound read past without holding it.
inline constexpr auto kLineMax = std::size_t{16} << 20;
class LineReader {
 public:
  explicit LineReader(int from) : from_(from) {}
  struct Line {
    std::string text;  // without its end; "" when too long
    std::int64_t number{};
    bool too_long{};
  };
  // Nothing at the end, or when a signal came.
  std::optional<Line> next();

 private:
  bool fill();
  int from_;
  std::string buffer_;
  std::size_t at_{};
  std::int64_t number_{};
  bool ended_{};
};

}  // namespace chengjie::cli
