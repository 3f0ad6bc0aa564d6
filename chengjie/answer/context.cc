#include "chengjie/answer/context.h"

#include <algorithm>
#include <map>

namespace chengjie::answer {
namespace {

constexpr auto kProgram = "程序默认";
constexpr auto kProgramDate = "2026-11-25";

// Places that documents are about and tables name, with how often.
std::map<std::string, int> places_of(Book const& book) {
  struct Source {
    std::string_view kind, column;
  };
  auto counts = std::map<std::string, int>{};
  for (auto const& [kind, column] :
       {Source{"documents", "main_place"}, Source{"parks", "district"},
        Source{"indicators", "subject"}, Source{"targets", "subject"}}) {
    for (auto const& record : book.all(kind)) {
      if (auto const place = record.text(column); !place.empty()) { ++counts[place]; }
    }
  }
  return counts;
}

// Documents decide; tables where there are none.
std::string most_named_place(Book const& book) {
  auto counts = std::map<std::string, int>{};
  for (auto const& document : book.all("documents")) {
    auto const place = document.text("main_place");
    if (!place.empty()) { ++counts[place]; }
  }
  if (counts.empty()) { counts = places_of(book); }
  auto const best =
      std::max_element(counts.begin(), counts.end(),
                       [](auto const& a, auto const& b) { return a.second < b.second; });
  return best == counts.end() ? std::string{} : best->first;
}

}  // namespace

bool named(Record const& record, std::string_view name) {
  if (name.empty()) { return false; }
  if (record.text("name") == name) { return true; }
  auto const former = record.list("former_names");
  return std::find(former.begin(), former.end(), name) != former.end();
}

Result<std::string> region_of(Book const& book, std::string const& wanted) {
  auto const& regions = book.all("regions");
  if (!wanted.empty()) {
    auto known = std::string{};
    for (auto const& region : regions) {
      if (named(region, wanted)) { return region.text("name"); }
      known += (known.empty() ? "" : "、") + region.text("name");
    }
    for (auto const& figure : book.facts()) {
      if (figure.subject == wanted) { return wanted; }
    }
    if (places_of(book).contains(wanted)) { return wanted; }
    return Error{Code::not_found, "账本里没有这个区域", wanted,
                 known.empty() ? "先读入该区域的文件或台账" : "可选：" + known};
  }
  for (auto const& region : regions) {
    if (region.text("level") == "区县") { return region.text("name"); }
  }
  auto place = most_named_place(book);
  if (place.empty() && !regions.empty()) { place = regions.front().text("name"); }
  if (place.empty()) {
    return Error{Code::not_found,
                 "账本里还没有区域",
                 {},
                 "先用 chengjie read … --keep 读入文件，或用 --region 指明"};
  }
  return place;
}

Figure setting(Book const& book, std::string const& key, double value, std::string const& unit,
               std::string const& basis) {
  if (auto own = book.assumption(key)) { return *own; }
  auto figure = Figure{};
  figure.subject = key;
  figure.indicator = "默认值";
  figure.value = value;
  figure.unit = unit;
  figure.evidence = Assumption{key, kProgram, kProgramDate, basis};
  return figure;
}

Answer answer_of(Context const& context, std::string question) {
  auto answer = Answer{};
  answer.question = std::move(question);
  answer.region = context.region;
  answer.today = context.today;
  return answer;
}

std::vector<Figure> figures_of(Answer const& answer) {
  auto figures = std::vector<Figure>{};
  auto const take = [&](Line const& line) {
    for (auto const& span : line.spans()) {
      if (auto const* figure = std::get_if<Figure>(&span)) { figures.push_back(*figure); }
    }
  };
  for (auto const& item : answer.items) {
    take(item.title);
    for (auto const& line : item.lines) { take(line); }
    for (auto const& [name, figure] : item.figures) { figures.push_back(figure); }
  }
  for (auto const& note : answer.notes) { take(note); }
  for (auto const& section : answer.sections) {
    for (auto const& line : section.lines) { take(line); }
  }
  return figures;
}

void finish(Context const& context, Answer& answer) {
  for (auto const& figure : figures_of(answer)) { context.basis.use(figure); }
  answer.assumed_share = context.basis.assumed_share();
  std::sort(answer.lacks.begin(), answer.lacks.end());
  answer.lacks.erase(std::unique(answer.lacks.begin(), answer.lacks.end()), answer.lacks.end());
}

}  // namespace chengjie::answer
