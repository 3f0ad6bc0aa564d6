#include "chengjie/place/solve_linear.h"

#include <algorithm>
#include <memory>

#include "chengjie/place/cool_run.h"
#include "chengjie/place/core_search.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/knapsack_tree.h"
#include "chengjie/place/penalty_search.h"
#include "chengjie/place/plain.h"
#include "chengjie/place/site_fill.h"

namespace chengjie::place {
namespace {

constexpr auto kSearches = 2;
constexpr auto kBranchRound = 2;  // after so many rounds small problems are branched
constexpr auto kBranchItems = 80;
constexpr auto kBranchNodes = std::int64_t{300'000};
constexpr auto kCoolItems = 5'000;  // from which annealing is all there is, after the first stage
constexpr auto kCoreSeldom = 120;   // with several resources its joins are dear
constexpr auto kTogether = 30;      // sites from which the exchange is dealt out
constexpr auto kExchangeOften = std::int64_t{4};  // by which its rounds are divided
constexpr auto kFillSeldom = std::int64_t{8};
constexpr auto kExchangeIdle = std::int64_t{8};
constexpr auto kExchangeSeldom = std::int64_t{64};
constexpr auto kExchangeWork = 1e6;  // of a round, in the steps of filling
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
    for (auto k = 0; SiteFill::takes(linear_) && k != kSearches; ++k) {
      fills_.push_back(std::make_unique<SiteFill>(linear_, seed(700 + k)));
    }
    auto const few = p_.items <= kTreeItems || p_.items <= kTreeShare * p_.sites;
    if (few && linear_.whole && KnapsackTree::takes(linear_.problem)) {
      tree_.emplace(linear_.problem, linear_.price);
    }
    if (!fills_.empty()) { exchange_seldom_ = kExchangeSeldom / 2; }
    together_ = p_.resources == 1 && linear_.problem.sites >= kTogether;
    if (p_.resources > 1) {
      cool_.emplace(linear_, *searches_[0], options_);
      cool();
    }
    while (!proved_ && !infeasible_ && !(out_.value && *out_.value <= floor()) &&
           spent_ < options_.moves && !stop()) {
      if (!(cool_ && p_.items >= kCoolItems && cool())) { search(); }
      if (together_ && out_.value) { exchange_in_groups(); }
      ++rounds_;
      if (!tree_ && rounds_ == kBranchRound && p_.items <= kBranchItems) { branch(); }
      if (!tree_ && linear_.whole && !proved_ && out_.value && rounds_ % kProofEvery == 0) {
        prove();
      }
    }
    finish();
    return std::move(out_);
  }

 private:
  PriceOptions price_options() const {
    auto out = PriceOptions{};
    out.enough = [this] { return stop(); };
    out.threads = options_.threads;
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
    auto const spared = search.best_cost() && (together_ || !fills_.empty());
    search.run(spared ? share / 4 : share, halt);
    if (!search.best_cost() || together_) { return; }
    if (core.best().empty() || core.best_cost() > *search.best_cost()) {
      core.start(search.best(), *search.best_cost());
    }
    core.run(share / (p_.resources > 1 ? kCoreSeldom : fills_.empty() ? 5 : 40), halt);
    if (core.best_cost() < *search.best_cost()) { search.adopt(core.best(), core.best_cost()); }
  }

  bool cool() {
    auto const spent = cool_->stage(options_.moves - spent_);
    spent_ += spent;
    keep_found();
    for (auto const& search : searches_) {
      if (out_.value && (!search->best_cost() || *search->best_cost() > *out_.value)) {
        search->adopt(arcs(), *out_.value);
      }
    }
    return spent > 0;
  }

