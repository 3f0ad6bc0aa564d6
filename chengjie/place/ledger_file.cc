#include "chengjie/place/ledger_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <map>

#include "chengjie/base/tree.h"
#include "chengjie/place/district_search.h"
#include "chengjie/place/read_problem.h"

namespace chengjie::place::district {
namespace {

using Index = std::map<std::string, std::size_t>;
using Amounts = std::vector<std::optional<double>>;

constexpr auto kHelp = "格式见 docs/place-format.md";
constexpr auto kNearWords =
    std::to_array<std::string_view>({"apart", "radius", "adjacent", "same_park", "same_host"});
static_assert(kNearWords.size() == kNearLevels);

// One table of the file. The first thing that is not as it should be is kept as the error; what is
// read after that is empty.
class Row {
 public:
  Row(Tree const& tree, std::string_view name, std::optional<Error>& error)
      : tree_(tree), name_(name), error_(error) {}

  // A column that nobody would read must not pass for one that counts.
  Row& only(std::string_view noun, std::initializer_list<std::string_view> keys) {
    for (auto const& [key, value] : *tree_.table()) {
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) { continue; }
      fail(value, std::string{noun} + "里有不认识的列 " + key);
    }
    return *this;
  }
  void fail(Tree const& at, std::string what) {
    if (error_) { return; }
    error_ =
        Error{Code::bad_input, std::move(what),
              std::string{name_} + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
              kHelp};
  }
  void fail(std::string what) { fail(tree_, std::move(what)); }
  bool has(char const* key) const { return tree_.find(key) != nullptr; }

  std::string text(char const* key, std::string fallback = {}) {
    auto const* found = tree_.find(key);
    if (found == nullptr) { return fallback; }
    if (found->text() == nullptr) { fail(*found, std::string{key} + " 应是文字"); }
    return found->text() == nullptr ? fallback : *found->text();
  }
  std::string id(std::string_view noun) {
    auto out = text("id");
    if (out.empty()) { fail(std::string{noun} + "缺少 id"); }
    return out;
  }
  bool flag(char const* key, bool fallback) {
    auto const* found = tree_.find(key);
    if (found == nullptr) { return fallback; }
    if (found->flag() == nullptr) { fail(*found, std::string{key} + " 应是 true 或 false"); }
    return found->flag() == nullptr ? fallback : *found->flag();
  }
  std::optional<double> number(char const* key) {
    auto const* found = tree_.find(key);
    if (found == nullptr) { return std::nullopt; }
    if (!found->number()) { fail(*found, std::string{key} + " 应是数"); }
    return found->number();
  }
  std::optional<int> whole(char const* key) {
    auto const value = number(key);
    if (!value) { return std::nullopt; }
    if (*value != std::floor(*value) || std::abs(*value) > 1e6) {
      fail(*tree_.find(key), std::string{key} + " 应是整数");
      return std::nullopt;
    }
    return static_cast<int>(*value);
  }
  std::vector<std::string> words(char const* key) {
    auto out = std::vector<std::string>{};
    auto const* list = tree_.find(key);
    if (list == nullptr) { return out; }
    if (list->list() == nullptr) {
      fail(*list, std::string{key} + " 应是文字的列表");
      return out;
    }
    for (auto const& word : *list->list()) {
      if (word.text() == nullptr) {
        fail(word, std::string{key} + " 的每一项应是文字");
        return out;
      }
      out.push_back(*word.text());
    }
    return out;
  }
  // { land = 300, power = 5000 }: what is absent is unknown, what is 0 is none.
  Amounts amounts(char const* key, Index const& known, std::string_view noun) {
    auto out = Amounts(known.size());
    auto const* table = tree_.find(key);
    if (table == nullptr) { return out; }
    if (table->table() == nullptr) {
      fail(*table, std::string{key} + " 应是表");
      return out;
    }
    for (auto const& [id, amount] : *table->table()) {
      auto const found = known.find(id);
      if (found == known.end()) {
        fail(amount, "未声明的" + std::string{noun} + " " + id);
      } else if (!amount.number()) {
        fail(amount, id + " 应是数；不知道的请不写");
      } else {
        out[found->second] = *amount.number();
      }
    }
    return out;
  }
  // worth = 80, or worth = { 产值 = 80, 税收 = 5 }.
  std::vector<Part> parts(char const* key, char const* noun) {
    auto out = std::vector<Part>{};
    auto const* worth = tree_.find(key);
    if (worth == nullptr) { return out; }
    if (auto const whole = worth->number()) { return {{noun, *whole}}; }
    if (worth->table() == nullptr) {
      fail(*worth, std::string{key} + " 应是数，或分项的表");
      return out;
    }
    for (auto const& [name, points] : *worth->table()) {
      if (!points.number()) { fail(points, name + " 应是数"); }
      out.push_back({name, points.number().value_or(0.0)});
    }
    return out;
  }
  // Tables under a key, [[key]] or key = [{…}].
  std::vector<Row> rows(char const* key) {
    auto out = std::vector<Row>{};
    auto const* list = tree_.find(key);
    if (list == nullptr) { return out; }
    if (list->list() == nullptr) {
      fail(*list, std::string{key} + " 应写成 [[" + key + "]]");
      return out;
    }
    for (auto const& entry : *list->list()) {
      if (entry.table() == nullptr) {
        fail(entry, std::string{key} + " 的每一项应是表");
        return out;
      }
      out.emplace_back(entry, name_, error_);
    }
    return out;
  }
  std::optional<Row> row(char const* key) {
    auto const* table = tree_.find(key);
    if (table == nullptr) { return std::nullopt; }
    if (table->table() == nullptr) {
      fail(*table, std::string{key} + " 应是表");
      return std::nullopt;
    }
    return Row{*table, name_, error_};
  }
  Near level(Near fallback) {
    auto const word = text("level", std::string{kNearWords[static_cast<std::size_t>(fallback)]});
    auto const found = std::find(kNearWords.begin(), kNearWords.end(), word);
    if (found == kNearWords.end()) {
      fail("level 应是 radius、adjacent、same_park 或 same_host");
      return fallback;
    }
    return static_cast<Near>(found - kNearWords.begin());
  }

