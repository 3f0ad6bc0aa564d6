// A book as a file.
#include "chengjie/server/api/exports.h"

#include <filesystem>

#include "chengjie/access/rights.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/house.h"
#include "chengjie/server/ids.h"

namespace chengjie::server::api {

Reply file_reply(wire::ExportFormat format, std::string const& name, std::string path) {
  auto reply = Reply{};
  reply.type = std::string{wire::content_type_of(format)};
  reply.headers = {{"Cache-Control", "private, no-store"},
                   {"Content-Disposition", "attachment; filename=\"" + name + "\""}};
  reply.file = std::move(path);
  reply.remove_file = true;
  return reply;
}

Outcome export_book(Ask const& ask) {
  auto const& file = ask.request.parameters.at("file");
  auto const dot = file.rfind('.');
  auto const kind = file.substr(0, std::min(dot, file.size()));
  auto const format = wire::export_format_of(file);
  if (!format || !access::sees(ask.caller, kind) || kind_named(kind) == nullptr) {
    return Error{Code::not_found, "没有这个导出文件", file.substr(0, 80),
                 "例如 parks.csv、parks.xlsx、parks.jsonl、parks.geojson"};
  }
  auto const as_of = day_of(ask.request, "as_of", {});
  if (!as_of) { return as_of.error(); }
  auto const path = (std::filesystem::path(ask.house.options.spool) /
                     ("export-" + random_id() + file.substr(dot)))
                        .string();
  auto reader = ask.house.ledger->reader();
  if (!reader) { return reader.error(); }
  auto request = wire::ExportRequest{};
  request.what = kind;
  request.format = *format;
  request.caller = ask.caller;
  request.today = ask.today;
  request.as_of = *as_of;
  auto const made = wire::export_to(**reader, request, path);
  if (!made) { return made.error(); }
  return file_reply(*format, file, path);  // the name is one of our own kinds
}

}  // namespace chengjie::server::api
