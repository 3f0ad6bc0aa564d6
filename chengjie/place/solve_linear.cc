#include "chengjie/place/solve_linear.h"

#include <algorithm>
#include <memory>

#include "chengjie/place/core_search.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/knapsack_tree.h"
#include "chengjie/place/penalty_search.h"
#include "chengjie/place/plain.h"

namespace chengjie::place {
namespace {

constexpr auto kSearches = 2;
constexpr auto kBranchRound = 2;  // after so many rounds small problems are branched
constexpr auto kBranchItems = 80;
constexpr auto kBranchNodes = std::int64_t{300'000};
constexpr auto kTogether = 30;  // sites from which the exchange is dealt out
constexpr auto kProofEvery = 8;
constexpr auto kProofLeast =
    std::int64_t{2'000};  // labels; a proof may cost what the search has cost
constexpr auto kProofMost = std::int64_t{150'000};
constexpr auto kTreeRound = 1;                          // when there may be a plan to compare with
constexpr auto kTreeCells = std::int64_t{240'000'000};  // a full round
constexpr auto kTreeItems = 450;  // larger problems get no proof beyond the root,
constexpr auto kTreeShare = 30;   // nor any of this with more items a site: bound A is as good

class LinearRun {
 public:
  LinearRun(Problem const& p, Options const& options)
      : p_(p),
        options_(options),
        linear_(prepare_linear(p, price_options())),
        groups_(options.seed ^ 0x5eedULL) {}

  Placement run() {
    if (!linear_.bound) {
      out_.stop = Stop::infeasible;
      return std::move(out_);
    }
    out_.bound = linear_.bound;
    auto const seed = [&](int k) { return options_.seed * 1000 + static_cast<std::uint64_t>(k); };
    for (auto k = 0; k != kSearches; ++k) {
      searches_.push_back(std::make_unique<PenaltySearch>(linear_, seed(k)));
      cores_.push_back(std::make_unique<CoreSearch>(linear_, seed(500 + k)));
    }
    auto const few = p_.items <= kTreeItems || p_.items <= kTreeShare * p_.sites;
    if (few && KnapsackTree::takes(linear_.problem)) {
      tree_.emplace(linear_.problem, linear_.price);
    }
    together_ = p_.resources == 1 && linear_.problem.sites >= kTogether;
    while (!proved_ && !infeasible_ && !(out_.value && *out_.value <= floor()) &&
           spent_ < options_.moves && !stop()) {
      search();
      if (together_ && out_.value) { exchange_in_groups(); }
      ++rounds_;
      if (!tree_ && rounds_ == kBranchRound && p_.items <= kBranchItems) { branch(); }
      if (!tree_ && !proved_ && out_.value && rounds_ % kProofEvery == 0) { prove(); }
    }
    finish();
    return std::move(out_);
  }

 private:
  PriceOptions price_options() const {
    auto out = PriceOptions{};
    out.enough = [this] { return stop(); };
    return out;
  }
  bool stop() const { return out_of_time(options_); }
  std::int64_t floor() const { return std::max(*out_.bound, options_.target.value_or(-kTotalMax)); }

  std::vector<std::int32_t> arcs() const {
    auto out = std::vector<std::int32_t>{};
    for (auto j = 0; j != p_.items; ++j) {
      auto const site = out_.site_of[j];
      out.push_back(linear_.arc_of(j, site < 0 ? linear_.sites_told : site));
    }
    return out;
  }

  void keep(std::int64_t cost, std::vector<std::int32_t> const& arc_of) {
    if (out_.value && cost >= *out_.value) { return; }
    out_.value = cost;
    out_.seconds_to_value = now(options_);
    out_.site_of = sites_told(linear_, arc_of);
  }

  void keep_found() {
    for (auto const& search : searches_) {
      if (search->best_cost()) { keep(*search->best_cost(), search->best()); }
    }
  }

  // One logical search; where the exchange is dealt out, that does nearly all the work once there
  // is a plan.
  void search_one(int k, std::int64_t share) {
    auto& search = *searches_[k];
    auto& core = *cores_[k];
    auto const halt = [this] { return stop(); };
    search.run(together_ && search.best_cost() ? share / 4 : share, halt);
    if (!search.best_cost() || together_) { return; }
    if (core.best().empty() || core.best_cost() > *search.best_cost()) {
      core.start(search.best(), *search.best_cost());
    }
    core.run(share / (p_.resources == 1 ? 5 : 40), halt);
    if (core.best_cost() < *search.best_cost()) { search.adopt(core.best(), core.best_cost()); }
  }

  void search() {
    auto const share =
        std::min(std::clamp<std::int64_t>(options_.moves / 16, 50, std::int64_t{2000} + p_.items),
                 std::max<std::int64_t>(1, (options_.moves - spent_) / kSearches));
    auto const proving = tree_ && rounds_ >= kTreeRound && !tree_->done() &&
                         (!tree_->begun() || p_.items <= kTreeItems);
    if (tree_ && tree_->begun() && !diver_ && out_.value) {
      diver_.emplace(*tree_);
      diver_->dive(options_.seed);
    }
    auto jobs = std::vector<KnapsackTree*>{};
    if (proving) { jobs.push_back(&*tree_); }
    if (diver_) { jobs.push_back(&*diver_); }
    for (auto* job : jobs) {
      if (out_.value) { job->know(*out_.value); }
    }
    auto const cells = std::max(kTreeCells / 100, kTreeCells / (2000 + p_.items) * share);
    in_parallel(kSearches + static_cast<int>(jobs.size()), options_.threads, [&](int k) {
      if (k < kSearches) { return search_one(k, share); }
      jobs[static_cast<std::size_t>(k - kSearches)]->run(cells, [this] { return stop(); });
    });
    spent_ += share * kSearches;
    keep_found();
    for (auto const* job : jobs) { hear(*job); }
    if (proving) { learn(); }
  }

  void hear(KnapsackTree const& tree) {
    if (tree.plan().empty() || (out_.value && tree.plan_cost() >= *out_.value)) { return; }
    keep(tree.plan_cost(), tree.plan());
    for (auto const& search : searches_) { search->adopt(tree.plan(), tree.plan_cost()); }
  }

  // What the tree has proved.
  void learn() {
    if (!tree_->begun()) { return; }
    infeasible_ = tree_->done() && !out_.value;
    proved_ = tree_->done() && out_.value.has_value();
    auto const bound = proved_ ? *out_.value : tree_->bound();
    out_.bound = std::max(*out_.bound, out_.value ? std::min(bound, *out_.value) : bound);
  }

  // The sites are dealt to the searches at random; each exchanges among its own, all from the same
  // plan. What they change is disjoint, so all of it counts.
  void exchange_in_groups() {
    auto const& p = linear_.problem;
    auto const cost = *out_.value;
    auto arc_of = arcs();
    auto group = std::vector<int>(p.sites);
    for (auto& g : group) { g = static_cast<int>(groups_.below(kSearches)); }
    auto const rounds =
        std::clamp<std::int64_t>(options_.moves / 16, 50, std::int64_t{2000} + p_.items) / 4;
    in_parallel(kSearches, options_.threads, [&](int k) {
      auto allowed = std::vector<char>(p.sites, 0);
      for (auto i = 0; i != p.sites; ++i) { allowed[i] = group[i] == k; }
      cores_[k]->restrict_to(std::move(allowed));
      cores_[k]->start(arc_of, cost);
      cores_[k]->run(rounds, [this] { return stop(); });
      cores_[k]->restrict_to({});
    });
    auto total = cost;
    for (auto const& core : cores_) { total += core->best_cost() - cost; }
    if (total >= cost) { return; }
    for (auto j = 0; j != p.items; ++j) { arc_of[j] = cores_[group[p.site[arc_of[j]]]]->best()[j]; }
    for (auto const& search : searches_) { search->adopt(arc_of, total); }
    keep(total, arc_of);
  }

  void branch() {
    auto options = options_;
    options.moves = std::min(kBranchNodes, options_.moves - spent_);
    auto const prices = Prices{
        {linear_.price.begin(), linear_.price.begin() + static_cast<long>(p_.capacity.size())},
        out_.bound,
        0.0,
        0};
    out_ = solve_branching(p_, prices, std::move(out_), options);
    proved_ = out_.stop == Stop::proved_best;
    infeasible_ = out_.stop == Stop::infeasible;
    if (!out_.bound) { out_.bound = linear_.bound; }
    spent_ += options.moves / 100;
  }

  // A proof is tried on each new best plan, and again when four times the work was spent.
  void prove() {
    if (proof_at_ == out_.value && spent_ < 4 * proof_spent_) { return; }
    proof_at_ = out_.value;
    proof_spent_ = spent_;
    auto& core = *cores_[0];
    core.start(arcs(), *out_.value);
    auto const labels = static_cast<std::size_t>(std::clamp(spent_, kProofLeast, kProofMost));
    proved_ = core.prove(labels, [this] { return stop(); });
    keep(core.best_cost(), core.best());
    if (proved_) { out_.bound = out_.value; }
  }

  void finish() {
    if (out_.value) { CJ_CHECK(judge(p_, out_) && *judge(p_, out_) == *out_.value); }
    out_.stop = infeasible_                                ? Stop::infeasible
                : out_.value && *out_.value <= *out_.bound ? Stop::proved_best
                : out_.value && options_.target && *out_.value <= *options_.target
                    ? Stop::target_reached
                : stop() ? Stop::time_spent
                         : Stop::moves_spent;
  }

  Problem const& p_;
  Options const& options_;
  Linear linear_;
  Random groups_;
  Placement out_;
  std::vector<std::unique_ptr<PenaltySearch>> searches_;
  std::vector<std::unique_ptr<CoreSearch>> cores_;
  std::optional<KnapsackTree> tree_, diver_;
  bool together_{}, proved_{}, infeasible_{};
  std::int64_t spent_{}, rounds_{}, proof_spent_{};
  std::optional<std::int64_t> proof_at_;
};

}  // namespace

bool is_linear(Problem const& p) {
  auto const free =
      std::all_of(p.open_cost.begin(), p.open_cost.end(), [](auto c) { return c == 0; });
  return p.pairs.empty() && p.apart.empty() && !p.split && free;
}

Result<Placement> solve_linear(Problem const& p, Options const& options) {
  return LinearRun{p, options}.run();
}

}  // namespace chengjie::place
