// A fixed number of logical searches that meet at move counts, on any number of threads: the
// answer of a run stopped by moves depends on the searches, never on the threads.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>

#include "chengjie/place/problem.h"

namespace chengjie::place {

// Calls work(0) .. work(count - 1), each once, on at most `threads` threads.
void in_parallel(int count, int threads, std::function<void(int)> const& work);

// Asks the clock; cheap enough for every few thousand elementary moves.
inline bool out_of_time(Options const& options) {
  return options.seconds > 0.0 && options.clock && options.clock() >= options.seconds;
}
inline double now(Options const& options) { return options.clock ? options.clock() : 0.0; }
inline double seconds_left(Options const& options) {
  return options.seconds > 0.0 && options.clock ? std::max(0.0, options.seconds - options.clock())
                                                : 1e9;
}

}  // namespace chengjie::place
