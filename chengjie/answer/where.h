// Where to put it (放哪里): all waiting projects placed together on the region's parks.
#pragma once
#include "chengjie/answer/context.h"

namespace chengjie::answer {

// `project`: show only this one (all are placed together all the same); "" for all.
Result<Answer> where(Context const&, std::string const& project);

// The projects that wait for a place or stand in one by agreement: not yet in production.
bool waits(Record const& project);

// A number of a project: its own column, the needs table, an assumption.
std::optional<Figure> need_of(Book const&, Record const& project, std::string_view column,
                              std::string_view factor);

}  // namespace chengjie::answer
