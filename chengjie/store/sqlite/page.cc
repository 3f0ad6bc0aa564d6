#include "chengjie/store/sqlite/page.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "chengjie/store/sqlite/log.h"

namespace chengjie::store {
namespace {

using namespace sqlite_api;

std::string lowered(std::string_view text) {
  auto out = std::string{text};
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') { c = static_cast<char>(c + 32); }
  }
  return out;
}

std::optional<double> number_in(std::string_view text) {
  auto value = 0.0;
  auto const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{value} : std::nullopt;
}

// How a value is searched and compared as text: lists by their parts.
std::string text_of(Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) { return *text; }
  if (auto const* flag = std::get_if<bool>(&value)) { return *flag ? "true" : "false"; }
  auto out = std::string{};
  if (auto const* number = std::get_if<double>(&value)) { return number_text(*number); }
  if (auto const* list = std::get_if<std::vector<std::string>>(&value)) {
    for (auto const& item : *list) { out += (out.empty() ? "" : "、") + item; }
  }
  return out;
}

bool is_blank(Value const& value) {
  auto const* text = std::get_if<std::string>(&value);
  return std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty());
}

bool passes(Filter const& filter, Value const& value) {
  using Test = Filter::Test;
  if (filter.test == Test::blank || filter.test == Test::filled) {
    return is_blank(value) == (filter.test == Test::blank);
  }
  auto const* number = std::get_if<double>(&value);
  auto const wanted = number == nullptr ? std::nullopt : number_in(filter.text);
  auto const text = text_of(value);
  switch (filter.test) {
    case Test::equals:
    case Test::differs: {
      auto const* list = std::get_if<std::vector<std::string>>(&value);
      auto const same = wanted ? *wanted == *number
                        : list ? std::find(list->begin(), list->end(), filter.text) != list->end()
                               : text == filter.text;
      return same == (filter.test == Test::equals);
    }
    case Test::contains:
      return lowered(text).find(lowered(filter.text)) != std::string::npos;
    case Test::at_least:
      return !is_blank(value) && (wanted ? *number >= *wanted : text >= filter.text);
    case Test::at_most:
      return !is_blank(value) && (wanted ? *number <= *wanted : text <= filter.text);
    case Test::blank:
    case Test::filled:
      break;
  }
  return false;
}

// Looks at bodies for one query. Which value of a body a column is, is found once a shape.
class Looker {
 public:
  Looker(Bodies& bodies, Query const& query, std::string_view wanted)
      : bodies_(bodies), query_(query), search_(lowered(query.search)), wanted_(wanted) {}

  // The columns' places in bodies of one shape; kAbsent where it has them not.
  struct Places {
    Shape const* shape{};
    std::vector<std::size_t> filters;
    std::size_t wanted{kAbsent};
    std::vector<bool> hidden;
  };

  bool matches(std::string_view key, std::string_view body) {
    auto const* places = places_of(body);
    if (places == nullptr) { return matches_old(key, body); }
    auto found = search_.empty() || lowered(key).find(search_) != std::string::npos;
    passed_.assign(query_.filters.size(), false);
    for (auto f = std::size_t{0}; f != query_.filters.size(); ++f) {
      auto const& filter = query_.filters[f];
      if (filter.column.empty()) {
        passed_[f] = passes(filter, Value{std::string{key}});
      } else if (places->filters[f] == kAbsent) {
        passed_[f] = passes(filter, Value{});
      }
    }
    auto values = Values{body};
    for (auto i = std::size_t{0}; auto const raw = values.next(); ++i) {
      for (auto f = std::size_t{0}; f != query_.filters.size(); ++f) {
        if (places->filters[f] != i) { continue; }
        auto const value = decode_value(*raw);
        passed_[f] = value && passes(query_.filters[f], value->value);
      }
      if (!found && !places->hidden[i]) { found = holds(*raw); }
    }
    return found && std::find(passed_.begin(), passed_.end(), false) == passed_.end();
  }

  // The value of the wanted column; blank when the body has it not.
  Value value(std::string_view body) {
    auto const* places = places_of(body);
    if (places == nullptr) {
      auto const record = decode_old({}, {}, body);
      auto const* field = record ? record->find(wanted_) : nullptr;
      return field == nullptr ? Value{} : field->value;
    }
    if (places->wanted == kAbsent) { return {}; }
    auto values = Values{body};
    for (auto i = std::size_t{0}; auto const raw = values.next(); ++i) {
      if (i != places->wanted) { continue; }
      auto value = decode_value(*raw);
      return value ? std::move(value->value) : Value{};
    }
    return {};
  }

