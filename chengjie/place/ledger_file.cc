#include "chengjie/place/ledger_file.h"

#include <algorithm>
#include <map>

#include "chengjie/base/tree.h"
#include "chengjie/place/district_search.h"
#include "chengjie/place/read_problem.h"

namespace chengjie::place::district {
namespace {

class Reader {
 public:
  Reader(Tree const& root, std::string_view name) : root_(root), name_(name) {}

  Result<Input> read() {
    if (auto const* price = root_.find("price_unplaced")) {
      if (!price->number()) { return bad(*price, "price_unplaced 应是数"); }
      in_.price_unplaced = *price->number();
    }
    for (auto const& [key, row] : {std::pair{"resource", &Reader::resource},
                                   {"park", &Reader::park},
                                   {"project", &Reader::project},
                                   {"fit", &Reader::fit}}) {
      if (auto const done = rows(key, row); !done) { return done.error(); }
    }
    return std::move(in_);
  }

 private:
  using Row = Result<Done> (Reader::*)(Tree const&);

  Error bad(Tree const& at, std::string what) const {
    return Error{Code::bad_input, std::move(what),
                 name_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
                 "格式见 docs/place-format.md"};
  }

  Result<Done> rows(char const* key, Row row) {
    auto const* list = root_.find(key);
    if (!list) { return kDone; }
    if (!list->list()) { return bad(*list, std::string{key} + " 应写成 [[" + key + "]]"); }
    for (auto const& entry : *list->list()) {
      if (!entry.table()) { return bad(entry, std::string{key} + " 的每一项应是表"); }
      if (auto const done = (this->*row)(entry); !done) { return done; }
    }
    return kDone;
  }

  Result<Done> resource(Tree const& row) {
    auto const id = row.text_or("id", "");
    if (id.empty()) { return bad(row, "资源缺少 id"); }
    resource_.emplace(id, in_.resources.size());
    in_.resources.push_back({id, row.text_or("name", id), row.text_or("unit", "")});
    return kDone;
  }

  // { land = 300, power = 5000 }: what is absent is unknown, what is 0 is none.
  Result<std::vector<std::optional<double>>> amounts(Tree const& row, char const* key) const {
    auto out = std::vector<std::optional<double>>(in_.resources.size());
    auto const* table = row.find(key);
    if (!table) { return out; }
    if (!table->table()) { return bad(*table, std::string{key} + " 应是表"); }
    for (auto const& [id, amount] : *table->table()) {
      auto const found = resource_.find(id);
      if (found == resource_.end()) { return bad(amount, "未声明的资源 " + id); }
      if (!amount.number()) { return bad(amount, id + " 应是数；不知道的请不写"); }
      out[found->second] = *amount.number();
    }
    return out;
  }

  Result<std::vector<std::string>> words(Tree const& row, char const* key) const {
    auto out = std::vector<std::string>{};
    auto const* list = row.find(key);
    if (!list) { return out; }
    if (!list->list()) { return bad(*list, std::string{key} + " 应是文字的列表"); }
    for (auto const& word : *list->list()) {
      if (!word.text()) { return bad(word, std::string{key} + " 的每一项应是文字"); }
      out.push_back(*word.text());
    }
    return out;
  }

  // worth = 80, or worth = { 产值 = 80, 税收 = 5 }.
  Result<std::vector<Part>> parts(Tree const& row, char const* key, char const* noun) const {
    auto out = std::vector<Part>{};
    auto const* worth = row.find(key);
    if (!worth) { return out; }
    if (auto const whole = worth->number()) {
      out.push_back({noun, *whole});
      return out;
    }
    if (!worth->table()) { return bad(*worth, std::string{key} + " 应是数，或分项的表"); }
    for (auto const& [name, points] : *worth->table()) {
      if (!points.number()) { return bad(points, name + " 应是数"); }
      out.push_back({name, *points.number()});
    }
    return out;
  }

  Result<Done> park(Tree const& row) {
    auto park = Park{};
    park.id = row.text_or("id", "");
    if (park.id.empty()) { return bad(row, "园区缺少 id"); }
    park.name = row.text_or("name", park.id);
    auto const capacity = amounts(row, "capacity");
    if (!capacity) { return capacity.error(); }
    park.capacity = *capacity;
    auto const allowed = words(row, "allowed");
    if (!allowed) { return allowed.error(); }
    if (row.find("allowed")) { park.allowed = *allowed; }
    auto const banned = words(row, "banned");
    if (!banned) { return banned.error(); }
    park.banned = *banned;
    in_.parks.push_back(std::move(park));
    return kDone;
  }

  Result<Done> project(Tree const& row) {
    auto project = Project{};
    project.id = row.text_or("id", "");
    if (project.id.empty()) { return bad(row, "项目缺少 id"); }
    project.name = row.text_or("name", project.id);
    project.fixed_park = row.text_or("fixed", "");
    auto const need = amounts(row, "need");
    if (!need) { return need.error(); }
    project.need = *need;
    auto const industries = words(row, "industries");
    if (!industries) { return industries.error(); }
    project.industries = *industries;
    auto const worth = parts(row, "worth", "价值");
    if (!worth) { return worth.error(); }
    project.worth = *worth;
    if (auto const* price = row.find("price_unplaced")) {
      if (!price->number()) { return bad(*price, "price_unplaced 应是数"); }
      project.price_unplaced = *price->number();
    }
    in_.projects.push_back(std::move(project));
    return kDone;
  }

  Result<Done> fit(Tree const& row) {
    auto const points = parts(row, "points", "适配");
    if (!points) { return points.error(); }
    in_.fits.push_back({row.text_or("project", ""), row.text_or("park", ""), *points});
    return kDone;
  }

  Tree const& root_;
  std::string name_;
  Input in_;
  std::map<std::string, std::size_t> resource_;
};

}  // namespace

Result<Input> read_input(std::string_view toml, std::string_view name) {
  auto const tree = read_toml(toml, name);
  if (!tree) { return tree.error(); }
  return Reader{*tree, name}.read();
}

}  // namespace chengjie::place::district

namespace chengjie::place::detail {

Result<Reading> read_ledger(std::string_view text, std::string_view name) {
  auto const input = district::read_input(text, name);
  if (!input) { return input.error(); }
  auto model = district::model_of(*input);
  if (!model) { return model.error(); }
  auto reading = Reading{};
  reading.scale = model->worth_scale;
  if (auto const done = district::check_pins(*input, *model); !done) { return done.error(); }
  auto problem = district::plain_problem(*model);
  if (!problem) {
    return Error{Code::unsupported,
                 "文件里有分年容量、扩容、成对或相邻规则，place solve 还不解这一类",
                 std::string{name}, "请导入账本后用 chengjie answer where"};
  }
  reading.problem = std::move(*problem);
  return reading;
}

}  // namespace chengjie::place::detail
