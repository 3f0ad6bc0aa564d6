// libFuzzer entry: decoder, layout repair, numerals, facts, entities, relations and clauses on any
// bytes. Whatever comes in, offsets lie inside the input and evidence is not empty.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "chengjie/base/check.h"
#include "chengjie/reading/jsonl.h"
#include "chengjie/reading/reader.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data), size};
  auto const got = chengjie::reading::read(bytes, "fuzz", {std::nullopt, {}, true});
  if (!got) { return 0; }
  CJ_CHECK(got->why.size() == got->facts.size());
  for (auto const& figure : got->facts) {
    auto const& clause = std::get<chengjie::Clause>(figure.evidence);
    CJ_CHECK(clause.begin <= clause.at && clause.at < clause.end && clause.end <= size);
    CJ_CHECK(!clause.text.empty());
    CJ_CHECK(!chengjie::reading::to_jsonl(figure, "fuzz").empty());
  }
  for (auto const& entity : got->entities) {
    CJ_CHECK(entity.evidence.begin < entity.evidence.end && entity.evidence.end <= size);
  }
  for (auto const& relation : got->relations) { CJ_CHECK(relation.evidence.end <= size); }
  for (auto const& row : got->clauses) { CJ_CHECK(row.evidence.end <= size); }
  auto const fast = chengjie::reading::quantities(bytes, "fuzz");
  CJ_CHECK(fast && fast->size() == got->facts.size());
  return 0;
}
