#include "chengjie/files/table_out.h"

#include <charconv>
#include <cmath>

#include "chengjie/files/csv_out.h"
#include "chengjie/files/encoding.h"

namespace chengjie::files {
namespace {

class CsvSink final : public TableSink {
 public:
  CsvSink(std::string const& path, TableHead head) : file_(path), head_(std::move(head)) {}

  Result<Done> begin() {
    if (auto const opened = file_.open(); !opened) { return opened; }
    out_ = kUtf8Mark;
    auto titles = std::vector<std::string>{};
    auto below = std::vector<std::string>{};
    auto two_lines = false;
    for (auto const& column : head_.columns) {
      titles.push_back(column.title);
      below.push_back(column.below);
      two_lines = two_lines || !column.below.empty();
    }
    append_csv_row(out_, titles);
    if (two_lines) { append_csv_row(out_, below); }
    return kDone;
  }

  Result<Done> row(std::span<OutValue const> cells) override {
    for (auto const& cell : cells) {
      if (&cell != cells.data()) { out_ += ','; }
      put(cell);
    }
    out_ += "\r\n";
    return out_.size() < kPiece ? Result<Done>{kDone} : flush();
  }

  Result<Done> finish() override {
    if (!head_.note.empty()) { append_csv_row(out_, std::vector{head_.note}); }
    if (auto const flushed = flush(); !flushed) { return flushed; }
    return file_.commit();
  }

 private:
  static constexpr auto kPiece = std::size_t{1} << 16;

  void put(OutValue const& cell) {
    if (auto const* text = std::get_if<std::string>(&cell)) { return put_text(*text); }
    if (auto const* number = std::get_if<double>(&cell)) {
      out_ += number_text(*number);
      return;
    }
    if (!std::holds_alternative<std::monostate>(cell)) { put_text(text_of(cell)); }
  }

  void put_text(std::string_view text) {
    if (is_utf8(text)) { return append_csv_cell(out_, text); }
    append_csv_cell(out_, repaired(text));
  }

  Result<Done> flush() {
    auto const written = file_.write(out_);
    out_.clear();
    return written;
  }

  AtomicFile file_;
  TableHead head_;
  std::string out_;
};

}  // namespace

Result<std::unique_ptr<TableSink>> csv_sink(std::string const& path, TableHead head) {
  auto sink = std::make_unique<CsvSink>(path, std::move(head));
  if (auto const begun = sink->begin(); !begun) { return begun.error(); }
  return std::unique_ptr<TableSink>{std::move(sink)};
}

std::string number_text(double number) {
  char buffer[40];
  // Whole numbers as such: a code of 18 digits is not 1.2e+17 to a person.
  auto const whole = std::abs(number) < 1e21 && number == std::floor(number);
  auto const end =
      whole ? std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed).ptr
            : std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return {buffer, end};
}

std::string text_of(OutValue const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) { return *text; }
  if (auto const* number = std::get_if<double>(&value)) { return number_text(*number); }
  if (auto const* flag = std::get_if<bool>(&value)) { return *flag ? "是" : "否"; }
  auto joined = std::string{};
  if (auto const* list = std::get_if<std::vector<std::string>>(&value)) {
    for (auto const& item : *list) { joined += (joined.empty() ? "" : "、") + item; }
  }
  return joined;
}

}  // namespace chengjie::files
