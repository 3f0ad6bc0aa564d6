#include "chengjie/answer/assumed/dependence.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/answer/question.h"

namespace chengjie::answer {
namespace {

// Marks of all figures of a basis that rest on the given one, through.
std::set<std::string> resting_on(std::map<std::string, std::vector<std::string>> const& users,
                                 std::string const& mark) {
  auto reached = std::set<std::string>{};
  auto next = std::vector<std::string>{mark};
  while (!next.empty()) {
    auto const at = users.find(next.back());
    next.pop_back();
    if (at == users.end()) { continue; }
    for (auto const& user : at->second) {
      if (reached.insert(user).second) { next.push_back(user); }
    }
  }
  return reached;
}

std::map<std::string, std::vector<std::string>> users_of(Basis const& basis) {
  auto users = std::map<std::string, std::vector<std::string>>{};
  for (auto const& [mark, figure] : basis.figures()) {
    auto const* computed = std::get_if<Computation>(&figure.evidence);
    if (computed == nullptr) { continue; }
    for (auto const& input : computed->inputs) { users[input].push_back(mark); }
  }
  return users;
}

// What a person sees of an item, by question, item and name; the state under "".
struct Seen {
  std::string words;
  double value{};
};
using Sight = std::map<std::array<std::string, 3>, Seen>;

Sight sight_of(std::vector<Answered> const& answered) {
  auto sight = Sight{};
  for (auto const& [answer, basis] : answered) {
    for (auto const& item : answer.items) {
      sight[{answer.question, item.id, ""}] = {item.state, 0};
      for (auto const& [name, figure] : item.figures) {
        sight[{answer.question, item.id, name}] = {words_of(figure), figure.value};
      }
    }
  }
  return sight;
}

double moved(Seen const* before, Seen const* after, bool state) {
  if (state || before == nullptr || after == nullptr) { return 10; }  // before any figure
  auto const scale = std::max(std::abs(before->value), std::abs(after->value));
  return scale == 0 ? 0 : std::abs(after->value - before->value) / scale;
}

}  // namespace

std::vector<Answered> answer_all(Book const& book, std::string const& region,
                                 std::string const& today, access::Caller const& caller) {
  auto all = std::vector<Answered>{};
  for (auto const question : kQuestions) {
    auto basis = Basis{};
    auto answer = answer_to({book, region, today, caller, basis}, question, {});
    if (answer) { all.push_back({std::move(*answer), std::move(basis)}); }
  }
  return all;
}

Dependents dependents_of(std::vector<Answered> const& answered) {
  auto dependents = Dependents{};
  for (auto const& [answer, basis] : answered) {
    auto const users = users_of(basis);
    for (auto const& [mark, figure] : basis.figures()) {
      auto const* assumed = std::get_if<Assumption>(&figure.evidence);
      if (assumed == nullptr) { continue; }
      auto& names = dependents[assumed->key][answer.question];
      for (auto const& user : resting_on(users, mark)) {
        auto const& moved = basis.figures().at(user);
        names.insert(moved.subject + " " + moved.indicator);
      }
    }
  }
  return dependents;
}

std::vector<Shift> shifts_between(std::vector<Answered> const& before,
                                  std::vector<Answered> const& after) {
  auto const was = sight_of(before);
  auto const is = sight_of(after);
  auto shifts = std::vector<Shift>{};
  auto const compare = [&](auto const& name, Seen const* old, Seen const* now) {
    if (old != nullptr && now != nullptr && old->words == now->words) { return; }
    // The figures of an item that comes or goes say no more than that it does.
    if ((old == nullptr || now == nullptr) && !name[2].empty()) { return; }
    shifts.push_back({name[0], name[1], name[2], old == nullptr ? "" : old->words,
                      now == nullptr ? "" : now->words, moved(old, now, name[2].empty())});
  };
  for (auto const& [name, seen] : was) {
    auto const at = is.find(name);
    compare(name, &seen, at == is.end() ? nullptr : &at->second);
  }
  for (auto const& [name, seen] : is) {
    if (!was.contains(name)) { compare(name, nullptr, &seen); }
  }
  std::stable_sort(shifts.begin(), shifts.end(),
                   [](Shift const& a, Shift const& b) { return a.share > b.share; });
  return shifts;
}

}  // namespace chengjie::answer
