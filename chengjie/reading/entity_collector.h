// The inside of entities.h: names as found, then people and quotes, then industries, products and
// lists.
#pragma once
#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/reading/entities.h"
namespace chengjie::reading::detail {

using View = std::u32string_view;

struct Found {
  EntityType type{};
  std::u32string name;
  std::vector<std::u32string> aliases;
  std::size_t begin{};
  std::size_t end{};
};

inline bool has_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.find(w) != View::npos; });
}

inline bool ends_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.ends_with(w); });
}

// Holds words of plans and praise: no name of a product, industry or work.
bool vague(View s);

// Parks named in full and in short become one, the shorter its alias.
void link_parks(std::vector<Found>&);

class Collector {
 public:
  Collector(Document const& d, Mentions const& mentions)
      : d_(d), t_(d.text()), mentions_(mentions) {}

  std::vector<Found> run();

 private:
  void add(EntityType type, std::u32string name, std::size_t begin, std::size_t end,
           std::u32string alias = {});
  void named(NameAt const& name);
  void project_forms(NameAt const& name);
  void plan(NameAt const& name);
  bool acceptable(NameAt const& name, View form) const;
  static bool line_of_business(View form);
  bool kind_of_project(NameAt const& name) const;
  void titles_and_quotes();
  void title(std::size_t i);
  void quote(std::size_t i, char32_t mate);
  void people();
  void byline(View line, std::size_t begin);
  void after_post(std::size_t i);
  bool after_name(std::size_t at) const;
  void terms(Sentence const& sentence);
  void industries(Sentence const& sentence);
  void trades(Sentence const& sentence);
  bool lead_before(std::size_t at) const;
  bool firm_before(std::size_t at) const;
  bool inside_term(std::size_t i) const;
  bool of_industries(std::vector<text::Part> const& items, std::size_t etc, std::size_t end) const;
  static std::u32string without_rank(View name);
  std::size_t next(View word, std::size_t begin, std::size_t end) const;
  bool wall(std::size_t end) const;
  bool and_between(std::size_t i, text::Part clause) const;
  void programmes(Sentence const& sentence);
  void lists(Sentence const& sentence);
  void list_item(text::Part item, bool first, bool last, bool industries);
  bool industry_item(text::Part item, bool first);
  void works(Sentence const& sentence);
  void work(std::size_t begin, std::size_t end, EntityType type);
  bool inside_name(std::size_t begin, std::size_t end) const;
  Document const& d_;
  View t_;
  Mentions const& mentions_;
  std::vector<Found> found_;
  std::size_t covered_{};  // end of the last list item that was taken
  std::map<std::pair<EntityType, std::u32string>, std::size_t> index_;
};

}  // namespace chengjie::reading::detail
