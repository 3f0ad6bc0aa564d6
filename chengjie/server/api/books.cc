// The books: which there are, a page of one, one record.
#include <algorithm>

#include "chengjie/access/rights.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/house.h"
#include "chengjie/server/api/past.h"
#include "chengjie/wire/page.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

// Of books that no table is imported into.
constexpr auto kOthers =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"documents", "文件"},
                                                                  {"facts", "事实"},
                                                                  {"entities", "名称"},
                                                                  {"relations", "关系"},
                                                                  {"clauses", "条款"}});

std::string_view title_of_kind(std::string_view kind) {
  if (auto const* spec = kind_named(kind)) { return spec->title; }
  auto const at =
      std::ranges::find(kOthers, kind, &std::pair<std::string_view, std::string_view>::first);
  return at == kOthers.end() ? kind : at->second;
}

wire::OnCell remember(Ask const& ask) {
  return [&ask](std::string const& mark, Record const& record, Field const& field) {
    ask.house.shown.cell(mark, {record.kind, record.key, field.column});
  };
}

Json page_json(Ask const& ask, std::string const& kind, store::Page const& page,
               std::int64_t offset) {
  auto const* spec = kind_named(kind);
  auto rows = Json::array();
  auto seen = std::vector<Record>{};
  for (auto const& record : page.records) {
    if (auto one = access::visible(ask.caller, record)) { seen.push_back(std::move(*one)); }
  }
  for (auto const& record : seen) { rows.push_back(wire::row_json(record, remember(ask))); }
  return {{"kind", kind},
          {"title", title_of_kind(kind)},
          {"version", page.version},
          {"total", page.total},
          {"offset", offset},
          {"columns", wire::columns_json(spec, wire::used_columns(spec, seen))},
          {"rows", std::move(rows)}};
}

struct Wanted {
  std::string kind, q, sort, as_of;
  bool descending{};
  Paging paging;
};

Result<Wanted> wanted_of(Ask const& ask) {
  auto wanted = Wanted{};
  wanted.kind = ask.request.parameters.at("kind");
  auto const known = std::ranges::find(access::kind_rights(), wanted.kind,
                                       &access::KindRight::kind) != access::kind_rights().end();
  if (!known || !access::sees(ask.caller, wanted.kind)) {
    return Error{Code::not_found, "没有这本台账", wanted.kind.substr(0, 64), "有哪些台账见 /kinds"};
  }
  for (auto const& [name, into] : {std::pair{"q", &wanted.q}, std::pair{"sort", &wanted.sort}}) {
    auto const text = text_of(ask.request, name, 600);
    if (!text) { return text.error(); }
    *into = *text;
  }
  auto const order = text_of(ask.request, "order");
  if (!order) { return order.error(); }
  if (!order->empty() && *order != "asc" && *order != "desc") {
    return Error{Code::bad_usage, "不是排序方向", "order", "asc 或 desc"};
  }
  wanted.descending = *order == "desc";
  auto const as_of = day_of(ask.request, "as_of", {});
  if (!as_of) { return as_of.error(); }
  wanted.as_of = *as_of;
  auto const paging = paging_of(ask.request);
  if (!paging) { return paging.error(); }
  wanted.paging = *paging;
  return wanted;
}

store::Query query_of(Ask const& ask, Wanted const& wanted) {
  auto query = store::Query{};
  query.kind = wanted.kind;
  query.search = wanted.q;
  query.order_by = wanted.sort;
  query.descending = wanted.descending;
  query.offset = wanted.paging.offset;
  query.limit = wanted.paging.limit;
  if (auto const* spec = kind_named(wanted.kind)) {
    query.hidden = access::hidden_columns(ask.caller, *spec);
  }
  if (auto const column = access::bound_by(ask.caller, wanted.kind); !column.empty()) {
    query.filters.push_back({std::string{column}, store::Filter::Test::equals, ask.caller.scope});
  }
  return query;
}

bool holds_all(Record const& record, std::vector<std::string> const& words) {
  return std::all_of(words.begin(), words.end(), [&](std::string const& word) {
    return record.key.find(word) != std::string::npos ||
           std::any_of(record.fields.begin(), record.fields.end(), [&](Field const& field) {
             return wire::cell_words(record, field).find(word) != std::string::npos;
           });
  });
}

bool before(Record const& a, Record const& b, std::string const& column) {
  auto const* x = a.find(column);
  auto const* y = b.find(column);
  auto const blank = [](Field const* f) {
    return f == nullptr || std::holds_alternative<std::monostate>(f->value);
  };
  if (blank(x) || blank(y)) { return !blank(x) && blank(y); }
  return x->value < y->value;
}

// A column that is hidden from the caller is answered like one that is not there.
Result<Done> check_sort(Ask const& ask, Wanted const& wanted, std::vector<Record> const& records) {
  auto const& sort = wanted.sort;
  if (sort.empty()) { return kDone; }
  auto const base = sort.substr(0, sort.find('@'));  // of a year, "land_mu@2023"
  auto known = std::any_of(records.begin(), records.end(),
                           [&](Record const& record) { return record.find(sort) != nullptr; });
  if (auto const* spec = kind_named(wanted.kind)) {
    auto const hidden = access::hidden_columns(ask.caller, *spec);
    known = (known || column_named(*spec, base) != nullptr) &&
            std::find(hidden.begin(), hidden.end(), base) == hidden.end();
  }
  if (known) { return kDone; }
  return Error{Code::bad_usage, "没有这一列，不能按它排序", "sort", "可排序的列见 /kinds"};
}

