#include "chengjie/answer/documents/corrections.h"

#include <algorithm>
#include <array>
#include <optional>

#include "chengjie/ledger/fact.h"
#include "chengjie/text/chars.h"

namespace chengjie::answer {
namespace {

// Columns of a fact that a person may correct; what was read stands beside under "read_".
constexpr auto kCorrected = std::to_array<std::string_view>(
    {"subject", "indicator", "value", "of", "fact_kind", "period", "change", "boundary", "measure",
     "stage", "coverage", "confidence"});

Clause const* clause_of_figure(Figure const& figure) {
  return std::get_if<Clause>(&figure.evidence);
}

std::string place_of(Clause const& c) { return c.document + "/" + std::to_string(c.at); }
// Where in the clause the figure stands, too: a clause may state the same number twice.
std::string words_of(Clause const& c, Figure const& figure) {
  return c.name + "\x1f" + c.text + "\x1f" + figure.raw + "\x1f" + std::to_string(c.at - c.begin);
}
std::string pattern_of(Figure const& f) {
  return f.indicator + "\x1f" + f.unit + "\x1f" + std::string{name_of(f.kind)};
}

Field text(std::string column, std::string value) {
  return value.empty() ? Field{std::move(column), {}, {}, {}, {}}
                       : Field{std::move(column), std::move(value), {}, {}, {}};
}

std::optional<Verdict> verdict_of(std::string_view name) {
  for (auto const verdict : {Verdict::accepted, Verdict::corrected, Verdict::rejected}) {
    if (name_of(verdict) == name) { return verdict; }
  }
  return std::nullopt;
}

// “西彭” of “西彭园区”: its characters in their order, and fewer of them. “园区” alone is of any.
bool is_short_form(std::string_view small, std::string_view whole) {
  auto const a = text::utf32(small);
  auto const b = text::utf32(whole);
  if (a.size() < 2 || a.size() >= b.size() || a.front() != b.front()) { return false; }
  auto at = std::size_t{0};
  for (auto const c : b) { at += at < a.size() && a[at] == c ? 1U : 0U; }
  return at == a.size();
}

std::optional<reading::EntityType> type_named(std::string_view name) {
  using reading::EntityType;
  for (auto const type :
       {EntityType::enterprise, EntityType::park, EntityType::district, EntityType::city,
        EntityType::department, EntityType::platform, EntityType::project}) {
    if (reading::name_of(type) == name) { return type; }
  }
  return std::nullopt;
}

// What kind of thing a name is, as people's own books have it.
std::optional<reading::EntityType> type_in_books(Book const& book, std::string const& name) {
  struct Source {
    std::string_view kind, type;
  };
  for (auto const& source : {Source{"parks", "park"}, Source{"enterprises", "enterprise"},
                             Source{"projects", "project"}, Source{"regions", "district"}}) {
    for (auto const& record : book.all(source.kind)) {
      if (record.text("name") == name) { return type_named(source.type); }
    }
  }
  return std::nullopt;
}

// The same, or as some document was read.
std::optional<reading::EntityType> type_of(Book const& book, std::string const& name) {
  if (auto const type = type_in_books(book, name)) { return type; }
  for (auto const& record : book.all("entities")) {
    if (record.text("name") == name) { return type_named(record.text("type")); }
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::accepted:
      return "accepted";
    case Verdict::corrected:
      return "corrected";
    case Verdict::rejected:
      return "rejected";
  }
  return "accepted";
}

Record correction_record(Correction const& c) {
  auto record = fact_record(c.meant);
  auto const read = fact_record(c.read);
  record.kind = kCorrections;
  record.key = c.key;
  for (auto const column : kCorrected) {
    auto const* before = read.find(column);
    auto const* after = record.find(column);
    if (before == nullptr || (after != nullptr && *before == *after)) { continue; }
    auto field = *before;
    field.column = "read_" + field.column;
    record.fields.push_back(std::move(field));
  }
  for (auto& field : {text("verdict", std::string{name_of(c.verdict)}), text("by", c.by),
                      text("on", c.on), text("why", c.why)}) {
    record.fields.push_back(field);
  }
  return record;
}

Result<Correction> correction_of(Record const& record) {
  auto const verdict = verdict_of(record.text("verdict"));
  if (!verdict) {
    return Error{Code::bad_input, "更正记录不完整", "corrections/" + record.key, "重新复核"};
  }
  auto meant = fact_of(record);
  if (!meant) { return meant.error(); }
  auto before = record;
  for (auto& field : before.fields) {
    if (auto const* was = record.find("read_" + field.column)) {
      auto const column = field.column;
      field = *was;
      field.column = column;
    }
  }
  auto read = fact_of(before);
  if (!read) { return read.error(); }
  return Correction{record.key,         *verdict,         record.text("by"), record.text("on"),
                    record.text("why"), std::move(*read), std::move(*meant)};
}

Corrections::Corrections(std::vector<Record> const& records) {
  for (auto const& record : records) {
    auto correction = correction_of(record);
    if (!correction) { continue; }
    auto const* clause = clause_of_figure(correction->read);
    auto const index = all_.size();
    by_mark_[correction->key] = index;
    by_place_[place_of(*clause)] = index;
    by_words_[words_of(*clause, correction->read)] = index;
    auto& experience = patterns_[pattern_of(correction->read)];
    ++(correction->verdict == Verdict::accepted ? experience.right : experience.wrong);
    all_.push_back(std::move(*correction));
  }
}

Correction const* Corrections::find(Figure const& as_read) const {
  auto const* clause = clause_of_figure(as_read);
  if (all_.empty() || clause == nullptr) { return nullptr; }
  auto const at = [&](auto const& index, std::string const& key) -> Correction const* {
    auto const found = index.find(key);
    return found == index.end() ? nullptr : &all_[found->second];
  };
  if (auto const* same = at(by_mark_, mark_of(as_read))) { return same; }
  if (auto const* same = at(by_place_, place_of(*clause))) { return same; }
  auto const* other = at(by_words_, words_of(*clause, as_read));
  return other != nullptr && clause_of_figure(other->read)->document != clause->document ? other
                                                                                         : nullptr;
}

double Corrections::trust(Figure const& figure) const {
  auto const found = patterns_.find(pattern_of(figure));
  if (found == patterns_.end()) { return 1; }
  auto const [right, wrong] = found->second;
  return static_cast<double>(right + 2) / static_cast<double>(right + wrong + 2);
}

void Corrections::apply(reading::Reading& reading) const {
  if (all_.empty()) { return; }
  auto kept = std::size_t{0};
  for (auto i = std::size_t{0}; i != reading.facts.size(); ++i) {
    auto& figure = reading.facts[i];
    auto const* correction = find(figure);
    if (correction != nullptr && correction->verdict == Verdict::rejected) { continue; }
    if (correction == nullptr) {
      figure.confidence *= trust(figure);
    } else {
      // The clause and the words stay those of this document.
      auto evidence = std::move(figure.evidence);
      auto raw = std::move(figure.raw);
      figure = correction->meant;
      figure.evidence = std::move(evidence);
      figure.raw = std::move(raw);
      figure.confidence = 1;
    }
    if (kept != i) {
      reading.facts[kept] = std::move(figure);
      if (i < reading.why.size()) { reading.why[kept] = std::move(reading.why[i]); }
    }
    ++kept;
  }
  reading.facts.resize(kept);
  if (!reading.why.empty()) { reading.why.resize(kept); }
}

std::vector<reading::Name> Corrections::names(Book const& book) const {
  auto names = std::vector<reading::Name>{};
  for (auto const& c : all_) {
    if (c.verdict == Verdict::rejected || c.meant.subject.empty()) { continue; }
    auto const renamed = c.meant.subject != c.read.subject;
    if (!renamed && c.verdict == Verdict::accepted) { continue; }
    auto const type = type_of(book, c.meant.subject);
    if (!type) { continue; }
    auto name = reading::Name{c.meant.subject, *type, {}};
    // A short form that the books have as the name of another thing stays that.
    if (renamed && is_short_form(c.read.subject, c.meant.subject) &&
        !type_in_books(book, c.read.subject)) {
      name.aliases.push_back(c.read.subject);
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace chengjie::answer
