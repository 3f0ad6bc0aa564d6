// What people said of facts that were read: accepted, corrected or rejected. Each is a record of
// its own (kind "corrections", key: the fact's mark as it was read), holds the clause, and is laid
// over every later reading of that clause, by whatever reader.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "chengjie/ledger/book.h"
#include "chengjie/reading/reader.h"

namespace chengjie::answer {

inline constexpr auto kCorrections = "corrections";

enum class Verdict { accepted, corrected, rejected };
std::string_view name_of(Verdict);

struct Correction {
  std::string key;  // mark of the fact as it was read
  Verdict verdict{};
  std::string by, on, why;
  Figure read;   // as reading had it; evidence is its clause
  Figure meant;  // as it counts; of a rejected one the same as `read`
};
Record correction_record(Correction const&);
Result<Correction> correction_of(Record const&);

class Corrections {
 public:
  Corrections() = default;
  explicit Corrections(std::vector<Record> const&);  // of kind "corrections"; broken ones left out

  // By mark; else the same figure of the same document, whatever clause a better reader cites; else
  // the same words in another version of the document (its name is the same).
  Correction const* find(Figure const& as_read) const;
  // Lays them over a reading: rejected facts go, accepted and corrected ones are certain, and the
  // others weigh less where figures like them were found wrong before.
  void apply(reading::Reading&) const;
  // 1 with no experience: (right + 2) / (right + wrong + 2) over reviewed figures of the same
  // indicator, unit and kind.
  double trust(Figure const&) const;
  // Names that a correction teaches: the subject a person gave, with what was read in its place as
  // an alias where that is a short form of it.
  std::vector<reading::Name> names(Book const&) const;

  std::vector<Correction> const& all() const { return all_; }

 private:
  struct Experience {
    int right{}, wrong{};
  };
  std::vector<Correction> all_;
  std::map<std::string, std::size_t, std::less<>> by_mark_, by_place_, by_words_;
  std::map<std::string, Experience, std::less<>> patterns_;
};

}  // namespace chengjie::answer
