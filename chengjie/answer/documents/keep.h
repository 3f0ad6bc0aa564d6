// From a reading to the records that the ledger keeps of a document.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/documents/corrections.h"
#include "chengjie/ledger/record.h"
#include "chengjie/reading/reader.h"

namespace chengjie::answer {

// Facts, entities, relations, directions, tasks and clauses, each with its clause; of equal keys
// only the first. A fact that a correction was laid over names it under "correction".
std::vector<Record> records_of(reading::Reading const&, Corrections const&);

// Kinds that only reading makes; "directions" come from tables too.
inline constexpr auto kDirections = "directions";
std::vector<std::string_view> kinds_of_reading();

}  // namespace chengjie::answer
