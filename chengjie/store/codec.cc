#include "chengjie/store/codec.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "chengjie/base/hash.h"

namespace chengjie::store {
namespace {

using Json = nlohmann::json;

void put_text(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  auto clean = std::size_t{0};  // where the part begins that needs no escape
  for (auto i = std::size_t{0}; i != text.size(); ++i) {
    auto const byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') { continue; }
    out += text.substr(clean, i - clean);
    clean = i + 1;
    if (byte >= 0x20) {
      out += {'\\', text[i]};
    } else {
      out += "\\u00";
      out += {kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  out += text.substr(clean);
  out += '"';
}

void put_number(std::string& out, double number) {
  out += std::isfinite(number) ? number_text(number) : std::string{"null"};
}

void put_plain(std::string& out, Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) { return put_text(out, *text); }
  if (auto const* number = std::get_if<double>(&value)) { return put_number(out, *number); }
  if (auto const* flag = std::get_if<bool>(&value)) {
    out += *flag ? "true" : "false";
  } else if (auto const* list = std::get_if<std::vector<std::string>>(&value)) {
    out += '[';
    for (auto const& item : *list) {
      if (&item != list->data()) { out += ','; }
      put_text(out, item);
    }
    out += ']';
  } else {
    out += "null";
  }
}

// In a shape, a column that an earlier table had holds that table too: "K\n<hash>\nfile\nsheet".
std::string place_of(Field const& field) {
  if (!field.from) { return field.at; }
  return field.at + "\n" + field.from->table + "\n" + field.from->file + "\n" + field.from->sheet;
}

// The other way; the row stands with the value.
void put_place(Field& field, std::string const& place, int row) {
  auto const end = place.find('\n');
  field.at = place.substr(0, end);
  if (end == std::string::npos) { return; }
  auto const table = place.find('\n', end + 1);
  auto const sheet = place.rfind('\n');
  if (table == std::string::npos || sheet <= table) { return; }
  field.from = std::make_shared<Origin const>(Origin{place.substr(end + 1, table - end - 1),
                                                     place.substr(table + 1, sheet - table - 1),
                                                     place.substr(sheet + 1), row});
}

void put_field(std::string& out, Field const& field) {
  if (field.bound == Bound::exact && field.unit.empty() && !field.from) {
    return put_plain(out, field.value);
  }
  out += "{\"v\":";
  put_plain(out, field.value);
  if (field.bound != Bound::exact) {
    out += ",\"b\":";
    put_text(out, name_of(field.bound));
  }
  if (!field.unit.empty()) {
    out += ",\"u\":";
    put_text(out, field.unit);
  }
  if (field.from) { out += ",\"r\":" + std::to_string(field.from->row); }
  out += '}';
}

Value value_of(Json const& json) {
  if (json.is_boolean()) { return json.get<bool>(); }
  if (json.is_number()) { return json.get<double>(); }
  if (json.is_string()) { return json.get<std::string>(); }
  if (json.is_array()) { return json.get<std::vector<std::string>>(); }
  return std::monostate{};
}

Error broken(std::string_view kind, std::string_view key) {
  return {Code::bad_input, "账本记录已损坏", std::string{kind} + "/" + std::string{key},
          "用备份恢复，或撤销写入它的那次变更"};
}

// What lists, bounds and texts with escapes hold; the rest is read without a parser.
Result<Decoded> decode_by_parser(std::string_view raw) {
  try {
    auto const json = Json::parse(raw);
    if (!json.is_object()) { return Decoded{value_of(json)}; }
    auto out = Decoded{value_of(json.at("v"))};
    if (json.contains("b")) {
      auto const bound = enum_of<Bound>(json.at("b").get<std::string>());
      if (!bound) { return bound.error(); }
      out.bound = *bound;
    }
    if (json.contains("u")) { out.unit = json.at("u"); }
    if (json.contains("r")) { out.row = json.at("r"); }
    return out;
  } catch (Json::exception const&) { return broken("", raw); }
}

}  // namespace

std::string number_text(double number) {
  constexpr auto kWhole = 1e15;
  char digits[32];
  auto const end = digits + sizeof digits;
  auto const whole = std::abs(number) < kWhole && number == std::trunc(number);
  auto const last = whole ? std::to_chars(digits, end, static_cast<std::int64_t>(number)).ptr
                          : std::to_chars(digits, end, number).ptr;
  return {digits, last};
}

Shape shape_of(Record const& record) {
  auto shape = Shape{{}, {}, record.origin.table, record.origin.file, record.origin.sheet};
  for (auto const& field : record.fields) {
    shape.columns.push_back(field.column);
    shape.at.push_back(place_of(field));
  }
  return shape;
}

bool has_shape(Record const& record, Shape const& shape) {
  auto const& o = record.origin;
  if (record.fields.size() != shape.columns.size() || o.table != shape.table ||
      o.file != shape.file || o.sheet != shape.sheet) {
    return false;
  }
  for (auto i = std::size_t{0}; i != record.fields.size(); ++i) {
    auto const& field = record.fields[i];
    if (field.column != shape.columns[i]) { return false; }
    if (field.from ? place_of(field) != shape.at[i] : field.at != shape.at[i]) { return false; }
  }
  return true;
}

std::string encode(Shape const& shape) {
  auto out = std::string{"{\"columns\":"};
  put_plain(out, shape.columns);
  out += ",\"at\":";
  put_plain(out, shape.at);
  for (auto const& [name, text] : {std::pair{",\"table\":", &shape.table},
                                   {",\"file\":", &shape.file},
                                   {",\"sheet\":", &shape.sheet}}) {
    out += name;
    put_text(out, *text);
  }
  return out + "}";
}

Result<Shape> decode_shape(std::string_view text) {
  try {
    auto const json = Json::parse(text);
    auto shape = Shape{json.at("columns"), json.at("at"), json.at("table"), json.at("file"),
                       json.at("sheet")};
    if (shape.columns.size() != shape.at.size()) { return broken("shape", mark_of_shape(text)); }
    return shape;
  } catch (Json::exception const&) { return broken("shape", mark_of_shape(text)); }
}

std::string mark_of_shape(std::string_view text) { return mark_of({"shape", text}); }

std::string encode_body(Record const& record, std::string_view shape_mark) {
  auto out = std::string{};
  out.reserve(24 + record.fields.size() * 14);
  out += "[\"";
  out += shape_mark;
  out += "\",";
  out += std::to_string(record.origin.row);
  for (auto const& field : record.fields) {
    out += ',';
    put_field(out, field);
  }
  out += ']';
  return out;
}

std::string_view shape_in(std::string_view body) {
  constexpr auto kMark = std::size_t{12};
  if (!body.starts_with("[\"") || body.size() < kMark + 4 || body[kMark + 2] != '"') { return {}; }
  auto const mark = body.substr(2, kMark);
  return is_mark(mark) ? mark : std::string_view{};
}

Values::Values(std::string_view body) : text_(body), at_(16) {
  broken_ = shape_in(body).empty() || text_[15] != ',';
  auto const row = broken_ ? std::nullopt : raw();
  auto const end = row ? row->data() + row->size() : nullptr;
  if (!row || std::from_chars(row->data(), end, row_).ptr != end) { broken_ = true; }
}

std::optional<std::string_view> Values::next() {
  if (broken_ || at_ + 1 >= text_.size() || text_[at_] != ',') {
    broken_ = broken_ || at_ + 1 != text_.size() || text_[at_] != ']';
    return std::nullopt;
  }
  ++at_;
  return raw();
}

// The JSON value that begins at at_, to its end: strings by their quotes, lists and objects by
// their brackets, anything else up to the next comma or bracket.
std::optional<std::string_view> Values::raw() {
  auto const begin = at_;
  auto depth = 0;
  while (at_ < text_.size()) {
    auto const c = text_[at_];
    if (c == '"') {
      for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
        if (text_[at_] == '\\') { ++at_; }
      }
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (depth == 0 && (c == ',' || c == ']' || c == '}')) {
      break;
    } else if (c == ']' || c == '}') {
      --depth;
    }
    ++at_;
  }
  at_ = std::min(at_, text_.size());
  if (at_ == begin || at_ == text_.size()) {
    broken_ = true;
    return std::nullopt;
  }
  return text_.substr(begin, at_ - begin);
}

Result<Decoded> decode_value(std::string_view raw) {
  if (raw == "null") { return Decoded{}; }
  if (raw == "true" || raw == "false") { return Decoded{raw == "true"}; }
  if (raw.size() >= 2 && raw.front() == '"' && raw.back() == '"' &&
      raw.find('\\') == std::string_view::npos) {
    return Decoded{std::string{raw.substr(1, raw.size() - 2)}};
  }
  auto number = 0.0;
  auto const [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), number);
  if (error == std::errc{} && end == raw.data() + raw.size() && std::isfinite(number)) {
    return Decoded{number};
  }
  return decode_by_parser(raw);
}

Result<Record> decode_body(std::string_view kind, std::string_view key, std::string_view body,
                           Shape const& shape) {
  auto values = Values{body};
  auto record = Record{std::string{kind},
                       std::string{key},
                       {},
                       {shape.table, shape.file, shape.sheet, values.row()}};
  record.fields.reserve(shape.columns.size());
  while (auto const raw = values.next()) {
    auto const i = record.fields.size();
    auto decoded = decode_value(*raw);
    if (i == shape.columns.size() || !decoded) { return broken(kind, key); }
    record.fields.push_back({shape.columns[i],
                             std::move(decoded->value),
                             {},
                             decoded->bound,
                             std::move(decoded->unit)});
    put_place(record.fields.back(), shape.at[i], decoded->row);
  }
  if (values.broken() || record.fields.size() != shape.columns.size()) { return broken(kind, key); }
  return record;
}

Result<Record> decode_old(std::string_view kind, std::string_view key, std::string_view body) {
  try {
    auto const json = Json::parse(body);
    auto record = Record{std::string{kind}, std::string{key}, {}, {}};
    auto const& o = json.at("o");
    record.origin = {o.at(0), o.at(1), o.at(2), o.at(3)};
    for (auto const& row : json.at("f")) {
      auto field = Field{row.at(0), value_of(row.at(1)), {}, {}, {}};
      if (row.size() > 2) { field.at = row.at(2); }
      if (row.size() > 3) {
        auto const bound = enum_of<Bound>(row.at(3).get<std::string>());
        if (!bound) { return broken(kind, key); }
        field.bound = *bound;
      }
      if (row.size() > 4) { field.unit = row.at(4); }
      record.fields.push_back(std::move(field));
    }
    return record;
  } catch (Json::exception const&) { return broken(kind, key); }
}

bool same_values(Record const& a, Record const& b) {
  auto const same = [](Field const& x, Field const& y) {
    return x.column == y.column && x.value == y.value && x.bound == y.bound && x.unit == y.unit;
  };
  if (a.fields.size() != b.fields.size()) { return false; }
  if (std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), same)) { return true; }
  // The same columns in another order are the same record.
  return std::all_of(a.fields.begin(), a.fields.end(), [&](Field const& field) {
    auto const* other = b.find(field.column);
    return other != nullptr && same(field, *other);
  });
}

