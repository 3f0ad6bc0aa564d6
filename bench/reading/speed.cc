// Speed of reading on one core: text to facts with evidence, and quantities alone.
//   speed FOLDER [SECONDS]     FOLDER holds .txt files; they are read again and again
// Prints MB/s (processor time, so that a busy machine does not matter) of source bytes for the
// folder's files one by one, and for one file made of all of them repeated to 4 MB (so that a cost
// above linear would show).
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "chengjie/base/tree.h"
#include "chengjie/reading/reader.h"

namespace {

template <class Read>
void measure(char const* what, std::vector<std::string> const& texts, double seconds, Read read) {
  auto bytes = 0.0;
  auto found = std::size_t{0};
  auto const start = std::clock();
  auto spent = 0.0;
  do {
    for (auto const& text : texts) {
      found += read(text);
      bytes += static_cast<double>(text.size());
    }
    spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  } while (spent < seconds);
  std::printf("%-28s %7.2f MB/s  (%zu found in %.1f s)\n", what, bytes / spent / 1e6, found, spent);
}

std::size_t everything(std::string const& text) {
  auto const got = chengjie::reading::read(text, "bench.txt", {});
  return got ? got->facts.size() + got->entities.size() + got->relations.size() : 0;
}

std::size_t facts(std::string const& text) {
  auto options = chengjie::reading::Options{};
  options.facts_only = true;
  auto const got = chengjie::reading::read(text, "bench.txt", options);
  return got ? got->facts.size() : 0;
}

std::size_t figures(std::string const& text) {
  auto const got = chengjie::reading::quantities(text, "bench.txt");
  return got ? got->size() : 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: speed FOLDER [SECONDS]\n", stderr);
    return 2;
  }
  auto const seconds = argc > 2 ? std::stod(argv[2]) : 3.0;
  auto texts = std::vector<std::string>{};
  auto all = std::string{};
  for (auto const& entry : std::filesystem::directory_iterator{argv[1]}) {
    if (entry.path().extension() != ".txt") { continue; }
    if (auto text = chengjie::read_file(entry.path().string())) {
      all += *text + "\n\n";
      texts.push_back(std::move(*text));
    }
  }
  if (texts.empty()) {
    std::fputs("no .txt files\n", stderr);
    return 2;
  }
  auto big = std::string{};
  while (big.size() < 4'000'000) { big += all; }
  measure("files, everything", texts, seconds, everything);
  measure("files, facts", texts, seconds, facts);
  measure("files, quantities", texts, seconds, figures);
  measure("one file of 4 MB, everything", {big}, seconds, everything);
  measure("one file of 4 MB, facts", {big}, seconds, facts);
  measure("one file of 4 MB, quantities", {big}, seconds, figures);
  return 0;
}
