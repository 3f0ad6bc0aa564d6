// Where to put it (放哪里): all waiting projects placed together on the region's parks and factory
// floors over the years, under everything the ledger knows of them; and what changes when an
// assumption does.
#pragma once
#include <functional>
#include <memory>

#include "chengjie/answer/context.h"
#include "chengjie/place/district.h"

namespace chengjie::answer {

// What a person asks beside "where?". Names are those of the ledger; a park answers to its former
// names, a factor to its Chinese name ("用电") or its id ("power"). Each list is taken as a whole:
// with any of it the answer is the changed plan, told as moves against the plan as it was.
struct WhereAsk {
  std::string project{};               // show only this one (all are placed together all the same)
  std::vector<std::string> pins{};     // "项目=园区"
  std::vector<std::string> forbids{};  // "项目=园区"
  std::vector<std::string> capacities{};  // "园区/要素=+20000", "=-50" or "=300" (base units)
  std::vector<std::string> needs{};       // "项目/要素=300"
  std::vector<std::string> weights{};     // "名=值", of data/place/weights.toml
  std::vector<std::string> lifts{};    // "园区/准入", "园区/强度" or "园区/火灾": without that rule
  std::vector<std::string> without{};  // projects that do not come
  std::optional<double> keep{};        // points lost with each project that moves

  bool changes() const {
    return !pins.empty() || !forbids.empty() || !capacities.empty() || !needs.empty() ||
           !weights.empty() || !lifts.empty() || !without.empty() || keep.has_value();
  }
};

// The plan without changes, where somebody keeps it between questions of one version of the ledger.
// In: what an earlier call left here, or nothing. The Book must outlive it.
struct WhereCase;
struct KeptPlan {
  std::shared_ptr<WhereCase const> base;
  std::shared_ptr<place::district::Plan const> plan;
};

Result<Answer> where(Context const&, WhereAsk const&, KeptPlan* kept = nullptr);

// The projects that wait for a place or stand in one by agreement: not yet in production.
bool waits(Record const& project);

// A number of a project: its own column, the needs table, an assumption.
std::optional<Figure> need_of(Book const&, Record const& project, std::string_view column,
                              std::string_view factor);

}  // namespace chengjie::answer
