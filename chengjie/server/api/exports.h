// A file that was made for one reply.
#pragma once
#include <string>

#include "chengjie/server/api/ask.h"
#include "chengjie/wire/export.h"

namespace chengjie::server::api {

// `name`: what the browser saves it as, of letters that need no quoting; `path` is removed after.
Reply file_reply(wire::ExportFormat, std::string const& name, std::string path);

}  // namespace chengjie::server::api
