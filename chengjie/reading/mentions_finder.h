// The inside of mentions.h: names inside names, and the frames that tell a firm.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reading/mentions.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading::detail {

using View = std::u32string_view;

// How sure it is that `s` names a firm: 2 sure, 1 if the words around say so, 0 not.
int firm_strength(View s);
bool plain_name(View s);  // Han and letters alone

class Finder {
 public:
  explicit Finder(Document const& d) : d_(d), t_(d.text()) {}
  Mentions run();

 private:
  void know();
  void inside(NameAt const& name);
  void joint_ventures();
  bool taken(std::size_t begin, std::size_t end) const;
  void firm(std::size_t begin, std::size_t end);
  void with_place(text::Part clause);
  bool closes(std::size_t end) const;
  std::size_t tail_after(std::size_t at, std::size_t end) const;
  void actor(text::Part clause);
  struct Item {
    std::size_t begin{};
    std::size_t end{};
  };
  std::vector<Item> items_before(text::Part clause, std::size_t etc) const;
  std::size_t like(std::size_t begin) const;
  bool joins(std::size_t at, bool last) const;
  void enumerated(text::Part clause);
  void together(text::Part clause, std::size_t etc);
  void firms(text::Part clause, std::size_t etc, View what);
  void projects(text::Part clause, std::size_t etc);
  std::size_t taken_on(std::size_t begin, std::size_t end) const;
  std::size_t firm_head(View item) const;
  static bool what_begins(View item, std::size_t k);
  void in_brackets(text::Part clause);
  void one_of(text::Part clause);
  void called(text::Part clause);
  void institutes(text::Part clause);
  void after_province(NameAt const& name);
  void spread();
  Mentions finish();
  NameAt mended(NameAt name, std::vector<NameAt>& before) const;

  Document const& d_;
  View t_;
  std::vector<NameAt> found_;
  std::vector<ProjectOf> projects_;
  text::Trie learned_;
  text::Trie known_;  // values: indexes of known_names_
  std::vector<std::u32string> known_names_;
};

}  // namespace chengjie::reading::detail
