#include "chengjie/text/similar.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "chengjie/base/random.h"
#include "chengjie/text/chars.h"
#include "chengjie/text/trie.h"

using namespace chengjie;
using namespace chengjie::text;

TEST_CASE("name_similarity: the same firm under other names comes before others") {
  struct Row {
    std::string_view a, b;
    double at_least, at_most;
  };
  for (auto const& row : std::to_array<Row>({
           {"西南铝业(集团)有限责任公司", "西南铝业（集团）有限责任公司", 1, 1},
           {"重庆志成机械有限公司", "重庆志成机械", 0.9, 0.99},
           {"重庆志成机械有限公司", "志成机械", 0.7, 0.95},
           {"重庆志成机械有限公司", "重庆和友实业有限公司", 0, 0.5},
           {"华为", "庆铃", 0, 0},
           {"", "华为", 0, 0},
       })) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    auto const got = name_similarity(row.a, row.b);
    CHECK(got >= row.at_least);
    CHECK(got <= row.at_most);
    CHECK(got == name_similarity(row.b, row.a));
  }
}

TEST_CASE("Trie agrees with trying every word") {
  auto random = Random{7};
  auto const letters = std::u32string{U"甲乙丙丁"};
  auto const word = [&](std::uint32_t n) {
    auto out = std::u32string{};
    for (auto i = 0U; i != n; ++i) { out.push_back(letters[random.below(4)]); }
    return out;
  };
  auto trie = Trie{};
  auto words = std::vector<std::u32string>{};
  for (auto i = 0; i != 120; ++i) {
    words.push_back(word(1 + random.below(4)));
    trie.add(words.back(), i);
  }
  auto const text = word(2000);
  for (auto at = std::size_t{0}; at != text.size(); ++at) {
    auto longest = std::size_t{0};
    for (auto const& w : words) {
      if (std::u32string_view{text}.substr(at, w.size()) == w) {
        longest = std::max(longest, w.size());
      }
    }
    CHECK(trie.longest(text, at).length == longest);
  }
}
