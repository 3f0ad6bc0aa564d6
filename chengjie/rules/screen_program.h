// The distinct numbers and conditions of a set of packs, each kept once; used by screen.cc.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "chengjie/rules/calculate.h"
#include "chengjie/rules/screen.h"

namespace chengjie::rules {

inline constexpr auto kBlock = std::size_t{1024};  // firms decided together
inline constexpr auto kBlockWords = kBlock / 64;

struct Bits {
  std::array<std::uint64_t, kBlockWords> met{};
  std::array<std::uint64_t, kBlockWords> not_met{};
};

// A number of a block of firms. NaN in least: unknown. exact: least and most are the same.
struct Numbers {
  std::vector<double> least = std::vector<double>(kBlock);
  std::vector<double> most = std::vector<double>(kBlock);
  bool exact{true};
};

enum class Step {
  constant,
  unknown,
  column,
  word,
  add,
  subtract,
  multiply,
  divide,
  negate,
  least,
  most,
  scale,
  growth,
  first,
  present,
  close
};

struct NumberStep {
  Step step{};
  int a{-1};
  int b{-1};
  double number{};  // of constant and scale; years of growth
  Op op{};          // of word
  auto key() const { return std::tuple{step, a, b, number, op}; }
};

struct Leaf {
  int left{-1};  // numbers
  int right{-1};
  Compare compare{};
  int words{-1};  // column of words, -1 none there
  int flag{-1};   // numbers
  bool text{};    // a condition on words
  std::vector<std::string> list;
  auto key() const { return std::tuple{left, right, compare, words, flag, text, list}; }
};

class Program {
 public:
  Program(FirmColumns const& columns, Options const& options)
      : columns_(columns), options_(options) {}
  int number(Expression const&, int root, std::vector<Parameter> const&);  // index of its step
  int leaf(Expression const&, std::vector<Parameter> const&);

  // Decides firms [begin, begin + count) for every step and leaf.
  void run(std::size_t begin, std::size_t count);
  Numbers const& numbers(int step) const { return numbers_[static_cast<std::size_t>(step)]; }
  Bits const& bits(int leaf) const { return bits_[static_cast<std::size_t>(leaf)]; }

 private:
  int term(Expression const&, int i, int year, std::vector<Parameter> const&);
  int indicator(int id, int year);
  int given(int id, int year);
  int column(int id, int year);
  int words_column(int id) const;
  int over_years(Term const&, int year);
  int push(NumberStep);
  void compute(std::size_t i, std::size_t begin, std::size_t count);
  void decide(std::size_t i, std::size_t begin, std::size_t count);

  FirmColumns const& columns_;
  Options const& options_;
  std::vector<NumberStep> steps_;
  std::map<decltype(NumberStep{}.key()), int> known_steps_;
  std::vector<Leaf> leaves_;
  std::map<decltype(Leaf{}.key()), int> known_leaves_;
  std::vector<Numbers> numbers_;
  std::vector<Bits> bits_;
  std::vector<std::vector<Range>> word_values_;  // by step: of each list of its words column
  std::vector<std::vector<unsigned char>> word_states_;  // by leaf: State of each list
};

}  // namespace chengjie::rules
