#include <algorithm>
#include <array>
#include <unordered_map>

#include "chengjie/access/rights.h"
#include "chengjie/ledger/kinds.h"
#include "chengjie/tables/units.h"
#include "chengjie/wire/content.h"
#include "chengjie/wire/record.h"

namespace chengjie::wire {
namespace {

using files::OutColumn;

constexpr auto kLon = std::string_view{"lon"};
constexpr auto kLat = std::string_view{"lat"};
constexpr auto kEvidence = std::string_view{"依据"};

// As the importer reads it back in a column of any type.
std::string_view bound_word(Bound bound) {
  switch (bound) {
    case Bound::exact:
      return "";
    case Bound::over:
      return "超";
    case Bound::under:
      return "<";
    case Bound::about:
      return "约";
    case Bound::at_least:
      return "≥";
  }
  return "";
}

bool goes_by_row(ColumnSpec const* spec) {
  return spec != nullptr && spec->type == ColumnType::number && spec->unit.starts_with('~');
}

OutColumn::Type type_of(ColumnSpec const* spec) {
  if (spec == nullptr) { return OutColumn::Type::text; }
  if (spec->name == kLon || spec->name == kLat) { return OutColumn::Type::plain; }
  switch (spec->type) {
    case ColumnType::number:
    case ColumnType::percent:
      return OutColumn::Type::number;
    case ColumnType::date:
      return OutColumn::Type::date;
    case ColumnType::code18:
    case ColumnType::code4:
      return OutColumn::Type::code;
    case ColumnType::long_text:
      return OutColumn::Type::long_text;
    case ColumnType::text:
    case ColumnType::flag:
    case ColumnType::word:
    case ColumnType::list:
    case ColumnType::row_unit:
      return OutColumn::Type::text;
  }
  return OutColumn::Type::text;
}

std::string unit_word(std::string const& unit) {
  auto const word = tables::word_of_unit(unit);
  return word.empty() ? unit : std::string{word};
}

std::string origin_words(Origin const& o) {
  if (o.file.empty()) { return "手工录入"; }
  return o.file + (o.sheet.empty() ? "" : " " + o.sheet) +
         (o.row > 0 ? " 第" + std::to_string(o.row) + "行" : "");
}

// Also the rows of earlier tables that had columns which the last one has not.
std::string origins_words(Record const& record) {
  auto words = origin_words(record.origin);
  Origin const* told = nullptr;
  for (auto const& field : record.fields) {
    if (field.from == nullptr || field.from.get() == told) { continue; }
    told = field.from.get();
    auto const more = origin_words(*told);
    if (words.find(more) == std::string::npos) { words += "；" + more; }
  }
  return words;
}

// A column of the records: "revenue_cny@2023" is the revenue of that year.
struct Column {
  std::string name;
  ColumnSpec const* spec{};
  std::string year;
};

Column column_of(KindSpec const* kind, std::string const& name) {
  auto const at = std::min(name.find('@'), name.size());
  auto const* spec = kind == nullptr ? nullptr : column_named(*kind, name.substr(0, at));
  return {name, spec, spec == nullptr || at == name.size() ? "" : name.substr(at + 1)};
}

OutColumn shown(Column const& column) {
  if (column.spec == nullptr) { return {column.name, {}, OutColumn::Type::text}; }
  auto const unit = tables::word_of_unit(column.spec->unit);
  return {std::string{column.spec->title} + (unit.empty() ? "" : "（" + std::string{unit} + "）"),
          column.year.empty() ? "" : column.year + "年", type_of(column.spec)};
}

class RecordContent final : public Content {
 public:
  RecordContent(std::string const& kind, Records records, access::Caller const& caller)
      : kind_(kind_named(kind)), records_(std::move(records)), caller_(caller) {
    name = kind;
    title = kind_ == nullptr ? kind : std::string{kind_->title};
    open_ = access::sees_everything(caller_);
    has_places = kind_ != nullptr && column_named(*kind_, kLon) != nullptr;
  }

  // The first pass: which columns the records use, and what of them the caller may not see.
  Result<Done> look() {
    auto const done = records_([&](Record&& record) {
      auto const seen = open_ ? std::optional{std::move(record)} : look_at(record);
      if (seen) {
        ++rows;
        for (auto const& field : seen->fields) { see(field); }
      }
      return true;
    });
    if (!done) { return done; }
    if (rows == 0) { take_all(); }
    order_columns();
    return kDone;
  }

  Result<Done> each(Visit const& visit) override {
    auto outcome = Result<Done>{kDone};
    auto const done = records_([&](Record&& record) {
      auto const seen = open_ ? std::optional{std::move(record)} : access::visible(caller_, record);
      if (seen) { outcome = visit(Row{*this, *seen}); }
      return outcome.ok();
    });
    return done ? outcome : done;
  }

 private:
  class Row final : public ContentRow {
   public:
    Row(RecordContent const& content, Record const& record) : content_(content), record_(record) {}
    void cells(Cells& out) const override { content_.fill(record_, out); }
    Json json() const override { return json_of(record_); }
    std::string id() const override { return record_.key; }
    std::optional<Place> place() const override {
      auto const lon = record_.number(kLon);
      auto const lat = record_.number(kLat);
      if (!lon || !lat || *lon < -180 || *lon > 180 || *lat < -90 || *lat > 90) { return {}; }
      return Place{*lon, *lat};
    }

   private:
    RecordContent const& content_;
    Record const& record_;
  };

