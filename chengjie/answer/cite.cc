#include "chengjie/answer/cite.h"

#include "chengjie/ledger/fact.h"

namespace chengjie::answer {

Figure cite(Record const& record, std::string_view column) {
  auto figure = Figure{};
  figure.subject = record.key;
  figure.indicator = "所载";
  figure.value = 1;
  figure.unit = kMention;
  auto const* field = record.find(column);
  figure.evidence =
      evidence_of(record, field == nullptr ? Field{std::string{column}, {}, {}, {}, {}} : *field);
  return figure;
}

}  // namespace chengjie::answer
