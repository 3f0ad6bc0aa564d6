// Names that nobody can guess: of requests, jobs and, with more letters, of sessions.
#pragma once
#include <cstddef>
#include <string>

namespace chengjie::server {

// Letters and digits from the system's random source, 5 bits each. Any thread.
std::string random_id(std::size_t letters = 16);

}  // namespace chengjie::server
