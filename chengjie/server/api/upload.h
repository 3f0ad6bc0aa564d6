// Files that come with a request, and the job that works on one.
#pragma once
#include <memory>
#include <string>

#include "chengjie/server/api/house.h"

namespace chengjie::server::api {

// A body on disk; the file goes with the last one who holds it.
class Spooled {
 public:
  explicit Spooled(std::string path) : path_(std::move(path)) {}
  Spooled(Spooled const&) = delete;
  Spooled& operator=(Spooled const&) = delete;
  ~Spooled();
  std::string const& path() const { return path_; }
  Result<std::string> bytes() const;
  std::string release();  // the path; the file stays

 private:
  std::string path_;
};

// The request's body, wherever it is, as a file of ours. bad_input when it is empty, unless whoever
// reads it says so in words of their own.
enum class Empty { refused, taken };
Result<std::shared_ptr<Spooled>> spooled(Ask const&, Empty = Empty::refused);
// The parameter `name` as the name of a file: its last part, without control characters.
Result<std::string> file_name_of(Request const&);
// Starts the job and answers 202 with it.
Outcome started(Ask const&, std::string kind, Jobs::Work);

}  // namespace chengjie::server::api
