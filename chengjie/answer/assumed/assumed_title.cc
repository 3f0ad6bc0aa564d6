#include "chengjie/answer/assumed/assumed_title.h"

#include <array>
#include <string_view>

#include "chengjie/effect/project.h"

namespace chengjie::answer {
namespace {

constexpr auto kArrow = std::string_view{"→"};

struct Named {
  std::string_view key, title;
};
constexpr auto kRatios = std::to_array<Named>({
    {"ratio/jobs_per_output", "每亿元年产值的用工"},
    {"ratio/investment_per_mu", "每亩用地的投资"},
    {"ratio/kva_per_mu", "每亩用地的用电容量"},
});

std::string of_growth(std::string_view rest) {
  for (auto const& [tail, words] :
       {Named{"/spread", "年增速的标准差"}, Named{"/shared", "年增速中各年共同波动占方差的份额"}}) {
    if (rest.ends_with(tail)) {
      return std::string{rest.substr(0, rest.size() - tail.size())} + std::string{words};
    }
  }
  return std::string{rest} + "的年增速";
}

std::string of_bridge(std::string_view rest) {
  auto const at = rest.find(kArrow);
  if (at == std::string_view::npos) { return "口径换算系数：" + std::string{rest}; }
  return "由" + std::string{rest.substr(0, at)} + "换算到" +
         std::string{rest.substr(at + kArrow.size())} + "的系数";
}

// "effect/ramp_quarters/P1" is the project's own value of "effect/ramp_quarters".
std::string of_effect(std::string_view key) {
  auto best = std::string{};
  auto length = std::size_t{0};
  for (auto const& a : effect::default_assumptions()) {
    auto const own = key.starts_with(a.key + "/");
    if ((key != a.key && !own) || a.key.size() < length) { continue; }
    length = a.key.size();
    best = own ? std::string{key.substr(a.key.size() + 1)} + "的" + a.name : a.name;
  }
  return best;
}

}  // namespace

std::string title_of_assumption(std::string const& key) {
  auto const view = std::string_view{key};
  if (view.starts_with("growth/")) { return of_growth(view.substr(7)); }
  if (view.starts_with("bridge/")) { return of_bridge(view.substr(7)); }
  for (auto const& [name, title] : kRatios) {
    if (name == key) { return std::string{title}; }
  }
  auto const title = view.starts_with("effect/") ? of_effect(view) : std::string{};
  return title.empty() ? key : title;
}

Figure under_title(Figure figure) {
  if (auto const* assumed = std::get_if<Assumption>(&figure.evidence)) {
    auto const title = title_of_assumption(assumed->key);
    if (title != assumed->key) {
      figure.subject = title;
      figure.indicator = "假设";
    }
  }
  return figure;
}

}  // namespace chengjie::answer
