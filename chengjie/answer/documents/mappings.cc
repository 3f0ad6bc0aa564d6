#include "chengjie/answer/documents/mappings.h"

#include <algorithm>

#include "chengjie/base/hash.h"

namespace chengjie::answer {
namespace {

// Of the headers, in any order: an office's table keeps its headers from month to month.
std::string fingerprint_of(tables::RejectedHead const& head) {
  auto headers = head.headers;
  std::sort(headers.begin(), headers.end());
  auto text = std::string{};
  for (auto const& header : headers) {
    if (!header.empty()) { text += header + "\n"; }
  }
  return mark_of({"header", text});
}

}  // namespace

Result<Remembered> remembered_for(store::Store& store, std::string const& office,
                                  std::string const& kind) {
  auto records = store.records(kMappings);
  if (!records) { return records.error(); }
  std::erase_if(*records, [&](Record const& r) {
    return r.text("office") != office || r.text("kind") != kind;
  });
  auto out = Remembered{};
  for (auto const& record : *records) {
    out.fingerprints.push_back(record.text("header"));
    auto const headers = record.list("headers");
    auto const columns = record.list("columns");
    for (auto i = std::size_t{0}; i != std::min(headers.size(), columns.size()); ++i) {
      auto const said = std::any_of(out.map.begin(), out.map.end(),
                                    [&](auto const& row) { return row.first == headers[i]; });
      if (!said) { out.map.emplace_back(headers[i], columns[i]); }
    }
  }
  return out;
}

bool was_for(Remembered const& remembered, tables::Import const& table) {
  return std::any_of(table.heads.begin(), table.heads.end(), [&](auto const& head) {
    auto const& known = remembered.fingerprints;
    return std::find(known.begin(), known.end(), fingerprint_of(head)) != known.end();
  });
}

ColumnMap used_of(ColumnMap const& map, tables::Import const& table) {
  auto used = ColumnMap{};
  for (auto const& row : map) {
    auto const read =
        std::any_of(table.columns.begin(), table.columns.end(),
                    [&](auto const& column) { return column.header.starts_with(row.first); });
    if (read || row.second.empty()) { used.push_back(row); }
  }
  return used;
}

std::optional<store::Change> mapping_change(ImportRequest const& request,
                                            tables::Import const& table) {
  if (request.map.empty() || request.office.empty() || table.heads.empty()) { return std::nullopt; }
  auto const header = fingerprint_of(table.heads.front());
  auto headers = std::vector<std::string>{};
  auto columns = std::vector<std::string>{};
  for (auto const& [said, column] : request.map) {
    headers.push_back(said);
    columns.push_back(column);
  }
  auto record =
      Record{std::string{kMappings}, request.office + "/" + request.kind + "/" + header, {}, {}};
  auto const put = [&](std::string column, Value value) {
    record.fields.push_back({std::move(column), std::move(value), {}, {}, {}});
  };
  put("office", request.office);
  put("kind", request.kind);
  put("header", header);
  put("headers", std::move(headers));
  put("columns", std::move(columns));
  put("file", request.file);
  auto change = store::Change{record.kind, record.key, {}};
  change.after = std::move(record);
  return change;
}

}  // namespace chengjie::answer
