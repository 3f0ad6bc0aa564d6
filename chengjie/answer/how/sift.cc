#include "chengjie/answer/how/sift.h"

#include <algorithm>
#include <set>

namespace chengjie::answer {
namespace {

constexpr auto kPortion = kTotalsPortion;
constexpr auto kNearShare = 0.8;  // of the threshold: a watch list's usual start

Nearness nearness(std::optional<grow::Rung> const& rung, std::size_t known) {
  constexpr auto kMany = std::size_t{1'000'000};
  auto const little_known = kMany - std::min(known, kMany);
  if (!rung) { return {3, 0, 0, 0, little_known}; }
  auto const rank = rung->verdict.state == rules::State::met ? std::size_t{0}
                    : rung->one_short                        ? std::size_t{1}
                                                             : std::size_t{2};
  return {rank, rung->sure ? std::size_t{0} : std::size_t{1}, rung->failing.size(),
          rung->unknown.size(), little_known};
}

struct NearRow {
  double short_by{};
  std::size_t firm{};
};

struct Sieve {
  Context const& context;
  rules::Packs const& packs;
  Clauses const& clauses;
  grow::Options options;
  Sifted out{};
  std::vector<NearRow> near{};
  std::map<std::pair<std::string, std::string>, std::size_t> missing{};  // indicator, title

  Result<Done> portion(std::vector<grow::Firm> firms, std::size_t begin) {
    for (auto i = std::size_t{0}; i != firms.size(); ++i) {
      if (auto const ranked = rank(firms[i], begin + i); !ranked) { return ranked; }
    }
    turn(firms, begin);
    add_totals(firms, begin, clauses, options, out.clauses);
    return watch(std::move(firms), begin);
  }

  Result<Done> rank(grow::Firm const& firm, std::size_t at) {
    auto const rung = grow::next_rung(firm, packs, kLadder, options);
    if (!rung) { return rung.error(); }
    out.order.push_back({nearness(*rung, firm.facts.facts.size()), at});
    if (!*rung) { return kDone; }
    auto once = std::set<std::pair<std::string_view, std::string_view>>{};
    for (auto const& obstacle : (*rung)->unknown) {
      for (auto const& m : obstacle.missing) { once.emplace(m.indicator, m.title); }
    }
    for (auto const& [indicator, title] : once) {
      ++missing[{std::string{indicator}, std::string{title}}];
    }
    return kDone;
  }

  Result<Done> watch(std::vector<grow::Firm> firms, std::size_t begin) {
    auto watched = std::vector<grow::WatchFirm>{};
    watched.reserve(firms.size());
    for (auto& firm : firms) { watched.push_back({std::move(firm), {}, {}, {}}); }
    auto const rows =
        grow::watch_above_scale(watched, packs, {.base = options, .near_share = kNearShare});
    // No threshold in force on the day: nobody is watched, and the other lists stand.
    if (!rows) { return rows.error().code == Code::not_found ? Result<Done>{kDone} : rows.error(); }
    auto at = std::map<std::string_view, std::size_t>{};
    for (auto i = std::size_t{0}; i != watched.size(); ++i) {
      at.emplace(watched[i].firm.id, begin + i);
    }
    for (auto const& row : *rows) {
      if (row.watch == grow::Watch::near) {
        near.push_back({row.short_by_cny.value_or(0), at.at(row.firm)});
      } else if (row.watch == grow::Watch::enters || row.watch == grow::Watch::leaves) {
        out.watch[row.watch].push_back(at.at(row.firm));
      }
    }
    return kDone;
  }

  void turn(std::vector<grow::Firm> const& firms, std::size_t begin) {
    for (auto& group : out.turns) {
      auto holders = std::vector<grow::Firm>{};
      auto numbers = std::vector<std::size_t>{};
      for (auto i = std::size_t{0}; i != firms.size(); ++i) {
        if (grow::is_holder(firms[i].facts, group.versions.before->known_as)) {
          holders.push_back(firms[i]);
          numbers.push_back(begin + i);
        }
      }
      auto const rows = grow::who_is_affected(
          holders, *group.versions.before, *group.versions.after, rules::Applies::recheck, options);
      for (auto i = std::size_t{0}; i != rows.size(); ++i) {
        group.holders[rows[i].turn].push_back(numbers[i]);
      }
    }
  }

  Sifted finish() {
    std::ranges::stable_sort(out.order, {}, &Ranked::nearness);
    std::ranges::stable_sort(near, {}, &NearRow::short_by);
    for (auto const& row : near) { out.watch[grow::Watch::near].push_back(row.firm); }
    for (auto const& [what, count] : missing) {
      out.missing[title_of({what.first, what.second, {}, {}, {}, {}})] += count;
    }
    return std::move(out);
  }
};

}  // namespace

std::vector<Versions> replaced_titles(rules::Packs const& packs, Date today) {
  auto out = std::vector<Versions>{};
  for (auto const& after : packs.packs) {
    if (after.ladder.empty() || !rules::in_force(after, today, rules::Applies::fresh)) { continue; }
    for (auto const& before : packs.packs) {
      auto const is_older = before.id == after.id && before.version() < after.version();
      if (is_older) { out.push_back({&before, &after}); }
    }
  }
  return out;
}

Result<Sifted> sift(Context const& context, rules::Packs const& packs, Clauses const& clauses,
                    std::vector<FirmRows> const& firms) {
  auto options = grow_options(context);
  options.brief = true;
  auto sieve = Sieve{context, packs, clauses, options};
  sieve.out.clauses = empty_totals(clauses);
  for (auto const& versions : replaced_titles(packs, options.today)) {
    sieve.out.turns.push_back({versions, {}});
  }
  for (auto begin = std::size_t{0}; begin < firms.size(); begin += kPortion) {
    auto portion = std::vector<grow::Firm>{};
    for (auto i = begin; i < std::min(firms.size(), begin + kPortion); ++i) {
      portion.push_back(engine_firm(context, firms[i], Facts::bare));
    }
    if (auto const done = sieve.portion(std::move(portion), begin); !done) { return done.error(); }
  }
  return sieve.finish();
}

}  // namespace chengjie::answer