 private:
  static constexpr auto kAbsent = ~std::size_t{0};

  // Of a ledger from before shapes. What is broken passes: the page tells of it.
  bool matches_old(std::string_view key, std::string_view body) const {
    auto const record = decode_old({}, key, body);
    if (!record) { return true; }
    auto const holds_search = [&](Field const& field) {
      return !is_hidden(query_, field.column) &&
             lowered(text_of(field.value)).find(search_) != std::string::npos;
    };
    auto const found = search_.empty() || lowered(key).find(search_) != std::string::npos ||
                       std::any_of(record->fields.begin(), record->fields.end(), holds_search);
    return found && std::all_of(query_.filters.begin(), query_.filters.end(), [&](auto const& f) {
             auto const* field = record->find(f.column);
             return f.column.empty() ? passes(f, Value{std::string{key}})
                                     : passes(f, field == nullptr ? Value{} : field->value);
           });
  }

  bool holds(std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos && raw.front() != '[' && raw.front() != '{') {
      return contains_lowered(raw);
    }
    auto const value = decode_value(raw);
    return value && lowered(text_of(value->value)).find(search_) != std::string::npos;
  }

  bool contains_lowered(std::string_view text) const {
    auto const same = [](char a, char b) {
      return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
    };
    if (raw_word(text)) { return false; }
    return std::search(text.begin(), text.end(), search_.begin(), search_.end(), same) !=
           text.end();
  }
  static bool raw_word(std::string_view text) {
    return text == "null" || text == "true" || text == "false";
  }

  Places const* places_of(std::string_view body) {
    auto const mark = shape_in(body);
    if (mark.empty()) { return nullptr; }
    if (mark == last_mark_) { return last_; }
    auto at = places_.find(mark);
    if (at == places_.end()) {
      auto const* shape = bodies_.shape(mark);
      if (shape == nullptr) { return nullptr; }
      at = places_.emplace(std::string{mark}, made(*shape)).first;
    }
    last_mark_ = at->first;
    last_ = &at->second;
    return last_;
  }

  Places made(Shape const& shape) const {
    auto const place = [&](std::string_view column) {
      auto const at = std::find(shape.columns.begin(), shape.columns.end(), column);
      return at == shape.columns.end() ? kAbsent
                                       : static_cast<std::size_t>(at - shape.columns.begin());
    };
    auto places = Places{&shape, {}, place(wanted_), {}};
    for (auto const& filter : query_.filters) { places.filters.push_back(place(filter.column)); }
    for (auto const& column : shape.columns) { places.hidden.push_back(is_hidden(query_, column)); }
    return places;
  }

 public:
  // A column of a year, "land_mu@2023", is as hidden as the column itself.
  static bool is_hidden(Query const& query, std::string_view column) {
    auto const plain = column.substr(0, column.find('@'));
    return std::any_of(query.hidden.begin(), query.hidden.end(),
                       [&](std::string const& h) { return h == column || h == plain; });
  }

 private:
  Bodies& bodies_;
  Query const& query_;
  std::string search_;
  std::string_view wanted_;
  std::map<std::string, Places, std::less<>> places_;
  std::string_view last_mark_;
  Places const* last_{};
  std::vector<bool> passed_;
};

std::string_view text_at(sqlite3_value* value) {
  auto const* bytes = static_cast<char const*>(sqlite3_value_blob(value));
  auto const size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  return bytes == nullptr ? std::string_view{} : std::string_view{bytes, size};
}

Looker& looker_of(sqlite3_context* context) {
  return *static_cast<Looker*>(sqlite3_user_data(context));
}

// SQLite calls these; nothing may be thrown through it.
void matches(sqlite3_context* context, int, sqlite3_value** values) noexcept {
  try {
    sqlite3_result_int(context,
                       looker_of(context).matches(text_at(values[0]), text_at(values[1])) ? 1 : 0);
  } catch (std::exception const& e) { sqlite3_result_error(context, e.what(), -1); }
}

void wanted(sqlite3_context* context, int, sqlite3_value** values) noexcept {
  try {
    auto const value = looker_of(context).value(text_at(values[0]));
    if (is_blank(value)) { return sqlite3_result_null(context); }
    if (auto const* number = std::get_if<double>(&value)) {
      return sqlite3_result_double(context, *number);
    }
    auto const text = text_of(value);
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } catch (std::exception const& e) { sqlite3_result_error(context, e.what(), -1); }
}

