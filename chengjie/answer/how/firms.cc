#include "chengjie/answer/how/firms.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/reconciling/same.h"
#include "chengjie/ledger/fact.h"

namespace chengjie::answer {
namespace {

constexpr auto kRowsMax = std::size_t{200};
constexpr auto kAboutShare = 0.05;  // half width of a figure given as "about"

bool outside(Record const& firm) {
  auto const scope = firm.text("scope");
  return !scope.empty() && scope != "区内";
}

std::string id_of(Record const& firm) {
  auto const code = firm.text("uscc");
  return code.empty() ? firm.text("name") : code;
}

}  // namespace

std::vector<FirmRows> firms_of(Book const& book) {
  auto firms = std::vector<FirmRows>{};
  auto index = std::unordered_map<std::string, std::size_t>{};
  auto const joined = joined_ids(book);
  for (auto const& record : book.all("enterprises")) {
    if (outside(record)) { continue; }
    auto id = id_of(record);
    if (auto const other = joined.find(id); other != joined.end()) { id = other->second; }
    auto const [at, fresh] = index.emplace(id, firms.size());
    if (fresh) { firms.push_back({std::move(id), record.text("name"), {}}); }
    firms[at->second].rows.push_back(&record);
  }
  for (auto& firm : firms) {
    std::stable_sort(firm.rows.begin(), firm.rows.end(), [](Record const* a, Record const* b) {
      return a->text("period") > b->text("period");
    });
  }
  return firms;
}

Result<FirmRows> firm_named(Book const& book, std::string const& wanted) {
  auto firms = firms_of(book);
  auto const is_wanted = [&](FirmRows const& firm) {
    auto const aliases = firm.rows.front()->list("aliases");
    // Rows of a firm that a person has joined keep the name and the code that they came with.
    return firm.id == wanted || firm.name == wanted ||
           std::ranges::any_of(firm.rows,
                               [&](Record const* row) {
                                 return id_of(*row) == wanted || row->text("name") == wanted;
                               }) ||
           std::find(aliases.begin(), aliases.end(), wanted) != aliases.end();
  };
  auto const firm = std::find_if(firms.begin(), firms.end(), is_wanted);
  if (firm == firms.end()) {
    return Error{Code::not_found, "账本里没有这家本区企业", wanted,
                 "用统一社会信用代码或全称；chengjie export enterprises 可列出全部"};
  }
  return std::move(*firm);
}

grow::Firm engine_firm(Context const& context, FirmRows const& firm, Facts kind) {
  auto out = grow::Firm{firm.id, firm.name, {}};
  for (auto const* row : firm.rows) {
    auto facts = rules::facts_of(*row, [&](Field const& field) {
      if (kind == Facts::bare) { return std::string{}; }
      auto const figure = figure_of(*row, field.column);
      return mark_of(context.basis.use(figure ? *figure : cite(*row, field.column)));
    });
    std::move(facts.facts.begin(), facts.facts.end(), std::back_inserter(out.facts.facts));
  }
  return out;
}

grow::Options grow_options(Context const& context) {
  return {.today = parse_date(context.today).value_or(Date{2000, 1, 1}),
          .year = std::stoi(context.today.substr(0, 4)) - 1,
          .about_share = kAboutShare};
}

bool undated(FirmRows const& firm) {
  return std::any_of(firm.rows.begin(), firm.rows.end(), [](Record const* row) {
    return row->text("period").empty() &&
           std::any_of(row->fields.begin(), row->fields.end(), [](Field const& field) {
             return std::holds_alternative<double>(field.value);
           });
  });
}

std::vector<Figure> rows_of(std::vector<FirmRows> const& firms) {
  auto figures = std::vector<Figure>{};
  for (auto const& firm : firms) {
    if (figures.size() == kRowsMax) { break; }
    figures.push_back(cite(*firm.rows.front(), "name"));
  }
  return figures;
}

Figure firm_count(Context const& context, std::string const& subject, std::string const& indicator,
                  std::size_t count, std::string const& formula, std::vector<Figure> rows) {
  return context.basis.derive({.subject = subject,
                               .indicator = indicator,
                               .value = static_cast<double>(count),
                               .unit = "count",
                               .formula = formula,
                               .inputs = std::move(rows),
                               .of = "家"});
}

std::string title_of(rules::Missing const& missing) {
  auto const id = rules::indicator_named(missing.indicator);
  return id ? std::string{rules::indicators()[static_cast<std::size_t>(*id)].title} : missing.title;
}

void add_marks(Context const& context, Line& line, std::vector<std::string> const& marks) {
  for (auto const& mark : marks) {
    auto const at = context.basis.figures().find(mark);
    if (at == context.basis.figures().end()) { continue; }
    auto const shown = at->second;
    line << "（" << shown << "）";
  }
}

}  // namespace chengjie::answer
