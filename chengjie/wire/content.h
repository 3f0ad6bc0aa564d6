// What can be exported, whatever the file: rows as a table for people and as JSON for programs,
// and what the caller may not see of it.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/access/caller.h"
#include "chengjie/answer/line.h"
#include "chengjie/answer/reconciling/contradictions.h"
#include "chengjie/files/table_out.h"
#include "chengjie/store/store.h"
#include "chengjie/wire/json.h"

namespace chengjie::wire {

using Cells = std::vector<files::OutValue>;

struct Place {
  double lon{};  // WGS 84, degrees
  double lat{};
};

// One row, of use until the next one comes.
class ContentRow {
 public:
  virtual ~ContentRow() = default;
  virtual void cells(Cells&) const = 0;  // beside Content::columns
  virtual Json json() const = 0;
  virtual std::string id() const = 0;  // "PARK-1": what a reply names it by
  virtual std::optional<Place> place() const { return {}; }
};

class Content {
 public:
  virtual ~Content() = default;
  using Visit = std::function<Result<Done>(ContentRow const&)>;
  virtual Result<Done> each(Visit const&) = 0;

  std::string name;   // "parks", "answer:what"
  std::string title;  // "园区配套能力表"
  std::vector<files::OutColumn> columns;
  std::size_t rows{};
  bool has_places{};                  // rows of it can have a place
  std::vector<std::string> left_out;  // titles of columns that the caller may not see
  bool rows_left_out{};               // so are rows
  std::vector<std::pair<std::string, std::string>> about;  // more that the reader should know
};

// A kind's records by key; `records` is called twice, for what columns are used and for the rows.
using Records = std::function<Result<Done>(store::Store::Visit const&)>;
Result<std::unique_ptr<Content>> content_of_records(std::string const& kind, Records,
                                                    access::Caller const&);
std::unique_ptr<Content> content_of(answer::Answer);
std::unique_ptr<Content> content_of(std::vector<answer::Contradiction>);

}  // namespace chengjie::wire
