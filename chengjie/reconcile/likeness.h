// The inside of name matching: a name's form in characters, and the score of two.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reconcile/names.h"

namespace chengjie::reconcile {

struct Form {
  std::u32string whole;
  std::u32string place;
  std::u32string core;
  std::u32string form;
  bool group{};
  bool branch{};
};
Form form_of(std::string_view name);

// Sorted pairs of neighbouring characters, each packed into 32 bits (the last 16 bits of each
// character: names hold none beyond the basic plane that matter).
std::vector<std::uint32_t> pairs_of(std::u32string_view core);
double dice(std::vector<std::uint32_t> const&, std::vector<std::uint32_t> const&);

// One lies in the other, or one is not stated.
bool places_meet(std::u32string const&, std::u32string const&);

enum class Why {
  same,
  same_core,
  form_differs,
  group_differs,
  place_differs,
  short_name,
  short_inside,
  short_letters,
  alike,
  branch,
  apart
};
struct Judgement {
  double score{};
  Why why{};
};
Judgement judge_names(Form const&, Form const&);
std::string_view words_of(Why);

}  // namespace chengjie::reconcile
