// The tables beside the question of how: month, per-mu, old and new rules, clauses, care, matches.
// As JSON, or as a file to keep.
#include <filesystem>

#include "chengjie/answer/sheet.h"
#include "chengjie/server/api/asking.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/exports.h"
#include "chengjie/server/ids.h"
#include "chengjie/wire/export.h"

namespace chengjie::server::api {
namespace {

constexpr auto kTriedMax = std::size_t{2000};  // bytes of figures or weights tried

// "甲厂:评价税收=300万元；乙厂:…": parts between semicolons.
std::vector<std::string> parts_of(std::string const& text) {
  auto out = std::vector<std::string>{};
  auto rest = std::string_view{text};
  while (!rest.empty()) {
    auto const wide = rest.find("；");
    auto const narrow = rest.find(';');
    auto const end = std::min({wide, narrow, rest.size()});
    if (end > 0) { out.emplace_back(rest.substr(0, end)); }
    auto const mark = end == rest.size() ? std::size_t{0}
                      : wide < narrow    ? std::size_t{3}
                                         : std::size_t{1};
    rest.remove_prefix(end + mark);
  }
  return out;
}

Result<answer::SheetAsk> ask_of(Request const& request) {
  auto out = answer::SheetAsk{};
  for (auto const& [name, into] : {std::pair{"month", &out.month},
                                   {"scheme", &out.scheme},
                                   {"from", &out.from},
                                   {"to", &out.to},
                                   {"clause", &out.clause},
                                   {"firm", &out.firm}}) {
    auto text = text_of(request, name);
    if (!text) { return text.error(); }
    *into = std::move(*text);
  }
  for (auto const& [name, into] :
       {std::pair{"try", &out.tried.figures}, {"weight", &out.tried.weights}}) {
    auto const text = text_of(request, name, kTriedMax);
    if (!text) { return text.error(); }
    *into = parts_of(*text);
  }
  return out;
}

// A ledger of firms alone has no region, and needs none here.
Result<Asking> asking_anywhere(Ask const& ask) {
  auto about = asking(ask);
  if (about || about.error().code != Code::not_found) { return about; }
  auto const region = text_of(ask.request, "region");
  if (!region || !region->empty()) { return about; }
  auto const today = day_of(ask.request, "today", ask.today);
  if (!today) { return today.error(); }
  return Asking{ask.house.ledger->seen_by(ask.caller), "本区", *today};
}

Result<answer::Answer> sheet_of(Ask const& ask, Asking const& about, std::string const& name,
                                answer::SheetAsk const& asked) {
  auto basis = answer::Basis{};
  auto const context =
      answer::Context{about.shown->book, about.region, about.today, ask.caller, basis};
  auto found = answer::sheet(context, name, asked);
  auto const keep = asked.tried.figures.empty() && asked.tried.weights.empty()
                        ? Shown::Keep::always
                        : Shown::Keep::for_now;
  if (found) { ask.house.shown.figures(basis, keep); }
  return found;
}

struct Wanted {
  std::string name;
  answer::SheetAsk asked;
  Asking about;
};

Result<Wanted> wanted_of(Ask const& ask) {
  auto const& name = ask.request.parameters.at("sheet");
  if (!answer::is_sheet(name)) {
    return Error{Code::not_found, "没有这张表", name.substr(0, 64),
                 "monthly、per_mu、per_mu_land、affected、policies、care 或 matches"};
  }
  auto asked = ask_of(ask.request);
  if (!asked) { return asked.error(); }
  auto about = asking_anywhere(ask);
  if (!about) { return about.error(); }
  return Wanted{name, std::move(*asked), std::move(*about)};
}

wire::Json pairs_json(answer::SheetChoices::Pairs const& pairs) {
  auto list = wire::Json::array();
  for (auto const& [id, name] : pairs) { list.push_back({{"id", id}, {"name", name}}); }
  return list;
}

}  // namespace

Outcome sheets(Ask const& ask) {
  auto const about = asking_anywhere(ask);
  if (!about) { return about.error(); }
  return cached(ask, about->shown->version, [&]() -> Result<wire::Json> {
    auto basis = answer::Basis{};
    auto const choices =
        answer::sheet_choices({about->shown->book, about->region, about->today, ask.caller, basis});
    if (!choices) { return choices.error(); }
    return wire::Json{{"version", about->shown->version},
                      {"months", pairs_json(choices->months)},
                      {"schemes", pairs_json(choices->schemes)},
                      {"versions", pairs_json(choices->versions)}};
  });
}

Outcome sheet(Ask const& ask) {
  auto const wanted = wanted_of(ask);
  if (!wanted) { return wanted.error(); }
  auto const version = wanted->about.shown->version;
  return cached(ask, version, [&]() -> Result<wire::Json> {
    auto const found = sheet_of(ask, wanted->about, wanted->name, wanted->asked);
    if (!found) { return found.error(); }
    auto json = wire::json_of(*found);
    json["version"] = version;
    return json;
  });
}

Outcome sheet_file(Ask const& ask) {
  auto wanted = wanted_of(ask);
  if (!wanted) { return wanted.error(); }
  auto const format = text_of(ask.request, "format");
  if (!format) { return format.error(); }
  auto const file = wanted->name + "." + *format;
  auto const kind = wire::export_format_of(file);
  if (!kind || *kind == wire::ExportFormat::geojson) {
    return Error{Code::bad_input, "没有这种文件", "format", "csv、xlsx 或 jsonl"};
  }
  wanted->asked.most = answer::kSheetAll;
  auto found = sheet_of(ask, wanted->about, wanted->name, wanted->asked);
  if (!found) { return found.error(); }
  auto request = wire::ExportRequest{};
  request.format = *kind;
  request.caller = ask.caller;
  request.today = wanted->about.today;
  auto const path = (std::filesystem::path(ask.house.options.spool) /
                     ("sheet-" + random_id() + file.substr(file.rfind('.'))))
                        .string();
  auto const made =
      wire::export_answer(std::move(*found), request, wanted->about.shown->version, path);
  if (!made) { return made.error(); }
  return file_reply(*kind, file, path);
}

}  // namespace chengjie::server::api
