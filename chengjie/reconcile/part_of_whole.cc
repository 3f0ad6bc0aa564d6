// One figure that is called a part of another ("高新技术企业210家，其中规上236家") and exceeds it.
#include <algorithm>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kLastWord = std::size_t{6};  // bytes: "企业" of 规上工业企业
constexpr auto kReach = std::size_t{400};   // bytes from a whole to its part

std::string_view last_word(std::string_view core) {
  return core.substr(core.size() - std::min(core.size(), kLastWord));
}

// A part is of what its whole is of: the same noun, the same kind of money, taxes of a budget.
bool of_one_thing(Entry const& whole, Entry const& part) {
  if (last_word(whole.meaning.core) == last_word(part.meaning.core)) { return true; }
  if (whole.figure->unit != "CNY") { return false; }
  auto const budget = has(whole.meaning.core, "预算收入") && part.meaning.family == Family::tax;
  return budget ||
         (whole.meaning.family == part.meaning.family && whole.meaning.family != Family::other);
}

bool is_new(Entry const& e) { return e.meaning.measure == Measure::newly_added; }

bool same_count(Entry const& whole, Entry const& part) {
  auto const& x = *whole.figure;
  auto const& y = *part.figure;
  return x.unit == y.unit && whole.meaning.of == part.meaning.of && x.subject == y.subject &&
         (whole.when == part.when || part.when.empty()) && x.kind == y.kind &&
         is_new(whole) == is_new(part);
}

// Where the word "其中" stands that opens the part's breath; nothing when none does.
std::optional<std::size_t> opened_at(Among const& among, std::size_t part) {
  auto const word = std::ranges::lower_bound(among.at, part);
  if (word == among.at.begin()) { return std::nullopt; }
  auto const at = *std::prev(word);
  auto const stop = std::ranges::lower_bound(among.stops, at);
  return stop != among.stops.end() && *stop < part ? std::nullopt : std::optional{at};
}

// No sentence ends between the whole and 其中, but right before it ("。其中").
bool one_breath(Among const& among, std::size_t whole, std::size_t word) {
  constexpr auto kRightBefore = std::size_t{8};  // bytes: a stop, a line end
  auto const stop = std::ranges::lower_bound(among.stops, whole);
  return stop == among.stops.end() || *stop + kRightBefore >= word;
}

Conflict tell(Entry const& whole, Entry const& part) {
  return {.kind = ConflictKind::parts_against_whole,
          .severity = Severity::conflict,
          .sentence = part.figure->subject + "：" + source_text(*part.figure) + "把“" +
                      part.figure->indicator + "”" + text_of(*part.figure) + "写作“" +
                      whole.figure->indicator + "”" + text_of(*whole.figure) + "（" +
                      source_text(*whole.figure) + "）的一部分，部分却大于总数。请核对原文。",
          .figures = {whole.index, part.index},
          .derived = {}};
}

// Of the levels before 其中 the nearest that counts in the same unit is the whole.
Entry const* whole_of(Books const& books, std::vector<std::size_t> const& subject, std::size_t at,
                      Among const& among, std::size_t word) {
  auto const& part = books.entries[subject[at]];
  for (auto i = at; i-- > 0;) {
    auto const& e = books.entries[subject[i]];
    auto const place = place_in_source(*e.figure);
    if (!same_source(*e.figure, *part.figure) || place + kReach < word) { return nullptr; }
    if (place >= word || !is_level(e) || e.figure->unit != part.figure->unit) { continue; }
    return one_breath(among, place, word) ? &e : nullptr;
  }
  return nullptr;
}

// A list of parts repeats the word for all of them: only the first stands against the whole alone
// unless it exceeds it by itself, which each of them may.
void against_among(Books const& books, std::vector<std::size_t> const& subject, Conflicts& out) {
  for (auto at = std::size_t{1}; at < subject.size(); ++at) {
    auto const& part = books.entries[subject[at]];
    auto const* clause = std::get_if<Clause>(&part.figure->evidence);
    if (clause == nullptr || !is_level(part)) { continue; }
    auto const* among = books.among(clause->document);
    auto const word = among == nullptr ? std::nullopt : opened_at(*among, clause->at);
    if (!word) { continue; }
    auto const* whole = whole_of(books, subject, at, *among, *word);
    if (whole != nullptr && same_count(*whole, part) && of_one_thing(*whole, part) &&
        part.interval.low > whole->interval.high) {
      out.push_back(tell(*whole, part));
    }
  }
}

// Without the document's text: the clause itself has 其中 between the two.
bool called_part(Entry const& whole, Entry const& part) {
  auto const* clause = std::get_if<Clause>(&part.figure->evidence);
  if (clause == nullptr || whole.figure->raw.empty() || part.figure->raw.empty()) { return false; }
  auto const first = clause->text.find(whole.figure->raw);
  auto const word = first == std::string::npos ? first : clause->text.find("其中", first);
  return word != std::string::npos &&
         clause->text.find(part.figure->raw, word) != std::string::npos;
}

void against_clause(Books const& books, std::vector<std::size_t> const& subject, Conflicts& out) {
  constexpr auto kNext = std::size_t{4};  // figures of one clause
  for (auto i = std::size_t{0}; i + 1 < subject.size(); ++i) {
    auto const& whole = books.entries[subject[i]];
    if (!is_level(whole)) { continue; }
    for (auto j = i + 1; j != std::min(subject.size(), i + kNext); ++j) {
      auto const& part = books.entries[subject[j]];
      if (is_level(part) && same_clause(*whole.figure, *part.figure) && same_count(whole, part) &&
          called_part(whole, part) && part.interval.low > whole.interval.high) {
        out.push_back(tell(whole, part));
      }
    }
  }
}

}  // namespace

void part_of_whole(Books const& books, Conflicts& out) {
  for (auto const& subject : books.subjects) {
    against_clause(books, subject, out);
    against_among(books, subject, out);
  }
}

}  // namespace chengjie::reconcile
