#include "chengjie/server/api/shown.h"

#include <algorithm>

namespace chengjie::server::api {
namespace {

constexpr auto kFiguresMax = std::size_t{50'000};
constexpr auto kCellsMax = std::size_t{200'000};
constexpr auto kPendingMax = std::size_t{50'000};

}  // namespace

template <class T>
bool Shown::Bounded<T>::add(std::string const& mark, T value, std::size_t most) {
  if (!by_mark.emplace(mark, std::move(value)).second) { return false; }
  order.push_back(mark);
  if (order.size() > most) {
    by_mark.erase(order.front());
    order.pop_front();
  }
  return true;
}

void Shown::figures(answer::Basis const& basis, Keep keep) {
  auto const lock = std::lock_guard{mutex_};
  for (auto const& [mark, figure] : basis.figures()) {
    auto const fresh = figures_.add(mark, figure, kFiguresMax);
    if (fresh && keep == Keep::always && pending_.size() < kPendingMax) {
      pending_.push_back(figure);
    }
  }
}

void Shown::cell(std::string mark, CellRef ref) {
  auto const lock = std::lock_guard{mutex_};
  cells_.add(mark, std::move(ref), kCellsMax);
}

std::optional<Figure> Shown::figure(std::string const& mark) const {
  auto const lock = std::lock_guard{mutex_};
  auto const at = figures_.by_mark.find(mark);
  return at == figures_.by_mark.end() ? std::nullopt : std::optional{at->second};
}

std::optional<Shown::CellRef> Shown::cell(std::string const& mark) const {
  auto const lock = std::lock_guard{mutex_};
  auto const at = cells_.by_mark.find(mark);
  return at == cells_.by_mark.end() ? std::nullopt : std::optional{at->second};
}

std::vector<Figure> Shown::take_pending(std::size_t most) {
  auto const lock = std::lock_guard{mutex_};
  auto const count = std::min(most, pending_.size());
  auto taken =
      std::vector<Figure>(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count));
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count));
  return taken;
}

}  // namespace chengjie::server::api
