// Answers for a request: the book as the caller sees it, the region, and what is shown kept
// openable.
#pragma once
#include "chengjie/answer/context.h"
#include "chengjie/server/api/house.h"

namespace chengjie::server::api {

struct Asking {
  SnapshotPtr shown;  // as the caller may see it
  std::string region, today;
};
// Of the request's `region` and `today`.
Result<Asking> asking(Ask const&);
Result<Asking> asking(Ask const&, SnapshotPtr, std::string const& region, std::string const& today);

bool is_question(std::string_view);
Result<answer::Answer> answered(Ask const&, Asking const&, std::string const& question,
                                std::string const& project, Shown::Keep, answer::Basis&);

}  // namespace chengjie::server::api
