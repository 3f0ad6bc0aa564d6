// The drawing of one site's items: a set as likely as the warm prices make it, given that it fills
// the site, found by a table of likelihoods by room and a walk back through it.
#include <algorithm>
#include <cmath>

#include "chengjie/place/site_fill.h"
#include "chengjie/place/wide.h"

namespace chengjie::place {
namespace {

constexpr auto kShareLeast = 1e-5;
constexpr auto kCellsMost = std::size_t{30'000'000};

// The likelihood of every load when one more item may come in. (Products and sums one by one: the
// width of registers changes nothing.)
CJ_WIDE void add_option(float* next, float const* now, float in, std::size_t use,
                        std::size_t width) {
  auto const out = 1.0f - in;
  for (auto w = std::size_t{0}; w < use; ++w) { next[w] = out * now[w]; }
  for (auto w = use; w < width; ++w) { next[w] = out * now[w] + in * now[w - use]; }
}

}  // namespace

// The open site with the least choice.
int SiteFill::tightest() const {
  auto choice = std::vector<double>(static_cast<std::size_t>(soft_.slots()), 0.0);
  for (auto k = 0; k != soft_.items(); ++k) {
    for (auto const& arc : soft_.arcs(k)) {
      if (arc.share > kShareLeast) { choice[arc.slot] -= arc.share * std::log(arc.share); }
    }
  }
  auto best = -1;
  for (auto i = 0; i != soft_.slots(); ++i) {
    if (soft_.open_slot(i) && (best < 0 || choice[i] < choice[best])) { best = i; }
  }
  return best;
}

// The items that may come in and those that surely do; the room these leave.
int SiteFill::sort_options(int slot) {
  options_.clear();
  sure_.clear();
  auto room = static_cast<int>(soft_.room(slot));
  for (auto k = 0; k != soft_.items(); ++k) {
    for (auto const& arc : soft_.arcs(k)) {
      if (arc.slot != slot || arc.share < kShareLeast) { continue; }
      auto const use = static_cast<std::int32_t>(arc.use);
      auto const option = Option{soft_.item(k), arc.arc, use, arc.share};
      if (arc.share > 1.0 - kShareLeast) {
        sure_.push_back(option);
        room -= use;
      } else {
        options_.push_back(option);
      }
    }
  }
  return room;
}

void SiteFill::tabulate(std::size_t width) {
  table_.resize(width * (options_.size() + 1));
  std::fill(table_.begin(), table_.begin() + static_cast<long>(width), 0.0f);
  table_[0] = 1.0f;
  for (auto k = std::size_t{0}; k != options_.size(); ++k) {
    auto const use = std::min(width, static_cast<std::size_t>(options_[k].use));
    auto* row = table_.data() + k * width;
    add_option(row + width, row, static_cast<float>(options_[k].share), use, width);
  }
  work_ += static_cast<std::int64_t>(width * options_.size());
}

// Into drawn_: a set, its load drawn by the weights in `end`; how likely it is (logarithm).
double SiteFill::draw_options(std::size_t width, std::vector<double> const& end) {
  drawn_.clear();
  auto at = std::size_t{0};
  auto pick = random_.unit() * end[width];
  for (auto w = std::size_t{0}; w != width; ++w) {
    if (end[w] <= 0.0) { continue; }
    at = w;
    pick -= end[w];
    if (pick < 0.0) { break; }
  }
  auto const* last = table_.data() + options_.size() * width;
  auto likely = std::log(end[at] / static_cast<double>(last[at]));
  for (auto k = options_.size(); k-- > 0;) {
    auto const& option = options_[k];
    auto const use = static_cast<std::size_t>(option.use);
    auto const* row = table_.data() + k * width;
    auto const without = (1.0 - option.share) * static_cast<double>(row[at]);
    auto const with = at >= use ? option.share * static_cast<double>(row[at - use]) : 0.0;
    auto const in = random_.unit() * (with + without) < with;
    likely += std::log(in ? option.share : 1.0 - option.share);
    if (!in) { continue; }
    drawn_.push_back(option);
    at -= use;
  }
  return likely;
}

// Draws the site's items and closes it; false when they cannot fit.
bool SiteFill::draw(int slot) {
  auto const room = sort_options(slot);
  auto const width = static_cast<std::size_t>(std::max(room, 0)) + 1;
  if (room < 0 || width * (options_.size() + 1) > kCellsMost) { return false; }
  tabulate(width);
  // Room that stays empty is a loss at its price; the last entry holds the sum.
  auto end = std::vector<double>(width + 1, 0.0);
  auto const scale = soft_.price(slot) / soft_.heat();
  for (auto w = std::size_t{0}; w != width; ++w) {
    auto const left = static_cast<double>(width - 1 - w);
    end[w] = static_cast<double>(table_[options_.size() * width + w]) * std::exp(-scale * left);
    end[width] += end[w];
  }
  if (!(end[width] > 0.0)) { return false; }
  auto likeliest = -1e300;
  for (auto round = 0; round != draws_; ++round) {
    auto const likely = draw_options(width, end);
    if (round > 0 && likely <= likeliest) { continue; }
    likeliest = likely;
    std::swap(best_drawn_, drawn_);
  }
  sure_.insert(sure_.end(), best_drawn_.begin(), best_drawn_.end());
  auto inside = std::vector<char>(items_.size(), 0);
  for (auto const& option : sure_) {
    filled_[option.item] = option.arc;
    spent_ += l_.problem.cost[option.arc];
    inside[option.item] = 1;
  }
  soft_.close(slot, inside);
  return true;
}

}  // namespace chengjie::place
