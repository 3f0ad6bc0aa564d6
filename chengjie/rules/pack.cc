#include "chengjie/rules/pack.h"

#include <algorithm>
#include <iterator>

namespace chengjie::rules {
namespace {

bool overlap(Window const& a, Window const& b) {
  auto const both =
      a.applies == Applies::both || b.applies == Applies::both || a.applies == b.applies;
  auto const a_before_b = a.until && *a.until < b.from;
  auto const b_before_a = b.until && *b.until < a.from;
  return both && !a_before_b && !b_before_a;
}

std::string words_of(Window const& w) {
  return to_string(w.from) + " 至 " + (w.until ? to_string(*w.until) : "今") + "（" +
         std::string{name_of(w.applies)} + "）";
}

}  // namespace

std::string_view name_of(Applies applies) {
  switch (applies) {
    case Applies::fresh:
      return "new";
    case Applies::recheck:
      return "recheck";
    case Applies::both:
      return "both";
  }
  return {};
}

bool covers(Applies window, Applies asked) {
  return window == Applies::both || asked == Applies::both || window == asked;
}

std::string Pack::version() const {
  return id + "@" + (in_force.empty() ? "" : to_string(in_force.front().from));
}

bool in_force(Pack const& pack, Date today, Applies asked) {
  return std::ranges::any_of(pack.in_force, [&](Window const& w) {
    return covers(w.applies, asked) && w.from <= today && (!w.until || today <= *w.until);
  });
}

Pack const* find(Packs const& packs, std::string_view id, Date today, Applies asked) {
  auto const at = std::ranges::find_if(
      packs.packs, [&](Pack const& p) { return p.id == id && in_force(p, today, asked); });
  return at == packs.packs.end() ? nullptr : &*at;
}

Result<Done> check_dates(std::vector<Pack> const& packs) {
  auto by_id = std::vector<Pack const*>{};
  for (auto const& pack : packs) { by_id.push_back(&pack); }
  std::ranges::stable_sort(by_id, {}, [](Pack const* p) { return std::string_view{p->id}; });
  for (auto i = std::size_t{0}; i != by_id.size(); ++i) {
    for (auto j = i + 1; j != by_id.size() && by_id[j]->id == by_id[i]->id; ++j) {
      for (auto const& a : by_id[i]->in_force) {
        for (auto const& b : by_id[j]->in_force) {
          if (!overlap(a, b)) { continue; }
          return Error{Code::bad_input,
                       "规则“" + by_id[j]->id + "”两个版本的施行日期重叠：" + words_of(a) + " 与 " +
                           words_of(b),
                       Place{by_id[j]->file, by_id[j]->line, by_id[j]->column}.here(),
                       "给先前的版本写上 until，或写明 applies_to"};
        }
      }
    }
  }
  return kDone;
}

Result<Packs> join(std::vector<Packs> parts) {
  auto out = Packs{};
  for (auto& part : parts) { std::ranges::move(part.packs, std::back_inserter(out.packs)); }
  if (auto const dates = check_dates(out.packs); !dates) { return dates.error(); }
  return out;
}

}  // namespace chengjie::rules
