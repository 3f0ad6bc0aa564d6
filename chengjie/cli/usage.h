// What CLI11 says of a command line it cannot take, in Chinese.
#pragma once
#include <string>

namespace chengjie::cli {

// "缺少 --scheme" of "--scheme is required"; what is not known here stays as it is.
std::string usage_words(std::string const& said);

}  // namespace chengjie::cli
