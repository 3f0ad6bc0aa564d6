#include "chengjie/wire/firm.h"

namespace chengjie::wire {
namespace {

Json missing_json(std::vector<rules::Missing> const& missing) {
  auto list = Json::array();
  for (auto const& m : missing) {
    list.push_back({{"indicator", m.indicator},
                    {"title", m.title},
                    {"year", m.year},
                    {"column", m.column},
                    {"proof", m.proof},
                    {"why", m.why}});
  }
  return list;
}

// The tree of conditions as a list of its leaves.
void leaves(rules::Outcome const& outcome, Json& list) {
  if (outcome.children.empty()) {
    auto row = Json{{"words", outcome.words},
                    {"expression", outcome.expression},
                    {"state", name_of(outcome.state)},
                    {"found", outcome.found_words},
                    {"threshold", outcome.threshold_words},
                    {"short_by", outcome.short_words},
                    {"marks", outcome.marks},
                    {"source", outcome.origin.source},
                    {"verified", outcome.origin.verified},
                    {"where", outcome.where}};
    list.push_back(std::move(row));
    return;
  }
  for (auto const& child : outcome.children) { leaves(child, list); }
}

Json verdict_json(rules::Verdict const& verdict) {
  auto conditions = Json::array();
  leaves(verdict.root, conditions);
  auto json = Json{{"pack", verdict.version},
                   {"name", verdict.name},
                   {"document", verdict.document},
                   {"verified", verdict.verified},
                   {"state", name_of(verdict.state)},
                   {"conditions", std::move(conditions)},
                   {"missing", missing_json(verdict.missing)}};
  if (verdict.score) {
    json["score"] = {{"least", verdict.score->least},
                     {"most", verdict.score->most},
                     {"pass", verdict.score->pass}};
  }
  return json;
}

}  // namespace

Json json_of(answer::FirmVerdicts const& found) {
  auto list = Json::array();
  for (auto const& verdict : found.verdicts) { list.push_back(verdict_json(verdict)); }
  auto life = Json::array();
  for (auto const& item : found.life) { life.push_back(json_of(item)); }
  return {{"firm", found.firm->text("name")},
          {"life", std::move(life)},
          {"uscc", found.firm->text("uscc")},
          {"ladder", json_of(found.item)},
          {"rules", std::move(list)}};
}

}  // namespace chengjie::wire