 private:
  Tree const& tree_;
  std::string_view name_;
  std::optional<Error>& error_;
};

class Reader {
 public:
  Reader(Tree const& root, std::string_view name) : root_(root, name, error_), name_(name) {}

  Result<Input> read() {
    root_.only("文件", {"price_unplaced", "price_wait", "price_segment", "price_move", "year",
                        "years", "closeness", "resource", "ratio", "park", "project", "fit", "pair",
                        "apart", "near", "last"});
    whole_plan();
    for (auto& row : root_.rows("resource")) { resource(row); }
    for (auto& row : root_.rows("ratio")) { ratio(row); }
    for (auto& row : root_.rows("park")) { park(row); }
    for (auto& row : root_.rows("project")) { project(row); }
    relations();
    if (error_) { return *error_; }
    if (in_.projects.empty()) {
      return Error{Code::bad_input, "文件里没有要落位的项目（[[project]]）", std::string{name_},
                   kHelp};
    }
    return std::move(in_);
  }

 private:
  void whole_plan() {
    in_.price_unplaced = root_.number("price_unplaced").value_or(0.0);
    in_.price_wait = root_.number("price_wait").value_or(0.0);
    in_.price_segment = root_.number("price_segment").value_or(0.0);
    in_.price_move = root_.number("price_move").value_or(0.0);
    in_.year = root_.whole("year").value_or(in_.year);
    in_.years = root_.whole("years").value_or(in_.years);
    auto levels = Index{};
    for (auto const word : kNearWords) { levels.emplace(word, levels.size()); }
    auto const shares = root_.amounts("closeness", levels, "邻近程度");
    for (auto k = std::size_t{0}; k != shares.size(); ++k) {
      in_.closeness[k] = shares[k].value_or(in_.closeness[k]);
    }
  }

  void resource(Row& row) {
    row.only("resource", {"id", "name", "unit", "each", "carrier", "legal"});
    auto const id = row.id("资源");
    resource_.emplace(id, in_.resources.size());
    in_.resources.push_back({id, row.text("name", id), row.text("unit"), row.flag("each", false),
                             row.flag("carrier", false), row.flag("legal", false)});
  }

  void ratio(Row& row) {
    row.only("ratio", {"id", "name", "unit"});
    auto const id = row.id("指标");
    ratio_.emplace(id, in_.ratios.size());
    in_.ratios.push_back({id, row.text("name", id), row.text("unit")});
  }

