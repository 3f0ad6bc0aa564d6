#include "chengjie/answer/what/chain_map.h"

#include "chengjie/answer/what/what_input.h"

namespace chengjie::answer {

Result<ChainMap> chain_map(Context const& context) {
  auto sources = Sources{context};
  auto input = what_input(context, sources, RegionFirms{context.book});
  if (!input) { return input.error(); }
  auto const& options = input->settings.options.gaps;
  auto const gaps = choose::find_gaps(input->gaps, options);
  if (!gaps) { return gaps.error(); }
  auto map = ChainMap{};
  auto const& thresholds = options.thresholds;
  for (auto const& node : input->gaps.built.chains.nodes) {
    map.judged.push_back(choose::judge(node, thresholds));
  }
  map.score.resize(map.judged.size());
  for (auto const& gap : *gaps) { map.score[gap.node] = gap.score * 100; }
  map.coverage = choose::coverage_of(input->gaps.built, thresholds);
  map.leads = choose::leads_of(input->gaps.built);
  auto pulls = choose::pull_of(input->gaps.built, map.leads, thresholds);
  if (!pulls) { return pulls.error(); }
  map.pulls = std::move(*pulls);
  map.built = std::move(input->gaps.built);
  return map;
}

}  // namespace chengjie::answer
