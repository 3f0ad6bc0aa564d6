#include "chengjie/store/codec.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::store;

namespace {

Result<Record> there_and_back(Record const& record) {
  auto const text = encode(shape_of(record));
  auto const mark = mark_of_shape(text);
  auto const shape = decode_shape(text);
  REQUIRE(shape);
  CHECK(has_shape(record, *shape));
  auto const body = encode_body(record, mark);
  CHECK(shape_in(body) == mark);
  CHECK(nlohmann::json::parse(body).is_array());  // any program can read it
  return decode_body(record.kind, record.key, body, *shape);
}

Record sample() {
  auto const from = std::make_shared<Origin const>(Origin{"h2", "旧.xlsx", "表 1", 12});
  return {"cards",
          "甲/供/铝板",
          {{"firm", std::string{"甲 “引号” \\ \" \n\t\x01 =1"}, "A", {}, {}},
           {"per_month", 1.25e9, "C", Bound::at_least, "套"},
           {"tiny", -0.1, "C", {}, {}},
           {"certs", std::vector<std::string>{"ISO9001", "IA]T,F", "\"[{"}, "D", {}, {}},
           {"none", std::vector<std::string>{}, "D", {}, {}},
           {"tied", true, {}, {}, {}},
           {"untied", false, {}, {}, {}},
           {"older", 3.0, "K", Bound::about, {}, from},
           {"word", std::string{"null"}, "E", {}, {}},
           {"blank", {}, "E", {}, {}}},
          {"h", "f.csv", "表1", 7}};
}

}  // namespace

TEST_CASE("a record goes in and comes out equal") {
  auto const record = sample();
  auto const back = there_and_back(record);
  REQUIRE(back);
  CHECK(*back == record);
  CHECK(there_and_back(Record{"parks", "x", {}, {}})->fields.empty());
}

TEST_CASE("random records come out equal") {
  auto random = Random{7};
  auto const letters = std::string{"a,[]{}\"\\:中\n\x02 0-."};
  for (auto turn = 0; turn != 500; ++turn) {
    auto record = Record{"k", "n", {}, {"t", "f", "s", turn}};
    auto const columns = random.below(9);
    for (auto i = std::uint32_t{0}; i != columns; ++i) {
      auto value = Value{};
      auto text = std::string{};
      auto const length = random.below(9);
      for (auto n = std::uint32_t{0}; n != length; ++n) {
        text += letters[random.below(static_cast<std::uint32_t>(letters.size()))];
      }
      // Bytes of the one wide character may be cut apart; JSON wants whole ones.
      std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
      switch (random.below(4)) {
        case 0:
          value = text;
          break;
        case 1:
          value = (static_cast<double>(random.below(1U << 30)) - 5e8) / 977;
          break;
        case 2:
          value = std::vector<std::string>{text, "甲"};
          break;
        default:
          break;
      }
      record.fields.push_back({"c" + std::to_string(i), value, "A", {}, {}});
    }
    auto const back = there_and_back(record);
    REQUIRE(back);
    CHECK(*back == record);
  }
}

TEST_CASE("broken bodies are refused") {
  auto const record = Record{"parks", "x", {{"a", 1.0, "A", {}, {}}, {"b", 2.0, "B", {}, {}}}, {}};
  auto const shape = shape_of(record);
  auto const good = encode_body(record, mark_of_shape(encode(shape)));
  REQUIRE(decode_body("parks", "x", good, shape));
  for (auto cut = std::size_t{0}; cut != good.size(); ++cut) {
    CAPTURE(good.substr(0, cut));
    CHECK(!decode_body("parks", "x", good.substr(0, cut), shape));
  }
  for (auto const* text : {"", "[]", "{}", "[\"aaaaaaaaaaaa\",1,1,2,3]", "[\"aaaaaaaaaaaa\",1,1]",
                           "[\"aaaaaaaaaaaa\",x,1,2]", "[\"aaaaaaaaaaaa\",1,1,nonsense]",
                           "[\"aaaaaaaaaaaa\",1,1,2]]", "[\"aaaaaaaaaaaa\",1,1,{\"w\":2}]"}) {
    CAPTURE(text);
    CHECK(!decode_body("parks", "x", text, shape));
  }
  CHECK(!decode_old("cards", "x", "{\"f\": 3}"));
  CHECK(!decode_old("cards", "x", "not json"));
  CHECK(
      !decode_shape("{\"columns\":[\"a\"],\"at\":[],\"table\":\"\",\"file\":\"\",\"sheet\":\"\"}"));
}

TEST_CASE("same_values looks at values, not at where they came from") {
  auto const a = sample();
  auto b = a;
  b.origin = {};
  for (auto& field : b.fields) { field.at = "Z"; }
  std::swap(b.fields[0], b.fields[2]);
  CHECK(same_values(a, b));
  b.fields[1].bound = Bound::over;
  CHECK(!same_values(a, b));
  b = a;
  b.fields.pop_back();
  CHECK(!same_values(a, b));
}
