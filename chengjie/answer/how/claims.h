// The book of claims (政策兑现台账): how far each firm's claim has come, 申报-审核-公示-拨付.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

enum class Stage { none, applied, reviewed, published, paid, refused };
std::string_view words_of(Stage);

// By the latest stage that has a date; a refusal ends it.
Stage stage_of(Record const& claim);

// "申报 2026-03-02，审核 2026-03-20，公示 …" with the cells they stand in; days between stages and,
// of an open claim, days since the last one.
Line stage_line(Context const&, Record const& claim);

// Claims of one clause (document and clause as in the book of policies), by firm.
std::vector<Record const*> claims_of(Book const&, Record const& clause);
// "办法第九条" of each claim that no clause in the book answers to.
std::vector<std::string> claims_without_clause(Book const&);
std::vector<Record const*> claims_of_firm(Book const&, std::string const& code,
                                          std::string const& name);

}  // namespace chengjie::answer
