// A table that waits for a decision: what it would change, and changing it.
#pragma once
#include "chengjie/server/api/house.h"

namespace chengjie::server::api {

struct TableLook {
  wire::Json preview;  // ImportPreview of the contract
  std::string rejected_csv;
};
// Writes nothing. A file that is refused as a whole is a preview too.
Result<TableLook> look_at(Ledger&, PendingImport const&, access::Caller const&, Progress&);

// {"version","records"}. One change, all or nothing; conflict when a record has moved since
// `based_on`.
Result<wire::Json> write_table(Ledger&, PendingImport const&, access::Caller const&,
                               store::Stamp const&, std::optional<std::int64_t> based_on,
                               Progress&);

}  // namespace chengjie::server::api
