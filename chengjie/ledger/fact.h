// Figures and what else was read from documents, as records of the ledger, and back.
#pragma once
#include "chengjie/ledger/record.h"

namespace chengjie {

inline constexpr auto kFacts = "facts";          // key: the figure's mark
inline constexpr auto kDocuments = "documents";  // key: SHA-256 of the bytes

// The figure's evidence must be a clause.
Record fact_record(Figure const&);
Result<Figure> fact_of(Record const&);

// Fields that tell the clause a record was read from: what reading puts into every record it makes.
std::vector<Field> clause_fields(Clause const&);
std::optional<Clause> clause_of(
    Record const&);  // nothing when the record did not come from a document

// Where a field of a record has its value from: the clause, the assumption that the row declares
// ("假设依据"), or the cell.
Evidence evidence_of(Record const&, Field const&);

// A number of a record as a figure: subject is the record's name, the indicator the column's title.
std::optional<Figure> figure_of(Record const&, std::string_view column);

}  // namespace chengjie
