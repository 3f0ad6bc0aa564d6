#include "chengjie/answer/figures.h"

#include <algorithm>
#include <tuple>

#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

bool has(std::string_view text, std::initializer_list<std::string_view> words) {
  for (auto const word : words) {
    if (text.find(word) != std::string_view::npos) { return true; }
  }
  return false;
}

Kind kind_of(std::string_view indicator, std::string const& unit) {
  if (unit == "percent" && has(indicator, {"占比", "比重", "占全", "份额"})) { return Kind::share; }
  if (unit == "percent") { return Kind::rate; }
  if (has(indicator, {"预计", "协议", "合同", "规划"})) { return Kind::plan; }
  return Kind::actual;
}

std::optional<Figure> statement(Record const& record, std::string_view column,
                                std::string const& period) {
  auto figure = figure_of(record, column);
  if (!figure) { return std::nullopt; }
  figure->subject = record.text("subject");
  figure->indicator = record.text("indicator");
  figure->period = period;
  figure->scope = scope_of_words(figure->indicator, record.text("note"));
  return figure;
}

// The district that "全区" means to a row about this subject.
std::string district_of(Book const& book, std::string const& subject) {
  for (auto const& park : book.all("parks")) {
    auto const former = park.list("former_names");
    if (park.text("name") == subject ||
        std::find(former.begin(), former.end(), subject) != former.end()) {
      return park.text("district");
    }
  }
  for (auto const& region : book.all("regions")) {
    if (region.text("name") == subject) { return region.text("parent"); }
  }
  return {};
}

// "规上工业产值占全区比重" is a share of 规上工业产值, and the whole is the district's.
void read_share(Book const& book, Figure& figure) {
  for (auto const tail : {"占全区比重", "占全区的比重", "占全区"}) {
    if (!figure.indicator.ends_with(tail)) { continue; }
    figure.indicator.resize(figure.indicator.size() - std::string_view{tail}.size());
    figure.scope.boundary = district_of(book, figure.subject);
    return;
  }
}

// Kind of a growth column: the change belongs to the indicator beside it.
std::optional<Figure> growth(Record const& record) {
  auto figure = statement(record, "growth_pct", record.text("period"));
  if (!figure) { return std::nullopt; }
  figure->unit = "percent";
  figure->kind = Kind::change;
  figure->change = "yoy";
  return figure;
}

// As the documents tell them: the ledger keeps facts by their marks, and what stands beside what
// is part of what they say.
std::vector<Figure> facts_as_told(Book const& book) {
  auto facts = book.facts();
  std::stable_sort(facts.begin(), facts.end(), [](Figure const& a, Figure const& b) {
    auto const* x = std::get_if<Clause>(&a.evidence);
    auto const* y = std::get_if<Clause>(&b.evidence);
    if (x == nullptr || y == nullptr) { return x != nullptr && y == nullptr; }
    return std::tie(x->document, x->at) < std::tie(y->document, y->at);
  });
  return facts;
}

}  // namespace

Scope scope_of_words(std::string_view indicator, std::string_view note) {
  auto scope = Scope{};
  if (has(indicator, {"规上", "规模以上"}) || note.starts_with("规上")) {
    scope.coverage = Coverage::above_scale;
  }
  if (has(indicator, {"新增", "新签约", "新培育", "新引进", "新申报", "净增"})) {
    scope.measure = Measure::newly_added;
  } else if (has(indicator, {"累计"}) || note.starts_with("累计")) {
    scope.measure = Measure::cumulative;
  } else if (note.starts_with("存量") || has(indicator, {"总量", "拥有量"})) {
    scope.measure = Measure::stock;
  }
  if (has(indicator, {"协议"})) { scope.stage = Stage::agreed; }
  if (has(indicator, {"合同", "签约"})) { scope.stage = Stage::contracted; }
  if (has(indicator, {"到位"})) { scope.stage = Stage::in_place; }
  if (has(indicator, {"开工"})) { scope.stage = Stage::started; }
  return scope;
}

std::optional<Figure> figure_of_output(Record const& enterprise) {
  return figure_of(enterprise, "output_ytd_cny");
}

std::vector<Figure> statements(Book const& book) {
  auto figures = facts_as_told(book);
  for (auto const& record : book.all("indicators")) {
    if (auto figure = statement(record, "value", record.text("period"))) {
      figure->kind = kind_of(figure->indicator, figure->unit);
      if (figure->kind == Kind::share) { read_share(book, *figure); }
      figures.push_back(std::move(*figure));
    }
    if (auto figure = growth(record)) { figures.push_back(std::move(*figure)); }
  }
  for (auto const& record : book.all("targets")) {
    if (auto figure = statement(record, "value", record.text("year"))) {
      figure->kind = Kind::target;
      figures.push_back(std::move(*figure));
    }
  }
  return figures;
}

}  // namespace chengjie::answer
