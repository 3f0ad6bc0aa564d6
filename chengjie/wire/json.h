// Answers and figures as JSON, in the shapes of the contract.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "chengjie/answer/line.h"
#include "chengjie/ledger/record.h"

namespace chengjie::wire {

using Json = nlohmann::ordered_json;

// {"value","unit","bound","kind","period","scope","mark","source"} and the names a person needs;
// "words" is how a person reads it: "超1007.8亿元".
Json json_of(Figure const&);
// {"text","spans","figures"}: a span is a text or the index of a figure.
Json json_of(answer::Line const&);
Json json_of(answer::Item const&);
Json json_of(answer::Answer const&);

// A figure with its evidence in full, so that it can be kept and opened later; and back.
std::string trace_text(Figure const&);
Result<Figure> figure_of_trace(std::string_view);

// {"mark","source","document"|"file","offset"|"cell","clause","formula","inputs"} of a source.
Json source_json(Figure const&);

std::string dump(Json const&);  // one line, UTF-8, invalid bytes replaced

}  // namespace chengjie::wire
