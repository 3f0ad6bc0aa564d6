#include "chengjie/ledger/kinds.h"

#include <algorithm>

#include "chengjie/ledger/kinds_list.h"

namespace chengjie {
namespace {

// A copy, so that the books stand in one row; the constants it copies are ready before any code.
std::span<KindSpec const> all() {
  static auto const kinds_of_books = std::to_array<KindSpec>({
      book::kEnterprises, book::kProjects,  book::kParks,          book::kPlots,
      book::kFactories,   book::kNeeds,     book::kChains,         book::kCases,
      book::kPolicies,    book::kCards,     book::kVisits,         book::kIndicators,
      book::kTargets,     book::kRegions,   book::kClusters,       book::kDirections,
      book::kAssumptions, book::kLinks,     book::kRegionIndustry, book::kCandidates,
      book::kLeads,       book::kCrosswalk, book::kResources,      book::kStatuses,
      book::kDuties,      book::kClaims,    book::kSupplies,       book::kHubs,
  });
  return kinds_of_books;
}

}  // namespace

std::span<KindSpec const> kinds() { return all(); }

KindSpec const* kind_named(std::string_view name) {
  auto const found = std::ranges::find(all(), name, &KindSpec::name);
  return found == all().end() ? nullptr : &*found;
}

ColumnSpec const* column_named(KindSpec const& kind, std::string_view name) {
  auto const found = std::ranges::find(kind.columns, name, &ColumnSpec::name);
  return found == kind.columns.end() ? nullptr : &*found;
}

std::string_view meaning_of(ColumnSpec const& column, std::string_view word) {
  for (auto const entry : column.words) {
    auto const split = entry.find('=');
    if (entry.substr(0, split) == word || entry.substr(split + 1) == word) {
      return entry.substr(0, split);
    }
  }
  return {};
}

std::string_view word_of(ColumnSpec const& column, std::string_view meaning) {
  for (auto const entry : column.words) {
    auto const split = entry.find('=');
    if (entry.substr(0, split) == meaning) { return entry.substr(split + 1); }
  }
  return {};
}

}  // namespace chengjie