  std::optional<Record> look_at(Record const& record) {
    auto seen = access::visible(caller_, record);
    rows_left_out = rows_left_out || !seen;
    if (!seen || seen->fields.size() == record.fields.size()) { return seen; }
    for (auto const& field : record.fields) {
      if (seen->find(field.column) != nullptr) { continue; }
      auto words = shown(column_of(kind_, field.column)).title;
      if (std::ranges::find(left_out, words) == left_out.end()) {
        left_out.push_back(std::move(words));
      }
    }
    return seen;
  }

  // Of an empty book: every column that the caller may see, as a form to be filled in.
  void take_all() {
    if (kind_ == nullptr) { return; }
    auto const hidden = access::hidden_columns(caller_, *kind_);
    for (auto const& spec : kind_->columns) {
      if (spec.type == ColumnType::row_unit) {
        by_row_ = true;
      } else if (std::ranges::find(hidden, spec.name) == hidden.end()) {
        used_.push_back({std::string{spec.name}, &spec, {}});
      }
    }
  }

  void see(Field const& field) {
    auto const [found, fresh] = index_.try_emplace(field.column, used_.size());
    if (fresh) { used_.push_back(column_of(kind_, field.column)); }
    by_row_ = by_row_ || (!field.unit.empty() && goes_by_row(used_[found->second].spec));
  }

  // Those of the kind in its order, each year after the column itself, others as they came.
  void order_columns() {
    auto const rank = [&](Column const& column) {
      return column.spec == nullptr ? kind_ == nullptr ? 0 : kind_->columns.size()
                                    : static_cast<std::size_t>(column.spec - kind_->columns.data());
    };
    std::ranges::stable_sort(used_, [&](Column const& a, Column const& b) {
      return std::pair{rank(a), a.spec == nullptr ? std::string{} : a.year} <
             std::pair{rank(b), b.spec == nullptr ? std::string{} : b.year};
    });
    index_.clear();
    auto evidence = true;
    for (auto const& column : used_) {
      index_.emplace(column.name, columns.size());
      columns.push_back(shown(column));
      evidence = evidence && columns.back().title != kEvidence;
      if (by_row_ && !unit_column_ && goes_by_row(column.spec)) {
        unit_column_ = columns.size();
        columns.push_back({"单位", {}, OutColumn::Type::text});
      }
    }
    if (evidence) {
      evidence_column_ = columns.size();
      columns.push_back({std::string{kEvidence}, {}, OutColumn::Type::text});
    }
  }

  void fill(Record const& record, Cells& out) const {
    out.assign(columns.size(), std::monostate{});
    auto const unit = unit_of_row(record);
    for (auto const& field : record.fields) {
      auto const found = index_.find(field.column);
      if (found != index_.end()) { put(field, column_at(found->second), unit, out[found->second]); }
    }
    if (unit_column_ && unit) { out[*unit_column_] = unit_word(*unit); }
    if (evidence_column_) { out[*evidence_column_] = origins_words(record); }
  }

  // `at`: where it stands among the columns shown, one of which is that of the unit.
  Column const& column_at(std::size_t at) const {
    return used_[at - (unit_column_ && at > *unit_column_ ? 1 : 0)];
  }

  // The one unit of all numbers whose unit goes by row; nothing when they differ: then each cell
  // tells its own.
  std::optional<std::string> unit_of_row(Record const& record) const {
    if (!unit_column_) { return {}; }
    auto unit = std::optional<std::string>{};
    for (auto const& field : record.fields) {
      auto const found = index_.find(field.column);
      if (!std::holds_alternative<double>(field.value) || found == index_.end() ||
          !goes_by_row(column_at(found->second).spec)) {
        continue;
      }
      if (unit && *unit != field.unit) { return {}; }
      unit = field.unit;
    }
    return unit;
  }

  static void put(Field const& field, Column const& column, std::optional<std::string> const& unit,
                  files::OutValue& out) {
    if (auto const* number = std::get_if<double>(&field.value)) {
      auto const own = goes_by_row(column.spec) && !unit && !field.unit.empty();
      if (field.bound == Bound::exact && !own) {
        out = *number;
      } else {
        out = std::string{bound_word(field.bound)} + files::number_text(*number) +
              (own ? unit_word(field.unit) : "");
      }
      return;
    }
    auto const* text = std::get_if<std::string>(&field.value);
    if (text == nullptr || column.spec == nullptr || column.spec->type != ColumnType::word) {
      out = field.value;
      return;
    }
    auto const word = word_of(*column.spec, *text);
    out = word.empty() ? *text : std::string{word};
  }

  KindSpec const* kind_;
  Records records_;
  access::Caller caller_;
  bool open_{};
  std::vector<Column> used_;
  std::unordered_map<std::string, std::size_t> index_;
  bool by_row_{};  // some number has a unit that goes by row
  std::optional<std::size_t> unit_column_, evidence_column_;
};

}  // namespace

Result<std::unique_ptr<Content>> content_of_records(std::string const& kind, Records records,
                                                    access::Caller const& caller) {
  if (!access::sees(caller, kind)) {
    return Error{Code::not_found, "没有查看这本台账的权限：" + kind, {}, "请管理员授权"};
  }
  auto content = std::make_unique<RecordContent>(kind, std::move(records), caller);
  if (auto const looked = content->look(); !looked) { return looked.error(); }
  return std::unique_ptr<Content>{std::move(content)};
}

}  // namespace chengjie::wire