  void search() {
    auto const share =
        std::min(std::clamp<std::int64_t>(options_.moves / 16, 50, std::int64_t{2000} + p_.items),
                 std::max<std::int64_t>(1, (options_.moves - spent_) / kSearches));
    auto const proving = tree_ && rounds_ >= kTreeRound && !tree_->done() &&
                         (!tree_->begun() || p_.items <= kTreeItems);
    auto const small = fills_.empty() || fill_seldom_ > 1 || p_.items <= kTreeItems;
    if (tree_ && tree_->begun() && !diver_ && out_.value && small) {
      diver_.emplace(*tree_);
      diver_->dive(options_.seed);
    }
    auto jobs = std::vector<KnapsackTree*>{};
    if (proving) { jobs.push_back(&*tree_); }
    if (diver_ && small) { jobs.push_back(&*diver_); }
    for (auto* job : jobs) {
      if (out_.value) { job->know(*out_.value); }
    }
    auto const cells = std::max(kTreeCells / 100, kTreeCells / (2000 + p_.items) * share);
    auto const filling = out_.value ? static_cast<int>(fills_.size()) : 0;
    for (auto k = 0; k != filling; ++k) { tell(*fills_[k]); }
    auto const halt = [this] { return stop(); };
    in_parallel(filling + kSearches + static_cast<int>(jobs.size()), options_.threads, [&](int k) {
      if (k < filling) { return fills_[k]->run(cells / fill_seldom_, halt); }
      if (k < filling + kSearches) { return search_one(k - filling, share); }
      jobs[static_cast<std::size_t>(k - filling - kSearches)]->run(cells, halt);
    });
    spent_ += share * kSearches;
    keep_found();
    auto const before = out_.value;
    for (auto k = 0; k != filling; ++k) { hear(*fills_[k]); }
    if (before) {
      fill_gain_ =
          static_cast<double>(*before - *out_.value) / static_cast<double>(cells / fill_seldom_);
    }
    for (auto const* job : jobs) { hear(*job); }
    if (proving) { learn(); }
  }

  void tell(SiteFill& fill) const {
    if (fill.best().empty() || fill.best_cost() > *out_.value) { fill.start(arcs(), *out_.value); }
  }

  void hear(SiteFill const& fill) { hear(fill.best(), fill.best_cost()); }
  void hear(KnapsackTree const& tree) {
    if (!tree.plan().empty()) { hear(tree.plan(), tree.plan_cost()); }
  }
  void hear(std::vector<std::int32_t> const& plan, std::int64_t cost) {
    if (out_.value && cost >= *out_.value) { return; }
    keep(cost, plan);
    for (auto const& search : searches_) { search->adopt(plan, cost); }
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
        std::clamp<std::int64_t>(options_.moves / 16, 50, std::int64_t{2000} + p_.items) /
        exchange_seldom_;
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
    if (!fills_.empty()) { weigh_exchange(static_cast<double>(cost - total), rounds); }
    if (total >= cost) { return; }
    for (auto j = 0; j != p.items; ++j) { arc_of[j] = cores_[group[p.site[arc_of[j]]]]->best()[j]; }
    for (auto const& search : searches_) { search->adopt(arc_of, total); }
    keep(total, arc_of);
  }

  // The exchange gets more of the time while it gains more for it than filling does, and while
  // neither gains.
  void weigh_exchange(double gain, std::int64_t rounds) {
    auto const exchanged = gain / (kExchangeWork * static_cast<double>(rounds));
    if (exchanged != fill_gain_) {
      fill_seldom_ = exchanged > fill_gain_ ? std::min(kFillSeldom, fill_seldom_ * 2)
                                            : std::max<std::int64_t>(1, fill_seldom_ / 2);
    }
    exchange_seldom_ = exchanged > fill_gain_   ? std::max(kExchangeOften, exchange_seldom_ / 2)
                       : exchanged < fill_gain_ ? std::min(kExchangeSeldom, exchange_seldom_ * 2)
                                                : std::max(kExchangeIdle, exchange_seldom_ / 2);
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
  std::vector<std::unique_ptr<SiteFill>> fills_;
  std::optional<KnapsackTree> tree_, diver_;
  std::optional<CoolRun> cool_;
  bool together_{}, proved_{}, infeasible_{};
  std::int64_t spent_{}, rounds_{}, proof_spent_{}, exchange_seldom_{kExchangeOften},
      fill_seldom_{1};
  double fill_gain_{};  // of the last round, a step
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
