// The firms of a ledger as the engines of `grow` see them: rows of one firm (years, months)
// together.
#pragma once
#include <string>
#include <vector>

#include "chengjie/answer/context.h"
#include "chengjie/grow/firm.h"

namespace chengjie::answer {

// All rows of one firm, the newest first.
struct FirmRows {
  std::string id;  // its code, else its name
  std::string name;
  std::vector<Record const*> rows;
};

// The firms of the region, in the order of the ledger; those outside of it are left out. Names that
// a person has joined (answer/reconciling/same.h) are one firm.
std::vector<FirmRows> firms_of(Book const&);

// not_found names what would help. By code, name or another name of it.
Result<FirmRows> firm_named(Book const&, std::string const& code_or_name);

// Facts without marks are for sifting many firms; with marks every fact goes into the basis.
enum class Facts { bare, marked };
grow::Firm engine_firm(Context const&, FirmRows const&, Facts);

// A year that is over: `context.today`'s year less one.
grow::Options grow_options(Context const&);

// Some row of the firm says no period, so that its figures count as last year's.
bool undated(FirmRows const&);

// The rows that a count of firms was made from, the first 200 of them.
std::vector<Figure> rows_of(std::vector<FirmRows> const&);

// "3家", a count of firms that opens to how they were counted and to the first of their rows.
Figure firm_count(Context const&, std::string const& subject, std::string const& indicator,
                  std::size_t count, std::string const& formula, std::vector<Figure> rows);

// What is missing, for people: in brief an indicator is named, not titled.
std::string title_of(rules::Missing const&);

// The figures behind an engine's marks, in brackets.
void add_marks(Context const&, Line&, std::vector<std::string> const& marks);

}  // namespace chengjie::answer
