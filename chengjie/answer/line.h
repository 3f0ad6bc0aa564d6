// What an answer says: sentences whose numbers are figures, never bare text. Terminal, JSON, page
// and Word each print a Line their own way; none can lose a number's source.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chengjie/ledger/figure.h"

namespace chengjie::answer {

using Span = std::variant<std::string, Figure>;

class Line {
 public:
  Line() = default;
  Line(std::string_view text) { *this << text; }
  Line(char const* text) { *this << std::string_view{text}; }
  Line& operator<<(std::string_view text);
  Line& operator<<(Figure const& figure);
  Line& add(Line const& other);

  std::vector<Span> const& spans() const { return spans_; }
  bool empty() const { return spans_.empty(); }

 private:
  std::vector<Span> spans_;
};

// "超1007.8亿元", "210家", "72.2%": value, unit and bound in the words of the field.
std::string words_of(Figure const&);
std::string_view unit_words(
    std::string_view unit);              // "CNY" -> "元"; an unknown unit is its own word
std::string number_words(double value);  // no trailing zeros, at most 4 significant decimals

enum class Marks { shown, hidden };
std::string text_of(Line const&, Marks);  // "规上产值 1007.8亿元 [k3m9…]"

// One entry of an answer: a gap, a project's place, a firm, a forecast.
struct Item {
  std::string id;     // stable: the record's key
  std::string state;  // a word for programs: "missing", "placed", "not_placed", "near_miss" ...;
                      // may be empty
  Line title;
  std::vector<Line> lines;                              // the reasons
  std::vector<std::pair<std::string, Figure>> figures;  // by name, for programs: {"score", …}
};

// A list of its own beside the entries: prices, moves against another plan.
struct Section {
  std::string name;   // a word for programs
  std::string title;  // as people read it
  std::vector<Line> lines;
};

struct Answer {
  std::string question;  // what, where, how, effect
  std::string region;
  std::string today;  // ISO
  std::vector<Item> items;
  std::vector<Line> notes;  // what holds for the answer as a whole: bound, gap, prices, table used
  std::vector<std::string> lacks;   // what is missing for a better answer
  double assumed_share{};           // of the inputs used, 0..1
  std::vector<Section> sections{};  // may be none
};

}  // namespace chengjie::answer
