// The built page: read into memory once at the start, so that no request can reach the disk.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "chengjie/base/result.h"
#include "chengjie/server/handler.h"

namespace chengjie::server::http {

class StaticFiles {
 public:
  // Every plain file under the folder; links, dot files and what is neither are left out. NAME.gz
  // beside NAME is its packed form. Refused: no folder, no index.html, over 256 MiB.
  static Result<StaticFiles> load(std::string const& folder);

  // The file of the path. A path that is no file and not under /api/ or /assets/ is a place
  // inside the page: index.html. Names with a hash ("index-B3xk9_aQ.js") may be kept for a year.
  std::optional<Reply> find(Request const&) const;
  std::size_t size() const { return files_.size(); }

 private:
  std::map<std::string, Reply> files_;  // "/assets/index.js"
};

}  // namespace chengjie::server::http