namespace {

// Hands on fields of an older record, each with the place that it came from.
class Older {
 public:
  explicit Older(Record const& record) : record_(record) {}
  Field field(Field const& field) {
    auto copy = field;
    if (!copy.from) {
      if (!from_) { from_ = std::make_shared<Origin const>(record_.origin); }
      copy.from = from_;
    }
    return copy;
  }

 private:
  Record const& record_;
  std::shared_ptr<Origin const> from_;
};

bool is_blank(Field const& field) { return std::holds_alternative<std::monostate>(field.value); }

}  // namespace

Record with_columns_of(Record record, Record const& older) {
  auto from = Older{older};
  auto const own = record.fields.size();
  for (auto const& field : older.fields) {
    auto const end = record.fields.begin() + static_cast<std::ptrdiff_t>(own);
    auto const has = std::any_of(record.fields.begin(), end,
                                 [&](Field const& f) { return f.column == field.column; });
    if (!has) { record.fields.push_back(from.field(field)); }
  }
  return record;
}

std::int64_t fill_blanks(Record& record, Record const& older) {
  auto from = Older{older};
  auto filled = std::int64_t{0};
  for (auto& field : record.fields) {
    if (!is_blank(field)) { continue; }
    auto const* const there = older.find(field.column);
    if (there == nullptr || is_blank(*there)) { continue; }
    field = from.field(*there);
    ++filled;
  }
  return filled;
}

}  // namespace chengjie::store
