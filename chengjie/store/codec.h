// A record as JSON text: how it stands in the database and in the change log.
#pragma once
#include <string>
#include <string_view>

#include "chengjie/base/result.h"
#include "chengjie/ledger/record.h"

namespace chengjie::store {

std::string encode(Record const&);  // canonical: equal records give equal text
Result<Record> decode(std::string_view kind, std::string_view key, std::string_view text);

}  // namespace chengjie::store
