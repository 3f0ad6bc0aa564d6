// SQLite through SOCI: opening, migrations, and what the library's errors mean to a person.
#pragma once
#include <soci/soci.h>

#include <memory>
#include <string>

#include "chengjie/base/result.h"
#include "chengjie/store/store.h"

namespace chengjie::store {

// Checks what the file is before it is touched: a foreign or damaged file is never written to.
Result<std::unique_ptr<soci::session>> open_database(std::string const& where, Open);

// "database is locked", "disk is full", "malformed" ... in words, with what would help.
Error error_of(std::exception const&, std::string const& where);

}  // namespace chengjie::store
