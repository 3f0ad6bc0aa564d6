#include <doctest/doctest.h>

#include <filesystem>
#include <map>

#include "chengjie/base/random.h"
#include "chengjie/store/search.h"

using namespace chengjie;

namespace {

struct Ledger {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() /
      ("search-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".db");
  Ledger() {
    std::filesystem::remove(path);
    REQUIRE(store::open(path.string(), store::Open::make_if_absent));
  }
  ~Ledger() {
    for (auto const* end : {"", "-wal", "-shm"}) { std::filesystem::remove(path.string() + end); }
  }
};

}  // namespace

TEST_CASE("search: the plain way, looking into every line, finds the same documents") {
  auto const ledger = Ledger{};
  auto index = store::open_search(ledger.path.string());
  REQUIRE(index);
  auto random = Random{7};
  auto texts = std::map<std::string, std::string>{};
  auto const letters =
      std::vector<std::string>{"产", "业", "氢", "能", "a", "B", "1", "\n", "𠮷", " "};
  for (auto i = 0; i != 300; ++i) {
    auto text = std::string{};
    for (auto n = random.below(30); n-- > 0;) { text += letters[random.below(10)]; }
    texts["h" + std::to_string(i)] = text;
  }
  auto const text = [&](std::string_view hash) -> Result<std::string> {
    return texts.at(std::string{hash});
  };
  auto const go_on = [] { return false; };
  auto hashes = std::vector<std::string>{};
  for (auto const& [hash, words] : texts) { hashes.push_back(hash); }
  REQUIRE((*index)->sync(hashes, text, go_on));
  auto const check_all = [&] {
    for (auto i = 0; i != 300; ++i) {
      auto needle = std::string{};
      for (auto n = 1 + random.below(4); n-- > 0;) {
        auto const& letter = letters[random.below(9)];
        if (letter != "\n") { needle += letter; }
      }
      if (needle.empty()) { continue; }
      auto const small = [](std::string s) {
        for (auto& c : s) { c = c == 'B' ? 'b' : c; }
        return s;
      };
      auto expected = 0;
      for (auto const& hash : hashes) {
        expected += small(texts.at(hash)).find(small(needle)) != std::string::npos;
      }
      CAPTURE(needle);
      auto const found = (*index)->find({needle}, 0, 1000);
      REQUIRE(found);
      CHECK(found->total == expected);
      CHECK(found->hashes.size() == static_cast<std::size_t>(expected));
    }
  };
  check_all();
  // Half of them go; the rest is still found, and only it.
  hashes.resize(150);
  REQUIRE((*index)->sync(hashes, text, go_on));
  CHECK(*(*index)->documents() == 150);
  check_all();
}
