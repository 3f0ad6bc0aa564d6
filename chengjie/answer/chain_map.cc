#include "chengjie/answer/chain_map.h"

namespace chengjie::answer {

Result<ChainMap> chain_map(Context const& context) {
  auto const options = choose_options();
  if (!options) { return options.error(); }
  auto sources = Sources{context};
  auto built = choose::chains_of(rows_of(context, sources));
  if (!built) { return built.error(); }
  auto input = choose::GapInput{std::move(*built), wants_of(context, sources), {}};
  auto const gaps = choose::find_gaps(input, options->gaps);
  if (!gaps) { return gaps.error(); }
  auto map = ChainMap{};
  auto const& thresholds = options->gaps.thresholds;
  for (auto const& node : input.built.chains.nodes) {
    map.judged.push_back(choose::judge(node, thresholds));
  }
  map.score.resize(map.judged.size());
  for (auto const& gap : *gaps) { map.score[gap.node] = gap.score * 100; }
  map.coverage = choose::coverage_of(input.built, thresholds);
  map.leads = choose::leads_of(input.built);
  auto pulls = choose::pull_of(input.built, map.leads, thresholds);
  if (!pulls) { return pulls.error(); }
  map.pulls = std::move(*pulls);
  map.built = std::move(input.built);
  return map;
}

}  // namespace chengjie::answer
