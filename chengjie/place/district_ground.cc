// Reading the Input: ids to indices, and what cannot be meant is refused with its row.
#include <algorithm>
#include <cmath>
#include <set>

#include "chengjie/place/district_rules.h"

namespace chengjie::place::district {
namespace {

constexpr auto kPointsMax = 1e13;
constexpr auto kAmountLimit = 1e14;
constexpr auto kYearMin = 1900;
constexpr auto kYearMax = 2200;

Error bad(std::string what, std::string where, std::string help) {
  return Error{Code::bad_input, std::move(what), std::move(where), std::move(help)};
}

template <class Rows>
Result<std::map<std::string, int>> index_of(Rows const& rows, char const* noun) {
  auto out = std::map<std::string, int>{};
  for (auto const& row : rows) {
    if (row.id.empty()) { return bad(std::string{noun} + "缺少编号", row.name, "请给每一行编号"); }
    if (!out.emplace(row.id, static_cast<int>(out.size())).second) {
      return bad(std::string{noun} + "编号重复", row.id, "请改成不同的编号");
    }
  }
  return out;
}

bool usable(double amount) {
  return std::isfinite(amount) && amount >= 0.0 && amount <= kAmountLimit;
}
bool usable_points(double points) {
  return std::isfinite(points) && std::abs(points) <= kPointsMax;
}
bool usable_price(double price) { return usable_points(price) && price >= 0.0; }
bool usable_year(int year) { return year == 0 || (year >= kYearMin && year <= kYearMax); }

Result<Done> check_amounts(std::vector<std::optional<double>> const& amounts,
                           std::vector<std::string> const& names, std::string const& id,
                           char const* noun) {
  if (amounts.size() > names.size()) {
    return bad(std::string{noun} + "的列数多于资源种类", id, "请核对资源列");
  }
  for (auto r = std::size_t{0}; r != amounts.size(); ++r) {
    if (!amounts[r] || usable(*amounts[r])) { continue; }
    return bad(names[r] + noun + "必须是不小于零的数", id, "不知道的请留空，不要填负数");
  }
  return kDone;
}

bool sane(std::vector<Part> const& parts) {
  return std::all_of(parts.begin(), parts.end(),
                     [](Part const& part) { return usable_points(part.points); });
}

template <class Rows>
std::vector<std::string> names_of(Rows const& rows) {
  auto out = std::vector<std::string>{};
  for (auto const& row : rows) { out.push_back(row.name); }
  return out;
}

}  // namespace

Result<Ground> Ground::of(Input const& input) {
  auto out = Ground{};
  out.in_ = &input;
  for (auto const step :
       {&Ground::read_ids, &Ground::read_parks, &Ground::read_projects, &Ground::read_relations}) {
    if (auto const done = (out.*step)(); !done) { return done.error(); }
  }
  return out;
}

Result<Done> Ground::read_ids() {
  auto resources = index_of(in_->resources, "资源");
  auto parks = index_of(in_->parks, "园区");
  auto projects = index_of(in_->projects, "项目");
  for (auto const* found : {&resources, &parks, &projects}) {
    if (!*found) { return found->error(); }
  }
  resource_ = std::move(*resources);
  park_ = std::move(*parks);
  project_ = std::move(*projects);
  auto const prices = {in_->price_unplaced, in_->price_wait, in_->price_segment, in_->price_move};
  if (!std::all_of(prices.begin(), prices.end(), usable_price)) {
    return bad("各项代价必须是不小于零的数", "price", "");
  }
  if (in_->closeness.size() != kNearLevels ||
      !std::all_of(in_->closeness.begin(), in_->closeness.end(),
                   [](double share) { return share >= 0.0 && share <= 1.0; })) {
    return bad("邻近程度的份额应是 5 个 0 到 1 之间的数", "closeness", "");
  }
  if (!usable_year(in_->year) || in_->years < 1 || in_->years > 50) {
    return bad("起始年份或年数不可用", "year", "年份写成 2026 这样，年数 1 至 50");
  }
  return kDone;
}

Result<Done> Ground::read_parks() {
  auto const resources = names_of(in_->resources);
  auto const ratios = names_of(in_->ratios);
  for (auto const& park : in_->parks) {
    if (auto const done = check_amounts(park.capacity, resources, park.id, "容量"); !done) {
      return done;
    }
    if (auto const done = check_amounts(park.least, ratios, park.id, "下限"); !done) {
      return done;
    }
    if (!park.parent.empty() && this->park(park.parent) < 0) {
      return bad("所属的园区不存在：" + park.parent, park.id, "请核对园区编号");
    }
    for (auto const& row : park.arrivals) {
      if (resource(row.resource) < 0 || !usable(row.capacity) || row.year == 0 ||
          !usable_year(row.year)) {
        return bad("新增容量的资源、数量或年份不可用", park.id, row.resource);
      }
    }
    for (auto const& row : park.extensions) {
      auto const r = resource(row.resource);
      if (r < 0 || !usable(row.most) || !usable_price(row.price)) {
        return bad("扩容的资源、数量或单价不可用", park.id, row.resource);
      }
      if (in_->resources[r].legal || in_->resources[r].each) {
        return bad(in_->resources[r].name +
                       (in_->resources[r].legal ? "是法定限额" : "是场地条件") + "，不能用钱扩",
                   park.id, "请去掉它的扩容单价");
      }
    }
    if (!usable_year(park.opens)) { return bad("开放年份不可用", park.id, ""); }
  }
  for (auto i = 0; i != parks(); ++i) {
    auto& chain = chain_.emplace_back();
    for (auto at = i; at >= 0; at = this->park(in_->parks[at].parent)) {
      if (std::find(chain.begin(), chain.end(), at) != chain.end()) {
        return bad("园区的上级绕成了一圈", in_->parks[i].id, "请核对上级园区");
      }
      chain.push_back(at);
    }
  }
  return kDone;
}

Result<Done> Ground::read_projects() {
  auto const resources = names_of(in_->resources);
  auto const ratios = names_of(in_->ratios);
  for (auto const& project : in_->projects) {
    for (auto const& [amounts, names, noun] :
         {std::tuple{&project.need, &resources, "需求"},
          std::tuple{&project.ratio, &ratios, "指标"},
          std::tuple{project.second ? &project.second->need : &project.need, &resources, "需求"}}) {
      if (auto const done = check_amounts(*amounts, *names, project.id, noun); !done) {
        return done;
      }
    }
    if (!sane(project.worth)) { return bad("项目价值不是可用的数", project.id, ""); }
    if (!usable_price(project.price_unplaced.value_or(in_->price_unplaced))) {
      return bad("不落位的代价必须是不小于零的数", project.id, "");
    }
    if (!usable_year(project.from)) { return bad("可落地的年份不可用", project.id, ""); }
    auto named = project.only_parks;
    named.insert(named.end(), project.not_parks.begin(), project.not_parks.end());
    for (auto const& id : {project.fixed_park, project.pinned_park}) {
      if (!id.empty()) { named.push_back(id); }
    }
    for (auto const& id : named) {
      if (this->park(id) >= 0) { continue; }
      return bad("项目指向一个不存在的园区 " + id, project.id, "请核对园区编号");
    }
    if (!project.fixed_park.empty() && !in_->parks[this->park(project.fixed_park)].site) {
      return bad("项目固定在不能落位的地方 " + project.fixed_park, project.id, "请写到园区");
    }
    if (!project.fixed_park.empty() && project.second) {
      return bad("已落位的项目不再分两处", project.id, "请把两处写成两个项目");
    }
  }
  return kDone;
}

Result<Done> Ground::read_relations() {
  auto seen = std::set<std::tuple<int, int, bool, int>>{};
  auto years = std::set<int>{};
  for (auto k = std::size_t{0}; k != in_->fits.size(); ++k) {
    auto const& fit = in_->fits[k];
    auto const j = project(fit.project);
    auto const i = park(fit.park);
    if (j < 0 || i < 0) {
      return bad("适配度的一行指向不存在的项目或园区", fit.project + " → " + fit.park,
                 "请核对编号");
    }
    if (!sane(fit.parts)) { return bad("适配度的分值不是可用的数", fit.project, ""); }
    if (!usable_year(fit.from)) { return bad("适配度的年份不可用", fit.project, ""); }
    if (!seen.emplace(j, i, fit.second, fit.from).second) {
      return bad("同一项目与园区的适配度给了两次", fit.project + " → " + fit.park, "请只留一行");
    }
    fits_[{j, i}].push_back(static_cast<int>(k));
    years.insert(fit.from);
  }
  auto const two_projects = [&](std::string const& a, std::string const& b) {
    return project(a) >= 0 && project(b) >= 0 && a != b;
  };
  for (auto const& row : in_->pairs) {
    if (!two_projects(row.a, row.b) || !usable_points(row.points) || row.points < 0.0) {
      return bad("成链的一行不是两个项目和不小于零的分值", row.a + "、" + row.b, "请核对编号");
    }
  }
  for (auto const& row : in_->aparts) {
    if (!two_projects(row.a, row.b) || row.level == Near::apart) {
      return bad("不得相邻的一行不是两个项目", row.a + "、" + row.b, "请核对编号");
    }
  }
  for (auto const& row : in_->nears) {
    auto const a = park(row.a);
    auto const b = park(row.b);
    if (a < 0 || b < 0 || a == b) {
      return bad("相邻的一行不是两个园区", row.a + "、" + row.b, "请核对编号");
    }
    near_[std::minmax(a, b)] = row.level;
  }
  for (auto const& row : in_->last) {
    auto const j = project(row.project);
    auto const i = park(row.park);
    if (j < 0 || (i < 0 && !row.park.empty())) { continue; }  // gone since then
    last_[j] = i;
  }
  for (auto const& park : in_->parks) {
    years.insert(park.opens);
    for (auto const& row : park.arrivals) { years.insert(row.year); }
  }
  for (auto const& project : in_->projects) { years.insert(project.from); }
  years_ = {in_->year};
  if (in_->year == 0) { return kDone; }
  for (auto const year : years) {
    if (year > in_->year && year <= in_->year + in_->years) { years_.push_back(year); }
  }
  return kDone;
}

}  // namespace chengjie::place::district
