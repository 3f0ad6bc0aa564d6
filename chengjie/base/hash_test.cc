#include "chengjie/base/hash.h"

#include <doctest/doctest.h>

using namespace chengjie;

TEST_CASE("sha256_hex: the published vectors (FIPS 180-4 examples)") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("mark_of is stable, short, and keeps its parts apart") {
  CHECK(mark_of({"ab", "c"}) == mark_of({"ab", "c"}));
  CHECK(mark_of({"ab", "c"}) != mark_of({"a", "bc"}));
  CHECK(is_mark(mark_of({"x"})));
  CHECK(!is_mark("short"));
  CHECK(!is_mark("ABCDEFGHIJ"));
  CHECK(!is_mark("12345678901234567"));
}