// The book as it stood: read as a whole, so searched and sorted here.
Result<store::Page> page_as_of(Ask const& ask, Wanted const& wanted) {
  auto reader = ask.house.ledger->reader();
  if (!reader) { return reader.error(); }
  auto all = (*reader)->all_as_of(wanted.as_of);
  if (!all) { return all.error(); }
  auto const words = words_in(wanted.q);
  auto seen = std::vector<Record>{};
  for (auto const& record : *all) {
    if (record.kind != wanted.kind) { continue; }
    auto one = access::visible(ask.caller, record);
    if (one && holds_all(*one, words)) { seen.push_back(std::move(*one)); }
  }
  if (auto const may = check_sort(ask, wanted, seen); !may) { return may.error(); }
  if (!wanted.sort.empty()) {
    std::stable_sort(seen.begin(), seen.end(), [&](Record const& a, Record const& b) {
      return wanted.descending ? before(b, a, wanted.sort) : before(a, b, wanted.sort);
    });
  }
  auto page = store::Page{};
  page.total = static_cast<std::int64_t>(seen.size());
  page.version = ask.house.ledger->now()->version;
  auto const from = std::min(wanted.paging.offset, page.total);
  auto const to = std::min(from + wanted.paging.limit, page.total);
  page.records.assign(seen.begin() + from, seen.begin() + to);
  return page;
}

Result<store::Page> page_now(Ask const& ask, Wanted const& wanted) {
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  if (auto const may = check_sort(ask, wanted, shown->book.all(wanted.kind)); !may) {
    return may.error();
  }
  auto reader = ask.house.ledger->reader();
  if (!reader) { return reader.error(); }
  return (*reader)->page(query_of(ask, wanted));
}

Json kind_json(Ask const& ask, std::string_view kind, Book const& book) {
  auto columns = Json::array();
  if (auto const* spec = kind_named(kind)) {
    auto const hidden = access::hidden_columns(ask.caller, *spec);
    for (auto const& column : spec->columns) {
      if (std::find(hidden.begin(), hidden.end(), column.name) == hidden.end()) {
        columns.push_back(wire::column_json(column));
      }
    }
  }
  auto const importable = kind_named(kind) != nullptr && access::writes(ask.caller, kind) &&
                          access::may(ask.caller, "commit_import");
  return {{"kind", kind},
          {"title", title_of_kind(kind)},
          {"records", book.all(kind).size()},
          {"importable", importable},
          {"columns", std::move(columns)}};
}

}  // namespace

Outcome kinds(Ask const& ask) {
  auto const shown = ask.house.ledger->seen_by(ask.caller);
  return cached(ask, shown->version, [&]() -> Result<Json> {
    auto list = Json::array();
    for (auto const& kind : chengjie::kinds()) {
      if (access::sees(ask.caller, kind.name)) {
        list.push_back(kind_json(ask, kind.name, shown->book));
      }
    }
    for (auto const& [kind, title] : kOthers) {
      if (access::sees(ask.caller, kind)) { list.push_back(kind_json(ask, kind, shown->book)); }
    }
    return Json{{"version", shown->version}, {"kinds", std::move(list)}};
  });
}

Outcome records(Ask const& ask) {
  auto const wanted = wanted_of(ask);
  if (!wanted) { return wanted.error(); }
  return cached(ask, ask.house.ledger->now()->version, [&]() -> Result<Json> {
    auto const page = wanted->as_of.empty() ? page_now(ask, *wanted) : page_as_of(ask, *wanted);
    if (!page) { return page.error(); }
    return page_json(ask, wanted->kind, *page, wanted->paging.offset);
  });
}

Outcome record(Ask const& ask) {
  auto const& kind = ask.request.parameters.at("kind");
  auto const& key = ask.request.parameters.at("key");
  return cached(ask, ask.house.ledger->now()->version, [&]() -> Result<Json> {
    auto reader = ask.house.ledger->reader();
    if (!reader) { return reader.error(); }
    auto const found = (*reader)->record(kind, key);
    if (!found) { return found.error(); }
    auto const seen = *found ? access::visible(ask.caller, **found) : std::nullopt;
    if (!seen) {
      return Error{Code::not_found, "没有这条记录", (kind + "/" + key).substr(0, 200),
                   "在台账里查找，可能已改名或删除"};
    }
    auto past = past_of(ask, **reader, kind, key);
    if (!past) { return past.error(); }
    auto const* spec = kind_named(kind);
    return Json{{"kind", kind},
                {"title", title_of_kind(kind)},
                {"version", ask.house.ledger->now()->version},
                {"columns", wire::columns_json(spec, wire::used_columns(spec, {*seen}))},
                {"row", wire::row_json(*seen, remember(ask))},
                {"history", std::move(*past)}};
  });
}

}  // namespace chengjie::server::api
