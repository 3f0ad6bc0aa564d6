#include "chengjie/answer/where/where.h"

#include <algorithm>

#include "chengjie/answer/where/where_tell.h"

namespace chengjie::answer {
namespace {

namespace district = place::district;

// A district is answered while the meeting talks; moves, not seconds, so that it repeats exactly.
district::DistrictOptions effort(std::string project) {
  auto out =
      district::DistrictOptions{.solve = {.moves = 50'000}, .price_moves = 5'000, .prices_max = 12};
  out.project = std::move(project);
  return out;
}

// The plan that a change is told against: the one that is shown, without its prices verified.
district::DistrictOptions base_effort() {
  auto out = effort("");
  out.prices_max = 0;
  return out;
}

// After a change: from the plan and prices that were kept, and no prices verified.
district::DistrictOptions quick_effort(std::string project) {
  auto out = effort(std::move(project));
  out.solve.moves = 6'000;
  out.prices_max = 0;
  return out;
}

std::string key_of(WhereCase const& c, std::string const& project) {
  for (auto const& ask : c.asks) {
    if (ask.project->text("name") == project) { return ask.project->key; }
  }
  return project;
}

void tell(Context const& context, WhereCase const& c, district::Plan const& plan,
          district::Plan const* before, std::string const& wanted, Answer& answer) {
  auto const teller = WhereTeller{context, c, plan};
  for (auto j = std::size_t{0}; j != c.asks.size(); ++j) {
    if (wanted.empty() || c.asks[j].project->key == wanted) {
      answer.items.push_back(teller.item(j));
    }
  }
  // Placed ones first, the largest first; those without a place after them.
  std::stable_sort(answer.items.begin(), answer.items.end(), [](Item const& a, Item const& b) {
    auto const points = [](Item const& item) {
      for (auto const& [name, figure] : item.figures) {
        if (name == "points") { return figure.value; }
      }
      return -1e300;
    };
    return points(a) > points(b);
  });
  for (auto& line : teller.totals()) { answer.notes.push_back(std::move(line)); }
  for (auto const& note : plan.notes) { answer.notes.emplace_back(note); }
  auto sections = std::vector<Section>{teller.years(), teller.prices(), teller.build_first()};
  if (before != nullptr) { sections.insert(sections.begin(), teller.moves(*before)); }
  for (auto& section : sections) {
    if (!section.lines.empty()) { answer.sections.push_back(std::move(section)); }
  }
}

// The lacks of the engine that the ledger could fill, told once for many rows of one kind.
void tell_lacks(WhereCase const& c, district::Plan const& plan, Answer& answer) {
  answer.lacks.insert(answer.lacks.end(), c.lacks.begin(), c.lacks.end());
  auto allowed = std::size_t{0};
  for (auto const& lack : plan.lacks) {
    if (lack.field == "allowed") { ++allowed; }
    auto const core = lack.field == "land" || lack.field == "power" || lack.field == "labour";
    if (core) { answer.lacks.push_back(lack.sentence); }
  }
  if (allowed > 0) {
    answer.lacks.push_back("有的园区没有写准入产业和负面清单，没有作为硬约束；主导产业只计入得分");
  }
}

Result<std::shared_ptr<district::Plan const>> solved(WhereCase const& c,
                                                     district::DistrictOptions const& options,
                                                     district::Kept const* kept) {
  auto plan = district::place_projects(c.input, options, kept);
  if (!plan) { return plan.error(); }
  return std::make_shared<district::Plan const>(std::move(*plan));
}

}  // namespace

Result<Answer> where(Context const& context, WhereAsk const& ask, KeptPlan* kept) {
  auto answer = answer_of(context, "where");
  auto own = KeptPlan{};
  auto& base = kept == nullptr ? own : *kept;
  if (!base.base) {
    auto made = where_case(context);
    if (!made) { return made.error(); }
    base.base = std::make_shared<WhereCase const>(std::move(*made));
  }
  auto const& before = *base.base;
  auto const sites = std::any_of(before.input.parks.begin(), before.input.parks.end(),
                                 [](auto const& park) { return park.site; });
  if (!sites && context.book.all("parks").empty()) {
    answer.lacks.push_back("没有园区：请导入园区台账（chengjie import … --as parks）");
  }
  if (before.asks.empty()) {
    answer.lacks.push_back(
        "没有待落位的项目及其需求：请导入招商项目台账（--as projects）和要素需求表（--as needs）");
  }
  if (!sites || before.asks.empty()) {
    answer.lacks.insert(answer.lacks.end(), before.lacks.begin(), before.lacks.end());
    finish(context, answer);
    return answer;
  }
  auto const wanted = key_of(before, ask.project);
  if (!wanted.empty() && std::none_of(before.asks.begin(), before.asks.end(), [&](auto const& row) {
        return row.project->key == wanted;
      })) {
    return Error{Code::not_found, "没有这个待落位的项目", ask.project,
                 "用 chengjie answer where 查看全部项目"};
  }
  if (!base.plan) {
    auto plan = solved(before, ask.changes() ? base_effort() : effort(wanted), nullptr);
    if (!plan) { return plan.error(); }
    base.plan = std::move(*plan);
  }
  if (!ask.changes()) {
    tell(context, before, *base.plan, nullptr, wanted, answer);
    tell_lacks(before, *base.plan, answer);
    finish(context, answer);
    return answer;
  }
  auto changed = before;
  for (auto const& decision : base.plan->decisions) {
    changed.input.last.push_back({decision.project, decision.park});
  }
  if (auto const done = apply_changes(context, ask, changed); !done) { return done.error(); }
  auto const plan = solved(changed, quick_effort(wanted), &base.plan->kept);
  if (!plan) { return plan.error(); }
  tell(context, changed, **plan, base.plan.get(), wanted, answer);
  tell_lacks(changed, **plan, answer);
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
