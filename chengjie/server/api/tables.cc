// Tables: a look at one without writing, corrections of its columns, writing it.
#include <algorithm>

#include "chengjie/access/rights.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/table_look.h"
#include "chengjie/server/api/upload.h"
#include "chengjie/server/ids.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

Error no_import(Ask const& ask) {
  return {Code::not_found, "没有这张待确认的表", ask.request.parameters.at("id").substr(0, 64),
          "可能已确认、已放弃或已过期，重新上传"};
}

std::optional<PendingImport> own(Ask const& ask) {
  return ask.house.imports.find(ask.request.parameters.at("id"), ask.caller.name);
}

Outcome look(Ask const& ask, PendingImport const& import) {
  return started(
      ask, "import_preview",
      [&house = ask.house, import, caller = ask.caller](Progress& progress) -> Result<std::string> {
        auto found = look_at(*house.ledger, import, caller, progress);
        if (!found) { return found.error(); }
        auto preview = std::make_shared<std::string const>(wire::dump(found->preview));
        house.imports.found(import.id, preview,
                            std::make_shared<std::string const>(std::move(found->rejected_csv)));
        return *preview;
      });
}

}  // namespace

Outcome preview_import(Ask const& ask) {
  auto import = PendingImport{};
  auto const kind = text_of(ask.request, "kind", 64);
  if (!kind) { return kind.error(); }
  if (kind_named(*kind) == nullptr) {
    return Error{Code::bad_usage, "没有这本台账", "kind", "见 /kinds"};
  }
  if (!access::writes(ask.caller, *kind)) {
    return Problem{403, "forbidden",
                   Error{Code::bad_usage, "没有改这本台账的权限", *kind, "请管理员或规划处理"}};
  }
  auto const name = file_name_of(ask.request);
  if (!name) { return name.error(); }
  auto const sheet = text_of(ask.request, "sheet", 256);
  if (!sheet) { return sheet.error(); }
  auto file = spooled(ask, Empty::taken);  // an empty table is refused as the reader refuses it
  if (!file) { return file.error(); }
  import.id = random_id();
  import.owner = ask.caller.name;
  import.kind = *kind;
  import.name = *name;
  import.sheet = *sheet;
  import.made_ms = ask.house.now_ms();
  import.path = (*file)->release();
  if (auto const added = ask.house.imports.add(import); !added) { return added.error(); }
  return look(ask, import);
}

Outcome import_preview(Ask const& ask) {
  auto const import = own(ask);
  if (!import || !import->preview) { return no_import(ask); }
  auto reply = json_reply(*import->preview);
  reply.headers = {{"Cache-Control", "no-store"}};
  return reply;
}

Outcome map_import(Ask const& ask) {
  auto const body = object_of(ask.request);
  if (!body) { return body.error(); }
  if (auto const known = only(*body, {"sheet", "map"}); !known) { return known.error(); }
  auto import = own(ask);
  if (!import) { return no_import(ask); }
  auto const sheet = text_at(*body, "sheet", 256);
  if (!sheet) { return sheet.error(); }
  if (body->contains("sheet")) { import->sheet = *sheet; }
  if (auto const map = body->find("map"); map != body->end()) {
    if (!map->is_object() || map->size() > 500) {
      return Error{Code::bad_input, "要是 {表头: 列名}", "map", {}};
    }
    import->map.clear();
    for (auto const& [header, column] : map->items()) {
      if (!column.is_string()) { return Error{Code::bad_input, "列名要是文字", "map", {}}; }
      import->map.emplace_back(header, column.get<std::string>());
    }
  }
  if (!ask.house.imports.correct(import->id, ask.caller.name, import->sheet, import->map)) {
    return no_import(ask);
  }
  return look(ask, *import);
}

Outcome drop_import(Ask const& ask) {
  if (!ask.house.imports.drop(ask.request.parameters.at("id"), ask.caller.name)) {
    return no_import(ask);
  }
  return json_reply(Json{{"ok", true}});
}

Outcome commit_import(Ask const& ask) {
  auto const body = object_of(ask.request);
  if (!body) { return body.error(); }
  if (auto const known = only(*body, {"based_on"}); !known) { return known.error(); }
  auto const based_on = number_at(*body, "based_on");
  if (!based_on) { return based_on.error(); }
  auto const import = own(ask);
  if (!import) { return no_import(ask); }
  if (!import->preview) {
    return Error{Code::conflict, "这张表还没有看完", import->name, "等预览完成再确认"};
  }
  auto const since =
      *based_on ? std::optional{static_cast<std::int64_t>(**based_on)} : std::nullopt;
  auto const stamp = ask.house.stamp(ask.caller, "import " + import->kind + " " + import->name);
  return started(ask, "import_commit",
                 [&house = ask.house, import = *import, caller = ask.caller, stamp,
                  since](Progress& progress) -> Result<std::string> {
                   auto done = write_table(*house.ledger, import, caller, stamp, since, progress);
                   if (!done) { return done.error(); }
                   house.imports.drop(import.id, caller.name);
                   return wire::dump(*done);
                 });
}

Outcome rejected_rows(Ask const& ask) {
  auto const import = own(ask);
  if (!import || !import->rejected) { return no_import(ask); }
  auto reply = Reply{};
  reply.type = "text/csv; charset=utf-8";
  reply.headers = {{"Cache-Control", "no-store"},
                   {"Content-Disposition", "attachment; filename=\"rejected.csv\""}};
  reply.body = import->rejected;
  return reply;
}

}  // namespace chengjie::server::api
