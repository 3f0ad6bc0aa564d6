// Records and their past as JSON.
#pragma once
#include "chengjie/ledger/record.h"
#include "chengjie/store/store.h"
#include "chengjie/wire/json.h"

namespace chengjie::wire {

Json json_of(Value const&);
Json json_of(Record const&);  // {"kind","key", column: value, ..., "_origin": {...}}
Json json_of(store::LogRow const&);

}  // namespace chengjie::wire
