// What a person does to the log as a whole: take a change back, sign a version off.
#pragma once
#include "chengjie/store/sqlite/log.h"

namespace chengjie::store {

// Puts back what stood before a change. not_found: there is no such change; conflict: one of its
// records has changed since, or it published a version.
Result<Done> take_back(Connection*, std::int64_t change, ChangeWriter&);

// The record that signs the present version off; bad_input for an empty ledger.
Result<Record> published_record(Connection*, Store::Signed const&, Stamp const&);

// The change that a published version is of; 0 when the record does not say.
std::int64_t version_of(Record const& published);

}  // namespace chengjie::store
