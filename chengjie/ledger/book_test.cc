#include "chengjie/ledger/book.h"

#include <doctest/doctest.h>

#include <map>

#include "chengjie/base/random.h"

using namespace chengjie;

namespace {

using Name = std::pair<std::string, std::string>;

Record record(std::string kind, std::string key, double value) {
  return Record{std::move(kind), std::move(key), {{"value", value, {}, {}, {}}}, {}};
}

// "kind/key=value" of every record, in the book's order.
std::string told(Book const& book) {
  auto out = std::string{};
  for (auto const* r : book.everything()) {
    out += r->kind + "/" + r->key + "=" + std::to_string(*r->number("value")) + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("book: of equal keys the last one stays, and each is found by its key") {
  auto const book =
      Book{{record("parks", "乙", 1), record("plots", "甲", 2), record("parks", "乙", 3)}};
  CHECK(book.all("parks").size() == 1);
  CHECK(book.find("parks", "乙")->number("value") == 3);
  CHECK(book.find("parks", "甲") == nullptr);
  CHECK(book.all("none").empty());
}

TEST_CASE("book: changed books are what a book of all the records would be") {
  auto random = Random{7};
  auto plain = std::map<Name, double>{};
  auto book = Book{};
  for (auto round = 0; round != 300; ++round) {
    auto put = std::vector<Record>{};
    auto gone = std::vector<Name>{};
    auto const name = [&] {
      return Name{"k" + std::to_string(random.below(3)), std::to_string(random.below(12))};
    };
    for (auto n = random.below(4); n != 0; --n) { gone.push_back(name()); }
    for (auto const& one : gone) { plain.erase(one); }
    for (auto n = random.below(4); n != 0; --n) {
      auto const [kind, key] = name();
      auto const value = static_cast<double>(random.below(1000));
      put.push_back(record(kind, key, value));
      plain[{kind, key}] = value;  // what is put counts, though it is among those that go
    }
    book = book.with(std::move(put), gone);
    auto all = std::vector<Record>{};
    for (auto const& [at, value] : plain) { all.push_back(record(at.first, at.second, value)); }
    REQUIRE(told(book) == told(Book{std::move(all)}));
  }
}
