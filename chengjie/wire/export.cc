#include "chengjie/wire/export.h"

#include <algorithm>
#include <array>
#include <utility>

#include "chengjie/answer/documents/documents.h"
#include "chengjie/answer/question.h"
#include "chengjie/ledger/kinds.h"
#include "chengjie/wire/content.h"
#include "chengjie/wire/outlines.h"
#include "chengjie/wire/sources.h"

namespace chengjie::wire {
namespace {

constexpr auto kAnswer = std::string_view{"answer:"};
constexpr auto kConflicts = std::string_view{"conflicts"};
constexpr auto kRowsBetweenTells = std::size_t{2'000};

struct FormatRow {
  ExportFormat format;
  std::string_view ending, type;
};
constexpr auto kFormats = std::to_array<FormatRow>({
    {ExportFormat::csv, ".csv", "text/csv; charset=utf-8"},
    {ExportFormat::xlsx, ".xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {ExportFormat::jsonl, ".jsonl", "application/x-ndjson"},
    {ExportFormat::geojson, ".geojson", "application/geo+json"},
});

Error no_such_table(std::string const& what) {
  auto names = std::string{};
  for (auto const& kind : kinds()) { names += std::string{kind.name} + "、"; }
  return {Code::bad_usage, "没有这样的表：" + what, "export",
          "可选：" + names + "conflicts、answer:what、answer:where、answer:how、answer:effect"};
}

Error given_up() { return {Code::unavailable, "导出中止，没有留下文件", {}, {}}; }

// ---- what is asked for

Result<std::unique_ptr<Content>> ask(store::Store& store, ExportRequest const& request) {
  auto all = store.all();
  if (!all) { return all.error(); }
  auto const book = Book{std::move(*all)};
  auto const region = answer::region_of(book, request.region);
  if (!region) { return region.error(); }
  auto basis = answer::Basis{};
  auto const context = answer::Context{book, *region, request.today, request.caller, basis};
  auto const keep = [&] {
    // What the file shows opens later; a ledger that cannot be written to is exported all the same.
    auto figures = std::vector<Figure>{};
    for (auto const& [mark, figure] : basis.figures()) { figures.push_back(figure); }
    static_cast<void>(keep_figures(store, figures));
  };
  if (request.what == kConflicts) {
    auto const texts = answer::document_texts(store, book);
    if (!texts) { return texts.error(); }
    auto const outlines = outlines_of(store, book, *region);
    if (!outlines) { return outlines.error(); }
    auto content = content_of(answer::contradictions(context, *texts, *outlines));
    keep();
    return content;
  }
  auto const question = std::string_view{request.what}.substr(kAnswer.size());
  if (!answer::is_question(question)) { return no_such_table(request.what); }
  auto answer = answer::answer_to(context, question, request.project);
  if (!answer) { return answer.error(); }
  keep();
  return content_of(std::move(*answer));
}

Result<std::unique_ptr<Content>> records_of(store::Store& store, ExportRequest const& request) {
  if (request.as_of.empty()) {
    return content_of_records(
        request.what,
        [&store, kind = request.what](auto const& visit) { return store.each(kind, visit); },
        request.caller);
  }
  auto all = store.all_as_of(request.as_of);
  if (!all) { return all.error(); }
  std::erase_if(*all, [&](Record const& record) { return record.kind != request.what; });
  return content_of_records(
      request.what,
      [kept = std::move(*all)](auto const& visit) -> Result<Done> {
        for (auto const& record : kept) {
          if (!visit(Record{record})) { break; }
        }
        return kDone;
      },
      request.caller);
}

Result<std::unique_ptr<Content>> content_for(store::Store& store, ExportRequest const& request) {
  if (request.what == kConflicts || request.what.starts_with(kAnswer)) {
    if (!request.as_of.empty()) {
      return Error{Code::unsupported, "答案只按现在的账本导出", "--as-of", "去掉 --as-of"};
    }
    return ask(store, request);
  }
  auto content = records_of(store, request);
  if (content && kind_named(request.what) == nullptr && (*content)->rows == 0) {
    return no_such_table(request.what);
  }
  return content;
}

// ---- where it goes

std::string joined(std::vector<std::string> const& parts) {
  auto text = std::string{};
  for (auto const& part : parts) { text += (text.empty() ? "" : "、") + part; }
  return text;
}

std::string rights_note(Content const& content) {
  auto note = std::string{};
  if (!content.left_out.empty()) { note = "无权查看而未导出的列：" + joined(content.left_out); }
  if (content.rows_left_out) {
    note += (note.empty() ? "" : "；") + std::string{"只含有权查看的行"};
  }
  return note;
}

files::TableHead head_of(Content const& content, ExportRequest const& request,
                         std::int64_t version) {
  auto head = files::TableHead{content.title, content.columns, {}, {}};
  head.about = {{"表", content.title + " " + content.name},
                {"行数", std::to_string(content.rows)},
                {"账本版本", "第 " + std::to_string(version) + " 次变更"},
                {"导出日期", request.today},
                {"导出人", request.caller.name}};
  if (!request.as_of.empty()) { head.about.emplace_back("账本时点", request.as_of); }
  auto const note = rights_note(content);
  head.about.emplace_back("权限", note.empty() ? "所有列和行都已导出" : note);
  head.about.insert(head.about.end(), content.about.begin(), content.about.end());
  if (!note.empty()) { head.note = "注：" + note; }
  return head;
}

// Tells now and then how far it is, and hears whether to go on.
class Pace {
 public:
  Pace(ExportProgress const& progress, std::size_t all) : progress_(progress), all_(all) {}
  Result<Done> step() {
    auto const tell = ++done_ % kRowsBetweenTells == 0 || done_ == all_;
    return tell && progress_ && !progress_(done_, all_) ? Result<Done>{given_up()}
                                                        : Result<Done>{kDone};
  }

 private:
  ExportProgress const& progress_;
  std::size_t all_, done_{};
};

Result<Done> write_table(Content& content, files::TableSink& sink, Pace pace) {
  auto cells = Cells{};
  auto const done = content.each([&](ContentRow const& row) -> Result<Done> {
    row.cells(cells);
    if (auto const put = sink.row(cells); !put) { return put; }
    return pace.step();
  });
  if (!done) { return done; }
  return sink.finish();
}

// A line a row; where something was left out, a last line says what.
Result<Done> write_lines(Content& content, std::string const& path, Pace pace) {
  auto file = files::AtomicFile{path};
  if (auto const opened = file.open(); !opened) { return opened; }
  auto const done = content.each([&](ContentRow const& row) -> Result<Done> {
    if (auto const put = file.write(dump(row.json()) + "\n"); !put) { return put; }
    return pace.step();
  });
  if (!done) { return done; }
  if (auto const note = rights_note(content); !note.empty()) {
    auto const line = Json{{"_left_out", content.left_out}, {"_note", note}};
    if (auto const put = file.write(dump(line) + "\n"); !put) { return put; }
  }
  return file.commit();
}

// RFC 7946. Rows without a place stay in the file by name, as a member of its own.
Result<Done> write_places(Content& content, std::string const& path, Json about,
                          std::vector<std::string>& without, Pace pace) {
  auto file = files::AtomicFile{path};
  if (auto const opened = file.open(); !opened) { return opened; }
  auto next = std::string{"{\"type\":\"FeatureCollection\",\"features\":[\n"};
  auto const done = content.each([&](ContentRow const& row) -> Result<Done> {
    auto const place = row.place();
    if (!place) {
      without.push_back(row.id());
      return pace.step();
    }
    auto const feature = Json{
        {"type", "Feature"},
        {"id", row.id()},
        {"geometry", {{"type", "Point"}, {"coordinates", Json::array({place->lon, place->lat})}}},
        {"properties", row.json()}};
    if (auto const put = file.write(next + dump(feature)); !put) { return put; }
    next = ",\n";
    return pace.step();
  });
  if (!done) { return done; }
  about["without_place"] = without;
  auto const head = next == ",\n" ? std::string{} : next;
  if (auto const put = file.write(head + "\n],\"chengjie\":" + dump(about) + "}\n"); !put) {
    return put;
  }
  return file.commit();
}

Json about_json(files::TableHead const& head, Content const& content) {
  auto about = Json{{"kind", content.name}, {"left_out", content.left_out}};
  for (auto const& [name, words] : head.about) { about[name] = words; }
  return about;
}

Result<Exported> write_content(Content& what, ExportRequest const& request, std::int64_t version,
                               std::string const& path, ExportProgress const& progress) {
  if (request.format == ExportFormat::geojson && !what.has_places) {
    return Error{Code::unsupported, "“" + what.title + "”没有经纬度，导不成 GeoJSON", path,
                 "改用 .csv、.xlsx 或 .jsonl"};
  }
  auto out = Exported{what.name, what.title, path, what.rows, version, what.left_out, {}, {}};
  auto const head = head_of(what, request, version);
  auto const pace = Pace{progress, what.rows};
  if (request.format == ExportFormat::jsonl) {
    auto const done = write_lines(what, path, pace);
    return done ? Result<Exported>{std::move(out)} : done.error();
  }
  if (request.format == ExportFormat::geojson) {
    auto const done = write_places(what, path, about_json(head, what), out.without_place, pace);
    return done ? Result<Exported>{std::move(out)} : done.error();
  }
  auto sink = request.format == ExportFormat::csv ? files::csv_sink(path, head)
                                                  : files::xlsx_sink(path, head);
  if (!sink) { return sink.error(); }
  if (auto const done = write_table(what, **sink, pace); !done) { return done.error(); }
  out.cut = (*sink)->cut();
  return out;
}

}  // namespace

std::optional<ExportFormat> export_format_of(std::string_view path) {
  auto const found = std::ranges::find_if(
      kFormats, [&](FormatRow const& row) { return path.ends_with(row.ending); });
  return found == kFormats.end() ? std::nullopt : std::optional{found->format};
}

std::string_view content_type_of(ExportFormat format) {
  return std::ranges::find(kFormats, format, &FormatRow::format)->type;
}

Result<Exported> export_to(store::Store& store, ExportRequest const& request,
                           std::string const& path, ExportProgress const& progress) {
  auto const version = store.version();
  if (!version) { return version.error(); }
  auto content = content_for(store, request);
  if (!content) { return content.error(); }
  return write_content(**content, request, *version, path, progress);
}

Result<Exported> export_answer(answer::Answer answer, ExportRequest const& request,
                               std::int64_t version, std::string const& path) {
  auto const content = content_of(std::move(answer));
  return write_content(*content, request, version, path, {});
}

}  // namespace chengjie::wire