  void park(Row& row) {
    row.only("park",
             {"id", "name", "capacity", "allowed", "banned", "site", "parent", "host", "zone",
              "opens", "hazard_most", "least", "arrivals", "extensions", "segments"});
    auto park = Park{};
    park.id = row.id("园区");
    park.name = row.text("name", park.id);
    park.capacity = row.amounts("capacity", resource_, "资源");
    auto allowed = row.words("allowed");
    if (row.has("allowed")) { park.allowed = std::move(allowed); }
    park.banned = row.words("banned");
    park.site = row.flag("site", true);
    park.parent = row.text("parent");
    park.host = row.flag("host", false);
    park.zone = row.text("zone");
    park.opens = row.whole("opens").value_or(0);
    park.hazard_most = row.whole("hazard_most");
    park.least = row.amounts("least", ratio_, "指标");
    park.segments = row.words("segments");
    for (auto& more : row.rows("arrivals")) {
      more.only("arrivals", {"resource", "year", "capacity", "cause"});
      park.arrivals.push_back({more.text("resource"), more.whole("year").value_or(0),
                               more.number("capacity").value_or(0.0), more.text("cause")});
      if (!more.has("capacity")) { more.fail("arrivals 缺少 capacity"); }
    }
    for (auto& more : row.rows("extensions")) {
      more.only("extensions", {"resource", "price", "most"});
      park.extensions.push_back({more.text("resource"), more.number("price").value_or(0.0),
                                 more.number("most").value_or(0.0)});
      if (!more.has("price")) { more.fail("extensions 缺少 price"); }
    }
    in_.parks.push_back(std::move(park));
  }

  void project(Row& row) {
    row.only("project",
             {"id", "name", "need", "industries", "worth", "price_unplaced", "fixed", "only",
              "pinned", "not", "from", "hazard", "ratio", "segment", "zones", "second"});
    auto project = Project{};
    project.id = row.id("项目");
    project.name = row.text("name", project.id);
    project.need = row.amounts("need", resource_, "资源");
    project.industries = row.words("industries");
    project.worth = row.parts("worth", "价值");
    project.price_unplaced = row.number("price_unplaced");
    project.fixed_park = row.text("fixed");
    project.only_parks = row.words("only");
    project.pinned_park = row.text("pinned");
    project.not_parks = row.words("not");
    project.from = row.whole("from").value_or(0);
    project.hazard = row.whole("hazard");
    project.ratio = row.amounts("ratio", ratio_, "指标");
    project.segment = row.text("segment");
    project.zones = row.words("zones");
    if (auto second = row.row("second")) {
      second->only("second", {"name", "need", "industries", "zones"});
      project.second = Second{second->text("name"), second->amounts("need", resource_, "资源"),
                              second->words("industries"), second->words("zones")};
    }
    in_.projects.push_back(std::move(project));
  }

  void relations() {
    for (auto& row : root_.rows("fit")) {
      row.only("fit", {"project", "park", "points", "from", "second"});
      in_.fits.push_back({row.text("project"), row.text("park"), row.parts("points", "适配"),
                          row.whole("from").value_or(0), row.flag("second", false)});
    }
    for (auto& row : root_.rows("pair")) {
      row.only("pair", {"a", "b", "points", "why"});
      in_.pairs.push_back(
          {row.text("a"), row.text("b"), row.number("points").value_or(0.0), row.text("why")});
    }
    for (auto& row : root_.rows("apart")) {
      row.only("apart", {"a", "b", "level", "why"});
      in_.aparts.push_back(
          {row.text("a"), row.text("b"), row.level(Near::same_park), row.text("why")});
    }
    for (auto& row : root_.rows("near")) {
      row.only("near", {"a", "b", "level"});
      in_.nears.push_back({row.text("a"), row.text("b"), row.level(Near::radius)});
    }
    for (auto& row : root_.rows("last")) {
      row.only("last", {"project", "park"});
      in_.last.push_back({row.text("project"), row.text("park")});
    }
  }

  std::optional<Error> error_;
  Row root_;
  std::string_view name_;
  Input in_;
  Index resource_, ratio_;
};

}  // namespace

Result<Input> read_input(std::string_view toml, std::string_view name) {
  auto const tree = read_toml(toml, name);
  if (!tree) { return tree.error(); }
  return Reader{*tree, name}.read();
}

}  // namespace chengjie::place::district
