// The book of support clauses, answered: who meets each, what it costs the budget, until when it
// can be claimed, what may be paid without asking (免申即享), how far the claims have come, and
// which clauses tie support to tax paid.
#pragma once
#include <optional>
#include <string>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

// A clause an item, the dearest first.
Result<Answer> policies(Context const&);

// One clause, by its record's key: a firm an item, those that meet it first, then those one
// condition short, then the unknown; at most `most`. not_found: no such clause, or it cannot be
// computed, and why.
Result<Answer> policy(Context const&, std::string const& clause, std::size_t most);

// Days to the day that a claim must be in by: of a date that the words name ("2026年6月30日前"),
// else of the clause's last day; nothing when neither is said.
std::optional<int> days_left(std::string_view apply_time, std::string_view valid_to,
                             std::string_view today);

}  // namespace chengjie::answer
