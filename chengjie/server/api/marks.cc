#include "chengjie/server/api/marks.h"

#include <algorithm>

#include "chengjie/access/rights.h"
#include "chengjie/answer/cite.h"
#include "chengjie/answer/data.h"
#include "chengjie/base/hash.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/wire/json.h"

namespace chengjie::server::api {
namespace {

constexpr auto kDepthMax = 30;  // of formulas in formulas

Figure figure_or_mention(Record const& record, std::string const& column) {
  auto figure = figure_of(record, column);
  return figure ? std::move(*figure) : answer::cite(record, column);
}

std::optional<Figure> of_shown_cell(Ask const& ask, Book const& book, std::string const& mark) {
  auto const ref = ask.house.shown.cell(mark);
  if (!ref) { return std::nullopt; }
  auto const* record = book.find(ref->kind, ref->key);
  if (record == nullptr || record->find(ref->column) == nullptr) { return std::nullopt; }
  auto figure = figure_or_mention(*record, ref->column);
  // The cell may have got another source since.
  return mark_of(figure) == mark ? std::optional{std::move(figure)} : std::nullopt;
}

// The last resort: every cell of the book.
std::optional<Figure> by_looking(Book const& book, std::string const& mark) {
  for (auto const* record : book.everything()) {
    if (record->kind == kFacts) { continue; }
    if (record->kind == "assumptions") {
      auto assumed = book.assumption(record->key);
      if (assumed && mark_of(*assumed) == mark) { return assumed; }
    }
    for (auto const& field : record->fields) {
      if (std::holds_alternative<std::monostate>(field.value)) { continue; }
      auto figure = figure_or_mention(*record, field.column);
      if (mark_of(figure) == mark) { return figure; }
    }
  }
  return std::nullopt;
}

// Cheap places first. Nothing here asks whether the caller may see it.
std::optional<Figure> kept_figure(Ask const& ask, Book const& book, std::string const& mark) {
  if (auto figure = ask.house.shown.figure(mark)) { return figure; }
  if (auto const* fact = book.find(kFacts, mark)) {
    if (auto figure = fact_of(*fact)) { return std::move(*figure); }
  }
  if (auto figure = of_shown_cell(ask, book, mark)) { return figure; }
  auto reader = ask.house.ledger->reader();
  if (!reader) { return std::nullopt; }
  auto const trace = (*reader)->trace(mark);
  if (!trace || !*trace) { return std::nullopt; }
  auto figure = wire::figure_of_trace(**trace);
  return figure ? std::optional{std::move(*figure)} : std::nullopt;
}

class Eyes {
 public:
  Eyes(Ask const& ask, Book const& book) : ask_(ask), book_(book) {}

  // A derived figure is for who may ask the questions that derive it, or whom it is about: what it
  // rests on may be open to all, and it still tells of another. Its inputs are opened one by one.
  bool opens(Figure const& figure) const {
    auto const derived = std::holds_alternative<Computation>(figure.evidence);
    return (!derived || access::may(ask_.caller, "answer") || is_own(figure.subject)) &&
           see(figure);
  }

 private:
  // All that it rests on is in the book as the caller sees it.
  bool see(Figure const& figure, int depth = 0) const {
    if (access::sees_everything(ask_.caller)) { return true; }
    if (depth > kDepthMax) { return false; }
    if (auto const* cell = std::get_if<Cell>(&figure.evidence)) {
      return cell_in(book_, *cell).has_value() || is_program_data(*cell);
    }
    if (auto const* clause = std::get_if<Clause>(&figure.evidence)) {
      return access::sees(ask_.caller, kDocuments) || from_own_record(*clause);
    }
    if (auto const* assumed = std::get_if<Assumption>(&figure.evidence)) {
      return see_assumption(*assumed);
    }
    auto const& computed = std::get<Computation>(figure.evidence);
    for (auto const& mark : computed.inputs) {
      auto const input = kept_figure(ask_, book_, mark);
      if (!input || !see(*input, depth + 1)) { return false; }
    }
    return true;
  }

  bool is_own(std::string const& subject) const {
    if (subject.empty() || ask_.caller.scope.empty()) { return false; }
    if (subject == ask_.caller.scope) { return true; }
    // The book of a firm's account holds that firm alone.
    return ask_.caller.role == access::Role::firm &&
           std::ranges::any_of(book_.all("enterprises"), [&](Record const& record) {
             return record.text("uscc") == ask_.caller.scope && record.text("name") == subject;
           });
  }

  // Tables that the program carries belong to everyone; a loaded file cannot have their hash.
  static bool is_program_data(Cell const& cell) {
    auto const& files = answer::data_files();
    return std::any_of(files.begin(), files.end(), [&](answer::DataFile const& file) {
      return cell.file == "data/" + std::string{file.name} && cell.table == sha256_hex(file.text);
    });
  }

  bool from_own_record(Clause const& clause) const {
    for (auto const* record : book_.everything()) {
      if (record->origin.table != clause.document) { continue; }
      auto const own = clause_of(*record);
      if (own && own->begin == clause.begin) { return true; }
    }
    return false;
  }

  bool see_assumption(Assumption const& assumed) const {
    auto record = Record{"assumptions", assumed.key, {}, {}};
    return access::visible(ask_.caller, record).has_value();
  }

  Ask const& ask_;
  Book const& book_;
};

}  // namespace

std::optional<FoundCell> cell_in(Book const& book, Cell const& cell) {
  for (auto const* record : book.everything()) {
    for (auto const& field : record->fields) {
      auto const& origin = record->origin_of(field);
      if (origin.row == cell.row && field.at == cell.column && origin.table == cell.table &&
          origin.sheet == cell.sheet && !std::holds_alternative<std::monostate>(field.value)) {
        return FoundCell{record, &field};
      }
    }
  }
  return std::nullopt;
}

Result<Figure> opened_mark(Ask const& ask, Snapshot const& shown, std::string const& mark) {
  auto const missing = Error{Code::not_found, "账本里没有这个出处标记", mark.substr(0, 32),
                             "从答案、台账或文件里的数重新打开"};
  if (!is_mark(mark)) { return missing; }
  auto figure = kept_figure(ask, shown.book, mark);
  if (!figure) { figure = by_looking(shown.book, mark); }
  if (!figure || !Eyes{ask, shown.book}.opens(*figure)) { return missing; }
  return std::move(*figure);
}

}  // namespace chengjie::server::api
