#include <algorithm>

#include "chengjie/place/judge.h"
#include "chengjie/place/linear.h"
#include "chengjie/place/location_run.h"

namespace chengjie::place::detail {
namespace {

constexpr auto kLeafCells = std::int64_t{20'000'000};

}  // namespace

std::vector<Location::Leaf>::iterator Location::least_leaf() {
  return std::min_element(leaves_.begin(), leaves_.end(),
                          [](Leaf const& a, Leaf const& b) { return a.bound < b.bound; });
}

// False: nothing more can be proved of this set.
bool Location::begin_proof(Leaf& leaf) {
  auto options = PriceOptions{};
  options.passes_max = 600;
  options.accuracy = 1e-5;
  auto problem = restricted(leaf.open);
  auto const linear = prepare_linear(problem, options);
  spent_ += 10;
  if (!linear.bound) {
    leaf.bound = 1e300;  // some customer has no site among these
    return false;
  }
  leaf.bound = std::max(leaf.bound, static_cast<double>(*linear.bound) + opening(leaf.open));
  if (leaf.bound >= best() - tolerance() || !KnapsackTree::takes(problem)) { return false; }
  auto const price = std::span{linear.price}.first(problem.capacity.size());
  leaf.work = std::make_unique<LeafWork>(std::move(problem), price);
  return true;
}

// Some more of the proof that this set holds no better plan; the leaf goes when it is done.
void Location::prove_leaf(Leaf& leaf) {
  auto const known = leaf.bound >= best() - tolerance();
  if (known || (!leaf.work && !begin_proof(leaf))) {
    this->leaf(leaf.bound);
    std::swap(leaf, leaves_.back());
    leaves_.pop_back();
    return;
  }
  auto& tree = leaf.work->tree;
  auto const opened = static_cast<std::int64_t>(opening(leaf.open));
  if (out_.value) { tree.know(*out_.value - opened); }
  tree.run(kLeafCells, [this] { return out_of_time(options_); });
  spent_ += 50;
  bounded_ += kLeafCells;
  if (tree.begun()) {
    leaf.bound = std::max(leaf.bound, static_cast<double>(tree.bound() + opened));
  }
  hear(*leaf.work, leaf.open);
  if (!tree.done()) { return; }
  this->leaf(std::max(leaf.bound, best()));
  std::swap(leaf, leaves_.back());
  leaves_.pop_back();
}

void Location::hear(LeafWork const& work, Set const& open) {
  if (work.tree.plan().empty()) { return; }
  auto trial = Placement{};
  for (auto const arc : work.tree.plan()) { trial.site_of.push_back(work.problem.site[arc]); }
  auto const value = judge(p_, trial);
  CJ_CHECK(value);
  keep_single(std::move(trial.site_of), *value, open);
}

}  // namespace chengjie::place::detail