// The functions hold for one query, and are taken off the connection when it is done.
class Functions {
 public:
  Functions(Connection* connection, Looker& looker) : connection_(connection) {
    set("cj_matches", 2, &looker, matches);
    set("cj_wanted", 1, &looker, wanted);
  }
  ~Functions() {
    set("cj_matches", 2, nullptr, nullptr);
    set("cj_wanted", 1, nullptr, nullptr);
  }
  Functions(Functions const&) = delete;
  Functions& operator=(Functions const&) = delete;

 private:
  void set(char const* name, int count, void* data,
           void (*function)(sqlite3_context*, int, sqlite3_value**)) const {
    sqlite3_create_function(connection_, name, count, SQLITE_UTF8, data, function, nullptr,
                            nullptr);
  }
  Connection* connection_;
};

constexpr std::string_view kRows = " FROM record r JOIN body b ON b.id = r.body WHERE r.kind = ?1";

// What every query of a kind must hold to before it is run.
Result<Done> may_ask(Query const& query, std::string_view column) {
  auto const refuse = [](std::string_view name) {
    return Error{Code::not_found, "没有这一列，或无权查看：" + std::string{name}, {}, {}};
  };
  for (auto const& filter : query.filters) {
    if (Looker::is_hidden(query, filter.column)) { return refuse(filter.column); }
  }
  if (Looker::is_hidden(query, column)) { return refuse(column); }
  if (query.offset < 0 || query.limit < 0 || query.limit > Query::kPageMax) {
    return Error{Code::limit, "一页最多 " + std::to_string(Query::kPageMax) + " 条", "limit", {}};
  }
  return kDone;
}

std::string where_of(Query const& query) {
  auto const all = query.search.empty() && query.filters.empty();
  return std::string{kRows} + (all ? "" : " AND cj_matches(r.key, b.text)");
}

}  // namespace

Result<Page> page_of(Connection* connection, Bodies& bodies, Query const& query) {
  if (auto const may = may_ask(query, query.order_by); !may) { return may.error(); }
  auto looker = Looker{bodies, query, query.order_by};
  auto const functions = Functions{connection, looker};
  auto page = Page{};
  page.version = last_change(connection);
  auto count = Statement{connection, "SELECT COUNT(*)" + where_of(query)};
  if (count.bind(1, query.kind).step()) { page.total = count.whole(0); }
  auto const direction = std::string{query.descending ? " DESC" : ""};
  auto const order = query.order_by.empty()
                         ? "r.key" + direction
                         : "cj_wanted(b.text)" + direction + " NULLS LAST, r.key";
  auto rows = Statement{connection, "SELECT r.key, b.text" + where_of(query) + " ORDER BY " +
                                        order + " LIMIT ?2 OFFSET ?3"};
  rows.bind(1, query.kind).bind(2, query.limit).bind(3, query.offset);
  while (rows.step()) {
    auto record = bodies.decode(query.kind, rows.text(0), rows.text(1));
    if (!record) { return record.error(); }
    std::erase_if(record->fields,
                  [&](Field const& f) { return Looker::is_hidden(query, f.column); });
    page.records.push_back(std::move(*record));
  }
  return page;
}

Result<std::vector<Tally>> tally_of(Connection* connection, Bodies& bodies, Query const& query,
                                    std::string_view column) {
  constexpr auto kValuesMax = std::size_t{1000};
  if (auto const may = may_ask(query, column); !may) { return may.error(); }
  auto looker = Looker{bodies, query, column};
  auto const functions = Functions{connection, looker};
  auto counts = std::map<std::string, std::int64_t>{};
  auto rows = Statement{connection, "SELECT b.text" + where_of(query)};
  rows.bind(1, query.kind);
  while (rows.step()) {
    auto const value = looker.value(rows.text(0));
    if (auto const* list = std::get_if<std::vector<std::string>>(&value)) {
      for (auto const& item : *list) { ++counts[item]; }
    } else {
      ++counts[text_of(value)];
    }
  }
  auto tallies = std::vector<Tally>{};
  for (auto const& [value, records] : counts) { tallies.push_back({value, records}); }
  std::stable_sort(tallies.begin(), tallies.end(),
                   [](Tally const& a, Tally const& b) { return a.records > b.records; });
  if (tallies.size() > kValuesMax) { tallies.resize(kValuesMax); }
  return tallies;
}

}  // namespace chengjie::store
