#include "chengjie/economy/ario_losses.h"

#include <algorithm>
#include <cmath>

namespace chengjie::economy {
namespace {

double rounded(double value, double decimals) {
  auto const scale = std::pow(10.0, decimals);
  return std::nearbyint(value * scale) / scale;
}

double share_left(ArioEvent const& e, int since) {
  return e.curve == ArioEvent::Curve::linear ? std::max(0.0, 1 - since / e.tau)
                                             : std::pow(std::max(0.0, 1 - 1 / e.tau), since);
}

bool arbitrary(ArioEvent const& e) { return e.kind == ArioEvent::Kind::arbitrary; }

// The peer sets an arbitrary loss at the end of the step of its occurrence.
int first_step(ArioEvent const& e) { return e.occurrence + (arbitrary(e) ? 1 : 0); }

}  // namespace

ArioLosses::ArioLosses(ArioModel const& m, std::vector<ArioEvent> const& events,
                       Matrix const& inputs)
    : m_(m),
      inputs_(inputs),
      capital_(ario_capital(m)),
      lost_(m.x.size()),
      to_recover_(m.x.size()),
      rebuild_(m.x.size()) {
  for (auto const& e : events) { live_.push_back({&e, std::vector<double>(m.x.size()), {}}); }
}

void ArioLosses::begin(int t) {
  for (auto& live : live_) {
    auto const& e = *live.event;
    if (t == first_step(e)) { live.left = e.loss; }
    if (e.kind == ArioEvent::Kind::rebuild && t == e.occurrence + e.duration) { address(live); }
  }
  add_up();
}

// Who is asked to rebuild: by the shares in which each damaged industry buys from the regions.
void ArioLosses::address(Live& live) const {
  auto const& e = *live.event;
  auto const n = m_.x.size();
  for (std::size_t j = 0; j != n; ++j) {
    if (!(e.loss[j] > 0)) { continue; }
    for (std::size_t k = 0; k != m_.sectors; ++k) {
      if (!(e.rebuilders[k] > 0)) { continue; }
      auto made = 0.0;
      for (auto i = k; i < n; i += m_.sectors) { made += m_.x[i]; }
      for (auto i = k; i < n; i += m_.sectors) {
        auto const share =
            inputs_(k, j) > 0 ? m_.z(i, j) / inputs_(k, j) : (made > 0 ? m_.x[i] / made : 0);
        if (share > 0) { live.works.push_back({i, j, e.loss[j] * e.rebuilders[k] * share}); }
      }
    }
  }
}

void ArioLosses::recover(int t, std::span<double const> delivered) {
  for (auto& live : live_) { settle(live, t, delivered); }
  add_up();
}

void ArioLosses::settle(Live& live, int t, std::span<double const> delivered) const {
  auto const& e = *live.event;
  auto const since = t - e.occurrence - e.duration;
  if (since < 0 || t < first_step(e)) { return; }
  if (e.kind == ArioEvent::Kind::rebuild) { return rebuild(live, delivered); }
  auto const decimals = arbitrary(e) ? 6 : std::floor(std::log10(std::max(m_.unit, 1.0))) + 1;
  auto const left = share_left(e, since);
  for (std::size_t j = 0; j != live.left.size(); ++j) {
    if (e.loss[j] > 0) { live.left[j] = rounded(e.loss[j] * left, decimals); }
  }
}

void ArioLosses::rebuild(Live& live, std::span<double const> delivered) const {
  std::fill(live.left.begin(), live.left.end(), 0.0);
  for (auto& w : live.works) {
    w.left = std::max(0.0, w.left - w.left / live.event->tau * delivered[w.supplier]);
    live.left[w.buyer] += w.left;
  }
}

// Capital lost adds up over events; of arbitrary losses of capacity the largest counts.
void ArioLosses::add_up() {
  std::fill(to_recover_.begin(), to_recover_.end(), 0.0);
  std::fill(rebuild_.begin(), rebuild_.end(), 0.0);
  std::fill(lost_.begin(), lost_.end(), 0.0);
  for (auto const& live : live_) {
    for (std::size_t j = 0; j != lost_.size(); ++j) {
      if (arbitrary(*live.event)) {
        lost_[j] = std::max(lost_[j], live.left[j]);
      } else {
        to_recover_[j] += live.left[j];
      }
    }
    for (auto const& w : live.works) { rebuild_[w.supplier] += w.left / live.event->tau; }
  }
  for (std::size_t j = 0; j != lost_.size(); ++j) {
    auto const capital = capital_[j] > 0 ? to_recover_[j] / capital_[j] : 0;
    lost_[j] = std::clamp(lost_[j] + capital, 0.0, 1.0);
  }
}

}  // namespace chengjie::economy
