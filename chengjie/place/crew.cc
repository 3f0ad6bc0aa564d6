#include "chengjie/place/crew.h"

#include <atomic>
#include <thread>
#include <vector>

namespace chengjie::place {

void in_parallel(int count, int threads, std::function<void(int)> const& work) {
  auto const extra = std::min(threads, count) - 1;
  auto next = std::atomic<int>{0};
  auto const loop = [&] {
    for (auto k = next.fetch_add(1); k < count; k = next.fetch_add(1)) { work(k); }
  };
  auto helpers = std::vector<std::thread>{};
  for (auto k = 0; k < extra; ++k) { helpers.emplace_back(loop); }
  loop();
  for (auto& helper : helpers) { helper.join(); }
}

}  // namespace chengjie::place
