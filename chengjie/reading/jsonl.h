// One JSON object a line, in the key names of the fact format (methods/facts.md).
#pragma once
#include <string>
#include <string_view>

#include "chengjie/reading/reader.h"

namespace chengjie::reading {

// `doc` stands under "doc"; no line end is written.
std::string to_jsonl(Figure const&, std::string_view doc);
std::string to_jsonl(Entity const&, std::string_view doc);
std::string to_jsonl(Relation const&, std::string_view doc);
std::string to_jsonl(ClauseRow const&, std::string_view doc);

}  // namespace chengjie::reading
